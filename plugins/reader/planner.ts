import {
  getNamedType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { getArgumentValues } from 'graphql/execution/values.js';
import {
  carriedKey,
  mayShow,
  relationKey,
  type Args,
  type RowCondition,
  type DeclaredFieldExtensions,
  type RowOrder,
  type PlanTime,
  type RelationRead,
  type SqlRead,
  type TableDeclaration,
} from 'xianjie/schema';
import { assertMayCompare } from './compare.js';
import { collectFields, type Document } from './collect.js';
import { planConnection } from './connection.js';
import { listSql, oneSql } from './json.js';
import type { PageRequest } from './page.js';
import type { Planning } from './planning.js';
import { isPersonal, mark } from './shown.js';
import { conditionSql, joinSql, orderSql, Statement, whole, type RowAlias } from './statement.js';
import { rowsSeen, tableOf, tableType } from './tables.js';

type Path = readonly string[];

const peopleOf = new WeakMap<GraphQLObjectType, { readonly module: string | undefined }>();

/** The module of people's or households' rows that a relation leads to; undefined: rows that nobody keeps personal data in. */
function moduleOfPeople(output: GraphQLOutputType): string | undefined {
  const type = getNamedType(output);
  if (!isObjectType(type)) return undefined;
  const known = peopleOf.get(type) ?? { module: ownModuleOfPeople(type) };
  peopleOf.set(type, known);
  return known.module;
}

function ownModuleOfPeople(type: GraphQLObjectType): string | undefined {
  const fields = Object.values(type.getFields()).map((field) => ({ name: field.name, ...(field.extensions as DeclaredFieldExtensions) }));
  const own = fields.find(({ name }) => name === 'id')?.module ?? 'core';
  return fields.some(({ module = 'core', level = 'PUBLIC' }) => module === own && isPersonal(level)) ? own : undefined;
}

/** Plans one statement: turns selections over declared fields into SQL. */
export class Planner implements Planning {
  readonly statement = new Statement();
  /** Paths of what the viewer may not see and has no masked text. */
  readonly masked: Path[] = [];
  /** Whether rows of it say whose personal data they show. */
  marked = false;
  constructor(
    readonly document: Document,
    readonly at: PlanTime,
    /** Paging of the connections met on the way, by their field node. */
    readonly pages: Map<FieldNode, PageRequest>,
  ) {}

  /** What a selection asks of a row, as `select` items: SQL by result key. */
  projection(type: GraphQLObjectType, nodes: readonly FieldNode[], row: RowAlias, path: Path): Map<string, string> {
    const items = new Map<string, string>();
    const table = tableOf(type);
    if (!table) throw new Error(`The type ${type.name} declares no table`);
    const fields = type.getFields();
    for (const [responseName, fieldNodes] of collectFields(this.document, type, nodes)) {
      const node = fieldNodes[0] as FieldNode;
      const field = fields[node.name.value];
      if (field) this.planField(items, type, table, field, responseName, fieldNodes, row, [...path, responseName]);
    }
    return items;
  }

  private planField(
    items: Map<string, string>,
    type: GraphQLObjectType,
    table: TableDeclaration,
    field: GraphQLField<unknown, unknown>,
    responseName: string,
    nodes: readonly FieldNode[],
    row: RowAlias,
    path: Path,
  ): void {
    const { read, level = 'PUBLIC', module = 'core' } = field.extensions as DeclaredFieldExtensions;
    const shown = mayShow(this.at.viewer, module, level, `${type.name}.${field.name}`);
    const carry = (columns: readonly string[]): void => {
      for (const column of columns) items.set(carriedKey(column), row.column(column));
    };
    if (read?.by === 'id') return carry([table.key]);
    if (!shown) {
      const masked = read?.by === 'column' || read?.by === 'encrypted' ? read.masked : undefined;
      if (masked === undefined) this.masked.push(path);
      else items.set(read?.by === 'column' ? field.name : carriedKey(masked), row.column(masked));
      return;
    }
    if (isPersonal(level)) this.mark(items, type, table, row);
    if (!read) return carry([table.key, ...table.carries]);
    const args = (): Args => getArgumentValues(field, nodes[0] as FieldNode, this.document.variables);
    switch (read.by) {
      case 'column':
        items.set(field.name, this.columnSql(row, read.column, field));
        return;
      case 'encrypted':
        items.set(carriedKey(read.column), row.column(read.column));
        return;
      case 'sql': {
        const key = field.args.length > 0 ? relationKey(responseName) : field.name;
        // Written once: a value bound for a text that nobody sends would have no type.
        if (!items.has(key)) items.set(key, this.expressionSql(read, row, args()));
        return;
      }
      case 'relation':
        // A row of another module is closed to whoever may not read that one, and a field that is never null cannot say so by itself.
        if (!read.many && isNonNullType(field.type) && !isPersonal(level)) {
          const people = moduleOfPeople(field.type);
          if (people !== undefined) mayShow(this.at.viewer, people, level, `${type.name}.${field.name}`);
        }
        items.set(relationKey(responseName), this.relationSql(read, field, nodes, row, args(), path));
        return;
      case 'connection':
        items.set(relationKey(responseName), planConnection(this, read, { nodes, parent: row, args: args(), path, level }));
        return;
      case 'batched':
        return carry([table.key, ...table.carries, ...read.needs]);
    }
  }

  /** Has a row say whose it is, because something personal of it is shown. */
  mark(items: Map<string, string>, type: GraphQLObjectType, table: TableDeclaration, row: RowAlias): void {
    this.marked = true;
    mark(items, type, table, row);
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
    const asked = read.where(args, this.at);
    const kept = read.newest?.keep?.(args, this.at) ?? [];
    // Without arguments it is the declaration alone that chooses: part of what the field means.
    if (field.args.length > 0) this.assertMayCompare(type, [...asked, ...kept], []);
    const where = [
      ...joinSql(parent, read.from, row, read.to),
      ...[...rowsSeen(table, this.at.viewer), ...asked].map((condition) => conditionSql(this.statement, row, condition)),
    ];
    if (!read.many) return oneSql(projection, row, where, orderSql(row, read.orderBy));
    const limit = read.limit === undefined ? '' : ` limit ${whole(read.limit)}`;
    const keep = kept.map((condition) => conditionSql(this.statement, row, condition));
    return listSql(projection, row, where, read.orderBy, limit, read.newest && { ...read.newest, keep });
  }

  /** Refuses to filter or sort by what the viewer may not see, in whatever table it lies. */
  assertMayCompare(type: GraphQLObjectType, conditions: readonly RowCondition[], orders: readonly RowOrder[]): void {
    assertMayCompare(this.document.schema, this.at.viewer, type, conditions, orders);
  }
}
