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

/** That a row of observations counts at that moment: one that was withdrawn counts until it was. `row`: how its table is called there. */
export function knownThen(row?: string): string {
  const column = (name: string) => (row === undefined ? name : `${row}.${name}`);
  return `${column('observed_on')} <= $2::date and ${column('recorded_at')} <= coalesce($3::timestamptz, 'infinity')
    and (${column('withdrawn_at')} is null or ${column('withdrawn_at')} > $3::timestamptz)`;
}

/**
 * The newest complete list of each feed, supplier and period that covers a person's village and could have named the person, who was on the
 * register and lived there when it came in: a select of `person_id`, `feed`, `source`, `period`, `complete_on`.
 */
export const completeLists = (...feeds: readonly string[]): string => `
  select w.id as person_id, c.feed, c.source, c.period, max(c.complete_on) as complete_on
  from person w join coverage c on c.feed in (${feeds.map((feed) => `'${feed}'`).join(', ')})
    and c.area_code in ('0', left(w.area_code, 2), left(w.area_code, 4), left(w.area_code, 6), left(w.area_code, 9), w.area_code)
    and could_name(c.complete_on, c.recorded_at, w.created_at, w.moved_at)
  where w.id = any($1::uuid[]) and c.complete_on <= $2::date and c.recorded_at <= coalesce($3::timestamptz, 'infinity')
  group by w.id, c.feed, c.source, c.period`;
