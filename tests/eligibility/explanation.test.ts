import { beforeAll, describe, expect, test } from 'vitest';
import {
  blank,
  cash,
  defineBenefit,
  defineCheck,
  defineParameter,
  given,
  household,
  householdBenefits,
  outOfPoverty,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  received,
  registerStatus,
  townA,
  yuan,
  type HypotheticalFact,
  type PolicyModule,
  type Verdict,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { benefits } from '../../schema/core/benefits.js';
import { checks } from '../../schema/core/checks.js';
import { parameters } from '../../schema/core/parameters.js';
import { administrator, adoptionsOnly, corePolicy, today } from './support.js';

const amount = (code: string, fen: number | null) =>
  defineParameter({
    code,
    title: { zh: code, en: code },
    type: 'MONEY',
    unit: 'yuan/person',
    use: 'AMOUNT',
    values: [{ document: townA, value: fen ?? blank, place: '§A L1', quote: 'x', operator: 'eq' }],
  });
const set = amount('test.set', yuan(500));
const left = amount('test.left', null);
const subsidy = defineBenefit({ code: 'TEST', title: { zh: '补贴', en: 'subsidy' }, form: 'CASH', recordedIn: householdBenefits });
const shown = { kind: 'BENEFIT', force: 'MUST', subject: household, policy: { document: townA, place: '§A L1', quote: 'x' } } as const;
const rule = { ...shown, when: outOfPoverty } as const;
const paid = (code: string, of: typeof set | typeof blank) =>
  defineCheck({
    ...rule,
    code,
    title: { zh: code, en: code },
    fulfilled: received(subsidy),
    gives: cash(subsidy, of, { per: 'PERSON', every: blank }),
  });
const module: PolicyModule = {
  ...corePolicy,
  parameters: [...parameters, set, left],
  benefits: [...benefits, subsidy],
  checks: [
    ...checks,
    paid('test.paid', set),
    paid('test.leftOut', left),
    paid('test.unstated', blank),
    defineCheck({ ...shown, code: 'test.shown', title: { zh: 'x', en: 'x' } }),
  ],
};
const engineSql = adoptionsOnly([
  { document: 'TOWN-A', area: '150623100', from: '2022-08-29' },
  { document: 'HLJ-SYS', area: '1506', from: '2023-05-08', basis: 'DECISION' },
]);
const service = createEligibility([module]).bind({ engineSql, rights: administrator, today });

async function ask(check: string, facts: readonly HypotheticalFact[]): Promise<Verdict> {
  const [verdict] = await service.evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: '150623100201', facts, checks: [check] });
  if (verdict === undefined) throw new Error('no verdict');
  return verdict;
}

describe('an income below its line', () => {
  let verdict: Verdict;
  beforeAll(async () => {
    verdict = await ask('monitoring.incomeLine', [given(perCapitaYearlyIncome, yuan(5580), { year: 2024 })]);
  });

  test('names the figures and how far apart they are', () => {
    const [condition] = verdict.conditions;
    expect(condition).toMatchObject({
      id: 'when',
      parent: null,
      part: 'OUTCOME',
      satisfied: 'TRUE',
      text: {
        zh: '2024年度家庭年人均收入低于监测收入标准（6000元）',
        en: 'yearly per-capita income of 2024 is below the monitoring income line (6,000.00 yuan)',
      },
      actual: { text: { zh: '5580元', en: '5,580.00 yuan' }, money: 558000 },
      threshold: { text: { zh: '6000元', en: '6,000.00 yuan' }, money: 600000 },
      distance: { text: { zh: '差420元', en: 'short by 420.00 yuan' }, money: -42000 },
    });
  });

  test('cites the document, the place, the words and the ground', () => {
    expect(verdict.conditions[0]?.citation).toMatchObject({
      document: { code: 'TOWN-A' },
      place: '§A L36',
      quote: '按家庭年人均收入是否低于6000元标准',
      basis: 'DEMO',
      adoptedBy: '150623100',
    });
    expect(verdict.parameters).toMatchObject([{ code: 'monitoring.incomeLine', state: 'SET', suppliedBy: '150623100' }]);
  });

  test('says what is given and what keeps its fulfilment open', () => {
    expect(verdict.benefits).toMatchObject([{ code: 'MONITORED', form: 'STATUS', amount: null }]);
    expect(verdict.unknowns).toEqual([
      {
        kind: 'MISSING_FACT',
        code: 'household.monitoringKind',
        title: { zh: '监测对象类别', en: 'monitoring kind' },
        suppliers: ['RRB', 'TOWNSHIP', 'VILLAGE'],
        roles: [],
        affects: ['FULFILLED'],
      },
    ]);
  });
});

describe('the distance', () => {
  const distance = async (amountOfYuan: number) =>
    (await ask('monitoring.incomeLine', [given(perCapitaYearlyIncome, yuan(amountOfYuan), { year: 2024 })])).conditions[0]?.distance?.text;

  test('is over, equal, or to the fen', async () => {
    expect(await distance(7234.5)).toEqual({ zh: '超出1234.5元', en: 'over by 1,234.50 yuan' });
    expect(await distance(6000)).toEqual({ zh: '持平', en: 'equal to it' });
    expect(await distance(5999.99)).toEqual({ zh: '差0.01元', en: 'short by 0.01 yuan' });
  });

  test('is there against another fact too', async () => {
    const facts = [
      given(registerStatus, 'OUT_OF_POVERTY'),
      given(perCapitaNetIncome, yuan(9000), { year: 2024 }),
      given(perCapitaNetIncome, yuan(9500), { year: 2023 }),
    ];
    const verdict = await ask('income.declined', facts);
    expect(verdict.conditions.find((c) => c.distance !== null)?.distance?.text).toEqual({ zh: '差500元', en: 'short by 500.00 yuan' });
  });
});

describe('a tree of conditions', () => {
  test('is flattened depth first, each under its parent', async () => {
    const verdict = await ask('income.declined', []);
    expect(verdict.conditions.map((c) => [c.id, c.parent])).toEqual([
      ['when', null],
      ['when.0', 'when'],
      ['when.0.0', 'when.0'],
      ['when.0.0.0', 'when.0.0'],
      ['when.0.1', 'when.0'],
      ['when.0.1.0', 'when.0.1'],
      ['when.1', 'when'],
      ['when.1.0', 'when.1'],
      ['when.1.1', 'when.1'],
    ]);
  });

  test('names each guarantee, and who can tell about it', async () => {
    const verdict = await ask('monitoring.guaranteeGap', [{ code: 'guarantee.state', value: 'MET', item: 'FOOD' }]);
    expect(verdict.conditions.filter((c) => c.parent === 'when').map((c) => c.text.zh)).toContain('住房安全：保障状况为未保障');
    expect(verdict.unknowns.filter((u) => u.affects.includes('OUTCOME')).map((u) => [u.title.zh, u.suppliers[0]])).toEqual([
      ['不愁穿：保障状况', 'CAB'],
      ['义务教育：保障状况', 'EDU'],
      ['基本医疗：保障状况', 'MIB'],
      ['住房安全：保障状况', 'HOUSING'],
      ['饮水安全：保障状况', 'WATER'],
    ]);
  });

  test('of a decided outcome names nothing as missing', async () => {
    const verdict = await ask('monitoring.guaranteeGap', [{ code: 'guarantee.state', value: 'NOT_MET', item: 'FOOD' }]);
    expect(verdict.outcome).toBe('ELIGIBLE');
    expect(verdict.unknowns.every((u) => !u.affects.includes('OUTCOME'))).toBe(true);
  });
});

describe('what is given', () => {
  const poor = [given(registerStatus, 'OUT_OF_POVERTY')];

  test('a stated amount is given with its citation', async () => {
    const verdict = await ask('test.paid', poor);
    expect(verdict.benefits).toMatchObject([{ amount: { money: 50000 }, per: 'PERSON', every: null }]);
    expect(verdict.parameters.map((p) => p.code)).toEqual(['test.set']);
    expect(verdict.unknowns.filter((u) => u.kind === 'BLANK_PARAMETER')).toMatchObject([{ code: 'test.paid.every', affects: ['PERIOD'] }]);
  });

  test('a blank leaves the outcome and makes only the amount unknown', async () => {
    for (const [check, code] of [
      ['test.leftOut', 'test.left'],
      ['test.unstated', 'test.unstated.amount'],
    ] as const) {
      const verdict = await ask(check, poor);
      expect(verdict.outcome).toBe('ELIGIBLE');
      expect(verdict.benefits).toMatchObject([{ amount: null }]);
      expect(verdict.unknowns).toContainEqual(expect.objectContaining({ kind: 'BLANK_PARAMETER', code, affects: ['AMOUNT'] }));
    }
  });

  test('nothing is given to whom the rule does not apply or may not', async () => {
    expect((await ask('test.paid', [])).benefits).toEqual([]);
    expect((await ask('test.paid', [given(registerStatus, 'NEVER_REGISTERED')])).benefits).toEqual([]);
  });

  test('what is held fulfils it', async () => {
    expect((await ask('test.paid', [...poor, given(householdBenefits, ['TEST'])])).fulfilled).toBe('TRUE');
    expect((await ask('test.paid', [...poor, given(householdBenefits, ['OTHER'])])).fulfilled).toBe('FALSE');
    expect((await ask('test.paid', poor)).fulfilled).toBe('UNKNOWN');
  });
});

describe('a question', () => {
  const ofFacts = (facts: readonly HypotheticalFact[]) => service.evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: '15', facts });

  test.each<[string, HypotheticalFact, string]>([
    ['an unknown fact', { code: 'household.nothing', value: 1 }, 'UNKNOWN_CODE'],
    ['a value of another type', { code: 'household.registerStatus', value: 5 }, 'BAD_USER_INPUT'],
    ['an unknown code of a fact', { code: 'household.registerStatus', value: 'POOR' }, 'BAD_USER_INPUT'],
    ['half a fen', { code: 'household.perCapitaNetIncome', value: 0.5, period: 2024 }, 'BAD_USER_INPUT'],
    ['a yearly fact without its year', { code: 'household.perCapitaNetIncome', value: 1 }, 'BAD_USER_INPUT'],
    ['a year of a fact without one', { code: 'household.registerStatus', value: 'OUT_OF_POVERTY', period: 2024 }, 'BAD_USER_INPUT'],
    ['a guarantee without its kind', { code: 'guarantee.state', value: 'MET' }, 'BAD_USER_INPUT'],
    ['an unknown guarantee', { code: 'guarantee.state', value: 'MET', item: 'BROADBAND' }, 'BAD_USER_INPUT'],
  ])('with %s is refused', async (_what, fact, code) => {
    await expect(ofFacts([fact])).rejects.toMatchObject({ code });
  });

  test('that says one fact twice is refused, for two years it is not', async () => {
    const income = (year: number) => given(perCapitaNetIncome, yuan(9000), { year });
    await expect(ofFacts([income(2024), income(2024)])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(ofFacts([income(2024), income(2023)])).resolves.toBeInstanceOf(Array);
  });

  test('that names a check of another kind of subject, or a rule without conditions, is refused: an empty list would read like a no', async () => {
    const ofPerson = (check: string) => service.evaluateHypothetical({ subject: 'PERSON', areaCode: '15', facts: [], checks: [check] });
    await expect(ofPerson('income.watchLine')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(ask('test.shown', [])).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const subjects = [{ kind: 'PERSON', id: 'p1', areaCode: '150623100201' }];
    await expect(service.evaluate({ subjects, checks: ['income.watchLine'] })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('for an unknown check or module is refused', async () => {
    await expect(ask('no.check', [])).rejects.toMatchObject({ code: 'UNKNOWN_CODE' });
    await expect(
      service.evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: '15', facts: [], modules: ['none'] }),
    ).rejects.toMatchObject({ code: 'UNKNOWN_CODE' });
    expect(() => service.checks({ module: 'none' })).toThrow(/none/);
  });
});

describe('the list of checks', () => {
  test('shows sentence, citation, level and what is read, by code', () => {
    const [declined, watch] = service.checks({ module: 'core', subject: 'HOUSEHOLD' });
    expect(declined?.code).toBe('income.declined');
    expect(watch).toMatchObject({
      code: 'income.watchLine',
      level: 'PERSONAL',
      places: [{ document: { code: 'HLJ-SYS' }, place: 'L17', quote: '家庭人均纯收入低于1万元的脱贫户' }],
      when: {
        zh: '属于脱贫户，且上年度家庭人均纯收入低于重点排查收入线',
        en: 'is an out-of-poverty household and per-capita net income of last year is below the income line of the first screening',
      },
      fulfilled: null,
      parameters: ['income.watchLine'],
    });
    expect(watch?.facts.map((f) => f.code).sort()).toEqual(['household.perCapitaNetIncome', 'household.registerStatus']);
  });

  test('a rule without conditions is shown and evaluated for nobody', async () => {
    expect(service.checks().find((c) => c.code === 'test.shown')).toMatchObject({ when: null });
    const verdicts = await service.evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: '150623100201', facts: [] });
    expect(verdicts.map((v) => v.check)).not.toContain('test.shown');
  });
});
