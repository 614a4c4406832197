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
  safetyNet,
} from '../facts/household.js';
import { personBenefits } from '../facts/person.js';
import { guarantee, guaranteeOf, household, person } from './subjects.js';

/** $2: the day of the question; $3: what was known when (null: now). A withdrawn observation counts until it was withdrawn. */
const known = `observed_on <= $2::date and recorded_at <= coalesce($3::timestamptz, 'infinity')
  and (withdrawn_at is null or withdrawn_at > $3::timestamptz)`;

/** Each supplier's newest observation of each household. */
const newest = (table: string, columns: string) => (sql: Sql, ids: readonly string[], at: Moment) =>
  sql<FactRow>(
    `select distinct on (household_id, source) household_id as subject_id, observed_on, source, ${columns} from ${table}
     where household_id = any($1::uuid[]) and ${known} order by household_id, source, observed_on desc, recorded_at desc`,
    [ids, at.asOf, at.knownAt],
  );

const registers = source({
  subject: household,
  columns: { status: registerStatus },
  load: newest('register_status', 'status'),
});

const monitoring = source({
  subject: household,
  columns: { kind: monitoringKind },
  load: newest('monitoring_status', 'kind'),
});

const safetyNets = source({
  subject: household,
  columns: { programme: safetyNet },
  load: newest('safety_net_status', 'programme'),
});

/** The newest statement of each year and basis; what is expected is another fact than what was. */
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
      `select distinct on (household_id, source, year, basis) household_id as subject_id, observed_on, source, year as period,
         case basis when 'ACTUAL' then per_capita_net end as net,
         case basis when 'ACTUAL' then per_capita_yearly end as yearly,
         case basis when 'ACTUAL' then per_capita_disposable end as disposable,
         case basis when 'ACTUAL' then member_count end as members,
         case basis when 'EXPECTED' then per_capita_net end as expected_net
       from income_statement
       where household_id = any($1::uuid[]) and month is null and ${known}
         and year between extract(year from $2::date)::int - 2 and extract(year from $2::date)::int
       order by household_id, source, year, basis, observed_on desc, recorded_at desc`,
      [ids, at.asOf, at.knownAt],
    ),
});

/** FULL decides at once; without it, one member of unknown capacity leaves the class unknown. */
const labour = source({
  subject: household,
  columns: { class: labourClass },
  load: (sql, ids, at) =>
    sql<FactRow>(
      `with capacity as (
         select distinct on (p.id) p.household_id, o.labour_capacity, o.observed_on, o.source
         from person p left join person_status o on o.person_id = p.id and ${known}
         where p.household_id = any($1::uuid[]) and (p.left_on is null or p.left_on > $2::date)
         order by p.id, o.observed_on desc, o.recorded_at desc)
       select household_id as subject_id, max(observed_on) as observed_on, (array_agg(source order by observed_on desc nulls last))[1] as source,
         case when bool_or(labour_capacity = 'FULL') then 'HAS_LABOUR'
              when bool_or(labour_capacity is null) then null
              when bool_or(labour_capacity in ('WEAK_OR_HALF', 'PARTIAL_LOSS')) then 'WEAK_ONLY'
              else 'NO_LABOUR' end as class
       from capacity group by household_id having max(observed_on) is not null`,
      [ids, at.asOf, at.knownAt],
    ),
});

/** Grants that run on the day; the newest observation of each grant counts. */
const held = (subject: 'household_id' | 'person_id') => (sql: Sql, ids: readonly string[], at: Moment) =>
  sql<FactRow>(
    `with newest as (
       select distinct on (${subject}, source, benefit, period_from) ${subject} as subject_id, source, benefit, observed_on, period_from, period_to
       from benefit_grant where ${subject} = any($1::uuid[]) and ${subject === 'household_id' ? 'person_id is null and' : ''} ${known}
       order by ${subject}, source, benefit, period_from, observed_on desc, recorded_at desc)
     select subject_id, source, max(observed_on) as observed_on, array_agg(distinct benefit) as held
     from newest where period_from <= $2::date and (period_to is null or period_to >= $2::date) group by subject_id, source`,
    [ids, at.asOf, at.knownAt],
  );

const householdGrants = source({ subject: household, columns: { held: householdBenefits }, load: held('household_id') });
const personGrants = source({ subject: person, columns: { held: personBenefits }, load: held('person_id') });

const guarantees = source({
  subject: guarantee,
  columns: { state: guaranteeState },
  load: (sql, ids, at) => {
    const parts = ids.map(guaranteeOf);
    return sql<FactRow>(
      `select distinct on (wanted.id, g.source) wanted.id as subject_id, g.observed_on, g.source, g.state
       from unnest($1::text[], $4::uuid[], $5::text[], $6::uuid[]) as wanted (id, household_id, kind, person_id)
       join guarantee_status g on g.household_id = wanted.household_id and g.kind = wanted.kind and g.person_id is not distinct from wanted.person_id
       where ${known} order by wanted.id, g.source, g.observed_on desc, g.recorded_at desc`,
      [ids, at.asOf, at.knownAt, parts.map((p) => p.householdId), parts.map((p) => p.kind), parts.map((p) => p.personId)],
    );
  },
});

export const sources = [registers, monitoring, safetyNets, incomes, labour, householdGrants, personGrants, guarantees];
