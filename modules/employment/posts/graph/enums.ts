import { codesEnum, type GraphBuilder } from 'xianjie/schema';
import { attendanceWays, exitReasons, payBases, postKinds, postStates } from '../codes.js';

/** The enumerations of posts, made of their codes. */
export const postEnums = (builder: GraphBuilder) => ({
  state: codesEnum(builder, 'PostState', { zh: '岗位状态', en: 'where a public post, or a person on it, stands' }, postStates),
  kind: codesEnum(builder, 'PostKind', { zh: '岗位类型', en: 'kind of a public post' }, postKinds),
  payBasis: codesEnum(builder, 'PostPayBasis', { zh: '计酬方式', en: 'what the pay of a post counts' }, payBases),
  way: codesEnum(builder, 'AttendanceWay', { zh: '考勤方式', en: 'how attendance was seen' }, attendanceWays),
  exitReason: codesEnum(builder, 'PostExitReason', { zh: '退岗原因', en: 'why somebody left a post' }, exitReasons),
});
export type PostEnums = ReturnType<typeof postEnums>;
