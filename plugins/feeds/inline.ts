import type { FeedColumn } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import type { InlineRows } from './batch.js';
import type { RawRow, RowSource } from './csv.js';
import { BatchFailure } from './failure.js';
import { columnOf } from './header.js';

type Cells = Readonly<Record<string, string>>;

/** Rows of a request are families' data too: sealed while they wait. */
export function sealRows(protect: Protect, rows: readonly Cells[]): InlineRows {
  return { sealed: protect.encrypt(JSON.stringify(rows)).toString('base64') };
}

export function inlineSource(
  protect: Protect,
  inline: InlineRows | null,
  columns: readonly FeedColumn[],
): { source: RowSource; count: number } {
  if (inline === null || !('sealed' in inline)) throw new BatchFailure('EMPTY_FILE');
  const rows = JSON.parse(protect.decrypt(Buffer.from(inline.sealed, 'base64'))) as readonly Cells[];
  async function* each(): AsyncGenerator<RawRow> {
    for (const [i, cells] of rows.entries()) yield { number: i + 1, cells: byKey(columns, cells) };
  }
  return { source: { header: { keys: [], shown: new Map() }, rows: each() }, count: rows.length };
}

/** Whether a row names a column that the feed does not know, or one column twice under two of its names. */
export function namesWrongly(columns: readonly FeedColumn[], cells: Cells): boolean {
  const keys = Object.keys(cells).map((name) => columnOf(columns, name)?.key);
  return keys.includes(undefined) || new Set(keys).size < keys.length;
}

function byKey(columns: readonly FeedColumn[], cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, cell]) => (columnOf(columns, name) ? [[columnOf(columns, name)?.key ?? '', cell]] : [])),
  );
}
