import { describe, expect, test } from 'vitest';
import {
  choose,
  count,
  defineCheck,
  defineParameter,
  equals,
  gt,
  gte,
  household,
  householdOf,
  lastYear,
  later,
  lt,
  membersOf,
  outOfPoverty,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  person,
  ranked,
  ratio,
  reference,
  theDay,
  townA,
} from 'xianjie/schema';
import {
  age,
  amount,
  exit,
  head,
  minimumAge,
  netLine,
  one,
  outlay,
  pay,
  payShare,
  places,
  title,
  twoYearsLater,
  works,
} from './types-support.js';

/** What must not compile of terms: each `@ts-expect-error` fails the type check if the mistake below it is accepted. */

describe('the language of terms', () => {
  test('speaks of what is calculated on either side of a comparison', () => {
    const conditions = [
      gte(twoYearsLater, theDay),
      lt(exit, twoYearsLater),
      gt(payShare, one),
      equals(payShare, ratio({ title, part: outlay, whole: pay })),
      gte(count(membersOf, equals(works, 'IN_COUNTY')), minimumAge),
      lt(pay, choose({ title, rows: [[equals(works, 'IN_COUNTY'), amount]], otherwise: one })),
      lt(age, ranked(equals(works, 'IN_COUNTY'))),
    ];
    expect(conditions.every((condition) => condition.op === 'compare')).toBe(true);
    expect(defineCheck({ ...head, subject: person, when: gte(age, one), rank: ranked(equals(works, 'IN_COUNTY')) }).rank?.term).toBe(
      'choose',
    );
    expect(defineCheck({ ...head, subject: person, policy: [head.policy, { ...head.policy, place: 'L2' }] }).policies).toHaveLength(2);
  });

  test('refuses terms that do not go together', () => {
    const mistakes = () => {
      // @ts-expect-error a day and a number
      gte(twoYearsLater, minimumAge);
      // @ts-expect-error the day of the question is no number
      gte(age, theDay);
      // @ts-expect-error a day is no constant: the day of the question, a fact or a policy value is
      gte(exit, one);
      // @ts-expect-error a share is no amount
      gte(payShare, amount);
      // @ts-expect-error the part and the whole of two kinds
      ratio({ title, part: pay, whole: age });
      // @ts-expect-error two income concepts are no part and whole
      ratio({ title, part: lastYear(perCapitaYearlyIncome), whole: lastYear(perCapitaNetIncome) });
      // @ts-expect-error an amount of time that is money
      later({ title, date: exit, by: amount, unit: 'YEARS' });
      // @ts-expect-error a date that is none
      later({ title, date: age, by: minimumAge, unit: 'YEARS' });
      // @ts-expect-error a bare number is not a policy value
      later({ title, date: exit, by: 2, unit: 'YEARS' });
      // @ts-expect-error a link to one has nothing to count
      count(householdOf);
      // @ts-expect-error a household's condition about its members
      count(membersOf, outOfPoverty);
      // @ts-expect-error what is counted over a household's members, in a person's check
      defineCheck({ ...head, subject: person, when: gte(count(membersOf), one) });
      // @ts-expect-error a term about a person in a household's check
      defineCheck({ ...head, subject: household, when: gte(twoYearsLater, theDay) });
      // @ts-expect-error two kinds of subject in one comparison
      gte(count(membersOf), age);
      // @ts-expect-error rows of two measures
      choose({ title, rows: [[equals(works, 'IN_COUNTY'), amount]], otherwise: minimumAge });
      // @ts-expect-error rows about two kinds of subject
      ranked(equals(works, 'IN_COUNTY'), outOfPoverty);
      // @ts-expect-error an order about another kind of subject
      defineCheck({ ...head, subject: person, rank: ranked(outOfPoverty) });
      // @ts-expect-error a share orders no list
      defineCheck({ ...head, subject: person, rank: payShare });
      // @ts-expect-error a rule without a document
      defineCheck({ ...head, subject: person, policy: [] });
    };
    expect(mistakes).toBeTypeOf('function');
  });

  test('refers to a value of the same type, of another income concept too', () => {
    const why = { zh: '当年监测标准', en: 'the monitoring line of the year' };
    const value = { document: townA, place: '§A L1', quote: 'x', operator: 'gte' } as const;
    const floor = { code: 'test.floor', title, unit: 'yuan', use: 'LINE' } as const;
    expect(defineParameter({ ...floor, type: 'MONEY', values: [{ ...value, value: reference(netLine, why) }] }).values).toHaveLength(1);
    const mistakes = () => {
      // @ts-expect-error a number is no amount
      defineParameter({ ...floor, type: 'MONEY', values: [{ ...value, value: reference(minimumAge, why) }] });
      // @ts-expect-error a reference says why
      reference(netLine);
      // @ts-expect-error a set of other codes
      defineParameter({ ...floor, type: 'CODES', codes: { HERE: title }, values: [{ ...value, value: reference(places, why) }] });
    };
    expect(mistakes).toBeTypeOf('function');
  });
});
