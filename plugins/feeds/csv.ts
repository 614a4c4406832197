import { createReadStream } from 'node:fs';
import { Readable, pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import type { FeedColumn } from 'xianjie/schema';
import { BatchFailure } from './failure.js';
import type { FileEncoding } from './encoding.js';
import { matchHeader, type Header } from './header.js';

/** One row as the sender wrote it: cells by column key, or undefined where the row does not fit the header. */
export interface RawRow {
  readonly number: number;
  readonly cells: Readonly<Record<string, string>> | undefined;
}

/** Where a batch's rows come from. The header is known before the first row. */
export interface RowSource {
  readonly header: Header;
  readonly rows: AsyncIterable<RawRow>;
}

const MOST_ROW_BYTES = 200_000;

async function* decoded(path: string, encoding: FileEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The records of a CSV file, streamed: nothing is held but the rows at hand. */
async function* records(path: string, encoding: FileEncoding): AsyncGenerator<string[]> {
  const text = Readable.from(decoded(path, encoding), { objectMode: false });
  const parser = parse({ relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: MOST_ROW_BYTES });
  pipeline(text, parser, () => undefined);
  try {
    yield* parser as AsyncIterable<string[]>;
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('CSV_')) throw new BatchFailure('MALFORMED_CSV');
    throw error;
  } finally {
    text.destroy();
  }
}

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Rows by column key. A row that is shorter than the header may have been cut off; a longer one has moved its cells. */
export async function readCsv(path: string, encoding: FileEncoding, columns: readonly FeedColumn[]): Promise<RowSource> {
  const source = records(path, encoding);
  const first = await source.next();
  if (first.done) throw new BatchFailure('EMPTY_FILE');
  const header = matchHeader(columns, first.value);
  async function* rows(): AsyncGenerator<RawRow> {
    let number = 1;
    for await (const cells of source) {
      number++;
      if (isEmpty(cells)) continue;
      yield { number, cells: fit(header, cells) };
    }
  }
  return { header, rows: rows() };
}

function fit(header: Header, cells: readonly string[]): Record<string, string> | undefined {
  const { keys } = header;
  if (cells.length < keys.length) return undefined;
  const row: Record<string, string> = {};
  for (const [i, cell] of cells.entries()) {
    const key = keys[i];
    if (key !== undefined) row[key] = cell;
    else if (cell.trim() !== '') return undefined;
  }
  return row;
}
