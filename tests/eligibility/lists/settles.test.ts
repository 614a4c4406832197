import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  anyOf,
  atLeast,
  defineFact,
  equals,
  exists,
  every,
  gte,
  household,
  includes,
  linkToMany,
  lt,
  nonPolicy,
  not,
  person,
  type AnyValue,
  type Condition,
  type ConditionOf,
  type Fact,
  type LocalizedText,
} from 'xianjie/schema';
import { evaluate } from '../../../plugins/eligibility/rules/evaluate.js';
import { settles } from '../../../plugins/eligibility/lists/settles.js';
import type { Regime } from '../../../plugins/eligibility/in-force/regime.js';
import type { Answer, World } from '../../../plugins/eligibility/facts/world.js';
import { education } from '../../../schema/facts/departments.js';

const codes = { A: { zh: '甲', en: 'a' }, B: { zh: '乙', en: 'b' }, C: { zh: '丙', en: 'c' } };
const common = { title: { zh: 'x', en: 'x' }, level: 'INTERNAL', suppliers: [education], source: 'RECORDED' } as const;
const yes = defineFact({ ...common, code: 'yes', subject: household, type: 'BOOLEAN' });
const code = defineFact({ ...common, code: 'code', subject: household, type: 'CODE', codes });
const amount = defineFact({ ...common, code: 'amount', subject: household, type: 'NUMBER' });
const other = defineFact({ ...common, code: 'other', subject: household, type: 'NUMBER' });
const set = defineFact({
  ...common,
  code: 'set',
  subject: household,
  type: 'CODES',
  codes: codes as Readonly<Record<string, LocalizedText>>,
});
const ofMember = defineFact({ ...common, code: 'ofMember', subject: person, type: 'BOOLEAN' });
const members = linkToMany({
  code: 'test.members',
  title: { zh: '成员', en: 'members' },
  from: household,
  to: person,
  complete: { coveredBy: ['x'] },
  load: () => Promise.resolve([]),
  itemTitle: (_id, n) => ({ zh: `${n}`, en: `${n}` }),
});

const values: ReadonlyMap<Fact, readonly AnyValue[]> = new Map<Fact, readonly AnyValue[]>([
  [yes, [true, false]],
  [code, ['A', 'B', 'C']],
  [amount, [-1, 0, 1, 2, 3, 4, 1e9]],
  [other, [-1, 0, 1, 2, 3, 4, 1e9]],
  [set, [[], ['A'], ['B'], ['A', 'C'], ['A', 'B', 'C']]],
  [ofMember, [true, false]],
]);
const places = [yes, code, amount, other, set].map((fact) => ({ fact, id: 'h' }));
const ofMembers = ['m1', 'm2'].map((id) => ({ fact: ofMember as Fact, id }));
const everywhere = [...places, ...ofMembers];

type Of = ConditionOf<'HOUSEHOLD'>;
const small = fc.integer({ min: 0, max: 3 }).map((n) => nonPolicy(n, 'test'));
const asks = fc.constantFrom(...Object.keys(codes)) as fc.Arbitrary<'A' | 'B' | 'C'>;
const leaf: fc.Arbitrary<Of> = fc.oneof(
  fc.constant(equals(yes, true)),
  asks.map((one) => equals(code, one)),
  small.map((line) => lt(amount, line)),
  small.map((line) => gte(other, line)),
  fc.constant(lt(amount, other)),
  asks.map((one) => includes(set, one, codes[one])),
  asks.map((one) => anyOf(set, [one, 'C'])),
  fc.constant(exists(members, equals(ofMember, true))),
  fc.constant(every(members, equals(ofMember, true))),
);
const { tree } = fc.letrec<{ tree: Of }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts) => any(...parts)),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => atLeast(nonPolicy(2, 'test'), ...parts)),
    tie('tree').map((part) => not(part)),
  ),
}));

const nothing: Answer = { known: false, why: 'MISSING_FACT', providedBy: null, observedOn: null };
const said = (value: AnyValue, whole = true): Answer => ({
  known: true,
  value,
  whole,
  providedBy: 'EDU',
  observedOn: '2025-01-01',
  contradictedBy: [],
});
const key = (id: string, fact: Fact): string => `${id}|${fact.code}`;
const worldOf = (known: ReadonlyMap<string, Answer>, whole: boolean): World => ({
  fact: (id, fact) => known.get(key(id, fact)) ?? nothing,
  linked: () => ({ ids: ['m1', 'm2'], whole }),
});
const regime = { day: '2025-06-30', parameter: () => null } as unknown as Regime;
const placeIn = (world: World) => ({ subjectId: 'h', setting: { world, regime, onFailure: () => undefined }, item: null });

/** What is known, and how: a value of each fact, or none; of a set perhaps only a part. */
const knowledge = fc
  .tuple(...everywhere.map(({ fact }) => fc.option(fc.tuple(fc.constantFrom(...(values.get(fact) ?? [])), fc.boolean()), { freq: 1 })))
  .map(
    (all) =>
      new Map(
        all.flatMap((one, i) => {
          const { id, fact } = everywhere[i] as (typeof everywhere)[number];
          return one === null ? [] : [[key(id, fact), said(one[0], fact.type !== 'CODES' || one[1])] as const];
        }),
      ),
  );

const decided = (condition: Condition, world: World): boolean => evaluate(condition, placeIn(world)).satisfied !== 'UNKNOWN';

describe('a fact that settles a check', () => {
  test('decides it whatever its value turns out to be', () => {
    let claims = 0;
    fc.assert(
      fc.property(tree, knowledge, fc.boolean(), (condition, known, whole) => {
        if (decided(condition, worldOf(known, whole))) return;
        for (const { id, fact } of everywhere.filter((one) => known.get(key(one.id, one.fact)) === undefined)) {
          if (!settles(condition, placeIn(worldOf(known, whole)), { subjectId: id, fact, year: null })) continue;
          claims += 1;
          for (const value of values.get(fact) ?? [])
            expect(decided(condition, worldOf(new Map(known).set(key(id, fact), said(value)), whole))).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
    expect(claims).toBeGreaterThan(300);
  });

  test('is found wherever no two parts of the condition read it', () => {
    const once = fc
      .shuffledSubarray([equals(yes, true), equals(code, 'A'), lt(amount, nonPolicy(2, 'test')), includes(set, 'A', codes.A)], {
        minLength: 2,
      })
      .chain((parts) => fc.constantFrom(all(...parts), any(...parts), not(all(...parts)), atLeast(nonPolicy(2, 'test'), ...parts)));
    fc.assert(
      fc.property(once, knowledge, (condition, known) => {
        if (decided(condition, worldOf(known, true))) return;
        for (const { id, fact } of places.filter((one) => known.get(key(one.id, one.fact)) === undefined)) {
          const always = (values.get(fact) ?? []).every((value) =>
            decided(condition, worldOf(new Map(known).set(key(id, fact), said(value)), true)),
          );
          expect(settles(condition, placeIn(worldOf(known, true)), { subjectId: id, fact, year: null })).toBe(always);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('is not one of another subject, nor of another year', () => {
    const condition = exists(members, equals(ofMember, true));
    const place = placeIn(worldOf(new Map([[key('m1', ofMember), said(false)]]), true));
    expect(settles(condition, place, { subjectId: 'm2', fact: ofMember, year: null })).toBe(true);
    expect(settles(condition, place, { subjectId: 'm3', fact: ofMember, year: null })).toBe(false);
    expect(settles(condition, place, { subjectId: 'm2', fact: ofMember, year: 2024 })).toBe(false);
  });

  test('a list that may go on is not settled by the members that it has', () => {
    const place = placeIn(worldOf(new Map([[key('m1', ofMember), said(false)]]), false));
    expect(settles(exists(members, equals(ofMember, true)), place, { subjectId: 'm2', fact: ofMember, year: null })).toBe(false);
  });
});
