import type { Writable } from 'node:stream';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** A connection as the tables' owner: for migrations, reference data and loading the demo, never for a request. */
export type OwnerClient = pg.Client & {
  /** A stream into a table, in the text form of COPY: the fastest way in. */
  copyInto(table: string, columns: readonly string[]): Writable;
};

export function asOwnerClient(client: pg.Client): OwnerClient {
  return Object.assign(client, {
    copyInto: (table: string, columns: readonly string[]) => client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`)),
  });
}
