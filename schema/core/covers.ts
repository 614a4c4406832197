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
  {
    item: 'area.villageClass',
    by: ['Village.villageClass', 'Mutation.recordVillageProfile', 'feed:core.villages', 'parameter:area.villageClassCount'],
    note: 'kept as an office says it: by which marks a village falls into a class is in no source',
  },
];

export const notModelled: readonly NotModelled[] = [
  { rule: 'W1', state: 'LATER', why: 'the two enrolment tests and two screening lists are checks; the steps come with the lifecycles' },
  {
    rule: 'system:60',
    state: 'LATER',
    why: 'projects can be read (`Query.projects`); the library with its stages comes with the lifecycles',
  },
  {
    rule: 'monitoring.lineByProvince',
    state: 'LATER',
    why: 'HEBEI names no figure; a line counts where its document is adopted (`Mutation.adoptDocument`), and no area can yet set one of its own',
  },
  ...['monitoring.suddenDifficulty', 'monitoring.rigidVsLastYear'].map((rule) => ({
    rule,
    state: 'LATER' as const,
    why: 'spending by kind, rigid or not, is taken in (`Household.expenditures`, fact `household.rigidExpenditure`); the check is not there',
  })),
  ...['industry.collective.TOWN-A', 'industry.collective.JS', 'industry.collective.ALZQ', 'ind.collectiveIncome'].map((rule) => ({
    rule,
    state: 'LATER' as const,
    why: 'collective income, operating and in all, is kept by year (`Village.collectiveIncomes`, `VillageFilter`); it is compared with no target yet',
  })),
  {
    rule: 'assessment.infrastructure',
    state: 'LATER',
    why: 'roads and networks of villages are kept (`Village.facilities`, `Village.profile`); the rates come with the indicators, bus lines are not kept',
  },
  ...['ind.growthVsLocalFarmers', 'ind.growthVsNation', 'ind.growthVsProvince', 'ind.incomeRatio'].map((rule) => ({
    rule,
    state: 'LATER' as const,
    why: 'the published incomes to compare with are kept (`Area.referenceIncomes`); the comparison comes with the indicators',
  })),
  { rule: 'system:76', state: 'LATER', why: 'points for conduct, if at all; lists that praise or shame named people stay out' },
  { rule: 'system:82', state: 'NEVER', why: 'following officials by their phones: the catalogue leaves open whether that is lawful' },
];
