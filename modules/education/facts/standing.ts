import { factQuery, completeLists, completeListsOf, knownThen, person, source, steppedThen } from 'xianjie/schema';
import { dropout } from '../dropout/lifecycle.js';
import { ALL_PUPILS } from '../feeds/ledger.js';
import { atRisk, enrolled, exemptPhysical, obligedToAttend, ruralSchool, stage, twoAfter } from './facts.js';

/** A list counts as long as a school year. */
const running = (row: string): string => `${row}.observed_on + interval '12 months' > $2::date`;

/**
 * Whether somebody must attend and does, out of the bureau's ledger and the schools' lists.
 *
 * - The ledger lists children and youths of school age. Complete for an area, it says of everybody else there: not obliged. A ledger that says
 *   of itself to hold every pupil and student (period ALL_PUPILS) says besides: in no school; but never of anybody whom a list of the running
 *   school year, a school's or the bureau's, still has.
 * - A school's list counts until a later complete list of that school and school year leaves the pupil out.
 * - Whom the ledger expects in a school that then sent a complete list without the child, and who is on no other list of that year, is not
 *   enrolled as of that day. Without a complete list nobody knows.
 * - A dropout case says what whoever took its last step saw: at risk, dropped out, returned.
 *
 * Every row is one supplier's word; of two words of one day the pupil's own row comes first.
 */
export const standing = source({
  subject: person,
  columns: {
    obliged: obligedToAttend,
    exempt: exemptPhysical,
    enrolled,
    stage,
    at_risk: atRisk,
    two_after: twoAfter,
    rural: ruralSchool,
  },
  load: factQuery(
    `with lists as (${completeLists('education.ledger')}),
       schools as (${completeListsOf(
         `select person_id from education_ledger where person_id = any($1::uuid[])
          union select person_id from education_schooling where person_id = any($1::uuid[])`,
         'education.enrolment',
       )}),
       ledger as (
         select distinct on (o.person_id, o.source) o.person_id, o.source, o.observed_on, o.school_year, o.school_code, o.obliged, o.exempt_physical
         from education_ledger o
         where o.person_id = any($1::uuid[]) and ${knownThen('o')}
         order by o.person_id, o.source, o.observed_on desc, o.recorded_at desc),
       said as (
         select distinct on (o.person_id, o.source) o.person_id, o.source, o.observed_on, o.school_year, o.status, o.stage, o.two_after, o.school_rural
         from education_schooling o
         left join schools l on l.person_id = o.person_id and l.source = o.source and l.period = o.school_year || '/' || o.school_code
         where o.person_id = any($1::uuid[]) and ${knownThen('o')} and (l.complete_on is null or l.complete_on <= o.observed_on)
         order by o.person_id, o.source, o.school_year desc, o.observed_on desc, o.recorded_at desc),
       missed as (
         select distinct on (e.person_id, l.source) e.person_id, l.source, l.complete_on
         from ledger e join schools l on l.person_id = e.person_id and l.period = e.school_year || '/' || e.school_code
         where not exists (select 1 from said s where s.person_id = e.person_id and s.source = l.source and s.school_year >= e.school_year)
           and exists (select 1 from education_ledger o where o.person_id = any($1::uuid[]) and o.person_id = e.person_id and o.source = e.source and ${knownThen('o')}
                       and o.school_year = e.school_year and o.school_code = e.school_code and o.observed_on <= l.complete_on)
         order by e.person_id, l.source, l.complete_on desc),
       stepped as (
         select distinct on (o.person_id, o.source) o.person_id, o.source, o.observed_on, o.to_state
         from lifecycle_step o
         where o.lifecycle = '${dropout.code}' and o.person_id = any($1::uuid[]) and ${steppedThen('o')} and not o.stays
         order by o.person_id, o.source, o.observed_on desc, o.recorded_at desc, o.nth desc),
       left_out as (
         select l.person_id, l.source, l.period, l.complete_on from lists l
         where l.period in ('', '${ALL_PUPILS}')
           and not exists (select 1 from ledger e where e.person_id = l.person_id and e.source = l.source and e.observed_on >= l.complete_on))
       select person_id as subject_id, source, observed_on, 1 as turn, obliged, exempt_physical as exempt,
         null::boolean as enrolled, null::text as stage, null::boolean as at_risk, null::boolean as two_after, null::boolean as rural
       from ledger
       union all
       select person_id, source, observed_on, 1, null, null, status <> 'DROPPED_OUT', stage, status = 'AT_RISK_OF_DROPPING_OUT',
         two_after, school_rural
       from said
       union all
       select person_id, source, observed_on, 1, null, null, case to_state when 'DROPPED_OUT' then false when 'RETURNED' then true end, null,
         case to_state when 'AT_RISK' then true end, null, null
       from stepped where to_state in ('AT_RISK', 'DROPPED_OUT', 'RETURNED')
       union all
       select person_id, source, complete_on, 2, null, null, false, null, false, null, null from missed
       union all
       select l.person_id, l.source, l.complete_on, 3, false, false, case when l.nowhere then false end, case when l.nowhere then 'NONE' end,
         case when l.nowhere then false end, null, case when l.nowhere then false end
       from (
         select o.person_id, o.source, o.complete_on, o.period = '${ALL_PUPILS}' and r.person_id is null as nowhere from left_out o
         left join (
           select e.person_id from ledger e where ${running('e')}
           union
           select s.person_id from said s where s.status <> 'DROPPED_OUT' and ${running('s')}) r on r.person_id = o.person_id) l
       order by observed_on desc, turn`,
  ),
});
