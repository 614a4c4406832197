import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RehearsedFigure, RehearsedGroup } from '../../schema/index.js';
import { checkMeasures, dimensions, familyMeasures, type Found, type Group } from '../../plugins/rehearsal/found.js';
import { FEWEST, hiddenGroups, hiddenOfTotal } from '../../plugins/rehearsal/suppress.js';
import { resultOf } from '../../plugins/rehearsal/tell.js';

const few = (n: number | null): boolean => n !== null && n > 0 && n < FEWEST;
const sizes = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 }));

/** Counts of a group that go together: nobody is newly eligible twice. */
const ofCheck = fc
  .tuple(sizes, sizes, sizes, sizes, sizes, sizes, sizes, sizes)
  .map(([stays, goes, comes, open, closes, opens, paid, paidThen]) => {
    const [before, after] = [stays + goes, stays + comes];
    const [unknownBefore, unknownAfter] = [Math.min(before, paid), Math.min(after, paidThen)];
    return [
      before,
      comes,
      goes,
      open + closes,
      opens,
      closes,
      unknownBefore,
      unknownAfter,
      (before - unknownBefore) * 500,
      (after - unknownAfter) * 800,
    ];
  });
const group: fc.Arbitrary<Group> = fc.record({
  families: fc.array(sizes, { minLength: familyMeasures.length, maxLength: familyMeasures.length }),
  checks: fc.array(ofCheck, { minLength: 2, maxLength: 2 }),
});
const groups = fc.array(group, { minLength: 1, maxLength: 8 });

/** The same people told apart in three ways: each way adds up to the total, as a rehearsal's do. */
function foundOf(parts: readonly Group[]): Found {
  const sum = (some: readonly Group[]): Group => ({
    families: familyMeasures.map((_, i) => some.reduce((all, one) => all + (one.families[i] ?? 0), 0)),
    checks: [0, 1].map((check) => checkMeasures.map((_, i) => some.reduce((all, one) => all + (one.checks[check]?.[i] ?? 0), 0))),
  });
  const by = (into: number): Record<string, Group> =>
    Object.fromEntries(
      [...new Set(parts.map((_, i) => i % into))].map((key) => [`A${key}`, sum(parts.filter((_, i) => i % into === key))]),
    );
  const check = { kind: 'BENEFIT', helps: true, paid: { per: 'PERSON', every: 'YEAR' } } as const;
  const checks = ['one', 'two'].map((code) => ({ code, ...check }));
  return { checks, leftOut: [], total: sum(parts), by: { area: by(8), income: by(3), kind: by(2) }, unauthorised: 0 };
}

const counts = (one: RehearsedGroup): (number | null)[] => [...familyMeasures.map((name) => one[name]), ...one.checks.flatMap(figures)];
const figures = (one: RehearsedFigure): (number | null)[] => [
  one.eligibleBefore,
  one.eligibleAfter,
  one.newlyEligible,
  one.noLongerEligible,
  one.undeterminedBefore,
  one.undeterminedAfter,
  one.newlyUndetermined,
  one.noLongerUndetermined,
  one.amountUnknownBefore,
  one.amountUnknownAfter,
];

describe('who may not see the verdicts', () => {
  test('is told no figure of one to four', () => {
    fc.assert(
      fc.property(groups, (parts) => {
        const { total, byArea, byIncome, byKind } = resultOf(foundOf(parts), false);
        for (const one of [total, ...byArea, ...byIncome, ...byKind]) expect(counts(one).filter(few)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('cannot take what is told from a total and find a figure that is not: of what is left out two groups at least, and no sum of few', () => {
    fc.assert(
      fc.property(groups, (parts) => {
        const result = resultOf(foundOf(parts), false);
        for (const all of [result.byArea, result.byIncome, result.byKind])
          counts(result.total).forEach((whole, i) => {
            if (whole === null) {
              expect(all.every((one) => counts(one)[i] === null)).toBe(true);
              return;
            }
            const told = all.map((one) => counts(one)[i] ?? null);
            const hidden = told.filter((one) => one === null).length;
            const rest = whole - told.reduce<number>((sum, one) => sum + (one ?? 0), 0);
            expect([hidden === 1, hidden > 0 && few(rest)]).toEqual([false, false]);
          });
      }),
      { numRuns: 400 },
    );
  });

  test('cannot find a count by the others that it follows from', () => {
    fc.assert(
      fc.property(groups, (parts) => {
        const result = resultOf(foundOf(parts), false);
        for (const one of [result.total, ...result.byArea, ...result.byKind])
          for (const f of one.checks) {
            const missing = (...some: (number | null)[]): number => some.filter((n) => n === null).length;
            expect(missing(f.eligibleAfter, f.eligibleBefore, f.newlyEligible, f.noLongerEligible)).not.toBe(1);
            expect(missing(f.undeterminedAfter, f.undeterminedBefore, f.newlyUndetermined, f.noLongerUndetermined)).not.toBe(1);
            // A sum of equal amounts says how many it is of.
            if (f.eligibleBefore === null) expect([f.amountBefore === null || f.amountUnknownBefore === null]).toEqual([true]);
            if (f.amountBefore !== null) expect(few(f.amountBefore / 500)).toBe(false);
            if (f.amountAfter !== null) expect(few(f.amountAfter / 800)).toBe(false);
          }
      }),
      { numRuns: 400 },
    );
  });

  test('is told all that the total and whole groups can tell: nothing is left out where no figure is of few', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: FEWEST, max: 99 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        (many) => {
          expect(hiddenGroups(many).size).toBe(0);
          expect(hiddenOfTotal(many[0] ?? [], [[0, 1, 2]]).size).toBe(0);
        },
      ),
    );
  });
});

test('who may see the verdicts is told every figure, and each way of telling apart adds up to the total', () => {
  fc.assert(
    fc.property(groups, (parts) => {
      const found = foundOf(parts);
      const result = resultOf(found, true);
      expect(result.suppressed).toBe(false);
      for (const [i, all] of [result.byArea, result.byIncome, result.byKind].entries()) {
        expect(dimensions[i]).toBeDefined();
        counts(result.total).forEach((whole, at) => {
          expect(all.reduce((sum, one) => sum + (counts(one)[at] ?? NaN), 0)).toBe(whole);
        });
        expect(all.reduce((sum, one) => sum + (one.costs[0]?.after ?? NaN), 0)).toBe(result.total.costs[0]?.after);
      }
    }),
  );
});
