import {
  all,
  any,
  equals,
  householdOf,
  includes,
  monitored,
  named,
  not,
  of,
  oneOf,
  outOfPoverty,
  received,
  registerStatus,
} from 'xianjie/schema';
import { aidCodes } from './aid-codes.js';
import { benefits, rainDewAid, threeExemptionsOneAid, twoExemptionsOneSubsidy } from './benefits.js';
import type { AidKind } from './codes.js';
import { aidsEntitled, enrolled, stage } from './facts/facts.js';

export const ofOutOfPovertyFamily = of(householdOf, outOfPoverty);

/** 易返贫致贫家庭 among those out of poverty: registered once, and monitored today. */
export const ofFamilyAtRisk = of(
  householdOf,
  named({ zh: '脱贫人口中的易返贫致贫家庭', en: 'an out-of-poverty household at risk of falling back' }, all(outOfPoverty, monitored)),
);

/** 脱贫享受政策、脱贫不稳定、边缘易致贫、突发严重困难. */
export const ofFourKindsOfFamily = of(
  householdOf,
  named({ zh: '四类困难家庭', en: 'a household of the four kinds' }, any(oneOf(registerStatus, ['OUT_OF_POVERTY_WITH_POLICY']), monitored)),
);

export const studies = named({ zh: '在校学生', en: 'a pupil or student' }, equals(enrolled, true));

export const inCompulsoryStage = named({ zh: '义务教育阶段', en: 'in compulsory education' }, oneOf(stage, ['PRIMARY', 'JUNIOR_HIGH']));

export const inVocationalEducation = named(
  { zh: '接受职业教育', en: 'in vocational education' },
  oneOf(stage, ['SECONDARY_VOCATIONAL', 'HIGHER_VOCATIONAL']),
);

/** 普通高校本、专科阶段. */
export const inCollege = named(
  { zh: '普通高校本专科阶段', en: 'at a college or university' },
  oneOf(stage, ['HIGHER_VOCATIONAL', 'UNDERGRADUATE']),
);

export const entitledTo = (kind: AidKind) => includes(aidsEntitled, aidCodes[kind].code, aidCodes[kind].title);

/** Nothing that the one-list grants is still to come. */
const settled = (of: typeof benefits) => all(...of.map((aid) => any(not(includes(aidsEntitled, aid.code, aid.title)), received(aid))));

export const packagesReceived = named(
  { zh: '应享受的“两免一补”“三免一助”均已享受', en: 'the packages entitled to are received' },
  settled([twoExemptionsOneSubsidy, threeExemptionsOneAid]),
);

export const allAidReceived = named({ zh: '应享受的资助均已享受', en: 'all aid entitled to is received' }, settled(benefits));

export const rainDewReceived = received(rainDewAid);
