// @ts-check
import { defineValue, household, lastYear, minus, perCapitaNetIncome } from 'xianjie/schema';
import { incomeLine, notice } from './policy.js';

export const shortfall = defineValue({
  code: 'winterHeating.shortfall',
  title: { zh: '距取暖补贴收入线', en: 'short of the income line' },
  subject: household,
  policy: { document: notice, place: 'L3', quote: '脱贫户上年人均纯收入低于7000元' },
  is: minus(incomeLine, lastYear(perCapitaNetIncome)),
});
