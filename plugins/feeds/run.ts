import { access } from 'node:fs/promises';
import {
  ApiError,
  ModuleMistake,
  coreCode,
  mayHandIn,
  type BatchContext,
  type Feed,
  type ModuleTx,
  type RowEffect,
  type RowRefusal,
  type RowResult,
  type Viewer,
  reaches,
} from 'xianjie/schema';
import { recordAudit } from '../audit/index.js';
import type { Registry } from '../registry/index.js';
import type { Db, Protect } from '../storage/index.js';
import {
  countStart,
  finishBatch,
  readBatch,
  showProgress,
  takeBatch,
  uncountStart,
  writeRefusals,
  type Batch,
  type Counts,
} from './batch.js';
import { readCsv, type RowSource } from './csv.js';
import { inspect } from './encoding.js';
import { BatchFailure, type NumberedRefusal } from './failure.js';
import { inlineSource } from './inline.js';
import { resolveRows, unidentified } from './resolve.js';
import type { InstalledFeed } from './installed.js';
import type { Uploads } from './uploads.js';

const MOST_FILE_ROWS = 500_000;
const CHUNK = 500;
const PROGRESS_EVERY_MS = 250;
/** A batch that broke off so often, or took the process with it, is not started again. */
export const MOST_ATTEMPTS = 3;

export interface RunnerDeps {
  readonly db: Db;
  readonly protect: Protect;
  readonly registry: Registry;
  readonly uploads: Uploads;
  readonly feedOf: (code: string) => InstalledFeed | undefined;
  /** The refusal codes that have a text. */
  readonly declared: ReadonlySet<string>;
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
  /** Asked between chunks: true ends the run, which rolls back and is taken up again later. */
  readonly stopping: () => boolean;
}

/** The run ended because the server is stopping; nothing is written and the batch waits. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

interface Opened {
  readonly source: RowSource;
  readonly encoding: string | null;
  readonly estimate: number;
}

async function openRows(deps: RunnerDeps, batch: Batch, feed: Feed): Promise<Opened> {
  if (batch.upload_id === null) {
    const { source, count } = inlineSource(deps.protect, batch.inline_rows, feed.columns);
    return { source, encoding: null, estimate: count };
  }
  const path = deps.uploads.path(batch.upload_id);
  await access(path).catch(() => {
    throw new BatchFailure('UPLOAD_REMOVED');
  });
  const inspected = await inspect(path);
  if (inspected === undefined) throw new BatchFailure('WRONG_ENCODING');
  return {
    source: await readCsv(path, inspected.encoding, feed.columns),
    encoding: inspected.encoding,
    estimate: Math.max(inspected.lines - 1, 0),
  };
}

/** A client or person that is gone, or has lost the area, the scope or the department since, writes nothing. */
async function mayStill(deps: RunnerDeps, batch: Batch, installed: InstalledFeed): Promise<boolean> {
  try {
    const sender = await deps.resolveClient(batch.client_id, batch.user_id);
    return reaches(sender, batch.area_code) && mayHandIn(sender, installed);
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

/**
 * Works one batch off: rows, observations, refusals, coverage, audit and the receipt's counts in one transaction under the
 * batch's own area, so that a row about another area finds nothing and can write nothing.
 * @returns false if the batch is done already or in somebody else's hands
 * @throws BatchFailure when the batch as a whole cannot be taken
 */
export async function runBatch(deps: RunnerDeps, id: string): Promise<boolean> {
  const batch = await deps.db.system((tx) => readBatch(tx.sql, id));
  if (batch === undefined) return false;
  return deps.db.write({ areas: [batch.area_code], domains: [] }, async (tx) => {
    if (!(await takeBatch(tx.sql, id))) return false;
    // Read again under the lock: it may have been finished between the two.
    const state = (await readBatch(tx.sql, id))?.state;
    if (state !== 'QUEUED' && state !== 'RUNNING') return false;
    // Only the advisory lock is held so far: the count commits by itself.
    const attempt = await deps.db.system((other) => countStart(other.sql, id));
    if (attempt > MOST_ATTEMPTS) throw new BatchFailure('BATCH_GAVE_UP', [{ row: 0, code: coreCode('BATCH_GAVE_UP') }]);
    const installed = deps.feedOf(batch.feed);
    if (installed === undefined) throw new BatchFailure('UNKNOWN_FEED');
    if (!(await mayStill(deps, batch, installed))) throw new BatchFailure('NO_ACCESS');
    const { feed } = installed;
    await work(deps, deps.registry.moduleTx(tx, { areas: [batch.area_code], departments: [feed.source] }), batch, feed);
    return true;
  });
}

async function work(deps: RunnerDeps, tx: ModuleTx, batch: Batch, feed: Feed): Promise<void> {
  const { source, encoding, estimate } = await openRows(deps, batch, feed);
  const counts: Counts = { total: estimate, processed: 0, created: 0, changed: 0, unchanged: 0, refused: 0 };
  const effects: RowResult['effect'][] = [];
  const pass = createPass({ deps, tx, batch, feed, source, counts, effects });
  let shownAt = 0;
  for await (const chunk of chunks(source)) {
    if (deps.stopping()) {
      await deps.db.system((other) => uncountStart(other.sql, batch.id));
      throw new Stopped();
    }
    if (Date.now() - shownAt > PROGRESS_EVERY_MS) {
      await deps.db.system((other) => showProgress(other.sql, batch.id, { ...counts, total: Math.max(estimate, counts.processed) }));
      shownAt = Date.now();
    }
    await pass.take(chunk);
    if (counts.processed > MOST_FILE_ROWS)
      throw new BatchFailure('TOO_MANY_ROWS', [{ row: 0, code: coreCode('TOO_MANY_ROWS'), params: { max: MOST_FILE_ROWS } }]);
  }
  if (counts.processed === 0) throw new BatchFailure('EMPTY_FILE');
  counts.total = counts.processed;
  if (batch.complete) await pass.recordCoverage();
  await recordAudit(tx, {
    requestId: batch.id,
    clientId: batch.client_id,
    userId: batch.user_id ?? undefined,
    action: 'runFeed',
    subjectType: 'FeedBatch',
    subjectIds: [batch.id],
    areaCode: batch.area_code,
  });
  await finishBatch(tx.sql, batch.id, counts, encoding, batch.upload_id === null ? { results: effects } : null);
}

type Chunk = { readonly number: number; readonly cells: Readonly<Record<string, string>> | undefined }[];

async function* chunks(source: RowSource): AsyncGenerator<Chunk> {
  let chunk: Chunk = [];
  for await (const row of source.rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

interface PassOptions {
  readonly deps: RunnerDeps;
  readonly tx: ModuleTx;
  readonly batch: Batch;
  readonly feed: Feed;
  readonly source: RowSource;
  /** Counted up while rows pass. */
  readonly counts: Counts;
  /** Filled in the rows' order. */
  readonly effects: RowResult['effect'][];
}

/** One pass over a batch's rows: what it remembers from chunk to chunk. */
function createPass({ deps, tx, batch, feed, source, counts, effects }: PassOptions) {
  const context: BatchContext = { batchId: batch.id, source: feed.source, observedOn: batch.observed_on, areaCode: batch.area_code };
  const writer = { tx, registry: deps.registry.writer(tx) };
  const firstWith = new Map<string, number>();
  const periods = new Set<string>();
  // Rows about nobody on the register: a department's list is wider than ours.
  let strangers = 0;
  const shown = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : (source.header.shown.get(key) ?? feed.columns.find((c) => c.key === key)?.names[0] ?? key);

  return {
    async take(chunk: Chunk): Promise<void> {
      const refused = new Map<number, readonly RowRefusal[]>();
      const parsed: { number: number; row: Record<string, unknown> }[] = [];
      for (const { number, cells } of chunk) {
        const result = cells === undefined ? ({ ok: false, refusals: [{ code: coreCode('RAGGED_ROW') }] } as const) : feed.parse(cells);
        if (!result.ok) {
          refused.set(number, result.refusals);
          continue;
        }
        const row = result.row as Record<string, unknown>;
        const key = JSON.stringify(feed.naturalKey.map((k) => row[k]));
        const first = firstWith.get(key);
        if (first !== undefined)
          refused.set(number, [{ column: feed.naturalKey[0], code: coreCode('DUPLICATE_ROW'), params: { first } } as RowRefusal]);
        else {
          firstWith.set(key, number);
          parsed.push({ number, row });
        }
      }
      const readable = refused.size;
      const resolved = await resolveRows(tx, deps.protect, feed, parsed, refused);
      if (feed.resolves === 'EXISTING_PERSON') strangers += refused.size - readable;
      const written = await feed.write(writer, context, resolved);
      const effectOf = new Map<number, RowEffect>();
      for (const row of written) {
        if ('refusals' in row) refused.set(row.number, row.refusals);
        else effectOf.set(row.number, row.effect);
      }
      // A school whose pupils are all strangers has sent its list, too.
      if (feed.periodOf !== undefined) for (const { row } of parsed) periods.add(feed.periodOf(row));
      const notes: NumberedRefusal[] = [];
      for (const { number } of chunk) {
        const effect = refused.has(number) ? 'REFUSED' : effectOf.get(number);
        if (effect === undefined)
          throw new ModuleMistake(
            `the feed ${feed.code} did not say what became of a row: its "write" must answer for every row it was given`,
          );
        effects.push(effect);
        counts[effect.toLowerCase() as Lowercase<typeof effect>]++;
        for (const r of refused.get(number) ?? []) {
          if (!deps.declared.has(r.code))
            throw new ModuleMistake(
              `the feed ${feed.code} refuses a row with the code "${r.code}", which no module declares: add it to the module's refusals ("errors")`,
            );
          const column = shown(r.column);
          notes.push({ row: number, code: r.code, ...(column !== undefined && { column }), ...(r.params && { params: r.params }) });
        }
      }
      counts.processed += chunk.length;
      await writeRefusals(tx.sql, batch, notes);
    },

    /**
     * A family whose row was refused was on the list: to call the list complete without it would say that it was not. Who is not on the
     * register is no such family, unless the register holds people without a resident id: each of them might be the one.
     */
    async recordCoverage(): Promise<void> {
      if (counts.refused > strangers) return writeRefusals(tx.sql, batch, [{ row: 0, code: coreCode('COVERAGE_WITHHELD') }]);
      if (strangers > 0) {
        const people = await unidentified(tx);
        if (people > 0) return writeRefusals(tx.sql, batch, [{ row: 0, code: coreCode('COVERAGE_UNSURE'), params: { people } }]);
      }
      for (const period of feed.periodOf === undefined ? [''] : periods) {
        await tx.sql('insert into coverage (source, feed, area_code, period, complete_on, batch_id) values ($1, $2, $3, $4, $5, $6)', [
          feed.source,
          feed.code,
          batch.area_code,
          period,
          batch.observed_on,
          batch.id,
        ]);
      }
    },
  };
}
