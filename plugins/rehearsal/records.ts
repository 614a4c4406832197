import type { RehearsedChange, Sql } from 'xianjie/schema';
import { leasesOf } from '../jobs/index.js';
import type { Found } from './found.js';

/** A rehearsal as it is stored. */
export interface RehearsalRecord {
  readonly id: string;
  readonly area_code: string;
  readonly as_of: string;
  readonly changes: readonly RehearsedChange[];
  readonly client_id: string;
  readonly user_id: string | null;
  readonly stored_until: string | null;
  readonly found: Found | null;
  readonly attempts: number;
}

/** Rehearsals as jobs. */
export const rehearsalLeases = leasesOf<RehearsalRecord>(
  'rehearsal',
  'id, area_code, as_of, changes, client_id, user_id, stored_until, found, attempts',
);

/** How many of one asker may be under way at once. */
export const MOST_OPEN = 3;
/** How long what a rehearsal found is kept. */
const KEPT_DAYS = 400;

export async function addRehearsal(
  sql: Sql,
  one: Pick<RehearsalRecord, 'area_code' | 'as_of' | 'changes' | 'client_id' | 'user_id'>,
): Promise<string> {
  const [row] = await sql<{ id: string }>(
    'insert into rehearsal (area_code, as_of, changes, client_id, user_id) values ($1, $2, $3::jsonb, $4, $5) returning id',
    [one.area_code, one.as_of, JSON.stringify(one.changes), one.client_id, one.user_id],
  );
  return row?.id ?? '';
}

export async function openOf(sql: Sql, client: string, user: string | null): Promise<number> {
  const [row] = await sql<{ n: number }>(
    `select count(*)::int as n from rehearsal where client_id = $1 and user_id is not distinct from $2 and state in ('QUEUED','RUNNING')`,
    [client, user],
  );
  return row?.n ?? 0;
}

export const sayTotal = (sql: Sql, id: string, total: number, done: number): Promise<unknown> =>
  sql('update rehearsal set total = $2, done = $3 where id = $1::uuid', [id, total, done]);

export const sayDone = (sql: Sql, id: string, done: number): Promise<unknown> =>
  sql('update rehearsal set done = $2 where id = $1::uuid', [id, done]);

/** What was found up to the end of a part of the area. */
export const keepFound = (sql: Sql, id: string, found: Found, until: string | null): Promise<unknown> =>
  sql('update rehearsal set found = $2::jsonb, stored_until = coalesce($3, stored_until) where id = $1::uuid', [
    id,
    JSON.stringify(found),
    until,
  ]);

/** Takes away what was kept long enough. */
export async function tidyRehearsals(sql: Sql): Promise<void> {
  await sql(`delete from rehearsal where finished_at < now() - interval '${KEPT_DAYS} days'`);
}
