import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  anyOf,
  atLeast,
  choose,
  count,
  equals,
  every,
  exists,
  gt,
  gte,
  includes,
  later,
  lt,
  lte,
  membersOf,
  nonPolicy,
  not,
  oneOf,
  ratio,
  theDay,
  those,
  within,
  type ConditionOf,
  type FactChange,
  type Satisfied,
} from 'xianjie/schema';
import {
  age,
  aid,
  answerOf,
  ask,
  changed,
  cost,
  grade,
  ill,
  income,
  left,
  line,
  low,
  poor,
  rate,
  share,
  size,
  span,
  works,
  years,
  type Known,
} from './counterfactual-support.js';

/** Random conditions over facts of every type, and random knowledge of them. */
type Of = ConditionOf<'HOUSEHOLD'>;
const some = (n: number) => nonPolicy(n, 'a number of the test');
const orders = fc.constantFrom(lt, lte, gt, gte);
const title = { zh: '数', en: 'a figure' };
const ofMember = fc.oneof(
  fc.boolean().map((yes) => equals(works, yes)),
  fc.tuple(orders, fc.integer({ min: 0, max: 90 })).map(([order, n]) => order(age, some(n))),
);
const leaf: fc.Arbitrary<Of> = fc.oneof(
  fc.tuple(orders, fc.constantFrom(income, cost), fc.constantFrom(line, low)).map(([order, fact, to]): Of => order(fact, to)),
  fc.constant<Of>(gt(cost, income)),
  orders.map((order): Of => order(ratio({ title, part: cost, whole: income }), share)),
  fc.constant<Of>(equals(ratio({ title, part: cost, whole: income }), share)),
  fc.tuple(orders, fc.integer({ min: 0, max: 9 })).map(([order, n]): Of => order(size, some(n))),
  fc.integer({ min: 0, max: 9 }).map((n): Of => equals(size, some(n))),
  orders.map((order): Of => order(rate, share)),
  orders.map((order): Of => order(later({ title, date: left, by: years, unit: 'YEARS' }), theDay)),
  fc.tuple(fc.constantFrom(poor, ill), fc.boolean()).map(([fact, yes]): Of => equals(fact, yes)),
  fc.constantFrom('A' as const, 'B' as const).map((code): Of => equals(grade, code)),
  fc.constant<Of>(oneOf(grade, ['C', 'D'])),
  fc.constantFrom('COAL', 'RICE').map((code): Of => includes(aid, code, { zh: code, en: code })),
  fc.constantFrom(['COAL'], ['COAL', 'RICE']).map((codes): Of => anyOf(aid, codes)),
  fc.constant<Of>(within(size, span)),
  ofMember.map((of): Of => exists(membersOf, of)),
  fc.tuple(ofMember, ofMember).map(([who, of]): Of => every(those(membersOf, who), of)),
  ofMember.map((of): Of => every(membersOf, of)),
  fc
    .tuple(orders, ofMember, fc.integer({ min: 0, max: 3 }))
    .map(([order, of, n]): Of => order(count(membersOf, of, { zh: '人数', en: 'how many' }), some(n))),
  fc
    .tuple(fc.constantFrom(poor, ill), orders)
    .map(([fact, order]): Of => order(income, choose({ title, rows: [[equals(fact, true), low]], otherwise: line }))),
);
const { condition } = fc.letrec<{ condition: Of }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((list) => all(...list)),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((list) => any(...list)),
    tie('condition').map((inner) => not(inner)),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((list) => atLeast(some(2), ...list)),
  ),
}));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 4 });
const money = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(599_999, 600_000, 600_001, 150_000));
const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2019, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const knowledge: fc.Arbitrary<Known> = fc.record({
  facts: fc.record({
    't.income': maybe(money),
    't.cost': maybe(money),
    't.size': maybe(fc.integer({ min: 0, max: 9 })),
    't.rate': maybe(fc.integer({ min: 0, max: 200 }).map((n) => n / 10)),
    't.left': maybe(day),
    't.poor': maybe(fc.boolean()),
    't.ill': maybe(fc.boolean()),
    't.grade': maybe(fc.constantFrom('A', 'B', 'C', 'D')),
    't.aid': maybe(fc.subarray(['COAL', 'RICE'])),
  }),
  members: fc.array(fc.record({ 't.works': maybe(fc.boolean()), 't.age': maybe(fc.integer({ min: 0, max: 90 })) }), { maxLength: 3 }),
  whole: fc.boolean(),
  wholeSet: fc.boolean(),
});

const stated: Readonly<Record<string, Satisfied>> = { ELIGIBLE: 'TRUE', NOT_ELIGIBLE: 'FALSE' };
const isMore = (change: FactChange): boolean => change.kind === 'MORE';
const after = (known: Known, changes: readonly FactChange[]): Known => changes.reduce((so, change) => changed(so, change), known);

describe('every counterfactual', () => {
  test('gives the outcome that it states when its changes are made, and is never what is so already', async () => {
    let pairs = 0;
    let singles = 0;
    await fc.assert(
      fc.asyncProperty(condition, knowledge, async (when, known) => {
        const before = answerOf(when, known);
        for (const { outcome, changes } of (await ask(when, known)).found) {
          expect(stated[outcome]).not.toBe(before);
          if (changes.some(isMore)) continue;
          expect(answerOf(when, after(known, changes))).toBe(stated[outcome]);
          if (changes.length === 2) pairs++;
          else singles++;
        }
      }),
      { numRuns: 150 },
    );
    expect(pairs).toBeGreaterThan(5);
    expect(singles).toBeGreaterThan(40);
  });

  test('holds at every value and code that it says would do', async () => {
    await fc.assert(
      fc.asyncProperty(condition, knowledge, fc.double({ min: 0, max: 1, noNaN: true }), async (when, known, at) => {
        for (const { outcome, changes } of (await ask(when, known)).found) {
          if (changes.some(isMore)) continue;
          changes.forEach((change, i) => {
            const others = after(
              known,
              changes.filter((_, j) => j !== i),
            );
            const [low, high] = [change.from?.money, change.to?.money];
            const within = low != null && high != null ? Math.round(low + (high - low) * at) : null;
            const ends = [change.from, change.to, within === null || change.from === null ? null : { ...change.from, money: within }];
            for (const value of ends) if (value !== null) expect(answerOf(when, changed(others, change, value))).toBe(stated[outcome]);
            for (const { code } of change.codes) expect(answerOf(when, changed(others, change, change.value, code))).toBe(stated[outcome]);
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is minimal: of a pair neither change does alone, nor any other of the same fact', async () => {
    await fc.assert(
      fc.asyncProperty(condition, knowledge, async (when, known) => {
        const { found } = await ask(when, known);
        const place = (change: FactChange) => `${change.subjectId}|${change.code}|${change.codes.map((c) => c.code).join()}`;
        const alone = new Set(found.filter(({ changes }) => changes.length === 1).flatMap(({ changes }) => changes.map(place)));
        for (const { outcome, changes } of found) {
          if (changes.length === 1 || changes.some(isMore)) continue;
          for (const change of changes) {
            expect(alone.has(place(change))).toBe(false);
            expect(answerOf(when, changed(known, change))).not.toBe(stated[outcome]);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('states the nearest value: a step nearer to what is so does not do', async () => {
    await fc.assert(
      fc.asyncProperty(condition, knowledge, async (when, known) => {
        for (const { outcome, changes } of (await ask(when, known)).found) {
          const [change] = changes;
          if (change === undefined || changes.length > 1 || change.distance === null) continue;
          const { value, distance } = change;
          if (value?.money == null || distance.money == null) continue;
          const nearer = { ...value, money: value.money - Math.sign(distance.money) };
          expect(answerOf(when, changed(known, change, nearer))).not.toBe(stated[outcome]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of one yes-or-no fact that would turn a decided outcome alone is among those found', async () => {
    await fc.assert(
      fc.asyncProperty(condition, knowledge, async (when, known) => {
        const before = answerOf(when, known);
        if (before === 'UNKNOWN') return;
        const { found, cutOff } = await ask(when, known);
        expect(cutOff).toBe(false);
        for (const fact of [poor, ill]) {
          const now = known.facts[fact.code];
          if (typeof now !== 'boolean') continue;
          const turned = answerOf(when, { ...known, facts: { ...known.facts, [fact.code]: !now } });
          const does = turned !== 'UNKNOWN' && turned !== before;
          expect(found.some(({ changes }) => changes.length === 1 && changes[0]?.code === fact.code)).toBe(does);
        }
      }),
      { numRuns: 100 },
    );
  });
});
