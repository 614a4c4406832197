/** $2: the day of the question; $3: what was known when (null: now). A withdrawn observation counts until it was withdrawn. */
export const known = `o.observed_on <= $2::date and o.recorded_at <= coalesce($3::timestamptz, 'infinity')
  and (o.withdrawn_at is null or o.withdrawn_at > $3::timestamptz)`;

/**
 * `who`: the people asked for ($1) with their village; `lists`: the newest complete list of each feed, supplier and period that covers each
 * of those villages.
 */
export const completeLists = (feeds: readonly string[]): string => `
  who as (select id, area_code from person where id = any($1::uuid[])),
  lists as (
    select a.area_code, c.feed, c.source, c.period, max(c.complete_on) as complete_on
    from (select distinct area_code from who) a
    join coverage c on c.feed in (${feeds.map((feed) => `'${feed}'`).join(', ')})
      and c.area_code in ('0', left(a.area_code, 2), left(a.area_code, 4), left(a.area_code, 6), left(a.area_code, 9), a.area_code)
    where c.complete_on <= $2::date and c.recorded_at <= coalesce($3::timestamptz, 'infinity')
    group by a.area_code, c.feed, c.source, c.period)`;
