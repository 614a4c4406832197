/** Kinds of operating entities (新型农业经营主体 and workshops; catalogue, appendix A). */
export const operatingEntityKinds = {
  LEADING_ENTERPRISE: { zh: '龙头企业', en: 'leading enterprise' },
  COOPERATIVE: { zh: '合作社', en: 'cooperative' },
  FAMILY_FARM: { zh: '家庭农场', en: 'family farm' },
  LARGE_GROWER: { zh: '专业大户', en: 'large grower' },
  VILLAGE_COLLECTIVE: { zh: '村集体经济组织', en: 'village collective' },
  WORKSHOP: { zh: '帮扶车间', en: 'assistance workshop' },
} as const;

/** How a workshop works: people come to it, or it brings the work home. */
export const workshopForms = {
  HALL: { zh: '作坊式', en: 'workshop hall' },
  HOME_BASED: { zh: '家居式', en: 'home-based' },
} as const;

/** What a visit to a workshop found. */
export const inspectionFindings = {
  REGULAR: { zh: '规范', en: 'regular' },
  IRREGULAR: { zh: '不规范，待整改', en: 'irregular, to be put right' },
  RECTIFIED: { zh: '已整改', en: 'put right' },
} as const;

/** Where a workshop's reward for one worker stands. */
export const rewardStates = {
  NONE: { zh: '未申领', en: 'not claimed' },
  CLAIMED: { zh: '已申领', en: 'claimed' },
  PAID: { zh: '已发放', en: 'paid' },
} as const;

/** The two funds that the document names for rewards. */
export const rewardFunds = {
  EMPLOYMENT_SUBSIDY: { zh: '就业补助资金', en: 'employment subsidy fund' },
  LINKAGE: { zh: '衔接资金', en: 'linkage funds' },
} as const;
