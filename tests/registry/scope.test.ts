import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId, type Viewer } from '../../schema/index.js';
import { openOperation } from '../../api/operation.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerIn } from './support.js';

const HERE = '150623100204';
const RESIDENT_ID = '110101190001011009';
let app: TestApp;
/** Of an area that the town's client may not see. */
let theirs: { household: string; person: string };
/** The same kinds of id, of nothing at all. */
const absent = {
  household: encodeGlobalId('Household', '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001'),
  person: encodeGlobalId('Person', '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001'),
};
const THERE = '150623999201';
let mine: { household: string; person: string };

type Payload = { userErrors: { code: string; path: string[] }[]; household?: { id: string } | null; person?: { id: string } | null };

async function say(viewer: Viewer, text: string, variables: Record<string, unknown> = {}): Promise<Payload> {
  const operation = openOperation(app.parts, viewer, 'scope-test');
  try {
    const { data, errors } = await execute({
      schema: app.schema,
      document: parse(text),
      contextValue: operation.context,
      variableValues: variables,
    });
    if (errors) throw errors[0] ?? new Error('refused');
    return (data as { answer: Payload }).answer;
  } finally {
    await operation.close();
  }
}

const town = viewerIn('town', ['150623100']);
const neighbour = viewerIn('neighbour', ['150623999']);
let key = 0;
const again = (): string => `@idempotent(key: "scope-${++key}")`;
const selection = 'userErrors { code path }';

beforeAll(async () => {
  app = await testApp();
  const owner = await app.storage.owner();
  await owner.query(`
    insert into area (code, level, name_zh, parent_code) values ('150623999', 'TOWNSHIP', '示例镇', '150623'), ('${THERE}', 'VILLAGE', '示例村', '150623999');
    insert into village (area_code) values ('${THERE}')`);
  await owner.end();
  const family = async (viewer: Viewer, number: string, village: string, person: string) => {
    const household = (
      await say(
        viewer,
        `mutation { answer: registerHousehold(input: { number: "${number}", village: "${village}" }) { household { id } ${selection} } }`,
      )
    ).household?.id as string;
    const added = await say(
      viewer,
      `mutation ($h: ID!) { answer: recordPerson(input: { household: $h, ${person} }) { person { id } ${selection} } }`,
      {
        h: household,
      },
    );
    return { household, person: added.person?.id as string };
  };
  theirs = await family(neighbour, 'THEIRS-1', THERE, `name: "示例甲", residentId: "${RESIDENT_ID}", relation: HEAD`);
  mine = await family(town, 'MINE-1', HERE, 'name: "示例乙", relation: HEAD');
});
afterAll(() => app.close());

/** Every mutation that names a record, by what it names. */
const attempts: [string, (ids: typeof theirs) => string][] = [
  ['recordPerson into a household', (ids) => `recordPerson(input: { household: "${ids.household}", name: "示例" })`],
  ['recordPerson of a person', (ids) => `recordPerson(input: { household: "${mine.household}", person: "${ids.person}", name: "示例" })`],
  ['moveHousehold of a household', (ids) => `moveHousehold(input: { household: "${ids.household}", village: "${HERE}" })`],
  ['recordIncome of a household', (ids) => `recordIncome(input: { household: "${ids.household}", year: 2024, wage: "1.00" }) ${again()}`],
  [
    'recordGuarantee of a household',
    (ids) => `recordGuarantee(input: { household: "${ids.household}", kind: FOOD, state: MET }) ${again()}`,
  ],
  [
    'recordBenefit of a household',
    (ids) => `recordBenefit(input: { household: "${ids.household}", benefit: "core.x", form: CASH, periodFrom: "2025-01-01" }) ${again()}`,
  ],
  [
    'recordBenefit of a person',
    (ids) =>
      `recordBenefit(input: { household: "${mine.household}", person: "${ids.person}", benefit: "core.x", form: CASH, periodFrom: "2025-01-01" }) ${again()}`,
  ],
];

describe('a record of another area', () => {
  it.each(attempts)('%s: the same answer as an absent one', async (_name, mutation) => {
    const foreign = await say(town, `mutation { answer: ${mutation(theirs)} { ${selection} } }`);
    expect(foreign.userErrors).toHaveLength(1);
    expect(foreign).toEqual(await say(town, `mutation { answer: ${mutation(absent)} { ${selection} } }`));
    const swapped = { household: theirs.person, person: theirs.household };
    expect(foreign).toEqual(await say(town, `mutation { answer: ${mutation(swapped)} { ${selection} } }`));
  });

  it.each([
    ['registerHousehold', (village: string) => `registerHousehold(input: { number: "NEW-1", village: "${village}" })`],
    ['moveHousehold', (village: string) => `moveHousehold(input: { household: "${mine.household}", village: "${village}" })`],
  ])('%s into its village: the same answer as into none', async (_name, mutation) => {
    const foreign = await say(town, `mutation { answer: ${mutation(THERE)} { ${selection} } }`);
    expect(foreign.userErrors).toEqual([{ code: 'core.VILLAGE_NOT_FOUND', path: ['input', 'village'] }]);
    expect(await say(town, `mutation { answer: ${mutation('150623100999')} { ${selection} } }`)).toEqual(foreign);
  });

  it('a number in use there says that it is in use, in the words of one in use here', async () => {
    const taken = (number: string) =>
      say(town, `mutation { answer: registerHousehold(input: { number: "${number}", village: "${HERE}" }) { ${selection} } }`);
    expect(await taken('THEIRS-1')).toEqual(await taken('MINE-1'));
  });

  it('none of it changed anything there', async () => {
    const rows = await app.storage.db.system((tx) =>
      tx.sql(`select h.version, h.area_code, h.member_count, (select count(*) from income_statement i where i.household_id = h.id) as incomes,
                (select count(*) from benefit_grant b where b.household_id = h.id) as benefits from household h where register_number = 'THEIRS-1'`),
    );
    expect(rows).toEqual([{ version: 2, area_code: THERE, member_count: 1, incomes: 0, benefits: 0 }]);
  });
});

describe('the audit trail', () => {
  it('has every refusal of a write that reached the records, without what was tried', async () => {
    const refused = () => app.storage.db.system((tx) => tx.sql<{ action: string }>(`select * from audit_entry where outcome = 'REFUSED'`));
    const before = await refused();
    for (const [, mutation] of attempts) await say(town, `mutation { answer: ${mutation(theirs)} { ${selection} } }`);
    const after = await refused();
    expect(after).toHaveLength(before.length + attempts.length);
    expect(JSON.stringify(after)).not.toContain('示例');
  });
});

describe('two calls at the same moment', () => {
  it('with one number register one household', async () => {
    for (let round = 0; round < 20; round++) {
      const call = () =>
        say(town, `mutation { answer: registerHousehold(input: { number: "RACE-${round}", village: "${HERE}" }) { ${selection} } }`);
      const codes = (await Promise.all([call(), call(), call()])).flatMap((a) => a.userErrors.map((e) => e.code));
      expect(codes).toEqual(['core.NUMBER_TAKEN', 'core.NUMBER_TAKEN']);
    }
  });

  it('with one version change it once', async () => {
    const read = await app.storage.db.system((tx) =>
      tx.sql<{ version: number }>(`select version from household where register_number = 'MINE-1'`),
    );
    const call = () =>
      say(
        town,
        `mutation { answer: recordIncome(input: { household: "${mine.household}", year: 2023, wage: "1.00", expectedVersion: ${read[0]?.version} }) ${again()} { ${selection} } }`,
      );
    const codes = (await Promise.all([call(), call(), call()])).flatMap((a) => a.userErrors.map((e) => e.code));
    expect(codes).toEqual(['core.VERSION_CONFLICT', 'core.VERSION_CONFLICT']);
  });

  it('with one key and different inputs do one of them', async () => {
    const call = (wage: string) =>
      say(
        town,
        `mutation { answer: recordIncome(input: { household: "${mine.household}", year: 2022, wage: "${wage}" }) @idempotent(key: "race") { ${selection} } }`,
      );
    const results = await Promise.allSettled([call('1.00'), call('2.00')]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const rows = await app.storage.db.system((tx) => tx.sql('select wage from income_statement where year = 2022'));
    expect(rows).toHaveLength(1);
  });

  it('with the same new person in two households of one town make one person', async () => {
    const second = (
      await say(
        town,
        `mutation { answer: registerHousehold(input: { number: "MINE-2", village: "${HERE}" }) { household { id } ${selection} } }`,
      )
    ).household?.id as string;
    const call = (household: string) =>
      say(
        town,
        `mutation { answer: recordPerson(input: { household: "${household}", name: "示例", residentId: "110101199001010015" }) { ${selection} } }`,
      );
    await Promise.all([call(mine.household), call(second)]);
    const rows = await app.storage.db.system((tx) => tx.sql(`select 1 from person where resident_id_masked like '1101%0015'`));
    expect(rows).toHaveLength(1);
  });
});

describe('a text through a mutation', () => {
  it.each([
    ['a formula', '=HYPERLINK(1)', 'core.FORMULA_CELL'],
    ['an invisible character', '示\u200b例', 'core.ILLEGAL_CHARACTER'],
    ['nothing', '   ', 'core.REQUIRED'],
  ])('%s is refused as it would be in a file', async (_name, name, code) => {
    const { userErrors } = await say(
      town,
      `mutation ($name: String!) { answer: recordPerson(input: { household: "${mine.household}", name: $name }) { ${selection} } }`,
      {
        name,
      },
    );
    expect(userErrors).toEqual([{ code, path: ['input', 'name'] }]);
  });
});
