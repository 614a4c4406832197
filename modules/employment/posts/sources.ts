import { factQuery, knownThen, person, source } from 'xianjie/schema';
import { holdsPost } from './facts.js';

/**
 * A contract says so from its first to its last day; after that it says no. An attendance list says so of whom it has days, until a later
 * complete one leaves the person out; whom it lists without a day it leaves open.
 */
const holders = source({
  subject: person,
  columns: { holds: holdsPost },
  coveredBy: ['employment.postAttendance'],
  load: factQuery(
    `select person_id as subject_id, 'VILLAGE' as source, $2::date as observed_on,
       bool_or(starts_on <= $2::date and ends_on >= $2::date and coalesce(exited_on > $2::date, true)) as holds
     from employment_post_contract
     where person_id = any($1::uuid[]) and signed_on <= $2::date and created_at <= coalesce($3::timestamptz, 'infinity')
     group by person_id
     union all
     (select distinct on (person_id, source) person_id, source, observed_on, case when days > 0 then true end
      from employment_post_attendance
      where person_id = any($1::uuid[]) and ${knownThen()} and source <> 'VILLAGE'
      order by person_id, source, observed_on desc, days desc)`,
  ),
});

export const sources = [holders];
