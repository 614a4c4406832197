import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
const village = '150623100204';
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

type Input = Readonly<Record<string, unknown>>;

async function household(number: string): Promise<string> {
  const { registerHousehold } = await app.ask(
    'mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id } } }',
    { input: { number, village } },
  );
  return registerHousehold.household.id as string;
}

const recordPerson = `mutation ($input: RecordPersonInput!) {
  recordPerson(input: $input) { person { id isHead relation leftOn version household { number } } userErrors { code path } }
}`;
const answer = async (input: Input) => (await app.ask(recordPerson, { input })).recordPerson;
async function record(input: Input) {
  const { person, userErrors } = await answer(input);
  expect(userErrors).toEqual([]);
  return person as { id: string; isHead: boolean; relation: string | null; leftOn: string | null; version: number };
}
const refusals = async (input: Input): Promise<string[]> =>
  (await answer(input)).userErrors.map((e: { code: string; path: string[] }) => `${e.code} at ${e.path.join('.')}`);

const shown = async (number: string) =>
  (
    await app.ask('query ($number: String!) { household(number: $number) { memberCount labourClass head { id } members { id } } }', {
      number,
    })
  ).household;

describe('a member who left or died', () => {
  it('is no longer counted, shown or asked for labour', async () => {
    const id = await household('L-1');
    const stays = await record({ household: id, name: '示例甲', relation: 'HEAD', labourCapacity: 'TOTAL_LOSS' });
    const leaves = await record({ household: id, name: '示例乙', relation: 'CHILD', labourCapacity: 'FULL' });
    expect(await shown('L-1')).toMatchObject({ memberCount: 2, labourClass: 'HAS_LABOUR' });
    expect(await record({ household: id, person: leaves.id, name: '示例乙', leftOn: '2025-06-20' })).toMatchObject({
      leftOn: '2025-06-20',
      relation: 'CHILD',
      household: { number: 'L-1' },
    });
    expect(await shown('L-1')).toEqual({ memberCount: 1, labourClass: 'NO_LABOUR', head: { id: stays.id }, members: [{ id: stays.id }] });
  });

  it('is head no more, and another may be', async () => {
    const id = await household('L-2');
    const old = await record({ household: id, name: '示例甲', relation: 'HEAD' });
    const gone = { household: id, person: old.id, name: '示例甲', relation: 'HEAD', leftOn: '2025-06-20' };
    expect(await record(gone)).toMatchObject({ isHead: false, relation: null });
    expect((await shown('L-2')).head).toBeNull();
    const next = await record({ household: id, name: '示例乙', relation: 'HEAD' });
    // Whoever repeats the old list does not put the dead at the head again.
    expect(await record({ household: id, person: old.id, name: '示例甲', relation: 'HEAD' })).toMatchObject({ isHead: false });
    expect(await shown('L-2')).toMatchObject({ head: { id: next.id }, memberCount: 1 });
  });

  it('takes the gap of a guarantee along', async () => {
    const id = await household('L-3');
    const child = await record({ household: id, name: '示例甲', birthDate: '2015-01-01' });
    const key = (global: string): string => Buffer.from(global, 'base64url').toString().split(':')[1] ?? '';
    const owner = await app.storage.owner();
    await owner.query(
      "insert into adoption (document_code, area_code, valid_from, basis) values ('TOWN-A', '150623100', '2022-08-29', 'DEMO')",
    );
    await owner.end();
    await app.storage.db.system((tx) =>
      tx.sql(
        `insert into guarantee_status (household_id, person_id, area_code, kind, state, observed_on, source, digest)
         values ($1, $2, $3, 'COMPULSORY_EDUCATION', 'NOT_MET', '2025-06-01', 'EDU', '\\x00')`,
        [key(id), key(child.id), village],
      ),
    );
    const gap = async (asOf: string): Promise<string> =>
      (await app.ask(`{ household(number: "L-3") { eligibility(checks: ["monitoring.guaranteeGap"], asOf: "${asOf}") { outcome } } }`))
        .household.eligibility[0].outcome;
    expect(await gap('2025-06-30')).toBe('ELIGIBLE');
    await record({ household: id, person: child.id, name: '示例甲', leftOn: '2025-06-20' });
    expect(await gap('2025-06-30')).not.toBe('ELIGIBLE');
    expect(await gap('2025-06-10')).toBe('ELIGIBLE');
  });

  it('comes back by a move to another household only; saying nothing changes nothing', async () => {
    const [first, second] = [await household('L-4'), await household('L-5')];
    const { id: person } = await record({ household: first, name: '示例甲', relation: 'CHILD' });
    await record({ household: first, person, name: '示例甲', leftOn: '2025-06-20' });
    expect(await record({ household: first, person, name: '示例甲', relation: 'CHILD', leftOn: null })).toMatchObject({
      leftOn: '2025-06-20',
    });
    expect(await record({ household: second, person, name: '示例甲', relation: 'HEAD' })).toMatchObject({ leftOn: null, isHead: true });
    expect([await shown('L-4'), await shown('L-5')]).toMatchObject([{ memberCount: 0 }, { memberCount: 1, head: { id: person } }]);
  });

  it('did not leave in the future, nor before being born', async () => {
    const id = await household('L-6');
    expect(await refusals({ household: id, name: '示例', leftOn: '2025-07-01' })).toEqual(['core.DATE_AFTER_DATA at input.leftOn']);
    expect(await refusals({ household: id, name: '示例', leftOn: '2025-06-02', observedOn: '2025-06-01' })).toEqual([
      'core.DATE_AFTER_DATA at input.leftOn',
    ]);
    expect(await refusals({ household: id, name: '示例', birthDate: '2020-01-02', leftOn: '2020-01-01' })).toEqual([
      'core.LEFT_BEFORE_BIRTH at input.leftOn',
    ]);
    const { id: person } = await record({ household: id, name: '示例', birthDate: '2020-01-02' });
    expect(await refusals({ household: id, person, name: '示例', leftOn: '2020-01-01' })).toEqual([
      'core.LEFT_BEFORE_BIRTH at input.leftOn',
    ]);
    await record({ household: id, person, name: '示例', leftOn: '2020-01-02' });
    expect(await refusals({ household: id, person, name: '示例', birthDate: '2020-01-03' })).toEqual([
      'core.LEFT_BEFORE_BIRTH at input.leftOn',
    ]);
  });
});

describe('the people’s feed', () => {
  const submit = `mutation ($input: SubmitFeedInput!, $key: String!) {
    submitFeed(input: $input) @idempotent(key: $key) { receipt { refused { nodes { column code } } } results { effect } userErrors { code } }
  }`;
  let key = 0;
  async function handIn(...rows: readonly Readonly<Record<string, string>>[]) {
    const { submitFeed } = await app.ask(submit, {
      key: `people-${++key}`,
      input: {
        feed: 'core.people',
        observedOn: '2025-06-30',
        coverage: { area: '150623100', complete: false },
        rows: rows.map((row) => ({ cells: Object.entries(row).map(([column, value]) => ({ column, value })) })),
      },
    });
    expect(submitFeed.userErrors).toEqual([]);
    return {
      effects: submitFeed.results.map((r: { effect: string }) => r.effect) as string[],
      refused: submitFeed.receipt.refused.nodes as { column: string; code: string }[],
    };
  }
  const head = { 户编号: 'L-7', 姓名: '示例甲', 证件号码: '110101190001011009', 与户主关系: '户主' };
  const spouse = { 户编号: 'L-7', 姓名: '示例乙', 证件号码: '110101199001010015', 与户主关系: '配偶' };

  it('says it in a column of its own; the widow is head in the same list, and the list again changes nothing', async () => {
    await household('L-7');
    expect((await handIn(head, spouse)).effects).toEqual(['CREATED', 'CREATED']);
    const later = [
      { ...head, 离开日期: '2025年6月20日' },
      { ...spouse, 与户主关系: '户主' },
    ];
    expect((await handIn(...later)).effects).toEqual(['CHANGED', 'CHANGED']);
    expect(await shown('L-7')).toMatchObject({ memberCount: 1, head: {} });
    expect((await handIn(...later)).effects).toEqual(['UNCHANGED', 'UNCHANGED']);
    // A list without the column says nothing of it.
    expect((await handIn(head)).effects).toEqual(['UNCHANGED']);
    expect(await shown('L-7')).toMatchObject({ memberCount: 1 });
  });

  it('refuses a day that cannot be', async () => {
    expect(await handIn({ ...head, left_on: '2025-07-01' }, { ...spouse, 离开日期: '1989-12-31' })).toEqual({
      effects: ['REFUSED', 'REFUSED'],
      refused: [
        { column: '离开日期', code: 'core.DATE_AFTER_DATA' },
        { column: '离开日期', code: 'core.LEFT_BEFORE_BIRTH' },
      ],
    });
  });
});
