import { defineFact, education, household, person, revitalisationBureau, township, villageCommittee } from 'xianjie/schema';
import { stagesOrNone } from '../codes.js';

/** A list of one school year grows old with it. */
const aSchoolYear = { months: 12 } as const;
const bureau = [education];
/** The bureau's lists first, then whoever visits the family. */
const schoolsAndVisitors = [education, township, villageCommittee];

/** Of compulsory age by the bureau's ledger and not exempt. False may mean either, so it tells nobody's health. */
export const obligedToAttend = defineFact({
  code: 'education.obligedToAttend',
  title: { zh: '应接受义务教育', en: 'obliged to attend school' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: bureau,
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

/** 因身体原因不具备学习条件: health data. */
export const exemptPhysical = defineFact({
  code: 'education.exemptPhysical',
  title: { zh: '因身体原因不具备学习条件', en: 'physically unable to attend' },
  subject: person,
  type: 'BOOLEAN',
  level: 'SENSITIVE',
  suppliers: bureau,
  source: 'RECORDED',
  staleAfter: aSchoolYear,
});

/** On a school's list. A complete list of the school that expects the child, without it, says no. */
export const enrolled = defineFact({
  code: 'education.enrolled',
  title: { zh: '在校就读', en: 'enrolled in a school' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: schoolsAndVisitors,
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

export const stage = defineFact({
  code: 'education.stage',
  title: { zh: '学段', en: 'stage of schooling' },
  subject: person,
  type: 'CODE',
  codes: stagesOrNone,
  level: 'PERSONAL',
  suppliers: schoolsAndVisitors,
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

export const atRisk = defineFact({
  code: 'education.atRiskOfDroppingOut',
  title: { zh: '有辍学失学倾向', en: 'inclined to leave school' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: schoolsAndVisitors,
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

/** 两后生: finished junior or senior high school and did not go on to the next general stage. */
export const twoAfter = defineFact({
  code: 'education.twoAfter',
  title: { zh: '“两后生”', en: 'finished junior or senior high without going on' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: schoolsAndVisitors,
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

export const ruralSchool = defineFact({
  code: 'education.ruralSchool',
  title: { zh: '就读于农村学校', en: 'at a rural school' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: schoolsAndVisitors,
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

export const inAidDatabase = defineFact({
  code: 'education.inAidDatabase',
  title: { zh: '已纳入家庭经济困难学生数据库', en: 'entered in the database of students in difficulty' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: bureau,
  source: 'RECORDED',
  staleAfter: aSchoolYear,
  absent: false,
});

/**
 * Of a household registered as plainly out of poverty: whether policy is still enjoyed. No list says it yet; the register says it by its status
 * OUT_OF_POVERTY_WITH_POLICY, and of the others nobody knows.
 */
export const policyEnjoyed = defineFact({
  code: 'education.policyEnjoyed',
  title: { zh: '仍享受帮扶政策', en: 'policy is still enjoyed' },
  subject: household,
  type: 'BOOLEAN',
  level: 'INTERNAL',
  suppliers: [revitalisationBureau],
  source: 'RECORDED',
});

/** Somebody talked with pupil and parents since the newest dropout case came to stand at risk or dropped out. Without one nobody knows. */
export const intervened = defineFact({
  code: 'education.intervened',
  title: { zh: '已提前介入', en: 'somebody intervened' },
  subject: person,
  type: 'BOOLEAN',
  level: 'PERSONAL',
  suppliers: [township, villageCommittee, education],
  source: 'DERIVED',
  staleAfter: aSchoolYear,
});

/** 送教上门 is arranged on the day: who is taught at home cannot attend, which is health data. */
export const taughtAtHome = defineFact({
  code: 'education.taughtAtHome',
  title: { zh: '已安排送教上门', en: 'taught at home' },
  subject: person,
  type: 'BOOLEAN',
  level: 'SENSITIVE',
  suppliers: [education, township],
  source: 'RECORDED',
  staleAfter: aSchoolYear,
});
