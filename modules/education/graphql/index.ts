import type { GraphBuilder } from 'xianjie/schema';
import { addAid } from './aid.js';
import { addAssignmentMutations } from './assignment-mutations.js';
import { addAssignments } from './assignments.js';
import { addDropout } from './dropout.js';
import { addDropoutMutations } from './dropout-mutations.js';
import { addEnums } from './enums.js';
import { addRecordMutations } from './record-mutations.js';
import { addSchools } from './schools.js';
import { addSchooling } from './schooling.js';

/** The module's part of the graph: its types, its fields on people and villages, its lists, its mutations. */
export function graphql(builder: GraphBuilder): void {
  const enums = addEnums(builder);
  addSchooling(builder, enums, addSchools(builder, enums));
  addAid(builder, enums);
  const cases = addDropout(builder, enums);
  const assignments = addAssignments(builder, enums, cases);
  addRecordMutations(builder, enums);
  addDropoutMutations(builder, enums, cases);
  addAssignmentMutations(builder, enums, assignments);
}
