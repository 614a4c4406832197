import { ApiError, type RowResult, type Sql } from 'xianjie/schema';
import type { NumberedRefusal } from './failure.js';

/** A batch as it lies in the database: the row is the job. */
export interface Batch {
  readonly id: string;
  readonly feed: string;
  readonly area_code: string;
  readonly client_id: string;
  /** Who handed it in through the client; null: the client by itself. */
  readonly user_id: string | null;
  readonly upload_id: string | null;
  readonly inline_rows: InlineRows | null;
  readonly observed_on: string;
  readonly complete: boolean;
  readonly state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED';
  /** How often it was started. */
  readonly attempts: number;
}

/** Rows that came inline: sealed until they are worked off, then only what became of each. */
export type InlineRows = { readonly sealed: string } | { readonly results: readonly RowResult['effect'][] };

export interface Counts {
  total: number;
  processed: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
}

export async function readBatch(sql: Sql, id: string): Promise<Batch | undefined> {
  const [batch] = await sql<Batch>(
    'select id, feed, area_code, client_id, user_id, upload_id, inline_rows, observed_on, complete, state, attempts from feed_batch where id = $1',
    [id],
  );
  return batch;
}

/** Takes the batch for this transaction; false if somebody else has it. The lock ends with the transaction, also when the process is killed. */
export async function takeBatch(sql: Sql, id: string): Promise<boolean> {
  const [lock] = await sql<{ taken: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as taken', [`feed-batch:${id}`]);
  return lock?.taken ?? false;
}

/**
 * Counts a start, in a transaction of its own: it must still be known when this one kills the process.
 * @returns how often the batch was started, this time included
 */
export async function countStart(sql: Sql, id: string): Promise<number> {
  const [row] = await sql<{ attempts: number }>('update feed_batch set attempts = attempts + 1 where id = $1 returning attempts', [id]);
  return row?.attempts ?? 0;
}

/** A start that ended in good order, because the server stops, does not count. */
export async function uncountStart(sql: Sql, id: string): Promise<void> {
  await sql('update feed_batch set attempts = greatest(attempts - 1, 0) where id = $1', [id]);
}

/** Batches that wait, or that a killed process left behind, oldest first. */
export async function openBatches(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ id: string }>(
    `select id from feed_batch where state in ('QUEUED', 'RUNNING') order by submitted_at, id limit 50`,
  );
  return rows.map((row) => row.id);
}

/** Shown while it runs, from a transaction of its own: the batch's own is not visible yet. */
export async function showProgress(sql: Sql, id: string, counts: Counts): Promise<void> {
  await sql(
    `update feed_batch set state = 'RUNNING', started_at = coalesce(started_at, now()), total_rows = $2, processed_rows = $3
     where id = $1 and state in ('QUEUED', 'RUNNING')`,
    [id, counts.total, counts.processed],
  );
}

export async function finishBatch(sql: Sql, id: string, counts: Counts, encoding: string | null, inline: InlineRows | null): Promise<void> {
  await sql(
    `update feed_batch set state = 'DONE', failure_code = null, started_at = coalesce(started_at, now()), finished_at = clock_timestamp(), encoding = $2, inline_rows = $3,
       total_rows = $4, processed_rows = $5, created_rows = $6, changed_rows = $7, unchanged_rows = $8, refused_rows = $9
     where id = $1`,
    [
      id,
      encoding,
      inline === null ? null : JSON.stringify(inline),
      counts.total,
      counts.processed,
      counts.created,
      counts.changed,
      counts.unchanged,
      counts.refused,
    ],
  );
}

export async function failBatch(sql: Sql, id: string, code: string): Promise<void> {
  await sql(
    `update feed_batch set state = 'FAILED', failure_code = $2, inline_rows = null, finished_at = clock_timestamp(), processed_rows = 0
     where id = $1 and state in ('QUEUED', 'RUNNING')`,
    [id, code],
  );
}

/** Refusals as the receipt shows them: row, header, code and what fills its text. Never a value. */
export async function writeRefusals(
  sql: Sql,
  batch: { readonly id: string; readonly area_code: string },
  refusals: readonly NumberedRefusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  const positions = new Map<number, number>();
  const rows = refusals.map(({ row, column, code, params }) => {
    const position = positions.get(row) ?? 0;
    positions.set(row, position + 1);
    return { row_number: row, position, column_name: column ?? null, code, params: params ?? {} };
  });
  await sql(
    `insert into feed_refusal (batch_id, area_code, row_number, position, column_name, code, params)
     select $1, $2, x.row_number, x.position, x.column_name, x.code, x.params
     from jsonb_to_recordset($3::jsonb) as x(row_number int, position int, column_name text, code text, params jsonb)`,
    [batch.id, batch.area_code, JSON.stringify(rows)],
  );
}

/** What became of each inline row, in order. */
export function rowResults(batch: Batch | undefined, count: number): readonly RowResult[] {
  if (batch === undefined) throw new ApiError('INTERNAL', 'the batch is gone');
  const inline = batch.inline_rows;
  const effects = inline !== null && 'results' in inline ? inline.results : undefined;
  return Array.from({ length: effects?.length ?? count }, (_, i) => ({
    row: i + 1,
    effect: effects?.[i] ?? (batch.state === 'FAILED' ? 'REFUSED' : 'PENDING'),
  }));
}
