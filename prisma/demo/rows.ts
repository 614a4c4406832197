/** The rows that the demo makes, table by table. Column names are those of the tables; money is in fen, days are `YYYY-MM-DD`. */

import type { Writable } from 'node:stream';

/** What loading needs of a connection: that of the tables' owner. */
export interface DemoClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: unknown[] }>;
  copyInto(table: string, columns: readonly string[]): Writable;
}

export interface AreaRow {
  readonly code: string;
  readonly level: string;
  readonly parent_code: string | null;
  readonly name_zh: string;
  readonly name_en: string | null;
  readonly local_term: string;
  readonly synthetic: boolean;
}

export interface DepartmentRow {
  readonly code: string;
  readonly title_zh: string;
  readonly title_en: string;
}

export interface AdoptionRow {
  readonly id: string;
  readonly document_code: string;
  readonly area_code: string;
  readonly valid_from: string;
  readonly basis: 'DEMO';
  readonly note: string;
  readonly recorded_at: string;
}

export interface CoverageRow {
  readonly id: string;
  readonly source: string;
  readonly feed: string;
  readonly area_code: string;
  readonly period: string;
  readonly complete_on: string;
  readonly recorded_at: string;
}

export interface ProjectRow {
  readonly id: string;
  readonly area_code: string;
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly state: string;
  readonly fund_source: string;
  readonly year: number;
  readonly planned_amount: number;
  readonly paid_amount: number;
  readonly beneficiary_households: number;
}

export interface VillageRow {
  readonly id: string;
  readonly area_code: string;
}

export interface ReferenceIncomeRow {
  readonly id: string;
  readonly area_code: string;
  readonly year: number;
  readonly population: 'ALL_FARMERS' | 'OUT_OF_POVERTY_AREA_FARMERS' | 'OUT_OF_POVERTY_PEOPLE';
  readonly concept: 'NET' | 'PER_CAPITA_YEARLY' | 'DISPOSABLE';
  readonly amount: number;
  readonly document: string;
  readonly note: string;
}

export type RegisterStatus = 'NEVER_REGISTERED' | 'OUT_OF_POVERTY' | 'OUT_OF_POVERTY_WITH_POLICY' | 'STABLE_OUT_OF_POVERTY';
export type Cause =
  'ILLNESS' | 'DISABILITY' | 'SCHOOLING' | 'LACK_OF_LABOUR' | 'LACK_OF_FUNDS' | 'LACK_OF_SKILL' | 'LACK_OF_MARKET_ACCESS' | 'OTHER';
export type MonitoringKind = 'UNSTABLE_OUT_OF_POVERTY' | 'BORDERLINE_AT_RISK' | 'SUDDEN_SEVERE_DIFFICULTY';
export type SafetyNet = 'NONE' | 'DIBAO' | 'DIBAO_MARGIN' | 'EXTREME_HARDSHIP';
export type LabourClass = 'HAS_LABOUR' | 'WEAK_ONLY' | 'NO_LABOUR';
export type LabourCapacity = 'FULL' | 'WEAK_OR_HALF' | 'PARTIAL_LOSS' | 'TOTAL_LOSS' | 'NOT_OF_WORKING_AGE';
export type Health = 'HEALTHY' | 'MAJOR_ILLNESS' | 'CHRONIC_ILLNESS';

export interface HouseholdRow {
  readonly id: string;
  readonly area_code: string;
  readonly register_number: string;
  readonly group_name: string;
  readonly register_status: RegisterStatus | null;
  readonly register_status_on: string | null;
  readonly former_cause: Cause | null;
  readonly monitoring_kind: MonitoringKind | null;
  readonly monitored: boolean | null;
  readonly risk_kinds: readonly string[];
  readonly safety_net: SafetyNet | null;
  readonly labour_class: LabourClass | null;
  readonly member_count: number;
  readonly income_year: number | null;
  readonly per_capita_net: number | null;
  readonly authorised_until: string | null;
  readonly contracted_land_mu: number | null;
  readonly relocated: boolean;
}

/** `resident_id` and `phone` are clear here and nowhere else: the loader seals them before they reach the database. */
export interface PersonRow {
  readonly id: string;
  readonly household_id: string;
  readonly area_code: string;
  readonly is_head: boolean;
  readonly relation: string;
  readonly name: string;
  readonly sex: 'MALE' | 'FEMALE';
  readonly birth_date: string;
  readonly ethnicity: string;
  readonly education_level: string | null;
  readonly resident_id: string | null;
  readonly phone: string | null;
  readonly labour_capacity: LabourCapacity | null;
  readonly health: Health | null;
  readonly disability_certified: boolean | null;
  readonly disability_severe: boolean | null;
  readonly special_groups: readonly string[];
}

/** What every observation says of itself. */
export interface Observation {
  readonly id: string;
  readonly area_code: string;
  readonly observed_on: string;
  readonly recorded_at: string;
  readonly source: string;
}
interface OfHousehold extends Observation {
  readonly household_id: string;
}

export interface VillageProfileRow extends Observation {
  readonly village_class: 'DEMONSTRATION' | 'KEY_ASSISTANCE' | 'OVERALL_ADVANCE' | null;
  readonly exited_poor_village: boolean;
  readonly weak_economy_village: boolean;
  readonly hollow_village: boolean;
  readonly natural_villages: number | null;
  readonly large_natural_villages: number | null;
  readonly paved_road: boolean | null;
  readonly paved_large_natural_villages: number | null;
  readonly connected_large_natural_villages: number | null;
  readonly power: boolean | null;
  readonly broadband: boolean | null;
  readonly mobile_4g: boolean | null;
  readonly water: boolean | null;
  readonly clinic: boolean | null;
  readonly culture_room: boolean | null;
  readonly courtyards: number | null;
  readonly waste_points: number | null;
}
export interface CollectiveIncomeRow extends Observation {
  readonly year: number;
  readonly total: number | null;
  readonly operating: number | null;
  readonly dividends: number | null;
}
export interface ExpenditureRow extends OfHousehold {
  readonly year: number;
  readonly month: null;
  readonly kind: string;
  readonly amount: number | null;
  readonly health_amount: number | null;
  readonly rigid: boolean | null;
}

export interface RegisterStatusRow extends OfHousehold {
  readonly status: RegisterStatus;
  readonly status_on: string | null;
  readonly former_cause: Cause | null;
}
export interface MonitoringStatusRow extends OfHousehold {
  readonly kind: MonitoringKind | 'NONE';
  readonly risk_kinds: readonly string[];
  readonly identified_on: string | null;
}
export interface SafetyNetStatusRow extends OfHousehold {
  readonly programme: SafetyNet;
}
export interface GuaranteeStatusRow extends OfHousehold {
  readonly person_id: string | null;
  readonly kind: string;
  readonly state: 'MET' | 'AT_RISK' | 'NOT_MET' | 'UNKNOWN';
}
export interface AssistanceMeasureRow extends OfHousehold {
  readonly kind: string;
  readonly started_on: string;
  readonly ended_on: string | null;
}
export interface AuthorisationRow extends OfHousehold {
  readonly valid_from: string;
  readonly valid_to: string;
}
export interface IncomeStatementRow extends OfHousehold {
  readonly year: number;
  readonly month: number | null;
  readonly basis: 'ACTUAL' | 'EXPECTED';
  readonly member_count: number | null;
  readonly wage: number | null;
  readonly operating: number | null;
  readonly property: number | null;
  readonly transfer: number | null;
  readonly business_cost: number | null;
  readonly net_income: number | null;
  readonly per_capita_net: number | null;
  readonly per_capita_yearly: number | null;
  readonly per_capita_disposable: number | null;
}
export interface BenefitGrantRow extends OfHousehold {
  readonly person_id: string | null;
  readonly benefit: string;
  readonly form: string;
  readonly amount: number | null;
  readonly period_from: string;
  readonly period_to: string | null;
  readonly paid_on: string | null;
  readonly payer: string;
}
export interface PersonStatusRow extends Observation {
  readonly person_id: string;
  readonly labour_capacity: LabourCapacity | null;
  readonly health: Health | null;
  readonly disability_certified: boolean | null;
  readonly disability_severe: boolean | null;
  readonly special_groups: readonly string[];
}

/** One village's rows: small enough to hold, large enough to copy. */
export interface VillageRows {
  readonly village: VillageRow[];
  readonly village_profile: VillageProfileRow[];
  readonly collective_income: CollectiveIncomeRow[];
  readonly household: HouseholdRow[];
  readonly person: PersonRow[];
  readonly register_status: RegisterStatusRow[];
  readonly monitoring_status: MonitoringStatusRow[];
  readonly safety_net_status: SafetyNetStatusRow[];
  readonly guarantee_status: GuaranteeStatusRow[];
  readonly assistance_measure: AssistanceMeasureRow[];
  readonly household_authorisation: AuthorisationRow[];
  readonly income_statement: IncomeStatementRow[];
  readonly expenditure: ExpenditureRow[];
  readonly benefit_grant: BenefitGrantRow[];
  readonly person_status: PersonStatusRow[];
}

/** What stands before the first household: places and which documents they adopted. */
export interface PlaceRows {
  readonly area: AreaRow[];
  readonly adoption: AdoptionRow[];
  readonly coverage: CoverageRow[];
  readonly project: ProjectRow[];
  readonly reference_income: ReferenceIncomeRow[];
}

export function noVillageRows(): VillageRows {
  return {
    village: [],
    village_profile: [],
    collective_income: [],
    household: [],
    person: [],
    register_status: [],
    monitoring_status: [],
    safety_net_status: [],
    guarantee_status: [],
    assistance_measure: [],
    household_authorisation: [],
    income_statement: [],
    expenditure: [],
    benefit_grant: [],
    person_status: [],
  };
}
