import { describe, expect, test } from 'vitest';
import { choose, count, equals, gt, gte, later, lt, lte, membersOf, nonPolicy, ranked, ratio, theDay, yuan } from 'xianjie/schema';
import { ask, checkOf, engineOf, fact, funds, high, ill, left, low, months, paid, poor, share, works, years } from './terms-support.js';

const some = (n: number) => nonPolicy(n, 'a number of the test');
const waiverEnds = later({ title: { zh: '免除期满', en: 'the end of the waiver' }, date: left, by: years, unit: 'YEARS' });

describe('a date some time later', () => {
  const check = checkOf(gte(waiverEnds, theDay));

  test('counts to the same day, which still belongs to it', async () => {
    const facts = [fact(left, '2023-05-01')];
    expect((await ask(check, facts, { asOf: '2025-04-30' })).outcome).toBe('ELIGIBLE');
    expect((await ask(check, facts, { asOf: '2025-05-01' })).outcome).toBe('ELIGIBLE');
    expect((await ask(check, facts, { asOf: '2025-05-02' })).outcome).toBe('NOT_ELIGIBLE');
  });

  test('shows the day it comes to, the day asked about, the days between and its steps', async () => {
    const { conditions } = await ask(check, [fact(left, '2023-05-01')], { asOf: '2025-04-30' });
    expect(conditions).toMatchObject([
      {
        id: 'when',
        text: { zh: '免除期满不早于基准日（2025-04-30）', en: 'the end of the waiver is not before the day asked about (2025-04-30)' },
        actual: { date: '2025-05-01' },
        threshold: { date: '2025-04-30' },
        distance: { number: 1, text: { zh: '晚1天', en: '1 day after' } },
      },
      { id: 'when.0', parent: 'when', text: { en: 'the end of the waiver (the day of exit plus the years of the waiver (2 years))' } },
      { id: 'when.0.0', text: { en: 'the day of exit' }, actual: { date: '2023-05-01' }, satisfied: 'TRUE' },
      { id: 'when.0.1', actual: { number: 2 }, citation: { quote: 'x' } },
    ]);
  });

  test('names what is missing, and the policy value among those it rests on', async () => {
    const verdict = await ask(check, []);
    expect(verdict.outcome).toBe('UNDETERMINED');
    expect(verdict.unknowns).toMatchObject([{ kind: 'MISSING_FACT', code: 'test.left', suppliers: ['RRB'], affects: ['OUTCOME'] }]);
    expect(verdict.parameters.map((p) => p.code)).toEqual(['test.years']);
  });

  test('that does not exist is a failed calculation, and no match', async () => {
    const after = (n: number) => checkOf(gte(later({ title: { zh: 'x', en: 'x' }, date: left, by: some(n), unit: 'YEARS' }), theDay));
    for (const by of [1.5, 9000, Number.NaN]) {
      const verdict = await ask(after(by), [fact(left, '2023-05-01')]);
      expect(verdict.outcome).toBe('UNDETERMINED');
      expect(verdict.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED', code: 'test.left' }]);
    }
  });

  test('may be counted by a fact', async () => {
    const until = later({ title: { zh: 'x', en: 'x' }, date: left, by: months, unit: 'MONTHS' });
    const verdict = await ask(checkOf(lt(until, theDay)), [fact(left, '2024-01-31'), fact(months, 1)], { asOf: '2024-03-01' });
    expect(verdict.conditions[0]).toMatchObject({ satisfied: 'TRUE', actual: { date: '2024-02-29' } });
  });
});

describe('a share of a whole', () => {
  const reliefShare = ratio({ title: { zh: '劳务报酬占比', en: 'share of labour pay' }, part: paid, whole: funds });
  const check = checkOf(gte(reliefShare, share));
  const of = (part: number, whole: number) => [fact(paid, part), fact(funds, whole)];

  test('is in percent, and shows how far it is from its line', async () => {
    const { conditions, outcome } = await ask(check, of(yuan(800), yuan(10_000)));
    expect(outcome).toBe('NOT_ELIGIBLE');
    expect(conditions[0]).toMatchObject({
      text: { zh: '劳务报酬占比不低于least share（10%）' },
      actual: { number: 8, text: { zh: '8%' } },
      threshold: { number: 10 },
      distance: { number: -2, text: { en: 'short by 2 percentage points' } },
    });
    expect(conditions.slice(1).map((c) => c.text.en)).toEqual(['share of labour pay (pay as a share of funds)', 'pay', 'funds']);
  });

  test('on its line meets it, a fen below does not', async () => {
    expect((await ask(check, of(yuan(1000), yuan(10_000)))).outcome).toBe('ELIGIBLE');
    expect((await ask(check, of(yuan(1000) - 1, yuan(10_000)))).outcome).toBe('NOT_ELIGIBLE');
  });

  test('equals what reads alike to a tenth of a point', async () => {
    const same = checkOf(equals(reliefShare, share));
    expect((await ask(same, of(1004, 10_000))).outcome).toBe('ELIGIBLE');
    expect((await ask(same, of(1006, 10_000))).outcome).toBe('NOT_ELIGIBLE');
  });

  test('of nothing is not known', async () => {
    const verdict = await ask(check, of(0, 0));
    expect(verdict.outcome).toBe('UNDETERMINED');
    expect(verdict.unknowns).toMatchObject([{ kind: 'CALCULATION_FAILED', code: 'test.funds' }]);
  });

  test('names only the side that is missing', async () => {
    expect((await ask(check, [fact(paid, 1)])).unknowns.map((u) => u.code)).toEqual(['test.funds']);
  });
});

describe('a number of members', () => {
  const working = count(membersOf, equals(works, true));
  const atLeastTwo = checkOf(gte(working, some(2)));
  const member = (name: string, value: boolean) => fact(works, value, name);

  test('is decided upwards as soon as enough are known', async () => {
    expect((await ask(atLeastTwo, [member('a', true)])).outcome).toBe('UNDETERMINED');
    expect((await ask(atLeastTwo, [member('a', true), member('b', true)])).outcome).toBe('ELIGIBLE');
  });

  test('is decided downwards only of a complete list', async () => {
    const facts = [member('a', true), member('b', false)];
    expect((await ask(atLeastTwo, facts)).outcome).toBe('UNDETERMINED');
    expect((await ask(atLeastTwo, facts, { whole: true })).outcome).toBe('NOT_ELIGIBLE');
    expect((await ask(checkOf(lt(working, some(2))), facts)).outcome).toBe('UNDETERMINED');
    expect((await ask(checkOf(lte(working, some(1))), facts, { whole: true })).outcome).toBe('ELIGIBLE');
  });

  test('says the list and the members that keep it open, and what is known so far', async () => {
    const verdict = await ask(atLeastTwo, [member('a', true)]);
    expect(verdict.unknowns).toMatchObject([{ kind: 'MISSING_FACT', code: 'HOUSEHOLD.members' }]);
    expect(verdict.conditions[0]).toMatchObject({
      text: { zh: '家庭成员（works为是）数不低于2', en: 'the number of members of the household (works is yes) is at least 2' },
      actual: { text: { zh: '至少1', en: 'at least 1' }, number: null },
      distance: null,
    });
    expect(verdict.conditions.at(-1)).toMatchObject({ parent: 'when.0', text: { zh: '成员1：works为是' } });
  });

  test('may count everybody', async () => {
    const facts = [member('a', false), member('b', false)];
    const everybody = checkOf(equals(count(membersOf, null, { zh: '人口', en: 'people' }), some(2)));
    expect((await ask(everybody, facts)).outcome).toBe('UNDETERMINED');
    expect((await ask(everybody, facts, { whole: true })).outcome).toBe('ELIGIBLE');
    expect((await ask(checkOf(gt(count(membersOf), some(1))), facts)).outcome).toBe('ELIGIBLE');
  });
});

describe('a decision table', () => {
  const line = choose({
    title: { zh: '线', en: 'line' },
    rows: [
      [equals(ill, true), high],
      [equals(poor, true), low],
    ],
    otherwise: some(0),
  });
  const below = checkOf(lt(paid, line));
  const of = (...facts: ReturnType<typeof fact>[]) => [fact(paid, yuan(200)), ...facts];

  test('gives the value of the first row that holds, or the last', async () => {
    expect((await ask(below, of(fact(ill, true)))).conditions[0]).toMatchObject({ satisfied: 'TRUE', threshold: { money: 50000 } });
    expect((await ask(below, of(fact(ill, false), fact(poor, true)))).conditions[0]).toMatchObject({ threshold: { money: 10000 } });
    expect((await ask(below, of(fact(ill, false), fact(poor, false)))).conditions[0]).toMatchObject({ threshold: { money: 0 } });
  });

  test('is unknown where a row before it is, and names that row', async () => {
    const verdict = await ask(below, of(fact(poor, true)));
    expect(verdict.outcome).toBe('UNDETERMINED');
    expect(verdict.unknowns.map((u) => u.code)).toEqual(['test.ill']);
    expect((await ask(below, of(fact(ill, true)))).unknowns).toEqual([]);
  });

  test('rests on the policy value it chose', async () => {
    const verdict = await ask(below, of(fact(ill, false), fact(poor, true)));
    expect(verdict.parameters.map((p) => p.code)).toEqual(['test.low']);
    expect(verdict.conditions[1]?.text.zh).toBe('线（ill为是：high（500元）；poor为是：low（100元）；其余：0元）');
  });
});

describe('the rank of a check', () => {
  const check = checkOf(lt(paid, high), ranked(equals(ill, true), equals(poor, true)));
  const rank = async (...facts: ReturnType<typeof fact>[]) => {
    const verdict = await ask(check, facts);
    return [verdict.outcome, verdict.rank, verdict.unknowns.map((u) => [u.code, ...u.affects])];
  };

  test('is the first condition that holds, and last for who meets none; it changes no outcome', async () => {
    const eligible = fact(paid, 0);
    expect(await rank(eligible, fact(ill, true))).toEqual(['ELIGIBLE', 1, []]);
    expect(await rank(eligible, fact(ill, false), fact(poor, true))).toEqual(['ELIGIBLE', 2, []]);
    expect(await rank(eligible, fact(ill, false), fact(poor, false))).toEqual(['ELIGIBLE', 3, []]);
    expect(await rank(eligible)).toEqual(['ELIGIBLE', null, [['test.ill', 'RANK']]]);
    expect(await rank(fact(paid, yuan(900)))).toEqual(['NOT_ELIGIBLE', null, []]);
  });

  test('is explained beside the conditions', async () => {
    const verdict = await ask(check, [fact(paid, 0), fact(ill, true)]);
    expect(verdict.conditions.filter((c) => c.part === 'RANK').map((c) => [c.id, c.actual?.text.zh ?? c.satisfied])).toEqual([
      ['rank', '1'],
      ['rank.0', '是'],
    ]);
  });

  test('is said in words, and its facts count for how personal the verdict is', () => {
    const [shown] = engineOf(check).checks();
    expect(shown?.facts.map((f) => f.code)).toEqual(['test.paid', 'test.ill', 'test.poor']);
    expect(shown?.rank?.zh).toBe('优先次序（ill为是：1；poor为是：2；其余：3）');
  });
});
