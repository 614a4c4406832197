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
export const completeLists = (...feeds: readonly string[]): string => completeListsOf('select unnest($1::uuid[])', ...feeds);

/**
 * The same for some of the subjects: those of whom it matters. Lists are looked up once for each village, and people one by one by their
 * id: row security hides from the planner how many there are, and it would compare everybody with every list.
 * @param people a select of their ids
 */
export const completeListsOf = (people: string, ...feeds: readonly string[]): string => `
  with asked as materialized (
    select w.* from (${people}) as k(id)
    cross join lateral (select p.id, p.area_code, p.created_at, p.moved_at from person p where p.id = k.id offset 0) w),
  here as (
    select w.area_code, c.feed, c.source, c.period, c.complete_on, c.recorded_at
    from (select distinct area_code from asked) w ${areasAround('w')}
    join coverage c on c.area_code = around.code and c.feed in (${feeds.map((feed) => `'${feed}'`).join(', ')})
    where c.complete_on <= $2::date and c.recorded_at <= coalesce($3::timestamptz, 'infinity'))
  select w.id as person_id, c.feed, c.source, c.period, max(c.complete_on) as complete_on
  from asked w join here c on c.area_code = w.area_code and could_name(c.complete_on, c.recorded_at, w.created_at, w.moved_at)
  group by w.id, c.feed, c.source, c.period`;
