import { factQuery, knownThen, person, source } from 'xianjie/schema';
import { holdsPost, suitsPosts } from './facts.js';

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

/** The newest word on the capacity for work; somebody who was found unfit for a post is not asked again until found fit. */
const suits = source({
  subject: person,
  columns: { suits: suitsPosts },
  load: factQuery(
    `with capacity as (
       select distinct on (person_id, source) person_id, source, observed_on, labour_capacity from person_status
       where person_id = any($1::uuid[]) and labour_capacity is not null and ${knownThen()}
       order by person_id, source, observed_on desc, recorded_at desc),
     examined as (
       select distinct on (person_id) person_id, conditions_met from employment_post_contract
       where person_id = any($1::uuid[]) and conditions_met is not null and applied_on <= $2::date
       order by person_id, applied_on desc, created_at desc)
     select c.person_id as subject_id, c.source, c.observed_on,
       c.labour_capacity in ('FULL', 'WEAK_OR_HALF', 'PARTIAL_LOSS') and coalesce(e.conditions_met, true) as suits
     from capacity c left join examined e on e.person_id = c.person_id`,
  ),
});

export const sources = [holders, suits];
