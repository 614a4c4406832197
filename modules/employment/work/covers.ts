import type { Covered } from 'xianjie/schema';

/** Which systems and workflows of the catalogue this part serves. Its rules are covered by the checks that list them. */
export const covers: readonly Covered[] = [
  { item: 'system:45', by: ['feed:employment.records', 'Mutation.recordEmployment', 'Person.employment', 'Person.employments'] },
  {
    item: 'system:46',
    by: ['Mutation.recordReturn', 'Query.employments', 'Employment.returned', 'check:employment.returnees', 'Query.employmentCases'],
    note: 'The part of the platform that follows who has come back: recorded, listed, and looked up whether they work again or have a plan.',
  },
  {
    item: 'system:48',
    by: [
      'Query.employmentFiles',
      'Mutation.recordEmploymentFile',
      'EmploymentFile.willingAway',
      'EmploymentFile.wantsWork',
      'check:employment.migrantWork',
    ],
    note: 'Who is willing to work away, and who of them had no help. Which trade somebody looks for stands with the matching of posts.',
  },
  { item: 'system:49', by: ['Query.employments', 'Employment.area', 'check:employment.fullCoverage'] },
  { item: 'system:50', by: ['Person.employmentFile', 'Mutation.recordEmploymentFile', 'Person.employmentCases', 'Query.employmentCases'] },
  {
    item: 'system:51',
    by: [
      'Query.trainingNeeds',
      'Mutation.recordTrainingNeed',
      'Mutation.closeTrainingNeed',
      'feed:employment.training',
      'Query.trainingCourses',
    ],
  },
  {
    item: 'W18',
    by: ['Mutation.claimTransportSubsidy', 'Mutation.advanceTransportClaim', 'Query.transportClaims', 'feed:employment.subsidies'],
    note: 'A first form: its table of steps moves onto the shared machinery of lifecycles. A claim is taken and paid by what the checks say is due, and stands then among the benefits. That the place of work is checked is our own guard.',
  },
];
