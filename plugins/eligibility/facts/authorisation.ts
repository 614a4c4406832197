import { household, knownThen, person, type Moment, type Sql, type SubjectRef } from 'xianjie/schema';
import { periodsRead } from '../in-force/periods.js';
import type { Need } from '../catalogue/reads.js';
import type { Regime } from '../in-force/regime.js';
import type { StoredWorld } from './stored-world.js';

/**
 * That a household has authorised the matching of its data on a day, by its newest word: it withdraws by a later one that has ended. In SQL;
 * `household`: its id, the others as in `knownThen`.
 */
export const hasAuthorised = (
  household: string,
  { asOf = '$2', knownAt = '$3' }: { readonly asOf?: string; readonly knownAt?: string } = {},
) =>
  `coalesce((select a.valid_from <= ${asOf}::date and coalesce(a.valid_to, 'infinity') >= ${asOf}::date from household_authorisation a
    where a.household_id = ${household} and a.scope = 'DATA_MATCHING' and ${knownThen('a', { asOf, knownAt })}
    order by a.observed_on desc, a.recorded_at desc limit 1), false)`;

const text = `
  select s.id from (
    select id, id as household_id from household where id = any($1::uuid[])
    union all select id, household_id from person where id = any($4::uuid[])) s
  where ${hasAuthorised('s.household_id')}`;

/** Whose data may be matched across departments: kept for one operation, one statement for all that is not known yet. */
export interface Authorisations {
  /** The households, and the people whose household, have not authorised it on the day; any other kind of subject needs no authorisation. */
  lacking(subjects: readonly SubjectRef[], at: Moment): Promise<ReadonlySet<string>>;
}

const needsAuthorisation = (kind: string): boolean => kind === household.code || kind === person.code;

export function authorisationsOf(sql: Sql): Authorisations {
  const known = new Map<string, boolean>();
  const place = ({ asOf, knownAt }: Moment, id: string): string => `${asOf}|${knownAt ?? ''}|${id}`;
  return {
    async lacking(subjects, at) {
      const fresh = subjects.filter(({ kind, id }) => needsAuthorisation(kind) && !known.has(place(at, id)));
      if (fresh.length > 0) {
        const of = (kind: string) => [...new Set(fresh.filter((s) => s.kind === kind).map(({ id }) => id))];
        const rows = await sql<{ id: string }>(text, [of(household.code), at.asOf, at.knownAt, of(person.code)]);
        const authorised = new Set(rows.map(({ id }) => id));
        for (const { id } of fresh) known.set(place(at, id), authorised.has(id));
      }
      return new Set(subjects.filter(({ id }) => known.get(place(at, id)) === false).map(({ id }) => id));
    },
  };
}

/** Whose household it is about: the household, the person, and of what belongs to one person (a job, a post) that person. */
export function holdersOf(world: StoredWorld, need: Need, subject: SubjectRef): readonly SubjectRef[] {
  if (needsAuthorisation(subject.kind)) return [subject];
  return [...need.links.keys()]
    .filter((link) => !link.many && needsAuthorisation(link.to.code))
    .flatMap((link) => world.linked(subject.id, link).ids.map((id) => ({ kind: link.to.code, id, areaCode: subject.areaCode })));
}

/**
 * Whether a check would put together what two departments or more have said. It looks at everything that the check could read, and at who said
 * it, never at what: which parts of a rule an answer rests on depends on the answer, so that leaving a verdict out would give it away.
 */
export function matchesDepartments(world: StoredWorld, need: Need, subjectId: string, regime: Regime): boolean {
  const seen = new Set<string>();
  for (const speaker of speakersOf(world, need, subjectId, regime)) if (seen.add(speaker).size > 1) return true;
  return false;
}

/** Who has said anything of all that could be read. */
export function* speakersOf(world: StoredWorld, { facts, links }: Need, id: string, regime: Regime): Generator<string> {
  for (const [fact, reads] of facts)
    for (const period of [...reads].flatMap((read) => periodsRead(read, regime))) yield* world.speakers(id, fact, period);
  for (const [link, further] of links) for (const to of world.linked(id, link).ids) yield* speakersOf(world, further, to, regime);
}
