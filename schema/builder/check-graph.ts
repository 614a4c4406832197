import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import type { DeclaredFieldExtensions, TableDeclaration } from './declared.js';

const isTable = (type: unknown): boolean =>
  isObjectType(type as never) && (type as { extensions: { table?: TableDeclaration } }).extensions.table !== undefined;

/** What only the whole graph shows: every field says what it means, and of a table's type how personal it is, every relation leads to a table. */
export function checkGraph(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { read, level } = field.extensions as DeclaredFieldExtensions;
      const name = `${type.name}.${field.name}`;
      if (!type.name.startsWith('__') && !field.description?.trim()) {
        throw new Error(`${name} has no description; say in English what it means, with the Chinese term in brackets`);
      }
      if (isTable(type) && level === undefined) {
        throw new Error(
          `${name} says no privacy level; declare it with t.column, t.sql, t.relation, t.connection or t.batched, or give it extensions { level }`,
        );
      }
      if (read && !isTable(type) && read.by !== 'connection') {
        throw new Error(
          `${name} is declared to be read (${read.by}), but ${type.name} has no table; declare the type with builder.tableType`,
        );
      }
      const target = read?.by === 'relation' ? getNamedType(field.type).name : read?.by === 'connection' ? read.node : undefined;
      if (target !== undefined && !isTable(schema.getType(target))) {
        throw new Error(`${name} leads to ${target}, which has no table; declare it with builder.tableType`);
      }
    }
  }
}
