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
  projectState,
  ratio,
  status,
} from 'xianjie/schema';
import { workReliefLabourShare } from '../../parameters.js';
import { workReliefFirst } from '../benefits.js';
import { projectLabourPay } from '../facts.js';

/** Work is done: what was paid for labour by then is all there will be. */
const finished = ['COMPLETED', 'ACCEPTED', 'EVALUATED', 'ASSETISED'] as const;

export const workReliefShare = defineCheck({
  code: 'employment.workReliefShare',
  title: { zh: '以工代赈劳务报酬比例', en: 'Labour pay of work-relief projects' },
  kind: 'DUTY',
  force: 'MUST',
  subject: project,
  policy: { document: nmAlzq, place: 'L187', quote: '“以工代赈”用于劳务报酬的比例不低于10%,并酌情适当提高' },
  when: all(equals(projectCategory, 'WORK_RELIEF'), oneOf(projectState, finished)),
  fulfilled: gte(
    ratio({
      title: { zh: '劳务报酬占已拨付资金比例', en: 'share of labour pay in the money paid out' },
      part: projectLabourPay,
      whole: projectPaidAmount,
    }),
    workReliefLabourShare,
  ),
  note: {
    zh: '原文未写明比例的分母，读作已拨付资金。完工以后才核对：在建项目仍可能达到比例；问题项目不知是否已完工，不列入。',
    en: 'The source does not say of what the share is taken; read as of the money paid out. Looked up once the work is done: a running project may still reach it; of one with a problem nobody said whether it is done, it is left out.',
  },
});

const canWork = oneOf(labourCapacity, ['FULL', 'WEAK_OR_HALF', 'PARTIAL_LOSS']);

export const workReliefPriority = defineCheck({
  code: 'employment.workReliefPriority',
  title: { zh: '以工代赈优先吸纳', en: 'First to be hired for work relief' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: hljSys, place: 'L27', quote: '优先推广以工代赈方式实施,优先吸纳脱贫人口、监测对象参与务工' },
  when: all(of(householdOf, any(outOfPoverty, monitored)), canWork),
  gives: status(workReliefFirst),
  note: {
    zh: '原文并列脱贫人口和监测对象，不分先后。以工代赈需参加劳动，无劳动能力者不列入。',
    en: 'The source names out-of-poverty and monitored people side by side and orders them no further. It is work, so who cannot work is not listed.',
  },
});

export const workReliefPriorityOutOfPoverty = defineCheck({
  code: 'employment.workReliefPriorityOutOfPoverty',
  title: { zh: '以工代赈优先安排脱贫人口', en: 'First to be hired for work relief: out-of-poverty people' },
  kind: 'STATUS',
  force: 'MUST',
  subject: person,
  policy: { document: nmAlzq, place: 'L187', quote: '优先安排脱贫人口通过“以工代赈”方式参与' },
  rules: ['employment.workReliefPriority'],
  when: all(of(householdOf, outOfPoverty), canWork),
  gives: status(workReliefFirst),
  note: {
    zh: '原文只写脱贫人口，未提监测对象。以工代赈需参加劳动，无劳动能力者不列入。',
    en: 'The source names out-of-poverty people only, not monitored ones. It is work, so who cannot work is not listed.',
  },
});
