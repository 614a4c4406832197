/** Where a public welfare post, and then each person on it, stands (catalogue, appendix A). */
export const postStates = {
  NEED_ASSESSED: { zh: '已按需提出', en: 'need assessed' },
  POST_APPROVED: { zh: '已批准设岗', en: 'post approved' },
  HIRING_NOTICE: { zh: '已发布招聘公告', en: 'hiring notice published, open or closed' },
  APPLIED: { zh: '已报名', en: 'applied' },
  SELECTED: { zh: '拟聘用', en: 'selected' },
  CONTRACTED: { zh: '已签协议', en: 'contract signed' },
  ON_DUTY: { zh: '在岗', en: 'on duty' },
  RENEWAL_REVIEW: { zh: '评估续约', en: 'renewal under review' },
  EXITED: { zh: '已退岗', en: 'exited' },
} as const;
export type PostState = keyof typeof postStates;
/** Contracts in these states take one of the post's places. */
export const holdingStates: readonly PostState[] = ['CONTRACTED', 'ON_DUTY', 'RENEWAL_REVIEW'];

/** What is done on the post: the kinds that the documents name, rangers apart. */
export const postKinds = {
  ELDERLY_CARE: { zh: '孤寡老人看护', en: 'care for lonely elderly people' },
  BOOK_ROOM: { zh: '农家书屋管理', en: 'keeping the village book room' },
  ROAD_UPKEEP: { zh: '乡村道路维护', en: 'upkeep of village roads' },
  CLEANING_AND_GREENING: { zh: '保洁保绿', en: 'cleaning and greening' },
  FOREST_PROTECTION: { zh: '山林防护', en: 'forest protection' },
  PUBLIC_FACILITIES: { zh: '公共设施维护', en: 'upkeep of public facilities' },
  VILLAGE_SERVICE: { zh: '村级公共服务', en: 'village public service' },
  FOREST_RANGER: { zh: '生态护林员', en: 'ecological forest ranger' },
  OTHER: { zh: '其他', en: 'other' },
} as const;
export type PostKind = keyof typeof postKinds;

/** What the pay of a contract counts. */
export const payBases = {
  MONTH: { zh: '按月', en: 'by the month' },
  DAY: { zh: '按日用工', en: 'by the day' },
  TASK: { zh: '按事项', en: 'by the piece of work' },
} as const;
export type PayBasis = keyof typeof payBases;

/** How it was seen that somebody was at work. */
export const attendanceWays = {
  CLOCK_IN: { zh: '打卡', en: 'clock-in' },
  CHECK: { zh: '检查', en: 'check on the spot' },
  PERFORMANCE: { zh: '绩效', en: 'judged by results' },
} as const;
export type AttendanceWay = keyof typeof attendanceWays;

/** Why somebody left a post, or did not get it. */
export const exitReasons = {
  NOT_SELECTED: { zh: '未被聘用', en: 'not selected' },
  TERM_ENDED: { zh: '协议期满', en: 'term ended' },
  OTHER_WORK: { zh: '另有就业', en: 'found other work' },
  OWN_WISH: { zh: '本人要求', en: 'own wish' },
  NOT_AT_WORK: { zh: '不在岗', en: 'not at work' },
  CONDITIONS_NO_LONGER_MET: { zh: '不再符合条件', en: 'conditions no longer met' },
  POST_ENDED: { zh: '岗位取消', en: 'post ended' },
} as const;
export type ExitReason = keyof typeof exitReasons;
