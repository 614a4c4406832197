import type { GraphQLObjectType } from 'graphql';
import type { GraphBuilder } from './graph-types.js';

/** Who put which type and field into a builder; Pothos does not know modules. */
interface Owners {
  current: string;
  readonly types: Map<string, string>;
  /** By `Type.field`: the modules that add it, as far as it is added to a type from outside. */
  readonly fields: Map<string, string[]>;
  /** By owner: whose scopes its root fields name. */
  readonly scopes: Map<string, string>;
}

const owners = new WeakMap<GraphBuilder, Owners>();

interface ConfigStore {
  readonly typeConfigs: ReadonlyMap<string, unknown>;
  addFields(param: unknown, fields: () => object): void;
}

const storeOf = (builder: GraphBuilder): ConfigStore => builder.configStore as unknown as ConfigStore;

/** Notes from now on whose fields come in. */
function watch(builder: GraphBuilder): Owners {
  const known = owners.get(builder);
  if (known) return known;
  const noted: Owners = { current: '', types: new Map(), fields: new Map(), scopes: new Map() };
  owners.set(builder, noted);
  const store = storeOf(builder);
  const addFields = store.addFields.bind(store);
  store.addFields = (param, fields) => {
    const owner = noted.current;
    const type = typeof param === 'string' ? param : String((param as { name?: unknown }).name);
    addFields(param, () => {
      const added = fields();
      for (const field of Object.keys(added)) {
        const name = `${type}.${field}`;
        noted.fields.set(name, [...(noted.fields.get(name) ?? []), owner]);
      }
      return added;
    });
  };
  return noted;
}

/**
 * Lets one module add its part. Two modules that add the same type or field stop with an error that names both.
 * @param scopes whose scopes its root fields name: its own, or the core's for a part of the machinery
 */
export function contribute(
  builder: GraphBuilder,
  owner: string,
  add: ((builder: GraphBuilder) => void) | undefined,
  scopes: string = owner,
): void {
  const noted = watch(builder);
  noted.current = owner;
  noted.scopes.set(owner, scopes);
  try {
    add?.(builder);
  } catch (error) {
    const type = /Another type with name (\w+) already exists/.exec(String(error))?.[1];
    if (type === undefined) {
      throw new Error(`module "${owner}" cannot be added to the graph: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    throw collision(`type ${type}`, [noted.types.get(type) ?? 'core', owner]);
  }
  for (const type of storeOf(builder).typeConfigs.keys()) if (!noted.types.has(type)) noted.types.set(type, owner);
}

/** Builds, and says of a field that two modules add who they are. */
export function namingOwners<T>(builder: GraphBuilder, build: () => T): T {
  try {
    return build();
  } catch (error) {
    const [, field, type] = /Duplicate field (\w+) on (\w+)/.exec(String(error)) ?? [];
    const noted = owners.get(builder);
    if (!noted || field === undefined || type === undefined) throw error;
    const added = noted.fields.get(`${type}.${field}`) ?? [];
    // A field that only one module adds from outside stands in the type's own definition too.
    throw collision(`field ${type}.${field}`, added.length > 1 ? added : [noted.types.get(type) ?? 'core', ...added]);
  }
}

/** Which module added a field to a type from outside, as all root fields are added. */
export function ownerOf(builder: GraphBuilder, field: string): { readonly module: string; readonly scopes: string } | undefined {
  const noted = owners.get(builder);
  const [module] = noted?.fields.get(field) ?? [];
  return module === undefined ? undefined : { module, scopes: noted?.scopes.get(module) ?? module };
}

/** Which module a type or a field comes from. */
export function moduleOfPlace(builder: GraphBuilder, place: string): string | undefined {
  const noted = owners.get(builder);
  return noted?.fields.get(place)?.[0] ?? noted?.types.get(place.split('.')[0] ?? '');
}

/**
 * Whose scopes a field asks for: those of the module that declares it, the core's for a part of the machinery. Pages of a list belong to
 * whoever declares what is listed. Undefined: a type that came up while the graph was built, of which nobody knows whose it is.
 */
export function moduleOfField(builder: GraphBuilder, type: GraphQLObjectType, field: string): string | undefined {
  const noted = owners.get(builder);
  if (!noted) return 'core';
  const { pageOf } = type.extensions as { readonly pageOf?: string };
  const owner = noted.fields.get(`${type.name}.${field}`)?.[0] ?? noted.types.get(pageOf ?? type.name);
  return owner === undefined ? undefined : (noted.scopes.get(owner) ?? owner);
}

function collision(what: string, by: readonly string[]): Error {
  const modules = by.map((owner) => `"${owner}"`).join(' and ');
  return new Error(`the ${what} is declared by the modules ${modules}: rename one of them; a module names what it adds after its domain`);
}
