import { lengthBelow, type Moment, type Sql } from 'xianjie/schema';
import { inBulk, type Eligibility, type Supposed, type Sweep, type SweptBlock } from '../eligibility/index.js';
import type { Db } from '../storage/index.js';
import {
  above,
  blocksOf,
  countSubjects,
  endHeld,
  LetGo,
  mustHold,
  partsOf,
  workHeld,
  type HeldDeps,
  type HeldKind,
} from '../sweeps/index.js';
import { supposedOf } from './changes.js';
import { countInto } from './count.js';
import { familiesOf, incomeCuts } from './families.js';
import { adds, newFound, type Found } from './found.js';
import { keepFound, rehearsalLeases, sayDone, sayTotal, type RehearsalRecord } from './records.js';

/** The right to try policy values out on an area, and to see what came of it. */
export const REHEARSE_SCOPE = 'core:rehearse';

export interface RunDeps extends HeldDeps {
  readonly eligibility: Pick<Eligibility, 'sweep' | 'sweptChecks' | 'affected' | 'parameters'>;
}

/** Rehearsals as long work. */
const rehearsalWork: HeldKind<RehearsalRecord> = {
  leases: rehearsalLeases,
  scope: REHEARSE_SCOPE,
  action: 'runRehearsal',
  subjectType: 'Rehearsal',
  gaveUp: 'REHEARSAL_GAVE_UP',
};

/** Carries a rehearsal out, part by part, from where it was left. @returns false: it is over, or in somebody else's hands */
export const runRehearsal = (deps: RunDeps, id: string): Promise<boolean> =>
  workHeld(rehearsalWork, deps, id, (record) => carryOut(deps, record));

/** A rehearsal that is being carried out. */
interface Run extends RunDeps {
  readonly record: RehearsalRecord;
  readonly at: Moment;
  readonly supposed: Supposed;
  found: Found;
  done: number;
}

async function carryOut(deps: RunDeps, record: RehearsalRecord): Promise<boolean> {
  const { db, eligibility } = deps;
  const { area_code: area, as_of: asOf } = record;
  const at: Moment = { asOf, knownAt: null };
  const supposed = supposedOf(area, record.changes, eligibility.parameters);
  const { found, until } = await reading(db, area, async (sql) => {
    const { checks, leftOut } = await eligibility.affected({ sql, at, supposed });
    // What was found with other rules does not add up with these.
    if (record.found !== null && adds(record.found.checks, checks)) return { found: record.found, until: record.stored_until };
    return { found: newFound({ checks, leftOut, cuts: await incomeCuts(sql, area, at) }), until: null };
  });
  const wanted = new Set(found.checks.map(({ code }) => code));
  const kinds = new Map(eligibility.sweptChecks.filter(({ code }) => wanted.has(code)).map((one) => [one.kind, one.stored]));
  const { parts, total, done, rest } = await db.system(async ({ sql }) => ({
    parts: (await partsOf(sql, area)).filter((part) => until === null || part > until),
    total: await countSubjects(sql, kinds, { area, asOf }),
    done: until === null ? 0 : await countSubjects(sql, kinds, { area, asOf, until }),
    rest: await above(sql, area, kinds),
  }));
  await db.system(({ sql }) => sayTotal(sql, record.id, total, done));
  const run: Run = { ...deps, record, at, supposed, found, done };
  for (const part of parts) {
    const counted = await rehearsePart(run, part, (sweep) => sweep.inArea(part), true);
    await db.system(async ({ sql }) => {
      await mustHold(rehearsalWork, sql, record);
      await keepFound(sql, record.id, counted, part);
    });
    run.found = counted;
  }
  const counted = area.length < 6 ? await rehearsePart(run, area, (sweep) => blocksOf(sweep, rest), false) : run.found;
  // With the end, or whoever takes it up in between counts those above the counties twice.
  return db.system(async (tx) => {
    if (!(await endHeld(rehearsalWork, tx, record))) return false;
    await keepFound(tx.sql, record.id, counted, null);
    return true;
  });
}

/** One moment of an area, read as the engine's role. */
async function reading<T>(db: Db, area: string, read: (sql: Sql) => Promise<T>): Promise<T> {
  const snapshot = db.snapshot({ areas: [area], domains: [] }, 'MASKED');
  try {
    return await read(inBulk(snapshot.engineSql));
  } finally {
    await snapshot.close();
  }
}

/** @param families whether the households of the part are counted with it @returns what was found so far, and in this part */
async function rehearsePart(
  run: Run,
  part: string,
  blocks: (sweep: Sweep) => AsyncIterable<SweptBlock>,
  families: boolean,
): Promise<Found> {
  const { db, record, eligibility, at, supposed, found } = run;
  const counted: Found = structuredClone(found);
  await reading(db, part, async (sql) => {
    const own = families ? await familiesOf(sql, part, at, found.cuts) : { families: new Map<string, never>(), unauthorised: 0 };
    counted.unauthorised += own.unauthorised;
    const count = countInto(counted, own.families, groupOf(record.area_code));
    const sweep = eligibility.sweep({ sql, at, checks: found.checks.map(({ code }) => code), supposed });
    for await (const block of blocks(sweep)) {
      count.add(block, await householdsIn(sql, block));
      run.done += block.ids.length;
      if (run.stopping()) throw new LetGo();
      await db.system(async ({ sql: system }) => {
        await mustHold(rehearsalWork, system, record);
        await sayDone(system, record.id, run.done);
      });
    }
    count.end();
  });
  return counted;
}

/** The household of each subject of a block. */
async function householdsIn(sql: Sql, { kind, ids }: SweptBlock): Promise<(row: number) => string | undefined | null> {
  if (kind === 'HOUSEHOLD') return (row) => ids[row] ?? null;
  if (kind !== 'PERSON') return () => undefined;
  const rows = await sql<{ id: string; household: string }>('select id, household_id as household from person where id = any($1::uuid[])', [
    `{${ids.join(',')}}`,
  ]);
  const of = new Map(rows.map((row) => [row.id, row.household]));
  return (row) => of.get(ids[row] ?? '') ?? null;
}

/** The areas next below the one that is asked about; what belongs to none of them stands by itself. */
export function groupOf(area: string): (own: string) => string {
  const length = lengthBelow(area);
  return (own) => own.slice(0, length);
}
