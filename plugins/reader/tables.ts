import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { DeclaredFieldExtensions, PrivacyLevel, RowCondition, TableDeclaration, Viewer } from 'xianjie/schema';

/** The table of a type, or undefined for a type that is not a table's. */
export function tableOf(type: GraphQLObjectType): TableDeclaration | undefined {
  return (type.extensions as { table?: TableDeclaration }).table;
}

/** A type that must be a table's. */
export function tableType(schema: GraphQLSchema, name: string): { readonly type: GraphQLObjectType; readonly table: TableDeclaration } {
  const type = schema.getType(name);
  const table = isObjectType(type) ? tableOf(type) : undefined;
  if (!isObjectType(type) || !table) throw new Error(`The type ${name} declares no table; declare it with builder.tableType`);
  return { type, table };
}

/** What every row must meet that this viewer sees. */
export const rowsSeen = ({ rows, seenBy }: TableDeclaration, viewer: Viewer): readonly RowCondition[] => [
  ...rows,
  ...(seenBy?.(viewer) ?? []),
];

const levels = new WeakMap<GraphQLObjectType, ReadonlyMap<string, PrivacyLevel>>();

/** How personal each declared column of a type is. A column that nothing declares is left to the database's grants. */
export function columnLevels(type: GraphQLObjectType): ReadonlyMap<string, PrivacyLevel> {
  const known = levels.get(type);
  if (known) return known;
  const found = new Map<string, PrivacyLevel>(Object.entries(tableOf(type)?.columns ?? {}));
  for (const field of Object.values(type.getFields())) {
    const { read, level } = field.extensions as DeclaredFieldExtensions;
    if (read && level && (read.by === 'column' || read.by === 'encrypted')) found.set(read.column, level);
  }
  levels.set(type, found);
  return found;
}
