import { describe, expect, test } from 'vitest';
import {
  age,
  cash,
  defineCheck,
  defineFact,
  defineParameter,
  equals,
  gte,
  household,
  lastYear,
  lookup,
  lt,
  max,
  membersOf,
  min,
  minus,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  perHead,
  person,
  plus,
  share,
  sum,
  times,
  townA,
  yuan,
} from 'xianjie/schema';
import {
  age as years,
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
  transport,
  works,
} from '../types-support.js';

/** What must not compile of calculations: each `@ts-expect-error` fails the type check if the mistake below it is accepted. */
const percent = defineParameter({ code: 'test.percent', title, type: 'PERCENT', unit: 'percent', use: 'LINE', values: [] });
const kinds = { IN_COUNTY: title, OUT_OF_PROVINCE: title };
const place = { document: townA, place: 'L1', quote: 'x', operator: 'eq' } as const;
const table = { code: 'test.table', title, type: 'TABLE', codes: kinds, unit: 'yuan', use: 'AMOUNT' } as const;
const rates = defineParameter({ ...table, holds: 'MONEY', values: [{ ...place, value: { IN_COUNTY: yuan(1) } }] });
const numbers = defineParameter({ ...table, values: [] });
const grade = defineFact({
  code: 'test.grade',
  title,
  subject: person,
  type: 'CODE',
  codes: { MILD: title },
  level: 'INTERNAL',
  suppliers: [],
  source: 'RECORDED',
});
const rate = lookup({ table: rates, by: works, favourable: 'HIGHEST' });

describe('the language of calculations', () => {
  test('carries measures on', () => {
    const conditions = [
      lt(plus([pay, outlay, amount]), rate),
      lt(minus(lastYear(perCapitaNetIncome), share(percent, netLine)), netLine),
      lt(lastYear(perCapitaNetIncome), times(netLine, minimumAge)),
      gte(age(exit), minimumAge),
      gte(times(years, minimumAge), age(exit)),
      lt(perHead(pay, years), max([amount, pay])),
      lt(sum(membersOf, pay), amount),
      gte(lookup({ table: numbers, by: works, favourable: 'LOWEST' }), minimumAge),
    ];
    expect(conditions.every((condition) => condition.op === 'compare')).toBe(true);
    expect(
      defineCheck({ ...head, subject: person, gives: cash(transport, times(rate, years), { per: 'PERSON', every: 'MONTH' }) }).gives,
    ).toHaveLength(1);
  });

  test('refuses what does not go together', () => {
    const terms = { per: 'PERSON', every: 'YEAR' } as const;
    const mistakes = () => {
      // @ts-expect-error money and a number
      plus([pay, years]);
      // @ts-expect-error two income concepts
      minus(lastYear(perCapitaNetIncome), lastYear(perCapitaYearlyIncome));
      // @ts-expect-error money times money
      times(pay, outlay);
      // @ts-expect-error a number is no percentage
      share(years, pay);
      // @ts-expect-error a percentage of a day
      share(percent, exit);
      // @ts-expect-error codes have no order
      min([works, works]);
      // @ts-expect-error a bare number is no policy value
      times(pay, 12);
      // @ts-expect-error a number for each head is no amount
      perHead(years, years);
      // @ts-expect-error two kinds of subject in one calculation
      plus([lastYear(perCapitaNetIncome), pay]);
      // @ts-expect-error what of the household, over its members
      sum(membersOf, lastYear(perCapitaNetIncome));
      // @ts-expect-error an age by what is no date
      age(pay);
      // @ts-expect-error an income of a concept against a line of another
      lt(times(lastYear(perCapitaYearlyIncome), minimumAge), netLine);
      // @ts-expect-error money against a number
      gte(rate, minimumAge);
      // @ts-expect-error a table of other codes
      lookup({ table: rates, by: grade, favourable: 'HIGHEST' });
      // @ts-expect-error a set is no table
      lookup({ table: places, by: works, favourable: 'HIGHEST' });
      // @ts-expect-error it is not said which row is favourable
      lookup({ table: rates, by: works });
      // @ts-expect-error a row for a code that the table does not have
      defineParameter({ ...table, values: [{ ...place, value: { ELSEWHERE: 1 } }] });
      // @ts-expect-error only a table holds rows
      defineParameter({ ...table, type: 'MONEY', holds: 'MONEY', codes: undefined, values: [] });
      // @ts-expect-error a share is no amount
      cash(transport, payShare, terms);
      // @ts-expect-error an amount of another kind of subject
      defineCheck({ ...head, subject: household, gives: cash(transport, times(pay, one), terms) });
      // @ts-expect-error an income of a concept is no amount that is paid
      cash(transport, lastYear(perCapitaNetIncome), terms);
      return equals(works, 'IN_COUNTY');
    };
    expect(mistakes).toBeTypeOf('function');
  });
});
