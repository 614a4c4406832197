import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomes, relationKinds, satisfieds } from 'xianjie/schema';
import { findingsOf, heldTwice, type Found, type Item } from '../../plugins/stacking/index.js';

const codes = ['a', 'b', 'c', 'd'];
const items = fc
  .uniqueArray(
    fc.record({
      holder: fc.constantFrom('p1', 'p2', 'p3'),
      benefit: fc.constantFrom(...codes),
      held: fc.constantFrom(...satisfieds),
      outcome: fc.constantFrom(...outcomes, null),
      amount: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: null }),
      more: fc.boolean(),
    }),
    { selector: ({ holder, benefit }) => `${holder} ${benefit}`, maxLength: 12 },
  )
  .map((all): Item[] => all);
const relation = fc.record({
  kind: fc.constantFrom(...relationKinds),
  benefits: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 2 }),
});
const cap = fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null });
const hard = new Set(['CONFLICT', 'OVER_CAP', 'OUT_OF_ORDER', 'DUPLICATE']);

const plainly = (found: readonly Found[]): string[] =>
  found.map(({ kind, items: of, sum, excess }) => JSON.stringify([kind, of.map((i) => [i.benefit, i.holder]), sum, excess])).sort();
const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });
/** What must not be: how many kinds of it, over which benefits. */
const conflicts = (found: readonly Found[]): string[] =>
  found.filter(({ kind }) => hard.has(kind)).flatMap(({ kind, items: of }) => of.map((i) => `${kind} ${i.benefit} ${i.holder}`));

describe('findings', () => {
  test('do not depend on the order of benefits, members and records; an order of benefits does', () => {
    fc.assert(
      fc.property(
        relation.chain((one) => fc.tuple(fc.constant(one), shuffled(one.benefits))),
        items.chain((all) => fc.tuple(fc.constant(all), shuffled(all))),
        cap,
        ([one, otherwise], [all, other], most) => {
          const again = one.kind === 'ORDERED' ? one : { ...one, benefits: otherwise };
          expect(plainly(findingsOf(again, other, most))).toEqual(plainly(findingsOf(one, all, most)));
          expect(plainly(heldTwice(other))).toEqual(plainly(heldTwice(all)));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('an unknown never makes a conflict: what is found with less known was found before', () => {
    const forgotten = fc.constantFrom<Partial<Item>>(
      { held: 'UNKNOWN' },
      { outcome: 'UNDETERMINED' },
      { outcome: null },
      { amount: null, more: true },
    );
    fc.assert(
      fc.property(relation, items, cap, fc.array(fc.tuple(fc.nat(11), forgotten), { minLength: 1 }), (one, all, most, losses) => {
        const less = all.map((item, i) => losses.filter(([at]) => at === i).reduce((known, [, loss]) => ({ ...known, ...loss }), item));
        const before = new Set(conflicts(findingsOf(one, all, most)));
        expect(conflicts(findingsOf(one, less, most)).filter((found) => !before.has(found))).toEqual([]);
        expect(conflicts(findingsOf(one, less, null)).filter((found) => !before.has(found))).toEqual([]);
        const twice = new Set(conflicts(heldTwice(all)));
        expect(conflicts(heldTwice(less)).filter((found) => !twice.has(found))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a partner whose module is not installed changes nothing of what is found among the others', () => {
    fc.assert(
      fc.property(relation, items, cap, fc.nat(4), (one, all, most, at) => {
        const benefits = [...one.benefits.slice(0, at), 'elsewhere.benefit', ...one.benefits.slice(at)];
        expect(findingsOf({ ...one, benefits }, all, most)).toEqual(findingsOf(one, all, most));
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is above a cap is exact to the fen, and made of what counts', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 120_000 }), (all, most) => {
        for (const { kind, items: of, sum, excess } of findingsOf({ kind: 'CAPPED_TOGETHER', benefits: codes }, all, most)) {
          if (kind !== 'OVER_CAP') continue;
          expect(sum).toBe(of.reduce((total, { amount }) => total + (amount ?? 0), 0));
          expect(sum).toBe(all.reduce((total, { amount }) => total + (amount ?? 0), 0));
          expect((sum ?? 0) - most).toBe(excess);
          expect(excess).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
