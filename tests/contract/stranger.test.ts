import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { residentIdCheck } from 'xianjie/schema';
import { testApp, type TestApp } from '../support/app.js';
import { beekeeping } from './fixtures/beekeeping.js';

const NUMBER = '1506231002040001';
const MUTATION = `mutation ($household: ID!, $mu: Decimal!, $key: String!) {
  recordHiveLand(input: { household: $household, mu: $mu }) @idempotent(key: $key) { household { beekeepingLand } userErrors { code path } } }`;

let app: TestApp;
let household: string;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [beekeeping] });
  household = ((await app.ask(`{ household(number: "${NUMBER}") { id } }`)) as { household: { id: string } }).household.id;
});
afterAll(() => app.close());

const record = (mu: string, key: string, of = household) => app.ask(MUTATION, { household: of, mu, key });
const audited = () => app.storage.db.system((tx) => tx.sql(`select outcome from audit_entry where action = 'recordHiveLand' order by id`));

describe('a module from outside writes through the same door as the core', () => {
  test('its record, the audit row and the key commit together, and its payload sees what was written', async () => {
    expect(await record('12.5', 'one')).toEqual({ recordHiveLand: { household: { beekeepingLand: '12.5' }, userErrors: [] } });
    expect(await audited()).toEqual([{ outcome: 'DONE' }]);
  });

  test('the same key and input is carried out once', async () => {
    expect(await record('12.5', 'one')).toEqual({ recordHiveLand: { household: { beekeepingLand: '12.5' }, userErrors: [] } });
    expect(await audited()).toHaveLength(1);
    await expect(record('13', 'one')).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
  });

  test('a refusal rolls everything back and comes as data, in the module’s own codes', async () => {
    expect(await record('5000', 'two')).toEqual({
      recordHiveLand: { household: null, userErrors: [{ code: 'beekeeping.TOO_MUCH', path: ['input', 'mu'] }] },
    });
    expect(await app.ask(`{ household(number: "${NUMBER}") { beekeepingLand } }`)).toEqual({ household: { beekeepingLand: '12.5' } });
    expect(await audited()).toEqual([{ outcome: 'DONE' }, { outcome: 'REFUSED' }]);
  });

  test('a change of what somebody else changed meanwhile is refused', async () => {
    const stale = `mutation ($household: ID!) { recordHiveLand(input: { household: $household, mu: "2", expectedVersion: 900 }) {
      household { number } userErrors { code message { zh } path } } }`;
    expect(await app.ask(stale, { household })).toMatchObject({
      recordHiveLand: { household: null, userErrors: [{ code: 'core.VERSION_CONFLICT', path: ['input', 'expectedVersion'] }] },
    });
  });

  test('what is not there and what is out of sight are refused alike', async () => {
    const absent = Buffer.from('Household:5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001').toString('base64url');
    expect(await record('1', 'three', absent)).toMatchObject({ recordHiveLand: { userErrors: [{ code: 'beekeeping.NO_HOUSEHOLD' }] } });
  });
});

test('its scopes are rights like the core’s, and the local administrator has them all', async () => {
  const { viewer } = (await app.ask('{ viewer { scopes } }')) as { viewer: { scopes: string[] } };
  expect(viewer.scopes).toEqual(expect.arrayContaining(['beekeeping:write', 'core:read:personal']));
});

describe('its check is asked like the core’s', () => {
  test('a blank amount leaves the entitlement and makes the amount unknown, by name', async () => {
    const data = (await app.ask(`{ household(number: "${NUMBER}") { eligibility(modules: ["beekeeping"]) { outcome check { code }
      benefit { amount every } unknowns { kind code affects } } } }`)) as { household: { eligibility: unknown[] } };
    expect(data.household.eligibility).toMatchObject([
      {
        outcome: 'ELIGIBLE',
        check: { code: 'beekeeping.subsidy' },
        benefit: { amount: null, every: null },
        unknowns: expect.arrayContaining([
          expect.objectContaining({ kind: 'BLANK_PARAMETER', code: 'beekeeping.amount', affects: ['AMOUNT'] }),
        ]),
      },
    ]);
  });
});

describe('its feed is handed in like the core’s', () => {
  const first17 = '15062319800101001';
  const keeper = `${first17}${residentIdCheck(first17)}`;
  const nobody = `15062319800101003${residentIdCheck('15062319800101003')}`;
  const file = (...lines: readonly string[]) => ['证件号码,箱数,金额,起始日期', ...lines].join('\n');
  const batch = { feed: 'beekeeping.payments', observedOn: '2025-06-30', area: '150623100' };

  beforeAll(async () => {
    const people = `户编号,姓名,证件号码\n${NUMBER},养蜂人,${keeper}`;
    await app.submit({ feed: 'core.people', file: people, observedOn: '2025-06-29', area: '150623100' });
  });

  test('the graph shows it: its module, columns, natural key, template, and that it may be complete', async () => {
    const { feeds } = (await app.ask(
      `{ feeds { code module source { code } naturalKey canBeComplete template columns { key names required hint { zh } } } }`,
    )) as { feeds: { code: string }[] };
    expect(feeds.find((f) => f.code === 'beekeeping.payments')).toMatchObject({
      module: 'beekeeping',
      source: { code: 'BEES' },
      naturalKey: ['residentId'],
      canBeComplete: true,
      template: '\ufeff证件号码,箱数,金额,起始日期\r\n110101190001011009,30,1500.00,2025-01-01\r\n',
      columns: expect.arrayContaining([
        { key: 'hives', names: ['箱数', 'hives'], required: true, hint: { zh: '1 至 9999 的整数' } },
      ]) as unknown,
    });
  });

  test('good rows are taken, bad ones are refused with the module’s own code and text in both languages', async () => {
    const receipt = await app.submit({
      ...batch,
      complete: true,
      file: file(`${keeper},30,1500,2025-01-01`, `${nobody},501,1500,2025-01-01`),
    });
    expect(receipt).toMatchObject({ state: 'DONE', createdRows: 1, refusedRows: 1, completeRecorded: false });
    const { feedReceipt } = (await app.ask(
      `query ($id: ID!) { feedReceipt(id: $id) { feed module refused { nodes { row column code text { zh en } } } } }`,
      { id: receipt.id },
    )) as { feedReceipt: unknown };
    expect(feedReceipt).toEqual({
      feed: 'beekeeping.payments',
      module: 'beekeeping',
      refused: {
        nodes: [
          // A whole list of which a row was refused does not count as one.
          expect.objectContaining({ row: 0, code: 'core.COVERAGE_WITHHELD' }),
          {
            row: 3,
            column: '箱数',
            code: 'beekeeping.TOO_MANY_HIVES',
            text: { zh: '超过 500 箱，请核实', en: 'more than 500 hives; look again' },
          },
        ],
      },
    });
  });

  test('who is not known in the area is refused on the column that names them', async () => {
    const receipt = await app.submit({ ...batch, file: file(`${nobody},30,1500,2025-01-01`) });
    expect(receipt.refused).toEqual([{ row: 2, column: '证件号码', code: 'core.PERSON_NOT_FOUND' }]);
  });

  test('rows are taken as well as files, again changes nothing, and a whole list counts as one', async () => {
    const rows = [{ residentId: keeper, hives: '30', amount: '1500.00', 起始日期: '2025-01-01' }];
    expect(await app.submit({ ...batch, complete: true, rows })).toMatchObject({ unchangedRows: 1, completeRecorded: true });
  });

  describe('a whole list that names people who are not on the register', () => {
    const whole = () =>
      app.submit({ ...batch, complete: true, file: file(`${keeper},30,1500,2025-01-01`, `${nobody},30,1500,2025-01-01`) });

    test('counts as one: a department’s list is wider than the register', async () => {
      expect(await whole()).toMatchObject({ unchangedRows: 1, refusedRows: 1, completeRecorded: true });
    });

    test('does not, while somebody on the register has no resident id and might be meant', async () => {
      const added = (await app.ask(
        `mutation ($household: ID!) { recordPerson(input: { household: $household, name: "无证" }) { userErrors { code } } }`,
        { household },
      )) as { recordPerson: { userErrors: unknown[] } };
      expect(added.recordPerson.userErrors).toEqual([]);
      const receipt = await whole();
      expect(receipt).toMatchObject({ refusedRows: 1, completeRecorded: false });
      expect(receipt.refused).toContainEqual({ row: 0, column: null, code: 'core.COVERAGE_UNSURE' });
    });
  });

  test('what it wrote answers the check: the subsidy is received', async () => {
    const data = await app.ask(`{ household(number: "${NUMBER}") { eligibility(checks: ["beekeeping.subsidy"]) { fulfilled } } }`);
    expect(data).toEqual({ household: { eligibility: [{ fulfilled: 'TRUE' }] } });
  });
});
