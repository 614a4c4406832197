import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { DeclaredFieldExtensions, TableDeclaration } from 'xianjie/schema';
import { introspectionCost } from './introspection-cost.js';

/** The values of a field's arguments; what stands there literally and what variables say. */
export type Arguments = (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** What one field costs, and what lies below it. */
export interface CostNode {
  readonly responseName: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly argumentsOf: Arguments;
  /** Points for asking it once. */
  readonly points: number;
  /** Points for each object that it gives. */
  readonly each: number;
  /** How many objects it gives: one, as many as the page of the connection it stands in, or a list of its own. */
  readonly many: 'ONE' | 'PAGE' | 'LIST';
  /** Rows of a list for which nothing better is known. */
  readonly rows: number;
  /** The object types on which it is asked; null: on all. */
  readonly on: ReadonlySet<string> | null;
  readonly below: readonly CostNode[];
  /** Nothing of it costs anything: it need not be counted. */
  readonly free: boolean;
}

/** The price list; docs/decisions/0027 says why. */
export const prices = {
  /** A field of the query root, whatever it gives. */
  question: 1,
  mutation: 10,
  /** A row, or an element of a list. Texts, values and other parts of a row are free. */
  object: 1,
  /** A field that thinks: asked for each row it stands on. */
  thinking: 2,
  totalCount: 1,
  /** Rows of a page when neither `first` nor `last` says how many. */
  page: 20,
  /** Rows of a list that is no page: the members of a household, the checks of a member. */
  list: 5,
} as const;

/** The costs of one operation by its fields. The document is valid. */
export function planCosts(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): readonly CostNode[] {
  const fragments = new Map(document.definitions.flatMap((d) => (d.kind === 'FragmentDefinition' ? [[d.name.value, d] as const] : [])));
  const root = schema.getRootType(operation.operation);
  return root ? nodesOf({ schema, fragments, operation }, root, [operation.selectionSet]) : [];
}

interface Planning {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly operation: OperationDefinitionNode;
}

interface Asked {
  readonly type: GraphQLCompositeType;
  readonly on: ReadonlySet<string> | null;
  readonly fields: FieldNode[];
}

/** The fields of one place, those of one name and type put together. */
function nodesOf(planning: Planning, parent: GraphQLCompositeType, sets: readonly SelectionSetNode[]): readonly CostNode[] {
  const asked = new Map<string, Asked>();
  const walk = (set: SelectionSetNode, type: GraphQLCompositeType, on: ReadonlySet<string> | null): void => {
    for (const selection of set.selections) {
      if (selection.kind === 'Field') {
        const key = `${(selection.alias ?? selection.name).value} ${type.name}`;
        const same = asked.get(key) ?? { type, on, fields: [] };
        same.fields.push(selection);
        asked.set(key, same);
        continue;
      }
      const fragment = selection.kind === 'InlineFragment' ? selection : planning.fragments.get(selection.name.value);
      const condition = fragment?.typeCondition && planning.schema.getType(fragment.typeCondition.name.value);
      const below = condition && isCompositeType(condition) ? condition : type;
      if (fragment && overlaps(planning.schema, parent, below)) walk(fragment.selectionSet, below, typesOf(planning.schema, parent, below));
    }
  };
  for (const set of sets) walk(set, parent, null);
  return [...asked.values()].flatMap((one) => nodeOf(planning, one) ?? []).filter(({ free }) => !free);
}

const namesOf = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly string[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];

const overlaps = (schema: GraphQLSchema, parent: GraphQLCompositeType, type: GraphQLCompositeType): boolean =>
  isObjectType(parent) ? namesOf(schema, type).includes(parent.name) : true;

const typesOf = (schema: GraphQLSchema, parent: GraphQLCompositeType, type: GraphQLCompositeType): ReadonlySet<string> | null =>
  isObjectType(parent) || parent === type ? null : new Set(namesOf(schema, type));

function nodeOf(planning: Planning, { type, on, fields }: Asked): CostNode | undefined {
  const [first] = fields;
  const name = first?.name.value ?? '';
  if (first === undefined || name === '__typename') return undefined;
  const responseName = (first.alias ?? first.name).value;
  if (name.startsWith('__'))
    return { ...INTROSPECTION, points: introspectionCost(planning.schema, planning.fragments, fields), responseName, on };
  const field = isObjectType(type) || 'getFields' in type ? type.getFields()[name] : undefined;
  if (field === undefined) return undefined;
  const { cost, read } = field.extensions as DeclaredFieldExtensions;
  const named = getNamedType(field.type);
  const sets = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  const isRow = isAbstractType(named) || (named.extensions as { table?: TableDeclaration }).table !== undefined;
  const inPage = (type.extensions as { connectionTo?: string }).connectionTo !== undefined;
  const list = isListType(isNonNullType(field.type) ? field.type.ofType : (field.type as GraphQLOutputType));
  const many = !list ? 'ONE' : inPage ? 'PAGE' : 'LIST';
  const points = cost?.points ?? pointsOf(planning, type, name, read?.by === 'batched', inPage);
  // The edge is free, its node costs.
  const each = isCompositeType(named) && name !== 'edges' && (list || isRow) ? prices.object : 0;
  const below = isCompositeType(named) ? nodesOf(planning, named, sets) : [];
  return {
    responseName,
    field,
    argumentsOf: argumentsFrom(first, planning.operation),
    points,
    each,
    many,
    rows: cost?.rows ?? prices.list,
    on,
    below,
    free: points === 0 && each === 0 && below.length === 0 && field.args.length === 0,
  };
}

function pointsOf({ schema }: Planning, type: GraphQLCompositeType, name: string, thinks: boolean, inPage: boolean): number {
  if (type === schema.getMutationType()) return prices.mutation;
  if (type === schema.getQueryType() || type === schema.getSubscriptionType()) return prices.question;
  if (thinks) return prices.thinking;
  return inPage && name === 'totalCount' ? prices.totalCount : 0;
}

const INTROSPECTION: Omit<CostNode, 'responseName' | 'on' | 'points'> = {
  field: { name: '__schema', args: [], extensions: {} } as unknown as GraphQLField<unknown, unknown>,
  argumentsOf: () => ({}),
  each: 0,
  many: 'ONE',
  rows: 0,
  below: [],
  free: false,
};

/** What a field is asked with: literals as they stand, variables and their defaults when they are known. */
function argumentsFrom(field: FieldNode, operation: OperationDefinitionNode): Arguments {
  const given = field.arguments ?? [];
  if (given.length === 0) return () => ({});
  const defaults: Record<string, unknown> = Object.fromEntries(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
  return (variables) => {
    const known = { ...defaults, ...variables };
    return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, known)]));
  };
}
