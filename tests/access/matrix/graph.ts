import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  getNullableType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { encodeGlobalId, type PolicyModule, type PrivacyLevel } from 'xianjie/schema';
import { composeSchema, installed } from '../../../api/compose.js';

export type Field = GraphQLField<unknown, unknown>;

/** What a declared field says of itself. */
export interface Said {
  readonly level?: PrivacyLevel;
  readonly scope?: string;
}

export const saidOf = (field: Field): Said => field.extensions as Said;

/** The table behind a type, if it has one. */
export const tableOf = (type: GraphQLObjectType): { readonly table: string; readonly keyKind: string } | undefined =>
  (type.extensions as { table?: { table: string; keyKind: string } }).table;

/** Object types that a client meets, without those of introspection. */
export const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter((t): t is GraphQLObjectType => isObjectType(t) && !t.name.startsWith('__'));

/**
 * Which module a field belongs to, found without asking the platform: a module's fields are those that are gone when it is not installed.
 */
export function fieldOwners(schema: GraphQLSchema, modules: readonly PolicyModule[]): (place: string) => string {
  const without = modules.map((module) => ({
    id: module.id,
    rest: new Set(fieldsOf(composeSchema(installed(modules.filter((m) => m !== module))))),
  }));
  const owners = new Map(fieldsOf(schema).map((place) => [place, without.find(({ rest }) => !rest.has(place))?.id ?? 'core']));
  return (place) => {
    // Whatever its subject, a verdict is asked of the core's engine; the trail and who gets in are nobody's module.
    if (/\.(eligibility|values|gaps|missingFacts)$/.test(place) || /^(Gap|MissingFact)\./.test(place)) return 'core';
    if (place.startsWith('Audit')) return 'audit';
    return /^(ApiClient|User)\./.test(place) ? 'access' : (owners.get(place) ?? 'core');
  };
}

export const fieldsOf = (schema: GraphQLSchema): string[] =>
  objectTypes(schema).flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));

/** Every field that a document selects, with its type and whether something above it may come masked. */
export function fieldsSelected(schema: GraphQLSchema, document: string): { place: string; field: Field; above: readonly string[] }[] {
  const info = new TypeInfo(schema);
  const found: { place: string; field: Field; above: readonly string[] }[] = [];
  const above: string[] = [];
  visit(
    parse(document),
    visitWithTypeInfo(info, {
      Field: {
        enter: () => {
          const parent = info.getParentType();
          const field = info.getFieldDef() as Field | undefined;
          const place = `${parent?.name}.${field?.name}`;
          if (field && !field.name.startsWith('__')) found.push({ place, field, above: [...above] });
          above.push(place);
        },
        leave: () => void above.pop(),
      },
    }),
  );
  return found;
}

/** What a probe gives where a field asks for something: literals of a place. */
export interface Given {
  /** A literal for a required argument that names a row (an id, a number, a code); undefined: the type decides. */
  readonly row: (place: string) => string | undefined;
  /** The area that is asked about. */
  readonly area: string;
  readonly pick: <T>(of: readonly T[]) => T;
  /** Any text where one is asked for; without it, a text that nobody knows is a mistake of the test. */
  readonly text?: (name: string) => string;
}

/** A literal of an input type. */
export function literal(arg: GraphQLArgument | GraphQLInputField, given: Given, place: string, depth = 0): string {
  const type = getNullableType(arg.type);
  const named = getNamedType(type);
  const one = ((): string => {
    if (isEnumType(named)) return given.pick(named.getValues()).name;
    if (isInputObjectType(named)) {
      const fields = Object.values(named.getFields()).filter((f) => isNonNullType(f.type) && f.defaultValue === undefined);
      return `{ ${fields.map((f) => `${f.name}: ${literal(f, given, `${named.name}.${f.name}`, depth + 1)}`).join(', ')} }`;
    }
    const known = given.row(place);
    if (known !== undefined) return known;
    if (named.name === 'String' && given.text) return JSON.stringify(given.text(arg.name));
    switch (named.name) {
      case 'Int':
        return /year/i.test(arg.name) ? '2024' : '1';
      case 'Float':
        return '1';
      case 'Boolean':
        return given.pick(['true', 'false']);
      case 'Money':
        return '"1000.00"';
      case 'Decimal':
        return '"1.5"';
      case 'Date':
        return '"2025-05-01"';
      case 'DateTime':
        return '"2025-05-01T00:00:00Z"';
      case 'YearMonth':
        return '"2025-04"';
      case 'AreaCode':
        return `"${given.area}"`;
      default:
        throw new Error(`the matrix does not know what to give ${place} (${String(arg.type)}): say it in tests/access/matrix/given.ts`);
    }
  })();
  return isListType(type) ? `[${one}]` : one;
}

/** The arguments that a field must have, and the area where it takes one. */
export function args(type: GraphQLObjectType, field: Field, given: Given, more: readonly string[] = []): string {
  const place = (arg: string): string => `${type.name}.${field.name}.${arg}`;
  const taken = new Set(more.map((one) => one.split(':')[0]));
  const required = field.args
    .filter((a) => isNonNullType(a.type) && a.defaultValue === undefined && !taken.has(a.name))
    .map((a) => `${a.name}: ${literal(a, given, place(a.name))}`);
  const all = [...required, ...more];
  return all.length === 0 ? '' : `(${all.join(', ')})`;
}

/** The optional arguments with which a field is asked about an area only, and for a whole page. */
export function narrowed(field: Field, given: Given): string[] {
  const filter = field.args.find((a) => a.name === 'filter');
  const ofFilter = filter && getNamedType(filter.type);
  const area = isInputObjectType(ofFilter) && ofFilter.getFields()['area'] ? [`filter: { area: "${given.area}" }`] : [];
  const plain = field.args.some((a) => a.name === 'area' && !isNonNullType(a.type)) ? [`area: "${given.area}"`] : [];
  const first = field.args.some((a) => a.name === 'first') ? ['first: 20'] : [];
  return [...area, ...plain, ...first];
}

/** The least that shows whether a field leads anywhere. */
export function least(schema: GraphQLSchema, field: Field): string {
  const named = getNamedType(field.type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return ' { __typename id }';
  const fields = Object.values(named.getFields());
  if (named.name.endsWith('Connection')) return ' { edges { cursor } nodes { __typename } }';
  if (saidOf(fields[0] as Field).level !== undefined || tableOf(named))
    return fields.some((f) => f.name === 'id') ? ' { __typename id }' : ' { __typename }';
  const leaves = fields.filter((f) => isLeafType(getNamedType(f.type)) && f.args.every((a) => !isNonNullType(a.type)));
  return ` { __typename ${leaves.map((f) => f.name).join(' ')} }`;
}

export const globalId = (type: string, key: string): string => JSON.stringify(encodeGlobalId(type, key));
