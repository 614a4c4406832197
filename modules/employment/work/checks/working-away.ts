import {
  all,
  any,
  defineCheck,
  equals,
  hljSys,
  householdOf,
  monitored,
  named,
  of,
  oneOf,
  outOfPoverty,
  person,
  hasJob,
  labourCapacity,
  status,
  thisYear,
} from 'xianjie/schema';
import { accidentInsurance, migrantService, returneeService } from '../benefits.js';
import { migrantHelped, returned, returneePlan, trained, willingAway } from '../facts.js';

export const migrantWork = defineCheck({
  code: 'employment.migrantWork',
  title: { zh: '外出务工帮扶', en: 'Help to work away' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '对具备务工条件且有务工意愿的脱贫户和监测对象,从搭建信息平台、组织技能培训' },
  when: all(of(householdOf, any(outOfPoverty, monitored)), oneOf(labourCapacity, ['FULL', 'WEAK_OR_HALF']), equals(willingAway, true)),
  fulfilled: any(equals(thisYear(migrantHelped), true), equals(thisYear(trained), true)),
  gives: [status(migrantService), status(accidentInsurance)],
  note: {
    zh: '“具备务工条件”读作有劳动能力或弱半劳动力。原文列举多种帮扶方式，当年享受其中一种(服务、补贴、意外险或培训)即为已帮扶；原文未写周期，按年核对人社部门全量名单，名单上都没有的即未帮扶。意外险由部门购买，保额未写明。',
    en: '“Able to go out and work” is read as full, weak or half labour. Of the many kinds of help that the source lists, one in the year counts: a service, a subsidy, the insurance, a course. The source names no period: looked up for the year on the bureau’s complete lists; who is on neither had no help. The accident insurance is bought for the worker; the source names no sum.',
  },
});

export const returnees = defineCheck({
  code: 'employment.returnees',
  title: { zh: '返乡回流人员跟踪服务', en: 'Follow-up of returned workers' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '对返乡回流脱贫劳动力跟踪服务' },
  when: all(of(householdOf, outOfPoverty), named({ zh: '返乡回流人员', en: 'back from working away' }, equals(returned, true))),
  fulfilled: any(equals(hasJob, true), equals(returneePlan, true)),
  gives: status(returneeService),
  note: {
    zh: '已再就业，或已制定“一户一策”帮扶计划，即为落实。未建档的返乡人员是否有计划为未知。',
    en: 'Done when the person works again, or when there is a plan (one household, one plan). Of a returnee for whom no case was opened, nobody said whether there is one.',
  },
});
