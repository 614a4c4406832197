import type { Sql } from '../contract/db.js';
import { source, type FactRow } from '../contract/fact.js';
import type { Moment } from '../contract/subject.js';
import { guaranteeState } from '../facts/guarantee.js';
import {
  expectedPerCapitaNetIncome,
  householdBenefits,
  incomeMemberCount,
  labourClass,
  monitoringKind,
  perCapitaDisposableIncome,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  registerStatus,
  leftPovertyOn,
  relocated,
  safetyNet,
} from '../facts/household.js';
import { labourCapacity, personBenefits } from '../facts/person.js';
import { projectCategory, projectPaidAmount, projectPlannedAmount, projectState } from '../facts/project.js';
import { guarantee, guaranteeOf, household, person, project } from '../facts/subjects.js';
import { areasAround, knownThen } from '../contract/fact-query.js';
import { spending } from './spending.js';

/** Each supplier's newest observation of each household. */
const newest = (table: string, columns: string) => (sql: Sql, ids: readonly string[], at: Moment) =>
  sql<FactRow>(
    `select distinct on (household_id, source) household_id as subject_id, observed_on, source, ${columns} from ${table}
     where household_id = any($1::uuid[]) and ${knownThen()} order by household_id, source, observed_on desc, recorded_at desc`,
    [ids, at.asOf, at.knownAt],
  );

const registers = source({
  subject: household,
  columns: { status: registerStatus, left_poverty_on: leftPovertyOn },
  // Of each status the day that was said last; the first of them is the day of leaving poverty.
  load: (sql, ids, at) =>
    sql<FactRow>(
      `with said as (
         select household_id, source, status, observed_on, recorded_at,
           case when status <> 'NEVER_REGISTERED' and 1 = row_number() over (
             partition by household_id, source, status, status_on is null order by observed_on desc, recorded_at desc) then status_on end as last_said
         from register_status where household_id = any($1::uuid[]) and ${knownThen()})
       select distinct on (household_id, source) household_id as subject_id, observed_on, source, status,
         min(last_said) over (partition by household_id, source) as left_poverty_on
       from said order by household_id, source, observed_on desc, recorded_at desc`,
      [ids, at.asOf, at.knownAt],
    ),
});

/**
 * Who is monitored stands in the register's list of households, where an empty cell does not unsay what was said. So a complete list means
 * "not monitored" only for a household of which nobody ever said anything, which was on the register when the list came in, and in whose
 * village the list says of somebody whether they are monitored: a list without that column says it of nobody.
 */
const monitoring = source({
  subject: household,
  columns: { kind: monitoringKind },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `with said as (
         select distinct on (household_id, source) household_id as subject_id, observed_on, source, kind from monitoring_status
         where household_id = any($1::uuid[]) and ${knownThen()} order by household_id, source, observed_on desc, recorded_at desc),
       asked as materialized (
         select id, area_code, created_at, coalesce(moved_at, '-infinity') as moved_at from household
         where id = any($1::uuid[]) and not exists (select 1 from said where said.subject_id = household.id)),
       arrived as materialized (select distinct area_code, created_at, moved_at from asked),
       spoken as (
         select distinct batch_id, area_code from monitoring_status
         where batch_id is not null and area_code = any(array(select area_code from arrived))),
       naming as materialized (
         select h.area_code, h.created_at, h.moved_at, max(c.complete_on) as complete_on, c.source from arrived h ${areasAround('h')}
         join coverage c on c.area_code = around.code and c.feed = 'core.households' and c.period = '' and c.complete_on <= $2::date
           and could_name(c.complete_on, c.recorded_at, h.created_at, nullif(h.moved_at, '-infinity'))
           and c.recorded_at <= coalesce($3::timestamptz, 'infinity')
           and (c.batch_id is null or (c.batch_id, h.area_code) in (select batch_id, area_code from spoken))
         group by h.area_code, h.created_at, h.moved_at, c.source)
       select * from said
       union all
       select h.id, c.complete_on, c.source, 'NONE' from asked h
       join naming c on c.area_code = h.area_code and c.created_at = h.created_at and c.moved_at = h.moved_at`,
      [ids, at.asOf, at.knownAt],
    ),
});

const safetyNets = source({
  subject: household,
  columns: { programme: safetyNet },
  load: newest('safety_net_status', 'programme'),
});

/**
 * The statements of the years, newest first: a later one that leaves a figure out does not unsay it. What is expected is another fact than
 * what was, and a month is no year.
 */
const incomes = source({
  subject: household,
  columns: {
    net: perCapitaNetIncome,
    yearly: perCapitaYearlyIncome,
    disposable: perCapitaDisposableIncome,
    members: incomeMemberCount,
    expected_net: expectedPerCapitaNetIncome,
  },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `select household_id as subject_id, observed_on, source, year as period,
         case basis when 'ACTUAL' then per_capita_net end as net,
         case basis when 'ACTUAL' then per_capita_yearly end as yearly,
         case basis when 'ACTUAL' then per_capita_disposable end as disposable,
         case basis when 'ACTUAL' then member_count end as members,
         case basis when 'EXPECTED' then per_capita_net end as expected_net
       from income_statement
       where household_id = any($1::uuid[]) and month is null and ${knownThen()}
         and year between extract(year from $2::date)::int - 2 and extract(year from $2::date)::int
       order by observed_on desc, recorded_at desc`,
      [ids, at.asOf, at.knownAt],
    ),
});

/** FULL decides at once; without it, one member of unknown capacity leaves the class unknown. Who speaks of health alone says nothing here. */
const labour = source({
  subject: household,
  columns: { class: labourClass },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `with capacity as (
         select p.household_id, o.labour_capacity, o.observed_on, o.source from person p
         left join lateral (
           select labour_capacity, observed_on, source from person_status
           where person_id = p.id and labour_capacity is not null and ${knownThen()} order by observed_on desc, recorded_at desc limit 1) o on true
         where p.household_id = any($1::uuid[]) and (p.left_on is null or p.left_on > $2::date))
       select household_id as subject_id, max(observed_on) as observed_on, (array_agg(source order by observed_on desc nulls last))[1] as source,
         case when bool_or(labour_capacity = 'FULL') then 'HAS_LABOUR'
              when bool_or(labour_capacity is null) then null
              when bool_or(labour_capacity in ('WEAK_OR_HALF', 'PARTIAL_LOSS')) then 'WEAK_ONLY'
              else 'NO_LABOUR' end as class
       from capacity group by household_id having max(observed_on) is not null`,
      [ids, at.asOf, at.knownAt],
    ),
});

/** Each supplier's newest word on what a person can do. Who speaks of health alone says nothing here. */
const capacities = source({
  subject: person,
  columns: { capacity: labourCapacity },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `select distinct on (person_id, source) person_id as subject_id, observed_on, source, labour_capacity as capacity from person_status
       where person_id = any($1::uuid[]) and labour_capacity is not null and ${knownThen()}
       order by person_id, source, observed_on desc, recorded_at desc`,
      [ids, at.asOf, at.knownAt],
    ),
});

/** Grants that run on the day; the newest observation of each grant counts. */
const held = (subject: 'household_id' | 'person_id') => (sql: Sql, ids: readonly string[], at: Moment) =>
  sql<FactRow>(
    `with newest as (
       select distinct on (${subject}, source, benefit, period_from) ${subject} as subject_id, source, benefit, observed_on, period_from, period_to
       from benefit_grant where ${subject} = any($1::uuid[]) and ${subject === 'household_id' ? 'person_id is null and' : ''} ${knownThen()}
       order by ${subject}, source, benefit, period_from, observed_on desc, recorded_at desc)
     select subject_id, source, max(observed_on) as observed_on, array_agg(distinct benefit) as held
     from newest where period_from <= $2::date and (period_to is null or period_to >= $2::date) group by subject_id, source`,
    [ids, at.asOf, at.knownAt],
  );

const householdGrants = source({ subject: household, columns: { held: householdBenefits }, load: held('household_id') });
const personGrants = source({ subject: person, columns: { held: personBenefits }, load: held('person_id') });

/**
 * A supplier's word on each guarantee of each household: what it last said of the household, and of members on that day or since. One member's gap is
 * the household's; what is not known of a member is not known; a member's guarantee alone says nothing of the household.
 */
const guarantees = source({
  subject: guarantee,
  columns: { state: guaranteeState },
  load: (sql, ids, at) => {
    const wanted = ids.map(guaranteeOf);
    return sql<FactRow>(
      `with newest as (
         select distinct on (household_id, kind, source, person_id) household_id, kind, source, person_id, state, observed_on
         from guarantee_status g
         where household_id = any($1::uuid[]) and kind = any($4::text[]) and ${knownThen()}
           and (person_id is null or exists (select 1 from person p where p.household_id = any($1::uuid[]) and p.id = g.person_id and p.household_id = g.household_id
                                             and (p.left_on is null or p.left_on > $2::date)))
         order by household_id, kind, source, person_id, observed_on desc, recorded_at desc),
       dated as (
         select *, max(observed_on) filter (where person_id is null) over (partition by household_id, kind, source) as household_on from newest),
       ranked as (
         select *, case when state = 'NOT_MET' then 1 when state = 'UNKNOWN' then 2 when state = 'AT_RISK' then 3 when person_id is null then 4 else 5 end as rank
         from dated where person_id is null or household_on is null or observed_on >= household_on)
       select distinct on (household_id, kind, source) household_id || '/' || kind as subject_id, observed_on, source,
         case rank when 5 then 'UNKNOWN' else state end as state
       from ranked order by household_id, kind, source, rank, observed_on desc`,
      [[...new Set(wanted.map((g) => g.householdId))], at.asOf, at.knownAt, [...new Set(wanted.map((g) => g.kind))]],
    );
  },
});

/** A record that keeps no history: what it says now it says of every day. */
const relocations = source({
  subject: household,
  columns: { relocated },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `select id as subject_id, least((created_at at time zone 'Asia/Shanghai')::date, $2::date) as observed_on, 'RRB' as source, relocated from household
       where id = any($1::uuid[]) and relocated is not null and created_at <= coalesce($3::timestamptz, 'infinity')`,
      [ids, at.asOf, at.knownAt],
    ),
});

const projects = source({
  subject: project,
  columns: { category: projectCategory, state: projectState, planned_amount: projectPlannedAmount, paid_amount: projectPaidAmount },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `select id as subject_id, least((updated_at at time zone 'Asia/Shanghai')::date, $2::date) as observed_on, 'RRB' as source, category, state, planned_amount, paid_amount
       from project where id = any($1::uuid[]) and created_at <= coalesce($3::timestamptz, 'infinity')`,
      [ids, at.asOf, at.knownAt],
    ),
});

export const sources = [
  registers,
  monitoring,
  safetyNets,
  incomes,
  spending,
  labour,
  capacities,
  householdGrants,
  personGrants,
  guarantees,
  relocations,
  projects,
];
