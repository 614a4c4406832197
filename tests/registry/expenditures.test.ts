import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  coreModule,
  defineCheck,
  defineDocument,
  defineParameter,
  definePolicyModule,
  gte,
  household,
  lastYear,
  rigidExpenditure,
  yuan,
} from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';

const plan = defineDocument({
  code: 'SPENDING-PLAN',
  title: { zh: '示例', en: 'Example' },
  issuer: { zh: '示例镇', en: 'Example town' },
  issuedOn: '2024-01-01',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100',
  sourceFile: 'plan.txt',
});
const line = defineParameter({
  code: 'spending.line',
  title: { zh: '刚性支出线', en: 'line of rigid spending' },
  type: 'MONEY',
  unit: 'yuan/household/year',
  use: 'LINE',
  values: [{ document: plan, value: yuan(10_000), place: 'L1', quote: '刚性支出一万元以上', operator: 'gte' }],
});
const check = defineCheck({
  code: 'spending.large',
  title: { zh: '大额刚性支出', en: 'large rigid spending' },
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  policy: { document: plan, place: 'L1', quote: '刚性支出一万元以上' },
  when: gte(lastYear(rigidExpenditure), line),
});
const spending = definePolicyModule({
  id: 'spending',
  contract: 1,
  title: { zh: '支出', en: 'Spending' },
  owner: coreModule.owner,
  policies: [plan],
  parameters: [line],
  checks: [check],
});

let app: TestApp;
let n = 0;
let number = '';
let id = '';
beforeAll(async () => {
  app = await testApp({ modules: [spending] });
});
afterAll(() => app.close());
beforeEach(async () => {
  number = `S-${++n}`;
  const { registerHousehold } = await app.ask(
    `mutation ($number: String!) { registerHousehold(input: { number: $number, village: "150623100204" }) { household { id } } }`,
    { number },
  );
  id = registerHousehold.household.id as string;
});

let key = 0;
const record = async (input: Record<string, unknown>) =>
  (
    await app.ask(
      `mutation ($input: RecordExpenditureInput!, $key: String!) { recordExpenditure(input: $input) @idempotent(key: $key) {
         household { version } userErrors { code path } } }`,
      { input: { household: id, year: 2024, ...input }, key: `e${++key}` },
    )
  ).recordExpenditure;
const submit = async (complete: boolean, rows: readonly Record<string, string>[], observedOn = '2025-06-30') =>
  (
    await app.ask(
      `mutation ($input: SubmitFeedInput!, $key: String!) { submitFeed(input: $input) @idempotent(key: $key) {
         receipt { state createdRows changedRows unchangedRows refused { nodes { column code } } } } }`,
      {
        key: `e${++key}`,
        input: {
          feed: 'core.expenditures',
          observedOn,
          coverage: { area: '150623100204', complete },
          rows: rows.map((row) => ({ cells: Object.entries(row).map(([column, value]) => ({ column, value })) })),
        },
      },
    )
  ).submitFeed.receipt;
const outcome = async (of = number): Promise<string> =>
  (await app.ask(`{ household(number: "${of}") { eligibility(checks: ["spending.large"]) { outcome } } }`)).household.eligibility[0]
    .outcome as string;

describe('rigid spending of a year', () => {
  test('is unknown while kinds are missing: what was not reported is not zero', async () => {
    await record({ items: [{ kind: 'MEDICAL', amount: '20000.00', rigid: true }] });
    expect(await outcome()).toBe('UNDETERMINED');
  });

  test('is the sum of the rigid kinds once a statement says that it is whole', async () => {
    await record({
      complete: true,
      items: [
        { kind: 'MEDICAL', amount: '6000.00', rigid: true },
        { kind: 'EDUCATION', amount: '4000.00', rigid: true },
        { kind: 'OTHER', amount: '90000.00', rigid: false },
      ],
    });
    expect(await outcome()).toBe('ELIGIBLE');
    await record({ items: [{ kind: 'EDUCATION', amount: '3999.99', rigid: true }] });
    expect(await outcome()).toBe('NOT_ELIGIBLE');
  });

  test('is unknown where nobody said of an amount whether it is rigid', async () => {
    await record({ complete: true, items: [{ kind: 'ACCIDENT', amount: '20000.00' }] });
    expect(await outcome()).toBe('UNDETERMINED');
  });

  test('is not made of months, nor of two offices that each know a part', async () => {
    await record({ complete: true, month: 3, items: [{ kind: 'MEDICAL', amount: '20000.00', rigid: true }] });
    await record({ source: 'MIB', items: [{ kind: 'MEDICAL', amount: '20000.00', rigid: true }] });
    expect(await outcome()).toBe('UNDETERMINED');
  });

  test('is zero for whom a complete list of the year leaves out, and what the list says for whom it names', async () => {
    const listed = number;
    const { registerHousehold } = await app.ask(
      'mutation { registerHousehold(input: { number: "S-OUT", village: "150623100204" }) { household { id } } }',
    );
    expect(registerHousehold.household).not.toBeNull();
    await submit(false, [{ 户编号: listed, 年度: '2024', 支出类别: '因灾支出', 金额: '50000', 是否刚性: '是' }], '2025-01-05');
    const receipt = await submit(true, [
      { 户编号: listed, 年度: '2024', 支出类别: '因病', 金额: '9000', 是否刚性: '是' },
      { 户编号: listed, 年度: '2024', 支出类别: '就业成本', 金额: '1000', 是否刚性: '是' },
    ]);
    expect(receipt).toMatchObject({ state: 'DONE', createdRows: 2 });
    expect(await outcome('S-OUT')).toBe('NOT_ELIGIBLE');
    // The disaster of the earlier part of a list is not on the complete one.
    expect(await outcome(listed)).toBe('ELIGIBLE');
    const late = await app.ask('mutation { registerHousehold(input: { number: "S-LATE", village: "150623100204" }) { household { id } } }');
    expect(late.registerHousehold.household).not.toBeNull();
    expect(await outcome('S-LATE')).toBe('UNDETERMINED');
  });
});

describe('what a household spent', () => {
  test('is shown by kind, without the amounts that are health data, and by the newest word', async () => {
    await record({ observedOn: '2025-01-10', items: [{ kind: 'EDUCATION', amount: '4000.00', rigid: true }] });
    await record({
      items: [
        { kind: 'MEDICAL', amount: '6000.00', rigid: true },
        { kind: 'EDUCATION', amount: '4000.00', rigid: false },
      ],
    });
    const { body } = await app.post({
      query: `{ household(number: "${number}") { all: expenditures { kind amount healthAmount rigid }
               rigid: expenditures(years: [2024], rigid: true) { kind } } }`,
    });
    expect(body.data.household).toEqual({
      all: [
        { kind: 'EDUCATION', amount: '4000.00', healthAmount: null, rigid: false },
        { kind: 'MEDICAL', amount: null, healthAmount: null, rigid: true },
      ],
      rigid: [{ kind: 'MEDICAL' }],
    });
    expect(JSON.stringify(body.extensions)).toContain('healthAmount');
  });

  test('is compared without being read: the same again is unchanged, another amount of a health kind is a change', async () => {
    const row = { 户编号: number, 年度: '2024', 支出类别: '因残支出', 金额: '800', 是否刚性: '是' };
    expect(await submit(false, [row])).toMatchObject({ createdRows: 1 });
    expect(await submit(false, [row])).toMatchObject({ createdRows: 0, changedRows: 0, unchangedRows: 1 });
    expect(await submit(false, [{ ...row, 金额: '900' }])).toMatchObject({ changedRows: 1 });
  });

  test('no request may read what is spent on health, and the masked one not even the kind', async () => {
    const { db } = app.storage;
    const read = (clearance: 'MASKED' | 'PERSONAL', column: string) =>
      db.read({ areas: ['0'], domains: 'ALL' }, clearance, (tx) => tx.sql(`select ${column} from expenditure`));
    await expect(read('PERSONAL', 'health_amount')).rejects.toThrow(/permission denied/);
    for (const column of ['kind', 'amount', 'source', 'kind_key', 'digest'])
      await expect(read('MASKED', column)).rejects.toThrow(/permission denied/);
    await expect(
      db.write({ areas: ['0'], domains: 'ALL' }, (tx) =>
        tx.sql(`insert into expenditure (household_id, area_code, year, kind, kind_key, amount, observed_on, source, digest)
                select id, area_code, 2024, 'MEDICAL', 'x', 1, '2025-01-01', 'RRB', '\\x00' from household limit 1`),
      ),
    ).rejects.toThrow(/check constraint/);
  });

  test('is refused twice in one statement, below zero, and for a year to come', async () => {
    const item = { kind: 'OTHER', amount: '1.00' };
    expect((await record({ items: [item, item] })).userErrors).toEqual([{ code: 'core.KIND_TWICE', path: ['input', 'items'] }]);
    expect((await record({ items: [{ ...item, amount: '-1.00' }] })).userErrors).toEqual([
      { code: 'core.NEGATIVE_AMOUNT', path: ['input', 'items'] },
    ]);
    expect((await record({ year: 2026, items: [item] })).userErrors).toEqual([{ code: 'core.YEAR_IN_FUTURE', path: ['input', 'year'] }]);
    expect((await record({ items: [] })).userErrors).toEqual([{ code: 'core.SAYS_NOTHING', path: ['input', 'items'] }]);
  });
});
