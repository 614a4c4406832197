import { blank, defineParameter, nmAlzq } from 'xianjie/schema';

export const firmLoanHireShare = defineParameter({
  code: 'employment.firmLoan.hireShare',
  title: { zh: '小微企业新招用符合条件人员比例', en: 'share of qualifying people that a small firm has newly hired' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'LINE',
  values: [{ document: nmAlzq, value: blank, place: 'L187', quote: '脱贫人口等人数达到现行政策要求比例的', operator: 'gte' }],
});

export const layoffShare = defineParameter({
  code: 'employment.noLayoffRefund.layoffShare',
  title: { zh: '“少裁员”的裁员比例', en: 'share of staff laid off that still counts as few' },
  type: 'PERCENT',
  unit: 'percent',
  use: 'LINE',
  values: [{ document: nmAlzq, value: blank, place: 'L191', quote: '对不裁员、少裁员的农村牧区企业', operator: 'lte' }],
});

export const refundAmount = defineParameter({
  code: 'employment.noLayoffRefund.amount',
  title: { zh: '失业保险稳岗返还金额', en: 'refund of unemployment insurance' },
  type: 'MONEY',
  unit: 'yuan',
  use: 'AMOUNT',
  values: [{ document: nmAlzq, value: blank, place: 'L191', quote: '实施普惠性失业保险稳岗返还政策', operator: 'eq' }],
});

export const organisationParameters = [firmLoanHireShare, layoffShare, refundAmount];
