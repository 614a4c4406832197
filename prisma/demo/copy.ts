import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Cell, Column, Protection } from './columns.js';
import type { DemoClient } from './rows.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escape = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : text);

/** One cell in the text form of COPY. Arrays here hold enumeration codes only and so need no quotes. */
function text(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escape(cell);
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`;
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  return typeof cell === 'number' ? String(cell) : `{${(cell as readonly string[]).join(',')}}`;
}

const LINES_AT_ONCE = 500;

function* lines<Row>(columns: readonly Column<Row>[], rows: Iterable<Row>, protect: Protection): Generator<string> {
  let block: string[] = [];
  for (const row of rows) {
    block.push(columns.map((column) => text(column.cell(row, protect))).join('\t'));
    if (block.length < LINES_AT_ONCE) continue;
    yield `${block.join('\n')}\n`;
    block = [];
  }
  if (block.length > 0) yield `${block.join('\n')}\n`;
}

/** Writes rows by COPY, the fastest way in. */
export async function copyRows<Row>(
  client: DemoClient,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  protect: Protection,
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map((column) => column.name);
  await pipeline(Readable.from(lines(columns, rows, protect)), client.copyInto(table, names));
}
