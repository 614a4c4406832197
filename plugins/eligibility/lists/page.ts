import { createHash } from 'node:crypto';
import { ApiError } from 'xianjie/schema';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;
const FINGERPRINT = 8;

/** Which page of a list is asked for. */
export interface PageAsked {
  readonly size: number;
  /** What stands for the row after which it begins. */
  readonly after: string | null;
  /** Ties a cursor to its list and filter. */
  readonly fingerprint: string;
}

/** @param list its name and all that makes it another list @throws ApiError BAD_USER_INPUT, PAGE_TOO_LARGE, INVALID_CURSOR */
export function pageAsked(
  list: readonly unknown[],
  { first, after }: { readonly first?: number | null; readonly after?: string | null },
): PageAsked {
  const size = first ?? DEFAULT_PAGE;
  if (size < 0) throw new ApiError('BAD_USER_INPUT', '`first` cannot be negative');
  if (size > LARGEST_PAGE) throw new ApiError('PAGE_TOO_LARGE', `A page holds at most ${LARGEST_PAGE} rows`);
  const text = JSON.stringify(list, (_key, value: unknown) => value ?? undefined);
  const fingerprint = createHash('sha256').update(text).digest('base64url').slice(0, FINGERPRINT);
  return { size, fingerprint, after: after == null ? null : keyOf(after, fingerprint) };
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
  const at = page.after === null ? -1 : all.findIndex((one) => key(one) === page.after);
  if (page.after !== null && at < 0) throw invalidCursor();
  const rows = all.slice(at + 1, at + 1 + page.size);
  const edges = rows.map((node) => ({ node, cursor: cursorOf(page, key(node)) }));
  const more = at + 1 + page.size < all.length;
  return { edges, nodes: rows, pageInfo: pageInfoOf(edges, more, page.after !== null), totalCount: all.length };
}

export const pageInfoOf = (edges: readonly { readonly cursor: string }[], hasNextPage: boolean, hasPreviousPage: boolean) => ({
  hasNextPage,
  hasPreviousPage,
  startCursor: edges[0]?.cursor ?? null,
  endCursor: edges.at(-1)?.cursor ?? null,
});
