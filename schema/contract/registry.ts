import type { UserError } from './errors.js';
import type { ExpenditureKind } from '../facts/codes.js';
import type { BatchContext, ResolvedRow, WrittenRow } from './feed-rows.js';

/**
 * Writing the core's own records. Implemented by plugins/registry; the graph's mutations and the core's feeds are thin calls of it.
 * Money is in fen, dates are `YYYY-MM-DD`, codes are those of the catalogue's enumerations.
 */

/** Null or left out: nothing is said, nothing is changed. */
export interface HouseholdInput {
  /** The register number (户编号), the key of a household. */
  readonly number: string;
  readonly villageCode: string;
  readonly groupName?: string | null;
  readonly registerStatus?: string | null;
  /** Since when it has that status. */
  readonly registerStatusOn?: string | null;
  readonly formerCause?: string | null;
  /** `NONE` says that the household is not monitored. */
  readonly monitoringKind?: string | null;
  readonly riskKinds?: readonly string[] | null;
  readonly safetyNet?: string | null;
  /** Last day of the household's authorisation to match its data. */
  readonly authorisedUntil?: string | null;
  /** In mu, at most two decimals. */
  readonly contractedLandMu?: string | null;
  readonly relocated?: boolean | null;
}

/** Null or left out: nothing is said, nothing is changed. A resident id gives birth date and sex. */
export interface PersonInput {
  readonly householdId: string;
  /** Whom to change; left out: the person with this resident id, or a new one. */
  readonly personId?: string | null;
  readonly name: string;
  readonly residentId?: string | null;
  readonly sex?: string | null;
  readonly birthDate?: string | null;
  readonly relation?: string | null;
  /** Makes the person the head, as the relation `HEAD` does: the former head steps down. */
  readonly isHead?: boolean | null;
  readonly ethnicity?: string | null;
  readonly educationLevel?: string | null;
  readonly phone?: string | null;
  readonly labourCapacity?: string | null;
  readonly health?: string | null;
  readonly disabilityCertified?: boolean | null;
  readonly disabilitySevere?: boolean | null;
  /**
   * The day on which the person left the household or died. Left out, it stays as it is, also when the person is recorded again;
   * only a move to another household takes it away.
   */
  readonly leftOn?: string | null;
}

/** Where a household moves to. Its group is the one named here, or none: the old village's group stays behind. */
export interface MoveHouseholdInput {
  readonly householdId: string;
  readonly villageCode: string;
  readonly groupName?: string | null;
}

/** A statement of a year or a month, amounts in fen. None is derived from another; at least one must be said. */
export interface IncomeInput {
  readonly year: number;
  readonly month?: number | null;
  /** Default: ACTUAL. */
  readonly basis?: 'ACTUAL' | 'EXPECTED' | null;
  /** The members that the per-capita figures were counted over. */
  readonly memberCount?: number | null;
  readonly wage?: number | null;
  readonly operating?: number | null;
  readonly property?: number | null;
  readonly transfer?: number | null;
  readonly businessCost?: number | null;
  readonly netIncome?: number | null;
  readonly perCapitaNetIncome?: number | null;
  readonly perCapitaYearlyIncome?: number | null;
  readonly perCapitaDisposableIncome?: number | null;
}

/** A benefit that was granted and received; the amount is for the whole period, in fen. */
export interface BenefitInput {
  /** The code of the benefit, as checks give it; one that no installed module declares is kept too. */
  readonly benefit: string;
  readonly form: string;
  readonly amount?: number | null;
  readonly periodFrom: string;
  readonly periodTo?: string | null;
  readonly paidOn?: string | null;
  /** The code of the department that pays. */
  readonly payer?: string | null;
  readonly personId?: string | null;
}

/** How one of the six guarantees stands, of a household or of one of its members. */
export interface GuaranteeInput {
  readonly kind: string;
  /** UNKNOWN is an observation too: somebody looked and could not tell. */
  readonly state: string;
  readonly personId?: string | null;
}

/** That a household lets its data be matched across departments, from a day to a day; or that it does so no longer. */
export interface AuthorisationInput {
  /** Default: the day the data speak of. */
  readonly validFrom?: string | null;
  /** Its last day; null: until it is withdrawn. */
  readonly validTo?: string | null;
  /** What was authorised holds no more from the day the data speak of on. */
  readonly withdrawn?: boolean | null;
}

/** What stands in a village. Null or left out: nothing is said, nothing is changed; unknown is not no. */
export interface VillageProfileInput {
  readonly villageCode: string;
  readonly villageClass?: string | null;
  readonly exitedPoorVillage?: boolean | null;
  readonly weakEconomyVillage?: boolean | null;
  readonly hollowVillage?: boolean | null;
  readonly naturalVillages?: number | null;
  /** Natural villages of 20 households or more. */
  readonly largeNaturalVillages?: number | null;
  readonly pavedRoad?: boolean | null;
  readonly pavedLargeNaturalVillages?: number | null;
  /** Those with 4G and fibre. */
  readonly connectedLargeNaturalVillages?: number | null;
  readonly power?: boolean | null;
  readonly broadband?: boolean | null;
  readonly mobile4g?: boolean | null;
  readonly water?: boolean | null;
  readonly clinic?: boolean | null;
  readonly cultureRoom?: boolean | null;
  readonly courtyards?: number | null;
  readonly wastePoints?: number | null;
}

/** What a village's collective took in during a year, in fen. None is derived from another; at least one must be said. */
export interface CollectiveIncomeInput {
  readonly villageCode: string;
  readonly year: number;
  readonly total?: number | null;
  readonly operating?: number | null;
  readonly dividends?: number | null;
}

/** One kind of spending of a year or a month, in fen. */
export interface ExpenditureItem {
  readonly kind: ExpenditureKind;
  readonly amount: number;
  /** Whether it could not be avoided; null: nobody said. */
  readonly rigid?: boolean | null;
}

/** What a household spent in a year or a month. */
export interface ExpenditureInput {
  readonly year: number;
  readonly month?: number | null;
  readonly items: readonly ExpenditureItem[];
  /** Says that the statement is whole: a kind that it leaves out was not spent on. */
  readonly complete?: boolean | null;
}

/** A published income per head that others are compared with, in fen. The same area, year, group and concept again is a correction. */
export interface ReferenceIncomeInput {
  readonly areaCode: string;
  readonly year: number;
  readonly group: string;
  readonly concept: string;
  readonly amount: number;
  /** The code of the department that published it; this or the document must be named. */
  readonly source?: string | null;
  readonly document?: string | null;
  readonly note?: string | null;
}

/** What an area was declared to be (an old revolutionary area), or is no longer. */
export interface AreaDesignationInput {
  readonly areaCode: string;
  readonly kind: string;
  readonly holds: boolean;
  readonly observedOn?: string | null;
  readonly source?: string | null;
  readonly document?: string | null;
  readonly note?: string | null;
}

/** One code takes another's place. */
export interface ReplaceAreaInput {
  readonly areaCode: string;
  readonly successor: string;
  /** The successor's first day. */
  readonly on: string;
  /** Only say whether it would be refused. */
  readonly dryRun?: boolean | null;
}

/** What every mutation says besides its data. `expectedVersion` refuses a change of a record that somebody else changed meanwhile. */
export interface WriteOptions {
  /** The mutation's name, for audit and idempotency. */
  readonly operation: string;
  /** The same key with the same input is written once; with another input it is IDEMPOTENCY_KEY_REUSED. */
  readonly idempotencyKey?: string | null;
  readonly expectedVersion?: number | null;
  /** The day the data speak of, not later than today. Default: today. */
  readonly observedOn?: string | null;
  /** The code of the department that says so. Default: the township. */
  readonly source?: string | null;
}

/** The id of what was written, or why it was not. */
export type WriteResult = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly userErrors: readonly UserError[] };

/**
 * Writing one record at a time, for mutations: each call is one transaction with its audit, under the viewer's areas. Absent and out of
 * scope are refused alike.
 */
export interface RegistryService {
  /** A new household; NUMBER_TAKEN if there is one, in scope or not. */
  registerHousehold(input: HouseholdInput, options: WriteOptions): Promise<WriteResult>;
  /**
   * Adds a member, or changes one. Who belongs to another household moves here; PERSON_ELSEWHERE if that one is out of reach, or if grants
   * or guarantees hold the person in another village.
   */
  recordPerson(input: PersonInput, options: WriteOptions): Promise<WriteResult>;
  /** Moves a household to another village; its people and everything observed follow. */
  moveHousehold(input: MoveHouseholdInput, options: WriteOptions): Promise<WriteResult>;
  /** A later statement of the same period and source counts before the earlier one, figure by figure. */
  recordIncome(householdId: string, input: IncomeInput, options: WriteOptions): Promise<WriteResult>;
  /** Records how a guarantee stands; the newest word of each source counts. */
  recordGuarantee(householdId: string, input: GuaranteeInput, options: WriteOptions): Promise<WriteResult>;
  /** The newest word on a household's authorisation counts, whoever said it. */
  recordAuthorisation(householdId: string, input: AuthorisationInput, options: WriteOptions): Promise<WriteResult>;
  /** Records a grant, of the household or of one of its members. */
  recordBenefit(householdId: string, input: BenefitInput, options: WriteOptions): Promise<WriteResult>;
  /** A later statement of the same period, kind and source counts before the earlier one. */
  recordExpenditure(householdId: string, input: ExpenditureInput, options: WriteOptions): Promise<WriteResult>;
  /** What is left out stays as it is. */
  recordVillageProfile(input: VillageProfileInput, options: WriteOptions): Promise<WriteResult>;
  /** A later statement of the same year and source counts before the earlier one. */
  recordCollectiveIncome(input: CollectiveIncomeInput, options: WriteOptions): Promise<WriteResult>;
  /** Of an area within the viewer's own; else AREA_NOT_FOUND. What was entered before stays as history. */
  recordReferenceIncome(input: ReferenceIncomeInput, options: WriteOptions): Promise<WriteResult>;
  /** Of an area within the viewer's own; else AREA_NOT_FOUND. */
  recordAreaDesignation(input: AreaDesignationInput, options: WriteOptions): Promise<WriteResult>;
  /** Both within the viewer's own areas; else AREA_NOT_FOUND. Records stay where they are. */
  replaceArea(input: ReplaceAreaInput, options: WriteOptions): Promise<WriteResult>;
}

/** A person's row of a feed: the resident id is the natural key, the household is found by its number. */
export type PersonFeedRow = Omit<PersonInput, 'householdId' | 'personId'> & { readonly householdNumber: string };
/** A household's row of a feed. */
export type HouseholdFeedRow = HouseholdInput;
/** An income's row of a feed: the household is found by its number. */
export type IncomeFeedRow = IncomeInput & { readonly householdNumber: string };
/** A village's row of a feed: its profile and, where a year is named, its collective's income. */
export type VillageFeedRow = VillageProfileInput & Omit<CollectiveIncomeInput, 'year' | 'villageCode'> & { readonly year?: number | null };
/** A row of spending: one kind of one year; the household is found by its number. */
export type ExpenditureFeedRow = ExpenditureItem & {
  readonly householdNumber: string;
  readonly year: number;
  readonly month?: number | null;
};

/** A grant's row of a feed: of the person or the household that the runner found. */
export type GrantFeedRow = Omit<BenefitInput, 'personId'>;

/**
 * The same writes, many rows at once, inside a feed batch's transaction. A row that repeats what is known as of its day writes
 * nothing; one that confirms it on a later day is noted as a fresh observation and still counts as unchanged.
 */
export interface RegistryWriter {
  /** New numbers are created, known ones changed; one that is listed in another village has moved. */
  importHouseholds(batch: BatchContext, rows: readonly ResolvedRow<HouseholdFeedRow>[]): Promise<readonly WrittenRow[]>;
  /** A person is found by the resident id, also in another household within the batch's area, and then moves. */
  importPeople(batch: BatchContext, rows: readonly ResolvedRow<PersonFeedRow>[]): Promise<readonly WrittenRow[]>;
  /** One statement for each household and period. */
  importIncomes(batch: BatchContext, rows: readonly ResolvedRow<IncomeFeedRow>[]): Promise<readonly WrittenRow[]>;
  /**
   * Grants, each of the row's person or household. A grant is one for its subject, benefit and first day: what is known is not written
   * again, whoever said it; what the same department says differently replaces its earlier word.
   * @param columns the feed's columns that say a grant's parts, where they are called otherwise: what a refusal names
   */
  importGrants(
    batch: BatchContext,
    rows: readonly ResolvedRow<GrantFeedRow>[],
    columns?: { readonly [Part in keyof GrantFeedRow]?: string },
  ): Promise<readonly WrittenRow[]>;
  /** One statement for each household, period and kind. */
  importExpenditures(batch: BatchContext, rows: readonly ResolvedRow<ExpenditureFeedRow>[]): Promise<readonly WrittenRow[]>;
  /** Villages are known by their area code: an unknown one is refused, never created. */
  importVillages(batch: BatchContext, rows: readonly ResolvedRow<VillageFeedRow>[]): Promise<readonly WrittenRow[]>;
}
