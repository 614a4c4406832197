import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { rehearsalBench, type RehearsalBench } from './support.js';

vi.setConfig({ testTimeout: 60_000 });

let bench: RehearsalBench;
beforeAll(async () => {
  bench = await rehearsalBench();
});
afterAll(() => bench.close());

const HOUSEHOLD = '1506231002040001';
const SCAN = `query ($number: String!, $income: ScannedIncome, $changes: [RehearsedChangeInput!], $from: Money, $step: Money) {
  household(number: $number) { cliffScan(income: $income, changes: $changes, from: $from, step: $step) { income year actual members cutOff withheld
    points { income help { period amount unknown } } turns { income checks { check subject { id } outcomeBefore outcomeAfter amountBefore amountAfter citation { place } } }
    cliffs { income incomeAfter until period helpBefore helpAfter loss earned checks { check } } } } }`;
const scan = async (variables: Record<string, unknown> = {}) =>
  (await bench.ask(SCAN, { number: HOUSEHOLD, ...variables })).household.cliffScan;

it('a household’s rules turn at the very line: below the monitoring line it is a lead, and at it no longer', async () => {
  const { year, turns, cutOff, members, points } = await scan({ income: 'PER_CAPITA_YEARLY' });
  expect([year, cutOff]).toEqual([2024, false]);
  expect(members).toBeGreaterThan(0);
  const at = turns.find(({ income }: { income: string }) => income === '6000.00');
  expect(at?.checks).toContainEqual(
    expect.objectContaining({ check: 'monitoring.incomeLine', outcomeBefore: 'ELIGIBLE', outcomeAfter: 'NOT_ELIGIBLE' }),
  );
  expect([points[0]?.income, points.at(-1)?.income]).toEqual(['0.00', '30000.00']);
});

it('with another line they turn there', async () => {
  const { turns } = await scan({
    income: 'PER_CAPITA_YEARLY',
    changes: [{ parameter: 'monitoring.incomeLine', value: { money: '7777.77' } }],
  });
  expect(turns.map(({ income }: { income: string }) => income)).toContain('7777.77');
  expect(turns.map(({ income }: { income: string }) => income)).not.toContain('6000.00');
});

it('what cannot be scanned is refused', async () => {
  const refused = (variables: Record<string, unknown>) => scan(variables).catch((error: Error) => error.message);
  expect(await refused({ from: '40000' })).toContain('BAD_USER_INPUT');
  expect(await refused({ step: '1' })).toContain('BAD_USER_INPUT');
  const twice = { parameter: 'monitoring.incomeLine', value: { money: '1' } };
  expect(await refused({ changes: [twice, twice] })).toContain('core.PARAMETER_TWICE');
});

it('policy values are tried out on a household by those who may rehearse, and nobody reads it elsewhere', async () => {
  const reader = bench.as({ scopes: ['core:read:personal'], clientId: 'reader' });
  const { body } = await reader.post({
    query: `{ household(number: "${HOUSEHOLD}") { cliffScan(changes: [{ parameter: "monitoring.incomeLine", value: { money: "1" } }]) { year } } }`,
  });
  expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const stranger = bench.as({ areas: ['990101'], clientId: 'stranger' });
  expect((await stranger.ask(SCAN, { number: HOUSEHOLD })).household).toBeNull();
});

it('verdicts that are not the viewer’s are in no figure, and are counted', async () => {
  const few = bench.as({ upTo: 'INTERNAL', clientId: 'figures' });
  const { body } = await few.post({ query: `{ household(number: "${HOUSEHOLD}") { cliffScan { withheld points { income } } } }` });
  expect(body.data.household.cliffScan.withheld).toBeGreaterThan(0);
  expect(body.extensions?.['withheld']).toBeDefined();
});
