import {
  all,
  any,
  equals,
  householdOf,
  monitored,
  named,
  not,
  of,
  oneOf,
  outOfPoverty,
  registerStatus,
  type LocalizedText,
} from 'xianjie/schema';
import { aidCodes } from './aid-codes.js';
import { aidKinds, type AidKind } from './codes.js';
import { entitledTo, receivedAid } from './facts/aid-facts.js';
import {
  atRisk,
  enrolled,
  exemptPhysical,
  inAidDatabase,
  intervened,
  obligedToAttend,
  policyEnjoyed,
  ruralSchool,
  stage,
  taughtAtHome,
  twoAfter,
} from './facts/facts.js';

export const ofOutOfPovertyFamily = of(householdOf, outOfPoverty);

/** 易返贫致贫家庭 among those out of poverty: registered once, and monitored today. */
export const ofFamilyAtRisk = of(
  householdOf,
  named({ zh: '脱贫人口中的易返贫致贫家庭', en: 'an out-of-poverty household at risk of falling back' }, all(outOfPoverty, monitored)),
);

/** Registered as out of poverty, without a word of whether policy is still enjoyed: then nobody knows, unless it is said. */
const perhapsWithPolicy = all(oneOf(registerStatus, ['OUT_OF_POVERTY']), equals(policyEnjoyed, true));

/** 脱贫享受政策、脱贫不稳定、边缘易致贫、突发严重困难. */
export const ofFourKindsOfFamily = of(
  householdOf,
  named(
    { zh: '四类困难家庭', en: 'a household of the four kinds' },
    any(oneOf(registerStatus, ['OUT_OF_POVERTY_WITH_POLICY']), perhapsWithPolicy, monitored),
  ),
);

export const studies = named({ zh: '在校学生', en: 'a pupil or student' }, equals(enrolled, true));

export const mustAttend = named({ zh: '应接受义务教育的儿童少年', en: 'a child obliged to attend school' }, equals(obligedToAttend, true));

export const inclinedToLeave = named({ zh: '有辍学失学倾向的学生', en: 'a pupil inclined to leave school' }, equals(atRisk, true));

export const talkedWith = named({ zh: '已提前介入的学生', en: 'a pupil with whom somebody talked' }, equals(intervened, true));

export const unableToAttend = named(
  { zh: '因身体原因不具备学习条件的儿童少年', en: 'a child physically unable to attend' },
  equals(exemptPhysical, true),
);

export const hasHomeTeaching = named({ zh: '已安排送教上门的儿童少年', en: 'a child taught at home' }, equals(taughtAtHome, true));

export const enteredInDatabase = named({ zh: '已纳入数据库的学生', en: 'a student entered in the database' }, equals(inAidDatabase, true));

export const didNotGoOn = named(
  { zh: '“两后生”', en: 'somebody who finished junior or senior high school without going on' },
  equals(twoAfter, true),
);

export const atRuralSchool = named({ zh: '农村学校学生', en: 'a pupil of a rural school' }, equals(ruralSchool, true));

export const inCompulsoryStage = named(
  { zh: '义务教育阶段的学生', en: 'a pupil of compulsory education' },
  oneOf(stage, ['PRIMARY', 'JUNIOR_HIGH']),
);

export const inVocationalEducation = named(
  { zh: '接受职业教育的学生', en: 'a student of vocational education' },
  oneOf(stage, ['SECONDARY_VOCATIONAL', 'HIGHER_VOCATIONAL']),
);

/** 普通高校本、专科阶段. */
export const inCollege = named(
  { zh: '普通高校本专科阶段的学生', en: 'a student of a college or university' },
  oneOf(stage, ['HIGHER_VOCATIONAL', 'UNDERGRADUATE']),
);

const titled = (zh: string, en: string, { title }: { readonly title: LocalizedText }) => ({
  zh: `${zh}${title.zh}的学生`,
  en: `${en} ${title.en}`,
});

/** Entitled by the one-list; received or not. */
export const isEntitledTo = (kind: AidKind) =>
  named(titled('应享受', 'a pupil entitled to', aidCodes[kind]), equals(entitledTo[kind], true));

/** Received, by the one-list. */
export const hasReceived = (kind: AidKind) =>
  named(titled('已享受', 'a pupil who has received', aidCodes[kind]), equals(receivedAid[kind], true));

export const allAidReceived = named(
  { zh: '应享受的资助均已享受', en: 'all aid entitled to is received' },
  all(...(Object.keys(aidKinds) as AidKind[]).map((kind) => any(not(isEntitledTo(kind)), hasReceived(kind)))),
);
