import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { args, narrowed, objectTypes, tableOf, type Field, type Given } from './graph.js';

/** One way from the query root to objects of a type. */
export interface Route {
  readonly steps: readonly { readonly type: GraphQLObjectType; readonly field: Field }[];
  /** Of `node` and `nodes`: the type that is asked for. */
  readonly on?: string;
  readonly name: string;
}

/** A stored subject's answers are worth more than those about invented facts. */
const COSTLY = new Set([
  'Query.evaluateEligibility',
  'Query.evaluateNamedValues',
  'Query.policyGaps',
  'Query.eligibilityChecks',
  'Query.policyParameters',
]);

/** The ways to every type: the roots that show it, `node` and `nodes`, and every field of another type that leads to it. */
export function routesOf(schema: GraphQLSchema): ReadonlyMap<string, readonly Route[]> {
  const query = schema.getQueryType() as GraphQLObjectType;
  const edges = objectTypes(schema)
    .filter((type) => type !== schema.getMutationType() && type !== schema.getSubscriptionType() && !type.name.endsWith('Payload'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field, to: getNamedType(field.type) })))
    .filter((edge): edge is typeof edge & { to: GraphQLObjectType } => isObjectType(edge.to));
  const best = new Map<string, { readonly cost: number; readonly steps: Route['steps'] }>([[query.name, { cost: 0, steps: [] }]]);
  for (let changed = true; changed;) {
    changed = false;
    for (const { type, field, to } of edges) {
      const from = best.get(type.name);
      if (!from || from.steps.some((step) => step.type === to)) continue;
      const cost = from.cost + (COSTLY.has(`${type.name}.${field.name}`) ? 20 : field.name === 'edges' ? 2 : 1);
      if (cost >= (best.get(to.name)?.cost ?? Infinity)) continue;
      best.set(to.name, { cost, steps: [...from.steps, { type, field }] });
      changed = true;
    }
  }
  const routes = new Map<string, Route[]>([[query.name, [{ steps: [], name: 'root' }]]]);
  const add = (type: string, route: Route): void => void routes.set(type, [...(routes.get(type) ?? []), route]);
  for (const { type, field, to } of edges) {
    const from = best.get(type.name);
    if (!from) continue;
    const root = type === query ? field : from.steps[0]?.field;
    add(to.name, {
      steps: [...from.steps, { type, field }],
      name: type === query ? `root ${field.name}` : `${root?.name} … ${type.name}.${field.name}`,
    });
  }
  for (const type of objectTypes(schema)) {
    if (!type.getInterfaces().some((i) => i.name === 'Node') || !tableOf(type)) continue;
    for (const name of ['node', 'nodes']) {
      const field = query.getFields()[name];
      if (field) add(type.name, { steps: [{ type: query, field }], on: type.name, name });
    }
  }
  return routes;
}

/** A document that goes a route and asks for one thing at its end. */
export function documentOf(route: Route, asked: string, given: Given): string {
  const inner = route.on === undefined ? asked : `... on ${route.on} { ${asked} }`;
  return `{ ${route.steps.reduceRight(
    (text, { type, field }) => `${field.name}${args(type, field, given, narrowed(field, given))} { ${text} }`,
    inner,
  )} }`;
}
