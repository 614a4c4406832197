import { createHash } from 'node:crypto';
import { ApiError, isUuid, type Args, type RowOrder, type Page, type Row, type TableDeclaration } from 'xianjie/schema';
import { quoted, type RowAlias, type Statement } from './statement.js';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 100;

/** What the paging arguments of one connection say, checked. */
export interface PageRequest {
  readonly size: number;
  readonly backward: boolean;
  readonly after: string | null;
  readonly before: string | null;
  readonly fingerprint: string;
}

/** What the statement gives for a connection. */
export interface RawPage {
  readonly rows?: readonly Row[];
  readonly total?: number;
  readonly after?: boolean | null;
  readonly before?: boolean | null;
}

const invalidCursor = (): ApiError =>
  new ApiError('INVALID_CURSOR', 'This cursor is not one of this list, in this order and with this filter');

/** Reads the paging arguments. The fingerprint ties a cursor to node type, order and filter. */
export function pageRequest(node: string, table: TableDeclaration, orders: readonly RowOrder[], args: Args): PageRequest {
  const { first, last, after, before, ...filter } = args;
  if (first != null && last != null) throw new ApiError('BAD_USER_INPUT', '`first` and `last` cannot be given together');
  const size = (first ?? last ?? DEFAULT_PAGE) as number;
  if (size < 0) throw new ApiError('BAD_USER_INPUT', '`first` and `last` cannot be negative');
  if (size > LARGEST_PAGE) throw new ApiError('PAGE_TOO_LARGE', `A page holds at most ${LARGEST_PAGE} rows`);
  // An argument left out and one that is null are the same list.
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([node, orders, filter], (_key, value: unknown) => value ?? undefined))
    .digest('base64url')
    .slice(0, 8);
  const key = (cursor: unknown): string | null => (cursor == null ? null : readCursor(String(cursor), fingerprint, table));
  return { size, backward: last != null, after: key(after), before: key(before), fingerprint };
}

/** The cursor of a row: the fingerprint and the row's key. No sort key leaks. */
const cursorOf = (fingerprint: string, key: string): string => Buffer.from(`${fingerprint}${key}`, 'utf8').toString('base64url');

function readCursor(cursor: string, fingerprint: string, table: TableDeclaration): string {
  if (cursor.length > 200 || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw invalidCursor();
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const key = text.slice(8);
  if (!text.startsWith(fingerprint) || !isKey(table, key) || cursorOf(fingerprint, key) !== cursor) throw invalidCursor();
  return key;
}

/** Whether a text can be a key of a table: the database would refuse to compare another with it. */
export function isKey({ keyKind }: TableDeclaration, key: string): boolean {
  if (keyKind === 'uuid') return isUuid(key);
  return keyKind === 'number' ? /^[1-9][0-9]{0,14}$/.test(key) : /^[A-Za-z0-9_.-]{1,100}$/.test(key);
}

/** The rows beyond a cursor's row; its sort key is read again by its key, in this statement. */
export function beyondSql(
  statement: Statement,
  row: RowAlias,
  table: TableDeclaration,
  orders: readonly RowOrder[],
  key: string,
  behind: boolean,
): string {
  const cursorKey = statement.bind(key);
  const at = (column: string): string =>
    column === table.key
      ? cursorKey
      : `(select c.${quoted(column)} from ${quoted(table.table)} c where c.${quoted(table.key)} = ${cursorKey})`;
  const step = (index: number): string => {
    const order = orders[index] as RowOrder;
    const here = row.column(order.column);
    const there = at(order.column);
    const operator = (order.direction === 'ASC') === behind ? '>' : '<';
    const beyond = !order.nullable
      ? `${here} ${operator} ${there}`
      : behind
        ? `(${here} ${operator} ${there} or (${here} is null and ${there} is not null))`
        : `(${here} ${operator} ${there} or (${here} is not null and ${there} is null))`;
    if (index === orders.length - 1) return beyond;
    const same = order.nullable ? `${here} is not distinct from ${there}` : `${here} = ${there}`;
    return `(${beyond} or (${same} and ${step(index + 1)}))`;
  };
  const leading = orders[0] as RowOrder;
  if (leading.nullable || orders.length === 1) return step(0);
  // A plain range on the leading column, which an index can serve.
  const operator = (leading.direction === 'ASC') === behind ? '>=' : '<=';
  return `${row.column(leading.column)} ${operator} ${at(leading.column)} and ${step(0)}`;
}

/** A page as the connection's types show it. */
export function unfoldPage(table: TableDeclaration, request: PageRequest, raw: RawPage): Page {
  if ((request.after !== null && raw.after !== true) || (request.before !== null && raw.before !== true)) throw invalidCursor();
  const read = raw.rows ?? [];
  const more = read.length > request.size;
  const nodes = more ? read.slice(0, request.size) : [...read];
  if (request.backward) nodes.reverse();
  const cursor = (row: Row): string => cursorOf(request.fingerprint, String(row[`$${table.key}`]));
  const cursorAt = (index: number): string | null => {
    const row = nodes.at(index);
    return row ? cursor(row) : null;
  };
  const { backward, after, before } = request;
  // Cursors cost a little each: made only where they are asked for.
  return {
    get edges() {
      return nodes.map((node) => ({ node, get cursor() { return cursor(node); } })); // prettier-ignore
    },
    nodes,
    pageInfo: {
      hasNextPage: backward ? before !== null : more,
      hasPreviousPage: backward ? more : after !== null,
      get startCursor() { return cursorAt(0); }, // prettier-ignore
      get endCursor() { return cursorAt(-1); }, // prettier-ignore
    },
    totalCount: raw.total ?? null,
  };
}
