import type { Covered, NotModelled } from 'xianjie/schema';

/** Which systems and workflows of the catalogue this module serves. Its rules are covered by the checks that list them. */
export const covers: readonly Covered[] = [
  { item: 'system:20', by: ['feed:education.aid', 'Query.educationAids', 'Person.educationAids', 'check:education.twoExemptions'] },
  {
    item: 'system:21',
    by: ['feed:education.database', 'check:education.aidDatabase'],
    note: 'The database is another system: its export is taken in and compared with who must be in it.',
  },
  { item: 'system:22', by: ['feed:education.ledger', 'Query.schoolAgeLedger', 'Person.schoolAge', 'Mutation.recordSchoolAgeChild'] },
  {
    item: 'system:23',
    by: ['feed:education.enrolment', 'School.listCompleteOn', 'check:education.noDropout', 'Query.dropoutCases', 'Village.dropoutCases'],
    note: 'Lists are matched when they come; alerts from what changed come with the alert loop.',
  },
  {
    item: 'system:24',
    by: ['Mutation.assignEducationRole', 'Mutation.describeEducationLabel', 'Query.educationAssignments', 'Query.educationLabels'],
    note: 'Offices are named by whoever keeps them; the sources do not say which seven, and the task list is not described.',
  },
  { item: 'system:25', by: ['Mutation.assignEducationRole', 'DropoutCase.helpers'], note: 'Who the three are is blank in the source.' },
  {
    item: 'W9',
    by: [
      'Mutation.openDropoutCase',
      'Mutation.transitionDropoutCase',
      'DropoutCase.availableTransitions',
      'DropoutCase.events',
      'Person.dropoutCases',
    ],
    note: 'States, steps and clauses are declared (dropout/lifecycle.ts); the step back on the list when an inclination is gone has no source.',
  },
];

export const notModelled: readonly NotModelled[] = [
  {
    rule: 'ind.consolidationRate',
    state: 'LATER',
    why: 'nine years of lists are needed; its target is declared blank (education.consolidationRate)',
  },
];
