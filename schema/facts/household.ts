import { defineFact } from '../contract/fact.js';
import { agriculture, civilAffairs, revitalisationBureau, township, villageCommittee } from './departments.js';
import { household } from './subjects.js';
import { labourClasses, monitoringKinds, registerStatuses, safetyNetProgrammes } from './codes.js';

const registerKeepers = [revitalisationBureau, township, villageCommittee];
const incomeTakers = [revitalisationBureau, township, villageCommittee];

/** Where the household stands in the national register (建档立卡). */
export const registerStatus = defineFact({
  code: 'household.registerStatus',
  title: { zh: '脱贫身份', en: 'poverty register status' },
  subject: household,
  type: 'CODE',
  codes: registerStatuses,
  level: 'PERSONAL',
  suppliers: registerKeepers,
  source: 'RECORDED',
});

/** The day of leaving poverty (脱贫): of the first status after it, for the register goes on to others. */
export const leftPovertyOn = defineFact({
  code: 'household.leftPovertyOn',
  title: { zh: '脱贫日期', en: 'day of leaving poverty' },
  subject: household,
  type: 'DATE',
  level: 'PERSONAL',
  suppliers: registerKeepers,
  source: 'RECORDED',
});

/** Which of the three monitored groups the household is enrolled in; NONE is an observation too. */
export const monitoringKind = defineFact({
  code: 'household.monitoringKind',
  title: { zh: '监测对象类别', en: 'monitoring kind' },
  subject: household,
  type: 'CODE',
  codes: monitoringKinds,
  level: 'PERSONAL',
  suppliers: registerKeepers,
  source: 'RECORDED',
  absent: 'NONE',
});

/** The safety-net programme the household is in. */
export const safetyNet = defineFact({
  code: 'household.safetyNet',
  title: { zh: '社会救助类别', en: 'safety-net programme' },
  subject: household,
  type: 'CODE',
  codes: safetyNetProgrammes,
  level: 'PERSONAL',
  suppliers: [civilAffairs, township, villageCommittee, revitalisationBureau],
  source: 'RECORDED',
  absent: 'NONE',
});

/** Whether anybody in the household can work, from the labour capacity of its members. */
export const labourClass = defineFact({
  code: 'household.labourClass',
  title: { zh: '整户劳动能力', en: 'labour class of the household' },
  subject: household,
  type: 'CODE',
  codes: labourClasses,
  level: 'INTERNAL',
  suppliers: [township, villageCommittee, revitalisationBureau],
  source: 'DERIVED',
});

/** 人均纯收入 of a year. */
export const perCapitaNetIncome = defineFact({
  code: 'household.perCapitaNetIncome',
  title: { zh: '家庭人均纯收入', en: 'per-capita net income' },
  subject: household,
  type: 'MONEY',
  concept: 'NET',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers: incomeTakers,
  source: 'RECORDED',
});

/** 家庭年人均收入 of a year. */
export const perCapitaYearlyIncome = defineFact({
  code: 'household.perCapitaYearlyIncome',
  title: { zh: '家庭年人均收入', en: 'yearly per-capita income' },
  subject: household,
  type: 'MONEY',
  concept: 'PER_CAPITA_YEARLY',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers: incomeTakers,
  source: 'RECORDED',
});

/** 人均可支配收入 of a year. */
export const perCapitaDisposableIncome = defineFact({
  code: 'household.perCapitaDisposableIncome',
  title: { zh: '人均可支配收入', en: 'per-capita disposable income' },
  subject: household,
  type: 'MONEY',
  concept: 'DISPOSABLE',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers: incomeTakers,
  source: 'RECORDED',
});

/** 预计人均纯收入: what is expected for a year that is not over. */
export const expectedPerCapitaNetIncome = defineFact({
  code: 'household.expectedPerCapitaNetIncome',
  title: { zh: '预计家庭人均纯收入', en: 'expected per-capita net income' },
  subject: household,
  type: 'MONEY',
  concept: 'NET',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers: incomeTakers,
  source: 'RECORDED',
});

/** The members that a year's per-capita figures were counted over. */
export const incomeMemberCount = defineFact({
  code: 'household.incomeMemberCount',
  title: { zh: '收入核算人口', en: 'members counted in the income statement' },
  subject: household,
  type: 'NUMBER',
  period: 'YEAR',
  level: 'INTERNAL',
  suppliers: incomeTakers,
  source: 'RECORDED',
  notNegative: true,
});

/**
 * 刚性支出 of a year: what could not be avoided, all kinds together. Known only where one office told of every kind: by a statement that
 * says it is whole, or by a list of the year that was declared complete. The sum names no kind, so it is not health data.
 */
export const rigidExpenditure = defineFact({
  code: 'household.rigidExpenditure',
  title: { zh: '家庭刚性支出', en: 'rigid expenditure' },
  subject: household,
  type: 'MONEY',
  period: 'YEAR',
  level: 'PERSONAL',
  suppliers: incomeTakers,
  source: 'DERIVED',
  notNegative: true,
});

/** The benefits the household itself holds on a day (by code). Known from below: what nobody reported may still be held. */
export const householdBenefits = defineFact({
  code: 'household.benefits',
  title: { zh: '户享受的政策', en: 'benefits the household holds' },
  subject: household,
  type: 'CODES',
  codes: {} as Readonly<Record<string, { zh: string; en: string }>>,
  level: 'PERSONAL',
  suppliers: [revitalisationBureau, civilAffairs, township, villageCommittee],
  source: 'RECORDED',
  absent: [],
});

/**
 * Whether the household was relocated (易地搬迁). The programme ended in 2020: the register's mark has no day of its own and holds on every
 * day.
 */
export const relocated = defineFact({
  code: 'household.relocated',
  title: { zh: '易地搬迁户', en: 'relocated' },
  subject: household,
  type: 'BOOLEAN',
  level: 'INTERNAL',
  suppliers: registerKeepers,
  source: 'RECORDED',
});

/** Whether an industry covers the household (产业带动). A module of industry says it; until one is installed nobody does. */
export const inIndustry = defineFact({
  code: 'household.inIndustry',
  title: { zh: '产业覆盖', en: 'covered by an industry' },
  subject: household,
  type: 'BOOLEAN',
  level: 'INTERNAL',
  suppliers: [agriculture, revitalisationBureau, township, villageCommittee],
  source: 'RECORDED',
});
