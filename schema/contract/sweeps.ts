import type { WriteResult } from './registry.js';
import type { Satisfied } from './verdict.js';

/** Everybody in an area is to be asked. */
export interface SweepRequest {
  readonly area: string;
  /** Codes; null: every check that is installed when it runs. */
  readonly checks: readonly string[] | null;
  /** Default: today. */
  readonly asOf: string | null;
  /** Also in the place of verdicts of a later day. Default: no. */
  readonly replaceNewer?: boolean;
}

/** What a check says, or that there is nothing to say: not in force there, or dormant. */
export type SweptOutcome = 'ELIGIBLE' | 'NOT_ELIGIBLE' | 'UNDETERMINED' | 'NOTHING_TO_SAY';

/**
 * How many subjects of an area a check says what of when the sweep ended, and of how many it said otherwise before; without those whose
 * household has not authorised the matching of its data.
 */
export interface SweepFigure {
  readonly area: string;
  readonly check: string;
  readonly eligible: number;
  readonly notEligible: number;
  readonly undetermined: number;
  readonly newlyEligible: number;
  readonly newlyNotEligible: number;
  readonly newlyUndetermined: number;
  readonly newlyFulfilled: number;
  readonly noLongerFulfilled: number;
}

/** One subject of which one check said otherwise than before. */
export interface VerdictChange {
  readonly id: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly check: string;
  readonly from: { readonly outcome: SweptOutcome; readonly fulfilled: Satisfied | null };
  readonly to: { readonly outcome: SweptOutcome; readonly fulfilled: Satisfied | null };
  readonly asOf: string;
  readonly cause: 'SWEEP' | 'FACTS' | 'RULE';
  readonly recordedAt: string;
}

/** A page of changes, the oldest first. */
export interface VerdictChanges {
  readonly changes: readonly VerdictChange[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

/** Sweeps, on behalf of the viewer. What is not the viewer's to know is left out and counted in `extensions.withheld`. */
export interface SweepService {
  /** Puts it on the list; it is carried out as a job. @throws ApiError FORBIDDEN a named check whose verdicts the viewer may not see */
  start(request: SweepRequest, options: { readonly idempotencyKey?: string | null }): Promise<WriteResult>;
  /** Ends one that is not over; what it has stored stays. */
  cancel(id: string, options: { readonly idempotencyKey?: string | null }): Promise<WriteResult>;
  /** Of a sweep that is done, by the areas of its subjects. */
  figures(id: string, path: readonly string[]): Promise<readonly SweepFigure[]>;
  /** Codes of the areas whose people are in no figure any more: a household there has withdrawn its authorisation since. */
  leftOut(id: string): Promise<readonly string[]>;
  /** How many households have not authorised the matching of their data: they and their members are in no figure and no change. */
  unauthorised(id: string): Promise<number>;
  /** @param after where the page before ended */
  changes(
    id: string,
    page: { readonly first: number; readonly after: string | null; readonly path: readonly string[] },
  ): Promise<VerdictChanges>;
}
