import type { UserError } from './errors.js';
import type { BatchContext, ResolvedRow, WrittenRow } from './feed-rows.js';

/**
 * Writing the core's own records. Implemented by plugins/registry; the graph's mutations and the core's feeds are thin calls of it.
 * Money is in fen, dates are `YYYY-MM-DD`, codes are those of the catalogue's enumerations.
 */

/** Null or left out: nothing is said, nothing is changed. */
export interface HouseholdInput {
  readonly number: string;
  readonly villageCode: string;
  readonly groupName?: string | null;
  readonly registerStatus?: string | null;
  readonly registerStatusOn?: string | null;
  readonly formerCause?: string | null;
  /** `NONE` says that the household is not monitored. */
  readonly monitoringKind?: string | null;
  readonly riskKinds?: readonly string[] | null;
  readonly safetyNet?: string | null;
  readonly authorisedUntil?: string | null;
  readonly contractedLandMu?: string | null;
  readonly relocated?: boolean | null;
}

export interface PersonInput {
  readonly householdId: string;
  /** Whom to change; left out: the person with this resident id, or a new one. */
  readonly personId?: string | null;
  readonly name: string;
  readonly residentId?: string | null;
  readonly sex?: string | null;
  readonly birthDate?: string | null;
  readonly relation?: string | null;
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

export interface MoveHouseholdInput {
  readonly householdId: string;
  readonly villageCode: string;
  readonly groupName?: string | null;
}

export interface IncomeInput {
  readonly year: number;
  readonly month?: number | null;
  readonly basis?: 'ACTUAL' | 'EXPECTED' | null;
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

export interface BenefitInput {
  readonly benefit: string;
  readonly form: string;
  readonly amount?: number | null;
  readonly periodFrom: string;
  readonly periodTo?: string | null;
  readonly paidOn?: string | null;
  readonly payer?: string | null;
  readonly personId?: string | null;
}

/** What every mutation says besides its data. `expectedVersion` refuses a change of a record that somebody else changed meanwhile. */
export interface WriteOptions {
  readonly operation: string;
  readonly idempotencyKey?: string | null;
  readonly expectedVersion?: number | null;
  readonly observedOn?: string | null;
  readonly source?: string | null;
}

/** The id of what was written, or why it was not. */
export type WriteResult = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly userErrors: readonly UserError[] };

export interface RegistryService {
  registerHousehold(input: HouseholdInput, options: WriteOptions): Promise<WriteResult>;
  recordPerson(input: PersonInput, options: WriteOptions): Promise<WriteResult>;
  moveHousehold(input: MoveHouseholdInput, options: WriteOptions): Promise<WriteResult>;
  recordIncome(householdId: string, input: IncomeInput, options: WriteOptions): Promise<WriteResult>;
  recordBenefit(householdId: string, input: BenefitInput, options: WriteOptions): Promise<WriteResult>;
}

/** A person's row of a feed: the resident id is the natural key, the household is found by its number. */
export type PersonFeedRow = Omit<PersonInput, 'householdId' | 'personId'> & { readonly householdNumber: string };
export type HouseholdFeedRow = HouseholdInput;
export type IncomeFeedRow = IncomeInput & { readonly householdNumber: string };

/**
 * The same writes, many rows at once, inside a feed batch's transaction. A row that repeats what is known as of its day writes
 * nothing; one that confirms it on a later day is noted as a fresh observation and still counts as unchanged.
 */
export interface RegistryWriter {
  importHouseholds(batch: BatchContext, rows: readonly ResolvedRow<HouseholdFeedRow>[]): Promise<readonly WrittenRow[]>;
  importPeople(batch: BatchContext, rows: readonly ResolvedRow<PersonFeedRow>[]): Promise<readonly WrittenRow[]>;
  importIncomes(batch: BatchContext, rows: readonly ResolvedRow<IncomeFeedRow>[]): Promise<readonly WrittenRow[]>;
}
