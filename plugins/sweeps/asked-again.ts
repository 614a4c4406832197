import { areaRange, type Sql } from 'xianjie/schema';
import type { SweptCheck } from '../eligibility/index.js';
import type { Concerned, Note } from './concerned.js';

/** A subject and the checks that are to be asked of it again. */
export interface Again {
  readonly kind: string;
  readonly id: string;
  readonly area: string;
  readonly asOf: string;
  readonly checks: readonly string[];
}

/** A subject whose verdicts go: it is where nobody was swept. */
export interface Unswept {
  readonly kind: string;
  readonly id: string;
}

interface Subject {
  readonly kind: string;
  readonly id: string;
  readonly area: string;
  readonly home: string | null;
}

/**
 * The pairs that notes ask for: of the subject that was written about, and of its family, whose checks may follow it. Only where everybody of
 * the kind was swept, of what was swept there, and as of the same day; of whom nothing stands yet, all of it. What leads from another kind of
 * subject (a job, a project) to whom it was written about is known in one direction only: all of that kind in the county are asked.
 */
export async function askedAgain(
  sql: Sql,
  notes: readonly Note[],
  concerned: Concerned,
  installed: ReadonlySet<string>,
): Promise<{ readonly again: readonly Again[]; readonly unswept: readonly Unswept[] }> {
  const subjects = await subjectsOf(sql, notes);
  const wanted = new Map<string, { readonly subject: Subject; readonly checks: Set<string> }>();
  const want = (subject: Subject, checks: readonly SweptCheck[]): void => {
    const key = `${subject.kind} ${subject.id}`;
    const one = wanted.get(key) ?? { subject, checks: new Set<string>() };
    wanted.set(key, one);
    for (const { code } of checks) one.checks.add(code);
  };
  for (const { kind, subject_id: id, source } of notes) {
    const about = subjects.byId.get(`${kind} ${id ?? ''}`);
    if (about === undefined) continue;
    want(about, concerned.checks(kind, { source, about: kind, itself: true }));
    if (about.home === null) continue;
    for (const other of subjects.families.get(about.home) ?? [])
      if (other !== about) {
        const checks = concerned.checks(other.kind, { source, about: kind, itself: false });
        if (checks.length > 0) want(other, checks);
      }
  }
  for (const [kind, checks] of elsewhere(notes, concerned))
    for (const subject of await everybodyOf(sql, kind, checks, notes[0]?.area_code ?? '')) want(subject, checks);
  return within(sql, [...wanted.values()], installed);
}

/** The checks of other kinds, by kind. */
function elsewhere(notes: readonly Note[], concerned: Concerned): ReadonlyMap<string, readonly SweptCheck[]> {
  const writes = new Map(
    notes.filter(({ kind }) => kind !== 'AREA').map(({ kind, source }) => [`${kind} ${source ?? ''}`, { about: kind, source }]),
  );
  const found = new Map<string, SweptCheck[]>();
  for (const check of new Set([...writes.values()].flatMap((write) => concerned.elsewhere(write))))
    found.set(check.kind, [...(found.get(check.kind) ?? []), check]);
  return found;
}

async function everybodyOf(sql: Sql, kind: string, [check]: readonly SweptCheck[], area: string): Promise<readonly Subject[]> {
  if (check === undefined) return [];
  const { low, high } = areaRange(area.slice(0, 6));
  const rows = await sql<{ id: string; area: string }>(
    `select id, area_code as area from ${check.stored.table} where area_code >= $1 and area_code < $2`,
    [low, high],
  );
  return rows.map((row) => ({ ...row, kind, home: null }));
}

/** Who is written about, with their families: a household and its members. */
async function subjectsOf(sql: Sql, notes: readonly Note[]) {
  const ids = (kind: string): string[] => [
    ...new Set(notes.flatMap((n) => (n.kind === kind && n.subject_id !== null ? [n.subject_id] : []))),
  ];
  const rows = await sql<Subject>(
    `with home as (
       select id from household where id = any($1::uuid[]) union select household_id from person where id = any($2::uuid[]))
     select 'HOUSEHOLD' as kind, h.id, h.area_code as area, h.id as home from household h join home using (id)
     union all select 'PERSON', p.id, p.area_code, p.household_id from person p join home on home.id = p.household_id
     union all select 'PROJECT', id, area_code, null from project where id = any($3::uuid[])`,
    [ids('HOUSEHOLD'), ids('PERSON'), ids('PROJECT')],
  );
  const families = new Map<string, Subject[]>();
  for (const row of rows) if (row.home !== null) families.set(row.home, [...(families.get(row.home) ?? []), row]);
  return { byId: new Map(rows.map((row) => [`${row.kind} ${row.id}`, row])), families };
}

/** As of which day, and of which checks, is what stands where each of them is. */
async function within(
  sql: Sql,
  wanted: readonly { readonly subject: Subject; readonly checks: ReadonlySet<string> }[],
  installed: ReadonlySet<string>,
) {
  const rows = await sql<{ at: number; as_of: string | null; checks: readonly string[]; stands: boolean }>(
    `select u.at::int as at, a.as_of, coalesce(t.checks, '{}') as checks, s.subject_id is not null as stands
     from unnest($1::text[], $2::uuid[], $3::text[]) with ordinality as u (kind, id, area, at)
     left join swept_area a on a.area_code = u.area and a.kind = u.kind left join verdict_set t on t.hash = a.set_hash
     left join verdict_state s on s.kind = u.kind and s.subject_id = u.id`,
    [wanted.map(({ subject }) => subject.kind), wanted.map(({ subject }) => subject.id), wanted.map(({ subject }) => subject.area)],
  );
  const again: Again[] = [];
  const unswept: Unswept[] = [];
  for (const { at, as_of: asOf, checks: stood, stands } of rows) {
    const one = wanted[at - 1];
    if (one === undefined) continue;
    const { kind, id, area } = one.subject;
    const checks = stood.filter((code) => installed.has(code) && (!stands || one.checks.has(code)));
    if (asOf === null) unswept.push({ kind, id });
    else if (checks.length > 0) again.push({ kind, id, area, asOf, checks });
  }
  return { again, unswept };
}
