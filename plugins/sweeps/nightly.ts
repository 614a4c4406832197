import type { Sql } from 'xianjie/schema';
import { addSweep } from './records.js';

/** How long what a sweep found is kept beside the verdicts themselves. */
const CHANGES_DAYS = 400;
const FIGURES_DAYS = 60;
const EVENTS_DAYS = 60;

/**
 * Sweeps every area again that was swept as a whole, on the new day: nearly every check depends on it (ages, years, what is too old to count,
 * grants and adoptions that end). Done twice on one day it does nothing the second time. @returns the sweeps
 */
export async function sweepAgain(sql: Sql, today: string): Promise<string[]> {
  const areas = await sql<{ area_code: string }>(
    `with whole as (select distinct area_code from sweep where checks is null and state = 'DONE' and origin <> 'CHANGED_RULES')
     select w.area_code from whole w
     where not exists (select from whole o where o.area_code <> w.area_code
                       and (o.area_code = '0' or left(w.area_code, length(o.area_code)) = o.area_code))
       and not exists (select from sweep s where s.area_code = w.area_code and s.checks is null and s.as_of = $1::date
                       and s.state in ('QUEUED','RUNNING','DONE'))
     order by 1`,
    [today],
  );
  const ids: string[] = [];
  for (const { area_code } of areas) ids.push(await addSweep(sql, { area_code, checks: null, as_of: today, origin: 'NIGHTLY' }));
  return ids;
}

/** Takes away what has been kept long enough. The last sweep of an area stays: the next night knows it by that. */
export async function tidy(sql: Sql): Promise<void> {
  const old = (days: number, at: string): string => `${at} < now() - interval '${days} days'`;
  await sql(`delete from verdict_change where ${old(CHANGES_DAYS, 'recorded_at')}`);
  await sql(`delete from sweep_figure f using sweep s where s.id = f.sweep_id and ${old(FIGURES_DAYS, 's.finished_at')}`);
  await sql(
    `delete from sweep s where ${old(CHANGES_DAYS, 's.finished_at')} and exists (
       select from sweep later where later.area_code = s.area_code and later.checks is not distinct from s.checks
       and later.state = 'DONE' and later.submitted_at > s.submitted_at)`,
  );
  await sql(`delete from outbox_event where ${old(EVENTS_DAYS, 'recorded_at')}`);
  await sql(
    // Whoever is about to store under a set holds it: that one is left for another night.
    `delete from verdict_set t where hash in (select hash from verdict_set for update skip locked)
       and not exists (select from verdict_state s where s.set_hash = t.hash) and not exists (select from swept_area a where a.set_hash = t.hash)`,
  );
}
