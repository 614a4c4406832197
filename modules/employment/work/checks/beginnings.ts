import {
  all,
  any,
  blank,
  cash,
  defineCheck,
  equals,
  hasJob,
  hljSys,
  householdOf,
  monitored,
  not,
  of,
  outOfPoverty,
  person,
  received,
  status,
  thisYear,
  townA,
} from 'xianjie/schema';
import {
  freeTraining,
  graduateService,
  startupLoan,
  startupPremises,
  startupSubsidy,
  startupTaxRelief,
  startupTraining,
} from '../benefits.js';
import { graduate, graduatePlan, trained, wantsBusiness, wantsTraining } from '../facts.js';

export const graduates = defineCheck({
  code: 'employment.graduate',
  title: { zh: '脱贫家庭高校毕业生帮扶', en: 'Graduates of out-of-poverty families' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '对脱贫家庭高校毕业生,制定“一人一档、一人一策”帮扶计划' },
  when: all(of(householdOf, outOfPoverty), equals(graduate, true), not(equals(hasJob, true))),
  fulfilled: equals(graduatePlan, true),
  gives: status(graduateService),
  note: {
    zh: '原文未写“未就业”，但目的是实现就业，故已就业者不列入。建档即“一人一档”，有计划即“一人一策”。',
    en: 'The source does not say “unemployed”; its aim is work, so who works is not listed. The opened case is the file, its plan is the plan.',
  },
});

export const startup = defineCheck({
  code: 'employment.startup',
  title: { zh: '创业扶持', en: 'Start-up support' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '按规定落实税费减免、场地安排、创业担保贷款、一次性创业补贴和创业培训等支持政策' },
  when: all(of(householdOf, any(outOfPoverty, monitored)), equals(wantsBusiness, true)),
  fulfilled: any(
    received(startupSubsidy),
    received(startupLoan),
    received(startupPremises),
    received(startupTaxRelief),
    received(startupTraining),
  ),
  gives: [
    status(startupTaxRelief),
    status(startupPremises),
    status(startupLoan),
    cash(startupSubsidy, blank, { per: 'PERSON', every: 'ONCE' }),
    status(startupTraining),
  ],
  note: {
    zh: '“按规定”的标准原文未写，补贴金额未知；享受其中一项即为落实。对象为同段所述脱贫户和监测对象。',
    en: 'The rules that the source refers to are not in it: the amount is unknown. One of the five on record counts. Whom it speaks of stands at the head of the paragraph.',
  },
});

export const training = defineCheck({
  code: 'employment.training',
  title: { zh: '免费技能培训', en: 'Free training' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: townA, place: '§A 四.2 L96', quote: '有针对性开展免费就业技能培训和种植、养殖技术培训' },
  when: all(of(householdOf, any(outOfPoverty, monitored)), equals(wantsTraining, true)),
  fulfilled: equals(thisYear(trained), true),
  gives: status(freeTraining),
  note: {
    zh: '按意愿参加，“三类人群”即三类监测对象。原文未写周期，按本年度是否参加过培训核对；“严格落实补助政策”未写标准。',
    en: 'By wish. The “three groups” are the monitored ones. The source names no period: looked up for the running year. It mentions a subsidy without a rate.',
  },
});
