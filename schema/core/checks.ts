import { status } from '../contract/benefit.js';
import { defineCheck } from '../contract/check.js';
import { all, any, equals, exists, lt } from '../contract/condition.js';
import { lastYear, thisYear, yearBefore } from '../contract/fact.js';
import { monitored, outOfPoverty } from '../facts/conditions.js';
import { guaranteeState } from '../facts/guarantee.js';
import { expectedPerCapitaNetIncome, perCapitaNetIncome, perCapitaYearlyIncome } from '../facts/household.js';
import { monitoredStatus } from './benefits.js';
import { incomeWatchLine, monitoringIncomeLine } from './parameters.js';
import { hljSys, townA } from './policies.js';
import { guaranteesOf, household } from '../facts/subjects.js';

export const monitoringByIncome = defineCheck({
  code: 'monitoring.incomeLine',
  title: { zh: '监测识别：收入', en: 'Enrolment in monitoring by income' },
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  policy: { document: townA, place: '§A L36', quote: '按家庭年人均收入是否低于6000元标准' },
  when: lt(lastYear(perCapitaYearlyIncome), monitoringIncomeLine),
  fulfilled: monitored,
  gives: status(monitoredStatus),
  note: {
    zh: '原文以“和”连接收入标准与保障状况，未说明须同时具备；两项分别判断，符合其一即列出。原文未写明是哪一年，“年”读作上一个完整年度。',
    en: 'The source joins the income line and the guarantees by "and" without saying that both are needed: each is a check of its own. It does not say which year; "yearly" is read as the last complete year.',
  },
});

export const monitoringByGuarantee = defineCheck({
  code: 'monitoring.guaranteeGap',
  title: { zh: '监测识别：保障', en: 'Enrolment in monitoring by an unmet guarantee' },
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  policy: { document: townA, place: '§A L36', quote: '“两不愁三保障”及饮水安全状况' },
  when: exists(guaranteesOf, equals(guaranteeState, 'NOT_MET')),
  fulfilled: monitored,
  gives: status(monitoredStatus),
  note: {
    zh: '“存在风险”不等于未保障，不列入；与收入标准分别判断，符合其一即列出。',
    en: 'At risk is not unmet. Apart from the income line: either is enough.',
  },
});

export const incomeWatch = defineCheck({
  code: 'income.watchLine',
  title: { zh: '重点排查：人均纯收入低', en: 'First screening: low per-capita net income' },
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  policy: { document: hljSys, place: 'L17', quote: '家庭人均纯收入低于1万元的脱贫户' },
  when: all(outOfPoverty, lt(lastYear(perCapitaNetIncome), incomeWatchLine)),
  note: {
    zh: '排查名单，不是监测对象类别。原文未写明是哪一年的收入，此处读作上年度。',
    en: 'A screening list, not a monitored category. The source does not say which year; read here as last year.',
  },
});

export const incomeDeclined = defineCheck({
  code: 'income.declined',
  title: { zh: '重点排查：减收户', en: 'First screening: declining income' },
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  policy: { document: hljSys, place: 'L17', quote: '2023年度预计减收户和2022年度减收户' },
  when: all(
    any(outOfPoverty, monitored),
    any(
      lt(lastYear(perCapitaNetIncome), yearBefore(perCapitaNetIncome)),
      lt(thisYear(expectedPerCapitaNetIncome), lastYear(perCapitaNetIncome)),
    ),
  ),
  note: {
    zh: '原文为2023年度方案，写明2022、2023两个年度；此处读作上年度与本年度。',
    en: 'The source is a plan for 2023 and names 2022 and 2023; read here as last year and this year.',
  },
});

export const checks = [monitoringByIncome, monitoringByGuarantee, incomeWatch, incomeDeclined];
