// @ts-check
import { defineCases, given, perCapitaNetIncome, registerStatus, yuan } from 'xianjie/schema';
import { subsidyCheck } from './checks.js';
import { stove } from './facts.js';
import { plannedCheck, plannedKind } from './planned.js';

const here = /** @type {const} */ ({ check: subsidyCheck, area: '150623100201', adopted: [] });
const winter = { ...here, day: '2024-12-01' };
const planned = { ...winter, check: plannedCheck };
const out = given(registerStatus, 'STABLE_OUT_OF_POVERTY');
const income = (/** @type {number} */ amount, year = 2023) => given(perCapitaNetIncome, yuan(amount), { year });

export const cases = defineCases([
  {
    name: { zh: '脱贫户，燃煤炉，上年6999.99元：补贴300元', en: 'out of poverty, a coal stove, 6,999.99 yuan last year: 300 yuan' },
    ...winter,
    facts: [out, given(stove, 'COAL_STOVE'), income(6999.99)],
    outcome: 'ELIGIBLE',
    amounts: [yuan(300)],
  },
  {
    name: { zh: '恰为7000元，不低于标准', en: 'exactly 7,000 yuan: not below the line' },
    ...winter,
    facts: [out, given(stove, 'COAL_STOVE'), income(7000)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '电取暖不在补贴之列', en: 'electric heating is not covered' },
    ...winter,
    facts: [out, given(stove, 'ELECTRIC'), income(5000)],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '取暖方式不明，不能判断', en: 'how it heats is not known: nobody can tell' },
    ...winter,
    facts: [out, income(5000)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'winterHeating.stove' }],
  },
  {
    name: { zh: '印发前一日，尚未施行', en: 'the day before it was issued: not in force' },
    ...here,
    day: '2024-09-30',
    facts: [out, given(stove, 'COAL_STOVE'), income(5000)],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'winterHeating.subsidy' }],
  },
  {
    name: { zh: '脱贫户，拟用火炕：在补贴之列', en: 'out of poverty, a brick bed planned: covered' },
    ...planned,
    facts: [out, given(plannedKind, 'BRICK_BED')],
    outcome: 'ELIGIBLE',
  },
  {
    name: { zh: '拟用电取暖：不在补贴之列', en: 'electric heating planned: not covered' },
    ...planned,
    facts: [out, given(plannedKind, 'ELECTRIC')],
    outcome: 'NOT_ELIGIBLE',
  },
  {
    name: { zh: '未说拟用何种取暖方式', en: 'the question does not say which' },
    ...planned,
    facts: [out],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'MISSING_FACT', code: 'winterHeating.plannedKind' }],
  },
]);
