import type { RefusalTexts } from '../contract/refusals.js';

/** Why a document or a policy value is not recorded. `{nearest}` lists codes and places of ours, never what was sent. */
export const policyTexts = {
  // documents
  DOCUMENT_CODE_SHAPE: {
    zh: '文件代码由 2 至 40 个大写字母、数字和连字符组成',
    en: 'a document’s code has 2 to 40 capital letters, digits and hyphens',
  },
  DOCUMENT_OF_A_MODULE: {
    zh: '此文件由已安装的模块载明，不能另行登记',
    en: 'an installed module declares this document; it is not recorded again',
  },
  DOCUMENT_CODE_TAKEN: { zh: '此文件代码已被其他区划使用', en: 'another area recorded a document under this code' },
  DOCUMENT_RECORDED: {
    zh: '此文件已登记（第 {version} 版）；更正时请写明 expectedVersion',
    en: 'the document is recorded (version {version}); give expectedVersion to correct it',
  },
  REPLACES_ITSELF: {
    zh: '文件不能替代自身；更正请登记为新版本',
    en: 'a document does not replace itself; record a correction as a new version',
  },
  NO_CLAUSES: { zh: '没有文件正文', en: 'the document has no text' },
  TOO_MANY_CLAUSES: { zh: '条款超过 {max} 条', en: 'more than {max} clauses' },
  PLACE_TWICE: { zh: '同一位置出现两次', en: 'two clauses have this place' },
  UNKNOWN_DOCUMENT_NAMED: { zh: '没有此文件，相近的有：{nearest}', en: 'no such document; the nearest are {nearest}' },
  DOCUMENT_WITHOUT_TEXT: {
    zh: '此文件没有正文，无法核对原文',
    en: 'the text of this document is not known, so that no quote can be held against it',
  },
  DOCUMENT_ELSEWHERE: {
    zh: '此文件属于区划 {area}，由该区划的管理者提出和批准参数值',
    en: 'the document is that of area {area}: who administers that area proposes and approves its values',
  },
  // values
  UNKNOWN_PARAMETER: { zh: '没有此参数，相近的有：{nearest}', en: 'no such parameter; the nearest are {nearest}' },
  ONE_VALUE: {
    zh: '请恰好给出一个值：此参数为 {type}（{unit}），填写 {field}；文件未载明则填写 blank: true',
    en: 'give exactly one value: this parameter is a {type} ({unit}), given as {field}; blank: true where the source leaves it out',
  },
  WRONG_TYPE: {
    zh: '类型不符：此参数为 {type}（{unit}），填写 {field}',
    en: 'of another type: this parameter is a {type} ({unit}), given as {field}',
  },
  OUT_OF_RANGE: { zh: '数值应在 {min} 至 {max} 之间（{unit}）', en: 'the figure lies between {min} and {max} ({unit})' },
  OUT_OF_RANGE_WHOLE: { zh: '应为 {min} 至 {max} 之间的整数（{unit}）', en: 'a whole number between {min} and {max} ({unit})' },
  RANGE_ORDER: { zh: '区间的上限低于下限', en: 'the range ends before it begins' },
  NO_CODES: { zh: '至少给出一个代码', en: 'give at least one code' },
  UNKNOWN_CODE_OF: { zh: '此参数没有这个代码，相近的有：{nearest}', en: 'the parameter has no such code; the nearest are {nearest}' },
  REFERENCE_OF_OTHER_TYPE: {
    zh: '只能引用同类型、同代码的参数：此参数为 {type}，所引为 {other}',
    en: 'only a parameter of the same type and codes can stand in its place: this is a {type}, that a {other}',
  },
  REFERENCE_CIRCLE: { zh: '参数相互引用成环：{circle}', en: 'the parameters would refer to themselves: {circle}' },
  AFTER_DOCUMENT: { zh: '生效日期晚于文件载明的有效期', en: 'the first day is after the end that the document states' },
  UNKNOWN_PLACE: { zh: '文件正文没有此位置，相近的有：{nearest}', en: 'the text has no such place; the nearest are {nearest}' },
  QUOTE_NOT_FOUND: { zh: '文件正文中没有这段原文', en: 'the text does not hold these words' },
  QUOTE_ELSEWHERE: { zh: '这段原文不在此处，而在：{place}', en: 'these words stand elsewhere: {place}' },
  PROPOSAL_DECIDED: { zh: '此提议已有结果：{state}', en: 'the proposal has been decided: {state}' },
  OWN_PROPOSAL: { zh: '不能批准自己提出的值，须由另一人批准', en: 'nobody approves the own proposal; a second person does' },
  NOT_YOUR_PROPOSAL: { zh: '只有提出者可以撤回', en: 'only whoever proposed it withdraws it' },
} as const satisfies RefusalTexts;
