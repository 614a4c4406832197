import { completeListsOf, factQuery, household, knownThen, person, source, steppedThen } from 'xianjie/schema';
import { aidCodesSql } from '../aid-codes.js';
import { aidsReceived, lineColumns } from './aid-facts.js';
import { inAidDatabase, intervened, policyEnjoyed, taughtAtHome } from './facts.js';
import { standing } from './standing.js';

/**
 * The one-list (一单式): of each kind of aid the newest term counts. A complete one-list stands for itself: what was said before it, and is not
 * on it, is over. Each line is an observation of one kind: entitled or not, received or not; those of one day stand in one row. Of a kind
 * without a line, a complete list says no.
 */
const aids = source({
  subject: person,
  columns: { ...Object.fromEntries(lineColumns.map(({ column, fact }) => [column, fact])), received: aidsReceived },
  coveredBy: ['education.aid'],
  load: factQuery(
    `with lists as (${completeListsOf('select distinct person_id from education_aid where person_id = any($1::uuid[])', 'education.aid')}),
       newest as (
         select distinct on (o.person_id, o.source, o.aid) o.person_id, o.source, o.aid, o.entitled, o.received_on, o.observed_on
         from education_aid o left join lists l on l.person_id = o.person_id and l.source = o.source and l.period = ''
         where o.person_id = any($1::uuid[]) and ${knownThen('o')} and (l.complete_on is null or o.observed_on >= l.complete_on)
         order by o.person_id, o.source, o.aid, o.school_year desc, o.term desc, o.observed_on desc, o.recorded_at desc),
       lines as (
         select person_id, source, aid, entitled, received_on, observed_on from newest
         union all
         select k.person_id, k.source, b.aid, false, null, l.complete_on
         from (select distinct person_id, source from newest) k join lists l on l.person_id = k.person_id and l.source = k.source and l.period = ''
         cross join (values ${aidCodesSql}) as b(aid, code)
         where not exists (select 1 from newest n where n.person_id = k.person_id and n.source = k.source and n.aid = b.aid))
       select n.person_id as subject_id, n.source, n.observed_on, ${lineColumns.map(({ sql: line, column }) => `bool_or(${line}) as ${column}`).join(', ')},
         null::text[] as received
       from lines n group by n.person_id, n.source, n.observed_on
       union all
       select n.person_id, n.source, max(n.observed_on), ${lineColumns.map(() => 'null').join(', ')},
         coalesce(array_agg(b.code) filter (where n.received_on <= $2::date), '{}')
       from newest n join (values ${aidCodesSql}) as b(aid, code) on b.aid = n.aid group by n.person_id, n.source`,
  ),
});

const database = source({
  subject: person,
  columns: { entered: inAidDatabase },
  coveredBy: ['education.database'],
  load: factQuery(
    `select distinct on (o.person_id, o.source) o.person_id as subject_id, o.source, o.observed_on, o.entered from education_database o
       where o.person_id = any($1::uuid[]) and ${knownThen('o')} order by o.person_id, o.source, o.observed_on desc, o.recorded_at desc`,
  ),
});

/** The newest arrangement of each supplier; it counts on the days that it covers. */
const homeTeaching = source({
  subject: person,
  columns: { taught: taughtAtHome },
  load: factQuery(
    `select distinct on (o.person_id, o.source) o.person_id as subject_id, o.source, o.observed_on,
         o.started_on <= $2::date and (o.ended_on is null or o.ended_on >= $2::date) as taught
       from education_home_teaching o
       where o.person_id = any($1::uuid[]) and ${knownThen('o')} order by o.person_id, o.source, o.observed_on desc, o.recorded_at desc`,
  ),
});

/**
 * A talk or a visit since the newest case came to stand at risk or dropped out: what was said before a return is about another time. A case
 * that stands there without one says that nobody did yet; one that stands elsewhere says nothing.
 */
const interventions = source({
  subject: person,
  columns: { intervened },
  load: factQuery(
    `with cases as (
         select distinct on (person_id) id, person_id from education_dropout_case
         where person_id = any($1::uuid[]) and opened_on <= $2::date and created_at <= coalesce($3::timestamptz, 'infinity')
         order by person_id, opened_on desc, created_at desc),
       events as (
         select o.record_id as case_id, o.to_state, o.stays, o.source, o.observed_on, o.nth
         from cases c join lifecycle_step o on o.record_id = c.id where o.person_id = any($1::uuid[]) and ${steppedThen('o')}),
       entered as (
         select distinct on (case_id) case_id, to_state, source, observed_on, nth from events where not stays order by case_id, nth desc),
       talked as (
         select distinct on (v.case_id) v.case_id, v.source, v.observed_on
         from events v join entered e on e.case_id = v.case_id and v.nth > e.nth
         where v.stays order by v.case_id, v.nth desc)
       select c.person_id as subject_id, coalesce(t.source, e.source) as source, coalesce(t.observed_on, e.observed_on) as observed_on,
         t.case_id is not null as intervened
       from cases c join entered e on e.case_id = c.id left join talked t on t.case_id = c.id
       where e.to_state in ('AT_RISK', 'DROPPED_OUT')`,
  ),
});

/** No list says it yet. Declared, so that a verdict names what is missing instead of saying no. */
const policy = source({ subject: household, columns: { enjoyed: policyEnjoyed }, load: () => Promise.resolve([]) });

export const sources = [standing, aids, database, homeTeaching, interventions, policy];
