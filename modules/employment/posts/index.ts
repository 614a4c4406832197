import type { Part } from '../part.js';
import { checks } from './checks.js';
import { postDemo } from './demo.js';
import { dailyPostWage, postWage } from './facts.js';
import { attendanceFeed } from './feed.js';
import { addPostGraph } from './graph/index.js';
import { postParameters } from './parameters.js';
import { postRefusals } from './refusals.js';
import { sources } from './sources.js';
import { postTables } from './tables.js';

/** Public welfare posts (公益性岗位): 按需设岗、以岗聘任、在岗领补、有序退岗. */
export const posts: Part = {
  parameters: postParameters,
  facts: sources,
  benefits: [postWage, dailyPostWage],
  checks,
  feeds: [attendanceFeed],
  errors: postRefusals.errors,
  tables: postTables,
  demo: postDemo,
  graphql: addPostGraph,
  covers: [
    { item: 'system:52', by: ['Mutation.recordAttendance', 'feed:employment.postAttendance', 'PostContract.attendance'] },
    {
      item: 'W8',
      by: [
        'Mutation.proposeWelfarePost',
        'Mutation.advanceWelfarePost',
        'Mutation.applyForPost',
        'Mutation.contractPost',
        'Mutation.payPost',
        'Mutation.exitPost',
      ],
      note: 'A first form: steps with guards and their clauses. Who is selected is decided by people; the list of who comes first is `employment.publicPost` with its rank.',
    },
  ],
  notModelled: [
    {
      rule: 'employment.pvPosts',
      state: 'LATER',
      why: 'It is about the income of village solar stations, which the module industry brings.',
    },
  ],
};
