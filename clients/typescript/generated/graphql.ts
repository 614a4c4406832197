/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** On what ground a document is in force in an area (施行依据). */
export type AdoptionBasis =
  /** A recorded decision of the area (本级决定). */
  | 'DECISION'
  /** For the demonstration only; not a decision of any office (演示). */
  | 'DEMO'
  /** It is the issuer’s own area (发文机关辖区). */
  | 'ISSUER'
  /** Prolonged beyond its stated end (延期). */
  | 'PROLONGATION';

/** How binding the source is (约束力). */
export type CheckForce =
  /** Encouraged (鼓励). */
  | 'ENCOURAGED'
  /** Binding (必须). */
  | 'MUST'
  /** In principle (原则上). */
  | 'PRINCIPLE'
  /** To strive for (力争). */
  | 'STRIVE';

/** What kind of rule a check is (规则类别). */
export type CheckKind =
  /** Gives a benefit (待遇). */
  | 'BENEFIT'
  /** Something an office must do (职责). */
  | 'DUTY'
  /** Says what one is (身份). */
  | 'STATUS';

/** Where a dropout case stands (控辍保学状态). */
export type DropoutState =
  /** At risk (有辍学倾向). */
  | 'AT_RISK'
  /** Checked (摸排在册). */
  | 'CHECKED'
  /** Dropped out (辍学). */
  | 'DROPPED_OUT'
  /** No longer obliged to attend (不再负有就学义务). */
  | 'NO_LONGER_OBLIGED'
  /** Returned (已复学). */
  | 'RETURNED';

/** Kind of student aid (学生资助项目). */
export type EducationAidKind =
  /** Nutrition plan (营养改善计划). */
  | 'NUTRITION'
  /** Other student aid (其他学生资助). */
  | 'OTHER'
  /** Rain-Dew plan (雨露计划). */
  | 'RAIN_DEW'
  /** Three exemptions, one aid (三免一助). */
  | 'THREE_EXEMPTIONS_ONE_AID'
  /** Tuition waiver (免除学费). */
  | 'TUITION_WAIVER'
  /** Two exemptions, one subsidy (两免一补). */
  | 'TWO_EXEMPTIONS_ONE_SUBSIDY'
  /** Aid for vocational education (“两后生”职业教育资助). */
  | 'VOCATIONAL_AID';

/** Form of employment (就业形式). */
export type EmploymentForm =
  /** Flexible employment (灵活就业). */
  | 'FLEXIBLE'
  /** Public welfare post (公益性岗位). */
  | 'PUBLIC_POST'
  /** Self-employed (自主创业). */
  | 'SELF_EMPLOYED'
  /** Stable employment (稳定就业). */
  | 'STABLE'
  /** Assistance workshop (帮扶车间). */
  | 'WORKSHOP';

/** Where somebody works (务工地点). */
export type EmploymentPlace =
  /** In the county (县内). */
  | 'IN_COUNTY'
  /** In the province, outside the county (省内县外). */
  | 'IN_PROVINCE_OUT_OF_COUNTY'
  /** Outside the province (省外). */
  | 'OUT_OF_PROVINCE';

/** A question about nobody stored: what would hold for a subject of this kind, in this area, on this day, with these facts (假设测算). */
export type EvaluateEligibilityInput = {
  /** Where it would live (区划). */
  area: string;
  /** The day the question is about; default today (基准日). */
  asOf?: string | null | undefined;
  /** Codes of the checks to ask; default: all in force (规则代码). */
  checks?: Array<string> | null | undefined;
  /** Lists that the facts name everybody of, such as `HOUSEHOLD.members`: there are no others. Default: there may be (完整名单). */
  completeLists?: Array<string> | null | undefined;
  /** What is known of it; everything else is unknown (已知事实). */
  facts: Array<HypotheticalFactInput>;
  /** Only checks of these modules (模块). */
  modules?: Array<string> | null | undefined;
  /** The kind of subject (对象类别). */
  subject: SubjectKind;
};

/** Relation to the head of the household (与户主关系). */
export type FamilyRelation =
  /** Child (子女). */
  | 'CHILD'
  /** Child-in-law (儿媳、女婿). */
  | 'CHILD_IN_LAW'
  /** Grandchild (孙子女). */
  | 'GRANDCHILD'
  /** Grandparent (祖父母). */
  | 'GRANDPARENT'
  /** Head (户主). */
  | 'HEAD'
  /** Other (其他). */
  | 'OTHER'
  /** Parent (父母). */
  | 'PARENT'
  /** Sibling (兄弟姐妹). */
  | 'SIBLING'
  /** Spouse (配偶). */
  | 'SPOUSE';

/** One cell of a row (单元格). */
export type FeedCellInput = {
  /** The column, by its key or a header (列). */
  column: string;
  /** The cell as text, as it would stand in a file (值). */
  value: string;
};

/** What a batch covers (覆盖范围). */
export type FeedCoverageInput = {
  /** The area it speaks of; rows about other areas are refused (区划). */
  area: string;
  /** Whether it lists everybody there: whoever it leaves out is then not on the list, instead of unknown (是否全量). */
  complete: boolean;
};

/** One row (数据行). */
export type FeedRowInput = {
  /** Its cells; a column that is left out says nothing (单元格). */
  cells: Array<FeedCellInput>;
};

/** Where a batch stands (批次状态). */
export type FeedState =
  /** Done (完成). */
  | 'DONE'
  /** Could not be read at all (失败). */
  | 'FAILED'
  /** Waiting (排队). */
  | 'QUEUED'
  /** Being read (处理中). */
  | 'RUNNING';

/** Where a project’s money comes from (资金来源). */
export type FundSource =
  /** Central budget investment (中央预算内投资). */
  | 'BUDGET_INVESTMENT'
  /** Designated assistance (定点帮扶资金). */
  | 'DESIGNATED_ASSISTANCE'
  /** Donations (社会捐赠). */
  | 'DONATION'
  /** East-west cooperation (京津援建资金). */
  | 'EAST_WEST'
  /** Employment subsidies (就业补助资金). */
  | 'EMPLOYMENT_SUBSIDY'
  /** Fiscal funds of any level (各级财政资金). */
  | 'FISCAL'
  /** Linkage funds (衔接资金). */
  | 'LINKAGE'
  /** Local government bonds (地方政府债券). */
  | 'LOCAL_BOND'
  /** Lottery funds (彩票公益金). */
  | 'LOTTERY'
  /** Paired assistance (结对帮扶资金). */
  | 'PAIRED_ASSISTANCE'
  /** Pooled agricultural funds (涉农整合资金). */
  | 'POOLED_AGRICULTURE'
  /** Relocation (易地搬迁资金). */
  | 'RELOCATION';

/** A fact that the question brings; exactly one of money, number, boolean, date, text, codes (假设事实). */
export type HypotheticalFactInput = {
  /** Yes or no (是否). */
  boolean?: boolean | null | undefined;
  /** The fact’s code, see `eligibilityChecks { facts { code } }` (事实代码). */
  code: string;
  /** A set of codes (代码集). */
  codes?: Array<string> | null | undefined;
  /** A day (日期). */
  date?: string | null | undefined;
  /** Which one, for a fact of a subject reached by a link to many: the guarantee’s kind, or any name (项目). */
  item?: string | null | undefined;
  /** An amount in yuan (金额). */
  money?: string | null | undefined;
  /** A number (数值). */
  number?: string | null | undefined;
  /** The period of a fact that is known by year, month or day: `2024`, `2024-07`, `2024-07-15` (期间). */
  period?: string | null | undefined;
  /** One code (单个代码). */
  text?: string | null | undefined;
  /** The year of a yearly fact (年度). */
  year?: number | null | undefined;
};

/** A person’s capacity for work (劳动能力). */
export type LabourCapacity =
  /** Full (普通劳动力). */
  | 'FULL'
  /** Not of working age (非劳动年龄). */
  | 'NOT_OF_WORKING_AGE'
  /** Partly lost (部分丧失劳动能力). */
  | 'PARTIAL_LOSS'
  /** Wholly lost (丧失劳动能力). */
  | 'TOTAL_LOSS'
  /** Weak or half labour (弱劳力、半劳力). */
  | 'WEAK_OR_HALF';

/** Kind of a monitored household (监测对象类型). */
export type MonitoringKind =
  /** Never registered, close to poverty (边缘易致贫户). */
  | 'BORDERLINE_AT_RISK'
  /** Sudden severe difficulty (突发严重困难户). */
  | 'SUDDEN_SEVERE_DIFFICULTY'
  /** Left poverty, unstable (脱贫不稳定户). */
  | 'UNSTABLE_OUT_OF_POVERTY';

/** The three answers of a check (结论). */
export type Outcome =
  /** The rule applies to the subject (符合). */
  | 'ELIGIBLE'
  /** The rule does not apply (不符合). */
  | 'NOT_ELIGIBLE'
  /** It cannot be decided; `unknowns` says why and who can help (无法判定). */
  | 'UNDETERMINED';

/** Whether the source states the value (载明情况). */
export type ParameterState =
  /** Left out or masked by the source; never invented (未载明). */
  | 'BLANK_IN_SOURCE'
  /** Stated (载明). */
  | 'SET';

/** Kind of a public post (岗位类型). */
export type PostKind =
  /** Keeping the village book room (农家书屋管理). */
  | 'BOOK_ROOM'
  /** Cleaning and greening (保洁保绿). */
  | 'CLEANING_AND_GREENING'
  /** Care for lonely elderly people (孤寡老人看护). */
  | 'ELDERLY_CARE'
  /** Forest protection (山林防护). */
  | 'FOREST_PROTECTION'
  /** Ecological forest ranger (生态护林员). */
  | 'FOREST_RANGER'
  /** Other (其他). */
  | 'OTHER'
  /** Upkeep of public facilities (公共设施维护). */
  | 'PUBLIC_FACILITIES'
  /** Upkeep of village roads (乡村道路维护). */
  | 'ROAD_UPKEEP'
  /** Village public service (村级公共服务). */
  | 'VILLAGE_SERVICE';

/** Where a public post, or a person on it, stands (岗位状态). */
export type PostState =
  /** Applied (已报名). */
  | 'APPLIED'
  /** Contract signed (已签协议). */
  | 'CONTRACTED'
  /** Exited (已退岗). */
  | 'EXITED'
  /** Hiring notice published, open or closed (已发布招聘公告). */
  | 'HIRING_NOTICE'
  /** Need assessed (已按需提出). */
  | 'NEED_ASSESSED'
  /** On duty (在岗). */
  | 'ON_DUTY'
  /** Post approved (已批准设岗). */
  | 'POST_APPROVED'
  /** Renewal under review (评估续约). */
  | 'RENEWAL_REVIEW'
  /** Selected (拟聘用). */
  | 'SELECTED';

/** What the poverty register says of a household (建档立卡状态). */
export type PovertyRegisterStatus =
  /** Never on the register (非建档立卡). */
  | 'NEVER_REGISTERED'
  /** Left poverty (脱贫). */
  | 'OUT_OF_POVERTY'
  /** Left poverty, policies continue (脱贫享受政策). */
  | 'OUT_OF_POVERTY_WITH_POLICY'
  /** Stably out of poverty (稳定脱贫). */
  | 'STABLE_OUT_OF_POVERTY';

/** How personal a field is (隐私级别). */
export type PrivacyLevel =
  /** For officials of the area (内部). */
  | 'INTERNAL'
  /** Of a named household or person: masked without the right to see it (个人信息). */
  | 'PERSONAL'
  /** For everybody (公开). */
  | 'PUBLIC'
  /** Sensitive personal data: masked even then (敏感个人信息). */
  | 'SENSITIVE';

/** Three-valued truth (三值判断). */
export type Satisfied =
  /** No (否). */
  | 'FALSE'
  /** Yes (是). */
  | 'TRUE'
  /** Not known (未知). */
  | 'UNKNOWN';

/** Stage of schooling (学段). */
export type SchoolStage =
  /** Higher vocational college (高等职业教育（专科）). */
  | 'HIGHER_VOCATIONAL'
  /** Junior high school (初中). */
  | 'JUNIOR_HIGH'
  /** Pre-school (学前教育). */
  | 'PRESCHOOL'
  /** Primary school (小学). */
  | 'PRIMARY'
  /** Secondary vocational school (中等职业教育). */
  | 'SECONDARY_VOCATIONAL'
  /** Senior high school (普通高中). */
  | 'SENIOR_HIGH'
  /** University (普通高校本科). */
  | 'UNDERGRADUATE';

/** Half of a school year (学期). */
export type SchoolTerm =
  /** Autumn term (秋季学期). */
  | 'AUTUMN'
  /** Spring term (春季学期). */
  | 'SPRING';

/** Sex in the resident register (性别). */
export type Sex =
  /** Female (女). */
  | 'FEMALE'
  /** Male (男). */
  | 'MALE';

/** A kind of thing that checks speak of (对象类别). */
export type SubjectKind =
  /** area (区划). */
  | 'AREA'
  /** household (户). */
  | 'HOUSEHOLD'
  /** organisation that employs people (用人单位). */
  | 'ORGANISATION'
  /** person (人口). */
  | 'PERSON'
  /** project (项目). */
  | 'PROJECT'
  /** village (村（社区）). */
  | 'VILLAGE'
  /** job at a workshop (车间用工). */
  | 'WORKSHOP_JOB';

/** Department data to hand in: either an upload or rows (提交数据). */
export type SubmitFeedInput = {
  /** The area, and whether the list is complete (覆盖范围). */
  coverage: FeedCoverageInput;
  /** Code of the feed (数据源代码). */
  feed: string;
  /** The day the data speak of (数据日期). */
  observedOn: string;
  /** Up to 1,000 rows, worked off at once (数据行). */
  rows?: Array<FeedRowInput> | null | undefined;
  /** Id of a file handed in at POST /uploads (上传文件). */
  upload?: string | null | undefined;
};

/** Why something is not known (未知原因). */
export type UnknownKind =
  /** The source leaves the value out (文件未载明). */
  | 'BLANK_PARAMETER'
  /** The calculation failed; it never counts as a match (计算失败). */
  | 'CALCULATION_FAILED'
  /** A named role must judge (需人工研判). */
  | 'JUDGEMENT_NEEDED'
  /** Nobody has said the fact (缺少事实). */
  | 'MISSING_FACT'
  /** No installed module supplies the fact (模块未安装). */
  | 'MODULE_NOT_INSTALLED'
  /** The document is not in force here on this day (未施行). */
  | 'NOT_IN_FORCE'
  /** The last observation is too old (事实过期). */
  | 'STALE_FACT';

/** Which part of a verdict an unknown leaves open (影响部分). */
export type VerdictPart =
  /** The amount (金额). */
  | 'AMOUNT'
  /** Whether it is fulfilled (是否落实). */
  | 'FULFILLED'
  /** The outcome (结论). */
  | 'OUTCOME'
  /** How often it is paid (周期). */
  | 'PERIOD'
  /** Its place in the order of a list (排序). */
  | 'RANK'
  /** A named value that was asked for by itself (计算值). */
  | 'VALUE';

export type PupilsNotReachedQueryVariables = Exact<{
  area: string;
  schoolYear: number;
  term?: SchoolTerm | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PupilsNotReachedQuery = { educationAids: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, aid: EducationAidKind, stage: SchoolStage | null, term: SchoolTerm, amount: string | null, observedOn: string, source: { code: string } | null, person: { id: string, name: string, household: { number: string, village: { code: string, name: { zh: string } } } } }> } | null };

export type DropoutCasesQueryVariables = Exact<{
  area: string;
  states?: Array<DropoutState> | DropoutState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DropoutCasesQuery = { dropoutCases: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, version: number, state: DropoutState | null, stateSince: string | null, reason: string | null, person: { id: string, name: string, household: { number: string } }, events: Array<{ fromState: DropoutState | null, toState: DropoutState | null, observedOn: string, note: string | null }> | null }> } | null };

export type PersonVerdictsQueryVariables = Exact<{
  id: string;
  checks?: Array<string> | string | null | undefined;
  modules?: Array<string> | string | null | undefined;
  asOf?: string | null | undefined;
}>;


export type PersonVerdictsQuery = { node:
    | { id: string, name: string, eligibility: Array<{ outcome: Outcome, fulfilled: Satisfied, rank: number | null, check: { code: string, title: { zh: string, en: string } }, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } | null, conditions: Array<{ id: string, parent: string | null, satisfied: Satisfied, text: { zh: string, en: string }, actual: { text: { zh: string } } | null, threshold: { text: { zh: string } } | null, distance: { text: { zh: string, en: string } } | null }>, unknowns: Array<{ kind: UnknownKind, code: string, title: { zh: string, en: string }, suppliers: Array<{ code: string }> }> }> }
    | Record<PropertyKey, never>
   | null };

export type PeopleAtWorkQueryVariables = Exact<{
  area: string;
  places?: Array<EmploymentPlace> | EmploymentPlace | null | undefined;
  forms?: Array<EmploymentForm> | EmploymentForm | null | undefined;
  stable?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PeopleAtWorkQuery = { employments: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, place: EmploymentPlace | null, form: EmploymentForm | null, stable: boolean | null, monthlyPay: string | null, startedOn: string | null, observedOn: string, source: { code: string } | null, person: { id: string, name: string, household: { number: string } } }> } };

export type WelfarePostsQueryVariables = Exact<{
  area: string;
  states?: Array<PostState> | PostState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WelfarePostsQuery = { welfarePosts: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, version: number, number: string, kind: PostKind, state: PostState, places: number, held: number, fundSource: FundSource | null, area: { code: string, name: { zh: string } }, contracts: { totalCount: number | null, nodes: Array<{ id: string, state: PostState, pay: string | null, startsOn: string | null, endsOn: string | null, person: { id: string, name: string } }> } }> } };

export type HouseholdQueryVariables = Exact<{
  number: string;
  asOf?: string | null | undefined;
}>;


export type HouseholdQuery = { household: { id: string, number: string, version: number, registryStatus: PovertyRegisterStatus | null, monitoringKind: MonitoringKind | null, village: { code: string, name: { zh: string } }, members: Array<{ id: string, name: string, sex: Sex | null, birthDate: string | null, relation: FamilyRelation | null, labourCapacity: LabourCapacity | null }>, incomeStatements: Array<{ year: number, wage: string | null, operating: string | null, property: string | null, transfer: string | null, businessCost: string | null, perCapitaNetIncome: string | null, perCapitaYearlyIncome: string | null }>, eligibility: Array<{ outcome: Outcome, fulfilled: Satisfied, rank: number | null, check: { code: string, title: { zh: string, en: string } }, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } | null, conditions: Array<{ id: string, parent: string | null, satisfied: Satisfied, text: { zh: string, en: string }, actual: { text: { zh: string } } | null, threshold: { text: { zh: string } } | null, distance: { text: { zh: string, en: string } } | null }>, unknowns: Array<{ kind: UnknownKind, code: string, title: { zh: string, en: string }, suppliers: Array<{ code: string }> }> }> } | null };

export type VerdictFragment = { outcome: Outcome, fulfilled: Satisfied, rank: number | null, check: { code: string, title: { zh: string, en: string } }, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } | null, conditions: Array<{ id: string, parent: string | null, satisfied: Satisfied, text: { zh: string, en: string }, actual: { text: { zh: string } } | null, threshold: { text: { zh: string } } | null, distance: { text: { zh: string, en: string } } | null }>, unknowns: Array<{ kind: UnknownKind, code: string, title: { zh: string, en: string }, suppliers: Array<{ code: string }> }> };

export type CitationFragment = { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } };

export type SubmitFeedMutationVariables = Exact<{
  input: SubmitFeedInput;
  key: string;
}>;


export type SubmitFeedMutation = { submitFeed: { receipt: { id: string, state: FeedState, totalRows: number, createdRows: number, changedRows: number, unchangedRows: number, refusedRows: number, failure: { code: string, path: Array<string>, message: { zh: string, en: string } } | null } | null, userErrors: Array<{ code: string, path: Array<string>, message: { zh: string, en: string } }> } };

export type FeedReceiptQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FeedReceiptQuery = { feedReceipt: { id: string, state: FeedState, totalRows: number, createdRows: number, changedRows: number, unchangedRows: number, refusedRows: number, refused: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ row: number, column: string | null, code: string, text: { zh: string, en: string } }> }, failure: { code: string, path: Array<string>, message: { zh: string, en: string } } | null } | null };

export type VillageHouseholdsQueryVariables = Exact<{
  code: string;
  checks?: Array<string> | string | null | undefined;
  asOf?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type VillageHouseholdsQuery = { village: { name: { zh: string }, households: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, memberCount: number, perCapitaNetIncome: string | null, eligibility: Array<{ outcome: Outcome, fulfilled: Satisfied, rank: number | null, check: { code: string, title: { zh: string, en: string } }, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } | null, conditions: Array<{ id: string, parent: string | null, satisfied: Satisfied, text: { zh: string, en: string }, actual: { text: { zh: string } } | null, threshold: { text: { zh: string } } | null, distance: { text: { zh: string, en: string } } | null }>, unknowns: Array<{ kind: UnknownKind, code: string, title: { zh: string, en: string }, suppliers: Array<{ code: string }> }> }> }> } } | null };

export type ReceiptFragment = { id: string, state: FeedState, totalRows: number, createdRows: number, changedRows: number, unchangedRows: number, refusedRows: number, failure: { code: string, path: Array<string>, message: { zh: string, en: string } } | null };

export type RefusalFragment = { code: string, path: Array<string>, message: { zh: string, en: string } };

export type EligibilityChecksQueryVariables = Exact<{
  module?: string | null | undefined;
}>;


export type EligibilityChecksQuery = { eligibilityChecks: Array<{ code: string, kind: CheckKind, force: CheckForce, level: PrivacyLevel, place: string, quote: string, title: { zh: string, en: string }, when: { zh: string, en: string } | null, facts: Array<{ code: string, title: { zh: string } }> }> };

export type PolicyParametersQueryVariables = Exact<{
  area: string;
  asOf?: string | null | undefined;
}>;


export type PolicyParametersQuery = { policyParameters: Array<{ code: string, state: ParameterState, unit: string | null, title: { zh: string, en: string }, value: { text: { zh: string } } | null, suppliedBy: { code: string } | null, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } | null }> };

export type EvaluateEligibilityQueryVariables = Exact<{
  input: EvaluateEligibilityInput;
}>;


export type EvaluateEligibilityQuery = { evaluateEligibility: Array<{ outcome: Outcome, fulfilled: Satisfied, rank: number | null, check: { code: string, title: { zh: string, en: string } }, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } | null, conditions: Array<{ id: string, parent: string | null, satisfied: Satisfied, text: { zh: string, en: string }, actual: { text: { zh: string } } | null, threshold: { text: { zh: string } } | null, distance: { text: { zh: string, en: string } } | null }>, unknowns: Array<{ kind: UnknownKind, code: string, title: { zh: string, en: string }, suppliers: Array<{ code: string }> }> }> };

export type PolicyGapsQueryVariables = Exact<{
  area: string;
  asOf?: string | null | undefined;
}>;


export type PolicyGapsQuery = { policyGaps: Array<{ dormant: boolean, affects: Array<VerdictPart>, check: { code: string, title: { zh: string, en: string } }, unknowns: Array<{ kind: UnknownKind, code: string, title: { zh: string, en: string } }>, citation: { place: string, quote: string, basis: AdoptionBasis, document: { code: string, title: { zh: string } } } }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CitationFragmentDoc = new TypedDocumentString(`
    fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}
    `, {"fragmentName":"Citation"}) as unknown as TypedDocumentString<CitationFragment, unknown>;
export const VerdictFragmentDoc = new TypedDocumentString(`
    fragment Verdict on Verdict {
  check {
    code
    title {
      zh
      en
    }
  }
  outcome
  fulfilled
  rank
  citation {
    ...Citation
  }
  conditions {
    id
    parent
    text {
      zh
      en
    }
    satisfied
    actual {
      text {
        zh
      }
    }
    threshold {
      text {
        zh
      }
    }
    distance {
      text {
        zh
        en
      }
    }
  }
  unknowns {
    kind
    code
    title {
      zh
      en
    }
    suppliers {
      code
    }
  }
}
    fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`, {"fragmentName":"Verdict"}) as unknown as TypedDocumentString<VerdictFragment, unknown>;
export const RefusalFragmentDoc = new TypedDocumentString(`
    fragment Refusal on UserError {
  code
  message {
    zh
    en
  }
  path
}
    `, {"fragmentName":"Refusal"}) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const ReceiptFragmentDoc = new TypedDocumentString(`
    fragment Receipt on FeedReceipt {
  id
  state
  totalRows
  createdRows
  changedRows
  unchangedRows
  refusedRows
  failure {
    ...Refusal
  }
}
    fragment Refusal on UserError {
  code
  message {
    zh
    en
  }
  path
}`, {"fragmentName":"Receipt"}) as unknown as TypedDocumentString<ReceiptFragment, unknown>;
export const PupilsNotReachedDocument = new TypedDocumentString(`
    query PupilsNotReached($area: AreaCode!, $schoolYear: Int!, $term: SchoolTerm, $first: Int = 20, $after: String) {
  educationAids(
    filter: {area: $area, schoolYear: $schoolYear, term: $term, entitled: true, received: false}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      aid
      stage
      term
      amount
      observedOn
      source {
        code
      }
      person {
        id
        name
        household {
          number
          village {
            code
            name {
              zh
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PupilsNotReachedQuery, PupilsNotReachedQueryVariables>;
export const DropoutCasesDocument = new TypedDocumentString(`
    query DropoutCases($area: AreaCode!, $states: [DropoutState!], $first: Int = 20, $after: String) {
  dropoutCases(
    filter: {area: $area, states: $states}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      version
      state
      stateSince
      reason
      person {
        id
        name
        household {
          number
        }
      }
      events {
        fromState
        toState
        observedOn
        note
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DropoutCasesQuery, DropoutCasesQueryVariables>;
export const PersonVerdictsDocument = new TypedDocumentString(`
    query PersonVerdicts($id: ID!, $checks: [String!], $modules: [String!], $asOf: Date) {
  node(id: $id) {
    ... on Person {
      id
      name
      eligibility(checks: $checks, modules: $modules, asOf: $asOf) {
        ...Verdict
      }
    }
  }
}
    fragment Verdict on Verdict {
  check {
    code
    title {
      zh
      en
    }
  }
  outcome
  fulfilled
  rank
  citation {
    ...Citation
  }
  conditions {
    id
    parent
    text {
      zh
      en
    }
    satisfied
    actual {
      text {
        zh
      }
    }
    threshold {
      text {
        zh
      }
    }
    distance {
      text {
        zh
        en
      }
    }
  }
  unknowns {
    kind
    code
    title {
      zh
      en
    }
    suppliers {
      code
    }
  }
}
fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`) as unknown as TypedDocumentString<PersonVerdictsQuery, PersonVerdictsQueryVariables>;
export const PeopleAtWorkDocument = new TypedDocumentString(`
    query PeopleAtWork($area: AreaCode!, $places: [EmploymentPlace!], $forms: [EmploymentForm!], $stable: Boolean, $first: Int = 20, $after: String) {
  employments(
    filter: {area: $area, employed: true, places: $places, forms: $forms, stable: $stable}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      place
      form
      stable
      monthlyPay
      startedOn
      observedOn
      source {
        code
      }
      person {
        id
        name
        household {
          number
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PeopleAtWorkQuery, PeopleAtWorkQueryVariables>;
export const WelfarePostsDocument = new TypedDocumentString(`
    query WelfarePosts($area: AreaCode!, $states: [PostState!], $first: Int = 20, $after: String) {
  welfarePosts(
    filter: {area: $area, states: $states}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      version
      number
      kind
      state
      places
      held
      fundSource
      area {
        code
        name {
          zh
        }
      }
      contracts(first: 20, states: [CONTRACTED, ON_DUTY, RENEWAL_REVIEW]) {
        totalCount
        nodes {
          id
          state
          pay
          startsOn
          endsOn
          person {
            id
            name
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WelfarePostsQuery, WelfarePostsQueryVariables>;
export const HouseholdDocument = new TypedDocumentString(`
    query Household($number: String!, $asOf: Date) {
  household(number: $number) {
    id
    number
    version
    village {
      code
      name {
        zh
      }
    }
    members {
      id
      name
      sex
      birthDate
      relation
      labourCapacity
    }
    registryStatus
    monitoringKind
    incomeStatements {
      year
      wage
      operating
      property
      transfer
      businessCost
      perCapitaNetIncome
      perCapitaYearlyIncome
    }
    eligibility(asOf: $asOf) {
      ...Verdict
    }
  }
}
    fragment Verdict on Verdict {
  check {
    code
    title {
      zh
      en
    }
  }
  outcome
  fulfilled
  rank
  citation {
    ...Citation
  }
  conditions {
    id
    parent
    text {
      zh
      en
    }
    satisfied
    actual {
      text {
        zh
      }
    }
    threshold {
      text {
        zh
      }
    }
    distance {
      text {
        zh
        en
      }
    }
  }
  unknowns {
    kind
    code
    title {
      zh
      en
    }
    suppliers {
      code
    }
  }
}
fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`) as unknown as TypedDocumentString<HouseholdQuery, HouseholdQueryVariables>;
export const SubmitFeedDocument = new TypedDocumentString(`
    mutation SubmitFeed($input: SubmitFeedInput!, $key: String!) {
  submitFeed(input: $input) @idempotent(key: $key) {
    receipt {
      ...Receipt
    }
    userErrors {
      ...Refusal
    }
  }
}
    fragment Receipt on FeedReceipt {
  id
  state
  totalRows
  createdRows
  changedRows
  unchangedRows
  refusedRows
  failure {
    ...Refusal
  }
}
fragment Refusal on UserError {
  code
  message {
    zh
    en
  }
  path
}`) as unknown as TypedDocumentString<SubmitFeedMutation, SubmitFeedMutationVariables>;
export const FeedReceiptDocument = new TypedDocumentString(`
    query FeedReceipt($id: ID!, $first: Int = 20, $after: String) {
  feedReceipt(id: $id) {
    ...Receipt
    refused(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        row
        column
        code
        text {
          zh
          en
        }
      }
    }
  }
}
    fragment Receipt on FeedReceipt {
  id
  state
  totalRows
  createdRows
  changedRows
  unchangedRows
  refusedRows
  failure {
    ...Refusal
  }
}
fragment Refusal on UserError {
  code
  message {
    zh
    en
  }
  path
}`) as unknown as TypedDocumentString<FeedReceiptQuery, FeedReceiptQueryVariables>;
export const VillageHouseholdsDocument = new TypedDocumentString(`
    query VillageHouseholds($code: AreaCode!, $checks: [String!], $asOf: Date, $first: Int = 20, $after: String) {
  village(code: $code) {
    name {
      zh
    }
    households(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        number
        memberCount
        perCapitaNetIncome
        eligibility(checks: $checks, asOf: $asOf) {
          ...Verdict
        }
      }
    }
  }
}
    fragment Verdict on Verdict {
  check {
    code
    title {
      zh
      en
    }
  }
  outcome
  fulfilled
  rank
  citation {
    ...Citation
  }
  conditions {
    id
    parent
    text {
      zh
      en
    }
    satisfied
    actual {
      text {
        zh
      }
    }
    threshold {
      text {
        zh
      }
    }
    distance {
      text {
        zh
        en
      }
    }
  }
  unknowns {
    kind
    code
    title {
      zh
      en
    }
    suppliers {
      code
    }
  }
}
fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`) as unknown as TypedDocumentString<VillageHouseholdsQuery, VillageHouseholdsQueryVariables>;
export const EligibilityChecksDocument = new TypedDocumentString(`
    query EligibilityChecks($module: String) {
  eligibilityChecks(module: $module) {
    code
    title {
      zh
      en
    }
    kind
    force
    level
    when {
      zh
      en
    }
    place
    quote
    facts {
      code
      title {
        zh
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EligibilityChecksQuery, EligibilityChecksQueryVariables>;
export const PolicyParametersDocument = new TypedDocumentString(`
    query PolicyParameters($area: AreaCode!, $asOf: Date) {
  policyParameters(area: $area, asOf: $asOf) {
    code
    title {
      zh
      en
    }
    state
    value {
      text {
        zh
      }
    }
    unit
    suppliedBy {
      code
    }
    citation {
      ...Citation
    }
  }
}
    fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`) as unknown as TypedDocumentString<PolicyParametersQuery, PolicyParametersQueryVariables>;
export const EvaluateEligibilityDocument = new TypedDocumentString(`
    query EvaluateEligibility($input: EvaluateEligibilityInput!) {
  evaluateEligibility(input: $input) {
    ...Verdict
  }
}
    fragment Verdict on Verdict {
  check {
    code
    title {
      zh
      en
    }
  }
  outcome
  fulfilled
  rank
  citation {
    ...Citation
  }
  conditions {
    id
    parent
    text {
      zh
      en
    }
    satisfied
    actual {
      text {
        zh
      }
    }
    threshold {
      text {
        zh
      }
    }
    distance {
      text {
        zh
        en
      }
    }
  }
  unknowns {
    kind
    code
    title {
      zh
      en
    }
    suppliers {
      code
    }
  }
}
fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`) as unknown as TypedDocumentString<EvaluateEligibilityQuery, EvaluateEligibilityQueryVariables>;
export const PolicyGapsDocument = new TypedDocumentString(`
    query PolicyGaps($area: AreaCode!, $asOf: Date) {
  policyGaps(area: $area, asOf: $asOf) {
    check {
      code
      title {
        zh
        en
      }
    }
    dormant
    affects
    unknowns {
      kind
      code
      title {
        zh
        en
      }
    }
    citation {
      ...Citation
    }
  }
}
    fragment Citation on Citation {
  document {
    code
    title {
      zh
    }
  }
  place
  quote
  basis
}`) as unknown as TypedDocumentString<PolicyGapsQuery, PolicyGapsQueryVariables>;