import {
  all,
  any,
  blank,
  cash,
  defineCheck,
  equals,
  gte,
  hljSys,
  householdOf,
  lastYear,
  lte,
  named,
  nmAlzq,
  nonPolicy,
  not,
  of,
  outOfPoverty,
  status,
  thisYear,
  type Benefit,
} from 'xianjie/schema';
import { workshopRewardAmount, workshopRewardWageFloor } from '../parameters.js';
import { countedElsewhere, layoffs, organisationKind, rewardState, ruralFirm, smallFirm, workshopPay } from './facts.js';
import { firmLoanHireShare, layoffShare, refundAmount } from './parameters.js';
import { organisation, workerOf, workshopJob, workshopOf } from './subjects.js';
import { shareLaidOff, shareOfQualifyingHires } from './values.js';

/** Benefits of firms: nobody records their receipt yet, so no fact tells who holds one. */
const benefit = (code: string, zh: string, en: string, form: Benefit['form']): Benefit => ({
  declares: 'benefit',
  code: `employment.${code}`,
  title: { zh, en },
  form,
  recordedIn: null,
});
const rewardBenefit = benefit('workshopReward', '就业帮扶车间奖补', 'reward of a workshop', 'CASH');
const firmLoanBenefit = benefit('firmLoan', '小微企业创业担保贷款', 'start-up loan of a small firm', 'LOAN');
const refundBenefit = benefit('noLayoffRefund', '失业保险稳岗返还', 'refund of unemployment insurance', 'CASH');
export const benefits = [rewardBenefit, firmLoanBenefit, refundBenefit];

export const workshopReward = defineCheck({
  code: 'employment.workshopReward',
  title: { zh: '就业帮扶车间奖补', en: 'Reward of a workshop for employing an out-of-poverty person' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: workshopJob,
  policy: {
    document: hljSys,
    place: 'L29',
    quote: '就业帮扶车间每吸纳1名脱贫人口就业,年度累计支付劳动报酬不低于当年防返贫动态监测范围标准的',
  },
  when: all(
    of(workshopOf, equals(organisationKind, 'WORKSHOP')),
    of(workerOf, of(householdOf, outOfPoverty)),
    gte(thisYear(workshopPay), workshopRewardWageFloor),
    not(
      named({ zh: '已由其他车间申领奖补的务工人员', en: 'a worker for whom another workshop has claimed' }, equals(countedElsewhere, true)),
    ),
  ),
  fulfilled: equals(rewardState, 'PAID'),
  gives: cash(rewardBenefit, workshopRewardAmount, { per: 'PERSON', every: 'ONCE' }),
  note: {
    zh: '每名务工人员只计一次，跨车间也只计一次：这是本平台的读法，原文只写“一次性”，未写明跨车间如何计。往年的报酬以当年12月31日为查询日判断。',
    en: 'Each worker counts once, also across workshops: our reading. The source says "one-off" and nothing of a second workshop. Pay of an earlier year is asked as of 31 December of that year.',
  },
});

export const firmLoan = defineCheck({
  code: 'employment.firmLoan',
  title: { zh: '小微企业吸纳就业优惠贷款', en: 'Loan for small firms that hire' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: organisation,
  policy: {
    document: nmAlzq,
    place: 'L187',
    quote: '对小微企业当年新招用符合创业担保贷款申请条件的脱贫人口等人数达到现行政策要求比例的,及时兑付相关优惠贷款政策',
  },
  when: all(
    named({ zh: '小微企业', en: 'a small or micro firm' }, equals(smallFirm, true)),
    gte(shareOfQualifyingHires, firmLoanHireShare),
  ),
  gives: status(firmLoanBenefit),
  note: {
    zh: '“现行政策要求比例”原文未载，占谁的比例也未写明，此处读作占职工人数。',
    en: 'The share is left to "current rules" and not said, nor what it is a share of; read here as of the staff.',
  },
});

export const noLayoffRefund = defineCheck({
  code: 'employment.noLayoffRefund',
  title: { zh: '失业保险稳岗返还', en: 'Unemployment insurance refund for firms that lay off nobody or few' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: organisation,
  policy: { document: nmAlzq, place: 'L191', quote: '对不裁员、少裁员的农村牧区企业,实施普惠性失业保险稳岗返还政策' },
  when: all(
    named({ zh: '农村牧区企业', en: 'a rural firm' }, equals(ruralFirm, true)),
    any(equals(lastYear(layoffs), nonPolicy(0, 'the source says nobody: 不裁员')), lte(shareLaidOff, layoffShare)),
  ),
  gives: cash(refundBenefit, refundAmount, { per: 'ORGANISATION', every: blank }),
  note: {
    zh: '“少裁员”的比例原文未载：未裁员的可以判断，裁了员的待定。年度原文未写明，读作上一个完整年度。是否已返还尚无人登记，因此不列为应享未享。',
    en: 'How few is "few" is not said: a firm that laid off nobody can be judged, one that did cannot. The year is not said; read as the last complete one. Nobody records yet who was refunded, so no firm is shown as lacking it.',
  },
});

export const checks = [workshopReward, firmLoan, noLayoffRefund];
