import { getNamedType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import {
  ApiError,
  carriedKey,
  clears,
  relationKey,
  rightsOf,
  type Args,
  type RowCondition,
  type DeclaredFieldExtensions,
  type RowOrder,
  type PlanTime,
  type PrivacyLevel,
  type RelationRead,
  type SqlRead,
  type TableDeclaration,
} from 'xianjie/schema';
import { collectFields, type Document } from './collect.js';
import { planConnection } from './connection.js';
import { listSql, oneSql } from './json.js';
import type { PageRequest } from './page.js';
import type { Planning } from './planning.js';
import { conditionSql, joinSql, orderSql, Statement, whole, type RowAlias } from './statement.js';
import { columnLevels, tableOf, tableType } from './tables.js';

type Path = readonly string[];

/** Plans one statement: turns selections over declared fields into SQL. */
export class Planner implements Planning {
  readonly statement = new Statement();
  /** Paths of what the viewer may not see and has no masked text. */
  readonly masked: Path[] = [];
  private readonly clearUpTo: PrivacyLevel;

  constructor(
    readonly document: Document,
    readonly at: PlanTime,
    /** Paging of the connections met on the way, by their field node. */
    readonly pages: Map<FieldNode, PageRequest>,
  ) {
    // Nobody's connection may select a SENSITIVE column.
    const own = rightsOf(at.viewer).levelIn('core') ?? 'PUBLIC';
    this.clearUpTo = clears(own, 'PERSONAL') ? 'PERSONAL' : own;
  }

  clears(level: PrivacyLevel): boolean {
    return clears(this.clearUpTo, level);
  }

  /** What a selection asks of a row, as `select` items: SQL by result key. */
  projection(type: GraphQLObjectType, nodes: readonly FieldNode[], row: RowAlias, path: Path): Map<string, string> {
    const items = new Map<string, string>();
    const table = tableOf(type);
    if (!table) throw new Error(`The type ${type.name} declares no table`);
    const fields = type.getFields();
    for (const [responseName, fieldNodes] of collectFields(this.document, type, nodes)) {
      const node = fieldNodes[0] as FieldNode;
      const field = fields[node.name.value];
      if (field) this.planField(items, table, field, responseName, fieldNodes, row, [...path, responseName]);
    }
    return items;
  }

  private planField(
    items: Map<string, string>,
    table: TableDeclaration,
    field: GraphQLField<unknown, unknown>,
    responseName: string,
    nodes: readonly FieldNode[],
    row: RowAlias,
    path: Path,
  ): void {
    const { read, level = 'PUBLIC' } = field.extensions as DeclaredFieldExtensions;
    const carry = (columns: readonly string[]): void => {
      for (const column of columns) items.set(carriedKey(column), row.column(column));
    };
    if (read?.by === 'id') return carry([table.key]);
    if (!this.clears(level)) {
      const masked = read?.by === 'column' || read?.by === 'encrypted' ? read.masked : undefined;
      if (masked === undefined) this.masked.push(path);
      else items.set(read?.by === 'column' ? field.name : carriedKey(masked), row.column(masked));
      return;
    }
    if (!read) return carry([table.key, ...table.carries]);
    const args = (): Args => getArgumentValues(field, nodes[0] as FieldNode, this.document.variables);
    switch (read.by) {
      case 'column':
        items.set(field.name, this.columnSql(row, read.column, field));
        return;
      case 'encrypted':
        items.set(carriedKey(read.column), row.column(read.column));
        return;
      case 'sql':
        items.set(field.args.length > 0 ? relationKey(responseName) : field.name, this.expressionSql(read, row, args()));
        return;
      case 'relation':
        items.set(relationKey(responseName), this.relationSql(read, field, nodes, row, args(), path));
        return;
      case 'connection':
        items.set(relationKey(responseName), planConnection(this, read, nodes, row, args(), path));
        return;
      case 'batched':
        return carry([table.key, ...table.carries, ...read.needs]);
    }
  }

  /** Decimals leave as text: a JSON number would lose their places. */
  private columnSql(row: RowAlias, column: string, field: GraphQLField<unknown, unknown>): string {
    return getNamedType(field.type).name === 'Decimal' ? `${row.column(column)}::text` : row.column(column);
  }

  private expressionSql(read: SqlRead, row: RowAlias, args: Args): string {
    return `(${read.expression({ ...this.at, column: (name) => row.column(name), bind: (value) => this.statement.bind(value) }, args)})`;
  }

  private relationSql(
    read: RelationRead,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    parent: RowAlias,
    args: Args,
    path: Path,
  ): string {
    const { type, table } = tableType(this.document.schema, getNamedType(field.type).name);
    const row = this.statement.row(table.table);
    const projection = this.projection(type, nodes, row, read.many ? [...path, '*'] : path);
    const where = [
      ...joinSql(parent, read.from, row, read.to),
      ...[...table.rows, ...read.where(args, this.at)].map((condition) => conditionSql(this.statement, row, condition)),
    ];
    if (!read.many) return oneSql(projection, row, where, orderSql(row, read.orderBy));
    const limit = read.limit === undefined ? '' : ` limit ${whole(read.limit)}`;
    const keep = (read.newest?.keep?.(args, this.at) ?? []).map((condition) => conditionSql(this.statement, row, condition));
    return listSql(projection, row, where, read.orderBy, limit, read.newest && { ...read.newest, keep });
  }

  /** Refuses to filter or sort by what the viewer may not see. */
  assertMayCompare(type: GraphQLObjectType, conditions: readonly RowCondition[], orders: readonly RowOrder[]): void {
    const levels = columnLevels(type);
    const check = (column: string): void => {
      const level = levels.get(column);
      if (level && !this.clears(level))
        throw new ApiError('FORBIDDEN', `Filtering or sorting by this field of ${type.name} needs the right to see it (${level})`);
    };
    const visit = (condition: RowCondition): void => {
      if (condition.is === 'not') visit(condition.condition);
      else if (condition.is === 'any') condition.conditions.forEach(visit);
      else if (condition.is === 'related') condition.from.forEach(check);
      else if (condition.is === 'lastWord') condition.per.forEach(check);
      else if (condition.is === 'lastSaid') [...condition.per, condition.column].forEach(check);
      else check(condition.column);
    };
    conditions.forEach(visit);
    orders.forEach((order) => check(order.column));
  }
}
