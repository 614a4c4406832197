// @ts-check
import { definePolicyModule } from 'xianjie/schema';
import { subsidy, subsidyCheck } from './checks.js';
import { stoves } from './facts.js';
import { stovesFeed } from './feed.js';
import { graphql } from './graphql.js';
import { coalAlarms } from './indicators.js';
import { plannedCheck, plannedStove } from './planned.js';
import { amount, coveredStoves, incomeLine, notice, office } from './policy.js';
import { moneyOrCoal } from './relations.js';
import { refusals } from './refusals.js';
import { stoveTable } from './tables.js';
import { shortfall } from './values.js';

export const policyModule = definePolicyModule({
  id: 'winter-heating',
  contract: 1,
  title: { zh: '冬季取暖（示例）', en: 'Winter heating (an example)' },
  owner: { code: office.code, title: office.title },
  departments: [office],
  policies: [notice],
  parameters: [incomeLine, coveredStoves, amount],
  subjects: [plannedStove],
  facts: [stoves],
  benefits: [subsidy],
  values: [shortfall],
  checks: [subsidyCheck, plannedCheck],
  relations: [moneyOrCoal],
  feeds: [stovesFeed],
  indicators: [coalAlarms],
  errors: refusals.errors,
  storage: { folder: new URL('.', import.meta.url), tables: [stoveTable] },
  graphql,
});
