import {
  all,
  any,
  defineCheck,
  equals,
  gte,
  hljSys,
  householdOf,
  monitored,
  nmAlzq,
  of,
  oneOf,
  outOfPoverty,
  person,
  labourCapacity,
  project,
  projectCategory,
  projectPaidAmount,
  ranked,
  ratio,
  status,
} from 'xianjie/schema';
import { workReliefLabourShare } from '../../parameters.js';
import { workReliefFirst } from '../benefits.js';
import { projectLabourPay } from '../facts.js';

export const workReliefShare = defineCheck({
  code: 'employment.workReliefShare',
  title: { zh: '以工代赈劳务报酬比例', en: 'Labour pay of work-relief projects' },
  kind: 'DUTY',
  force: 'MUST',
  subject: project,
  policy: { document: nmAlzq, place: 'L187', quote: '“以工代赈”用于劳务报酬的比例不低于10%,并酌情适当提高' },
  when: equals(projectCategory, 'WORK_RELIEF'),
  fulfilled: gte(
    ratio({ title: { zh: '劳务报酬占比', en: 'share of labour pay' }, part: projectLabourPay, whole: projectPaidAmount }),
    workReliefLabourShare,
  ),
  note: {
    zh: '原文未写明比例的分母，读作已拨付资金；尚未拨付的项目比例未知。',
    en: 'The source does not say of what the share is taken; read as of the money paid out. Of a project without payments it is unknown.',
  },
});

export const workReliefPriority = defineCheck({
  code: 'employment.workReliefPriority',
  title: { zh: '以工代赈优先吸纳', en: 'First to be hired for work relief' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: [
    { document: nmAlzq, place: 'L187', quote: '优先安排脱贫人口通过“以工代赈”方式参与' },
    { document: hljSys, place: 'L27', quote: '优先推广以工代赈方式实施,优先吸纳脱贫人口、监测对象参与务工' },
  ],
  when: all(of(householdOf, any(outOfPoverty, monitored)), oneOf(labourCapacity, ['FULL', 'WEAK_OR_HALF', 'PARTIAL_LOSS'])),
  rank: ranked(of(householdOf, outOfPoverty), of(householdOf, monitored)),
  gives: status(workReliefFirst),
  note: {
    zh: '镇方案只写脱贫人口，市方案并列脱贫人口和监测对象，故脱贫人口排在前；此外原文不分先后。以工代赈需参加劳动，无劳动能力者不列入。',
    en: 'The town plan names out-of-poverty people only, the city plan names monitored people beside them: these come second. The sources order no further. It is work, so who cannot work is not listed.',
  },
});
