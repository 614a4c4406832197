import type { RowOrder } from 'xianjie/schema';
import { orderSql, quoted, whereSql, type RowAlias } from './statement.js';

/** `select` items as SQL. */
export const selectSql = (items: ReadonlyMap<string, string>): string =>
  items.size === 0 ? '1 as "$"' : [...items].map(([key, sql]) => `${sql} as ${quoted(key)}`).join(', ');

/** One row as JSON, or null. */
export function oneSql(projection: ReadonlyMap<string, string>, row: RowAlias, where: readonly string[], order: string): string {
  return `(select row_to_json(r) from (select ${selectSql(projection)} from ${row.source()}${whereSql(where)}${order} limit 1) r)`;
}

/** Many rows as a JSON array. A limit works on an inner table, before anything is projected. */
export function listSql(
  projection: ReadonlyMap<string, string>,
  row: RowAlias,
  where: readonly string[],
  orders: readonly RowOrder[],
  limit: string,
  newest?: { readonly per: readonly string[]; readonly by: readonly RowOrder[]; readonly keep: readonly string[] },
): string {
  const select = selectSql(projection);
  const order = orderSql(row, orders);
  let inner: string;
  if (newest) {
    const per = newest.per.map((column) => row.column(column)).join(', ');
    const first = orderSql(row, newest.by).replace(' order by ', ', ');
    const columns = row.columns();
    inner = `select ${select} from (select distinct on (${per}) ${columns} from ${row.source()}${whereSql(where)} order by ${per}${first}) ${row.alias}${whereSql(newest.keep)}${order}${limit}`;
  } else if (limit === '') {
    inner = `select ${select} from ${row.source()}${whereSql(where)}${order}`;
  } else {
    inner = `select ${select} from (select ${row.columns()} from ${row.source()}${whereSql(where)}${order}${limit}) ${row.alias}`;
  }
  return `(select coalesce(json_agg(row_to_json(r)), '[]'::json) from (${inner}) r)`;
}
