import {
  Kind,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** One field of an object type as an operation asks it. */
export interface FieldPlan {
  /** Under which name it is answered. */
  readonly key: string;
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** Its place among the fields of the operation: its arguments are worked out once for all of its rows. */
  readonly place: number;
  readonly value: ValuePlan;
}

/** How a value of a type is answered. */
export type ValuePlan = { readonly nullable: boolean; readonly type: GraphQLOutputType } & (
  | { readonly is: 'leaf'; readonly leaf: GraphQLLeafType }
  | { readonly is: 'list'; readonly item: ValuePlan }
  | { readonly is: 'object'; readonly fields: readonly FieldPlan[] }
  /** `__typename`: known before anything is read. */
  | { readonly is: 'name'; readonly name: string }
);

/** A query, its selections unfolded. */
export interface ExecutionPlan {
  readonly fields: readonly FieldPlan[];
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** How many fields it has at all places. */
  readonly places: number;
}

/** Fields that graphql-js answers by itself, what depends on variables, and what only a row can say. */
class NotPlanned extends Error {}

/**
 * Unfolds a valid query once for all requests that send it.
 * @returns null where an answer's shape is not known from the document alone: @skip and @include, interfaces and unions, introspection
 */
export function planExecution(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): ExecutionPlan | null {
  const root = schema.getQueryType();
  if (operation.operation !== 'query' || !root) return null;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
  const planning = { fragments, places: 0 };
  try {
    const fields = fieldsOf(planning, root, [operation.selectionSet]);
    return { fields, fragments, places: planning.places };
  } catch (error) {
    if (error instanceof NotPlanned) return null;
    throw error;
  }
}

interface Planning {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  places: number;
}

function fieldsOf(planning: Planning, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): readonly FieldPlan[] {
  if (type.isTypeOf) throw new NotPlanned();
  const asked = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  for (const set of sets) collect(planning, type, set, asked, seen);
  return [...asked].map(([key, nodes]) => fieldOf(planning, type, key, nodes));
}

function collect(
  planning: Planning,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  asked: Map<string, FieldNode[]>,
  seen: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.directives && selection.directives.length > 0) throw new NotPlanned();
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const known = asked.get(key);
      if (known) known.push(selection);
      else asked.set(key, [selection]);
      continue;
    }
    const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
    if (name !== undefined && seen.has(name)) continue;
    if (name !== undefined) seen.add(name);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : planning.fragments[selection.name.value];
    if (!fragment) throw new NotPlanned();
    const on = fragment.typeCondition?.name.value;
    if (on !== undefined && on !== type.name && !type.getInterfaces().some((one) => one.name === on)) throw new NotPlanned();
    collect(planning, type, fragment.selectionSet, asked, seen);
  }
}

function fieldOf(planning: Planning, parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldPlan {
  const name = nodes[0]?.name.value ?? '';
  // On an object of ours it would be taken for the prototype.
  if (key === '__proto__') throw new NotPlanned();
  const place = planning.places++;
  const field = name === '__typename' ? TYPENAME : parent.getFields()[name];
  if (!field) throw new NotPlanned();
  const value: ValuePlan =
    field === TYPENAME ? { is: 'name', nullable: false, type: parent, name: parent.name } : valueOf(planning, field.type, nodes);
  return { key, parent, field, nodes, place, value };
}

/** Stands for the field that every type has; nothing of it is asked. */
const TYPENAME = { name: '__typename', args: [] } as unknown as GraphQLField<unknown, unknown>;

function valueOf(planning: Planning, type: GraphQLOutputType, nodes: readonly FieldNode[], nullable = true): ValuePlan {
  if (isNonNullType(type)) return { ...valueOf(planning, type.ofType, nodes, false), nullable: false };
  if (isListType(type)) return { is: 'list', nullable, type, item: valueOf(planning, type.ofType, nodes) };
  if (isLeafType(type)) return { is: 'leaf', nullable, type, leaf: type };
  if (isAbstractType(type) || !isObjectType(type)) throw new NotPlanned();
  const fields = fieldsOf(
    planning,
    type,
    nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
  );
  return { is: 'object', nullable, type, fields };
}
