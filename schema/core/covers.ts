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
  {
    item: 'industry.collective.TOWN-A',
    by: ['indicator:ind.collectiveIncome', 'parameter:collective.operatingIncomeTarget'],
    note: 'village by village, of a year',
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
  ...['industry.collective.JS', 'industry.collective.ALZQ'].map((rule) => ({
    rule,
    state: 'LATER' as const,
    why: 'collective income, operating and in all, is kept by year (`Village.collectiveIncomes`, `VillageFilter`); only the operating income is compared with a target (`ind.collectiveIncome`)',
  })),
  {
    rule: 'assessment.infrastructure',
    state: 'LATER',
    why: 'roads and networks of villages are kept (`Village.facilities`, `Village.profile`); the rates are not declared as indicators yet, bus lines are not kept',
  },
  ...['ind.growthVsLocalFarmers', 'ind.growthVsNation', 'ind.growthVsProvince', 'ind.incomeRatio'].map((rule) => ({
    rule,
    state: 'LATER' as const,
    why: 'the published incomes to compare with are kept (`Area.referenceIncomes`); whether net or disposable income is compared is in no source, and the statements of households rarely say the disposable one',
  })),
  { rule: 'ind.incomeBands', state: 'LATER', why: 'a distribution is no single number: bands of incomes need indicators by group' },
  {
    rule: 'ind.removalShare',
    state: 'LATER',
    why: 'risk removal comes with the lifecycle of monitoring cases; shown and never ranked (`ranked: false`)',
  },
  { rule: 'ind.openAlerts', state: 'LATER', why: 'alerts come with the alert loop' },
  { rule: 'ind.newPoor', state: 'LATER', why: 'who returned to poverty or is newly poor comes with the lifecycle of monitoring cases' },
  { rule: 'ind.visitCoverage', state: 'LATER', why: 'visits are not kept yet' },
  { rule: 'ind.assignmentCoverage', state: 'LATER', why: 'assistance officers are not kept yet' },
  {
    rule: 'ind.threePlusOne',
    state: 'LATER',
    why: 'the guarantees come from the modules of education, medical care, housing and water; until all are installed most households would be unknown',
  },
  {
    rule: 'ind.spendingProgress',
    state: 'LATER',
    why: 'what is paid of a project is kept, what is allocated is not; its target is blank in the source',
  },
  { rule: 'ind.disclosure', state: 'LATER', why: 'notices of projects come with the lifecycles' },
  { rule: 'system:76', state: 'LATER', why: 'points for conduct, if at all; lists that praise or shame named people stay out' },
  { rule: 'system:82', state: 'NEVER', why: 'following officials by their phones: the catalogue leaves open whether that is lawful' },
];
