import type { FieldNode, GraphQLObjectType } from 'graphql';
import {
  ascending,
  SPLIT,
  splitKey,
  type Args,
  type ConnectionRead,
  type PrivacyLevel,
  type RowOrder,
  type TableDeclaration,
} from 'xianjie/schema';
import { collectFields } from './collect.js';
import { beyondSql, pageRequest, type PageRequest } from './page.js';
import { selectSql } from './json.js';
import type { Planning } from './planning.js';
import { comparesPersonal, isPersonal, PAGE_SIZE } from './shown.js';
import { conditionSql, joinSql, orderSql, whereSql, whole, type RowAlias } from './statement.js';
import { rowsSeen, tableType } from './tables.js';

/** Where a connection is asked. */
export interface ConnectionPlace {
  readonly nodes: readonly FieldNode[];
  /** Null: the query root. */
  readonly parent: RowAlias | null;
  readonly args: Args;
  readonly path: readonly string[];
  /** How personal it is to stand in the list. */
  readonly level: PrivacyLevel;
}

/** A connection as one JSON value: the page's rows (one more where it is asked whether more follow), the total, the cursors' rows. */
export function planConnection(planner: Planning, read: ConnectionRead, { nodes, parent, args, path, level }: ConnectionPlace): string {
  const { statement, document, at } = planner;
  const { type, table } = tableType(document.schema, read.node);
  const orders: readonly RowOrder[] = withTieBreak(read.orderBy(args), table);
  const filter = read.where(args, at);
  planner.assertMayCompare(type, filter, orders);
  const page = pageRequest(read.node, table, orders, args);
  planner.pages.set(nodes[0] as FieldNode, page);

  const asked = whatIsAsked(planner, read.node, nodes);
  const conditions = (row: RowAlias): string[] => [
    ...(parent ? joinSql(parent, read.from, row, read.to) : []),
    ...[...rowsSeen(table, at.viewer), ...filter].map((condition) => conditionSql(statement, row, condition)),
  ];
  const personal = isPersonal(level) || comparesPersonal(type, filter, orders);
  const parts: string[] = [];
  if (asked.rows) parts.push(`'rows', ${rowsSql(planner, type, table, orders, page, asked, conditions, path, personal)}`);
  if (planner.marked) parts.push(`'${PAGE_SIZE}', ${whole(page.size)}`);
  if (asked.total) {
    const row = statement.row(table.table);
    const where = conditions(row);
    parts.push(`'total', (select count(*) from ${row.source()}${whereSql(where)})`);
  }
  for (const side of ['after', 'before'] as const) {
    const key = page[side];
    if (key === null) continue;
    const row = statement.row(table.table);
    const where = [`${row.column(table.key)} = ${statement.bind(key)}`, ...(parent ? joinSql(parent, read.from, row, read.to) : [])];
    parts.push(`'${side}', (select true from ${row.source()}${whereSql(where)})`);
  }
  return `json_build_object(${parts.join(', ')})`;
}

function rowsSql(
  planner: Planning,
  type: GraphQLObjectType,
  table: TableDeclaration,
  orders: readonly RowOrder[],
  page: PageRequest,
  { selections, beyond }: Asked,
  conditions: (row: RowAlias) => string[],
  path: readonly string[],
  personal: boolean,
): string {
  const { statement } = planner;
  const row = statement.row(table.table);
  const items = new Map<string, string>();
  const only = selections.length === 1 ? selections[0] : undefined;
  for (const { key, nodes, suffix } of selections) {
    const projection = planner.projection(type, nodes, row, [...path, ...suffix]);
    // The same rows asked twice (edges and nodes, or under aliases) are kept apart.
    if (only) for (const [name, sql] of projection) items.set(name, sql);
    else items.set(key, `(select row_to_json(s) from (select ${selectSql(projection)}) s)`);
  }
  if (!only) items.set(SPLIT, 'true');
  if (personal) planner.mark(items, type, table, row);
  items.set(`$${table.key}`, row.column(table.key));
  const where = conditions(row);
  if (page.after !== null) where.push(beyondSql(statement, row, table, orders, page.after, true));
  if (page.before !== null) where.push(beyondSql(statement, row, table, orders, page.before, false));
  const order = orderSql(row, orders, page.backward);
  const limit = ` limit ${whole(beyond ? page.size + 1 : page.size)}`;
  const inner = `select ${row.columns()} from ${row.source()}${whereSql(where)}${order}${limit}`;
  return `(select coalesce(json_agg(row_to_json(r)), '[]'::json) from (select ${selectSql(items)} from (${inner}) ${row.alias}) r)`;
}

/** The order with the key at its end. */
function withTieBreak(orders: readonly RowOrder[], table: TableDeclaration): readonly RowOrder[] {
  const end = orders.findIndex((order) => order.column === table.key);
  return end >= 0 ? orders.slice(0, end + 1) : [...orders, ascending(table.key)];
}

interface Selection {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly suffix: readonly string[];
}

interface Asked {
  readonly rows: boolean;
  /** Whether more follow: then one more is read, with all that is asked of a row. */
  readonly beyond: boolean;
  readonly total: boolean;
  readonly selections: readonly Selection[];
}

/** What a connection's selection wants: its rows, their number, and where the rows' fields are selected. */
function whatIsAsked(planner: Planning, node: string, nodes: readonly FieldNode[]): Asked {
  const { schema } = planner.document;
  const connection = schema.getType(`${node}Connection`) as GraphQLObjectType;
  const edge = schema.getType(`${node}Edge`) as GraphQLObjectType;
  let rows = false;
  let beyond = false;
  let total = false;
  const selections: Selection[] = [];
  for (const [name, fields] of collectFields(planner.document, connection, nodes)) {
    const asked = fields[0]?.name.value;
    if (asked === 'totalCount') total = true;
    else if (asked !== '__typename') rows = true;
    if (asked === 'pageInfo') beyond = true;
    if (asked === 'nodes') selections.push({ key: splitKey(name), nodes: fields, suffix: [name, '*'] });
    if (asked !== 'edges') continue;
    for (const [nodeName, nodeFields] of collectFields(planner.document, edge, fields)) {
      if (nodeFields[0]?.name.value === 'node') {
        selections.push({ key: splitKey(name, nodeName), nodes: nodeFields, suffix: [name, '*', nodeName] });
      }
    }
  }
  return { rows, beyond, total, selections };
}
