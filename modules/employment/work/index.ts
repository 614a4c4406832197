import type { Part } from '../part.js';
import { benefits } from './benefits.js';
import { checks } from './checks/index.js';
import { covers } from './covers.js';
import { workDemo } from './demo/index.js';
import { refusals } from './errors.js';
import { recordsFeed } from './feeds/records.js';
import { subsidiesFeed } from './feeds/subsidies.js';
import { trainingFeed } from './feeds/training.js';
import { addWork } from './graph/index.js';
import { indicators } from './indicators.js';
import { sources } from './sources.js';
import { tables } from './tables.js';

/** People at work: where, in which form, what they wish for, what they were given for it. */
export const work: Part = {
  tables,
  facts: sources,
  benefits,
  checks,
  indicators,
  feeds: [recordsFeed, subsidiesFeed, trainingFeed],
  errors: refusals.errors,
  demo: workDemo,
  covers,
  graphql: addWork,
};
