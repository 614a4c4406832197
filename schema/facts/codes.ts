/** The codes of the catalogue's appendix that facts carry, with what they are called. */

export const registerStatuses = {
  NEVER_REGISTERED: { zh: '一般农户（未建档立卡）', en: 'never registered' },
  OUT_OF_POVERTY: { zh: '脱贫户', en: 'out of poverty' },
  OUT_OF_POVERTY_WITH_POLICY: { zh: '脱贫享受政策户', en: 'out of poverty and still entitled to policy' },
  STABLE_OUT_OF_POVERTY: { zh: '稳定脱贫户', en: 'stably out of poverty' },
} as const;

export const monitoringKinds = {
  NONE: { zh: '非监测对象', en: 'not monitored' },
  UNSTABLE_OUT_OF_POVERTY: { zh: '脱贫不稳定户', en: 'unstable out of poverty' },
  BORDERLINE_AT_RISK: { zh: '边缘易致贫户', en: 'borderline at risk' },
  SUDDEN_SEVERE_DIFFICULTY: { zh: '突发严重困难户', en: 'sudden severe difficulty' },
} as const;

export const safetyNetProgrammes = {
  NONE: { zh: '无', en: 'none' },
  DIBAO: { zh: '低保', en: 'subsistence allowance (dibao)' },
  DIBAO_MARGIN: { zh: '低保边缘家庭', en: 'dibao-margin family' },
  EXTREME_HARDSHIP: { zh: '特困人员', en: 'extreme hardship (tekun)' },
} as const;

export const labourClasses = {
  HAS_LABOUR: { zh: '有劳动能力户', en: 'has labour' },
  WEAK_ONLY: { zh: '弱半劳动力户', en: 'weak or half labour only' },
  NO_LABOUR: { zh: '整户无劳动能力', en: 'no labour' },
} as const;

/** What one person can do: the class of a household is made of these. */
export const labourCapacities = {
  FULL: { zh: '有劳动能力', en: 'full labour' },
  WEAK_OR_HALF: { zh: '弱半劳动能力', en: 'weak or half labour' },
  PARTIAL_LOSS: { zh: '部分丧失劳动能力', en: 'partial loss of labour capacity' },
  TOTAL_LOSS: { zh: '完全丧失劳动能力', en: 'total loss of labour capacity' },
  NOT_OF_WORKING_AGE: { zh: '非劳动年龄', en: 'not of working age' },
} as const;

export const guaranteeKinds = {
  FOOD: { zh: '不愁吃', en: 'food' },
  CLOTHING: { zh: '不愁穿', en: 'clothing' },
  COMPULSORY_EDUCATION: { zh: '义务教育', en: 'compulsory education' },
  BASIC_MEDICAL: { zh: '基本医疗', en: 'basic medical care' },
  SAFE_HOUSING: { zh: '住房安全', en: 'safe housing' },
  SAFE_DRINKING_WATER: { zh: '饮水安全', en: 'safe drinking water' },
} as const;
export type GuaranteeKind = keyof typeof guaranteeKinds;

export const guaranteeStates = {
  MET: { zh: '有保障', en: 'met' },
  AT_RISK: { zh: '存在风险', en: 'at risk' },
  NOT_MET: { zh: '未保障', en: 'not met' },
  UNKNOWN: { zh: '不清楚', en: 'not known' },
} as const;

export const projectCategories = {
  INDUSTRY: { zh: '产业', en: 'industry' },
  INFRASTRUCTURE: { zh: '基础设施', en: 'infrastructure' },
  PUBLIC_SERVICE: { zh: '公共服务', en: 'public service' },
  WORK_RELIEF: { zh: '以工代赈', en: 'work relief' },
  RENEWAL: { zh: '危房改造', en: 'renewal of dangerous houses' },
  WATER_WORKS: { zh: '饮水工程', en: 'water works' },
  HOUSEHOLD_ASSISTANCE: { zh: '到人到户', en: 'for single households and persons' },
} as const;

/** Where a project stands, from the proposal to the asset. */
export const projectStates = {
  PROPOSED: { zh: '申报', en: 'proposed' },
  REVIEWED: { zh: '论证', en: 'reviewed' },
  IN_LIBRARY: { zh: '入库', en: 'in the library' },
  PLAN_NOTICE: { zh: '计划公示', en: 'plan under public notice' },
  FUNDED: { zh: '资金下达', en: 'funded' },
  IN_PROGRESS: { zh: '实施', en: 'in progress' },
  COMPLETED: { zh: '完工', en: 'completed' },
  ACCEPTED: { zh: '验收', en: 'accepted' },
  EVALUATED: { zh: '绩效评价', en: 'evaluated' },
  ASSETISED: { zh: '形成资产', en: 'turned into an asset' },
  PROBLEM: { zh: '问题项目', en: 'with a problem' },
} as const;

export const expenditureKinds = {
  MEDICAL: { zh: '因病支出', en: 'medical' },
  DISABILITY: { zh: '因残支出', en: 'disability' },
  EDUCATION: { zh: '因学支出', en: 'education' },
  DISASTER: { zh: '因灾支出', en: 'disaster' },
  ACCIDENT: { zh: '意外事故支出', en: 'accident' },
  EMPLOYMENT_COST: { zh: '就业成本', en: 'cost of employment' },
  OTHER: { zh: '其他支出', en: 'other' },
} as const;
export type ExpenditureKind = keyof typeof expenditureKinds;
