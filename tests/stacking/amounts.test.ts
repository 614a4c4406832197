import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuels, moduleWith } from './fixture.js';
import { bench, said, type Bench } from './support.js';

let town: Bench;
beforeAll(async () => {
  town = await bench(moduleWith());
});
afterAll(() => town.close());

test('what is held without ground is told with its money as it was recorded', async () => {
  const of = async (...grants: object[]) => {
    const family = await town.family([{ unable: true, grants: grants as never }]);
    const { data } = await town.ask(
      { upTo: 'SENSITIVE' },
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Household { gaps(kinds: [SURPLUS]) { benefit { code } amount per every } } } }',
      { ids: [family.id] },
    );
    return (data.nodes[0].gaps as { benefit: { code: string }; amount: string | null }[]).map(
      ({ benefit, amount }) => `${benefit.code} ${amount ?? '?'}`,
    );
  };
  const wood = { benefit: 'test.wood', amount: 40_000 };
  expect(await of(wood)).toEqual(['test.wood 400.00']);
  expect(await of({ benefit: 'test.wood' })).toEqual(['test.wood ?']);
  expect(await of(wood, { ...wood, from: '2025-03-01', amount: 1 })).toEqual(['test.wood 400.01']);
  expect(await of(wood, { ...wood, from: '2025-03-01', amount: undefined })).toEqual(['test.wood ?']);
  // Another department may have told of the same.
  expect(await of(wood, { ...wood, source: 'CAB', amount: 50_000 })).toEqual(['test.wood 500.00']);
  expect(await of(wood, { ...wood, source: 'CAB', amount: undefined })).toEqual(['test.wood 400.00']);
  expect(await of(wood, { ...wood, amount: 30_000, observedOn: '2025-02-01' })).toEqual(['test.wood 300.00']);
  expect(await of(wood, { ...wood, from: '2024-01-01', to: '2024-12-31' })).toEqual(['test.wood 400.00']);
  expect(await of(wood, { ...wood, from: '2025-03-01', reversed: true })).toEqual(['test.wood 400.00']);
});

describe('a cap', () => {
  let capped: Bench;
  beforeAll(async () => {
    capped = await bench(moduleWith([fuels]));
  });
  afterAll(() => capped.close());
  const above = async (grants: readonly object[], args = '') =>
    (await capped.found([(await capped.family([{ works: true, grants: grants as never }])).id], { upTo: 'SENSITIVE' }, args)).findings[0] ??
    [];

  test('is exceeded by one fen, and the sum, the cap and what is too much are told', async () => {
    const [found] = await above([
      { benefit: 'test.wood', amount: 60_000 },
      { benefit: 'test.coal', amount: 40_001 },
    ]);
    expect(found).toMatchObject({
      ...{ kind: 'OVER_CAP', sum: '1000.01', excess: '0.01', every: 'YEAR', countedFrom: '2025-01-01', countedTo: '2025-06-30' },
      cap: { code: 'test.cap', value: { money: '1000.00' } },
      text: { en: '“coal” and “wood” come to 1,000.01 yuan for one person: 0.01 yuan above the cap of 1,000.00 yuan a year' },
      benefits: [
        { amount: '400.01', amountFrom: 'RECORD' },
        { amount: '600.00', amountFrom: 'RECORD' },
      ],
    });
  });

  test('is not exceeded at the cap itself, nor by what was given in another year', async () => {
    expect(
      await above([
        { benefit: 'test.wood', amount: 60_000 },
        { benefit: 'test.coal', amount: 40_000 },
      ]),
    ).toEqual([]);
    expect(
      await above([
        { benefit: 'test.coal', amount: 90_000, from: '2024-05-01', to: '2024-06-01' },
        { benefit: 'test.gas', amount: 90_000 },
      ]),
    ).toEqual([]);
  });

  test('counts by the day of payment, where there is one', async () => {
    expect(said(await above([{ benefit: 'test.wood', amount: 100_001, from: '2024-12-01', paidOn: '2025-01-15' }]))).toEqual([
      'OVER_CAP test.fuels',
    ]);
    expect(await above([{ benefit: 'test.wood', amount: 100_001, from: '2024-12-01', paidOn: '2024-12-15' }])).toEqual([]);
  });

  test('counts what two departments tell of the same benefit once: the one that tells of most', async () => {
    const twice = [
      { benefit: 'test.coal', amount: 70_000 },
      { benefit: 'test.coal', amount: 60_000, source: 'CAB', from: '2025-02-01' },
    ];
    expect(await above(twice, '(relations: ["test.fuels"])')).toEqual([]);
  });

  test('counts what the rule gives where nobody recorded an amount, and stays open where no rule does', async () => {
    const [found] = await above([{ benefit: 'test.wood' }, { benefit: 'test.gas', amount: 60_001 }]);
    expect(found).toMatchObject({
      kind: 'OVER_CAP',
      sum: '1000.01',
      benefits: [{ amountFrom: 'RECORD' }, { amount: '400.00', amountFrom: 'RULE' }],
    });
    expect(said(await above([{ benefit: 'test.coal' }, { benefit: 'test.gas', amount: 60_001 }]))).toEqual(['UNDETERMINED test.fuels']);
  });

  test('counts what a rule gives by the month for the whole months that were recorded: twelve times in a full year', async () => {
    const heated = async (asOf: string, gas: number, more: object = {}) =>
      above(
        [
          { benefit: 'test.heat', ...more },
          { benefit: 'test.gas', amount: gas, from: '2025-01-01', to: '2026-12-31' },
        ],
        `(asOf: "${asOf}")`,
      );
    const [year] = await heated('2025-12-31', 40_001);
    expect(year).toMatchObject({
      kind: 'OVER_CAP',
      sum: '1000.01',
      benefits: [{ amountFrom: 'RECORD' }, { amount: '600.00', amountFrom: 'RULE' }],
    });
    expect(await heated('2025-12-31', 40_000)).toEqual([]);
    // A month that is not over yet counts once it is.
    expect((await heated('2025-06-15', 75_001))[0]).toMatchObject({ kind: 'OVER_CAP', sum: '1000.01' });
    expect(await heated('2025-06-15', 75_000)).toEqual([]);
    // Of a part of a month nobody says how it counts: too much all the same, or not known.
    expect(said(await heated('2025-12-31', 45_000, { from: '2025-01-15' }))).toEqual(['UNDETERMINED test.fuels']);
    expect((await heated('2025-12-31', 45_001, { from: '2025-01-15' }))[0]).toMatchObject({ kind: 'OVER_CAP', sum: '1000.01' });
  });
});
