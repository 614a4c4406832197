import { coreCode, type FeedColumn } from 'xianjie/schema';
import { BatchFailure, type NumberedRefusal } from './failure.js';

/** How a sender's columns map to a feed's: by place the column's key, and by key the header as the sender wrote it. */
export interface Header {
  readonly keys: readonly (string | undefined)[];
  readonly shown: ReadonlyMap<string, string>;
}

const fold = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '_');

/** The column that a header names, in Chinese, in English or by its key. */
export function columnOf(columns: readonly FeedColumn[], name: string): FeedColumn | undefined {
  const wanted = fold(name);
  return columns.find((c) => fold(c.key) === wanted || c.names.some((n) => fold(n) === wanted));
}

/** A file of one endless row must not make an endless receipt. */
const MOST_NOTES = 100;

/**
 * A header without a title is allowed as long as its cells stay empty. Everything that does not match is named at once:
 * what is missing by its title, what is unknown by its place, because a file without a header has a family in its first row.
 */
export function matchHeader(columns: readonly FeedColumn[], titles: readonly string[]): Header {
  const notes: NumberedRefusal[] = [];
  const shown = new Map<string, string>();
  const keys = titles.map((title, i) => {
    if (title.trim() === '') return undefined;
    const column = columnOf(columns, title);
    const position = i + 1;
    if (column === undefined) notes.push({ row: 1, code: coreCode('UNKNOWN_COLUMN'), params: { position } });
    else if (shown.has(column.key))
      notes.push({ row: 1, column: column.names[0] ?? column.key, code: coreCode('DUPLICATE_COLUMN'), params: { position } });
    else shown.set(column.key, title.trim());
    return column?.key;
  });
  for (const column of columns) {
    if (column.required && !shown.has(column.key))
      notes.push({ row: 1, column: column.names[0] ?? column.key, code: coreCode('MISSING_COLUMN') });
  }
  if (notes.length > 0) throw new BatchFailure('WRONG_HEADER', notes.slice(0, MOST_NOTES));
  return { keys, shown };
}
