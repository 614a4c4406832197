import { definePolicyModule } from 'xianjie/schema';
import { benefits } from './benefits.js';
import { checks } from './checks/index.js';
import { covers, notModelled } from './covers.js';
import { demo } from './demo/index.js';
import { dropout, dropoutState } from './dropout/lifecycle.js';
import { sources } from './facts/sources.js';
import { feeds } from './feeds/index.js';
import { graphql } from './graphql/index.js';
import { indicators } from './indicators.js';
import { parameters } from './parameters.js';
import { refusals } from './refusals.js';
import { tables } from './tables.js';
import { values } from './values.js';

/** Education (教育保障): schooling, student aid, dropout control. */
export const policyModule = definePolicyModule({
  id: 'education',
  contract: 1,
  title: { zh: '教育保障', en: 'Education' },
  owner: { code: 'EDU', title: { zh: '教体局', en: 'Education and sports bureau' } },
  storage: { folder: new URL('.', import.meta.url), tables },
  parameters,
  facts: [...sources, dropoutState.source],
  benefits,
  values,
  checks,
  indicators,
  lifecycles: [dropout],
  feeds,
  errors: refusals.errors,
  graphql,
  demo,
  covers,
  notModelled,
});
