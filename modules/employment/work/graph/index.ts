import type { GraphBuilder } from 'xianjie/schema';
import { addCaseMutations } from '../mutations/cases.js';
import { addClaimMutations } from '../mutations/claims.js';
import { addRecordMutations } from '../mutations/records.js';
import { addTrainingMutations } from '../mutations/training.js';
import { addCases } from './cases.js';
import { addClaims } from './claims.js';
import { workEnums } from './common.js';
import { addEmployment } from './employment.js';
import { addFile } from './file.js';
import { addProjectLabour } from './projects.js';
import { addTraining } from './training.js';

/** What this part adds to the graph. */
export function addWork(builder: GraphBuilder): void {
  const enums = workEnums(builder);
  addEmployment(builder, enums);
  addFile(builder);
  addTraining(builder, enums);
  addCases(builder, enums);
  addClaims(builder, enums);
  addProjectLabour(builder);
  addRecordMutations(builder, enums);
  addTrainingMutations(builder, enums);
  addCaseMutations(builder, enums);
  addClaimMutations(builder, enums);
}
