import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

const VILLAGE = '150623100204';
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function register(number: string, monitored: boolean | null): Promise<string> {
  const { registerHousehold } = (await app.ask(
    `mutation ($input: RegisterHouseholdInput!) { registerHousehold(input: $input) { household { id } userErrors { code } } }`,
    { input: { number, village: VILLAGE, monitored } },
  )) as { registerHousehold: { household: { id: string }; userErrors: unknown[] } };
  expect(registerHousehold.userErrors).toEqual([]);
  return registerHousehold.household.id;
}

describe('what a household shows of its newest observations', () => {
  test('not monitored and not known are two answers, also in a filter', async () => {
    await register('cache-1', false);
    await register('cache-2', null);
    const data =
      (await app.ask(`{ no: household(number: "cache-1") { monitored monitoringKind } unknown: household(number: "cache-2") { monitored monitoringKind }
      households(filter: { monitored: false }) { nodes { number } } }`)) as Record<string, unknown>;
    expect(data).toEqual({
      no: { monitored: false, monitoringKind: null },
      unknown: { monitored: null, monitoringKind: null },
      households: { nodes: [{ number: 'cache-1' }] },
    });
  });

  test('a later statement that leaves a figure out does not unsay it', async () => {
    const household = await register('cache-3', null);
    const record = (key: string, figures: Record<string, string>, observedOn: string) =>
      app.ask(
        `mutation ($input: RecordIncomeInput!, $key: String!) { recordIncome(input: $input) @idempotent(key: $key) { userErrors { code } } }`,
        { key, input: { household, year: 2024, observedOn, ...figures } },
      );
    await record('c1', { wage: '20000.00', perCapitaNetIncome: '7000.00' }, '2025-01-10');
    await record('c2', { wage: '21000.00' }, '2025-03-10');
    expect(
      await app.ask('{ household(number: "cache-3") { incomeYear newest: perCapitaNetIncome of2024: perCapitaNetIncome(year: 2024) } }'),
    ).toEqual({
      household: { incomeYear: 2024, newest: '7000.00', of2024: '7000.00' },
    });
  });
});
