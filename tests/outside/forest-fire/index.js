// @ts-check
import { definePolicyModule } from 'xianjie/schema';
import { allowance, allowanceCheck, meals, trainingCheck } from './checks.js';
import { demo } from './demo.js';
import { patrols } from './facts.js';
import { patrolsFeed } from './feed.js';
import { graphql } from './graphql.js';
import { amount, mealAmount, minimumDays, notice, office } from './policy.js';
import { refusals } from './refusals.js';
import { patrolTable, sectionTable } from './tables.js';

export const policyModule = definePolicyModule({
  id: 'forest-fire',
  contract: 1,
  title: { zh: '护林防火巡护（示例）', en: 'Forest fire patrols (an example)' },
  owner: { code: office.code, title: office.title },
  departments: [office],
  policies: [notice],
  parameters: [minimumDays, amount, mealAmount],
  facts: [patrols],
  benefits: [allowance, meals],
  checks: [allowanceCheck, trainingCheck],
  feeds: [patrolsFeed],
  errors: refusals.errors,
  storage: { folder: new URL('.', import.meta.url), tables: [sectionTable, patrolTable] },
  graphql,
  demo,
});
