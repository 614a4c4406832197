import type { Database } from './servers.js';

/** The same question twice: as GraphQL, and as one statement whose JSON is the whole `data`. */
export interface Query {
  readonly name: string;
  readonly graphql: string;
  readonly sql: string;
  /** What it is asked with, in turn. */
  variables(database: Database): Promise<readonly Record<string, unknown>[]>;
  /** The same variables as the statement's parameters. */
  values(variables: Record<string, unknown>): readonly unknown[];
}

export const queries: readonly Query[] = [];
