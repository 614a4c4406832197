import { describe, expect, test } from 'vitest';
import {
  age,
  blank,
  cash,
  defineBenefit,
  defineCheck,
  defineFact,
  defineParameter,
  equals,
  gte,
  household,
  householdBenefits,
  lookup,
  lt,
  lte,
  max,
  membersOf,
  min,
  minus,
  nonPolicy,
  perHead,
  person,
  plus,
  revitalisationBureau,
  share,
  sum,
  those,
  times,
  townA,
  yuan,
  type Check,
  type GivesTo,
  type Measure,
  type TermOf,
} from 'xianjie/schema';
import { benefits } from '../../../schema/core/benefits.js';
import { ask, checkOf, fact, funds, high, left, low, months, paid, poor, rule, share as tenth, works, years } from '../terms-support.js';

const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const text = (en: string) => ({ zh: en, en });
const some = (n: number) => nonPolicy(n, 'a number of the test');
const place = { document: townA, place: 'L1', quote: 'x', operator: 'eq' } as const;
const wages = defineFact({ ...common, code: 'test.wages', title: text('wages'), subject: person, type: 'MONEY', notNegative: true });
const profit = defineFact({ ...common, code: 'test.profit', title: text('profit'), subject: person, type: 'MONEY' });
const grades = { MILD: text('mild'), SEVERE: text('severe'), GRAVE: text('grave') };
const grade = defineFact({ ...common, code: 'test.grade', title: text('grade'), subject: household, type: 'CODE', codes: grades });
const all = defineFact({ ...common, code: 'test.grades', title: text('grades'), subject: household, type: 'CODES', codes: grades });
const rates = defineParameter({
  code: 'test.rates',
  title: text('rates'),
  type: 'TABLE',
  holds: 'MONEY',
  codes: grades,
  unit: 'yuan/month',
  use: 'AMOUNT',
  values: [{ ...place, value: { MILD: yuan(100), SEVERE: yuan(250) } }],
});
const allowance = defineParameter({
  code: 'test.allowance',
  title: text('allowance'),
  type: 'MONEY',
  unit: 'yuan',
  use: 'AMOUNT',
  values: [{ ...place, value: blank }],
});
const more = { parameters: [years, tenth, high, low, rates, allowance] };
const first = async (condition: Parameters<typeof checkOf>[0], facts: Parameters<typeof ask>[1], whole = false) => {
  const verdict = await ask(checkOf(condition), facts, { whole, more });
  return { ...verdict, top: verdict.conditions[0] };
};

describe('figures made of others', () => {
  test('are added, taken away, multiplied, shared out, compared with each other', async () => {
    const worth = async (term: TermOf<'HOUSEHOLD', Measure<'MONEY', null, never>>) =>
      (
        await first(gte(plus([term, times(paid, months), times(funds, some(0))]), low), [
          fact(paid, yuan(100)),
          fact(funds, yuan(250)),
          fact(months, 4),
        ])
      ).conditions.find((c) => c.id === 'when.0.0')?.actual?.money;
    expect(await worth(plus([paid, funds, low]))).toBe(yuan(450));
    expect(await worth(minus(paid, funds))).toBe(yuan(-150));
    expect(await worth(times(paid, months))).toBe(yuan(400));
    expect(await worth(share(tenth, funds))).toBe(yuan(25));
    expect(await worth(min([paid, funds]))).toBe(yuan(100));
    expect(await worth(max([paid, funds]))).toBe(yuan(250));
    expect(await worth(perHead(paid, months))).toBe(yuan(25));
  });

  test('are explained step by step, and an unknown step leaves the others known', async () => {
    const { conditions, outcome, unknowns } = await first(lt(minus(plus([paid, funds], text('income')), high, text('gap')), low), [
      fact(paid, yuan(100)),
    ]);
    expect(outcome).toBe('UNDETERMINED');
    expect(unknowns.map((u) => [u.kind, u.code])).toEqual([['MISSING_FACT', 'test.funds']]);
    expect(conditions.map((c) => [c.id, c.text.en, c.satisfied, c.actual?.text.en ?? null])).toEqual([
      ['when', 'gap is below the low (100.00 yuan)', 'UNKNOWN', null],
      ['when.0', 'gap (income minus the high (500.00 yuan))', 'UNKNOWN', null],
      ['when.0.0', 'income (pay plus funds)', 'UNKNOWN', null],
      ['when.0.0.0', 'pay', 'TRUE', '100.00 yuan'],
      ['when.0.0.1', 'funds', 'UNKNOWN', null],
      ['when.0.1', 'the high (500.00 yuan)', 'TRUE', '500.00 yuan'],
    ]);
  });

  test('without a name are said by how they are made, in both languages', async () => {
    const { top } = await first(lt(share(tenth, minus(funds, paid)), low), [fact(paid, 1), fact(funds, 2)]);
    expect(top?.text).toEqual({
      zh: '（funds减pay）的least share（10%）低于low（100元）',
      en: 'the least share (10%) of (funds minus pay) is below the low (100.00 yuan)',
    });
  });

  test('that binary fractions alone keep apart are equal', async () => {
    const facts = [fact(paid, 300)];
    expect((await first(equals(times(paid, some(1.1)), some(330)), facts)).outcome).toBe('ELIGIBLE');
    expect((await first(gte(paid, times(paid, some(1))), facts)).outcome).toBe('ELIGIBLE');
    expect((await first(lte(times(paid, some(1.1)), some(329.99)), facts)).outcome).toBe('NOT_ELIGIBLE');
  });

  test('for each of nobody, or too large to count, fail and match nobody', async () => {
    const nobody = await first(gte(perHead(paid, months), some(0)), [fact(paid, 1), fact(months, 0)]);
    expect(nobody.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED', code: 'test.months' }]);
    const huge = await first(gte(times(paid, some(1e16)), some(0)), [fact(paid, yuan(100))]);
    expect(huge.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED', code: 'test.paid' }]);
  });
});

describe('age', () => {
  const grown = async (born: string, asOf: string) => {
    const verdict = await ask(checkOf(gte(age(left), some(16))), [fact(left, born)], { asOf });
    return [verdict.outcome, verdict.conditions[0]?.actual?.number ?? null];
  };

  test('is in whole years, and a birthday counts', async () => {
    expect(await grown('2009-06-30', '2025-06-29')).toEqual(['NOT_ELIGIBLE', 15]);
    expect(await grown('2009-06-30', '2025-06-30')).toEqual(['ELIGIBLE', 16]);
    expect(await grown('2008-02-29', '2024-02-28')).toEqual(['NOT_ELIGIBLE', 15]);
    expect(await grown('2008-02-29', '2025-02-28')).toEqual(['ELIGIBLE', 17]);
  });

  test('of whoever is not born yet is none', async () => {
    const verdict = await ask(checkOf(lt(age(left), some(16))), [fact(left, '2026-01-01')], { asOf: '2025-06-30' });
    expect(verdict.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED', code: 'test.left' }]);
  });
});

describe('what all of a list have together', () => {
  const earned = sum(membersOf, wages, text('wages of all'));
  const of = (name: string, value: number) => fact(wages, value, name);

  test('is known from below while the list may go on', async () => {
    const { outcome, top } = await first(gte(earned, high), [of('a', yuan(300)), of('b', yuan(200))]);
    expect(outcome).toBe('ELIGIBLE');
    expect(top?.actual?.text.en).toBe('at least 500.00 yuan');
    expect((await first(lt(earned, high), [of('a', yuan(300))])).outcome).toBe('UNDETERMINED');
    expect((await first(lt(earned, high), [of('a', yuan(500))])).outcome).toBe('NOT_ELIGIBLE');
    expect((await first(lt(earned, high), [of('a', yuan(300))], true)).outcome).toBe('ELIGIBLE');
    expect((await first(lt(earned, high), [], true)).top?.actual).toMatchObject({ money: 0 });
  });

  test('of figures that may be below zero needs the whole list', async () => {
    const gained = sum(membersOf, profit);
    expect((await first(gte(gained, high), [fact(profit, yuan(900), 'a')])).outcome).toBe('UNDETERMINED');
    expect((await first(gte(gained, high), [fact(profit, yuan(900), 'a')], true)).outcome).toBe('ELIGIBLE');
  });

  test('leaves out who is not meant, and names whose part is missing', async () => {
    const ofWorkers = sum(those(membersOf, equals(works, true)), wages);
    const facts = [of('a', yuan(300)), fact(works, true, 'a'), of('b', yuan(900)), fact(works, false, 'b')];
    const { outcome, conditions } = await first(lt(ofWorkers, high), facts, true);
    expect(outcome).toBe('ELIGIBLE');
    expect(conditions.slice(1).map((c) => c.text.zh)).toEqual(['家庭成员（works为是）的wages合计', '成员1：wages', '成员2：works为是']);
    const open = await first(lt(ofWorkers, high), [fact(works, true, 'a')], true);
    expect(open.unknowns.map((u) => u.code)).toEqual(['test.wages']);
  });

  test('below zero is refused of a fact that never is', async () => {
    await expect(first(gte(earned, high), [of('a', -1)])).rejects.toThrow('not below zero');
  });
});

describe('a table by code', () => {
  const rate = lookup({ table: rates, by: grade, favourable: 'HIGHEST' });
  const best = lookup({ title: text('the rate'), table: rates, by: all, favourable: 'HIGHEST' });

  test('gives the row of the code', async () => {
    const { top, parameters } = await first(gte(rate, low), [fact(grade, 'SEVERE')]);
    expect(top).toMatchObject({
      text: { zh: 'rates（mild：100元、severe：250元）中grade对应的一行不低于low（100元）' },
      actual: { money: 25000 },
    });
    expect(parameters.map((p) => p.code)).toEqual(['test.low', 'test.rates']);
  });

  test('gives the most favourable row of several codes', async () => {
    expect((await first(gte(best, low), [fact(all, ['MILD', 'SEVERE'])])).top?.actual).toMatchObject({ money: 25000 });
    const lowest = lookup({ table: rates, by: all, favourable: 'LOWEST' });
    expect((await first(gte(lowest, low), [fact(all, ['MILD', 'SEVERE'])])).top?.actual).toMatchObject({ money: 10000 });
  });

  test('that lacks the row leaves it unknown, and names it', async () => {
    const { outcome, unknowns } = await first(gte(rate, low), [fact(grade, 'GRAVE')]);
    expect(outcome).toBe('UNDETERMINED');
    expect(unknowns).toMatchObject([{ kind: 'BLANK_PARAMETER', code: 'test.rates.GRAVE', title: { en: 'rates: grave' } }]);
    // Another row can only make the best one better.
    expect((await first(gte(best, low), [fact(all, ['SEVERE', 'GRAVE'])])).outcome).toBe('ELIGIBLE');
    expect((await first(lt(best, high), [fact(all, ['SEVERE', 'GRAVE'])])).outcome).toBe('UNDETERMINED');
    expect((await first(gte(best, low), [fact(all, [])])).unknowns).toMatchObject([{ code: 'test.rates.NONE' }]);
  });
});

describe('an amount that is calculated', () => {
  const subsidy = defineBenefit({ code: 'TEST_SUBSIDY', title: text('subsidy'), form: 'CASH', recordedIn: householdBenefits });
  const giving = (gives: GivesTo<'HOUSEHOLD'>): Check => defineCheck({ ...rule, subject: household, when: equals(poor, true), gives });
  const terms = { per: 'HOUSEHOLD', every: 'YEAR' } as const;
  const answer = (gives: GivesTo<'HOUSEHOLD'>, ...facts: ReturnType<typeof fact>[]) =>
    ask(giving(gives), [fact(poor, true), ...facts], { more: { ...more, benefits: [...benefits, subsidy] } });

  test('is rounded half up to 0.01 yuan once, at the end', async () => {
    const third = cash(subsidy, perHead(paid, some(3)), terms);
    expect((await answer(third, fact(paid, 100))).benefits[0]?.amount?.money).toBe(33);
    expect((await answer(cash(subsidy, perHead(paid, some(2)), terms), fact(paid, 5))).benefits[0]?.amount?.money).toBe(3);
    expect((await answer(cash(subsidy, times(perHead(paid, some(3)), some(3)), terms), fact(paid, 100))).benefits[0]?.amount?.money).toBe(
      100,
    );
    expect((await answer(cash(subsidy, times(paid, some(1.1)), terms), fact(paid, 5))).benefits[0]?.amount?.money).toBe(6);
  });

  test('is explained among the conditions, with the policy values it rests on', async () => {
    const verdict = await answer(
      cash(subsidy, times(lookup({ table: rates, by: grade, favourable: 'HIGHEST' }), months), terms),
      fact(grade, 'MILD'),
      fact(months, 3),
    );
    expect(verdict.benefits[0]?.amount?.money).toBe(yuan(300));
    expect(verdict.conditions.filter((c) => c.part === 'AMOUNT').map((c) => [c.id, c.actual?.text.en])).toEqual([
      ['amount', '300.00 yuan'],
      ['amount.0', '100.00 yuan'],
      ['amount.0.0', 'mild'],
      ['amount.0.1', 'mild: 100.00 yuan, severe: 250.00 yuan'],
      ['amount.1', '3'],
    ]);
    expect(verdict.parameters.map((p) => p.code)).toEqual(['test.rates']);
  });

  test('that is not known leaves the entitlement, and says what is missing', async () => {
    const verdict = await answer(cash(subsidy, times(allowance, months), terms));
    expect(verdict).toMatchObject({ outcome: 'ELIGIBLE', benefits: [{ amount: null }] });
    expect(verdict.unknowns.map((u) => [u.kind, u.code, ...u.affects])).toEqual([
      ['BLANK_PARAMETER', 'test.allowance', 'AMOUNT'],
      ['MISSING_FACT', 'test.months', 'AMOUNT'],
    ]);
  });

  test('below zero fails, and the entitlement stands', async () => {
    const verdict = await answer(cash(subsidy, minus(low, paid), terms), fact(paid, yuan(900)));
    expect(verdict).toMatchObject({ outcome: 'ELIGIBLE', benefits: [{ amount: null }] });
    expect(verdict.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED', affects: ['AMOUNT'] }]);
  });
});
