import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { FieldNode, FragmentDefinitionNode, GraphQLSchema, SelectionSetNode } from 'graphql';

/** Asking the schema about itself costs at least so much. */
export const LEAST_INTROSPECTION = 10;
/** Elements that are described for one point: they come from memory. */
const ELEMENTS_A_POINT = 5;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** How many elements each list of the introspection types holds: on average, and of the type that has the most. */
interface Sizes {
  readonly average: Readonly<Record<string, number>>;
  readonly most: Readonly<Record<string, number>>;
}

const measured = new WeakMap<GraphQLSchema, Sizes>();

function sizesOf(schema: GraphQLSchema): Sizes {
  const known = measured.get(schema);
  if (known) return known;
  const types = Object.values(schema.getTypeMap());
  const fields = types.filter((type) => isObjectType(type) || isInterfaceType(type)).map((type) => Object.values(type.getFields()));
  const lists: Readonly<Record<string, readonly number[]>> = {
    fields: fields.map(({ length }) => length),
    inputFields: types.filter(isInputObjectType).map((type) => Object.keys(type.getFields()).length),
    enumValues: types.filter(isEnumType).map((type) => type.getValues().length),
    interfaces: types.filter(isObjectType).map((type) => type.getInterfaces().length),
    possibleTypes: types.filter(isInterfaceType).map((type) => schema.getPossibleTypes(type).length),
  };
  const args = fields.flat().map((field) => field.args.length);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
  const whole = { types: types.length, directives: schema.getDirectives().length };
  const sizes: Sizes = {
    // A type has fields or values or neither: a list that it does not have is empty.
    average: {
      ...Object.fromEntries(Object.entries(lists).map(([name, lengths]) => [name, sum(lengths) / Math.max(1, types.length)])),
      ...whole,
      args: sum(args) / Math.max(1, args.length),
      // Half of all types that are named stand in a list or are required.
      ofType: 0.5,
    },
    most: {
      ...Object.fromEntries(Object.entries(lists).map(([name, lengths]) => [name, Math.max(0, ...lengths)])),
      ...whole,
    },
  };
  measured.set(schema, sizes);
  return sizes;
}

/** What `__schema` or `__type` costs by what is asked of it: lists in lists multiply, a thing asked twice costs twice. */
export function introspectionCost(schema: GraphQLSchema, fragments: Fragments, asked: readonly FieldNode[]): number {
  const sizes = sizesOf(schema);
  const elements = (sets: readonly (SelectionSetNode | undefined)[], named: boolean): number => {
    let total = 0;
    for (const selection of sets.flatMap((set) => set?.selections ?? [])) {
      if (selection.kind !== 'Field') {
        const within = selection.kind === 'InlineFragment' ? selection : fragments.get(selection.name.value);
        total += elements([within?.selectionSet], named);
        continue;
      }
      if (selection.selectionSet === undefined) continue;
      const name = selection.name.value;
      // A type that is asked by name may be the largest.
      const many = (named ? sizes.most[name] : undefined) ?? sizes.average[name] ?? 1;
      total += many * (1 + elements([selection.selectionSet], name.endsWith('Type') && name !== 'ofType'));
    }
    return total;
  };
  const sets = asked.map(({ selectionSet }) => selectionSet);
  const isType = asked[0]?.name.value === '__type';
  return LEAST_INTROSPECTION + Math.ceil(elements(sets, isType) / ELEMENTS_A_POINT);
}
