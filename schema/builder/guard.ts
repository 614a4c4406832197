import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { ApiError } from '../contract/errors.js';
import { holds, missingRight, readable } from '../contract/rights.js';
import type { PrivacyLevel } from '../contract/privacy.js';
import type { GraphContext } from '../contract/services.js';
import type { DeclaredFieldExtensions } from './declared.js';

type Field = GraphQLField<unknown, GraphContext>;
type Resolver = GraphQLFieldResolver<unknown, GraphContext>;

/** Whose scopes a field (`Type.field`) asks for: its module's, the core's for a part of the machinery; undefined: nobody knows. */
export type ModuleOfField = (type: GraphQLObjectType, field: string) => string | undefined;

/** Writes into every object type and its fields which module they belong to: its rights decide who sees them, wherever the type comes from. */
export function nameModules(schema: GraphQLSchema, moduleOf: ModuleOfField): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    type.extensions = { ...type.extensions, module: moduleOf(type, '') };
    for (const field of Object.values(type.getFields())) {
      const module = moduleOf(type, field.name);
      if (module !== undefined) field.extensions = { ...field.extensions, module };
    }
  }
}

/**
 * Puts the guard around every root field, and around every field with a level whose type is no table's (rows of tables are guarded where
 * they are planned). It is done to the finished schema, so that no author of a resolver can forget it or opt out.
 */
export function guardGraph(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const isRoot = roots.includes(type);
    if (!isRoot && type.extensions['table'] !== undefined) continue;
    for (const field of Object.values(type.getFields()) as Field[])
      if (isRoot) guardRoot(type, field);
      else guardValue(type, field);
  }
}

function guardRoot(type: GraphQLObjectType, field: Field): void {
  const { scope } = field.extensions as DeclaredFieldExtensions;
  if (scope === undefined) throw new Error(`the root field ${type.name}.${field.name} names no scope`);
  const guarded =
    (resolve: Resolver): Resolver =>
    (source, args, context, info) => {
      if (!holds(context.viewer, scope)) throw new ApiError('FORBIDDEN', `${type.name}.${field.name} needs the scope "${scope}".`);
      return resolve(source, args, context, info) as unknown;
    };
  field.resolve = guarded(field.resolve ?? defaultFieldResolver);
  if (field.subscribe) field.subscribe = guarded(field.subscribe);
}

function guardValue(type: GraphQLObjectType, field: Field): void {
  const { level, module } = field.extensions as DeclaredFieldExtensions;
  if (level === undefined || module === undefined) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    return mayShow(context.viewer, module, level, `${type.name}.${field.name}`) ? (resolve(source, args, context, info) as unknown) : null;
  };
}

/**
 * Whether a field's value may be shown; false: it comes masked. What is not personal cannot be masked: it is refused.
 * @param place `Type.field`
 * @throws ApiError FORBIDDEN
 */
export function mayShow(viewer: GraphContext['viewer'], module: string, level: PrivacyLevel, place: string): boolean {
  if (readable(viewer, module, level)) return true;
  if (level === 'PERSONAL' || level === 'SENSITIVE') return false;
  throw new ApiError('FORBIDDEN', `${place} ${missingRight(viewer, module, level)}`);
}
