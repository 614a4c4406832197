import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';
import { policyModule } from '../../modules/education/index.js';

const TOWN = '150623100';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [policyModule] });
});
afterAll(() => app.close());

const file = (name: string) => readFileSync(new URL(`../../clients/samples/education-${name}.csv`, import.meta.url));
const hand = (name: string, observedOn: string) => app.submit({ feed: `education.${name}`, file: file(name), observedOn, area: TOWN });
const count = async (sql: string): Promise<number> => Number((await app.storage.db.system((tx) => tx.sql<{ n: number }>(sql)))[0]?.n);

describe('the demo town goes to school', () => {
  test('about one in five of its people, and one school has no complete list', async () => {
    const pupils = await count('select count(distinct person_id) as n from education_ledger');
    expect(pupils).toBeGreaterThan(2_000);
    expect(pupils).toBeLessThan(5_000);
    const { schools } = (await app.ask('{ schools(first: 50) { nodes { code listCompleteOn(schoolYear: 2024) } } }')) as {
      schools: { nodes: { code: string; listCompleteOn: string | null }[] };
    };
    expect(schools.nodes.filter((school) => school.listCompleteOn === null).map((school) => school.code)).toEqual(['150623100-N']);
  });

  test('aid has come to 90 to 99 of a hundred who are entitled, and a handful of children are missing', async () => {
    const all = await count(`select count(*) as n from education_aid where term = 'SPRING'`);
    const received = await count(`select count(*) as n from education_aid where term = 'SPRING' and received_on is not null`);
    expect(received / all).toBeGreaterThan(0.9);
    expect(received / all).toBeLessThan(0.99);
    const open = await count(`select count(*) as n from education_dropout_case where state = 'DROPPED_OUT'`);
    expect(open).toBeGreaterThan(0);
    expect(open).toBeLessThan(30);
  });

  test('its lists speak: nearly everybody is known to be obliged or not, and a few children are missing from their school', async () => {
    const obliged = `select count(*) as n from person p where exists (select 1 from coverage c where c.feed = 'education.ledger'
      and c.area_code = p.area_code and could_name(c.complete_on, c.recorded_at, p.created_at, p.moved_at))`;
    expect((await count(obliged)) / (await count('select count(*) as n from person'))).toBeGreaterThan(0.9);
  });

  test('nobody is named under a label: the sources do not say who the seven and the three are', async () => {
    expect(await count('select (select count(*) from education_assignment) + (select count(*) from education_label) as n')).toBe(0);
  });
});

describe('the sample files of the bureau', () => {
  test.each([
    ['schools', { createdRows: 1, unchangedRows: 7, refusedRows: 1 }, ['core.VILLAGE_NOT_FOUND']],
    ['ledger', { refusedRows: 1 }, ['education.EXEMPT_NOT_OF_AGE']],
    ['enrolment', { changedRows: 1, refusedRows: 1 }, ['education.SCHOOL_NOT_FOUND']],
    ['aid', { refusedRows: 2 }, ['core.UNKNOWN_VALUE', 'core.FORMULA_CELL']],
    ['database', { refusedRows: 0 }, []],
  ])('%s.csv is taken, its bad rows are named', async (name, counts, codes) => {
    const receipt = await hand(name, '2025-05-20');
    expect(receipt).toMatchObject({ state: 'DONE', ...counts });
    expect(receipt.refused.map(({ code }) => code)).toEqual(codes);
    expect(receipt.unchangedRows + receipt.changedRows + receipt.createdRows).toBeGreaterThan(0);
    const again = await hand(name, '2025-05-20');
    expect(again).toMatchObject({ createdRows: 0, changedRows: 0, refusedRows: counts.refusedRows });
  });

  test('the pupil whom the enrolment list calls gone is a gap from that day on', async () => {
    const gone =
      file('enrolment')
        .toString('utf8')
        .split('\n')
        .find((line) => line.includes('辍学'))
        ?.split(',')[0] ?? '';
    const index = app.storage.keys.protect.blindIndex('resident-id', gone);
    const [row] = await app.storage.db.system((tx) =>
      tx.sql<{ register_number: string }>(
        'select h.register_number from person p join household h on h.id = p.household_id where p.resident_id_index = $1',
        [index],
      ),
    );
    const states = async (asOf: string) =>
      (
        (await app.ask(
          `query ($number: String!, $asOf: Date) { household(number: $number) { eligibility(checks: ["education.noDropout"], asOf: $asOf) { outcome fulfilled } } }`,
          { number: row?.register_number, asOf },
        )) as { household: { eligibility: { outcome: string; fulfilled: string }[] } }
      ).household.eligibility.filter((v) => v.outcome === 'ELIGIBLE' && v.fulfilled === 'FALSE').length;
    expect((await states('2025-05-20')) - (await states('2025-05-19'))).toBe(1);
  });
});

describe('a household with everything', () => {
  const EVERYTHING = `{ household(number: "1506231002040001") { number members { name
      schooling { stage status schoolName school { name } } schoolings { schoolYear } schoolAge { compulsory school { name } }
      educationAids(schoolYear: 2024) { aid term entitled receivedOn amount source { code } } dropoutCases { state events { toState note } helpers { office } } homeTeaching { startedOn } }
    eligibility(modules: ["education"]) { check { code } outcome fulfilled } } }`;

  test('is one statement for what is stored, whatever is asked of it, and one for each link and source of its verdicts', async () => {
    const stored = EVERYTHING.replace(/eligibility\(.*\} \} \}$/s, '} }');
    expect(await statements(stored)).toBe(1);
    // reference data, the members, and of their verdicts: the household of each, three lists of families, five sources of this module
    expect(await statements(EVERYTHING)).toBeLessThanOrEqual(11);
    expect(await statements(EVERYTHING)).toBe(await statements(EVERYTHING.replace('1506231002040001', '1506231002040005')));
  });
});

/** The operation's own account of itself, in the log. */
async function statements(query: string): Promise<number> {
  await app.ask(query);
  return (JSON.parse(app.logged.at(-1) ?? '{}') as { statements: number }).statements;
}
