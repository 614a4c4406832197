import { householdBenefits, knownThen, personBenefits, type Benefit, type Fact } from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import { NO, NONE, YES } from '../columns/swept.js';
import { whyWithheld } from '../catalogue/visibility.js';
import type { Asking } from './asking.js';
import { inside, ofUnauthorised, rangesOf, unauthorised } from './authorised.js';

/** A benefit of which it is asked who holds it without ground. */
export interface BenefitInQuestion {
  readonly benefit: Benefit;
  /** The kind of subject that holds it. */
  readonly kind: string;
  /** Whether records say who holds it; a status is held where a rule that gives it is fulfilled. */
  readonly recorded: boolean;
  /** The checks that give it to this kind and of which the viewer is told. */
  readonly givers: readonly InstalledCheck[];
  /** Those that may be a ground of which nothing is told. */
  readonly others: readonly InstalledCheck[];
}

/** What the checks that give a benefit say of so many of its holders in a village, none of which is a ground. */
export interface Groundless {
  readonly benefit: string;
  readonly area: string;
  /** Of each giver, in their order, what a sweep packed. */
  readonly said: string;
  readonly holders: number;
}

/** The benefits that some checks give, and who else gives them. */
export function benefitsOf({ catalogue, rights }: Asking, checks: readonly InstalledCheck[]): BenefitInQuestion[] {
  const benefits = new Map(checks.flatMap(({ check }) => check.gives.map(({ benefit }) => [benefit.code, benefit] as const)));
  return [...benefits.values()].flatMap((benefit): BenefitInQuestion[] => {
    const all = catalogue.givers.get(benefit.code) ?? [];
    const [kind] = all.map(({ check }) => check.subject);
    if (kind === undefined || (benefit.recordedIn !== null && benefit.recordedIn.subject !== kind)) return [];
    const givers = all.filter((one) => one.check.subject === kind && whyWithheld(one.onRecord.needs, rights) === null);
    const others = all.filter((one) => !givers.includes(one));
    // What no sweep keeps and no grant records is in nobody's hands as far as can be told.
    if (benefit.recordedIn !== null && !all.some((one) => keeps(one, benefit)) && !inGrants.includes(benefit.recordedIn)) return [];
    return [{ benefit, kind: kind.code, recorded: benefit.recordedIn !== null, givers, others }];
  });
}

/** Facts that say who holds what by the grants. */
const inGrants: readonly Fact[] = [personBenefits, householdBenefits];

/** Whether a sweep keeps of a check who holds this benefit: of several that it gives, it keeps the first that is recorded. */
const keeps = ({ check }: InstalledCheck, benefit: Benefit): boolean =>
  check.gives.find((gives) => gives.benefit.recordedIn?.subject === check.subject)?.benefit === benefit;

/** Everybody with a grant of one of the benefits that runs on the day, where no check's place keeps it. */
const granted = (at: number): string => `granted as materialized (
    select distinct holder, benefit from (
      select distinct on (coalesce(b.person_id, b.household_id), b.source, b.benefit, b.period_from)
        coalesce(b.person_id, b.household_id) as holder, b.benefit, b.period_from, b.period_to
      from benefit_grant b
      where ${inside('b.area_code')} and ${knownThen('b')} and b.benefit in (
        select a.benefit from unnest($${at}::text[], $${at + 3}::boolean[], $${at + 4}::boolean[]) as a (benefit, recorded, tells)
        group by a.benefit having bool_and(a.recorded and not a.tells))
      order by coalesce(b.person_id, b.household_id), b.source, b.benefit, b.period_from, b.observed_on desc, b.recorded_at desc) newest
    where period_from <= $2::date and coalesce(period_to, 'infinity') >= $2::date)`;

/**
 * Beside `unauthorised`: everybody who holds one of the benefits, with what its givers say. The arrays from the parameter `$at` on, a row for
 * each benefit and giver: benefit, kind, giver, whether records say who holds it, whether this giver's place keeps it. Where none does, the
 * grants say it.
 */
export const holdersOf = (at: number): string => `${granted(at)},
  places as materialized (
    select a.benefit, s.hash, case when a.recorded then 4 else 2 end as shift, array_agg(array_position(s.checks, a.giver) order by a.i) as at,
      array_agg(array_position(s.checks, a.giver)) filter (where a.tells and a.giver = any(s.checks)) as telling
    from unnest($${at}::text[], $${at + 1}::text[], $${at + 2}::text[], $${at + 3}::boolean[], $${at + 4}::boolean[]) with ordinality
      as a (benefit, kind, giver, recorded, tells, i)
    join verdict_set s on s.kind = a.kind group by a.benefit, s.hash, a.recorded),
  holders as (
    select v.kind, v.subject_id, v.area_code, p.benefit, array_to_string(array(
        select coalesce(get_byte(v.packed, u.at - 1), ${NONE * 21}) from unnest(p.at) with ordinality as u (at, i) order by i), ',') as said
    from verdict_state v join places p on p.hash = v.set_hash
    where ${inside('v.area_code')} and not ${ofUnauthorised}
      and (exists (select 1 from unnest(p.telling) as t (at) where (get_byte(v.packed, t.at - 1) >> p.shift) & 3 = ${YES})
        or (v.subject_id, p.benefit) in (select holder, benefit from granted)))`;

/** The values of those parameters. */
export function holderValues(benefits: readonly BenefitInQuestion[]): readonly unknown[] {
  const rows = benefits.flatMap((one) => one.givers.map((giver) => ({ one, giver })));
  return [
    rows.map(({ one }) => one.benefit.code),
    rows.map(({ one }) => one.kind),
    rows.map(({ giver }) => giver.check.code),
    rows.map(({ one }) => one.recorded),
    rows.map(({ one, giver }) => !one.recorded || keeps(giver, one.benefit)),
  ];
}

/** Beside `holders`: those without ground, as rows `wanted`. The arrays from the parameter `$at` on: benefit, village, what was said. */
export const wantedOf = (at: number): string => `wanted as materialized (
    select h.kind, h.subject_id, h.benefit from holders h
    where (h.benefit, h.area_code, h.said) in (select * from unnest($${at}::text[], $${at + 1}::text[], $${at + 2}::text[])))`;

export const wantedValues = (found: readonly Groundless[]): readonly unknown[] => [
  found.map(({ benefit }) => benefit),
  found.map(({ area }) => area),
  found.map(({ said }) => said),
];

const countSql = `with unauthorised as materialized (${unauthorised}), ${holdersOf(6)}
  select benefit, area_code as area, said, count(*)::int as holders from holders where $1::text is null group by 1, 2, 3`;

/** Who holds the benefits though every check in force in their village that gives them says no: one statement for all benefits. */
export async function groundlessIn(
  asking: Asking,
  { areas, asOf, benefits }: { readonly areas: readonly string[]; readonly asOf: string; readonly benefits: readonly BenefitInQuestion[] },
): Promise<Groundless[]> {
  if (benefits.length === 0) return [];
  const regime = await asking.regimesOn(asOf);
  const byCode = new Map(benefits.map((one) => [one.benefit.code, one]));
  const rows = await asking.sql<Groundless>(countSql, [null, asOf, null, ...rangesOf(areas), ...holderValues(benefits)]);
  return rows.filter(({ benefit, area, said }) => {
    const { givers, others } = byCode.get(benefit) ?? { givers: [], others: [] };
    const here = regime(area);
    const inForce = (one: InstalledCheck): boolean => here.citationOf(one.check) !== null;
    const outcomes = said.split(',').map((byte) => Number(byte) & 3);
    // What says nothing here although it is in force is dormant for a blank: it may be the ground.
    const allSayNo = givers.every((one, i) => !inForce(one) || outcomes[i] === NO);
    return !others.some(inForce) && allSayNo && outcomes.includes(NO);
  });
}
