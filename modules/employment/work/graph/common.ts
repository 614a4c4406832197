import { codesEnum, type GraphBuilder } from 'xianjie/schema';
import { caseKinds, caseOutcomes, employmentForms, trainingKinds } from '../../codes.js';
import { employmentPlace } from '../../enums.js';
import { claimStates, claimSteps } from '../transport-steps.js';

/** This part's enumerations, made of its codes. */
export const workEnums = (builder: GraphBuilder) => ({
  place: employmentPlace(builder),
  form: codesEnum(builder, 'EmploymentForm', { zh: '就业形式', en: 'form of employment' }, employmentForms),
  training: codesEnum(builder, 'TrainingKind', { zh: '培训类别', en: 'what a course teaches' }, trainingKinds),
  caseKind: codesEnum(builder, 'EmploymentCaseKind', { zh: '帮扶档案类别', en: 'whom a case is opened for' }, caseKinds),
  outcome: codesEnum(builder, 'EmploymentCaseOutcome', { zh: '帮扶结果', en: 'how a case ended' }, caseOutcomes),
  claimState: codesEnum(builder, 'TransportClaimState', { zh: '补贴申请状态', en: 'where a claim stands' }, claimStates),
  claimStep: codesEnum(builder, 'TransportClaimStep', { zh: '补贴办理步骤', en: 'a step of a claim' }, claimSteps),
});
export type WorkEnums = ReturnType<typeof workEnums>;
