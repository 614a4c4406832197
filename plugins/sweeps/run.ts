import { areaRange, type Sql } from 'xianjie/schema';
import type { Eligibility, Sweep, SweptBlock, SweptCheck } from '../eligibility/index.js';
import { checkSet, createCheckSets, mergeSets, type CheckSet, type CheckSets } from './check-sets.js';
import { endHeld, LetGo, mustHold, workHeld, type HeldDeps, type HeldKind } from './held.js';
import { packBlock, type PackedBlock } from './packed.js';
import { above, blocksOf, countSubjects, kindsOf, partsOf, removeGone } from './parts.js';
import { keepFigures, sayProgress, sweepLeases, type SweepRecord } from './records.js';
import type { Finding } from './rows.js';
import { drawTurn, storeAlone, storeBlock } from './store.js';

export interface RunDeps extends HeldDeps {
  readonly eligibility: Pick<Eligibility, 'sweep' | 'sweptChecks'>;
}

/** How many subjects are stored in one transaction: enough for it to pay, few enough to hold. */
const AT_ONCE = 5_000;
/** Connections that read beside the first one: two blocks are read at a time, while a third one is stored. */
const BESIDE = 1;

/** A sweep that is being carried out. */
interface Run extends RunDeps {
  readonly record: SweepRecord;
  readonly sets: CheckSets;
  readonly installed: ReadonlySet<string>;
  done: number;
}

/** The right to have an area swept. */
export const SWEEP_SCOPE = 'core:write';

/** Sweeps as long work. */
const sweepWork: HeldKind<SweepRecord> = {
  leases: sweepLeases,
  scope: SWEEP_SCOPE,
  action: 'runSweep',
  subjectType: 'Sweep',
  gaveUp: 'SWEEP_GAVE_UP',
};

/**
 * Carries a sweep out, part by part, from where it was left: reckons, stores what differs, notes what changed.
 * @returns false: it is over, or in somebody else's hands
 */
export const runSweep = (deps: RunDeps, id: string): Promise<boolean> => workHeld(sweepWork, deps, id, (record) => carryOut(deps, record));

async function carryOut(deps: RunDeps, record: SweepRecord): Promise<boolean> {
  const { db, eligibility } = deps;
  const all = eligibility.sweptChecks;
  const installed = new Set(all.map(({ code }) => code));
  const { area_code: area, as_of: asOf } = record;
  const { checks, parts, done, total, rest } = await db.system(async ({ sql }) => {
    const wanted = await chosen(sql, record, all);
    const kinds = kindsOf(wanted);
    const until = record.stored_until;
    return {
      checks: wanted,
      parts: (await partsOf(sql, area)).filter((part) => until === null || part > until),
      total: await countSubjects(sql, kinds, { area, asOf }),
      done: until === null ? 0 : await countSubjects(sql, kinds, { area, asOf, until }),
      rest: await above(sql, area, kinds),
    };
  });
  await db.system(({ sql }) => sayProgress(sql, record.id, { total, done }));
  const run: Run = { ...deps, record, sets: createCheckSets(), installed, done };
  for (const part of parts) await sweepPart(run, part, checks, (sweep) => sweep.inArea(part));
  if (area.length < 6) await sweepPart(run, area, checks, (sweep) => blocksOf(sweep, rest));
  return db.system(async (tx) => {
    if (!(await endHeld(sweepWork, tx, record))) return false;
    const codes = checks.map(({ code }) => code);
    await keepFigures(tx.sql, record, codes);
    return true;
  });
}

/**
 * The checks that are asked: all there are, or those that are named. All verdicts of an area are of one day, so on another day than the last
 * one those that stand there are asked with them.
 */
async function chosen(sql: Sql, { checks, area_code, as_of }: SweepRecord, all: readonly SweptCheck[]): Promise<readonly SweptCheck[]> {
  if (checks === null) return all;
  const { low, high } = areaRange(area_code);
  const stood = await sql<{ checks: readonly string[] }>(
    `select distinct t.checks from swept_area a join verdict_set t on t.hash = a.set_hash
     where a.area_code >= $1 and a.area_code < $2 and a.as_of <> $3::date`,
    [low, high, as_of],
  );
  const wanted = new Set([...checks, ...stood.flatMap((set) => set.checks)]);
  return all.filter(({ code }) => wanted.has(code));
}

async function sweepPart(
  run: Run,
  part: string,
  checks: readonly SweptCheck[],
  read: (sweep: Sweep) => AsyncIterable<SweptBlock>,
): Promise<void> {
  const { db, record } = run;
  const kinds = kindsOf(checks);
  const foundSets = new Map([...kinds.keys()].map((kind) => [kind, setOf(kind, checks)]));
  const ticket = await db.system(({ sql }) => drawTurn(sql));
  const finding: Finding = { sweepId: record.id, asOf: record.as_of, ticket };
  const snapshot = db.snapshot({ areas: [part], domains: [] }, 'MASKED');
  try {
    const at = { asOf: record.as_of, knownAt: null };
    const codes = checks.map(({ code }) => code);
    const sweep = run.eligibility.sweep({ sql: snapshot.engineSql, beside: snapshot.beside(BESIDE), at, checks: codes });
    let pending: PackedBlock[] = [];
    let rows = 0;
    for await (const block of read(sweep)) {
      const set = foundSets.get(block.kind);
      if (set === undefined || block.ids.length === 0) continue;
      pending.push(packBlock(block, set));
      rows += block.ids.length;
      if (rows < AT_ONCE) continue;
      await store(run, part, pending, finding);
      pending = [];
      rows = 0;
    }
    await store(run, part, pending, finding, async (sql) => {
      await removeGone(sql, kinds, { area: part, asOf: record.as_of });
      await markSwept(run, sql, part, foundSets);
      if (part !== record.area_code || part.length >= 6) await sayProgress(sql, record.id, { done: run.done, until: part });
    });
  } finally {
    await snapshot.close();
  }
}

const setOf = (kind: string, checks: readonly SweptCheck[]): CheckSet =>
  checkSet(kind, new Map(checks.filter((check) => check.kind === kind).map(({ code, version }) => [code, version])));

/** One transaction: the rows, their counts, what changed, and how far it is. @throws LetGo */
async function store(
  run: Run,
  part: string,
  blocks: readonly PackedBlock[],
  finding: Finding,
  last?: (sql: Sql) => Promise<void>,
): Promise<void> {
  if (run.stopping()) throw new LetGo();
  const done = run.done + blocks.reduce((sum, { ids }) => sum + ids.length, 0);
  await run.db.system(async ({ sql }) => {
    // Above a county there are several, each of which others may be writing in.
    await storeAlone(sql, [part, ...blocks.flatMap(({ areas }) => areas)]);
    await mustHold(sweepWork, sql, run.record);
    for (const block of blocks) await storeBlock(sql, run.sets, run.installed, block, finding);
    await sayProgress(sql, run.record.id, { done });
    run.done = done;
    await last?.(sql);
  });
}

/** As of when everybody of these kinds was looked at, in each area of the part. What stood there of other checks stands there still. */
async function markSwept({ record, sets, installed }: Run, sql: Sql, part: string, found: ReadonlyMap<string, CheckSet>): Promise<void> {
  const { low, high } = areaRange(part);
  for (const [kind, set] of found) {
    const stood = await sql<{ hash: string }>(
      'select distinct set_hash as hash from swept_area where kind = $1 and area_code >= $2 and area_code < $3',
      [kind, low, high],
    );
    for (const hash of [null, ...stood.map((row) => row.hash)]) {
      const { target } = mergeSets(hash === null ? null : await sets.get(sql, hash), set, installed);
      await sets.keep(sql, target);
      await sql(
        hash === null
          ? `insert into swept_area (area_code, kind, set_hash, as_of, sweep_id) select code, $1, $2, $3::date, $4 from area
             where code >= $5 and code < $6 on conflict (area_code, kind) do nothing`
          : `update swept_area set set_hash = $2, as_of = $3::date, sweep_id = $4, swept_at = now()
             where kind = $1 and area_code >= $5 and area_code < $6 and set_hash = $7 and sweep_id <> $4`,
        [kind, target.hash, record.as_of, record.id, low, high, ...(hash === null ? [] : [hash])],
      );
    }
  }
}
