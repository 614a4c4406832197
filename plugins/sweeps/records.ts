import type { Sql } from 'xianjie/schema';

/** Why a sweep was begun: somebody asked, the night, or a document or a complete list that says something of a whole area. */
export type SweepOrigin = 'REQUESTED' | 'NIGHTLY' | 'CHANGED_RULES';
export type SweepState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

/** A sweep as it is stored. */
export interface SweepRecord {
  readonly id: string;
  readonly area_code: string;
  readonly checks: readonly string[] | null;
  readonly as_of: string;
  readonly origin: SweepOrigin;
  readonly client_id: string | null;
  readonly user_id: string | null;
  readonly state: SweepState;
  readonly failure_code: string | null;
  readonly total: number | null;
  readonly done: number;
  readonly stored_until: string | null;
  readonly attempts: number;
  readonly submitted_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
}

/** How long a sweep is in the hands of who took it, if nothing more is heard of them. */
export const LEASE_SECONDS = 30;
/** A sweep that broke off so often is not taken up again. */
export const MOST_ATTEMPTS = 5;

const COLUMNS = `id, area_code, checks, as_of, origin, client_id, user_id, state, failure_code, total, done, stored_until, attempts,
  submitted_at, started_at, finished_at`;

/** Puts a sweep on the list of what is to be done. */
export async function addSweep(
  sql: Sql,
  sweep: Pick<SweepRecord, 'area_code' | 'checks' | 'as_of' | 'origin'> & { readonly client?: string; readonly user?: string | null },
): Promise<string> {
  const [row] = await sql<{ id: string }>(
    'insert into sweep (area_code, checks, as_of, origin, client_id, user_id) values ($1, $2, $3, $4, $5, $6) returning id',
    [sweep.area_code, sweep.checks, sweep.as_of, sweep.origin, sweep.client ?? null, sweep.user ?? null],
  );
  return row?.id ?? '';
}

/** What nobody works at. */
export async function waiting(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `select id from sweep where state = 'QUEUED' or state = 'RUNNING' and leased_until < now() order by submitted_at, id limit 100`,
  );
  return rows.map((row) => row.id);
}

/** Takes a sweep into one's hands. @returns undefined: it is over, or in somebody else's */
export async function takeSweep(sql: Sql, id: string): Promise<SweepRecord | undefined> {
  const [row] = await sql<SweepRecord>(
    `update sweep set state = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, now()),
       leased_until = now() + interval '${LEASE_SECONDS} seconds'
     where id = $1 and (state = 'QUEUED' or state = 'RUNNING' and leased_until < now()) returning ${COLUMNS}`,
    [id],
  );
  return row;
}

/** Whether it is still in these hands, and if so for longer. */
export async function holdSweep(sql: Sql, { id, attempts }: SweepRecord): Promise<boolean> {
  const rows = await sql(
    `update sweep set leased_until = now() + interval '${LEASE_SECONDS} seconds' where id = $1 and state = 'RUNNING' and attempts = $2 returning id`,
    [id, attempts],
  );
  return rows.length > 0;
}

/** Gives it back: it goes on where it was. */
export const releaseSweep = (sql: Sql, { id, attempts }: SweepRecord): Promise<unknown> =>
  sql(
    `update sweep set state = 'QUEUED', attempts = attempts - 1, leased_until = null where id = $1 and state = 'RUNNING' and attempts = $2`,
    [id, attempts],
  );

export const failSweep = (sql: Sql, id: string, code: string): Promise<unknown> =>
  sql(
    `update sweep set state = 'FAILED', failure_code = $2, finished_at = now(), leased_until = null where id = $1 and state in ('QUEUED','RUNNING')`,
    [id, code],
  );

export const sayProgress = (
  sql: Sql,
  id: string,
  at: { readonly total?: number; readonly done: number; readonly until?: string },
): Promise<unknown> =>
  sql('update sweep set done = $2, total = coalesce($3, total), stored_until = coalesce($4, stored_until) where id = $1', [
    id,
    at.done,
    at.total ?? null,
    at.until ?? null,
  ]);

/**
 * Ends a sweep with what it found: how many of each outcome there are in each area now, and how many became so by this sweep.
 * @returns false: it is no longer in these hands
 */
export async function finishSweep(
  sql: Sql,
  { id, attempts }: SweepRecord,
  range: readonly [string, string],
  checks: readonly string[],
): Promise<boolean> {
  const rows = await sql(
    `update sweep set state = 'DONE', finished_at = now(), leased_until = null where id = $1 and state = 'RUNNING' and attempts = $2 returning id`,
    [id, attempts],
  );
  if (rows.length === 0) return false;
  await sql(
    `insert into sweep_figure (sweep_id, area_code, kind, check_code, eligible, not_eligible, undetermined, newly_eligible, newly_not_eligible,
       newly_undetermined, newly_fulfilled, no_longer_fulfilled)
     select $1, area_code, kind, check_code, sum(e), sum(n), sum(u), sum(ne), sum(nn), sum(nu), sum(nf), sum(lf) from (
       select area_code, kind, check_code, case outcome when 2 then n else 0 end as e, case outcome when 0 then n else 0 end as n,
         case outcome when 1 then n else 0 end as u, 0 as ne, 0 as nn, 0 as nu, 0 as nf, 0 as lf
       from verdict_count where area_code >= $2 and area_code < $3 and check_code = any($4)
       union all
       select area_code, kind, check_code, 0, 0, 0, (to_outcome = 2 and from_outcome <> 2)::int, (to_outcome = 0 and from_outcome <> 0)::int,
         (to_outcome = 1 and from_outcome <> 1)::int, (to_fulfilled = 2 and from_fulfilled <> 2)::int, (from_fulfilled = 2 and to_fulfilled <> 2)::int
       from verdict_change where sweep_id = $1) f
     group by area_code, kind, check_code having sum(e + n + u + ne + nn + nu + nf + lf) > 0`,
    [id, ...range, checks],
  );
  await sql('delete from verdict_count where area_code >= $1 and area_code < $2 and n = 0', range);
  return true;
}
