import type { DecisionService } from './decision.js';
import type { EligibilityService } from './eligibility.js';
import type { IndicatorService } from './indicators.js';
import type { LifecycleService } from './lifecycle-service.js';
import type { EligibilityLists } from './lists.js';
import type { ModuleTx, Sql } from './db.js';
import type { PersonalDataService } from './personal.js';
import type { RegistryService, WriteResult } from './registry.js';
import type { ReaderService } from './reader.js';
import type { RehearsalService } from './rehearsal.js';
import type { StackingService } from './stacking.js';
import type { SweepService } from './sweeps.js';
import type { UserError } from './errors.js';
import type { Viewer } from './viewer.js';
import type { Written } from './written.js';

/** One row's fate in a batch that came inline. */
export interface RowResult {
  readonly row: number;
  readonly effect: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'REFUSED' | 'PENDING';
}

export interface SubmitFeedRequest {
  /** The feed's code. */
  readonly feed: string;
  /** A file that was handed in before; either this or `rows`. */
  readonly uploadId?: string | null;
  /** Cells by column key or header; worked off at once, PENDING where that takes longer than a few seconds. */
  readonly rows?: readonly Readonly<Record<string, string>>[] | null;
  /** The day the data speak of, not later than today. */
  readonly observedOn: string;
  /** The area the batch speaks of; with `complete`, whoever the list leaves out is not on it. */
  readonly coverage: { readonly area: string; readonly complete: boolean };
}

/** Taking department data in, on behalf of the viewer. */
export interface FeedService {
  /** Takes a batch: answers with its receipt's id at once; the work goes on as a job. `results`: of inline rows; empty for a file. */
  submit(
    request: SubmitFeedRequest,
    options: { readonly idempotencyKey?: string | null },
  ): Promise<
    | { readonly ok: true; readonly receiptId: string; readonly results: readonly RowResult[] }
    | { readonly ok: false; readonly userErrors: readonly UserError[] }
  >;
}

/** One write as the caller asked for it. */
export interface WriteRequest {
  /** The mutation's name: what the audit says was done. */
  readonly action: string;
  /** From `@idempotent`: the same key and input is carried out once. */
  readonly idempotencyKey?: string | null;
  /** Everything that makes two calls the same call. */
  readonly input: unknown;
}

/**
 * A module's own write: one transaction under the viewer's areas, with the audit row and the idempotency record.
 * Throw `Refused` inside to roll everything back and give `userErrors`. What is read afterwards sees what was written.
 */
export type Write = (request: WriteRequest, fn: (tx: ModuleTx) => Promise<Written>) => Promise<WriteResult>;

/** Services bound to one operation: its viewer, its snapshot, its request id. */
export interface Services {
  readonly reader: ReaderService;
  readonly eligibility: EligibilityService;
  /** What is asked of many verdicts together: visit lists, gaps, who is concerned. */
  readonly lists: EligibilityLists;
  readonly decisions: DecisionService;
  /** Steps of the lifecycles that modules declare, inside a write. */
  readonly lifecycles: LifecycleService;
  /** What is found of somebody's benefits together. */
  readonly stacking: StackingService;
  readonly registry: RegistryService;
  readonly feeds: FeedService;
  readonly personal: PersonalDataService;
  readonly sweeps: SweepService;
  readonly rehearsals: RehearsalService;
  readonly indicators: IndicatorService;
  /**
   * One statement on the operation's moment, for a batched field that thinks about rows which no declared field shows. Row security does
   * the scope; a column above the viewer's clearance is refused by the database, so such a field has the level of what it reads.
   */
  readonly read: Sql;
  readonly write: Write;
}

/** Everything a resolver gets. `today` is the business date in Asia/Shanghai (fixed in demo mode and tests). */
export interface GraphContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly today: string;
  readonly services: Services;
}
