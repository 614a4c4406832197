import { areaRange, type Sql } from 'xianjie/schema';
import { hasAuthorised } from '../facts/authorisation.js';
import { NONE } from '../columns/swept.js';

/** The areas of a question as ranges of codes: $4 their lower ends, $5 their upper ends. */
export const rangesOf = (areas: readonly string[]): [readonly string[], readonly string[]] => {
  const ranges = areas.map((area) => areaRange(area));
  return [ranges.map(({ low }) => low), ranges.map(({ high }) => high)];
};

/** That a row lies in the areas of the question. */
export const inside = (column: string): string =>
  `exists (select 1 from unnest($4::text[], $5::text[]) as r (low, high) where ${column} >= r.low collate "C" and ${column} < r.high collate "C")`;

/**
 * The households of the areas that have not authorised the matching of their data, by their newest word: neither they nor their members
 * are counted or listed, whatever is said of them, so that what is left out tells nothing. $2 the day, or another; $3 what was known when.
 */
export const unauthorisedOn = (asOf: string): string =>
  `select h.id, h.area_code, h.moved_at from household h where ${inside('h.area_code')} and not ${hasAuthorised('h.id', { asOf })}`;
export const unauthorised = unauthorisedOn('$2');

/** How many there are in each village. */
export function unauthorisedByVillage(sql: Sql, areas: readonly string[], asOf: string): Promise<{ area: string; n: number }[]> {
  return sql<{ area: string; n: number }>(
    `select u.area_code as area, count(*)::int as n from (${unauthorised}) u where $1::text is null group by u.area_code`,
    [null, asOf, null, ...rangesOf(areas)],
  );
}

/** How many there are. */
export const countUnauthorised = async (sql: Sql, areas: readonly string[], asOf: string): Promise<number> =>
  (await unauthorisedByVillage(sql, areas, asOf)).reduce((sum, { n }) => sum + n, 0);

/** Rows with `kind` and `subject_id` (as `v`) about such a household or a member of one. */
export const ofUnauthorised = `(v.kind = 'HOUSEHOLD' and v.subject_id in (select id from unauthorised)
  or v.kind = 'PERSON' and v.subject_id in (select p.id from person p where p.household_id in (select id from unauthorised)))`;

/**
 * The kept counts, less those of whom nothing may be counted, beside `unauthorised`: an area and check may have several rows, to be added up.
 * $6: the checks. Whatever is shown of counts is counted so, or a difference would tell of those who are left out.
 */
export const counted = `select c.area_code, c.kind, c.check_code, c.outcome, c.fulfilled, c.held, c.n, c.amount, c.amount_unknown from verdict_count c
    where c.check_code = any($6::text[]) and ${inside('c.area_code')}
    union all
    select v.area_code, v.kind, x.check_code, x.b & 3, (x.b >> 2) & 3, (x.b >> 4) & 3, -1, -coalesce(x.amount, 0), case when x.amount is null then -1 else 0 end
    from verdict_state v join verdict_set s on s.hash = v.set_hash
    cross join lateral (select u.check_code, get_byte(v.packed, u.at::int - 1) as b, v.amounts[u.at] as amount
                        from unnest(s.checks) with ordinality as u (check_code, at) where u.check_code = any($6::text[])) x
    where ${inside('v.area_code')} and x.b & 3 <> ${NONE} and ${ofUnauthorised}`;
