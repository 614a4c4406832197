// @ts-check
import {
  all,
  cash,
  defineBenefit,
  defineCheck,
  household,
  householdBenefits,
  lastYear,
  lt,
  oneOf,
  outOfPoverty,
  perCapitaNetIncome,
  received,
} from 'xianjie/schema';
import { stove } from './facts.js';
import { amount, coveredStoves, incomeLine, notice } from './policy.js';

export const subsidy = defineBenefit({
  code: 'winterHeating.subsidy',
  title: { zh: '取暖补贴', en: 'heating subsidy' },
  form: 'CASH',
  recordedIn: householdBenefits,
});

export const subsidyCheck = defineCheck({
  code: 'winterHeating.subsidy',
  title: { zh: '取暖补贴', en: 'Heating subsidy' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: household,
  policy: { document: notice, place: 'L3', quote: '脱贫户上年人均纯收入低于7000元、以燃煤炉或火炕取暖的，每户每年补贴300元' },
  when: all(outOfPoverty, oneOf(stove, coveredStoves), lt(lastYear(perCapitaNetIncome), incomeLine)),
  fulfilled: received(subsidy),
  gives: cash(subsidy, amount, { per: 'HOUSEHOLD', every: 'YEAR' }),
});
