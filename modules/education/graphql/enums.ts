import { codesEnum, type GraphBuilder } from 'xianjie/schema';
import { aidKinds, dropoutStates, educationLabels, schoolingStatuses, schoolStages, terms } from '../codes.js';

/** The codes of this domain as enumerations of the graph. */
export const addEnums = (builder: GraphBuilder) => ({
  stage: codesEnum(builder, 'SchoolStage', { zh: '学段', en: 'stage of schooling' }, schoolStages),
  status: codesEnum(builder, 'SchoolingStatus', { zh: '就学状态', en: 'how somebody stands in school' }, schoolingStatuses),
  aid: codesEnum(builder, 'EducationAidKind', { zh: '学生资助项目', en: 'kind of student aid' }, aidKinds),
  term: codesEnum(builder, 'SchoolTerm', { zh: '学期', en: 'half of a school year' }, terms),
  state: codesEnum(builder, 'DropoutState', { zh: '控辍保学状态', en: 'where a dropout case stands' }, dropoutStates),
  label: codesEnum(builder, 'EducationLabel', { zh: '教育工作口号', en: 'a label that the sources do not explain' }, educationLabels),
});
export type Enums = ReturnType<typeof addEnums>;
