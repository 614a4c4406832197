/** $2: the day of the question; $3: what was known when (null: now). A withdrawn observation counts until it was withdrawn. */
export const known = `o.observed_on <= $2::date and o.recorded_at <= coalesce($3::timestamptz, 'infinity')
  and (o.withdrawn_at is null or o.withdrawn_at > $3::timestamptz)`;

/**
 * `who`: the people asked for ($1) with their village; `lists`: for each of them the newest complete list of each feed, supplier and period
 * that covers the village and could have named the person, who was on the register and lived there when it came in.
 */
export const completeLists = (feeds: readonly string[]): string => `
  who as (select id, area_code, created_at, moved_at from person where id = any($1::uuid[])),
  lists as (
    select w.id as person_id, c.feed, c.source, c.period, max(c.complete_on) as complete_on
    from who w join coverage c on c.feed in (${feeds.map((feed) => `'${feed}'`).join(', ')})
      and c.area_code in ('0', left(w.area_code, 2), left(w.area_code, 4), left(w.area_code, 6), left(w.area_code, 9), w.area_code)
      and could_name(c.complete_on, c.recorded_at, w.created_at, w.moved_at)
    where c.complete_on <= $2::date and c.recorded_at <= coalesce($3::timestamptz, 'infinity')
    group by w.id, c.feed, c.source, c.period)`;
