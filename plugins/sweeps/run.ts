import { ApiError, areaRange, coreCode, holds, reaches, type Snapshot, type Sql, type Viewer } from 'xianjie/schema';
import { recordAudit } from '../audit/index.js';
import type { Eligibility, Sweep, SweptBlock, SweptCheck } from '../eligibility/index.js';
import { MOST_ATTEMPTS } from '../jobs/index.js';
import type { Db } from '../storage/index.js';
import { checkSet, createCheckSets, mergeSets, type CheckSet, type CheckSets } from './check-sets.js';
import { packBlock, type PackedBlock } from './packed.js';
import { above, countSubjects, kindsOf, partsOf, removeGone } from './parts.js';
import { finishSweep, sayProgress, sweepLeases, type SweepRecord } from './records.js';
import { drawTurn, storeAlone, storeBlock, type Finding } from './store.js';

export interface RunDeps {
  readonly db: Db;
  readonly eligibility: Pick<Eligibility, 'sweep' | 'sweptChecks'>;
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
  /** Asked between blocks: true ends the run, which is taken up again later. */
  readonly stopping: () => boolean;
}

/** How many subjects are stored in one transaction: enough for it to pay, few enough to hold. */
const AT_ONCE = 10_000;
const HOLD_EVERY_MS = 10_000;

/** The sweep is no longer in these hands: it was called off, somebody else took it, or the process is stopping. */
class LetGo extends Error {
  override readonly name = 'LetGo';
}

/** A sweep that is being carried out. */
interface Run extends RunDeps {
  readonly record: SweepRecord;
  readonly sets: CheckSets;
  readonly installed: ReadonlySet<string>;
  done: number;
}

/**
 * Carries a sweep out, part by part, from where it was left: reckons, stores what differs, notes what changed.
 * @returns false: it is over, or in somebody else's hands
 */
export async function runSweep(deps: RunDeps, id: string): Promise<boolean> {
  const { db } = deps;
  const record = await db.system(({ sql }) => sweepLeases.take(sql, id));
  if (record === undefined) return false;
  if (record.attempts > MOST_ATTEMPTS) return fail(deps, record, 'SWEEP_GAVE_UP');
  if (!(await mayStill(deps, record))) return fail(deps, record, 'NO_ACCESS');
  const holding = setInterval(() => {
    db.system(({ sql }) => sweepLeases.hold(sql, record)).catch(() => undefined);
  }, HOLD_EVERY_MS);
  try {
    return await carryOut(deps, record);
  } catch (error) {
    if (!(error instanceof LetGo)) throw error;
    if (deps.stopping()) await db.system(({ sql }) => sweepLeases.release(sql, record));
    return false;
  } finally {
    clearInterval(holding);
  }
}

async function fail({ db }: RunDeps, record: SweepRecord, code: 'SWEEP_GAVE_UP' | 'NO_ACCESS'): Promise<true> {
  await db.system(async (tx) => {
    await sweepLeases.fail(tx.sql, record.id, coreCode(code));
    await note(tx, record, code === 'NO_ACCESS' ? 'DENIED' : 'REFUSED');
  });
  return true;
}

const note = (tx: { readonly sql: Sql }, record: SweepRecord, outcome: 'DONE' | 'DENIED' | 'REFUSED'): Promise<void> =>
  recordAudit(tx, {
    requestId: record.id,
    clientId: record.client_id ?? 'system',
    userId: record.user_id ?? undefined,
    kind: record.client_id === null ? 'SYSTEM' : 'WRITE',
    action: 'runSweep',
    subjectType: 'Sweep',
    subjectIds: [record.id],
    areaCode: record.area_code,
    outcome,
  });

/** Whoever asked for it may have lost the area or the right since. */
async function mayStill({ resolveClient }: RunDeps, { client_id, user_id, area_code }: SweepRecord): Promise<boolean> {
  if (client_id === null) return true;
  try {
    const sender = await resolveClient(client_id, user_id);
    return holds(sender, SWEEP_SCOPE) && reaches(sender, area_code);
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

/** The right to have an area swept. */
export const SWEEP_SCOPE = 'core:write';

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
    const finished = await finishSweep(
      tx.sql,
      record,
      checks.map(({ code }) => code),
    );
    if (finished) await note(tx, record, 'DONE');
    return finished;
  });
}

async function* blocksOf(sweep: Sweep, ids: ReadonlyMap<string, readonly string[]>): AsyncGenerator<SweptBlock> {
  for (const [kind, some] of ids) yield await sweep.of(kind, some);
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
  const snapshot: Snapshot = db.snapshot({ areas: [part], domains: [] }, 'MASKED');
  try {
    const at = { asOf: record.as_of, knownAt: null };
    const sweep = run.eligibility.sweep({ sql: snapshot.engineSql, at, checks: checks.map(({ code }) => code) });
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
    await storeAlone(sql, part);
    if (!(await sweepLeases.hold(sql, run.record))) throw new LetGo();
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
