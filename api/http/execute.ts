import {
  execute as executeAny,
  getOperationAST,
  GraphQLError,
  locatedError,
  responsePathAsArray,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from 'graphql';
import { getArgumentValues, getVariableValues } from 'graphql/execution/values.js';
import { planExecution, type ExecutionPlan, type FieldPlan, type ValuePlan } from './execution-plan.js';

type Path = GraphQLResolveInfo['path'];
type Answer = Record<string, unknown>;
type Args = Readonly<Record<string, unknown>>;

/** One operation under way. */
interface Run extends Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'rootValue' | 'operation' | 'variableValues'> {
  readonly context: unknown;
  /** By the field's place: for a list they are the same in every row. */
  readonly args: (Args | undefined)[];
  readonly errors: GraphQLError[];
  /** Where something became null for an error: what fails below that is not told. */
  readonly nulled: Set<Path | undefined>;
}

const plans = new WeakMap<DocumentNode, Map<OperationDefinitionNode, ExecutionPlan | null>>();

/**
 * Executes an operation as graphql-js does, answer for answer and error for error. A query whose shape is known from its document is
 * unfolded once and then only walked: its selections, types and arguments are not looked up again for each row. Everything else is left to
 * graphql-js.
 */
export function execute(args: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
  const { schema, document, operationName, rootValue, contextValue, variableValues } = args;
  const operation = getOperationAST(document, operationName);
  const plan = operation && planOf(args, operation);
  if (!plan) return executeAny(args) as ExecutionResult | Promise<ExecutionResult>;
  const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, { maxErrors: 50 });
  if (errors) return { errors };
  const { fragments } = plan;
  const run: Run = {
    schema,
    fragments,
    rootValue,
    operation,
    variableValues: coerced,
    context: contextValue,
    args: Array.from({ length: plan.places }),
    errors: [],
    nulled: new Set(),
  };
  const answered = (data: Answer | null): ExecutionResult => (run.errors.length === 0 ? { data } : { errors: run.errors, data });
  const failed = (error: unknown): ExecutionResult => {
    addError(run, error as GraphQLError, undefined);
    return answered(null);
  };
  try {
    const data = answerFields(run, plan.fields, rootValue, undefined);
    return isPromise(data) ? data.then(answered, failed) : answered(data);
  } catch (error) {
    return failed(error);
  }
}

function planOf({ schema, document }: ExecutionArgs, operation: OperationDefinitionNode): ExecutionPlan | null {
  const known = plans.get(document) ?? new Map<OperationDefinitionNode, ExecutionPlan | null>();
  plans.set(document, known);
  const plan = known.get(operation);
  if (plan !== undefined) return plan;
  const made = planExecution(schema, document, operation);
  known.set(operation, made);
  return made;
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null | undefined)?.then === 'function';

function answerFields(run: Run, fields: readonly FieldPlan[], source: unknown, path: Path | undefined): Answer | Promise<Answer> {
  const answer: Answer = {};
  let waiting: Promise<unknown>[] | undefined;
  try {
    for (const plan of fields) {
      const value = answerField(run, plan, source, path);
      answer[plan.key] = value;
      if (isPromise(value)) (waiting ??= []).push(value.then((one) => (answer[plan.key] = one)));
    }
  } catch (error) {
    if (!waiting) throw error;
    // Those that are under way may fail too: nobody else would hear it.
    return Promise.all(waiting).finally(() => {
      throw error;
    }) as Promise<never>;
  }
  return waiting ? Promise.all(waiting).then(() => answer) : answer;
}

function answerField(run: Run, plan: FieldPlan, source: unknown, above: Path | undefined): unknown {
  const { field, value, key, parent } = plan;
  if (value.is === 'name') return value.name;
  // A leaf needs its place only when it fails.
  const path = value.is === 'leaf' && !field.resolve ? undefined : { prev: above, key, typename: parent.name };
  try {
    const found = path === undefined ? plainValue(run, plan, source, above) : resolved(run, plan, source, path);
    const answer = isPromise(found)
      ? found.then((one) => answerValue(run, plan, value, one, path))
      : answerValue(run, plan, value, found, path);
    if (!isPromise(answer)) return answer;
    return answer.then(undefined, (error: unknown) => failAt(run, error, plan, value, path ?? { prev: above, key, typename: parent.name }));
  } catch (error) {
    return failAt(run, error, plan, value, path ?? { prev: above, key, typename: parent.name });
  }
}

function plainValue(run: Run, plan: FieldPlan, source: unknown, above: Path | undefined): unknown {
  if (source === null || typeof source !== 'object') return undefined;
  const found = (source as Answer)[plan.field.name];
  return typeof found === 'function' ? resolved(run, plan, source, { prev: above, key: plan.key, typename: plan.parent.name }) : found;
}

function resolved(run: Run, plan: FieldPlan, source: unknown, path: Path): unknown {
  const { field, nodes, parent, place } = plan;
  const info: GraphQLResolveInfo = {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: parent,
    path,
    schema: run.schema,
    fragments: run.fragments,
    rootValue: run.rootValue,
    operation: run.operation,
    variableValues: run.variableValues,
  };
  const [node] = nodes;
  const args = (run.args[place] ??= node && field.args.length > 0 ? getArgumentValues(field, node, run.variableValues) : {});
  if (field.resolve) return field.resolve(source, args, run.context, info);
  if (source === null || (typeof source !== 'object' && typeof source !== 'function')) return undefined;
  const found = (source as Answer)[field.name];
  return typeof found === 'function' ? (found.call(source, args, run.context, info) as unknown) : found;
}

/** Null where that may stand; else whoever holds it becomes null. */
function failAt(run: Run, raw: unknown, { nodes }: FieldPlan, { nullable }: ValuePlan, path: Path): null {
  const error = locatedError(raw, nodes, responsePathAsArray(path));
  if (!nullable) throw error;
  addError(run, error, path);
  return null;
}

function addError(run: Run, error: GraphQLError, path: Path | undefined): void {
  for (let one = path; one; one = one.prev) if (run.nulled.has(one)) return;
  if (run.nulled.has(undefined)) return;
  run.nulled.add(path);
  run.errors.push(error);
}

/** @param path of the value; undefined for a leaf, which has nothing below it */
function answerValue(run: Run, plan: FieldPlan, value: ValuePlan, found: unknown, path: Path | undefined): unknown {
  if (found === null || found === undefined) {
    if (value.nullable) return null;
    throw new Error(`Cannot return null for non-nullable field ${plan.parent.name}.${plan.field.name}.`);
  }
  if (found instanceof Error) throw found;
  switch (value.is) {
    case 'leaf':
      return leafOf(value.leaf, found);
    case 'list':
      return answerList(run, plan, value.item, found, path);
    case 'object':
      return answerFields(run, value.fields, found, path);
    case 'name':
      return value.name;
  }
}

function leafOf(leaf: Extract<ValuePlan, { is: 'leaf' }>['leaf'], found: unknown): unknown {
  const value: unknown = leaf.serialize(found);
  // The value itself stands in no error.
  if (value === null || value === undefined) throw new Error(`Expected \`${leaf.name}.serialize\` to return non-nullable value.`);
  return value;
}

function answerList(run: Run, plan: FieldPlan, item: ValuePlan, found: unknown, path: Path | undefined): unknown {
  if (typeof found !== 'object' || found === null || !(Symbol.iterator in found))
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${plan.parent.name}.${plan.field.name}".`);
  const answer: unknown[] = [];
  let waits = false;
  let index = 0;
  for (const one of found as Iterable<unknown>) {
    const here: Path = { prev: path, key: index++, typename: undefined };
    try {
      const value = isPromise(one) ? one.then((late) => answerValue(run, plan, item, late, here)) : answerValue(run, plan, item, one, here);
      if (isPromise(value)) waits = true;
      answer.push(isPromise(value) ? value.then(undefined, (error: unknown) => failAt(run, error, plan, item, here)) : value);
    } catch (error) {
      // Elements that are under way may fail too: nobody else would hear it.
      if (!item.nullable) void Promise.allSettled(answer);
      answer.push(failAt(run, error, plan, item, here));
    }
  }
  return waits ? Promise.all(answer) : answer;
}
