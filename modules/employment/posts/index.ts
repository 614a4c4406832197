import type { Part } from '../part.js';
import { checks } from './checks.js';
import { covers, notModelled } from './covers.js';
import { postDemo } from './demo.js';
import { dailyPostFirst, dailyPostWage, postFirst, postWage } from './facts.js';
import { attendanceFeed } from './feed.js';
import { addPostGraph } from './graph/index.js';
import { contractLife, contractState, postLife } from './life.js';
import { postParameters } from './parameters.js';
import { postRefusals } from './refusals.js';
import { sources } from './sources.js';
import { postTables } from './tables.js';

/** Public welfare posts (公益性岗位): 按需设岗、以岗聘任、在岗领补、有序退岗. */
export const posts: Part = {
  parameters: postParameters,
  facts: [...sources, contractState.source],
  benefits: [postWage, dailyPostWage, postFirst, dailyPostFirst],
  checks,
  lifecycles: [postLife, contractLife],
  feeds: [attendanceFeed],
  errors: postRefusals.errors,
  tables: postTables,
  demo: postDemo,
  graphql: addPostGraph,
  covers,
  notModelled,
};
