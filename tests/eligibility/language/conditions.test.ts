import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  any,
  anyOf,
  atLeast,
  blank,
  defineFact,
  defineParameter,
  equals,
  every,
  exists,
  gte,
  household,
  membersOf,
  nonPolicy,
  not,
  person,
  revitalisationBureau,
  those,
  townA,
  within,
  type Satisfied,
} from 'xianjie/schema';
import { evaluate } from '../../../plugins/eligibility/rules/evaluate.js';
import type { Regime } from '../../../plugins/eligibility/in-force/regime.js';
import { sentence } from '../../../plugins/eligibility/words/words.js';
import { missing, type World } from '../../../plugins/eligibility/facts/world.js';
import { ask, checkOf, fact, ill, months, poor, works, years } from '../terms-support.js';

const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const text = (en: string) => ({ zh: en, en });
const some = (n: number) => nonPolicy(n, 'a number of the test');
const adult = defineFact({ ...common, code: 'test.adult', title: text('adult'), subject: person, type: 'BOOLEAN' });
const crops = { WHEAT: text('wheat'), MAIZE: text('maize'), GRAPES: text('grapes') };
const grows = defineFact({ ...common, code: 'test.grows', title: text('crops'), subject: household, type: 'CODES', codes: crops });
const place = { document: townA, place: 'L1', quote: 'x', operator: 'eq' } as const;
const grain = defineParameter({
  code: 'test.grain',
  title: text('grain'),
  type: 'CODES',
  codes: crops,
  unit: 'crop',
  use: 'LINE',
  values: [{ ...place, value: ['WHEAT', 'MAIZE'] }],
});
const season = defineParameter({
  code: 'test.season',
  title: text('season'),
  type: 'RANGE',
  unit: 'month',
  use: 'LINE',
  values: [{ ...place, value: { from: 3, to: 6 }, operator: 'range' }],
});
const leftOut = defineParameter({
  code: 'test.leftOut',
  title: text('how many'),
  type: 'NUMBER',
  unit: 'requirement',
  use: 'COUNT',
  values: [{ ...place, value: blank }],
});
const parameters = { parameters: [years, grain, season, leftOut] };
const answer = async (condition: Parameters<typeof checkOf>[0], facts: Parameters<typeof ask>[1], whole = false) =>
  ask(checkOf(condition), facts, { whole, more: parameters });

describe('so many of several conditions', () => {
  const two = atLeast(years, equals(ill, true), equals(poor, true), gte(months, some(6)));

  test('is decided as soon as enough are met, or too few can be', async () => {
    expect((await answer(two, [fact(ill, true), fact(poor, true)])).outcome).toBe('ELIGIBLE');
    expect((await answer(two, [fact(ill, false), fact(poor, false)])).outcome).toBe('NOT_ELIGIBLE');
    expect((await answer(two, [fact(ill, true), fact(poor, false)])).outcome).toBe('UNDETERMINED');
  });

  test('says how many are met, how many are needed and where that stands', async () => {
    const { conditions, parameters: used } = await answer(two, [fact(ill, true), fact(poor, false), fact(months, 2)]);
    expect(conditions[0]).toMatchObject({
      text: {
        zh: '以下至少满足years of the waiver（2年）项：ill为是；poor为是；months不低于6',
        en: 'at least the years of the waiver (2 years) of these: ill is yes; poor is yes; months is at least 6',
      },
      actual: { number: 1 },
      threshold: { number: 2 },
      distance: { number: -1 },
      citation: { quote: 'x' },
    });
    expect(conditions.map((c) => c.satisfied)).toEqual(['FALSE', 'TRUE', 'FALSE', 'FALSE']);
    expect(used.map((p) => p.code)).toEqual(['test.years']);
  });

  test('with a number that the source leaves out is open, and says so', async () => {
    const verdict = await answer(atLeast(leftOut, equals(ill, true)), [fact(ill, true)]);
    expect(verdict.unknowns).toMatchObject([{ kind: 'BLANK_PARAMETER', code: 'test.leftOut' }]);
  });

  test('with a number that is no whole one fails, and matches nobody', async () => {
    const verdict = await answer(atLeast(some(0.5), equals(ill, true)), [fact(ill, true)]);
    expect(verdict.outcome).toBe('UNDETERMINED');
    expect(verdict.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED' }]);
  });
});

describe('every one of a list', () => {
  const working = every(membersOf, equals(works, true));
  const adultsWork = every(those(membersOf, equals(adult, true)), equals(works, true));
  const member = (name: string, isAdult: boolean | null, hasWork: boolean | null) => [
    ...(isAdult === null ? [] : [fact(adult, isAdult, name)]),
    ...(hasWork === null ? [] : [fact(works, hasWork, name)]),
  ];

  test('holds of a whole list only, and one who fails decides at once', async () => {
    const both = [fact(works, true, 'a'), fact(works, true, 'b')];
    expect((await answer(working, both)).outcome).toBe('UNDETERMINED');
    expect((await answer(working, both, true)).outcome).toBe('ELIGIBLE');
    expect((await answer(working, [fact(works, true, 'a'), fact(works, false, 'b')])).outcome).toBe('NOT_ELIGIBLE');
  });

  test('of nobody holds, once it is known that there is nobody', async () => {
    expect((await answer(working, [], true)).outcome).toBe('ELIGIBLE');
    const open = await answer(working, []);
    expect(open.outcome).toBe('UNDETERMINED');
    expect(open.unknowns).toMatchObject([{ kind: 'MISSING_FACT', code: 'HOUSEHOLD.members' }]);
  });

  test('who meet a condition asks nothing of the others', async () => {
    expect((await answer(adultsWork, [...member('a', true, true), ...member('b', false, null)], true)).outcome).toBe('ELIGIBLE');
    expect((await answer(adultsWork, [...member('a', null, true)], true)).outcome).toBe('ELIGIBLE');
    expect((await answer(adultsWork, [...member('a', true, false)])).outcome).toBe('NOT_ELIGIBLE');
    const open = await answer(adultsWork, [...member('a', null, false)], true);
    expect(open.unknowns.map((u) => u.code)).toEqual(['test.adult']);
    expect((await answer(exists(those(membersOf, equals(adult, true)), equals(works, true)), member('a', true, true))).outcome).toBe(
      'ELIGIBLE',
    );
  });

  test('reads as a sentence, and shows each member', async () => {
    expect(sentence(adultsWork)).toEqual({
      zh: '家庭成员中凡adult为是者：works为是',
      en: 'every one of members of the household of whom adult is yes: works is yes',
    });
    expect(sentence(working).zh).toBe('每一家庭成员：works为是');
    const { conditions } = await answer(adultsWork, [...member('a', true, false), ...member('b', false, false)], true);
    expect(conditions.slice(1).map((c) => [c.text.zh, c.satisfied])).toEqual([
      ['成员1：adult为是', 'TRUE'],
      ['成员1：works为是', 'FALSE'],
      ['成员2：adult为是', 'FALSE'],
    ]);
  });

  test('is the opposite of one who does not, whatever is known', () => {
    const known = fc.record({ members: fc.array(fc.constantFrom(true, false, null), { maxLength: 4 }), whole: fc.boolean() });
    fc.assert(
      fc.property(known, ({ members, whole }) => {
        const world: World = {
          fact: (id, of) => {
            const value = members[Number(id)];
            return value == null
              ? missing(of)
              : { known: true, value, whole: true, providedBy: null, observedOn: null, contradictedBy: [] };
          },
          linked: () => ({ ids: members.map((_, i) => String(i)), whole }),
        };
        const regime: Regime = { day: '2025-06-30', citationOf: () => null, inForce: () => null, parameter: () => null };
        const at = { subjectId: 'h', setting: { world, regime }, item: null };
        const opposite: Record<Satisfied, Satisfied> = { TRUE: 'FALSE', FALSE: 'TRUE', UNKNOWN: 'UNKNOWN' };
        const one = evaluate(exists(membersOf, not(equals(works, true))), at).satisfied;
        expect(evaluate(working, at).satisfied).toBe(opposite[one]);
      }),
    );
  });
});

describe('a set that has one of several codes', () => {
  test('says yes to one that is found, and no only of a whole set', async () => {
    expect((await answer(anyOf(grows, grain), [fact(grows, ['GRAPES', 'MAIZE'])])).outcome).toBe('ELIGIBLE');
    expect((await answer(anyOf(grows, ['WHEAT']), [fact(grows, ['GRAPES'])])).outcome).toBe('NOT_ELIGIBLE');
    expect((await answer(anyOf(grows, grain), [])).unknowns.map((u) => u.code)).toEqual(['test.grows']);
    const world: World = {
      fact: () => ({ known: true, value: ['GRAPES'], whole: false, providedBy: null, observedOn: null, contradictedBy: [] }),
      linked: () => ({ ids: [], whole: true }),
    };
    const regime: Regime = { day: '2025-06-30', citationOf: () => null, inForce: () => null, parameter: () => null };
    const open = evaluate(anyOf(grows, ['WHEAT']), { subjectId: 'h', setting: { world, regime }, item: null });
    expect([open.satisfied, open.causes.map((c) => c.code)]).toEqual(['UNKNOWN', ['test.grows']]);
  });

  test('reads as a sentence with the codes, and shows what is there', async () => {
    const { conditions } = await answer(anyOf(grows, grain), [fact(grows, ['GRAPES'])]);
    expect(conditions[0]).toMatchObject({
      text: { zh: 'crops含有grain（wheat、maize）中的任一项', en: 'crops include any of: the grain (wheat, maize)' },
      actual: { codes: ['GRAPES'] },
      threshold: { codes: ['WHEAT', 'MAIZE'] },
    });
  });
});

describe('between two ends', () => {
  const inSeason = within(months, season);

  test('both belong to it', async () => {
    const outcomes = await Promise.all([2, 3, 6, 7].map(async (n) => (await answer(inSeason, [fact(months, n)])).outcome));
    expect(outcomes).toEqual(['NOT_ELIGIBLE', 'ELIGIBLE', 'ELIGIBLE', 'NOT_ELIGIBLE']);
  });

  test('says how far it lies outside', async () => {
    expect((await answer(inSeason, [fact(months, 8)])).conditions[0]).toMatchObject({
      text: { zh: 'months在season（3至6个月）之内', en: 'months is within the season (3 to 6 months)' },
      actual: { number: 8 },
      distance: { number: 2, text: { en: 'over by 2' } },
    });
    expect((await answer(inSeason, [fact(months, 1)])).conditions[0]?.distance).toMatchObject({ number: -2 });
    expect((await answer(inSeason, [fact(months, 4)])).conditions[0]?.distance).toBeNull();
  });
});

test('at least one of several is the same as any, at least all of them the same as all', () => {
  const facts = fc.record({ ill: fc.constantFrom(true, false, null), poor: fc.constantFrom(true, false, null) });
  fc.assert(
    fc.property(facts, (known) => {
      const world: World = {
        fact: (_id, of) => {
          const value = of.code === ill.code ? known.ill : known.poor;
          return value === null ? missing(of) : { known: true, value, whole: true, providedBy: null, observedOn: null, contradictedBy: [] };
        },
        linked: () => ({ ids: [], whole: true }),
      };
      const regime: Regime = { day: '2025-06-30', citationOf: () => null, inForce: () => null, parameter: () => null };
      const at = { subjectId: 'h', setting: { world, regime }, item: null };
      const both = [equals(ill, true), equals(poor, true)] as const;
      expect(evaluate(atLeast(some(1), ...both), at).satisfied).toBe(evaluate(any(...both), at).satisfied);
      expect(evaluate(atLeast(some(2), ...both), at).satisfied).toBe(evaluate(not(any(...both.map((c) => not(c)))), at).satisfied);
      expect(evaluate(atLeast(some(0), ...both), at).satisfied).toBe('TRUE');
      expect(evaluate(atLeast(some(3), ...both), at).satisfied).toBe('FALSE');
    }),
  );
});
