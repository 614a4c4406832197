import { defineRefusals, refusalTexts, type RefusalTexts } from '../contract/refusals.js';
import { cellTexts } from '../feeds/refusals.js';
import { policyTexts } from './policy-errors.js';

/** What the core refuses, and how it says so. `{name}` is filled from the refusal's parameters; a refused value is never repeated. */
const texts = {
  ...cellTexts,
  ...policyTexts,
  // a row
  NOTHING_SAID: { zh: '此行没有任何金额', en: 'the row holds no amount' },
  SAYS_NOTHING: { zh: '没有填写任何内容', en: 'nothing is said' },
  MORE_THAN_ALL: { zh: '其中数大于总数', en: 'a part is larger than the whole' },
  KIND_TWICE: { zh: '同一类别出现两次', en: 'the same kind stands there twice' },
  YEAR_NEEDED: { zh: '填写了集体收入，却没有年度', en: 'collective income without its year' },
  SOURCE_NEEDED: { zh: '请写明公布部门或文件', en: 'name the department or the document that published it' },
  SEX_CONTRADICTS_ID: { zh: '性别与证件号码不一致', en: 'the sex contradicts the resident id' },
  SEVERE_WITHOUT_CERTIFICATE: { zh: '填了重度残疾，残疾证却为“否”', en: 'severe disability without a certificate' },
  WITHDRAWN_HAS_NO_PERIOD: { zh: '撤回授权时不填写起止日期', en: 'a withdrawal has no period: leave out its days' },
  SAME_PERIOD_ORDER: { zh: '结束日期早于开始日期', en: 'the end is before the beginning' },
  YEAR_IN_FUTURE: { zh: '年度晚于数据日期', en: 'the year is later than the day the data speak of' },
  DATE_AFTER_DATA: { zh: '日期晚于数据日期', en: 'the date is later than the day the data speak of' },
  LEFT_BEFORE_BIRTH: { zh: '离开日期早于出生日期', en: 'the day of leaving is before the birth' },
  RAGGED_ROW: { zh: '此行的列数与表头不一致', en: 'the row does not have as many cells as the header' },
  DUPLICATE_ROW: { zh: '与本批第 {first} 行重复', en: 'repeats row {first} of this batch' },
  UNKNOWN_COLUMN: { zh: '表头中有不认识的列（第 {position} 列）', en: 'the header holds an unknown column (number {position})' },
  DUPLICATE_COLUMN: { zh: '表头中有重复的列（第 {position} 列）', en: 'the header repeats a column (number {position})' },
  MISSING_COLUMN: { zh: '表头缺少此列', en: 'the header lacks this column' },
  // what a row or an input speaks of: absent and foreign are refused alike
  HOUSEHOLD_NOT_FOUND: { zh: '辖区内没有此户', en: 'no such household in your area' },
  PERSON_NOT_FOUND: { zh: '辖区内或此户没有此人', en: 'no such person in your area, or in this household' },
  VILLAGE_NOT_FOUND: { zh: '辖区内没有此村（社区）', en: 'no such village in your area' },
  PERSON_ELSEWHERE: { zh: '此人已登记在别处，请先办理迁移', en: 'the person is registered elsewhere; move the person first' },
  SECOND_HEAD: { zh: '同一户在本批中有两个户主', en: 'the batch names two heads for this household' },
  GRANT_REPEATED: {
    zh: '本批已有此人（户）同一待遇、同一起始日期的另一条发放',
    en: 'the batch holds another grant of this benefit from the same day for the same subject',
  },
  NUMBER_TAKEN: { zh: '户编号已被使用', en: 'the register number is in use' },
  VERSION_CONFLICT: { zh: '记录已被他人修改，请重新读取', en: 'somebody else changed the record; read it again' },
  NOT_FOUND: { zh: '没有找到', en: 'not found' },
  NOT_AUTHORISED: {
    zh: '该户没有有效的数据比对授权，不能把多个部门的信息合在一起作出结论',
    en: 'the household has not authorised the matching of its data: what several departments said is not put together',
  },
  NOT_YOUR_DEPARTMENT: {
    zh: '本接入系统只能以自己部门的名义登记：{departments}',
    en: 'this client speaks for its own departments only: {departments}',
  },
  DEPARTMENT_NEEDED: {
    zh: '请写明以哪个部门的名义登记：{departments}',
    en: 'say which department says so: {departments}',
  },
  UNKNOWN_DEPARTMENT: { zh: '没有此部门', en: 'no such department' },
  INVALID_VALUE: { zh: '值不合规定', en: 'the value is not accepted' },
  CONTRADICTION: { zh: '登记状态与监测类型互相矛盾', en: 'the register status contradicts the monitoring kind' },
  // steps of a lifecycle
  STEP_NOT_POSSIBLE: {
    zh: '不能从“{from}”变为“{to}”；可以变为：{allowed}（依据 {clause}）',
    en: 'no step leads from "{fromEn}" to "{toEn}"; there are steps to: {allowedEn} (by {clause})',
  },
  EVIDENCE_NEEDED: { zh: '此步骤须附证明材料（依据 {clause}）', en: 'this step needs evidence (by {clause})' },
  DAY_BEFORE_LAST_STEP: { zh: '日期早于上一步骤（{since}）', en: 'the day is before the last step ({since})' },
  ROLE_NEEDED: { zh: '此步骤由下列角色办理：{roles}', en: 'this step is taken by: {roles}' },
  NOT_A_SUPPLIER: { zh: '此项由下列部门登记：{departments}', en: 'this is recorded by: {departments}' },
  // sweeps
  UNKNOWN_CHECK: { zh: '没有可普查的此规则；相近的有：{known}', en: 'no such check is reckoned of everybody; the nearest are {known}' },
  BEFORE_ANY_RULE: { zh: '此日之前没有任何文件；最早的文件为 {first}', en: 'no document is as old as that; the first is of {first}' },
  SWEEP_LOOKS_BACK: {
    zh: '此处已有基准日为 {sweptAsOf} 的结论；较早一天的普查会取代它们，须以 replaceNewer 明示',
    en: 'verdicts as of {sweptAsOf} stand here; a sweep of an earlier day would take their place: say so by "replaceNewer"',
  },
  SWEEP_OVER: { zh: '普查已结束', en: 'the sweep is over' },
  SWEEP_GAVE_UP: { zh: '普查多次中断，已停止', en: 'the sweep broke off several times and was given up' },
  // rehearsals
  NO_CHANGES: { zh: '请给出至少一个参数值', en: 'give at least one policy value' },
  TOO_MANY_CHANGES: { zh: '一次最多试算 {max} 个参数', en: 'at most {max} policy values are tried out at once' },
  PARAMETER_TWICE: {
    zh: '同一参数出现两次，已在第 {first} 个给出',
    en: 'this policy value stands there twice; the first is number {first}',
  },
  TOO_MANY_REHEARSALS: {
    zh: '已有 {max} 个试算在进行，请等其结束或取消',
    en: '{max} rehearsals of yours are under way; wait for one, or call it off',
  },
  REHEARSAL_OVER: { zh: '试算已结束', en: 'the rehearsal is over' },
  REHEARSAL_OUTDATED: {
    zh: '试算之后有农户撤回了数据比对授权，原结果不再提供，请重新试算',
    en: 'a household has withdrawn its authorisation since; what was found is not told any more: rehearse again',
  },
  VILLAGE_NOT_EXACT: {
    zh: '村级及以下户数过少，试算结果只提供给可查看其中每项判定的人；请选择乡镇或更大的区划',
    en: 'a village is so small that its figures are told only to whoever may see everything that they rest on; choose a town or a larger area',
  },
  REHEARSAL_GAVE_UP: { zh: '试算多次中断，已停止', en: 'the rehearsal broke off several times and was given up' },
  // personal data
  REASON_LENGTH: { zh: '理由应为 {min} 至 {max} 个字', en: 'give a reason of {min} to {max} characters' },
  HOLDS_A_NUMBER: {
    zh: '此处不得填写证件号码或电话号码，请用文字说明',
    en: 'no resident id or telephone number may stand here; say it in words',
  },
  CORRECTION_CLOSED: { zh: '此更正申请已答复', en: 'the request for correction has been answered already' },
  // what is decided for an area
  AREA_OF_OTHER_LEVEL: { zh: '只能由同级的另一个区划代码替代', en: 'a code is replaced by another one of its own level' },
  AREA_REPLACED: { zh: '此区划代码已被替代', en: 'this code has been replaced already' },
  UNKNOWN_DOCUMENT: {
    zh: '没有此文件：模块未载明，也未登记',
    en: 'no such document: no installed module declares it, and no area recorded it',
  },
  BEFORE_DOCUMENT: { zh: '施行日期早于文件日期', en: 'the first day is before the date of the document' },
  ADOPTION_OVERLAPS: {
    zh: '此地在这段时间已经施行该文件',
    en: 'the area has adopted this document for a part of that time already',
  },
  BEYOND_STATED_END: {
    zh: '超出文件载明的有效期，请按延期登记',
    en: 'beyond the end that the document states; record it as a prolongation',
  },
  NO_STATED_END: { zh: '文件没有载明有效期，无需延期', en: 'the document states no end, so there is nothing to prolong' },
  PROLONGED_TOO_EARLY: {
    zh: '延期只能从文件载明的有效期之后开始',
    en: 'a prolongation begins after the end that the document states',
  },
  ADOPTION_ENDED: { zh: '该施行已经结束', en: 'the adoption has ended already' },
  // a decision
  CHECK_NOT_IN_FORCE: { zh: '此规则当日在此地没有施行', en: 'the rule is not in force there on that day' },
  VERDICT_CHANGED: { zh: '结论已经变化，请重新查看后再确认', en: 'the verdict is another one by now; look again before you confirm' },
  OVERRIDE_NEEDS_REASON: { zh: '决定与结论不一致，请说明理由', en: 'the decision is not what the rule says: give a reason' },
  DECISION_EXISTS: {
    zh: '此对象对此规则已有决定，请写明新决定替代哪一个',
    en: 'there is a decision about this subject and rule; say that the new one supersedes it',
  },
  DECISION_NOT_NEWEST: {
    zh: '只能替代此对象对此规则的最新决定',
    en: 'only the newest decision about this subject and rule can be superseded',
  },
  // a batch
  UNKNOWN_FEED: { zh: '没有此数据源', en: 'no such feed' },
  UPLOAD_NOT_FOUND: { zh: '没有此上传文件', en: 'no such upload' },
  UPLOAD_REMOVED: {
    zh: '上传文件已处理完毕或超过七天，已删除，请重新上传',
    en: 'the file was removed after its work was done, or after seven days; upload it again',
  },
  UPLOAD_OR_ROWS: { zh: '请给出上传文件或数据行，二者取一', en: 'give either an upload or rows' },
  TOO_MANY_ROWS: { zh: '行数超过 {max}', en: 'more than {max} rows' },
  AREA_NOT_FOUND: { zh: '辖区内没有此区划', en: 'no such area in your scope' },
  DATE_IN_FUTURE: { zh: '日期晚于今天', en: 'the day is later than today' },
  NOT_COMPLETABLE: { zh: '此数据源不能声明全量', en: 'this feed cannot declare itself complete' },
  WRONG_ENCODING: { zh: '文件编码不是 UTF-8 或 GB18030，或不是 CSV 文件', en: 'the file is neither UTF-8 nor GB18030, or is no CSV file' },
  WRONG_HEADER: { zh: '表头不符', en: 'the header does not match' },
  MALFORMED_CSV: { zh: '文件结构损坏（引号不成对或单行过长）', en: 'the file is damaged (an open quote, or a row too long)' },
  EMPTY_FILE: { zh: '文件没有数据行', en: 'the file holds no rows' },
  NO_ACCESS: { zh: '提交者已无此区划的权限', en: 'the sender no longer has access to the area' },
  BATCH_FAILED: { zh: '处理失败，未写入任何数据，请重新提交', en: 'processing failed and nothing was written; submit it again' },
  BATCH_GAVE_UP: {
    zh: '处理多次中断，未写入任何数据，请拆分后重新提交',
    en: 'processing broke off several times and nothing was written; split the data and submit them again',
  },
  COVERAGE_UNSURE: {
    zh: '本批有未登记的人员，而辖区内有 {people} 名登记人员没有证件号码，可能是同一人，未按全量记录；补录证件号码后重新提交即可',
    en: 'some rows name nobody on the register, and {people} people on it have no resident id and might be meant, so the batch was not recorded as complete; record their ids and submit it again',
  },
  COVERAGE_WITHHELD: {
    zh: '本批有被拒绝的行，未按全量记录；改正后重新提交即可',
    en: 'rows were refused, so the batch was not recorded as complete; correct them and submit it again',
  },
  // documents of clients
  UNKNOWN_CLIENT: { zh: '辖区内没有此客户端', en: 'no such client in your area' },
  DOCUMENT_NOT_VALID: {
    zh: '文档不符合接口定义：第 {line} 行第 {column} 列',
    en: 'the document is not valid at line {line}, column {column}',
  },
  DOCUMENT_TOO_COMPLEX: {
    zh: '文档过于复杂：{limit} 最多 {allowed}',
    en: 'the document is too complex: at most {allowed} {limit}',
  },
  TOO_MANY_DOCUMENTS: { zh: '登记的文档过多（最多 {max} 份、200 万字）', en: 'more documents than {max}, or than 2 million characters' },
} as const satisfies RefusalTexts;

const core = defineRefusals('core', texts);

export type CoreRefusal = keyof typeof texts;
export type CoreCode = `core.${CoreRefusal}`;

/** The refusal codes of the core, declared like any module's. */
export const coreErrors = core.errors;

/** A refusal's code as it leaves the server. */
export const coreCode = core.code;

/** One refusal of a mutation. `path` names the input field. */
export const userError = core.refusal;

/** Ends a write with one refusal. @throws Refused */
export const refuse = core.refuse;

/** The text of a core code, filled. */
export const refusalText = refusalTexts(core.errors);

/** Refuses a change of a record that somebody else changed since it was read; nothing expected: nothing refused. @throws Refused */
export function expectVersion({ version }: { readonly version: number }, expected: number | null | undefined): void {
  if (expected != null && version !== expected) refuse('VERSION_CONFLICT', ['input', 'expectedVersion']);
}
