import type { Part } from '../part.js';
import { benefits, checks } from './checks.js';
import { organisationDemo } from './demo.js';
import { workshopPayFeed } from './feed.js';
import { addOrganisationGraph } from './graph/index.js';
import { organisationParameters } from './parameters.js';
import { organisationRefusals } from './refusals.js';
import { sources } from './sources.js';
import { organisation, workshopJob } from './subjects.js';
import { organisationTables } from './tables.js';
import { values } from './values.js';

/** Who employs people (用人单位): workshops and firms, their years, what they are rewarded for, where workers are sent. */
export const organisations: Part = {
  parameters: organisationParameters,
  subjects: [organisation, workshopJob],
  facts: sources,
  benefits,
  values,
  checks,
  feeds: [workshopPayFeed],
  errors: organisationRefusals.errors,
  covers: [
    { item: 'system:46', by: ['Query.labourAgreements', 'Mutation.recordLabourAgreement'] },
    {
      item: 'W17',
      by: [
        'feed:employment.workshopPay',
        'Mutation.recordWorkshopPay',
        'Mutation.claimWorkshopReward',
        'Mutation.payWorkshopReward',
        'Mutation.recordWorkshopInspection',
      ],
      note: 'A first form: its table of steps moves onto the shared machinery of lifecycles. That a worker counts once also across workshops is our reading: the source says 一次性 and nothing of a second workshop.',
    },
  ],
  tables: organisationTables,
  demo: organisationDemo,
  graphql: addOrganisationGraph,
};
