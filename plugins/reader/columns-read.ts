import { getNamedType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import {
  columnsOfExpression,
  sampleArguments,
  TRIED_AT,
  tried,
  type DeclaredFieldExtensions,
  type PrivacyLevel,
  type Read,
  type RowCondition,
  type TableDeclaration,
} from 'xianjie/schema';
import { columnLevels, tableOf } from './tables.js';

/** A column that a declared field reads, compares or sorts by, and how personal the field says that is. */
export interface ColumnUse {
  /** `Type.field`, or `Type` for what every one of its rows needs. */
  readonly place: string;
  readonly table: string;
  readonly column: string;
  readonly level: PrivacyLevel;
}

/**
 * Every column that the declared fields of a graph name, so that a start can ask the database for them: of an SQL expression those of its
 * own row, of a filter those that it compares when all of its arguments are given.
 */
export function columnsRead(schema: GraphQLSchema): readonly ColumnUse[] {
  const uses = new Map<string, ColumnUse>();
  const add = (place: string, table: string, columns: readonly string[], level: PrivacyLevel): void => {
    for (const column of columns) uses.set(JSON.stringify([place, table, column, level]), { place, table, column, level });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const table = tableOf(type);
    if (table) ofType(type, table, add);
    for (const field of Object.values(type.getFields())) ofField(schema, type, table, field, add);
  }
  return [...uses.values()];
}

type Add = (place: string, table: string, columns: readonly string[], level: PrivacyLevel) => void;

function ofType(type: GraphQLObjectType, table: TableDeclaration, add: Add): void {
  // Whoever sees a row at all has these read with it.
  add(type.name, table.table, [table.key, ...table.carries], 'INTERNAL');
  ofConditions(type.name, table.table, table.rows, () => 'INTERNAL', add, 'INTERNAL');
  for (const [column, level] of Object.entries(table.columns)) add(type.name, table.table, [column], level);
}

function ofField(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  table: TableDeclaration | undefined,
  field: GraphQLField<unknown, unknown>,
  add: Add,
): void {
  const { read, level = 'PUBLIC' } = field.extensions as DeclaredFieldExtensions;
  if (read === undefined) return;
  const place = `${type.name}.${field.name}`;
  const own = (columns: readonly string[], at: PrivacyLevel = level): void => {
    if (table) add(place, table.table, columns, at);
  };
  if (read.by === 'column' || read.by === 'encrypted') {
    own([read.column]);
    if (read.masked !== undefined) own([read.masked], 'INTERNAL');
  } else if (read.by === 'sql') own(columnsOfExpression(read, field));
  else if (read.by === 'batched') own(read.needs);
  else if (read.by === 'relation' || read.by === 'connection') {
    own(read.from);
    const target = schema.getType(read.by === 'connection' ? read.node : getNamedType(field.type).name);
    const other = isObjectType(target) ? tableOf(target) : undefined;
    if (isObjectType(target) && other) ofRows(place, field, read, target, other, level, add);
  }
}

type RowsRead = Extract<Read, { readonly by: 'relation' | 'connection' }>;

function ofRows(
  place: string,
  field: GraphQLField<unknown, unknown>,
  read: RowsRead,
  target: GraphQLObjectType,
  { table }: TableDeclaration,
  level: PrivacyLevel,
  add: Add,
): void {
  add(place, table, read.to, level);
  // By a column that is more personal than the list, only those may filter or sort who may see it.
  const levels = columnLevels(target);
  const asked = (column: string): PrivacyLevel => (read.by === 'connection' ? (levels.get(column) ?? level) : level);
  // A list that only those see who see personal data may look at as much in another table.
  const related: PrivacyLevel = level === 'PUBLIC' ? 'INTERNAL' : level;
  for (const args of [{}, sampleArguments(field.args)]) {
    ofConditions(
      place,
      table,
      tried(() => read.where(args, TRIED_AT)),
      asked,
      add,
      related,
    );
    const orders = read.by === 'relation' ? read.orderBy : tried(() => read.orderBy(args));
    for (const { column } of orders) add(place, table, [column], asked(column));
    if (read.by !== 'relation' || read.newest === undefined) continue;
    const { per, by, keep } = read.newest;
    add(place, table, [...per, ...by.map(({ column }) => column)], level);
    ofConditions(
      place,
      table,
      tried(() => keep?.(args, TRIED_AT) ?? []),
      asked,
      add,
      related,
    );
  }
}

function ofConditions(
  place: string,
  table: string,
  conditions: readonly RowCondition[],
  level: (column: string) => PrivacyLevel,
  add: Add,
  related: PrivacyLevel,
): void {
  for (const condition of conditions) {
    if (condition.is === 'not') ofConditions(place, table, [condition.condition], level, add, related);
    else if (condition.is === 'any') ofConditions(place, table, condition.conditions, level, add, related);
    else if (condition.is === 'related') {
      for (const column of condition.from) add(place, table, [column], level(column));
      add(place, condition.table, condition.to, related);
      ofConditions(place, condition.table, condition.where, () => related, add, related);
    } else
      for (const column of condition.is === 'lastWord'
        ? condition.per
        : condition.is === 'lastSaid'
          ? [...condition.per, condition.column]
          : [condition.column])
        add(place, table, [column], level(column));
  }
}
