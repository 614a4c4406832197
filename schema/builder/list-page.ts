import { createHash } from 'node:crypto';
import { ApiError } from '../contract/errors.js';
import type { Page } from '../contract/reader.js';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;
const FINGERPRINT = 8;

/** Which page of a list is asked for, of lists that the reader does not plan. */
export interface PageAsked {
  readonly size: number;
  /** From the end. */
  readonly backward: boolean;
  /** What stands for the row after which it begins. */
  readonly after: string | null;
  /** What stands for the row before which it ends. */
  readonly before: string | null;
  /** Ties a cursor to its list and filter. */
  readonly fingerprint: string;
}

/** The paging arguments as a client gave them. */
export interface PagingGiven {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** @param list its name and all that makes it another list @throws ApiError BAD_USER_INPUT, PAGE_TOO_LARGE, INVALID_CURSOR */
export function pageAsked(list: readonly unknown[], { first, after, last, before }: PagingGiven): PageAsked {
  if (first != null && last != null) throw new ApiError('BAD_USER_INPUT', '`first` and `last` cannot be given together');
  const size = first ?? last ?? DEFAULT_PAGE;
  if (size < 0) throw new ApiError('BAD_USER_INPUT', '`first` and `last` cannot be negative');
  if (size > LARGEST_PAGE) throw new ApiError('PAGE_TOO_LARGE', `A page holds at most ${LARGEST_PAGE} rows`);
  const text = JSON.stringify(list, (_key, value: unknown) => value ?? undefined);
  const fingerprint = createHash('sha256').update(text).digest('base64url').slice(0, FINGERPRINT);
  const key = (cursor: string | null | undefined): string | null => (cursor == null ? null : keyOf(cursor, fingerprint));
  return { size, backward: last != null, fingerprint, after: key(after), before: key(before) };
}

/** The cursor of a row. No sort key leaks. @param key what stands for it, an opaque id */
export const cursorOf = ({ fingerprint }: Pick<PageAsked, 'fingerprint'>, key: string): string =>
  Buffer.from(`${fingerprint}${key}`, 'utf8').toString('base64url');

function keyOf(cursor: string, fingerprint: string): string {
  const text = cursor.length > 300 ? '' : Buffer.from(cursor, 'base64url').toString('utf8');
  const key = text.slice(FINGERPRINT);
  if (!text.startsWith(fingerprint) || !/^[\x21-\x7e]+$/.test(key) || cursorOf({ fingerprint }, key) !== cursor) throw invalidCursor();
  return key;
}

export const invalidCursor = (): ApiError => new ApiError('INVALID_CURSOR', 'This cursor is not one of this list with this filter');

/** A part of a list that is at hand as a whole. @throws ApiError INVALID_CURSOR: the row is not on it */
export function pageOf<T>(all: readonly T[], page: PageAsked, key: (one: T) => string) {
  const at = (cursor: string | null, otherwise: number): number => {
    const found = cursor === null ? otherwise : all.findIndex((one) => key(one) === cursor);
    if (cursor !== null && found < 0) throw invalidCursor();
    return found;
  };
  const from = at(page.after, -1) + 1;
  const between = all.slice(from, Math.max(from, at(page.before, all.length)));
  const nodes = page.backward ? between.slice(Math.max(0, between.length - page.size)) : between.slice(0, page.size);
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(page, key(node)) }));
  return { edges, nodes, pageInfo: pageInfoOf(page, edges, between.length > page.size), totalCount: all.length };
}

/** @param rows one more than the page holds where there are more, as they were read: of a page from the end, the last one first */
export function pageRead<T>(rows: readonly T[], page: PageAsked, key: (one: T) => string) {
  const read = rows.slice(0, page.size);
  const nodes = page.backward ? read.reverse() : read;
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(page, key(node)) }));
  return { edges, nodes, pageInfo: pageInfoOf(page, edges, rows.length > page.size) };
}

/** @param more whether there are more, in the direction in which the page was read */
export const pageInfoOf = (
  { backward, after, before }: PageAsked,
  edges: readonly { readonly cursor: string }[],
  more: boolean,
): Page['pageInfo'] => ({
  hasNextPage: backward ? before !== null : more,
  hasPreviousPage: backward ? more : after !== null,
  startCursor: edges[0]?.cursor ?? null,
  endCursor: edges.at(-1)?.cursor ?? null,
});
