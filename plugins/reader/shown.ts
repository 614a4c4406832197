import type { GraphQLObjectType } from 'graphql';
import { clears, type PrivacyLevel, type RowCondition, type RowOrder, type TableDeclaration } from 'xianjie/schema';
import type { RowAlias } from './statement.js';
import { columnLevels } from './tables.js';

/** Told of every row of which something personal is shown in clear: its type and its key. */
export type OnClear = (type: string, key: string) => void;

/** Under which key a row says whose personal data it shows. No result key begins so. */
const MARK = '$shown';
/** Under which key a page says how many of its rows are shown: it reads one more, to know whether more follow. */
export const PAGE_SIZE = '$size';

export const isPersonal = (level: PrivacyLevel): boolean => !clears('INTERNAL', level);

/** Has a row say whose it is; read back by `tellShown` once the rows have come. */
export function mark(items: Map<string, string>, type: GraphQLObjectType, table: TableDeclaration, row: RowAlias): void {
  items.set(MARK, `'${type.name}:' || ${row.column(table.key)}`);
}

/** Whether being in a list tells something personal, because it is filtered or sorted by it. */
export function comparesPersonal(type: GraphQLObjectType, conditions: readonly RowCondition[], orders: readonly RowOrder[]): boolean {
  const levels = columnLevels(type);
  const personal = (column: string): boolean => isPersonal(levels.get(column) ?? 'PUBLIC');
  const compares = (condition: RowCondition): boolean => {
    if (condition.is === 'not') return compares(condition.condition);
    if (condition.is === 'any') return condition.conditions.some(compares);
    return 'column' in condition && personal(condition.column);
  };
  return conditions.some(compares) || orders.some(({ column }) => personal(column));
}

/** Finds the marked rows in what a statement gave, however deep they lie. */
export function tellShown(value: unknown, onClear: OnClear): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const one of value) tellShown(one, onClear);
    return;
  }
  const row = value as Readonly<Record<string, unknown>>;
  // Most of what an answer holds is no row: it is passed over without a list being made of it.
  for (const key in row) {
    const inner = row[key];
    if (typeof inner === 'object') tellShown(key === 'rows' && PAGE_SIZE in row ? ofPage(inner, row[PAGE_SIZE]) : inner, onClear);
    else if (key === MARK && typeof inner === 'string') {
      const end = inner.indexOf(':');
      onClear(inner.slice(0, end), inner.slice(end + 1));
    }
  }
}

const ofPage = (rows: unknown, size: unknown): unknown => (Array.isArray(rows) ? rows.slice(0, Number(size)) : rows);
