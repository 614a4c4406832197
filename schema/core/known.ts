/** $2: the day of the question; $3: what was known when (null: now). A withdrawn observation counts until it was withdrawn. */
export const known = `observed_on <= $2::date and recorded_at <= coalesce($3::timestamptz, 'infinity')
  and (withdrawn_at is null or withdrawn_at > $3::timestamptz)`;
