import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import {
  ApiError,
  clears,
  declaredTables,
  missingRight,
  readable,
  type DeclaredFieldExtensions,
  type PrivacyLevel,
  type RowCondition,
  type RowOrder,
  type Viewer,
} from 'xianjie/schema';
import { tableOf } from './tables.js';

/** Who sees a column may compare by it: by module the lowest level at which one of its fields shows it. */
type Needs = ReadonlyMap<string, PrivacyLevel>;

/** What the graph knows of a table: whose it is, and what its columns need. */
interface TableNeeds {
  readonly owner: string;
  readonly columns: Map<string, Map<string, PrivacyLevel>>;
}

const ofSchema = new WeakMap<GraphQLSchema, ReadonlyMap<string, TableNeeds>>();

/** Every table that the graph shows or a module declares; worked out once for a schema. */
function tablesOf(schema: GraphQLSchema): ReadonlyMap<string, TableNeeds> {
  const known = ofSchema.get(schema);
  if (known) return known;
  const tables = new Map<string, TableNeeds>();
  const add = (table: string, owner: string, column: string, module: string, level: PrivacyLevel): void => {
    const needs = tables.get(table) ?? { owner, columns: new Map<string, Map<string, PrivacyLevel>>() };
    tables.set(table, needs);
    const ofColumn = needs.columns.get(column) ?? new Map<string, PrivacyLevel>();
    needs.columns.set(column, ofColumn);
    if (clears(ofColumn.get(module) ?? 'SENSITIVE', level)) ofColumn.set(module, level);
  };
  for (const [table, { module, columns }] of declaredTables(schema)) {
    for (const name of ['id', 'area_code']) add(table, module, name, module, 'PUBLIC');
    for (const [column, level] of Object.entries(columns)) add(table, module, column, module, level);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    const table = isObjectType(type) ? tableOf(type) : undefined;
    if (!isObjectType(type) || !table) continue;
    const { module: owner = 'core' } = type.extensions as { readonly module?: string };
    // Where a row lies and that it is there, whoever sees the type knows.
    for (const name of [table.key, 'area_code']) add(table.table, owner, name, owner, 'PUBLIC');
    for (const [column, level] of Object.entries(table.columns)) add(table.table, owner, column, owner, level);
    for (const field of Object.values(type.getFields())) {
      const { read, level = 'PUBLIC', module = owner } = field.extensions as DeclaredFieldExtensions;
      if (read?.by === 'column' || read?.by === 'encrypted') add(table.table, owner, read.column, module, level);
    }
  }
  ofSchema.set(schema, tables);
  return tables;
}

/** A column that nothing declares tells what officials of the area may know; beyond that the database's grants hold. */
function needsOf(schema: GraphQLSchema, table: string, column: string): Needs {
  const known = tablesOf(schema).get(table);
  return known?.columns.get(column) ?? new Map([[known?.owner ?? 'core', 'INTERNAL' as const]]);
}

/**
 * Refuses to filter or sort by what the viewer may not see: an answer that depends on a value tells it. What is looked up in another table
 * counts like a column of the list's own.
 * @throws ApiError FORBIDDEN
 */
export function assertMayCompare(
  schema: GraphQLSchema,
  viewer: Viewer,
  type: GraphQLObjectType,
  conditions: readonly RowCondition[],
  orders: readonly RowOrder[],
): void {
  const check = (table: string, column: string): void => {
    const needs = [...needsOf(schema, table, column)];
    const [first] = needs;
    if (first !== undefined && !needs.some(([module, level]) => readable(viewer, module, level)))
      throw new ApiError('FORBIDDEN', `Filtering or sorting ${type.name} by a field that ${missingRight(viewer, ...first)}`);
  };
  const visit = (table: string, condition: RowCondition): void => {
    if (condition.is === 'not') visit(table, condition.condition);
    else if (condition.is === 'any') for (const one of condition.conditions) visit(table, one);
    else if (condition.is === 'related') {
      for (const column of condition.from) check(table, column);
      for (const column of condition.to) check(condition.table, column);
      for (const one of condition.where) visit(condition.table, one);
    } else if (condition.is === 'lastWord') for (const column of condition.per) check(table, column);
    else if (condition.is === 'lastSaid') for (const column of [...condition.per, condition.column]) check(table, column);
    else check(table, condition.column);
  };
  const own = tableOf(type)?.table ?? '';
  for (const condition of conditions) visit(own, condition);
  for (const { column } of orders) check(own, column);
}
