import type { Covered, NotModelled } from '../contract/covers.js';

/** What of the catalogue the core serves besides the rules of its checks. Only what is there today. */
export const covers: readonly Covered[] = [
  {
    item: 'system:5',
    by: ['feed:core.households', 'feed:core.people', 'Query.households'],
    note: 'households and people are taken in from the base database; there is no connection to it',
  },
  {
    item: 'system:17',
    by: ['Household.incomeStatements', 'Mutation.recordIncome', 'feed:core.incomes'],
    note: 'yearly figures by household; incomes item by item later',
  },
  { item: 'period.transition', by: ['parameter:period.transitionYears', 'Query.policyParameters'] },
  { item: 'period.milestones', by: ['parameter:period.consolidatedBy', 'parameter:period.revitalisationProgressBy'] },
  { item: 'area.villageClass', by: ['Village.villageClass', 'parameter:area.villageClassCount'] },
];

export const notModelled: readonly NotModelled[] = [
  { rule: 'W1', state: 'LATER', why: 'the two enrolment tests and two screening lists are checks; the steps come with the lifecycles' },
  {
    rule: 'system:60',
    state: 'LATER',
    why: 'projects can be read (`Query.projects`); the library with its stages comes with the lifecycles',
  },
  { rule: 'system:76', state: 'LATER', why: 'points for conduct, if at all; lists that praise or shame named people stay out' },
  { rule: 'system:82', state: 'NEVER', why: 'following officials by their phones: the catalogue leaves open whether that is lawful' },
];
