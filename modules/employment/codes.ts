/** The codes of this domain, with what they are called; places and forms letter for letter as in the catalogue's appendix. */

export const employmentPlaces = {
  IN_COUNTY: { zh: '县内', en: 'in the county' },
  IN_PROVINCE_OUT_OF_COUNTY: { zh: '省内县外', en: 'in the province, outside the county' },
  OUT_OF_PROVINCE: { zh: '省外', en: 'outside the province' },
} as const;
export type EmploymentPlace = keyof typeof employmentPlaces;

export const employmentForms = {
  STABLE: { zh: '稳定就业', en: 'stable employment' },
  FLEXIBLE: { zh: '灵活就业', en: 'flexible employment' },
  PUBLIC_POST: { zh: '公益性岗位', en: 'public welfare post' },
  WORKSHOP: { zh: '帮扶车间', en: 'assistance workshop' },
  SELF_EMPLOYED: { zh: '自主创业', en: 'self-employed' },
} as const;
export type EmploymentForm = keyof typeof employmentForms;

/** What a course teaches, and what somebody wants to learn. */
export const trainingKinds = {
  WORK_SKILL: { zh: '就业技能', en: 'work skill' },
  PLANTING: { zh: '种植技术', en: 'planting' },
  BREEDING: { zh: '养殖技术', en: 'breeding' },
  BUSINESS: { zh: '创业', en: 'starting a business' },
  CRAFT: { zh: '乡村工匠', en: 'rural crafts' },
} as const;
export type TrainingKind = keyof typeof trainingKinds;

/** Whom a plan of help is made for. */
export const caseKinds = {
  RETURNEE: { zh: '返乡回流', en: 'returned worker' },
  GRADUATE: { zh: '脱贫家庭高校毕业生', en: 'graduate of an out-of-poverty family' },
} as const;
export type CaseKind = keyof typeof caseKinds;

export const caseOutcomes = {
  EMPLOYED: { zh: '实现就业', en: 'found work' },
  OWN_BUSINESS: { zh: '自主创业', en: 'started a business' },
  AWAY_AGAIN: { zh: '再次外出', en: 'went away again' },
  NO_WISH: { zh: '无就业意愿', en: 'wishes no work' },
  OTHER: { zh: '其他', en: 'something else' },
} as const;

/** What the bureau's list holds: subsidies and help of which somebody received something. */
export const subsidyKinds = {
  TRANSPORT: { zh: '交通补贴', en: 'transport subsidy' },
  ACCIDENT_INSURANCE: { zh: '小额人身意外伤害保险', en: 'small accident insurance' },
  MIGRANT_SERVICE: { zh: '外出务工服务', en: 'help to work away' },
  STARTUP: { zh: '一次性创业补贴', en: 'one-off start-up subsidy' },
  STARTUP_TAX_RELIEF: { zh: '创业税费减免', en: 'tax relief for a new business' },
  STARTUP_PREMISES: { zh: '创业场地安排', en: 'premises for a new business' },
  STARTUP_LOAN: { zh: '创业担保贷款', en: 'guaranteed start-up loan' },
  STARTUP_TRAINING: { zh: '创业培训', en: 'start-up training' },
} as const;
export type SubsidyKind = keyof typeof subsidyKinds;
