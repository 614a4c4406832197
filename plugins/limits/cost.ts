import {
  getNullableType,
  isInputObjectType,
  isListType,
  GraphQLID,
  getNamedType,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ApiError } from 'xianjie/schema';
import { planCosts, prices, type CostNode } from './cost-plan.js';

/** Ids that one list may hold; the reader has the same limit for pages. */
export const MOST_IDS = 100;

/** The costs of one operation with its variables. */
export interface OperationCost {
  /** What it may cost at most, as far as its document says: charged before it runs. */
  readonly requested: number;
  /** What it cost, by the rows that came back. @param data of the answer */
  actual(data: unknown): number;
}

type Variables = Readonly<Record<string, unknown>>;

const plans = new WeakMap<DocumentNode, Map<OperationDefinitionNode, readonly CostNode[]>>();

/**
 * Counts the points of a valid operation.
 * @throws ApiError PAGE_TOO_LARGE: a list of more ids than one list may hold
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): OperationCost {
  const known = plans.get(document) ?? new Map<OperationDefinitionNode, readonly CostNode[]>();
  plans.set(document, known);
  const plan = known.get(operation) ?? planCosts(schema, document, operation);
  known.set(operation, plan);
  const given: Given = { variables, elements: 0 };
  const requested = expected(given, plan, prices.page);
  return {
    requested: Math.max(1, given.elements + requested),
    // Without data it did not end: what it did before that is not known, so it costs what it asked for.
    actual: (data) => (data == null ? Math.max(1, given.elements + requested) : Math.max(1, given.elements + returned(plan, data))),
  };
}

interface Given {
  readonly variables: Variables;
  /** Elements of lists among the arguments: they are handed over once, however many rows are asked with them. */
  elements: number;
}

/** @param page rows of the page that these fields stand in */
function expected(given: Given, nodes: readonly CostNode[], page: number): number {
  if (nodes.every(({ on }) => on === null)) return nodes.reduce((total, node) => total + expectedOf(given, node, page), 0);
  const costs = nodes.map((node) => ({ node, cost: expectedOf(given, node, page) }));
  // On an interface a row has one type: the dearest counts.
  const types = new Set(nodes.flatMap(({ on }) => [...(on ?? [])]));
  const sum = (type: string | null): number =>
    costs.reduce((total, { node, cost }) => total + (node.on === null || (type !== null && node.on.has(type)) ? cost : 0), 0);
  return Math.max(sum(null), ...[...types].map(sum));
}

function expectedOf(given: Given, node: CostNode, page: number): number {
  const args = node.argumentsOf(given.variables);
  const longest = measureLists(given, node, args);
  const asked = args['first'] ?? args['last'];
  const below = expected(given, node.below, typeof asked === 'number' && asked >= 0 ? Math.min(asked, 100) : prices.page);
  const rows = node.many === 'ONE' ? 1 : node.many === 'PAGE' ? page : longest > 0 ? longest : node.rows;
  return node.points + rows * (node.each + below);
}

/** The longest list among the arguments; all their elements are added up. */
function measureLists(given: Given, { field }: CostNode, args: Readonly<Record<string, unknown>>): number {
  let longest = 0;
  for (const { name, type } of field.args) {
    const length = listLength(type, args[name], 0);
    given.elements += length;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** Elements of the outermost lists in an argument's value. */
function listLength(type: GraphQLInputType, value: unknown, depth: number): number {
  const nullable = getNullableType(type);
  if (Array.isArray(value)) {
    if (value.length > MOST_IDS && isListType(nullable) && getNamedType(nullable) === GraphQLID)
      throw new ApiError('PAGE_TOO_LARGE', `A list of ids holds at most ${MOST_IDS}; ask in parts.`);
    return value.length;
  }
  if (!isInputObjectType(nullable) || value === null || typeof value !== 'object' || depth > 10) return 0;
  const fields = nullable.getFields();
  return Object.entries(value).reduce(
    (sum, [name, inner]) => sum + (fields[name] ? listLength(fields[name].type, inner, depth + 1) : 0),
    0,
  );
}

function returned(nodes: readonly CostNode[], row: unknown): number {
  if (row === null || typeof row !== 'object') return 0;
  const fields = row as Readonly<Record<string, unknown>>;
  let total = 0;
  let counted: Set<string> | undefined;
  for (const node of nodes) {
    if (!(node.responseName in fields)) continue;
    // On an interface, two types may show different fields under one name.
    if (node.on !== null) {
      counted ??= new Set();
      if (counted.has(node.responseName)) continue;
      counted.add(node.responseName);
    }
    total += node.points + ofValue(node, fields[node.responseName]);
  }
  return total;
}

function ofValue(node: CostNode, value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (!Array.isArray(value)) return node.each + returned(node.below, value);
  // Leaves need no counting.
  if (node.each === 0 && node.below.length === 0) return 0;
  let total = 0;
  for (const element of value) if (element !== null) total += node.each + returned(node.below, element);
  return total;
}
