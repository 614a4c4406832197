import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  count,
  equals,
  exists,
  gte,
  includes,
  later,
  lt,
  membersOf,
  nonPolicy,
  not,
  oneOf,
  ratio,
  theDay,
  type Condition,
} from 'xianjie/schema';
import {
  age,
  aid,
  ask,
  cost,
  DAY,
  grade,
  ill,
  income,
  left,
  line,
  poor,
  rate,
  share,
  size,
  works,
  years,
  type Known,
} from './counterfactual-support.js';

const nobody: Known = { facts: {}, members: [], whole: true, wholeSet: true };
const knows = (facts: Known['facts'], more: Partial<Known> = {}): Known => ({ ...nobody, facts, ...more });
const says = async (when: Condition, known: Known) => (await ask(when, known)).found.map(({ text }) => text.en);
const title = { zh: '数', en: 'a figure' };

describe('what would have to be different', () => {
  test('is said to the fen: below 6,000 yuan is 5,999.99 at most', async () => {
    const { found } = await ask(lt(income, line), knows({ 't.income': 632_000 }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      outcome: 'ELIGIBLE',
      text: {
        en: 'if income is at most 5,999.99 yuan (320.01 yuan less), the rule applies',
        zh: '若income不高于5999.99元（少320.01元），则适用',
      },
      changes: [{ kind: 'VALUE', code: 't.income', actual: { money: 632_000 }, value: { money: 599_999 }, distance: { money: -32_001 } }],
    });
  });

  test('is said to the day', async () => {
    const two = later({ title, date: left, by: years, unit: 'YEARS' });
    expect(await says(gte(two, theDay), knows({ 't.left': '2023-06-01' }))).toEqual([
      'if the day of exit is not before 2023-06-30 (29 days later), the rule applies',
    ]);
    expect(DAY).toBe('2025-06-30');
  });

  test('is one step of what is counted in ones, and a tenth of a point of a rate', async () => {
    expect(await says(lt(size, nonPolicy(3, 'n')), knows({ 't.size': 5 }))).toEqual(['if size is at most 2 (3 less), the rule applies']);
    expect(await says(lt(rate, share), knows({ 't.rate': 12.5 }))).toEqual([
      'if rate is at most 9.9% (2.6 percentage points less), the rule applies',
    ]);
  });

  test('may be on either side of what is calculated', async () => {
    const when = gte(ratio({ title, part: cost, whole: income }), share);
    expect(await says(when, knows({ 't.cost': 50_000, 't.income': 600_000 }))).toEqual([
      'if spending is at least 600.00 yuan (100.00 yuan more), the rule applies',
      'if income is from 0.01 yuan to 5,000.00 yuan (1,000.00 yuan less), the rule applies',
    ]);
  });

  test('names all the codes that would do, and the other of yes and no', async () => {
    expect(await says(oneOf(grade, ['C', 'D']), knows({ 't.grade': 'A' }))).toEqual([
      'if grade is one of: class C, class D, the rule applies',
    ]);
    expect(await says(equals(poor, true), knows({ 't.poor': true }))).toEqual(['if poor is no, the rule does not apply']);
    expect(await says(includes(aid, 'COAL', { zh: '煤', en: 'coal' }), knows({ 't.aid': ['RICE'] }))).toEqual([
      'if aid includes coal, the rule applies',
    ]);
  });

  test('of a list is one more who meets what is asked, or a member who does', async () => {
    const found = await says(exists(membersOf, equals(works, true)), { ...nobody, members: [{ 't.works': false }] });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^if .*member 1.*: works is yes, the rule applies$/);
    expect(found[1]).toMatch(/^if one more of .*: works is yes, the rule applies$/);
    const many = gte(count(membersOf, lt(age, nonPolicy(18, 'n')), title), nonPolicy(2, 'n'));
    expect(await says(many, { ...nobody, members: [{ 't.age': 5 }] })).toContainEqual(
      expect.stringMatching(/^if one more of .*: age is below 18, the rule applies$/),
    );
  });

  test('is two changes only where neither does alone', async () => {
    const when = any(all(lt(income, line), equals(poor, true)), equals(ill, true));
    const { found } = await ask(when, knows({ 't.income': 700_000, 't.poor': false, 't.ill': false }));
    expect(found.map(({ text }) => text.en)).toEqual([
      'if ill is yes, the rule applies',
      'if income is at most 5,999.99 yuan (1,000.01 yuan less) and poor is yes, the rule applies',
    ]);
  });

  test('changes a fact wherever it is read', async () => {
    const when = all(equals(poor, true), any(not(equals(poor, true)), equals(ill, true)));
    expect(await says(when, knows({ 't.poor': false, 't.ill': false }))).toEqual(['if poor is yes and ill is yes, the rule applies']);
    expect(await says(all(equals(poor, true), not(equals(poor, true))), knows({ 't.poor': false }))).toEqual([]);
  });

  test('may rest on what is not known', async () => {
    expect(await says(all(lt(income, line), equals(ill, true)), knows({ 't.income': 700_000 }))).toEqual([
      'if income is at most 5,999.99 yuan (1,000.01 yuan less) and ill is yes, the rule applies',
    ]);
  });

  test('is empty where nothing known could change it', async () => {
    expect((await ask(all(), nobody)).found).toEqual([]);
  });
});

describe('of an undetermined verdict', () => {
  test('which single facts would decide it, and to what', async () => {
    const when = all(lt(income, line), equals(ill, true));
    expect(await says(when, knows({ 't.income': 500_000 }))).toEqual([
      'if ill is yes, the rule applies',
      'if ill is no, the rule does not apply',
    ]);
    expect(await says(when, nobody)).toEqual([
      'if income is at least 6,000.00 yuan, the rule does not apply',
      'if ill is no, the rule does not apply',
    ]);
  });

  test('a list that is whole decides, and one more on it', async () => {
    const found = await says(exists(membersOf, equals(works, true)), { ...nobody, whole: false });
    expect(found).toEqual([
      expect.stringMatching(/^if one more of .*: works is yes, the rule applies$/),
      expect.stringMatching(/^if the list of .* is complete as known, the rule does not apply$/),
    ]);
  });
});

describe('the search', () => {
  test('ends at its limit and says so, with what it found until then', async () => {
    const when = all(lt(income, line), equals(poor, true), equals(ill, true));
    const known = knows({ 't.income': 700_000, 't.poor': false, 't.ill': false });
    expect((await ask(when, known)).cutOff).toBe(false);
    const cut = await ask(when, known, 10);
    expect(cut.cutOff).toBe(true);
    expect(cut.found.length).toBeLessThan(3);
  });
});
