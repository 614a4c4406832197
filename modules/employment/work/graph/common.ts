import { codesEnum, type GraphBuilder } from 'xianjie/schema';
import { caseKinds, caseOutcomes, employmentForms, trainingKinds } from '../../codes.js';
import { employmentPlace } from '../../enums.js';
import { claimStates, claimSteps } from '../transport-steps.js';

/** The fields of a table type, while they are declared. */
type Fields = Parameters<Parameters<GraphBuilder['tableType']>[1]['fields']>[0];

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

/** The person a row is about. */
export const ofPerson = (t: Fields) => ({
  person: t.relation({
    type: 'Person',
    level: 'INTERNAL',
    nullable: false,
    description: 'The person (人员).',
    from: ['person_id', 'area_code'],
    to: ['id', 'area_code'],
  }),
});

/** Who says it. */
export const said = (t: Fields) => ({
  source: t.relation({
    type: 'Department',
    level: 'INTERNAL',
    description: 'The department that said it (数据来源).',
    from: ['source'],
    to: ['code'],
  }),
});

/** What every observation says of itself. */
export const observed = (t: Fields) => ({
  observedOn: t.column('observed_on', {
    type: 'Date',
    level: 'INTERNAL',
    nullable: false,
    description: 'The day it speaks of (观察日期).',
  }),
  recordedAt: t.column('recorded_at', {
    type: 'DateTime',
    level: 'INTERNAL',
    nullable: false,
    description: 'When it reached us (入库时间).',
  }),
  ...said(t),
});

/** What every record that can be changed says of itself. */
export const changeable = (t: Fields) => ({
  version: t.column('version', {
    type: 'Int',
    level: 'PUBLIC',
    nullable: false,
    description: 'For `expectedVersion` of a change (版本号).',
  }),
  updatedAt: t.column('updated_at', {
    type: 'DateTime',
    level: 'PUBLIC',
    nullable: false,
    description: 'Last change of the record (更新时间).',
  }),
});

/** From a person to the rows of a table about people. */
export const fromPerson = { from: ['id', 'area_code'], to: ['person_id', 'area_code'] };
