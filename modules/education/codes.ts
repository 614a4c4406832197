/** The codes of this domain: those of the catalogue's appendix letter for letter, the others from the rules themselves. */

/** 学段: from pre-school to higher education. */
export const schoolStages = {
  PRESCHOOL: { zh: '学前教育', en: 'pre-school' },
  PRIMARY: { zh: '小学', en: 'primary school' },
  JUNIOR_HIGH: { zh: '初中', en: 'junior high school' },
  SENIOR_HIGH: { zh: '普通高中', en: 'senior high school' },
  SECONDARY_VOCATIONAL: { zh: '中等职业教育', en: 'secondary vocational school' },
  HIGHER_VOCATIONAL: { zh: '高等职业教育（专科）', en: 'higher vocational college' },
  UNDERGRADUATE: { zh: '普通高校本科', en: 'university' },
} as const;
export type SchoolStage = keyof typeof schoolStages;

/** A stage, or none: whom a complete ledger leaves out is in no school. */
export const stagesOrNone = { ...schoolStages, NONE: { zh: '不在学', en: 'in no school' } } as const;

/** What the bureau's ledger holds, as its rows say: whom it leaves out is in no school only where it holds every pupil and student. */
export const ledgerScopes = {
  SCHOOL_AGE: { zh: '适龄儿童少年', en: 'children of school age' },
  ALL_PUPILS: { zh: '适龄儿童少年及在校学生', en: 'children of school age and every pupil and student' },
} as const;

/** EXEMPT_PHYSICAL is never on a school's list: it is health data and stands in the bureau's ledger. */
export const schoolingStatuses = {
  ENROLLED: { zh: '在学', en: 'enrolled' },
  AT_RISK_OF_DROPPING_OUT: { zh: '有辍学倾向', en: 'at risk of dropping out' },
  DROPPED_OUT: { zh: '辍学', en: 'dropped out' },
  RETURNED: { zh: '已复学', en: 'returned to school' },
  EXEMPT_PHYSICAL: { zh: '因身体原因不具备学习条件', en: 'physically unable to attend' },
} as const;

const { EXEMPT_PHYSICAL: _exempt, ...listed } = schoolingStatuses;
/** What a school's list may say. */
export const listedStatuses = listed;
export type ListedStatus = keyof typeof listedStatuses;

/** Student aid; what the packages hold is blank in the sources. */
export const aidKinds = {
  TWO_EXEMPTIONS_ONE_SUBSIDY: { zh: '两免一补', en: 'two exemptions, one subsidy' },
  THREE_EXEMPTIONS_ONE_AID: { zh: '三免一助', en: 'three exemptions, one aid' },
  RAIN_DEW: { zh: '雨露计划', en: 'Rain-Dew plan' },
  VOCATIONAL_AID: { zh: '“两后生”职业教育资助', en: 'aid for vocational education' },
  NUTRITION: { zh: '营养改善计划', en: 'nutrition plan' },
  TUITION_WAIVER: { zh: '免除学费', en: 'tuition waiver' },
  OTHER: { zh: '其他学生资助', en: 'other student aid' },
} as const;
export type AidKind = keyof typeof aidKinds;

/** The half of a school year that aid is counted for. */
export const terms = { AUTUMN: { zh: '秋季学期', en: 'autumn term' }, SPRING: { zh: '春季学期', en: 'spring term' } } as const;
export type Term = keyof typeof terms;

/**
 * Where a dropout case stands (catalogue W9). NO_LONGER_OBLIGED keeps apart what may be told from what may not: that a child is exempt for
 * physical reasons is health data, that it owes no attendance is not.
 */
export const dropoutStates = {
  CHECKED: { zh: '摸排在册', en: 'checked' },
  AT_RISK: { zh: '有辍学倾向', en: 'at risk' },
  DROPPED_OUT: { zh: '辍学', en: 'dropped out' },
  RETURNED: { zh: '已复学', en: 'returned' },
  NO_LONGER_OBLIGED: { zh: '不再负有就学义务', en: 'no longer obliged to attend' },
} as const;
export type DropoutState = keyof typeof dropoutStates;

/** Labels that the sources use and do not explain (catalogue 9.7): a local administrator says what they hold. */
export const educationLabels = {
  SEVEN_CHIEFS: { zh: '“七长”责任制', en: 'the "seven chiefs"' },
  THREE_HELP_ONE: { zh: '“三帮一”劝返复学', en: '"three help one"' },
  TWO_EXEMPTIONS_ONE_SUBSIDY: aidKinds.TWO_EXEMPTIONS_ONE_SUBSIDY,
  THREE_EXEMPTIONS_ONE_AID: aidKinds.THREE_EXEMPTIONS_ONE_AID,
} as const;
export type EducationLabel = keyof typeof educationLabels;
