/** The shared language: what modules, plugins and the front door speak. Importing it does nothing. */

export { MOST_AREAS, TooManyAreas, effectiveAreas, type ReplacedArea } from './contract/area-history.js';
export { NATION, ancestorCodes, areaRange, commonArea, leastAreas, lengthBelow, liesIn, normaliseAreaCode } from './builder/area-code.js';
export { buildGraph, declaredTables, createBuilder, graphParts, moduleOf } from './builder/builder.js';
export { scopesOf } from './builder/check-graph.js';
export { assertCleanDocument, assertCleanInput } from './builder/clean-input.js';
export { codesEnum } from './builder/codes-enum.js';
export { ascending, descending, where } from './builder/conditions.js';
export type { Between, RowCondition, RowOrder } from './builder/conditions.js';
export { mayShow } from './builder/guard.js';
export { columnsOfExpression, sampleArguments, TRIED_AT, tried } from './builder/sample-arguments.js';
export { SPLIT, carriedKey, relationKey, splitKey } from './builder/declared.js';
export type {
  Args,
  BatchedRead,
  ColumnRead,
  ConnectionRead,
  DeclaredFieldExtensions,
  EncryptedRead,
  ExpressionTools,
  FieldCost,
  IdRead,
  Load,
  PlanTime,
  Read,
  RelationRead,
  SqlRead,
  TableDeclaration,
} from './builder/declared.js';
export { idBeside } from './builder/id-beside.js';
export { decodeGlobalId, encodeGlobalId, isUuid, keyOfGlobalId } from './builder/global-id.js';
export type { GraphBuilder, GraphParts, GraphTypes, InstalledParts } from './builder/graph-types.js';
export { idempotencyKey, idempotentDirective, neededIdempotencyKey } from './builder/idempotent.js';
export { readableTexts } from './builder/input-texts.js';
export { among, empty, filled, inRange, inside, same, sorted } from './builder/list-arguments.js';
export type { Direction, Range } from './builder/list-arguments.js';
export { serviceMutation, writeMutation } from './builder/mutation.js';
export type { ServiceMutationOptions, WriteMutationOptions } from './builder/mutation.js';
export { orderInput } from './builder/order-input.js';
export type { Order } from './builder/order-input.js';
export { contribute } from './builder/owners.js';
export { pageInfo, pagingArguments } from './builder/connection.js';
export { listConnection, type ListedEdge, type ListedPage } from './builder/list-connection.js';
export { cursorOf, invalidCursor, pageAsked, pageInfoOf, pageOf, pageRead, type PageAsked, type PagingGiven } from './builder/list-page.js';
export { printGraph } from './builder/print.js';
export { responsePath } from './builder/response-path.js';
export { MAX_FEN, formatMoney, parseDate, parseMoney } from './builder/scalars.js';
export type { TableTypeOptions } from './builder/table-type.js';
export { benefitForms, cash, defineBenefit, defineStatus, everies, perWhoms, received, status } from './contract/benefit.js';
export type { Benefit, BenefitForm, BenefitOf, Every, Gives, GivesTo, PerWhom } from './contract/benefit.js';
export { defineCases, given } from './contract/case.js';
export type { CaseAdoption, PolicyCase } from './contract/case.js';
export { checkForces, checkKinds, defineCheck } from './contract/check.js';
export type { Check, CheckForce, CheckKind, CheckOf } from './contract/check.js';
export {
  all,
  any,
  anyOf,
  atLeast,
  equals,
  every,
  exists,
  gt,
  gte,
  includes,
  lt,
  lte,
  named,
  not,
  of,
  oneOf,
  within,
} from './contract/condition.js';
export { those } from './contract/many.js';
export type { Many, Those } from './contract/many.js';
export { factChangeKinds } from './contract/counterfactual.js';
export type { Counterfactual, Counterfactuals, FactChange, FactChangeKind } from './contract/counterfactual.js';
export { decidedOutcomes, replayDifferenceKinds, ruleStates } from './contract/decision.js';
export type {
  DecidedOutcome,
  Decision,
  DecisionFact,
  DecisionFilter,
  DecisionReplay,
  DecisionRequest,
  DecisionResult,
  DecisionService,
  ReplayDifference,
} from './contract/decision.js';
export { notModelledStates } from './contract/covers.js';
export type { CatalogueItem, Covered, NotModelled, NotModelledState } from './contract/covers.js';
export type { Clearance, FoundPerson, FoundRecord, ModuleTx, Scope, Snapshot, Sql } from './contract/db.js';
export type {
  DemoCompleteList,
  DemoHousehold,
  DemoPerson,
  DemoPlace,
  DemoRows,
  DemoSchooling,
  DemoValue,
  DemoVillage,
  Dice,
  ModuleDemo,
} from './contract/demo.js';
export { defineDepartment } from './contract/department.js';
export type { Department } from './contract/department.js';
export { nearest, refuseUnknown } from './contract/nearest.js';
export { adoptionBases, defineDocument } from './contract/document.js';
export type {
  AdoptionBasis,
  AreaLevel,
  DatePrecision,
  PolicyClause,
  PolicyDocument,
  PolicyPlace,
  RecordedVersion,
} from './contract/document.js';
export { expiryReasons } from './contract/policy.js';
export type {
  AdministeredPolicy,
  ChangedValue,
  ExpiryReason,
  ParameterPeriod,
  PolicyExpiry,
  ProposedValue,
  ValueEffect,
} from './contract/policy.js';
export { outcomes, parameterStates, satisfieds, unknownKinds, verdictParts } from './contract/verdict.js';
export type {
  AdoptionEffect,
  CheckInfo,
  EligibilityService,
  EvaluateRequest,
  HypotheticalFact,
  HypotheticalRequest,
  ProposedAdoption,
} from './contract/eligibility.js';
export type { CodeInfo, FactInfo } from './contract/fact-info.js';
export type { NamedValueInfo, NamedValueResult, NamedValuesEvaluation, ValuesRequest } from './contract/named-value.js';
export type {
  BenefitResult,
  Citation,
  ConditionResult,
  Evaluation,
  Outcome,
  ParameterItem,
  ParameterReference,
  ParameterState,
  PolicyGap,
  ResolvedParameter,
  Satisfied,
  SubjectRef,
  Unknown,
  UnknownKind,
  Value,
  Verdict,
  VerdictPart,
  WithheldReason,
  WithheldVerdict,
} from './contract/verdict.js';
export { errorTexts } from './contract/error-texts.js';
export type { ErrorEntry } from './contract/error-texts.js';
export { ApiError, ModuleMistake, Refused, errorCodes } from './contract/errors.js';
export type { DeclaredRefusal, ErrorCode, RefusalParams, UserError } from './contract/errors.js';
export { age, lookup, max, min, minus, perHead, plus, share, times } from './contract/arithmetic.js';
export { isRatio, kindOf } from './contract/expression.js';
export type {
  CalculatedTerm,
  ChooseRow,
  Comparison,
  Condition,
  ConditionOf,
  DateUnit,
  Favourable,
  NamedValue,
  Operator,
  Span,
  Term,
  TermOf,
} from './contract/expression.js';
export { defineValue } from './contract/value.js';
export type { NamedValueOf } from './contract/value.js';
export { defineFact, factPeriods, lastMonth, lastYear, source, thatDay, thisMonth, thisYear, yearBefore } from './contract/fact.js';
export type { Fact, FactOf, FactOrigin, FactPeriod, FactRow, FactSource, FactTerm, FactTermOf, PeriodTerm } from './contract/fact.js';
export { completeLists, completeListsOf, factQuery, knownThen } from './contract/fact-query.js';
export { defineInput, linkOfQuestion } from './contract/input.js';
export { defineIndicator, indicatorMeasures, indicatorPeriods, indicatorTools, indicatorUnits } from './contract/indicator.js';
export type {
  Indicator,
  IndicatorInput,
  IndicatorMeasure,
  IndicatorOfCheck,
  IndicatorPeriod,
  IndicatorQuery,
  IndicatorTarget,
  IndicatorTools,
  IndicatorUnit,
} from './contract/indicator.js';
export { indicatorParts, indicatorReasons } from './contract/indicators.js';
export type {
  IndicatorInfo,
  IndicatorPart,
  IndicatorReason,
  IndicatorService,
  IndicatorSubject,
  IndicatorSubjects,
  IndicatorValue,
  IndicatorsAsked,
  PeriodOfTime,
  TargetHere,
} from './contract/indicators.js';
export { defineFeed } from './contract/feed.js';
export type { Feed, FeedColumn, FeedWriteContext, HouseholdKey, ParsedRow, PersonKey } from './contract/feed.js';
export type {
  BatchContext,
  ResolvedHousehold,
  ResolvedPerson,
  ResolvedRow,
  RowEffect,
  RowRefusal,
  WrittenRow,
} from './contract/feed-rows.js';
export { gapKinds, sweptStates } from './contract/lists.js';
export type {
  AreaGaps,
  BenefitSurplus,
  CheckGaps,
  ChecksAsked,
  EligibilityLists,
  Gap,
  GapKind,
  ListedVerdict,
  MissingFact,
  MissingFactSummary,
  SweptState,
  SweptTime,
  VerdictPage,
  SaidOfSubject,
  VerdictsAsked,
  Visit,
  VisitList,
} from './contract/lists.js';
export { yuan } from './contract/measure.js';
export type { AnyValue, FactType, IncomeConcept, Measure, ParameterType, RowType, ValueOf } from './contract/measure.js';
export { CONTRACT_VERSION, definePolicyModule } from './contract/module.js';
export type { PolicyModule } from './contract/module.js';
export type { Observation, ObservationTarget, Saying } from './contract/observation.js';
export { blank, defineParameter, parameterUses, reference } from './contract/parameter.js';
export type {
  Blank,
  Parameter,
  ParameterOf,
  ParameterOperator,
  ParameterUse,
  ParameterValue,
  ParameterValueInput,
  Reference,
  ReferenceTo,
  TableOf,
} from './contract/parameter.js';
export { cappedTogether, exclusive, ordered, relationKinds, relationScopes, stackingUnknown } from './contract/relation.js';
export type { CapPeriod, Partner, Partners, Relation, RelationKind, RelationRule, RelationScope } from './contract/relation.js';
export {
  LEFT_ASIDE,
  defineLifecycle,
  fieldsOf,
  leads,
  mustBeGiven,
  mustHold,
  opens,
  stays,
  stepType,
  textField,
} from './contract/lifecycle.js';
export type {
  Guard,
  GuardOf,
  Lifecycle,
  LifecycleRecord,
  LifecycleRefusals,
  StepField,
  StepTaken,
  Transition,
  TransitionOf,
} from './contract/lifecycle.js';
export { demoSteps } from './contract/lifecycle-demo.js';
export type { DemoRecord, DemoStep } from './contract/lifecycle-demo.js';
export { lifecycleState, stateFactOf, stateIn, steppedThen } from './contract/lifecycle-facts.js';
export type {
  AvailableTransition,
  LifecycleService,
  OpeningAsked,
  StepAsked,
  StepWords,
  UnmetGuard,
} from './contract/lifecycle-service.js';
export type { Weighed, WeighedCondition, Weighing, WeighRequest } from './contract/weigh.js';
export type { Written } from './contract/written.js';
export { stackingKinds } from './contract/stacking.js';
export type {
  RelatedBenefit,
  RelationInfo,
  StackedBenefit,
  StackingFinding,
  StackingKind,
  StackingListRequest,
  StackingPage,
  StackingRequest,
  StackingService,
} from './contract/stacking.js';
export { clears, highestLevel, privacyLevels } from './contract/privacy.js';
export type { PrivacyLevel } from './contract/privacy.js';
export type { Edge, Page, ReadRequest, ReaderService, Row } from './contract/reader.js';
export { helpPeriods, helpTerm, scannedIncomes } from './contract/cliffs.js';
export type {
  Cliff,
  CliffCheck,
  CliffPoint,
  CliffRequest,
  CliffScan,
  CliffTurn,
  HelpPeriod,
  HelpSum,
  ScannedIncome,
} from './contract/cliffs.js';
export type {
  RehearsalRequest,
  RehearsalResult,
  RehearsalService,
  RehearsedChange,
  RehearsedCost,
  RehearsedFigure,
  RehearsedGroup,
  ShownChange,
} from './contract/rehearsal.js';
export type { SweepFigure, SweepRequest, SweepService, SweptOutcome, VerdictChange, VerdictChanges } from './contract/sweeps.js';
export type { CorrectionAnswer, CorrectionRequest, PersonalDataService, PersonDataExport, RevealRequest } from './contract/personal.js';
export { defineRefusals, fillText, refusalTexts } from './contract/refusals.js';
export type { RefusalTexts, Refusals } from './contract/refusals.js';
export type {
  AreaDesignationInput,
  ReplaceAreaInput,
  AuthorisationInput,
  BenefitInput,
  GrantFeedRow,
  CollectiveIncomeInput,
  ExpenditureFeedRow,
  ExpenditureInput,
  ExpenditureItem,
  GuaranteeInput,
  HouseholdFeedRow,
  HouseholdInput,
  IncomeFeedRow,
  IncomeInput,
  MoveHouseholdInput,
  PersonFeedRow,
  PersonInput,
  ReferenceIncomeInput,
  RegistryService,
  RegistryWriter,
  VillageFeedRow,
  VillageProfileInput,
  WriteOptions,
  WriteResult,
} from './contract/registry.js';
export type { FeedService, GraphContext, RowResult, Services, SubmitFeedRequest, Write, WriteRequest } from './contract/services.js';
export { feedScope, handsIn, mayHandIn, seesReceipts, speaksFor } from './contract/speaking.js';
export { allRights, holds, mayRead, missingRight, reaches, readable, readScope, rightsOf, scopeOf } from './contract/rights.js';
export type { Rights } from './contract/rights.js';
export { clientKinds, purposes } from './contract/viewer.js';
export type { ClientKind, Purpose, Viewer } from './contract/viewer.js';
export { defineTable, tableSubjects } from './contract/storage.js';
export type { ModuleStorage, ModuleTable, TableSubject } from './contract/storage.js';
export { currentOn, defineSubject, linkToMany, linkToOne } from './contract/subject.js';
export type { Link, LinkRow, Moment, StoredSubject, Subject, SubjectOf, ToMany, ToOne } from './contract/subject.js';
export { choose, classify, later, nonPolicy, ranked, ratio, theDay } from './contract/term.js';
export { count, sum } from './contract/totals.js';
export { days, each, isPeriod, months, periodNumber, streak, years } from './contract/period.js';
export type { In, SpanOf } from './contract/period.js';
export type { Comparand, NonPolicy, Quantity, Readable, ReadableFact, TheDay } from './contract/term.js';
export type { LocalizedText } from './contract/text.js';
export { csvLine } from './core/csv-line.js';
export { coreCode, coreErrors, expectVersion, refusalText, refuse, userError } from './core/errors.js';
export type { CoreCode, CoreRefusal } from './core/errors.js';
export { coreFeeds } from './core/feeds/index.js';
export { coreModule } from './core/index.js';
export {
  checkAreaDesignation,
  checkCollectiveIncome,
  checkExpenditure,
  checkReferenceIncome,
  checkVillageProfile,
} from './core/ground-inputs.js';
export { checkAuthorisation, checkBenefit, checkHousehold, checkIncome, checkMove, checkPerson } from './core/inputs.js';
export type { Checked } from './core/inputs.js';
export { monitoringIncomeLine } from './core/parameters.js';
export {
  ahHuoqiu,
  city5,
  commission5b,
  countyC,
  hebei,
  hljAimin,
  hljSys,
  hnCounty,
  jiangsu,
  national2015,
  nationalEssay,
  nmAlzq,
  townA,
  ynWeishan,
} from './core/policies.js';
export {
  expenditureKinds,
  guaranteeKinds,
  guaranteeStates,
  labourCapacities,
  labourClasses,
  monitoringKinds,
  projectCategories,
  registerStatuses,
  safetyNetProgrammes,
} from './facts/codes.js';
export type { ExpenditureKind, GuaranteeKind } from './facts/codes.js';
export {
  agriculture,
  civilAffairs,
  departments,
  disabledFederation,
  education,
  finance,
  health,
  housing,
  humanResources,
  medicalInsurance,
  revitalisationBureau,
  township,
  villageCommittee,
  water,
} from './facts/departments.js';
export { coveredByJobOrIndustry, hasLabour, lowIncome, monitored, outOfPoverty } from './facts/conditions.js';
export { guaranteeState } from './facts/guarantee.js';
export {
  expectedPerCapitaNetIncome,
  householdBenefits,
  incomeMemberCount,
  inIndustry,
  labourClass,
  monitoringKind,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  registerStatus,
  leftPovertyOn,
  relocated,
  rigidExpenditure,
  safetyNet,
} from './facts/household.js';
export { hasJob, hasStableJob, labourCapacity, personBenefits } from './facts/person.js';
export { projectCategory, projectPaidAmount, projectPlannedAmount, projectState } from './facts/project.js';
export { mustSpeakFor, sayingFields, sayingOf, versionField } from './core/saying.js';
export {
  areaField,
  departmentField,
  fromPerson,
  newestFirst,
  observations,
  observedFields,
  ofHousehold,
  ofPerson,
  recordFields,
  sourceField,
} from './core/table-fields.js';
export type { TableFields } from './core/table-fields.js';
export { sharedFacts } from './facts/shared.js';
export {
  area,
  areaAbove,
  areaOf,
  guarantee,
  guaranteesOf,
  household,
  householdOf,
  membersOf,
  person,
  project,
  village,
  villageOf,
} from './facts/subjects.js';
export { cell } from './feeds/cells.js';
export type { Cell, CellReader } from './feeds/cells.js';
export { alsoCalled } from './feeds/labels.js';
export type { Codes, Labels } from './feeds/labels.js';
export { aboutPerson, judged, observing, ofPeople, personOfRow } from './feeds/observing.js';
export type { Judgement } from './feeds/observing.js';
export { readResidentId, residentIdCheck } from './feeds/resident-id.js';
export type { ResidentId } from './feeds/resident-id.js';
export { mapRow, needed, optional, sheet } from './feeds/sheet.js';
export type { RowOf, RowRule, Sheet, SheetColumn } from './feeds/sheet.js';
