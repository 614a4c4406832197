import { codesEnum, type GraphBuilder } from 'xianjie/schema';
import { employmentPlace } from '../../enums.js';
import { inspectionFindings, operatingEntityKinds, rewardFunds, rewardStates, workshopForms } from '../codes.js';

/** The enumerations of organisations, made of their codes. */
export const organisationEnums = (builder: GraphBuilder) => ({
  place: employmentPlace(builder),
  kind: codesEnum(builder, 'OperatingEntityKind', { zh: '经营主体类型', en: 'kind of an operating entity' }, operatingEntityKinds),
  form: codesEnum(builder, 'WorkshopForm', { zh: '车间组织形式', en: 'how a workshop works' }, workshopForms),
  finding: codesEnum(builder, 'WorkshopFinding', { zh: '车间检查结果', en: 'what a visit to a workshop found' }, inspectionFindings),
  rewardState: codesEnum(builder, 'WorkshopRewardState', { zh: '奖补办理状态', en: 'where a reward stands' }, rewardStates),
  fund: codesEnum(builder, 'WorkshopRewardFund', { zh: '奖补资金来源', en: 'fund that pays a reward' }, rewardFunds),
});
export type OrganisationEnums = ReturnType<typeof organisationEnums>;
