import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { familyOf } from './cliffs-support.js';

const YUAN = 100;
const fen = (most: number) => fc.integer({ min: 0, max: most });
const TO = 60_000;
/** Lines and amounts of every size against each other, over incomes of a few hundred yuan, so that all of them can be tried. */
const families = fc.record({
  members: fc.integer({ min: 1, max: 4 }),
  values: fc.tuple(fen(TO), fen(TO), fen(TO), fen(TO), fen(3_000), fen(400), fen(900)),
});
const codes = ['one', 'two', 'three', 'four', 'lump', 'monthly', 'each'];
const family = ({ members, values }: { readonly members: number; readonly values: readonly number[] }) =>
  familyOf(new Map(codes.map((code, i) => [`cliff.${code}`, values[i] ?? 0])), members);
const range = { from: 0, to: TO, step: 5_000 };

describe('the curve of a household', () => {
  test('says at every income what single evaluation says there', async () => {
    await fc.assert(
      fc.asyncProperty(families, fc.array(fc.integer({ min: 0, max: TO }), { minLength: 10, maxLength: 10 }), async (given, incomes) => {
        const asked = family(given);
        const { points, cutOff } = await asked.scan(range);
        expect(cutOff).toBe(false);
        const yearly = points.map(({ income, help }) => [income, help.find(({ period }) => period === 'YEAR')?.amount ?? 0] as const);
        for (const income of incomes) {
          const [low, amount] = yearly.findLast(([at]) => at <= income) ?? [0, 0];
          const [high, next] = yearly.find(([at]) => at >= income) ?? [low, amount];
          const line = high === low ? amount : amount + ((next - amount) * (income - low)) / (high - low);
          expect(Math.abs(line - asked.yearly(income))).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test('has its turns at the very fen: something is answered otherwise there than one fen below', async () => {
    await fc.assert(
      fc.asyncProperty(families, async (given) => {
        const { turns } = await family(given).scan(range);
        const lines = given.values.slice(0, 4);
        for (const { income } of turns) expect(lines.some((line) => income === line || income === line + 1)).toBe(true);
        // Where a line lies inside, whoever is below it is in the lump sum's rule and nobody from it on.
        const one = given.values[0] ?? 0;
        if (one > 0 && one < TO)
          expect(turns.find(({ income, checks }) => income === one && checks.some(({ check }) => check === 'cliff.lump'))).toBeDefined();
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});

describe('a cliff', () => {
  test('is proved by one yuan: what is given before and after, by single evaluation', async () => {
    await fc.assert(
      fc.asyncProperty(families, async (given) => {
        const asked = family(given);
        const { cliffs } = await asked.scan(range);
        for (const { income, incomeAfter, helpBefore, helpAfter, loss, earned, period, checks } of cliffs) {
          expect([incomeAfter - income, earned]).toEqual([YUAN, given.members * YUAN]);
          expect(loss).toBe(helpBefore - helpAfter);
          expect(loss).toBeGreaterThan(earned);
          expect(checks.length).toBeGreaterThan(0);
          if (period === 'YEAR') expect([asked.yearly(income), asked.yearly(incomeAfter)]).toEqual([helpBefore, helpAfter]);
        }
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test('is found wherever there is one', async () => {
    await fc.assert(
      fc.asyncProperty(
        families,
        fc.array(fc.integer({ min: 0, max: TO - YUAN }), { minLength: 40, maxLength: 40 }),
        async (given, incomes) => {
          const asked = family(given);
          const { cliffs } = await asked.scan(range);
          const earned = given.members * YUAN;
          const near = given.values
            .slice(0, 4)
            .flatMap((line) => [line - 1, line - 50, line - 99, line - 100].filter((at) => at >= 0 && at <= TO - YUAN));
          for (const income of [...incomes, ...near]) {
            const loss = asked.yearly(income) - asked.yearly(income + YUAN);
            // By what two amounts are rounded a loss may be more or less than a yuan.
            if (loss <= earned + 10) continue;
            const known = cliffs.some((one) => one.period === 'YEAR' && income > one.income - YUAN && income < one.until + YUAN);
            expect([income, loss, known]).toEqual([income, loss, true]);
          }
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);

  test('is none where help falls by what is earned and no more', async () => {
    // What is missing to a line three times over falls by three yuan a yuan: a cliff for two members, none for three.
    const values = new Map([['cliff.four', 50_000]]);
    const { cliffs: ofTwo } = await familyOf(values, 2).scan(range);
    expect(ofTwo).toMatchObject([
      { income: 0, until: 49_933, loss: 300, earned: 200, period: 'YEAR', checks: [{ check: 'cliff.missing' }] },
    ]);
    expect((await familyOf(values, 3).scan(range)).cliffs).toEqual([]);
  });

  test('says nothing of amounts that no source states: they are counted, and never zero', async () => {
    const { points, turns } = await familyOf(new Map([['cliff.four', 50_000]]), 2).scan(range);
    expect(points[0]?.help.find(({ period }) => period === 'ONCE')).toEqual({ period: 'ONCE', amount: 0, unknown: 1 });
    expect(turns.at(-1)).toMatchObject({
      income: 50_000,
      checks: expect.arrayContaining([expect.objectContaining({ check: 'cliff.once', amountBefore: null })]),
    });
  });
});
