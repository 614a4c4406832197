import { describe, expect, test } from 'vitest';
import {
  all,
  blank,
  cash,
  defineCheck,
  defineParameter,
  equals,
  exists,
  guaranteeState,
  guaranteesOf,
  household,
  householdOf,
  incomeMemberCount,
  lastYear,
  lt,
  membersOf,
  monitored,
  nonPolicy,
  not,
  of,
  oneOf,
  outOfPoverty,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  person,
  received,
  registerStatus,
  townA,
  yearBefore,
} from 'xianjie/schema';
import { age, amount, head, minimumAge, netLine, places, transport, works } from './types-support.js';

/** What must not compile: each `@ts-expect-error` fails the type check if the mistake below it is accepted. */

describe('the language of checks', () => {
  test('says what it should', () => {
    const check = defineCheck({
      ...head,
      subject: person,
      when: all(of(householdOf, outOfPoverty), equals(works, 'OUT_OF_PROVINCE'), not(lt(age, minimumAge)), oneOf(works, places)),
      fulfilled: received(transport),
      gives: cash(transport, amount, { per: 'PERSON', every: blank }),
    });
    expect(check.when?.op).toBe('all');
    expect(exists(guaranteesOf, equals(guaranteeState, 'NOT_MET')).op).toBe('exists');
    expect(lt(lastYear(perCapitaNetIncome), netLine).op).toBe('compare');
    expect(check.family).toBe('test.transport');
    expect(defineCheck({ ...head, subject: household, when: exists(membersOf, equals(works, 'IN_COUNTY')) }).gives).toEqual([]);
    expect(lt(lastYear(perCapitaNetIncome), nonPolicy(0, 'a loss is below zero by definition'))).toMatchObject({ right: { value: 0 } });
  });

  test('refuses a condition on another kind of subject', () => {
    const mistakes = () => {
      // @ts-expect-error a household's condition inside a person's check
      defineCheck({ ...head, subject: person, when: outOfPoverty });
      // @ts-expect-error a household's condition as what fulfils a person's check
      defineCheck({ ...head, subject: person, when: equals(works, 'IN_COUNTY'), fulfilled: monitored });
      // @ts-expect-error two kinds of subject in one conjunction
      defineCheck({ ...head, subject: person, when: all(equals(works, 'IN_COUNTY'), outOfPoverty) });
      // @ts-expect-error a person's condition of the household that the link leads to
      of(householdOf, equals(works, 'IN_COUNTY'));
      // @ts-expect-error a guarantee's condition of the members
      exists(membersOf, equals(guaranteeState, 'NOT_MET'));
      // @ts-expect-error a link to one is not a link to many
      exists(householdOf, outOfPoverty);
      // @ts-expect-error a person's benefit in a household's check
      defineCheck({ ...head, subject: household, when: outOfPoverty, fulfilled: received(transport) });
    };
    expect(mistakes).toBeTypeOf('function');
  });

  test('refuses to compare what is not comparable', () => {
    const mistakes = () => {
      // @ts-expect-error a line over net income and another income concept
      lt(lastYear(perCapitaYearlyIncome), netLine);
      // @ts-expect-error two income concepts
      lt(lastYear(perCapitaYearlyIncome), yearBefore(perCapitaNetIncome));
      // @ts-expect-error an amount without a concept is no income line
      lt(lastYear(perCapitaNetIncome), amount);
      // @ts-expect-error money and a number
      lt(lastYear(incomeMemberCount), netLine);
      // @ts-expect-error a yearly fact without its year
      lt(perCapitaNetIncome, netLine);
      // @ts-expect-error a year of a fact that has none
      lastYear(registerStatus);
      // @ts-expect-error a bare number is not a policy value
      lt(lastYear(perCapitaNetIncome), 10000);
      // @ts-expect-error codes have no order
      lt(works, minimumAge);
    };
    expect(mistakes).toBeTypeOf('function');
  });

  test('refuses unknown codes and uncited values', () => {
    const mistakes = () => {
      // @ts-expect-error a code the fact does not have
      equals(works, 'ABROAD');
      // @ts-expect-error a code the fact does not have
      oneOf(registerStatus, ['OUT_OF_POVERTY', 'POOR']);
      // @ts-expect-error a check without a citation
      defineCheck({ code: 'x', title: head.title, kind: 'STATUS', force: 'MUST', subject: household, when: outOfPoverty });
      defineParameter({
        code: 'x',
        title: head.title,
        type: 'NUMBER',
        unit: 'year',
        use: 'LINE',
        // @ts-expect-error a value without its quote
        values: [{ document: townA, value: 1, place: 'L1', operator: 'eq' }],
      });
      // @ts-expect-error a parameter named by a string
      lt(lastYear(perCapitaNetIncome), 'test.netLine');
      // @ts-expect-error an amount of money that is not money
      cash(transport, minimumAge, { per: 'PERSON', every: 'YEAR' });
    };
    expect(mistakes).toBeTypeOf('function');
  });
});
