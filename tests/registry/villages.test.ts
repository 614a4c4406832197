import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

const VILLAGE = '150623100204';
let app: TestApp;
let key = 0;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const profile = (input: Record<string, unknown>) =>
  app.ask(
    `mutation ($input: RecordVillageProfileInput!, $key: String!) { recordVillageProfile(input: $input) @idempotent(key: $key) {
       village { version villageClass hollowVillage profile { naturalVillages largeNaturalVillages observedOn }
         facilities { pavedRoad clinic water wastePoints } profileObservations { clinic observedOn source { code } } }
       userErrors { code path } } }`,
    { input: { village: VILLAGE, ...input }, key: `v${++key}` },
  );
const income = (input: Record<string, unknown>) =>
  app.ask(
    `mutation ($input: RecordCollectiveIncomeInput!, $key: String!) { recordCollectiveIncome(input: $input) @idempotent(key: $key) {
       village { collectiveIncomeYear collectiveIncomes { year total operating dividends } } userErrors { code path } } }`,
    { input: { village: VILLAGE, ...input }, key: `v${++key}` },
  );
const codes = async (filter: string): Promise<string[]> =>
  ((await app.ask(`{ villages(${filter}) { nodes { code } } }`)) as { villages: { nodes: { code: string }[] } }).villages.nodes.map(
    (village) => village.code,
  );

describe('a village', () => {
  test('has each value by the newest observation that says it; what is left out is not unsaid, and unknown is not no', async () => {
    await profile({ villageClass: 'KEY_ASSISTANCE', clinic: true, naturalVillages: 5, largeNaturalVillages: 3, observedOn: '2025-01-10' });
    const { recordVillageProfile } = await profile({ clinic: false, pavedRoad: true, wastePoints: 12, source: 'HEALTH' });
    expect(recordVillageProfile.userErrors).toEqual([]);
    expect(recordVillageProfile.village).toMatchObject({
      villageClass: 'KEY_ASSISTANCE',
      hollowVillage: null,
      profile: { naturalVillages: 5, largeNaturalVillages: 3, observedOn: '2025-06-30' },
      facilities: { pavedRoad: true, clinic: false, water: null, wastePoints: 12 },
      profileObservations: [
        { clinic: false, observedOn: '2025-06-30', source: { code: 'HEALTH' } },
        { clinic: true, observedOn: '2025-01-10', source: { code: 'TOWNSHIP' } },
      ],
    });
  });

  test('that was changed meanwhile is not changed by whoever read it before', async () => {
    const { village } = await app.ask(`{ village(code: "${VILLAGE}") { version } }`);
    await profile({ courtyards: 7 });
    const { recordVillageProfile } = await profile({ courtyards: 8, expectedVersion: village.version as number });
    expect(recordVillageProfile).toMatchObject({ village: null, userErrors: [{ code: 'core.VERSION_CONFLICT' }] });
  });

  test('is refused where a part is larger than its whole, where nothing is said, and where it is not there', async () => {
    const refusals = async (input: Record<string, unknown>): Promise<unknown> => (await profile(input)).recordVillageProfile.userErrors;
    expect(await refusals({ naturalVillages: 2, largeNaturalVillages: 3 })).toEqual([
      { code: 'core.MORE_THAN_ALL', path: ['input', 'largeNaturalVillages'] },
    ]);
    expect(await refusals({})).toEqual([{ code: 'core.SAYS_NOTHING', path: ['input', 'village'] }]);
    expect(await refusals({ village: '150623100999', clinic: true })).toEqual([
      { code: 'core.VILLAGE_NOT_FOUND', path: ['input', 'village'] },
    ]);
    expect(await refusals({ clinic: true, observedOn: '2025-07-01' })).toEqual([
      { code: 'core.DATE_IN_FUTURE', path: ['input', 'observedOn'] },
    ]);
  });
});

describe('collective income', () => {
  test('keeps three figures that are never derived from one another; the newest statement of a year counts', async () => {
    await income({ year: 2023, total: '180000.00' });
    await income({ year: 2024, total: '190000.00', operating: '100000.00', observedOn: '2025-02-01' });
    const { recordCollectiveIncome } = await income({ year: 2024, operating: '120000.00' });
    expect(recordCollectiveIncome).toEqual({
      village: {
        collectiveIncomeYear: 2024,
        collectiveIncomes: [
          { year: 2024, total: null, operating: '120000.00', dividends: null },
          { year: 2023, total: '180000.00', operating: null, dividends: null },
        ],
      },
      userErrors: [],
    });
  });

  test('is refused where a part is larger than the total, without a figure, and for a year to come', async () => {
    const refusals = async (input: Record<string, unknown>): Promise<unknown> => (await income(input)).recordCollectiveIncome.userErrors;
    expect(await refusals({ year: 2024, total: '1.00', dividends: '2.00' })).toEqual([
      { code: 'core.MORE_THAN_ALL', path: ['input', 'dividends'] },
    ]);
    expect(await refusals({ year: 2024 })).toEqual([{ code: 'core.NOTHING_SAID', path: ['input', 'year'] }]);
    expect(await refusals({ year: 2026, total: '1.00' })).toEqual([{ code: 'core.YEAR_IN_FUTURE', path: ['input', 'year'] }]);
  });
});

describe('lists of villages', () => {
  test('find those below a line by their newest year, those known to lack a facility, and those of which nobody said', async () => {
    await income({ village: '150623100205', year: 2024, total: '90000.00', operating: '20000.00' });
    await profile({ village: '150623100205', clinic: true, hollowVillage: true });
    expect(await codes('filter: { collectiveIncome: { max: "100000.00" } }')).toEqual(['150623100205']);
    // A later statement that leaves the total out does not unsay it.
    expect(await codes('filter: { collectiveIncome: { min: "150000.00" } }')).toEqual([VILLAGE]);
    expect(await codes('filter: { collectiveOperatingIncome: { max: "150000.00" } }')).toEqual([VILLAGE, '150623100205']);
    expect(await codes('filter: { facilitiesMissing: [CLINIC] }')).toEqual([VILLAGE]);
    expect(await codes('filter: { hollowVillage: true }')).toEqual(['150623100205']);
    expect(await codes('first: 2, orderBy: { by: COLLECTIVE_INCOME }')).toEqual(['150623100205', VILLAGE]);
    expect(await codes('filter: { area: "150623100", facilitiesUnknown: [CLINIC] }')).toHaveLength(17);
  });
});

test('villages come by a file, with their reasons where a row is refused', async () => {
  const row = (cells: Record<string, string>) => ({ cells: Object.entries(cells).map(([column, value]) => ({ column, value })) });
  const { submitFeed } = await app.ask(
    `mutation ($rows: [FeedRowInput!]!) { submitFeed(input: { feed: "core.villages", observedOn: "2025-06-30",
       coverage: { area: "150623100", complete: false }, rows: $rows }) @idempotent(key: "f1") {
       receipt { createdRows refused { nodes { row code } } } } }`,
    {
      rows: [
        row({ 区划代码: '150623100206', 通硬化路: '是', 集体收入年度: '2024', 集体总收入: '250000' }),
        row({ 区划代码: '150623100207', 集体总收入: '250000' }),
        row({ 区划代码: '150623100999', 通硬化路: '是' }),
      ],
    },
  );
  expect(submitFeed.receipt).toEqual({
    createdRows: 1,
    refused: {
      nodes: [
        { row: 2, code: 'core.YEAR_NEEDED' },
        { row: 3, code: 'core.VILLAGE_NOT_FOUND' },
      ],
    },
  });
});

describe('the columns that a village caches', () => {
  test('are written by the database alone', async () => {
    await expect(
      app.storage.db.write({ areas: ['0'], domains: 'ALL' }, (tx) => tx.sql('update village set clinic = true')),
    ).rejects.toThrow(/permission denied/);
  });

  test('follow a withdrawal', async () => {
    await app.storage.db.system((tx) => tx.sql(`update village_profile set withdrawn_at = now() where source = 'HEALTH'`));
    const { village } = await app.ask(`{ village(code: "${VILLAGE}") { facilities { clinic pavedRoad } } }`);
    expect(village.facilities).toEqual({ clinic: true, pavedRoad: null });
  });
});
