import { defineRefusals } from 'xianjie/schema';

/** What the life of a public welfare post refuses. */
export const postRefusals = defineRefusals('employment', {
  POST_NOT_FOUND: { zh: '辖区内没有此岗位', en: 'no such post in your area' },
  POST_NUMBER_TAKEN: { zh: '本村已有此岗位编号', en: 'the village has a post with this number' },
  POST_CONTRACT_NOT_FOUND: { zh: '辖区内没有此聘用记录', en: 'no such post contract in your area' },
  POST_STEP_NOT_POSSIBLE: { zh: '现处于“{from}”，不能转为“{to}”', en: 'it stands at "{fromEn}" and cannot go to "{toEn}"' },
  POST_WITHOUT_DUTIES: { zh: '须先明确岗位职责和工作任务', en: 'say first what the duties and tasks of the post are' },
  POST_WITHOUT_MONEY: { zh: '须先明确经费来源', en: 'say first where the money comes from' },
  POST_WITHOUT_NOTICE: { zh: '须有招聘公告及起止日期', en: 'a hiring notice with its first and last day is needed' },
  POST_NOTICE_NOT_OUT: { zh: '报名日期不在招聘公告期内', en: 'the application is not within the days of the hiring notice' },
  POST_NOTICE_STILL_OPEN: { zh: '招聘公告尚未结束', en: 'the hiring notice has not run its days' },
  POST_NOTICE_TOO_SHORT: { zh: '公告天数少于规定的 {days} 天', en: 'the notice runs fewer than the {days} days required' },
  POST_FULL: { zh: '岗位名额已满', en: 'all places of the post are taken' },
  POST_STILL_HELD: { zh: '岗位上还有人', en: 'somebody is still on the post' },
  POST_CONDITIONS_NOT_CONFIRMED: {
    zh: '尚未确认符合该岗位的上岗条件，不能继续',
    en: 'that the conditions of the post are met is not confirmed, so it cannot go on',
  },
  POST_ALREADY_APPLIED: { zh: '此人已报名或已在此岗位', en: 'the person has applied for this post or is on it' },
  POST_NO_CONTRACT_TERM: { zh: '须写明协议签订日期和起止日期', en: 'the day of signing and the term of the contract are needed' },
  POST_TERM_ORDER: { zh: '协议期限先后不符', en: 'the term of the contract is out of order' },
  POST_NO_PAY_TERMS: { zh: '须写明薪资标准及计酬方式', en: 'say what is paid and how it is counted' },
  POST_NOT_BEGUN: { zh: '协议期限尚未开始', en: 'the term of the contract has not begun' },
  POST_EXIT_BEFORE_START: { zh: '退岗日期早于报名日期', en: 'the exit is before the application' },
  POST_EXIT_WITHOUT_REASON: { zh: '须写明退岗原因', en: 'say why the person leaves the post' },
  NO_PAY_WITHOUT_ATTENDANCE: {
    zh: '{month} 没有出勤记录，不得发放：文件要求“杜绝‘挂名发钱’”',
    en: 'no attendance is recorded for {month}, so nothing may be paid: the document says 杜绝“挂名发钱” (no pay in name only)',
  },
  POST_MONTH_OUTSIDE_CONTRACT: { zh: '{month} 不在协议期限内', en: '{month} lies outside the contract' },
  POST_MONTH_NOT_OVER: { zh: '{month} 尚未开始', en: '{month} has not begun' },
  POST_MONTH_PAID: { zh: '{month} 已发放', en: '{month} is paid already' },
  POST_PAY_ABOVE_CONTRACT: { zh: '金额超过协议标准与出勤可得的数额', en: 'more than the contract and the attendance come to' },
  ATTENDANCE_DAYS: { zh: '出勤天数应在 0 与 {days} 之间', en: 'the days of attendance lie between 0 and {days}' },
});

/** Why something of a post is refused, by its name. */
export type PostRefusal = Parameters<typeof postRefusals.code>[0];
