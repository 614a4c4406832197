import type { GraphBuilder } from 'xianjie/schema';
import { organisationEnums } from './enums.js';
import { addWorkshopJobs } from './jobs.js';
import { addOrganisationLists } from './lists.js';
import { addOrganisationMutations, addRewardMutations } from './mutations.js';
import { addOrganisations } from './types.js';

/** What organisations add to the graph. */
export function addOrganisationGraph(builder: GraphBuilder): void {
  const enums = organisationEnums(builder);
  const job = addWorkshopJobs(builder, enums);
  addOrganisationLists(builder, enums, { ...addOrganisations(builder, enums, job), job });
  addOrganisationMutations(builder, enums);
  addRewardMutations(builder, enums);
}
