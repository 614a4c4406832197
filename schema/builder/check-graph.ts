import { getNamedType, isNonNullType, isObjectType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { highestLevel, type PrivacyLevel } from '../contract/privacy.js';
import type { ModuleTable } from '../contract/storage.js';
import type { DeclaredFieldExtensions, TableDeclaration } from './declared.js';
import { columnsOfExpression } from './sample-arguments.js';

/** Which module put a field there, and whose scopes it may name; undefined: nobody was asked. */
export type OwnerOf = (field: string) => { readonly module: string; readonly scopes: string } | undefined;

const isTable = (type: unknown): boolean =>
  isObjectType(type as never) && (type as { extensions: { table?: TableDeclaration } }).extensions.table !== undefined;

/**
 * What only the whole graph shows: every field says what it means, and of a table's type how personal it is, no less so than the columns that
 * it shows; every relation leads to a table, what may be masked is nullable, every root field names the right it needs. Everything that is
 * wrong is told at once.
 */
export function checkGraph(schema: GraphQLSchema, ownerOf: OwnerOf = () => undefined, tables: readonly ModuleTable[] = []): void {
  const levels = new Map(tables.map((table) => [table.name, table.columns]));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const problems = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) => [
      ...understatedColumns(type, levels),
      ...Object.values(type.getFields()).flatMap((field) => [
        ...understated(type, field, levels),
        ...fieldProblems(schema, type, field),
        ...ownerProblems(type, field),
        ...(roots.includes(type) ? scopeProblems(`${type.name}.${field.name}`, field, ownerOf(`${type.name}.${field.name}`)) : []),
      ]),
    ]);
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function fieldProblems(schema: GraphQLSchema, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string[] {
  const { read, level } = field.extensions as DeclaredFieldExtensions;
  const name = `${type.name}.${field.name}`;
  const problems: string[] = [];
  if (!type.name.startsWith('__') && !field.description?.trim())
    problems.push(`${name} has no description; say in English what it means, with the Chinese term in brackets`);
  if (isTable(type) && level === undefined)
    problems.push(
      `${name} says no privacy level; declare it with t.column, t.sql, t.relation, t.connection or t.batched, or give it extensions { level }`,
    );
  if (read && !isTable(type) && read.by !== 'connection')
    problems.push(`${name} is declared to be read (${read.by}), but ${type.name} has no table; declare the type with builder.tableType`);
  const target = read?.by === 'relation' ? getNamedType(field.type).name : read?.by === 'connection' ? read.node : undefined;
  if (target !== undefined && !isTable(schema.getType(target)))
    problems.push(`${name} leads to ${target}, which has no table; declare it with builder.tableType`);
  const maskedText = read?.by === 'encrypted' || (read?.by === 'column' && read.masked !== undefined);
  if ((level === 'PERSONAL' || level === 'SENSITIVE') && isNonNullType(field.type) && !maskedText)
    problems.push(
      `${name} is ${level} and has no masked text, so it must be nullable: a masked value is null. Leave out "nullable: false", or give it the level that it has`,
    );
  return problems;
}

/** The rights of the module that a field belongs to decide who sees it. */
function ownerProblems(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string[] {
  if (type.name.startsWith('__') || (field.extensions as DeclaredFieldExtensions).module !== undefined) return [];
  return [
    `nobody knows which module declares ${type.name}.${field.name}, so nobody's rights can guard it: declare ${type.name} in the module's "graphql", not while its fields are asked for`,
  ];
}

type Levels = ReadonlyMap<string, Readonly<Record<string, PrivacyLevel>>>;

const tableOf = (type: GraphQLObjectType): TableDeclaration | undefined => (type.extensions as { table?: TableDeclaration }).table;
const below = (level: PrivacyLevel, other: PrivacyLevel): boolean => level !== other && highestLevel([level, other]) === other;

/** A field that is called less personal than a column it shows: whoever may see the one would be shown the other. */
function understated(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, levels: Levels): string[] {
  const { read, level } = field.extensions as DeclaredFieldExtensions;
  const table = tableOf(type);
  if (table === undefined || read === undefined || level === undefined) return [];
  const shown =
    read.by === 'column' || read.by === 'encrypted'
      ? [read.column]
      : read.by === 'relation'
        ? read.from
        : read.by === 'sql'
          ? columnsOfExpression(read, field)
          : [];
  return shown.flatMap((column) => {
    const own = levels.get(table.table)?.[column];
    return own !== undefined && below(level, own)
      ? [
          `${type.name}.${field.name} is ${level}, but shows the column "${table.table}.${column}", which is ${own}: give the field that level`,
        ]
      : [];
  });
}

/** The same of columns that lists are filtered or sorted by. */
function understatedColumns(type: GraphQLObjectType, levels: Levels): string[] {
  const table = tableOf(type);
  return Object.entries(table?.columns ?? {}).flatMap(([column, level]) => {
    const own = levels.get(table?.table ?? '')?.[column];
    return own !== undefined && below(level, own)
      ? [`${type.name} calls the column "${column}" ${level}, but its table declares it ${own}: give it that level in "columns"`]
      : [];
  });
}

/** `<module id>:<verb>[:<level>]` */
const SCOPE = /^([a-z][a-z0-9-]*):[a-z]+(:(public|internal|personal|sensitive))?$/;

function scopeProblems(name: string, field: GraphQLField<unknown, unknown>, owner: ReturnType<OwnerOf>): string[] {
  const { scope } = field.extensions as DeclaredFieldExtensions;
  const module = owner ? ` of module "${owner.module}"` : '';
  const example = `scope: '${owner?.scopes ?? 'core'}:${name.startsWith('Mutation.') ? 'write' : 'read'}'`;
  if (scope === undefined)
    return [`the root field ${name}${module} names no scope, so nobody could be refused it; add ${example} to its options`];
  const prefix = SCOPE.exec(scope)?.[1];
  if (prefix === undefined)
    return [`the root field ${name}${module} has the scope "${scope}"; a scope is "<module id>:<verb>[:<level>]", for example ${example}`];
  if (owner && prefix !== owner.scopes)
    return [
      `the root field ${name}${module} has the scope "${scope}" of "${prefix}"; a module names its own scopes, for example ${example}`,
    ];
  return [];
}

/** Every scope that the root fields name, in order, with the fields that need it. */
export function scopesOf(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { scope } = field.extensions as DeclaredFieldExtensions;
      if (scope !== undefined) found.set(scope, [...(found.get(scope) ?? []), `${type?.name}.${field.name}`]);
    }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}
