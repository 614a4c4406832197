import { areaRange, type Sql } from 'xianjie/schema';
import type { Eligibility, SweptBlock } from '../eligibility/index.js';
import type { Db } from '../storage/index.js';
import { askedAgain, type Again, type Unswept } from './asked-again.js';
import { checkSet, createCheckSets } from './check-sets.js';
import type { Concerned, Note } from './concerned.js';
import { packBlock, type PackedBlock } from './packed.js';
import { addSweep } from './records.js';
import { drawTurn, storeAlone, storeBlock } from './store.js';

export interface JournalDeps {
  readonly db: Db;
  readonly eligibility: Pick<Eligibility, 'sweep' | 'sweptChecks' | 'statements'>;
  readonly concerned: () => Promise<Concerned>;
}

/** What one pass over the journal did. */
export interface Drained {
  /** Notes that are done with. */
  readonly notes: number;
  /** Pairs of a subject and a check that were reckoned again. */
  readonly pairs: number;
  readonly changes: number;
  /** Sweeps that were put on the list, because a note speaks of a whole area. */
  readonly sweeps: readonly string[];
}

const NOTHING: Drained = { notes: 0, pairs: 0, changes: 0, sweeps: [] };
/** Notes that are worked off together. */
const AT_ONCE = 1_000;

/**
 * Works one portion of the journal off: those pairs alone that the notes concern are reckoned again and stored, and the notes go in the same
 * transaction. Killed in the middle it leaves the notes; done twice it finds nothing to change. One at a time over all processes.
 */
export async function drainJournal(deps: JournalDeps): Promise<Drained> {
  const { db } = deps;
  const notes = await db.system(({ sql }) =>
    sql<Note>(
      `select id, kind, subject_id, area_code, source, detail from stale_subject
       where left(area_code, 6) = (select left(area_code, 6) from stale_subject order by id limit 1) order by id limit ${AT_ONCE}`,
    ),
  );
  const [first] = notes;
  if (first === undefined) return NOTHING;
  const concerned = await deps.concerned();
  // Drawn and read before what is asked: what is written meanwhile is a note of its own.
  const ticket = await db.system(({ sql }) => drawTurn(sql));
  const installed = new Set(deps.eligibility.sweptChecks.map(({ code }) => code));
  const { again, unswept } = await db.system(({ sql }) => askedAgain(sql, notes, concerned, installed));
  const reckoned = await reckon(deps, again);
  return db
    .system(async ({ sql }) => {
      await storeAlone(sql, [first.area_code]);
      const ours = await sql<{ id: number }>('delete from stale_subject where id = any($1::bigint[]) returning id', [
        notes.map(({ id }) => id),
      ]);
      // Another process was quicker: what it stored is as new as this.
      if (ours.length < notes.length) throw new TakenAway();
      const sets = createCheckSets();
      let changes = 0;
      for (const { block, asOf } of reckoned)
        changes += (await storeBlock(sql, sets, installed, block, { sweepId: null, asOf, ticket })).changes;
      await remove(sql, [...unswept, ...gone(again, reckoned)]);
      const sweeps = await sweepsOf(sql, notes, concerned);
      return { notes: notes.length, pairs: again.reduce((sum, { checks }) => sum + checks.length, 0), changes, sweeps };
    })
    .catch((error: unknown) => {
      if (error instanceof TakenAway) return NOTHING;
      throw error;
    });
}

class TakenAway extends Error {}

interface Reckoned {
  readonly block: PackedBlock;
  readonly asOf: string;
}

/** Subjects with the same checks to be asked are asked together: no pair more than was asked for. */
async function reckon({ db, eligibility }: JournalDeps, again: readonly Again[]): Promise<Reckoned[]> {
  const groups = new Map<string, Again[]>();
  for (const one of again) {
    const key = [one.area.slice(0, 6), one.asOf, one.kind, ...one.checks].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const versions = new Map(eligibility.sweptChecks.map(({ code, version }) => [code, version]));
  const found: Reckoned[] = [];
  for (const group of groups.values()) {
    const [one] = group;
    if (one === undefined) continue;
    const snapshot = db.snapshot({ areas: [one.area.slice(0, 6)], domains: [] }, 'MASKED');
    try {
      const sweep = eligibility.sweep({ sql: snapshot.engineSql, at: { asOf: one.asOf, knownAt: null }, checks: one.checks });
      const block: SweptBlock = await sweep.of(
        one.kind,
        group.map(({ id }) => id),
      );
      const set = checkSet(one.kind, new Map(one.checks.map((code) => [code, versions.get(code) ?? ''])));
      if (block.ids.length > 0) found.push({ block: packBlock(block, set), asOf: one.asOf });
    } finally {
      await snapshot.close();
    }
  }
  return found;
}

/** Who was asked and is no longer there on the day. */
function gone(again: readonly Again[], reckoned: readonly Reckoned[]): Unswept[] {
  const there = new Set(reckoned.flatMap(({ block }) => block.ids.map((id) => `${block.set.kind} ${id}`)));
  return again.filter(({ kind, id }) => !there.has(`${kind} ${id}`));
}

const remove = (sql: Sql, subjects: readonly Unswept[]): Promise<unknown> =>
  subjects.length === 0
    ? Promise.resolve()
    : sql(
        `delete from verdict_state s using unnest($1::text[], $2::uuid[]) as u (kind, id) where s.kind = u.kind and s.subject_id = u.id`,
        [subjects.map(({ kind }) => kind), subjects.map(({ id }) => id)],
      );

/** What speaks of a whole area becomes a sweep of the checks that it concerns, wherever in it somebody was swept, as of the same day. */
async function sweepsOf(sql: Sql, notes: readonly Note[], concerned: Concerned): Promise<string[]> {
  const wanted = new Map<string, Set<string> | null>();
  for (const { kind, area_code: area, source, detail } of notes) {
    if (kind !== 'AREA') continue;
    const stood = wanted.get(area);
    if (source === null) wanted.set(area, null);
    else if (stood !== null) {
      const checks = source === 'coverage' ? concerned.listed(detail ?? '') : concerned.reading(source);
      wanted.set(area, new Set([...(stood ?? []), ...checks.map(({ code }) => code)]));
    }
  }
  const ids: string[] = [];
  for (const [area, checks] of fewPlaces(wanted)) {
    if (checks?.size === 0) continue;
    for (const place of await sweptIn(sql, area)) {
      const codes = checks === null ? null : [...checks].sort();
      const waits = await sql(
        `select 1 from sweep where state = 'QUEUED' and area_code = $1 and as_of = $2::date and checks is not distinct from $3::text[]`,
        [place.area, place.as_of, codes],
      );
      if (waits.length === 0)
        ids.push(await addSweep(sql, { area_code: place.area, checks: codes, as_of: place.as_of, origin: 'CHANGED_RULES' }));
    }
  }
  return ids;
}

/** So many places of one county are asked again each by itself; of more of them (a list of its villages) the county is. */
const MOST_PLACES = 20;

function fewPlaces(wanted: ReadonlyMap<string, ReadonlySet<string> | null>): ReadonlyMap<string, ReadonlySet<string> | null> {
  const counties = new Map<string, string[]>();
  for (const area of wanted.keys()) {
    const county = area.slice(0, 6);
    counties.set(county, [...(counties.get(county) ?? []), area]);
  }
  const fewer = new Map<string, ReadonlySet<string> | null>();
  for (const [county, areas] of counties) {
    if (areas.length <= MOST_PLACES) for (const area of areas) fewer.set(area, wanted.get(area) ?? null);
    else {
      const checks = areas.map((area) => wanted.get(area) ?? null);
      fewer.set(county, checks.includes(null) ? null : new Set(checks.flatMap((some) => [...(some ?? [])])));
    }
  }
  return fewer;
}

/** The area, or of a larger one the counties in it, where anybody was swept, and as of when. */
function sweptIn(sql: Sql, area: string): Promise<{ readonly area: string; readonly as_of: string }[]> {
  const { low, high } = areaRange(area);
  return sql(
    `select case when length($1) >= 6 then $1 else left(area_code, 6) end as area, max(as_of) as as_of from swept_area
     where area_code >= $2 and area_code < $3 and (length($1) >= 6 or length(area_code) >= 6) group by 1 order by 1`,
    [area, low, high],
  );
}
