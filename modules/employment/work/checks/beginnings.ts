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
  named,
  not,
  of,
  outOfPoverty,
  person,
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
import { graduate, graduatePlan, startupHelped, trained, wantsBusiness, wantsTraining } from '../facts.js';

export const graduates = defineCheck({
  code: 'employment.graduate',
  title: { zh: '脱贫家庭高校毕业生帮扶', en: 'Graduates of out-of-poverty families' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '对脱贫家庭高校毕业生,制定“一人一档、一人一策”帮扶计划' },
  when: all(
    of(householdOf, outOfPoverty),
    named({ zh: '高校毕业生', en: 'a college graduate' }, equals(graduate, true)),
    not(equals(hasJob, true)),
  ),
  fulfilled: equals(graduatePlan, true),
  gives: status(graduateService),
  note: {
    zh: '原文未写“未就业”，但目的是实现就业，故已就业者不列入。建档即“一人一档”，有计划即“一人一策”。毕业后几年内算毕业生，原文未写，此处不设年限。',
    en: 'The source does not say “unemployed”; its aim is work, so who works is not listed. The opened case is the file, its plan is the plan. For how many years after graduation somebody is one, the source does not say: no limit is set.',
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
  fulfilled: equals(thisYear(startupHelped), true),
  gives: [
    status(startupTaxRelief),
    status(startupPremises),
    status(startupLoan),
    cash(startupSubsidy, blank, { per: 'PERSON', every: 'ONCE' }),
    status(startupTraining),
  ],
  note: {
    zh: '“按规定”的标准原文未写，补贴金额未知；享受其中一项即为落实，往年享受的也算。当年人社部门全量名单上没有、往年也无记录的，即未落实。对象读作同段开头的脱贫户和监测对象；“有创业意愿的”紧接“对返乡回流脱贫劳动力跟踪服务”之后，亦可读作只指返乡回流人员，此处从宽。',
    en: 'The rules that the source refers to are not in it: the amount is unknown. One of the five counts, also of an earlier year; who is not on the bureau’s complete list of the year and has nothing on record from before had none. Whom it speaks of is read from the head of the paragraph, out-of-poverty and monitored households; the sentence follows the one on returned workers and may be read as of these only. The wider reading is taken.',
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
