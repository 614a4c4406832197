import { describe, expect, test } from 'vitest';
import {
  all,
  defineValue,
  equals,
  gte,
  hljSys,
  household,
  householdOf,
  lt,
  lookup,
  minus,
  nonPolicy,
  of,
  oneOf,
  perHead,
  person,
  plus,
  ratio,
  share as percentOf,
  times,
  townA,
  defineCheck,
  cash,
  classify,
  defineBenefit,
  defineParameter,
  householdBenefits,
  type NamedValue,
  type PolicyModule,
} from 'xianjie/schema';
import { createEligibility } from '../../../plugins/eligibility/index.js';
import { readsOf } from '../../../plugins/eligibility/catalogue/reads.js';
import { versionOf } from '../../../plugins/eligibility/catalogue/version.js';
import { ask, checkOf, engineOf, fact, funds, high, left, low, months, paid, rule, share, works, years } from '../terms-support.js';
import { corePolicy } from '../support.js';

const text = (en: string) => ({ zh: en, en });
const policy = { document: townA, place: '§A L9', quote: 'all that comes in' };
const income = defineValue({ code: 'test.income', title: text('income'), subject: household, policy, is: plus([paid, funds]) });
const left2 = defineValue({
  code: 'test.left',
  title: text('what is left'),
  subject: household,
  policy: { ...policy, place: '§A L10' },
  is: minus(income, low),
});
const more = { parameters: [years, share, high, low], values: [income, left2] };
const boot = (module: Partial<PolicyModule>) => () => createEligibility([{ ...corePolicy, ...module }]);

describe('a named value', () => {
  test('is explained as a node of its own, with its steps below and its own citation', async () => {
    const { conditions, outcome } = await ask(checkOf(gte(left2, high)), [fact(paid, 30000), fact(funds, 40000)], { more });
    expect(outcome).toBe('ELIGIBLE');
    expect(conditions.map((c) => [c.id, c.text.en, c.actual?.text.en ?? null, c.citation?.place ?? null])).toEqual([
      ['when', 'what is left is at least the high (500.00 yuan)', '600.00 yuan', 'L1'],
      ['when.0', 'what is left (income minus the low (100.00 yuan))', '600.00 yuan', '§A L10'],
      ['when.0.0', 'income (pay plus funds)', '700.00 yuan', '§A L9'],
      ['when.0.0.0', 'pay', '300.00 yuan', 'L1'],
      ['when.0.0.1', 'funds', '400.00 yuan', 'L1'],
      ['when.0.1', 'the low (100.00 yuan)', '100.00 yuan', 'L1'],
    ]);
  });

  test('leaves the steps that are known known, and names what is missing', async () => {
    const { conditions, outcome, unknowns } = await ask(checkOf(gte(left2, high)), [fact(paid, 30000)], { more });
    expect(outcome).toBe('UNDETERMINED');
    expect(unknowns.map(({ kind, code }) => [kind, code])).toEqual([['MISSING_FACT', 'test.funds']]);
    expect(conditions.filter((c) => c.satisfied === 'TRUE').map((c) => c.text.en)).toEqual(['pay', 'the low (100.00 yuan)']);
  });

  test('stands in amounts, in other calculations and beyond a link to one', async () => {
    const benefit = defineBenefit({ code: 'TEST_B', title: text('benefit'), form: 'CASH', recordedIn: householdBenefits });
    const gives = cash(benefit, percentOf(share, income), { per: 'HOUSEHOLD', every: 'YEAR' });
    const check = defineCheck({ ...rule, kind: 'BENEFIT', subject: household, when: lt(income, high), gives });
    const verdict = await ask(check, [fact(paid, 105), fact(funds, 0)], { more: { ...more, benefits: [benefit] } });
    // 10 % of 1.05 yuan are 10.5 fen: half up.
    expect(verdict.benefits.map((b) => b.amount?.money)).toEqual([11]);
    expect(verdict.conditions.filter((c) => c.part === 'AMOUNT').map((c) => c.text.en)).toContain('income (pay plus funds)');
    const ofPerson = defineCheck({ ...rule, subject: person, when: of(householdOf, lt(income, high)) });
    const [told] = await engineOf(ofPerson, more).evaluateHypothetical({
      subject: 'PERSON',
      areaCode: '150623100201',
      facts: [fact(paid, 1), fact(funds, 1)],
      checks: [ofPerson.code],
    });
    expect(told?.outcome).toBe('ELIGIBLE');
  });

  test('that is a settlement layer is rounded half up to 0.01 yuan at its end, and no other is', async () => {
    const head = { title: text('for each'), subject: household, policy, is: perHead(paid, months) } as const;
    const exact = defineValue({ ...head, code: 'test.exact' });
    const layer = defineValue({ ...head, code: 'test.layer', rounded: true });
    const worth = async (value: typeof exact) =>
      (await ask(checkOf(equals(times(value, nonPolicy(3, 'three of them')), nonPolicy(200, 'two yuan'))), [fact(paid, 200), fact(months, 3)], {
        more: { ...more, values: [value] },
      })).outcome; // prettier-ignore
    expect(await worth(exact)).toBe('ELIGIBLE');
    expect(await worth(layer)).toBe('NOT_ELIGIBLE');
  });

  test('that is a ratio is compared like one', async () => {
    const part = defineValue({
      code: 'test.part',
      title: text('the part'),
      subject: household,
      policy,
      is: ratio({ title: text('ratio'), part: paid, whole: funds }),
    });
    const told = await ask(checkOf(equals(part, share)), [fact(paid, 1004), fact(funds, 10000)], { more: { ...more, values: [part] } });
    expect(told.outcome).toBe('ELIGIBLE');
    expect(told.conditions[0]?.actual?.text.en).toBe('10.04%');
  });

  test('of which no document is in force is not known', async () => {
    const other = defineValue({
      code: 'test.other',
      title: text('other'),
      subject: household,
      policy: { ...policy, document: hljSys },
      is: paid,
    });
    const { outcome, unknowns } = await ask(checkOf(gte(other, low)), [fact(paid, 1)], { more: { ...more, values: [other] } }); // prettier-ignore
    expect([outcome, unknowns.map(({ kind, code }) => [kind, code])]).toEqual(['UNDETERMINED', [['NOT_IN_FORCE', 'test.other']]]);
  });

  test('is worked out once for all conditions that share it, and its facts are what a counterfactual changes', async () => {
    const check = checkOf(all(gte(income, low), lt(income, high)));
    const engine = engineOf(check, more);
    const [verdict] = await engine.evaluateHypothetical({
      subject: 'HOUSEHOLD',
      areaCode: '150623100201',
      facts: [fact(paid, 30000), fact(funds, 40000)],
      checks: [check.code],
    });
    const { found } = await engine.counterfactuals(verdict!);
    expect(found.flatMap(({ changes }) => changes.map(({ code }) => code))).toEqual(expect.arrayContaining(['test.paid', 'test.funds']));
  });

  test('belongs to the fingerprint of the checks that read it', () => {
    const otherwise = defineValue({ code: 'test.income', title: text('income'), subject: household, policy, is: paid });
    const renamed = defineValue({ code: 'test.income', title: text('earnings'), subject: household, policy, is: plus([paid, funds]) });
    const version = (value: typeof income) => versionOf(checkOf(gte(value, low)));
    expect(version(otherwise)).not.toBe(version(income));
    expect(version(renamed)).toBe(version(income));
  });
});

describe('a named value that is a code', () => {
  const codes = { SMALL: text('small'), LARGE: text('large'), UNKNOWN: text('not known') };
  const size = defineValue({
    code: 'test.size',
    title: text('the size'),
    subject: household,
    policy,
    is: classify({ title: text('size by funds'), codes, rows: [[gte(funds, high), 'LARGE']], otherwise: 'SMALL' }),
  });
  const set = defineParameter({ code: 'test.set', title: text('the sizes meant'), type: 'CODES', codes, unit: 'code', use: 'LINE', values: [{ document: townA, place: 'L1', quote: 'x', operator: 'eq', value: ['LARGE'] }] }); // prettier-ignore
  const table = defineParameter({ code: 'test.table', title: text('the amounts'), type: 'TABLE', holds: 'MONEY', codes, unit: 'yuan', use: 'AMOUNT', values: [{ document: townA, place: 'L1', quote: 'x', operator: 'eq', value: { SMALL: 10000, LARGE: 30000 } }] }); // prettier-ignore
  const module = { parameters: [years, share, high, low, set, table], values: [size] };
  const among = checkOf(oneOf(size, set));
  const row = lookup({ table, by: size, favourable: 'HIGHEST' });

  test('is one of several, listed in the check or by the policy, and says so in both languages', async () => {
    const asked = (fen: number, check = among) => ask(check, [fact(funds, fen)], { more: module });
    expect((await asked(50000)).outcome).toBe('ELIGIBLE');
    expect((await asked(49999)).outcome).toBe('NOT_ELIGIBLE');
    expect((await asked(49999, checkOf(oneOf(size, ['SMALL'])))).outcome).toBe('ELIGIBLE');
    const { conditions } = await asked(50000);
    expect(conditions[0]).toMatchObject({ text: { en: 'the size is one of: the the sizes meant (large)' }, actual: { codes: ['LARGE'] } });
    expect(conditions[1]).toMatchObject({ text: { en: 'the size (funds is at least the high (500.00 yuan): large; otherwise: small)' }, citation: { place: '§A L9' } }); // prettier-ignore
    expect(conditions[0]?.text.zh).toBe('the size为the sizes meant（large）之一');
  });

  test('finds the row of a table, and leaves it open where it is itself', async () => {
    const asked = (facts: Parameters<typeof ask>[1]) => ask(checkOf(gte(row, low)), facts, { more: module });
    const { outcome, conditions } = await asked([fact(funds, 50000)]);
    expect(outcome).toBe('ELIGIBLE');
    expect(conditions[1]).toMatchObject({
      text: { en: 'the row of the the amounts (small: 100.00 yuan, large: 300.00 yuan) for the size' },
      actual: { money: 30000 },
    });
    const open = await asked([]);
    expect([open.outcome, open.unknowns.map(({ kind, code }) => [kind, code])]).toEqual(['UNDETERMINED', [['MISSING_FACT', 'test.funds']]]);
  });

  test('is turned by what it is made of: a counterfactual says which funds lead to another size', async () => {
    const engine = engineOf(among, module);
    const [verdict] = await engine.evaluateHypothetical({
      subject: 'HOUSEHOLD',
      areaCode: '150623100201',
      facts: [fact(funds, 40000)],
      checks: [among.code],
    });
    const { found } = await engine.counterfactuals(verdict!);
    expect(found.map(({ changes }) => changes.map(({ code, value }) => [code, value?.money]))).toEqual([[['test.funds', 50000]]]);
  });

  test('gives the check what it reads, its level, and its fingerprint, in which names of classes do not count', () => {
    const of = (values: typeof size) => checkOf(oneOf(values, ['LARGE']));
    const classes = (names: typeof codes, edge = high) =>
      defineValue({ code: 'test.size', title: text('the size'), subject: household, policy, is: classify({ title: text('s'), codes: names, rows: [[gte(funds, edge), 'LARGE']], otherwise: 'SMALL' }) }); // prettier-ignore
    expect([...readsOf(of(size)).facts].map(({ code }) => code)).toEqual(['test.funds']);
    expect(versionOf(of(classes({ ...codes, LARGE: text('big') })))).toBe(versionOf(of(size)));
    expect(versionOf(of(classes(codes, low)))).not.toBe(versionOf(of(size)));
  });

  test('that no document brings into force decides nothing', async () => {
    const elsewhere = defineValue({ code: 'test.size', title: text('the size'), subject: household, policy: { ...policy, document: hljSys }, is: size.is as never }); // prettier-ignore
    const { outcome, unknowns } = await ask(checkOf(oneOf(elsewhere as typeof size, ['LARGE'])), [fact(funds, 50000)], { more: { ...module, values: [elsewhere] } }); // prettier-ignore
    expect([outcome, unknowns.map(({ kind }) => kind)]).toEqual(['UNDETERMINED', ['NOT_IN_FORCE']]);
  });
});

describe('at boot', () => {
  test('a value that two modules declare is refused, naming both', () => {
    const twin = defineValue({ code: 'test.income', title: text('income'), subject: household, policy, is: paid });
    const other: PolicyModule = { ...corePolicy, id: 'other', subjects: [], facts: [], checks: [], benefits: [], parameters: [], values: [twin] }; // prettier-ignore
    const mine = { ...corePolicy, values: [income] };
    expect(() => createEligibility([mine, other])).toThrow(
      'two named values have the code "test.income", of module "core" and of module "other"',
    );
  });

  test('a value that is made of itself is refused, naming the way', () => {
    const loop = { ...income, code: 'test.loop' };
    const back = { ...left2, code: 'test.back', is: loop } as NamedValue;
    Object.assign(loop, { is: back });
    expect(boot({ values: [loop] })).toThrow('"test.loop" is made of itself: test.loop → test.back → test.loop');
    expect(boot({ checks: [checkOf(gte(loop, low))] })).toThrow('test.loop → test.back → test.loop');
  });

  test('a value that a check or another value reads and nobody lists is refused', () => {
    expect(boot({ checks: [checkOf(gte(left2, low))], parameters: [low] })).toThrow(
      'check "test.check" reads the named value "test.left", which no module lists: add it to "values"',
    );
    expect(boot({ values: [left2], parameters: [low] })).toThrow(
      'the named value "test.left" is made of the named value "test.income", which no module lists: add it to "values"',
    );
    expect(boot({ values: [income, left2], parameters: [] })).toThrow('"test.left" reads parameter "test.low", which no module lists');
  });
});

test('what does not go together does not compile', () => {
  const head = { code: 'test.x', title: text('x'), policy } as const;
  const mistakes = () => {
    // @ts-expect-error a value about a person is made of a household's facts
    defineValue({ ...head, subject: person, is: income });
    // @ts-expect-error a household's value in a person's check
    defineCheck({ ...rule, subject: person, when: gte(income, low) });
    // @ts-expect-error money against a number
    gte(income, years);
    // @ts-expect-error money and a number
    plus([income, months]);
    // @ts-expect-error a number is no settlement layer
    defineValue({ ...head, subject: household, is: months, rounded: true });
    // @ts-expect-error a day is no settlement layer
    defineValue({ ...head, subject: household, is: left, rounded: true });
    // @ts-expect-error a value without a citation
    defineValue({ code: 'test.x', title: text('x'), subject: household, is: paid });
    const size = defineValue({
      ...head,
      subject: household,
      is: classify<'HOUSEHOLD', 'A'>({ title: text('s'), codes: { A: text('a') }, rows: [], otherwise: 'A' }),
    });
    // @ts-expect-error a code that the class has not
    oneOf(size, ['B']);
    // @ts-expect-error a class is no amount
    gte(size, low);
    // @ts-expect-error a code that the classes do not list
    classify({ title: text('s'), codes: { A: text('a') }, rows: [], otherwise: 'B' });
    // @ts-expect-error an amount is no code
    oneOf(income, ['A']);
    // @ts-expect-error a condition is no value
    defineValue({ ...head, subject: household, is: equals(paid, low) });
    return works;
  };
  expect(mistakes).toBeTypeOf('function');
});
