import { areaRange, type Sql } from 'xianjie/schema';
import { counted, ofUnauthorised, rangesOf, unauthorised } from '../eligibility/index.js';
import { leasesOf } from '../jobs/index.js';

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

const COLUMNS = `id, area_code, checks, as_of, origin, client_id, user_id, state, failure_code, total, done, stored_until, attempts,
  submitted_at, started_at, finished_at`;

/** Sweeps as jobs. */
export const sweepLeases = leasesOf<SweepRecord>('sweep', COLUMNS);

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
 * Keeps what a sweep found: how many of each outcome there are in each area now, and how many became so by this sweep, less those of whom
 * nothing may be counted.
 */
export async function keepFigures(sql: Sql, record: SweepRecord, checks: readonly string[]): Promise<void> {
  const { id, area_code, as_of } = record;
  await sql(
    `insert into sweep_figure (sweep_id, area_code, kind, check_code, eligible, not_eligible, undetermined, newly_eligible, newly_not_eligible,
       newly_undetermined, newly_fulfilled, no_longer_fulfilled)
     with unauthorised as materialized (${unauthorised}), counted as (${counted})
     select $1::uuid, area_code, kind, check_code, sum(e), sum(n), sum(u), sum(ne), sum(nn), sum(nu), sum(nf), sum(lf) from (
       select area_code, kind, check_code, case outcome when 2 then n else 0 end as e, case outcome when 0 then n else 0 end as n,
         case outcome when 1 then n else 0 end as u, 0 as ne, 0 as nn, 0 as nu, 0 as nf, 0 as lf
       from counted
       union all
       select area_code, kind, check_code, 0, 0, 0, (to_outcome = 2 and from_outcome <> 2)::int, (to_outcome = 0 and from_outcome <> 0)::int,
         (to_outcome = 1 and from_outcome <> 1)::int, (to_fulfilled = 2 and from_fulfilled <> 2)::int, (from_fulfilled = 2 and to_fulfilled <> 2)::int
       from verdict_change v where v.sweep_id = $1::uuid and not ${ofUnauthorised}) f
     group by area_code, kind, check_code having sum(e + n + u + ne + nn + nu + nf + lf) > 0`,
    [id, as_of, null, ...rangesOf([area_code]), checks],
  );
  const { low, high } = areaRange(area_code);
  await sql('delete from verdict_count where area_code >= $1 and area_code < $2 and n = 0', [low, high]);
}
