import SchemaBuilder from '@pothos/core';
import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLString,
  specifiedDirectives,
  GraphQLSchema,
  type GraphQLEnumType,
} from 'graphql';
import type { PrivacyLevel } from '../contract/privacy.js';
import { checkGraph } from './check-graph.js';
import type { GraphBuilder, GraphParts, GraphTypes } from './graph-types.js';
import { guardGraph, nameModules } from './guard.js';
import { addRanges } from './list-arguments.js';
import { moduleOfField, moduleOfPlace, namingOwners, ownerOf } from './owners.js';
import './plugin.js';
import { AreaCodeScalar, DateScalar, DateTimeScalar, DecimalScalar, MoneyScalar, YearMonthScalar } from './scalars.js';

export type { GraphBuilder, GraphParts } from './graph-types.js';

const parts = new WeakMap<GraphBuilder, GraphParts>();

/** A fresh builder with the scalars, the privacy levels, the ranges of filters and the roots, and nothing of any module. One schema is built from it. */
export function createBuilder(graph: GraphParts): GraphBuilder {
  const builder: GraphBuilder = new SchemaBuilder<GraphTypes>({ plugins: ['declared'] });
  parts.set(builder, graph);
  builder.addScalarType('Money', MoneyScalar);
  builder.addScalarType('Date', DateScalar);
  builder.addScalarType('DateTime', DateTimeScalar as never);
  builder.addScalarType('YearMonth', YearMonthScalar);
  builder.addScalarType('AreaCode', AreaCodeScalar);
  builder.addScalarType('Decimal', DecimalScalar);
  builder.enumType('PrivacyLevel', {
    description: 'How personal a field is (隐私级别).',
    values: {
      PUBLIC: { description: 'For everybody (公开).' },
      INTERNAL: { description: 'For officials of the area (内部).' },
      PERSONAL: { description: 'Of a named household or person: masked without the right to see it (个人信息).' },
      SENSITIVE: { description: 'Sensitive personal data: masked even then (敏感个人信息).' },
    } satisfies Record<PrivacyLevel, unknown>,
  });
  builder.queryType({ description: 'Reading (查询).' });
  builder.mutationType({ description: 'Writing: each field is one transaction of its own (变更).' });
  addRanges(builder);
  return builder;
}

/** What a builder was made with; for types that show the installed modules themselves. */
export function graphParts(builder: GraphBuilder): GraphParts {
  const known = parts.get(builder);
  if (!known) throw new Error('This builder was not made by createBuilder');
  return known;
}

/** Builds the schema, with the directives `@privacy` and `@scope` and any further ones. A builder builds once. Throws where a declaration cannot work. */
export function buildGraph(builder: GraphBuilder, directives: readonly GraphQLDirective[] = []): GraphQLSchema {
  const schema = namingOwners(builder, () => builder.toSchema({ sortSchema: true }));
  nameModules(schema, (type, field) => moduleOfField(builder, type, field));
  const { modules } = graphParts(builder);
  const tables = modules.flatMap((module) => module.storage?.tables ?? []);
  checkGraph(schema, (field) => ownerOf(builder, field), tables);
  guardGraph(schema);
  const level = schema.getType('PrivacyLevel') as GraphQLEnumType;
  const privacy = new GraphQLDirective({
    name: 'privacy',
    description: 'How personal a field is; above the viewer’s right it comes masked (隐私级别).',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { level: { type: new GraphQLNonNull(level), description: 'The level (级别).' } },
  });
  const scope = new GraphQLDirective({
    name: 'scope',
    description: 'The right that a root field needs, `<module>:<verb>[:<level>]` (权限).',
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { requires: { type: new GraphQLNonNull(GraphQLString), description: 'The right (权限).' } },
  });
  const config = schema.toConfig();
  const built = new GraphQLSchema({ ...config, directives: [...specifiedDirectives, privacy, scope, ...directives] });
  tablesOf.set(
    built,
    new Map(
      modules.flatMap(({ id, storage }) => (storage?.tables ?? []).map((table) => [table.name, { module: id, columns: table.columns }])),
    ),
  );
  modulesOf.set(built, (place) => moduleOfPlace(builder, place));
  return built;
}

const modulesOf = new WeakMap<GraphQLSchema, (place: string) => string | undefined>();

/** A module's own table: whose it is, and how personal its columns are. */
export interface DeclaredTable {
  readonly module: string;
  readonly columns: Readonly<Record<string, PrivacyLevel>>;
}

const tablesOf = new WeakMap<GraphQLSchema, ReadonlyMap<string, DeclaredTable>>();

/** The tables of the modules that a schema was built with, by name. The core's have their levels at the fields that show them. */
export const declaredTables = (schema: GraphQLSchema): ReadonlyMap<string, DeclaredTable> => tablesOf.get(schema) ?? new Map();

/** The module that put a type or a field (`Type.field`) into a schema. */
export const moduleOf = (schema: GraphQLSchema, place: string): string => modulesOf.get(schema)?.(place) ?? 'core';
