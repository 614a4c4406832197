import { isUuid, type Sql, type SweepFigure } from 'xianjie/schema';
import { hasAuthorised, rangesOf, unauthorised } from '../eligibility/index.js';

/** A sweep whose findings are asked for. */
export interface FoundBySweep {
  readonly id: string;
  readonly area_code: string;
  readonly as_of: string;
  readonly checks: readonly string[] | null;
  readonly finished_at: string | Date | null;
}

/** Inside the viewer's areas; undefined: there is none. */
export async function foundBy(sql: Sql, id: string): Promise<FoundBySweep | undefined> {
  if (!isUuid(id)) return undefined;
  const [sweep] = await sql<FoundBySweep>('select id, area_code, as_of, checks, finished_at from sweep where id = $1::uuid', [id]);
  return sweep;
}

/** What a sweep may still be told to have found. */
export interface Told {
  readonly figures: readonly SweepFigure[];
  /** Areas in which a household has withdrawn since, or somebody has joined one that has: nobody there is counted, or the difference from what is shown now would tell of it. */
  readonly leftOut: readonly string[];
  /** Households of whom nothing is counted. */
  readonly unauthorised: number;
}

// What a transaction wrote that was open when the sweep ended bears an earlier time, and was not seen.
const MARGIN = `interval '10 minutes'`;
const was = (knownAt: string): string => hasAuthorised('u.id', { knownAt });

/** Whoever was counted with another household and lives with this one now is counted no more, either. */
const JOINED = `exists (select from person p where p.household_id = u.id and p.joined_at > $1::timestamptz - ${MARGIN})`;

const WITHDRAWN = `with unauthorised as materialized (${unauthorised})
  select count(*)::int as n, coalesce(bool_or(since and moved), false) as moved,
    coalesce(array_agg(distinct area_code order by area_code) filter (where since), '{}') as areas
  from (select area_code, moved_at > $1::timestamptz as moved,
      ${was('$1')} or ${was(`($1::timestamptz - ${MARGIN})`)} or ${JOINED} as since from unauthorised u) h
  where $3::text is null`;

const FIGURES = `select area_code as area, check_code as "check", eligible, not_eligible as "notEligible", undetermined,
    newly_eligible as "newlyEligible", newly_not_eligible as "newlyNotEligible", newly_undetermined as "newlyUndetermined",
    newly_fulfilled as "newlyFulfilled", no_longer_fulfilled as "noLongerFulfilled"
  from sweep_figure where sweep_id = $1::uuid and not (kind in ('HOUSEHOLD', 'PERSON') and (area_code = any($2::text[]) or $3)) order by area_code, check_code`;

/** Households of an area that have not authorised the matching of their data, and where one of them had at a moment: it has withdrawn since. */
export async function withdrawnSince(
  sql: Sql,
  { area_code, as_of, since }: Pick<FoundBySweep, 'area_code' | 'as_of'> & { readonly since: string | Date | null },
): Promise<{ readonly n: number; readonly moved: boolean; readonly areas: readonly string[] }> {
  const [row] = await sql<{ n: number; moved: boolean; areas: readonly string[] }>(WITHDRAWN, [
    since,
    as_of,
    null,
    ...rangesOf([area_code]),
  ]);
  return row ?? { n: 0, moved: false, areas: [] };
}

/** Whoever moved and has withdrawn may have been counted anywhere: then nobody is. */
export async function toldOf(sql: Sql, sweep: FoundBySweep): Promise<Told> {
  const { n, moved, areas } = await withdrawnSince(sql, { ...sweep, since: sweep.finished_at });
  const figures = await sql<SweepFigure>(FIGURES, [sweep.id, areas, moved]);
  return { figures, leftOut: moved ? [sweep.area_code] : areas, unauthorised: n };
}
