import { definePolicyModule } from '../contract/module.js';
import { benefits } from './benefits.js';
import { checks } from './checks.js';
import { departments } from '../facts/departments.js';
import { covers, notModelled } from './covers.js';
import { coreErrors } from './errors.js';
import { coreFeeds } from './feeds/index.js';
import { coreGraph } from './graph/core-graph.js';
import { indicators } from './indicators.js';
import { parameters } from './parameters.js';
import { policies } from './policies.js';
import { sources } from './sources.js';
import { subjects } from '../facts/subjects.js';
import { values } from './values.js';

/** The core is the first user of the contract: it takes no privilege that a module lacks. */
export const coreModule = definePolicyModule({
  id: 'core',
  contract: 1,
  title: { zh: '核心登记与监测', en: 'Core registry and monitoring' },
  owner: { code: 'RRB', title: { zh: '乡村振兴局', en: 'Rural revitalisation bureau' } },
  departments,
  policies,
  parameters,
  subjects,
  facts: sources,
  benefits,
  values,
  checks,
  indicators,
  feeds: coreFeeds,
  errors: coreErrors,
  graphql: coreGraph,
  covers,
  notModelled,
});
