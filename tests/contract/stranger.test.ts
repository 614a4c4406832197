import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  expect(viewer.scopes).toEqual(expect.arrayContaining(['beekeeping:write', 'core:read']));
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
