import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RehearsalResult, RehearsedFigure, RehearsedGroup } from '../../schema/index.js';
import { checkMeasures, dimensions, familyMeasures, type CheckMeasure, type Found, type Group } from '../../plugins/rehearsal/found.js';
import { FEWEST, roughly } from '../../plugins/rehearsal/suppress.js';
import { resultOf } from '../../plugins/rehearsal/tell.js';

const BEFORE = 50_000;
const AFTER = 80_000;
const COUNTY = '150623';
const sight = { exact: false, closed: new Set<string>(), area: COUNTY };
const exact = { ...sight, exact: true };
const sizes = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 400 }));

/** Subjects of a check: known amounts that stay, go and come, what is open before and then, and who is given an amount that nobody knows. */
interface Mix {
  readonly stay: number;
  readonly go: number;
  readonly come: number;
  readonly close: number;
  readonly open: number;
  readonly unknown: number;
}
const mix: fc.Arbitrary<Mix> = fc.record({ stay: sizes, go: sizes, come: sizes, close: sizes, open: sizes, unknown: sizes });

function counts({ stay, go, come, close, open, unknown }: Mix): number[] {
  const of: Record<CheckMeasure, number> = {
    eligibleBefore: stay + go + unknown,
    newlyEligible: come,
    noLongerEligible: go,
    undeterminedBefore: close,
    newlyUndetermined: open,
    noLongerUndetermined: close,
    amountUnknownBefore: unknown,
    amountUnknownAfter: unknown,
    amountBefore: (stay + go) * BEFORE,
    amountAfter: (stay + come) * AFTER,
    begins: come,
    ends: go,
    differs: stay,
    amountBegins: come * AFTER,
    amountEnds: -go * BEFORE,
    amountDiffers: stay * (AFTER - BEFORE),
  };
  return checkMeasures.map((name) => of[name]);
}
interface Part {
  readonly families: number[];
  readonly mixes: readonly Mix[];
}
const part: fc.Arbitrary<Part> = fc.record({
  families: fc
    .array(sizes, { minLength: familyMeasures.length, maxLength: familyMeasures.length })
    .map(([households = 0, ...rest]) => [households, ...rest.map((n) => Math.min(n, households))]),
  mixes: fc.array(mix, { minLength: 2, maxLength: 2 }),
});
const parts = fc.array(part, { minLength: 1, maxLength: 8 });

/** The same people told apart in three ways. */
function foundOf(all: readonly Part[], digits = 3): Found {
  const groups = all.map(({ families, mixes }): Group => ({ families, checks: mixes.map(counts) }));
  const sum = (some: readonly Group[]): Group => ({
    families: familyMeasures.map((_, i) => some.reduce((n, one) => n + (one.families[i] ?? 0), 0)),
    checks: [0, 1].map((check) => checkMeasures.map((_, i) => some.reduce((n, one) => n + (one.checks[check]?.[i] ?? 0), 0))),
  });
  const by = (into: number, name: (key: number) => string): Record<string, Group> =>
    Object.fromEntries(
      [...new Set(groups.map((_, i) => i % into))].map((key) => [name(key), sum(groups.filter((_g, i) => i % into === key))]),
    );
  const check = { kind: 'BENEFIT', version: 'v', helps: true, paid: { per: 'PERSON', every: 'YEAR' } } as const;
  const checks = ['one', 'two'].map((code) => ({ code, ...check }));
  const area = by(8, (key) => `${COUNTY}${String(key).padStart(digits, '0')}`);
  return {
    ...{ checks, leftOut: [], cuts: [], total: sum(groups) },
    by: { area, income: by(3, String), kind: by(2, (key) => `K${key}`) },
    unauthorised: groups[0]?.families[1] ?? 0,
  };
}

const figures = (f: RehearsedFigure): (number | null)[] => [
  ...[f.eligibleBefore, f.eligibleAfter, f.newlyEligible, f.noLongerEligible],
  ...[f.undeterminedBefore, f.undeterminedAfter, f.newlyUndetermined, f.noLongerUndetermined],
  ...[f.amountUnknownBefore, f.amountUnknownAfter],
];
const ofGroup = (one: RehearsedGroup): (number | null)[] => [
  ...familyMeasures.map((name) => one[name]),
  ...one.checks.flatMap(figures),
  ...one.costs.flatMap(({ unknownBefore, unknownAfter }) => [unknownBefore, unknownAfter]),
];
const groupsOf = ({ total, byArea, byIncome, byKind }: RehearsalResult): RehearsedGroup[] => [total, ...byArea, ...byIncome, ...byKind];
const money = (one: RehearsedGroup): (number | null)[] => [
  ...one.checks.flatMap(({ amountBefore, amountAfter }) => [amountBefore, amountAfter]),
  ...one.costs.flatMap(({ before, after, change }) => [before, after, change]),
];
const placeOf = ({ key, dimension }: RehearsedGroup): string => `${dimension ?? 'total'} ${key ?? ''}`;

describe('who may not see everything that a rehearsal rests on', () => {
  test('is told no count below five, every count as a multiple of five, and none farther than two from the truth', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const found = foundOf(all);
        const truth = new Map(groupsOf(resultOf(found, exact)).map((one) => [placeOf(one), ofGroup(one)]));
        const result = resultOf(found, sight);
        for (const one of groupsOf(result))
          ofGroup(one).forEach((count, i) => {
            const real = truth.get(placeOf(one))?.[i] ?? NaN;
            if (count === null) expect(real < FEWEST || (truth.get(placeOf(one))?.[0] ?? 0) < FEWEST).toBe(true);
            else expect([count >= FEWEST, count % 5, Math.abs(count - real) <= 2]).toEqual([true, 0, true]);
          });
        expect(result.unauthorised === null ? found.unauthorised < FEWEST : Math.abs(result.unauthorised - found.unauthorised) <= 2).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is told the same of two populations of which every true count rounds alike, sums of equal amounts among it', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        parts,
        fc.nat(),
        fc.constantFrom('stay', 'go', 'come', 'close', 'open', 'unknown'),
        fc.constantFrom(-2, -1, 1, 2),
        (all, where, name, by) => {
          const at = where % all.length;
          const other = all.map((one, i) =>
            i === at ? { ...one, mixes: one.mixes.map((m) => ({ ...m, [name]: Math.max(0, m[name] + by) })) } : one,
          );
          const rounds = (one: Found): string =>
            JSON.stringify([one.total, ...dimensions.flatMap((d) => Object.values(one.by[d]))].flatMap(({ families, checks }) => {
              const of = checks.map((counted) => Object.fromEntries(checkMeasures.map((m, i) => [m, counted[i] ?? 0])) as Record<CheckMeasure, number>);
              const followed = of.flatMap((m) => [
                ...checkMeasures.filter((one_) => !one_.startsWith('amount') || one_.startsWith('amountUnknown')).map((one_) => m[one_]),
                m.eligibleBefore + m.newlyEligible - m.noLongerEligible,
                m.undeterminedBefore + m.newlyUndetermined - m.noLongerUndetermined,
                m.eligibleBefore - m.amountUnknownBefore,
                m.eligibleBefore + m.newlyEligible - m.noLongerEligible - m.amountUnknownAfter,
              ]);
              const unknown = (m: CheckMeasure): number => of.reduce((n, one_) => n + one_[m], 0);
              return [...families, ...followed, unknown('amountUnknownBefore'), unknown('amountUnknownAfter')].map((n) => roughly.count(n));
            })); // prettier-ignore
          const [a, b] = [foundOf(all), foundOf(other)];
          if (rounds(a) !== rounds(b)) return;
          compared++;
          expect(resultOf(b, sight)).toEqual(resultOf(a, sight));
        },
      ),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('is told money in two significant digits, and none of fewer than five', () => {
    fc.assert(
      fc.property(parts, (all) => {
        for (const one of groupsOf(resultOf(foundOf(all), sight))) {
          for (const fen of money(one)) if (fen !== null) expect(Number(fen.toPrecision(2))).toBe(fen);
          for (const f of one.checks) {
            if (f.eligibleBefore === null) expect(f.amountBefore).toBeNull();
            if (f.eligibleAfter === null) expect(f.amountAfter).toBeNull();
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is told of no group of fewer than five households that it is there', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const found = foundOf(all);
        const result = resultOf(found, sight);
        for (const [i, groups] of [result.byArea, result.byIncome, result.byKind].entries()) {
          const many = Object.entries(found.by[dimensions[i] ?? 'area']).filter(([, { families }]) => (families[0] ?? 0) >= FEWEST);
          expect(groups.map(({ key }) => key).sort()).toEqual(many.map(([key]) => key).sort());
        }
        if ((found.total.families[0] ?? 0) < FEWEST)
          expect([...ofGroup(result.total), ...money(result.total)].every((n) => n === null)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('is told nothing of villages, whether they are groups or the whole', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const found = foundOf(all, 6);
        expect(resultOf(found, sight).byArea).toEqual([]);
        const village = resultOf(found, { ...sight, area: `${COUNTY}100201` });
        expect([...village.byArea, ...village.byIncome, ...village.byKind, village.unauthorised]).toEqual([null]);
        expect([...ofGroup(village.total), ...money(village.total)].every((n) => n === null)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('is told of no check of a closed domain, and nothing that becomes of households by it', () => {
    fc.assert(
      fc.property(parts, (all) => {
        for (const one of groupsOf(resultOf(foundOf(all), { ...sight, closed: new Set(['two']) }))) {
          expect(one.checks.map(({ check }) => check)).toEqual(['one']);
          expect(familyMeasures.slice(1).every((name) => one[name] === null)).toBe(true);
          expect(one.costs.map(({ before, after, change, unknownAfter }) => [before, after, change, unknownAfter])).toEqual([
            [null, null, null, null],
          ]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('who may see everything is told every figure, and each way of telling apart adds up to the total', () => {
  fc.assert(
    fc.property(parts, (all) => {
      const result = resultOf(foundOf(all), exact);
      expect(result.suppressed).toBe(false);
      for (const groups of [result.byArea, result.byIncome, result.byKind]) {
        ofGroup(result.total).forEach((whole, at) => {
          expect(groups.reduce((sum, one) => sum + (ofGroup(one)[at] ?? NaN), 0)).toBe(whole);
        });
        for (const name of ['before', 'after', 'change'] as const)
          expect(groups.reduce((sum, one) => sum + (one.costs[0]?.[name] ?? NaN), 0)).toBe(result.total.costs[0]?.[name]);
      }
      const [cost] = result.total.costs;
      expect(cost?.change).toBe((cost?.after ?? NaN) - (cost?.before ?? NaN));
    }),
  );
});
