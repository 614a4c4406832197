import type { RowEffect } from './feed-rows.js';
import type { Observation, ObservationTarget, Saying } from './observation.js';
import type { GrantFeedRow } from './registry.js';
import type { Viewer } from './viewer.js';

/** How code reaches the database. Implemented by plugins/storage; nothing else opens a connection. */

/** One SQL statement with positional parameters; rows come back with int8 as safe integers (money: fen) and dates as `YYYY-MM-DD`. */
export type Sql = <R = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<R[]>;

/** Where and whose data a transaction may read: signed, so that nothing inside the transaction can widen it. */
export interface Scope {
  /** Up to four area codes; `0` is the nation. A row is visible if its area code lies under one of them. */
  readonly areas: readonly string[];
  /**
   * The modules (`core` among them) of which more than the public part may be read, and as `<module>:public` those of which only that; as
   * `<module>:feed` those whose feeds are handed in, so that their receipts are seen. The request's reading roles see rows of households, people and a module's tables only if their module is named; the engine and the
   * writers are bound to the areas alone.
   */
  readonly domains: 'ALL' | readonly string[];
}

/** Which reading role answers: MASKED never sees a clear personal column, PERSONAL sees those of level PERSONAL. */
export type Clearance = 'MASKED' | 'PERSONAL';

/** A read-only view of one moment, opened at the first read and shared by everything that one operation asks. */
export interface Snapshot {
  readonly sql: Sql;
  /** The same moment, read as the eligibility engine's role: facts in clear, same area security. */
  readonly engineSql: Sql;
  /** How many statements this operation has sent, those of the transaction itself not counted. */
  readonly statements: () => number;
  /** Ends the transaction and gives the connections back. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** A record of the core that a write found within its scope. */
export interface FoundRecord {
  /** Its id in the database. */
  readonly id: string;
  readonly areaCode: string;
  readonly version: number;
}

/** A person that a write found within its scope. */
export interface FoundPerson extends FoundRecord {
  readonly householdId: string;
  /** The day on which the person left the household or died; null: belongs to it. */
  readonly leftOn: string | null;
}

/** What a module's write gets: one connection inside one transaction, under the caller's scope. */
export interface ModuleTx {
  readonly sql: Sql;
  /** The departments that the caller speaks for: what it observes and grants is said in the name of one of them, else refused. */
  readonly departments: Viewer['departments'];
  /**
   * Appends observations, one a subject and key, in one statement. What repeats the same source's last word as of that day is not
   * written again; a later day is written, because facts grow stale, and still counts as unchanged.
   * @returns the effect of each, in order
   */
  observe(target: ObservationTarget, saying: Saying, said: readonly Observation[]): Promise<readonly RowEffect[]>;
  /**
   * Records what was given to a person or a household among the core's grants, where `Person.benefits` shows it and `received(…)` reads it.
   * It is one for its subject, benefit and first day, as in a feed (`RegistryWriter.importGrants`): what is known is not written again, what
   * the same department says differently replaces its earlier word. Refused where a feed's row would be, and out of scope.
   * @param whom a person's grant lies with the household that the person belongs to now
   */
  grant(whom: { readonly personId: string } | { readonly householdId: string }, saying: Saying, grant: GrantFeedRow): Promise<RowEffect>;
  /** By global id, as it came in an input. Null for garbage, another type's id, absent and out of scope alike. */
  person(globalId: string | number): Promise<FoundPerson | null>;
  /** The same for a household. */
  household(globalId: string | number): Promise<FoundRecord | null>;
  /** The same for a project. */
  project(globalId: string | number): Promise<FoundRecord | null>;
  /** The same for a village. */
  village(globalId: string | number): Promise<FoundRecord | null>;
  /** An area of any level by its code, if it exists and lies within the write's scope; else null. */
  area(code: string): Promise<string | null>;
  /**
   * A record of the module's own by global id, with these columns, locked until the end of the write: who decides by its state comes
   * one after the other. The table has `id`, `area_code` and `version` (kind RECORD). Null as above.
   */
  record<Columns extends object = Record<never, never>>(
    of: { readonly type: string; readonly table: string; readonly columns?: readonly (keyof Columns & string)[] },
    globalId: string | number,
  ): Promise<(FoundRecord & Columns) | null>;
}
