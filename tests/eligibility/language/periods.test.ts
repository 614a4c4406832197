import { describe, expect, test } from 'vitest';
import {
  blank,
  count,
  days,
  defineFact,
  defineParameter,
  each,
  equals,
  every,
  exists,
  gte,
  household,
  lastMonth,
  lt,
  lte,
  months,
  nonPolicy,
  person,
  revitalisationBureau,
  streak,
  sum,
  thatDay,
  townA,
  years,
  yuan,
} from 'xianjie/schema';
import { periodsOf } from '../../../plugins/eligibility/in-force/periods.js';
import { sentence } from '../../../plugins/eligibility/words/words.js';
import { ask, checkOf, high, low, paid } from '../terms-support.js';

const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const text = (en: string) => ({ zh: en, en });
const some = (n: number) => nonPolicy(n, 'a number of the test');
const wage = defineFact({
  ...common,
  code: 'test.wage',
  title: text('wage'),
  subject: household,
  type: 'MONEY',
  period: 'MONTH',
  notNegative: true,
});
const income = defineFact({ ...common, code: 'test.income', title: text('income'), subject: household, type: 'MONEY', period: 'YEAR' });
const present = defineFact({ ...common, code: 'test.present', title: text('present'), subject: household, type: 'BOOLEAN', period: 'DAY' });
const ofPerson = defineFact({
  ...common,
  code: 'test.ofPerson',
  title: text('of a person'),
  subject: person,
  type: 'MONEY',
  period: 'MONTH',
});
const place = { document: townA, place: 'L1', quote: 'x', operator: 'eq' } as const;
const howMany = (code: string, value: number | typeof blank) =>
  defineParameter({ code, title: text('window'), type: 'NUMBER', unit: 'month', use: 'LINE', values: [{ ...place, value }] });
const three = howMany('test.three', 3);
const leftOut = howMany('test.leftOut', blank);
const more = { parameters: [high, low, three, leftOut] };

const wages = (...amounts: readonly (number | null)[]) =>
  amounts.flatMap((amount, i) => (amount === null ? [] : [{ code: wage.code, value: yuan(amount), period: 202506 - i - 1 }]));
const first = async (condition: Parameters<typeof checkOf>[0], facts: Parameters<typeof ask>[1]) => {
  const verdict = await ask(checkOf(condition), facts, { more, asOf: '2025-06-30' });
  return { ...verdict, top: verdict.conditions[0] };
};

describe('a fact with periods is a list of its periods', () => {
  test('of the newest that are over, or with the one of the day', () => {
    expect(periodsOf(months(some(3)), 3, '2025-02-28')).toEqual([202501, 202412, 202411]);
    expect(periodsOf(months(some(3), 'THIS'), 2, '2025-02-28')).toEqual([202502, 202501]);
    expect(periodsOf(years(some(2)), 2, '2025-02-28')).toEqual([2024, 2023]);
    expect(periodsOf(days(some(2)), 2, '2025-03-01')).toEqual([20250228, 20250227]);
    for (const n of [0, -1, 1.5, 1e9, undefined]) expect(periodsOf(months(some(1)), n, '2025-02-28')).toBeNull();
  });

  test('every one of which must meet a condition: one that does not decides, one that is not known leaves it open', async () => {
    const enough = every(months(three), gte(each(wage), low));
    expect((await first(enough, wages(100, 200, 300))).outcome).toBe('ELIGIBLE');
    expect((await first(enough, wages(100, 99))).outcome).toBe('NOT_ELIGIBLE');
    const open = await first(enough, wages(100, null, 300));
    expect(open.outcome).toBe('UNDETERMINED');
    expect(open.unknowns).toMatchObject([{ code: 'test.wage', title: { zh: '2025年4月：wage', en: '2025-04: wage' } }]);
    expect(open.parameters.map((p) => p.code)).toEqual(['test.three', 'test.low']);
    expect((await first(exists(months(three), lt(each(wage), low)), wages(100, 99))).outcome).toBe('ELIGIBLE');
  });

  test('is said in both languages, and shows each period', async () => {
    expect(sentence(every(months(some(6)), gte(each(wage), low)))).toEqual({
      zh: '最近6个月每月：wage不低于low',
      en: 'in every month of the last 6 months: wage is at least the low',
    });
    expect(sentence(exists(years(three, 'THIS'), lt(each(income), low)))).toEqual({
      zh: '最近若干个年度（window）（含本年度）中至少一年度：income低于low',
      en: 'in at least one year of the last years, the window, (with this one): income is below the low',
    });
    const { conditions } = await first(every(months(some(2)), gte(each(wage), low)), wages(100, 99));
    expect(conditions.slice(1).map((c) => [c.text.zh, c.satisfied, c.actual?.money])).toEqual([
      ['2025年5月：wage不低于low（100元）', 'TRUE', 10000],
      ['2025年4月：wage不低于low（100元）', 'FALSE', 9900],
    ]);
  });

  test('is counted, and summed', async () => {
    const good = count(months(some(4)), gte(each(wage), low), text('good months'));
    expect((await first(gte(good, some(2)), wages(100, 99, 100))).outcome).toBe('ELIGIBLE');
    expect((await first(lte(good, some(2)), wages(100, 99, 100, 99))).top?.actual).toMatchObject({ number: 2 });
    expect((await first(lte(good, some(2)), wages(100, 99, 100))).top).toMatchObject({
      satisfied: 'UNKNOWN',
      actual: { text: { en: '2 to 3' } },
    });
    const earned = sum(months(some(3)), each(wage));
    expect((await first(gte(earned, high), wages(300, 200))).top).toMatchObject({
      satisfied: 'TRUE',
      actual: { text: { en: 'at least 500.00 yuan' } },
    });
    expect((await first(lt(earned, high), wages(100, 100, 100))).top?.actual).toMatchObject({ money: 30000 });
  });

  test('of the day itself and of the last month', async () => {
    expect((await first(equals(thatDay(present), true), [{ code: present.code, value: true, period: 20250630 }])).outcome).toBe('ELIGIBLE');
    expect((await first(lt(lastMonth(wage), low), wages(50))).top?.text.zh).toBe('2025年5月wage低于low（100元）');
  });

  test('that is asked for another kind of period is refused, with an example', async () => {
    const question = every(months(some(1)), gte(each(wage), low));
    await expect(first(question, [{ code: wage.code, value: 1, period: 2025 }])).rejects.toThrow('such as 2024-07');
    await expect(first(question, [{ code: wage.code, value: 1, period: 202513 }])).rejects.toThrow('such as 2024-07');
  });
});

describe('how many in a row', () => {
  const row = streak(months(some(4)), gte(each(wage), low), text('good months in a row'));

  test('ends with the first that does not meet it', async () => {
    expect((await first(gte(row, some(2)), wages(100, 100, 99, 100))).top).toMatchObject({ satisfied: 'TRUE', actual: { number: 2 } });
    expect((await first(gte(row, some(1)), wages(99))).top).toMatchObject({ satisfied: 'FALSE', actual: { number: 0 } });
    expect((await first(gte(row, some(4)), wages(100, 100, 100, 100))).top).toMatchObject({ satisfied: 'TRUE', actual: { number: 4 } });
  });

  test('is known only as far as knowledge is unbroken', async () => {
    const broken = await first(gte(row, some(2)), wages(100, null, 100));
    expect(broken.top).toMatchObject({ satisfied: 'UNKNOWN', actual: { text: { en: '1 to 4' } } });
    expect((await first(gte(row, some(1)), wages(100, null, 100))).outcome).toBe('ELIGIBLE');
    // It may go on to the third month at most, whatever the second was.
    expect((await first(gte(row, some(3)), wages(100, null, 99))).outcome).toBe('NOT_ELIGIBLE');
  });
});

test('how many periods that the source leaves out is named; what is no number of periods fails', async () => {
  expect((await first(every(months(leftOut), gte(each(wage), low)), [])).unknowns).toMatchObject([
    { kind: 'BLANK_PARAMETER', code: 'test.leftOut' },
  ]);
  expect((await first(gte(sum(months(some(0)), each(wage)), low), [])).unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED' }]);
});

test('what does not go together does not compile', () => {
  const mistakes = () => {
    // @ts-expect-error a yearly fact over months
    every(months(three), gte(each(income), low));
    // @ts-expect-error a fact without periods has none
    each(paid);
    // @ts-expect-error a fact of each period outside of any
    checkOf(gte(each(wage), low));
    // @ts-expect-error a person's periods in a household's check
    checkOf(every(months(three), gte(each(ofPerson), low)));
    // @ts-expect-error a bare number is not a policy value
    months(6);
    // @ts-expect-error a month of a yearly fact
    lastMonth(income);
    // @ts-expect-error what is summed over months is read in each of them
    sum(months(three), paid);
    // @ts-expect-error periods have no filter of their own: count them
    streak(low, gte(each(wage), low));
  };
  expect(mistakes).toBeTypeOf('function');
});
