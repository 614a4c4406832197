import type { Sql } from './db.js';
import type { FactRow } from './fact.js';
import type { Moment } from './subject.js';

/**
 * A fact source's `load` as one statement. $1: the subjects, $2: the day of the question, $3: what was known when (null: now). Rows are
 * `subject_id`, `source`, `observed_on` and the source's columns.
 */
export const factQuery =
  (text: string) =>
  (sql: Sql, ids: readonly string[], at: Moment): Promise<FactRow[]> =>
    sql<FactRow>(text, [ids, at.asOf, at.knownAt]);

/**
 * That a row of observations counts at a moment: one that was withdrawn counts until it was. `row`: how its table is called there; `asOf` and
 * `knownAt`: the day and the moment, where they are not $2 and $3.
 */
export function knownThen(
  row?: string,
  { asOf = '$2', knownAt = '$3' }: { readonly asOf?: string; readonly knownAt?: string } = {},
): string {
  const column = (name: string) => (row === undefined ? name : `${row}.${name}`);
  return `${column('observed_on')} <= ${asOf}::date and ${column('recorded_at')} <= coalesce(${knownAt}::timestamptz, 'infinity')
    and (${column('withdrawn_at')} is null or ${column('withdrawn_at')} > ${knownAt}::timestamptz)`;
}

/**
 * The areas around a record's own, as rows `around(code)` beside it: what an area of any level says is then found by its code, which stays
 * linear where a comparison with six codes is one of every record with every area. `row`: how the record's table is called there.
 */
export const areasAround = (row: string): string =>
  `cross join lateral unnest(array['0', ${[2, 4, 6, 9].map((n) => `left(${row}.area_code, ${n})`).join(', ')}, ${row}.area_code]) as around(code)`;

/**
 * The newest complete list of each feed, supplier and period that covers a person's village and could have named the person, who was on the
 * register and lived there when it came in: a select of `person_id`, `feed`, `source`, `period`, `complete_on`.
 */
export const completeLists = (...feeds: readonly string[]): string => listsNaming('$1::uuid[]', feeds);

/**
 * The same for some of the subjects: those of whom it matters.
 * @param people a select of their ids
 */
export const completeListsOf = (people: string, ...feeds: readonly string[]): string => listsNaming(`array(${people})`, feeds);

/**
 * People are found by their ids as one list, and lists once for each village and day of arrival: many people share both, and row security
 * hides from the planner how many there are, so that it would compare everybody with every list.
 */
const listsNaming = (ids: string, feeds: readonly string[]): string => `
  with asked as materialized (
    select id, area_code, created_at, coalesce(moved_at, '-infinity') as moved_at from person where id = any(${ids})),
  arrived as materialized (select distinct area_code, created_at, moved_at from asked),
  around as materialized (
    select w.area_code, around.code from (select distinct area_code from arrived) w ${areasAround('w')}),
  listed as materialized (
    select feed, source, period, complete_on, recorded_at, area_code from coverage
    where feed in (${feeds.map((feed) => `'${feed}'`).join(', ')}) and complete_on <= $2::date and recorded_at <= coalesce($3::timestamptz, 'infinity')
      and area_code = any(array(select code from around))),
  naming as materialized (
    select a.area_code, a.created_at, a.moved_at, l.feed, l.source, l.period, max(l.complete_on) as complete_on
    from arrived a join around on around.area_code = a.area_code join listed l on l.area_code = around.code
    where could_name(l.complete_on, l.recorded_at, a.created_at, nullif(a.moved_at, '-infinity'))
    group by a.area_code, a.created_at, a.moved_at, l.feed, l.source, l.period)
  select w.id as person_id, c.feed, c.source, c.period, c.complete_on
  from asked w join naming c on c.area_code = w.area_code and c.created_at = w.created_at and c.moved_at = w.moved_at`;
