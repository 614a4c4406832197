import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  blank,
  defineCheck,
  defineParameter,
  equals,
  exists,
  guaranteeState,
  guaranteesOf,
  household,
  lastYear,
  lt,
  not,
  outOfPoverty,
  perCapitaNetIncome,
  townA,
  yuan,
  type ConditionOf,
} from 'xianjie/schema';
import { possibleOutcomes } from '../../plugins/contract/index.js';

const line = (code: string, ...values: readonly (number | typeof blank)[]) =>
  defineParameter({
    code,
    title: { zh: '线', en: 'line' },
    type: 'MONEY',
    concept: 'NET',
    unit: 'yuan',
    use: 'LINE',
    values: values.map((value) => ({ document: townA, value, place: 'L1', quote: '线', operator: 'lt' as const })),
  });
const below = (...values: readonly (number | typeof blank)[]) => lt(lastYear(perCapitaNetIncome), line('test.line', ...values));
const outcomesOf = (when?: ConditionOf<'HOUSEHOLD'>) =>
  possibleOutcomes(
    defineCheck({
      code: 'test.rule',
      title: { zh: '规则', en: 'rule' },
      kind: 'STATUS',
      force: 'MUST',
      subject: household,
      policy: { document: townA, place: 'L1', quote: '线' },
      ...(when && { when }),
    }),
  );
const ALL = ['ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED'];

describe('the outcomes that a check can have, each of which needs a case', () => {
  test('are all three where every line is known', () => {
    expect(outcomesOf(below(yuan(6000)))).toEqual(ALL);
  });

  test('are none where the rule is only shown', () => {
    expect(outcomesOf()).toEqual([]);
  });

  test('leave out what no facts can bring about: the line is blank in every document', () => {
    expect(outcomesOf(below(blank))).toEqual(['UNDETERMINED']);
    expect(outcomesOf(all(outOfPoverty, below(blank)))).toEqual(['NOT_ELIGIBLE', 'UNDETERMINED']);
    expect(outcomesOf(any(outOfPoverty, below(blank)))).toEqual(['ELIGIBLE', 'UNDETERMINED']);
    expect(outcomesOf(not(all(outOfPoverty, below(blank))))).toEqual(['ELIGIBLE', 'UNDETERMINED']);
  });

  test('are all three as soon as one document states the line', () => {
    expect(outcomesOf(below(blank, yuan(6000)))).toEqual(ALL);
  });

  test('a complete list may have nobody on it, whatever is asked of those who are', () => {
    expect(outcomesOf(exists(guaranteesOf, equals(guaranteeState, 'NOT_MET')))).toEqual(ALL);
  });
});
