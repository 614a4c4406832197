import { factQuery, completeLists, hasJob, hasStableJob, knownThen, person, project, source, type Benefit } from 'xianjie/schema';
import { atWork } from '../at-work.js';
import {
  accidentInsurance,
  migrantService,
  startupLoan,
  startupPremises,
  startupSubsidy,
  startupTaxRelief,
  startupTraining,
  transportSubsidy,
} from './benefits.js';
import {
  fitForWork,
  graduate,
  graduatePlan,
  migrantHelped,
  place,
  projectLabourPay,
  returned,
  returneePlan,
  startupHelped,
  trained,
  transportSubsidyPaid,
  wantsBusiness,
  wantsTraining,
  wantsWork,
  willingAway,
} from './facts.js';

/**
 * Each supplier's newest word. Work that is over, or that has not begun, is no work. A form that does not say whether it is stable leaves
 * that unknown. Who works away has not returned; otherwise the last word on it stands.
 */
const records = source({
  subject: person,
  columns: { has_job: hasJob, has_stable_job: hasStableJob, place, returned },
  coveredBy: ['employment.records'],
  load: factQuery(
    `with newest as (
       select distinct on (person_id, source) person_id, source, observed_on, place, form, stable, returned,
         ${atWork('$2')} as at_work
       from employment_record where person_id = any($1::uuid[]) and ${knownThen()}
       order by person_id, source, observed_on desc, recorded_at desc)
     select person_id as subject_id, source, observed_on, at_work as has_job,
       case when not at_work then false when stable is not null then stable
            when form = 'STABLE' then true when form = 'FLEXIBLE' then false end as has_stable_job,
       case when at_work then place else 'NONE' end as place,
       coalesce(returned, case when at_work and place <> 'IN_COUNTY' then false end,
         (select o.returned from employment_record o where o.person_id = n.person_id and o.source = n.source and o.returned is not null and ${knownThen()}
          order by o.observed_on desc, o.recorded_at desc limit 1)) as returned
     from newest n`,
  ),
});

/**
 * Every entry, the newest first: what one leaves out, an older one may say. A training need is a wish while it is open, and in the year in
 * which it was met; one that was withdrawn is none any more.
 */
const files = source({
  subject: person,
  columns: {
    wants_work: wantsWork,
    willing_away: willingAway,
    wants_business: wantsBusiness,
    wants_training: wantsTraining,
    graduate,
    fit_for_work: fitForWork,
  },
  load: factQuery(
    `select person_id as subject_id, source, observed_on, wants_work, willing_away, wants_business, wants_training, graduate, fit_for_work
     from employment_file where person_id = any($1::uuid[]) and ${knownThen()}
     union all
     select person_id, source, max(case when closed_on <= $2::date then closed_on else wanted_on end), null, null, null,
       bool_or(closed_on is null or closed_on > $2::date or met and extract(year from closed_on) = extract(year from $2::date)), null, null
     from employment_training_need
     where person_id = any($1::uuid[]) and wanted_on <= $2::date and created_at <= coalesce($3::timestamptz, 'infinity')
     group by person_id, source
     order by observed_on desc`,
  ),
});

const away = [transportSubsidy, accidentInsurance, migrantService];
const founding = [startupSubsidy, startupTaxRelief, startupPremises, startupLoan, startupTraining];
const codesOf = (benefits: readonly Benefit[]): string => benefits.map(({ code }) => `'${code}'`).join(', ');

/**
 * What was given stands among the core's grants, whoever reported it, and stays given; a claim that was paid before claims became grants
 * stands alone. The bureau's complete list of a year says to whom nothing was: the query reads it itself, because a payment that a later
 * list repeats is not noted a second time. Start-up support of an earlier year counts in the later ones.
 */
const subsidies = source({
  subject: person,
  columns: { paid: transportSubsidyPaid, helped_away: migrantHelped, helped_to_found: startupHelped },
  load: factQuery(
    `with one as (
       select person_id, source, observed_on, extract(year from period_from)::int as year, benefit
       from benefit_grant where person_id = any($1::uuid[]) and benefit in (${codesOf([...away, ...founding])}) and ${knownThen()}
       union all
       select person_id, 'HRSS', paid_on, year, '${transportSubsidy.code}' from employment_transport_claim
       where person_id = any($1::uuid[]) and paid_on <= $2::date and created_at <= coalesce($3::timestamptz, 'infinity')),
     received as (
       select person_id, source, observed_on, year, benefit = '${transportSubsidy.code}' as transport, benefit in (${codesOf(away)}) as away, false as founding
       from one
       union all
       select person_id, source, observed_on, y, false, false, true
       from one, generate_series(year, extract(year from $2::date)::int) y where benefit in (${codesOf(founding)})),
     said as (
       select person_id, source, year, max(observed_on) as observed_on,
         bool_or(transport) as transport, bool_or(away) as away, bool_or(founding) as founding
       from received group by person_id, source, year)
     select person_id as subject_id, source, observed_on, year as period, nullif(transport, false) as paid, nullif(away, false) as helped_away,
       nullif(founding, false) as helped_to_found
     from said
     union all
     select l.person_id, l.source, l.complete_on, l.period::int, nullif(coalesce(bool_or(r.transport), false), true),
       nullif(coalesce(bool_or(r.away), false), true), nullif(coalesce(bool_or(r.founding), false), true)
     from (${completeLists('employment.subsidies')}) l left join said r on r.person_id = l.person_id and r.year = l.period::int
     group by l.person_id, l.source, l.complete_on, l.period
     order by observed_on desc`,
  ),
});

/**
 * A course counts from its last day; who did not finish it attended all the same, and no later list unsays it. The complete list of a year
 * says who attended none.
 */
const trainings = source({
  subject: person,
  columns: { trained },
  load: factQuery(
    `with attended as (
       select a.person_id, a.source, max(a.observed_on) as observed_on, extract(year from c.ends_on)::int as year
       from employment_attendance a join employment_course c on c.id = a.course_id
       where a.person_id = any($1::uuid[]) and c.ends_on <= $2::date and ${knownThen()}
       group by a.person_id, a.source, extract(year from c.ends_on))
     select person_id as subject_id, source, observed_on, year as period, true as trained from attended
     union all
     select l.person_id, l.source, l.complete_on, l.period::int, false from (${completeLists('employment.training')}) l
     where not exists (select 1 from attended where attended.person_id = l.person_id and attended.year = l.period::int)`,
  ),
});

const cases = source({
  subject: person,
  columns: { returnee_plan: returneePlan, graduate_plan: graduatePlan },
  load: factQuery(
    `select person_id as subject_id, source, coalesce(case when planned_on <= $2::date then planned_on end, opened_on) as observed_on,
       case kind when 'RETURNEE' then planned_on is not null and planned_on <= $2::date end as returnee_plan,
       case kind when 'GRADUATE' then planned_on is not null and planned_on <= $2::date end as graduate_plan
     from employment_case
     where person_id = any($1::uuid[]) and opened_on <= $2::date and created_at <= coalesce($3::timestamptz, 'infinity')
     order by opened_on desc`,
  ),
});

const labour = source({
  subject: project,
  columns: { labour_pay: projectLabourPay },
  load: factQuery(
    `select distinct on (project_id, source) project_id as subject_id, source, observed_on, labour_pay
     from employment_project_labour where project_id = any($1::uuid[]) and ${knownThen()}
     order by project_id, source, observed_on desc, recorded_at desc`,
  ),
});

export const sources = [records, files, subsidies, trainings, cases, labour];
