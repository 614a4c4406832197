import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { PolicyModule } from 'xianjie/schema';
import { publicTables } from './columns.js';
import { dice, finders, givenOf } from './given.js';
import { args, least, literal, narrowed, objectTypes, tableOf, type Field, type Given } from './graph.js';
import { documentOf, routesOf, type Route } from './routes.js';
import type { Place } from './places.js';
import type { Asker } from './viewers.js';
import type { World } from './world.js';

/** One question of one asker about one field. */
export interface Probe {
  readonly asker: Asker;
  readonly place: Place;
  /** `Type.field`. */
  readonly field: string;
  /** By which path: a root, node, nested, a filter, an order, a named verdict. */
  readonly path: string;
  readonly document: string;
  /** The same question about what nobody has, where the question names a row of another area. */
  readonly absent: string | null;
}

/** What is asked once for every asker and place, and of which the short run draws some. */
interface Question {
  readonly type: GraphQLObjectType;
  readonly field: Field;
  readonly path: string;
  /** Arguments beside those that must be given. */
  readonly more: (given: Given) => readonly string[];
  readonly along?: Route;
}

const isRoot = (type: GraphQLObjectType, schema: GraphQLSchema): boolean => type === schema.getQueryType();

/** Types whose fields only a mutation shows. */
export const unreachable = (schema: GraphQLSchema): GraphQLObjectType[] => {
  const routes = routesOf(schema);
  return objectTypes(schema).filter((type) => !routes.has(type.name));
};

/** Every field by itself; every field of every filter; every order; every check by name. */
export function questionsOf(
  schema: GraphQLSchema,
  modules: readonly PolicyModule[],
): { readonly plain: Question[]; readonly ways: Question[] } {
  const plain: Question[] = [];
  const ways: Question[] = [];
  const routes = routesOf(schema);
  for (const type of objectTypes(schema)) {
    if (!routes.has(type.name)) continue;
    for (const field of Object.values(type.getFields())) {
      plain.push({ type, field, path: isRoot(type, schema) ? 'root' : 'nested', more: (given) => narrowed(field, given) });
      ways.push(...filters(type, field), ...orders(type, field), ...named(type, field, modules));
    }
  }
  return { plain, ways };
}

function filters(type: GraphQLObjectType, field: Field): Question[] {
  const filter = field.args.find((a) => a.name === 'filter');
  const input = filter && getNamedType(filter.type);
  if (!isInputObjectType(input)) return [];
  return Object.values(input.getFields()).map((of: GraphQLInputField) => ({
    type,
    field,
    path: `filter ${of.name}`,
    more: (given) => [`filter: { ${of.name}: ${filterValue(of, input.name, given)} }`, ...page(field)],
  }));
}

const page = (field: Field): string[] => (field.args.some((a) => a.name === 'first') ? ['first: 40'] : []);

/** Ranges get a bound, since one without is no filter. */
function filterValue(of: GraphQLInputField, input: string, given: Given): string {
  const named = getNamedType(of.type);
  if (!isInputObjectType(named)) return named.name === 'String' ? '"甲"' : literal(of, given, `${input}.${of.name}`);
  const bound = given.pick(Object.values(named.getFields()));
  return `{ ${bound.name}: ${literal(bound, given, `${named.name}.${bound.name}`)} }`;
}

function orders(type: GraphQLObjectType, field: Field): Question[] {
  const orderBy = field.args.find((a) => a.name === 'orderBy');
  const input = orderBy && getNamedType(orderBy.type);
  const by = isInputObjectType(input) ? getNamedType(input.getFields()['by']?.type as never) : undefined;
  if (!isEnumType(by)) return [];
  return by.getValues().map(({ name }) => ({
    type,
    field,
    path: `sort ${name}`,
    more: (given) => [`orderBy: { by: ${name}, direction: ${given.pick(['ASC', 'DESC'])} }`, 'first: 7'],
  }));
}

function named(type: GraphQLObjectType, field: Field, modules: readonly PolicyModule[]): Question[] {
  const takes = field.args.find((a) => a.name === 'checks');
  if (!takes || isNonNullType(takes.type)) return [];
  return modules
    .flatMap((m) => m.checks ?? [])
    .map(({ code }) => ({ type, field, path: `verdict ${code}`, more: () => [`checks: ["${code}"]`] }));
}

/** Makes probes of questions; which way leads to the object is drawn. */
export function probing(schema: GraphQLSchema, world: World) {
  const routes = routesOf(schema);
  return (question: Question, asker: Asker, place: Place, seed: number): Probe => {
    const { type, field } = question;
    const random = dice(seed);
    const ways = routes.get(type.name) ?? [];
    const route = ways[Math.floor(random() * ways.length)] as Route;
    const rows = route.on === undefined ? undefined : { type: route.on, table: tableOf(type)?.table ?? '' };
    const node = rows ?? nodeOf(schema, field, random);
    const build = (where: Place | 'absent'): string => {
      const given = givenOf(world, where, dice(seed), node);
      const asked = `asked: ${field.name}${args(type, field, given, question.more(given))}${least(schema, field)}`;
      return route.steps.length === 0 ? `{ ${asked} }` : documentOf(route, asked, given);
    };
    const first = (route.steps[0]?.field ?? field).name;
    return {
      asker,
      place,
      field: `${type.name}.${field.name}`,
      path: question.path === 'nested' ? route.name : question.path,
      document: build(place),
      // What is published is everybody's: an adoption elsewhere is no secret.
      absent: finders.has(first) && !(node && publicTables.has(node.table)) ? build('absent') : null,
    };
  };
}

/** For the root fields `node` and `nodes` themselves: a type of which there are rows. */
function nodeOf(schema: GraphQLSchema, field: Field, random: () => number): { type: string; table: string } | undefined {
  if (field.name !== 'node' && field.name !== 'nodes') return undefined;
  const types = objectTypes(schema).filter((t) => t.getInterfaces().some((i) => i.name === 'Node') && tableOf(t)?.keyKind === 'uuid');
  const type = types[Math.floor(random() * types.length)] as GraphQLObjectType;
  return { type: type.name, table: tableOf(type)?.table ?? '' };
}
