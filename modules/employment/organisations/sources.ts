import { factQuery, knownThen, source, type FactRow } from 'xianjie/schema';
import {
  countedElsewhere,
  layoffs,
  organisationKind,
  qualifyingHires,
  rewardState,
  ruralFirm,
  smallFirm,
  staff,
  workshopPay,
} from './facts.js';
import { organisation, workshopJob } from './subjects.js';

/** What an organisation is stands in its record: it has no history yet, so it is asked whatever the day. */
const organisations = source({
  subject: organisation,
  columns: { kind: organisationKind, small_firm: smallFirm, rural: ruralFirm },
  load: (sql, ids) =>
    sql<FactRow>(
      `select id as subject_id, said_on as observed_on, source, kind, small_firm, rural from employment_organisation where id = any($1::uuid[])`,
      [ids],
    ),
});

/** Every statement of the years, the newest first: a later one that leaves a figure out does not unsay it. */
const years = source({
  subject: organisation,
  columns: { staff, qualifying_hires: qualifyingHires, layoffs },
  load: factQuery(
    `select organisation_id as subject_id, observed_on, source, year as period, staff, qualifying_hires, layoffs
     from employment_organisation_year
     where organisation_id = any($1::uuid[]) and ${knownThen()} and year between extract(year from $2::date)::int - 2 and extract(year from $2::date)::int
     order by observed_on desc, recorded_at desc`,
  ),
});

const pays = source({
  subject: workshopJob,
  columns: { paid: workshopPay },
  load: factQuery(
    `select distinct on (job_id, source, year) job_id as subject_id, observed_on, source, year as period, paid_to_date as paid
     from employment_workshop_pay
     where job_id = any($1::uuid[]) and ${knownThen()} and year between extract(year from $2::date)::int - 2 and extract(year from $2::date)::int
     order by job_id, source, year, observed_on desc, recorded_at desc`,
  ),
});

/** Rewards are claimed and paid here, so where none is, none was: as of the day of the question. */
const rewards = source({
  subject: workshopJob,
  columns: { state: rewardState, elsewhere: countedElsewhere },
  load: factQuery(
    `select j.id as subject_id, $2::date as observed_on, 'HRSS' as source,
       case when r.job_id is distinct from j.id then 'NONE' when r.paid_on <= $2::date then 'PAID' else 'CLAIMED' end as state,
       coalesce(r.job_id <> j.id, false) as elsewhere
     from employment_workshop_job j
     left join employment_workshop_reward r on r.person_id = j.person_id and r.claimed_on <= $2::date
       and r.created_at <= coalesce($3::timestamptz, 'infinity')
     where j.id = any($1::uuid[])`,
  ),
});

export const sources = [organisations, years, pays, rewards];
