import { factQuery, knownThen, person, source } from 'xianjie/schema';
import { holdsPost } from './facts.js';

/** A contract says so from its first to its last day; after that it says no. The attendance list says so of its month. */
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
     select person_id, source, max(observed_on), true from employment_post_attendance
     where person_id = any($1::uuid[]) and month = to_char($2::date, 'YYYY-MM') and days > 0 and ${knownThen()} and source <> 'VILLAGE'
     group by person_id, source`,
  ),
});

export const sources = [holders];
