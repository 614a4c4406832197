import type SchemaBuilder from '@pothos/core';
import type { CheckInfo } from '../contract/eligibility.js';
import type { PolicyDocument, PolicyPlace } from '../contract/document.js';
import type { Citation, ResolvedParameter, Value, Verdict } from '../contract/verdict.js';
import type { ModuleTable } from '../contract/storage.js';
import type { DeclaredRefusal } from '../contract/errors.js';
import type { Feed } from '../contract/feed.js';
import type { Row } from '../contract/reader.js';
import type { GraphContext } from '../contract/services.js';
import type { LocalizedText } from '../contract/text.js';
import type { Between } from './conditions.js';

/** What the graph shows of the installed modules; a policy module's declaration fits. */
export interface InstalledParts {
  readonly id: string;
  readonly title: LocalizedText;
  readonly owner: { readonly code: string; readonly title: LocalizedText };
  readonly contract: number;
  readonly checks?: readonly { readonly code: string }[];
  readonly feeds?: readonly Feed[];
  readonly errors?: readonly DeclaredRefusal[];
  readonly storage?: { readonly tables: readonly ModuleTable[] };
}

/** What a builder is made with. */
export interface GraphParts {
  /** Every installed module, the core among them. */
  readonly modules: readonly InstalledParts[];
}

type CoreEnum =
  | 'AreaLevel' | 'VillageClass' | 'PovertyRegisterStatus' | 'PovertyCause' | 'MonitoringKind' | 'RiskKind' | 'SafetyNetProgramme'
  | 'HouseholdLabourClass' | 'LabourCapacity' | 'HealthStatus' | 'SpecialGroup' | 'GuaranteeKind' | 'GuaranteeState' | 'MeasureKind'
  | 'IncomeBasis' | 'ProjectCategory' | 'ProjectState' | 'FundSource' | 'Sex' | 'FamilyRelation' | 'GrantForm' | 'FeedState'
  | 'VillageFacility' | 'AreaDesignation' | 'IncomeConcept' | 'ReferenceGroup' | 'ExpenditureKind'
  | 'AdoptionBasis' | 'DatePrecision' | 'ParameterType' | 'ParameterUse' | 'OrderDirection' | 'PrivacyLevel' | 'Role' | 'ClientKind' | 'Purpose'
  | 'Satisfied'; // prettier-ignore

type TextScalar = 'Date' | 'DateTime' | 'YearMonth' | 'AreaCode' | 'Decimal';

/**
 * Core types and enumerations are referred to by name, so that a module can add fields to them and a schema can be built many times in
 * one process. A module's own types are refs that it creates inside its `graphql` function.
 */
export interface GraphTypes {
  Context: GraphContext;
  Scalars: { [S in TextScalar | CoreEnum]: { Input: string; Output: string } } & { Money: { Input: number; Output: number } };
  Inputs: { DateRange: Between<string>; IntRange: Between<number>; MoneyRange: Between<number> };
  Interfaces: { Node: Row };
  Objects: {
    ApiClient: Row;
    Area: Row;
    AssistanceMeasure: Row;
    BenefitGrant: Row;
    Citation: Citation;
    CollectiveIncome: Row;
    Department: Row;
    EligibilityCheck: CheckInfo;
    Expenditure: Row;
    FeedReceipt: Row;
    FeedRefusal: Row;
    GuaranteeStatus: Row;
    Household: Row;
    HouseholdAuthorisation: Row;
    IncomeStatement: Row;
    LocalizedText: LocalizedText;
    Person: Row;
    PolicyDocument: PolicyDocument;
    Project: Row;
    ReferenceIncome: Row;
    ResolvedParameter: ResolvedParameter;
    RulePlace: PolicyPlace;
    User: Row;
    Value: Value;
    UserError: {
      readonly code: string;
      readonly message: LocalizedText;
      readonly path: readonly string[];
      readonly unmet?: { readonly code: string };
    };
    Verdict: Verdict;
    Village: Row;
    VillageFacilities: Row;
    VillageProfile: Row;
    VillageProfileObservation: Row;
  };
}

/** A fresh builder; everything that adds to the graph gets one. */
export type GraphBuilder = InstanceType<typeof SchemaBuilder<GraphTypes>>;
