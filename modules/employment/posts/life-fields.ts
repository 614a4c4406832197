import { LEFT_ASIDE, MAX_FEN, defineSubject, fieldsOf, textField, type LocalizedText } from 'xianjie/schema';
import { payBases, postStates } from './codes.js';

const words = (zh: string, en: string): LocalizedText => ({ zh, en });
const open = { level: 'PUBLIC' } as const;
const inside = { level: 'INTERNAL' } as const;

/** A post, as its steps speak of it. */
export const welfarePost = defineSubject({ code: 'WELFARE_POST', title: words('公益性岗位', 'public welfare post') });
const ofPost = fieldsOf(welfarePost, 'employment.post');
const notice = { from: words('公告起始日期', 'first day of the notice'), to: words('公告截止日期', 'last day of the notice') };
const places = { range: { from: 1, to: 1_000 }, column: 'places', ...open } as const;
export const ofAPost = {
  need: textField('need', words('设岗需求', 'what it is needed for'), { column: 'need', ...open }),
  duties: textField('duties', words('岗位职责', 'duties and tasks'), { column: 'duties', ...open }),
  fundSource: textField('fundSource', words('经费来源', 'where its money comes from'), {
    column: 'fund_source',
    enumeration: 'FundSource',
    ...open,
  }),
  places: ofPost('places', 'NUMBER', words('岗位名额', 'places'), places),
  held: ofPost('held', 'NUMBER', words('在岗人数', 'people on it'), { column: 'held', ...open }),
  noticeFrom: ofPost('noticeStartsOn', 'DATE', notice.from, { column: 'notice_from', elsewhere: LEFT_ASIDE, ...open }),
  noticeTo: ofPost('noticeEndsOn', 'DATE', notice.to, { column: 'notice_to', elsewhere: LEFT_ASIDE, ...open }),
};

/** One person on a post, as its steps speak of it. What has no column is known of the post, and never said with a step. */
export const postContract = defineSubject({ code: 'POST_CONTRACT', title: words('公益性岗位聘用', 'contract on a public post') });
const ofContract = fieldsOf(postContract, 'employment.contract');
export const ofAContract = {
  postState: ofContract('postState', 'CODE', words('岗位状态', 'where the post stands'), { codes: postStates, ...open }),
  noticeFrom: ofContract('noticeFrom', 'DATE', notice.from, open),
  noticeTo: ofContract('noticeTo', 'DATE', notice.to, open),
  places: ofContract('places', 'NUMBER', words('岗位名额', 'places of the post'), open),
  held: ofContract('held', 'NUMBER', words('在岗人数', 'people on the post'), open),
  formerTo: ofContract('formerTo', 'DATE', words('原截止日期', 'last day of the term that is renewed'), inside),
  appliedOn: ofContract('appliedOn', 'DATE', words('报名日期', 'day of the application'), { column: 'applied_on', ...inside }),
  meets: ofContract('meetsConditions', 'BOOLEAN', words('符合上岗条件', 'meets the conditions of the post'), {
    column: 'conditions_met',
    elsewhere: LEFT_ASIDE,
    level: 'SENSITIVE',
  }),
  signedOn: ofContract('signedOn', 'DATE', words('签订日期', 'day of signing'), { column: 'signed_on', ...inside }),
  from: ofContract('startsOn', 'DATE', words('起始日期', 'first day of the term'), {
    column: 'starts_on',
    elsewhere: LEFT_ASIDE,
    ...inside,
  }),
  to: ofContract('endsOn', 'DATE', words('截止日期', 'last day of the term'), { column: 'ends_on', ...inside }),
  payBasis: ofContract('payBasis', 'CODE', words('计酬方式', 'what the pay counts'), {
    codes: payBases,
    enumeration: 'PostPayBasis',
    column: 'pay_basis',
    ...inside,
  }),
  pay: ofContract('pay', 'MONEY', words('报酬标准', 'pay for a month, a day or a piece of work'), {
    range: { from: 0, to: MAX_FEN },
    column: 'pay',
    ...inside,
  }),
  exitReason: textField('exitReason', words('退岗原因', 'why the person leaves'), {
    enumeration: 'PostExitReason',
    column: 'exit_reason',
    level: 'PERSONAL',
  }),
};
