import { describe, expect, test } from 'vitest';
import {
  all,
  any,
  blank,
  defineCheck,
  defineFact,
  defineParameter,
  equals,
  exists,
  given,
  household,
  householdOf,
  lt,
  membersOf,
  monitored,
  not,
  of,
  outOfPoverty,
  person,
  registerStatus,
  townA,
  type Check,
  type HypotheticalFact,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { checks } from '../../schema/core/checks.js';
import { revitalisationBureau } from '../../schema/facts/departments.js';
import { parameters } from '../../schema/core/parameters.js';
import { administrator, adoptionsOnly, corePolicy, today } from './support.js';

const common = { level: 'INTERNAL', suppliers: [revitalisationBureau], source: 'RECORDED' } as const;
const savings = defineFact({
  ...common,
  code: 'test.savings',
  title: { zh: '家庭存款', en: 'savings' },
  subject: household,
  type: 'MONEY',
});
const ill = defineFact({ ...common, code: 'test.ill', title: { zh: '大病', en: 'ill' }, subject: person, type: 'BOOLEAN' });
const works = defineFact({ ...common, code: 'test.works', title: { zh: '务工', en: 'works' }, subject: person, type: 'BOOLEAN' });

const line = (code: string, values: Parameters<typeof defineParameter<'MONEY'>>[0]['values']) =>
  defineParameter({ code, title: { zh: '存款线', en: 'savings line' }, type: 'MONEY', unit: 'yuan', use: 'LINE', values });
const leftOut = line('test.leftOut', [{ document: townA, value: blank, place: '§A L1', quote: 'x', operator: 'lt' }]);
const elsewhere = line('test.elsewhere', []);
const head = {
  title: { zh: '规则', en: 'rule' },
  kind: 'STATUS',
  force: 'MUST',
  policy: { document: townA, place: '§A L1', quote: 'x' },
} as const;
const rule = (code: string, when: Parameters<typeof not<'HOUSEHOLD'>>[0]): Check =>
  defineCheck({ ...head, code, subject: household, when });
const service = createEligibility([
  {
    ...corePolicy,
    parameters: [...parameters, leftOut, elsewhere],
    checks: [
      ...checks,
      rule('test.leftOut', lt(savings, leftOut)),
      rule('test.elsewhere', lt(savings, elsewhere)),
      rule('test.not', not(outOfPoverty)),
      defineCheck({
        ...head,
        code: 'test.ofPerson',
        subject: person,
        when: all(of(householdOf, any(outOfPoverty, monitored)), equals(ill, true)),
      }),
      rule('test.members', exists(membersOf, all(equals(ill, true), not(equals(works, true))))),
    ],
  },
]).bind({
  engineSql: adoptionsOnly([
    { document: 'TOWN-A', area: '150623100', from: '2022-08-29' },
    { document: 'HLJ-SYS', area: '1506', from: '2023-05-08' },
  ]),
  rights: administrator,
  today,
});

async function ask(check: string, facts: readonly HypotheticalFact[] = []) {
  const [verdict] = await service.evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: '150623100201', facts, checks: [check] });
  if (verdict === undefined) throw new Error('no verdict');
  return { texts: verdict.conditions.map((c) => c.text.zh), open: verdict.unknowns };
}

describe('a condition in words', () => {
  test('names the years, and a figure compared with its own of another year once', async () => {
    const { texts } = await ask('income.declined');
    expect(texts[0]).toBe(
      '（属于脱贫户，或属于监测对象），且（2024年度家庭人均纯收入低于2023年度，或2025年度预计家庭人均纯收入低于2024年度家庭人均纯收入）',
    );
    expect(texts[3]).toBe('脱贫身份为脱贫户、脱贫享受政策户、稳定脱贫户之一');
  });

  test('names the policy value with what it is, also when the source leaves it out or nothing is in force', async () => {
    expect((await ask('income.watchLine')).texts).toContain('2024年度家庭人均纯收入低于重点排查收入线（10000元）');
    expect((await ask('test.leftOut')).texts).toEqual(['家庭存款低于存款线（文件未载明）']);
    expect((await ask('test.elsewhere')).texts).toEqual(['家庭存款低于存款线（未施行）']);
  });

  test('says what the subject is not', async () => {
    expect((await ask('test.not')).texts[0]).toBe('不属于脱贫户');
  });

  test('says where the conditions of a household end inside those of a person', async () => {
    const [verdict] = await service.evaluateHypothetical({
      subject: 'PERSON',
      areaCode: '150623100201',
      facts: [],
      checks: ['test.ofPerson'],
    });
    expect(verdict?.conditions[0]?.text).toEqual({
      zh: '所在户：（属于脱贫户，或属于监测对象），且大病为是',
      en: 'household of the person: (is an out-of-poverty household or is a monitored household) and ill is yes',
    });
  });

  test('of the rule alone, before any question, speaks of years and values without numbers', () => {
    expect(service.checks({ codes: ['income.watchLine', 'income.declined'] }).map((c) => c.when?.zh)).toEqual([
      '（属于脱贫户，或属于监测对象），且（上年度家庭人均纯收入低于再上一年度，或本年度预计家庭人均纯收入低于上年度家庭人均纯收入）',
      '属于脱贫户，且上年度家庭人均纯收入低于重点排查收入线',
    ]);
  });
});

describe('what is missing', () => {
  test('is named with its year: last year’s figure and that of the year before are two questions', async () => {
    const { open } = await ask('income.declined', [given(registerStatus, 'OUT_OF_POVERTY')]);
    expect(open.map((u) => u.title.zh)).toEqual(['2024年度家庭人均纯收入', '2023年度家庭人均纯收入', '2025年度预计家庭人均纯收入']);
    expect(open[0]).toMatchObject({ code: 'household.perCapitaNetIncome', title: { en: 'per-capita net income of 2024' } });
  });

  test('is named for each member, however deep in the condition', async () => {
    const { open } = await ask('test.members', [given(ill, true, { item: 'a' }), given(works, false, { item: 'b' })]);
    expect(open.map((u) => u.title.zh)).toEqual(['家庭成员', '成员1：务工', '成员2：大病']);
  });
});
