import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Satisfied } from 'xianjie/schema';
import { all, any, not } from '../../plugins/eligibility/figures/kleene.js';

const value = fc.constantFrom<Satisfied>('TRUE', 'FALSE', 'UNKNOWN');
const values = fc.array(value, { maxLength: 6 });
const holds = (property: fc.IRawProperty<unknown>) => fc.assert(property as fc.IProperty<unknown>, { numRuns: 500 });

/** One value knows at most as much as the other: UNKNOWN may become anything, a known value stays. */
const atMost = (a: Satisfied, b: Satisfied) => a === 'UNKNOWN' || a === b;

describe('Kleene logic', () => {
  test('order, repetition and grouping do not matter', () => {
    holds(
      fc.property(values, values, (a, b) => {
        for (const op of [all, any]) {
          expect(op([...a, ...b])).toBe(op([...b, ...a]));
          expect(op([...a, ...a])).toBe(op(a));
          expect(op([op(a), op(b)])).toBe(op([...a, ...b]));
        }
      }),
    );
  });

  test('De Morgan, and twice not', () => {
    holds(
      fc.property(values, (a) => {
        expect(not(all(a))).toBe(any(a.map(not)));
        expect(not(any(a))).toBe(all(a.map(not)));
        expect(a.map(not).map(not)).toEqual(a);
      }),
    );
  });

  test('one distributes over the other', () => {
    holds(
      fc.property(value, values, (a, b) => {
        expect(all([a, any(b)])).toBe(any(b.map((x) => all([a, x]))));
        expect(any([a, all(b)])).toBe(all(b.map((x) => any([a, x]))));
      }),
    );
  });

  test('learning more never turns a known answer around', () => {
    const known = fc.constantFrom<Satisfied>('TRUE', 'FALSE');
    holds(
      fc.property(fc.array(fc.tuple(value, known), { maxLength: 6 }), (pairs) => {
        const before = pairs.map(([a]) => a);
        const after = pairs.map(([a, b]) => (a === 'UNKNOWN' ? b : a));
        for (const op of [all, any]) expect(atMost(op(before), op(after))).toBe(true);
      }),
    );
  });
});
