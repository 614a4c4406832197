/** How code reaches the database. Implemented by plugins/storage; nothing else opens a connection. */

/** One SQL statement with positional parameters; rows come back with int8 as safe integers (money: fen) and dates as `YYYY-MM-DD`. */
export type Sql = <R = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<R[]>;

/** Up to four area codes; `0` is the nation. A row is visible if its area code lies under one of them. */
export interface Scope {
  readonly areas: readonly string[];
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

/** What a module's write gets: one connection inside one transaction, under the caller's scope. */
export interface ModuleTx {
  readonly sql: Sql;
}
