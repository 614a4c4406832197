import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  choose,
  count,
  equals,
  gt,
  gte,
  lt,
  lte,
  membersOf,
  nonPolicy,
  not,
  type Comparison,
  type ConditionOf,
  type Measure,
  type Readable,
  type Satisfied,
} from 'xianjie/schema';
import { addDays, addMonths, daysBetween, laterBy } from '../../plugins/eligibility/figures/calendar.js';
import { evaluate } from '../../plugins/eligibility/rules/evaluate.js';
import { compare, countOf } from '../../plugins/eligibility/figures/figures.js';
import type { Regime } from '../../plugins/eligibility/in-force/regime.js';
import { causesOf } from '../../plugins/eligibility/rules/result.js';
import { missing, type World } from '../../plugins/eligibility/facts/world.js';
import { ill, months, poor, works } from './terms-support.js';

/** What must hold of terms whatever the numbers. */
const regime: Regime = { day: '2025-06-30', citationOf: () => null, inForce: () => null, parameter: () => null };
const some = (n: number) => nonPolicy(n, 'a number of the test');
const ordered = { lt, lte, gt, gte } as const;
const compares = (op: Comparison, left: Readable<'HOUSEHOLD', Measure<'NUMBER', null, never>>, n: number): ConditionOf<'HOUSEHOLD'> =>
  op === 'eq' ? equals(left, some(n)) : ordered[op](left, some(n));
const comparison = fc.constantFrom<Comparison>('lt', 'lte', 'gt', 'gte', 'eq');
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const daysIn = (of: string) => new Date(Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5, 7)), 0)).getUTCDate();

describe('a day some time later', () => {
  test('by months is in the month so many on, on the same day or that month’s last', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (from, by) => {
        const to = addMonths(from, by);
        const monthOf = (d: string) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
        expect(monthOf(to) - monthOf(from)).toBe(by);
        expect(Number(to.slice(8))).toBe(Math.min(Number(from.slice(8)), daysIn(to)));
        expect(laterBy(from, by, 'MONTHS')).toBe(to);
      }),
    );
  });

  test('by years is by twelve times the months, by days so many days apart, and keeps the order of days', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: -50, max: 50 }), (a, b, by) => {
        expect(laterBy(a, by, 'YEARS')).toBe(addMonths(a, by * 12));
        expect(daysBetween(addDays(a, by), a)).toBe(by);
        for (const unit of ['YEARS', 'MONTHS', 'DAYS'] as const) {
          const [x, y] = [laterBy(a, by, unit), laterBy(b, by, unit)];
          if (x !== null && y !== null && a <= b) expect(x <= y).toBe(true);
        }
      }),
    );
  });
});

describe('a number of members', () => {
  const answers = fc.array(fc.constantFrom<Satisfied>('TRUE', 'FALSE', 'UNKNOWN'), { maxLength: 5 });
  /** Every way the unknown members, and further ones where the list may go on, may turn out. */
  const completions = (known: readonly Satisfied[], whole: boolean): number[] => {
    const sure = known.filter((a) => a === 'TRUE').length;
    const open = known.filter((a) => a === 'UNKNOWN').length + (whole ? 0 : 20);
    return Array.from({ length: open + 1 }, (_, n) => sure + n);
  };

  test('is decided exactly when every completion decides alike', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), comparison, fc.integer({ min: 0, max: 6 }), (known, whole, op, n) => {
        const bounds = countOf(known, whole);
        const figure = bounds.from === bounds.to ? { value: bounds.from, bounds: null } : { value: undefined, bounds };
        const outcomes = new Set(completions(known, whole).map((m) => compare(op, { value: m, bounds: null }, { value: n, bounds: null })));
        const [only] = outcomes;
        expect(compare(op, figure, { value: n, bounds: null })).toBe(outcomes.size === 1 ? only : 'UNKNOWN');
        const mirrored = { lt: 'gt', lte: 'gte', gt: 'lt', gte: 'lte', eq: 'eq' } as const;
        expect(compare(mirrored[op], { value: n, bounds: null }, figure)).toBe(outcomes.size === 1 ? only : 'UNKNOWN');
      }),
      { numRuns: 1000 },
    );
  });

  test('two numbers that are only bounded compare as all their numbers would', () => {
    const bounded = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 3 }))
      .map(([from, more]) => ({ from, to: from + more }));
    const within = ({ from, to }: { from: number; to: number }) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
    fc.assert(
      fc.property(bounded, bounded, comparison, (a, b, op) => {
        const known = ({ from, to }: typeof a) =>
          from === to ? { value: from, bounds: null } : { value: undefined, bounds: { from, to } };
        const outcomes = new Set(
          within(a).flatMap((x) => within(b).map((y) => compare(op, { value: x, bounds: null }, { value: y, bounds: null }))),
        );
        const [only] = outcomes;
        expect(compare(op, known(a), known(b))).toBe(outcomes.size === 1 ? only : 'UNKNOWN');
      }),
      { numRuns: 500 },
    );
  });
});

/** What is known: two booleans and a number of the household, and which of up to three members work; null: not known. */
interface Known {
  readonly ill: boolean | null;
  readonly poor: boolean | null;
  readonly months: number | null;
  readonly members: readonly (boolean | null)[];
  readonly whole: boolean;
}
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const known: fc.Arbitrary<Known> = fc.record({
  ill: maybe(fc.boolean()),
  poor: maybe(fc.boolean()),
  months: maybe(fc.integer({ min: 0, max: 4 })),
  members: fc.array(maybe(fc.boolean()), { maxLength: 3 }),
  whole: fc.boolean(),
});

function worldOf(of: Known): World {
  return {
    fact: (id, fact) => {
      const value = fact === works ? of.members[Number(id)] : of[fact.code.replace('test.', '') as 'ill' | 'poor' | 'months'];
      return value === null || value === undefined
        ? missing(fact)
        : { known: true, value, whole: true, providedBy: null, observedOn: null, contradictedBy: [] };
    },
    linked: () => ({ ids: of.members.map((_, i) => String(i)), whole: of.whole }),
  };
}
const answer = (condition: ConditionOf<'HOUSEHOLD'>, of: Known) =>
  evaluate(condition, { subjectId: 'h', setting: { world: worldOf(of), regime }, item: null });

const leaf: fc.Arbitrary<ConditionOf<'HOUSEHOLD'>> = fc.oneof(
  fc.boolean().map((yes) => equals(ill, yes)),
  fc.tuple(comparison, fc.integer({ min: 0, max: 3 })).map(([op, n]) => compares(op, months, n)),
  fc.tuple(comparison, fc.integer({ min: 0, max: 3 })).map(([op, n]) => compares(op, count(membersOf, equals(works, true)), n)),
  fc.tuple(comparison, fc.integer({ min: 0, max: 3 })).map(([op, n]) =>
    compares(
      op,
      choose({
        title: { zh: '表', en: 'table' },
        rows: [
          [equals(ill, true), months],
          [equals(poor, true), some(2)],
        ],
        otherwise: count(membersOf),
      }),
      n,
    ),
  ),
);
const { condition } = fc.letrec<{ condition: ConditionOf<'HOUSEHOLD'> }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { maxLength: 3 }).map((list) => all(...list)),
    fc.array(tie('condition'), { maxLength: 3 }).map((list) => any(...list)),
    tie('condition').map((inner) => not(inner)),
  ),
}));

describe('conditions over terms', () => {
  test('learning more never turns a known answer around, and a whole list with all known leaves nothing open', () => {
    fc.assert(
      fc.property(condition, known, known, (of, now, later) => {
        const before = answer(of, now).satisfied;
        const members = [
          ...now.members.map((m, i) => m ?? later.members[i] ?? false),
          ...(now.whole ? [] : later.members.map((m) => m ?? true)),
        ];
        const after = answer(of, {
          ill: now.ill ?? later.ill ?? false,
          poor: now.poor ?? later.poor ?? true,
          months: now.months ?? later.months ?? 0,
          members,
          whole: true,
        }).satisfied;
        expect(after).not.toBe('UNKNOWN');
        if (before !== 'UNKNOWN') expect(after).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  test('what is open is named, and only what is missing', () => {
    fc.assert(
      fc.property(condition, known, (of, now) => {
        const result = answer(of, now);
        const causes = causesOf(result);
        expect(causes.length > 0).toBe(result.satisfied === 'UNKNOWN');
        for (const { code } of causes) {
          if (code === 'HOUSEHOLD.members') expect(now.whole).toBe(false);
          else if (code === works.code) expect(now.members).toContain(null);
          else expect(now[code.replace('test.', '') as 'ill' | 'poor' | 'months']).toBeNull();
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a decision table gives the first row that holds', () => {
    const row = fc.tuple(fc.constantFrom(true, false, null), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), fc.integer({ min: 0, max: 9 }), (rows, last) => {
        const table = choose({
          title: { zh: '表', en: 'table' },
          // A row is TRUE, FALSE or open: all of none, any of none, a fact that nobody said.
          rows: rows.map(
            ([holds, value]) =>
              [holds === null ? equals(ill, true) : holds ? all<'HOUSEHOLD'>() : any<'HOUSEHOLD'>(), some(value)] as const,
          ),
          otherwise: some(last),
        });
        const at = rows.findIndex(([holds]) => holds !== false);
        const [holds, value] = at < 0 ? [true, last] : (rows[at] ?? [true, last]);
        const nothing: Known = { ill: null, poor: null, months: null, members: [], whole: true };
        expect(answer(equals(table, some(value)), nothing).satisfied).toBe(holds === null ? 'UNKNOWN' : 'TRUE');
      }),
    );
  });
});
