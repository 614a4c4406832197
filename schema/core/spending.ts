import { source, type FactRow } from '../contract/fact.js';
import { expenditureKinds } from '../facts/codes.js';
import { rigidExpenditure } from '../facts/household.js';
import { household } from '../facts/subjects.js';
import { areasAround, knownThen } from '../contract/fact-query.js';

/**
 * What an office counts as a household's rigid spending of a year: the sum over the kinds that it calls rigid. Known only if it told of
 * every kind, or handed in a list of the year that was declared complete: then what stands on the list is all there was, nothing if the
 * household is not on it, unless it joined the register or moved there later. An amount of which nobody said whether it is rigid leaves the sum unknown.
 * A month is no year.
 */
export const spending = source({
  subject: household,
  columns: { rigid: rigidExpenditure },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `with said as (
         select distinct on (household_id, source, year, kind) household_id, source, year, observed_on,
           coalesce(amount, health_amount) as amount, rigid
         from expenditure
         where household_id = any($1::uuid[]) and month is null and ${knownThen()}
           and year between extract(year from $2::date)::int - 2 and extract(year from $2::date)::int
         order by household_id, source, year, kind, observed_on desc, recorded_at desc),
       listed as (
         select h.id as household_id, c.source, c.period::int as year, max(c.complete_on) as complete_on from household h ${areasAround('h')}
         join coverage c on c.area_code = around.code and c.feed = 'core.expenditures' and c.complete_on <= $2::date
           and c.period = any(array(select (extract(year from $2::date)::int - back)::text from generate_series(0, 2) back))
           and could_name(c.complete_on, c.recorded_at, h.created_at, h.moved_at) and c.recorded_at <= coalesce($3::timestamptz, 'infinity')
         where h.id = any($1::uuid[]) group by h.id, c.source, c.period),
       counted as (
         select household_id, source, year, complete_on,
           greatest(complete_on, observed_on) as observed_on, count(observed_on) over (partition by household_id, source, year) as kinds,
           case when complete_on is null or observed_on >= complete_on then amount else 0 end as amount, rigid
         from said full join listed using (household_id, source, year))
       select household_id as subject_id, source, year as period, max(observed_on) as observed_on,
         coalesce(sum(amount) filter (where rigid), 0)::bigint as rigid
       from counted group by household_id, source, year
       having not coalesce(bool_or(amount > 0 and rigid is null), false)
         and (bool_or(complete_on is not null) or max(kinds) = ${Object.keys(expenditureKinds).length})
       order by household_id, source, year`,
      [ids, at.asOf, at.knownAt],
    ),
});
