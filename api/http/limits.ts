import {
  getOperationAST,
  GraphQLError,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { ApiError, type GraphContext, type Viewer } from 'xianjie/schema';
import {
  allowances,
  checkDocument,
  costOf,
  parseWithin,
  readsPublicOnly,
  type Limiter,
  type Limits,
  type ThrottleStatus,
} from '../../plugins/limits/index.js';
import { failure } from './failure.js';
import type { ServerContext } from './server-context.js';

/** How many mistakes of one document are told. */
const MOST_MISTAKES = 20;

interface Asked {
  readonly request?: Request;
  readonly params?: { readonly operationName?: string };
}

/** Measures each document once, before it is validated; what is measured already comes from the cache of parsed documents. */
export function staticLimits(schema: GraphQLSchema): Plugin<Asked> {
  const measured = new WeakSet<DocumentNode>();
  const check = (document: DocumentNode): void => {
    if (measured.has(document)) return;
    checkDocument(document);
    measured.add(document);
  };
  return {
    onParse({ setParseFn }) {
      setParseFn(refusing(parseWithin) as never);
      return ({ result, context, replaceParseResult }) => {
        if (!result || result instanceof Error || result.kind !== 'Document') return;
        try {
          check(result);
          if (context.request?.method === 'GET') mustSuitAddress(schema, result, context.params?.operationName);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          replaceParseResult(refusalOf(error) as never);
        }
      };
    },
    onValidate({ setValidationFn }) {
      setValidationFn(((...[given, document, rules, , info]: Parameters<typeof validate>) =>
        validate(given, document, rules, { maxErrors: MOST_MISTAKES }, info)) as never);
    },
  };
}

/** A refused address says how the same question may be asked. */
const refusalOf = (error: ApiError): GraphQLError =>
  error.code === 'BAD_USER_INPUT' ? failure(error, { status: 405, headers: { allow: 'POST' } }) : failure(error);

const refusing =
  <Source, Result>(parse: (source: Source) => Result) =>
  (source: Source): Result => {
    try {
      return parse(source);
    } catch (error) {
      throw error instanceof ApiError ? failure(error) : error;
    }
  };

/** Addresses are written down on their way: a GET may change nothing, and ask for nothing above PUBLIC. */
function mustSuitAddress(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): void {
  const operation = getOperationAST(document, operationName);
  if (operation && operation.operation !== 'query') throw new ApiError('BAD_USER_INPUT', 'Send what changes something as POST.');
  if (!readsPublicOnly(schema, document)) throw new ApiError('BAD_USER_INPUT', 'A GET may ask for public data only; send this as POST.');
}

/** A request may name a registered document in place of bringing one; a client that is bound to its documents must. */
export function trustedDocuments({ documents, limiter }: Limits): Plugin<object, ServerContext> {
  return {
    async onParams({ params, setParams, context }) {
      // The server checks the shape of what is left.
      if (params === null || typeof params !== 'object') return;
      const { viewer } = context as unknown as ServerContext;
      const { documentId, ...rest } = params as typeof params & { readonly documentId?: unknown };
      const named = hashNamed(documentId, rest.extensions);
      if (named === undefined) {
        if (viewer.documentsOnly) throw failure(new ApiError('FORBIDDEN', 'This client may send its registered documents only.'));
        return;
      }
      // Whoever tries hashes one after the other pays for it.
      await charge(limiter, viewer, 1);
      const text = await documents.text(viewer.clientId, named);
      if (text === undefined)
        throw failure(new ApiError('DOCUMENT_NOT_FOUND', 'No document with this hash is registered for this client.'));
      limiter.settle(viewer, 1, 0);
      setParams({ ...rest, query: text });
    },
  };
}

/** The hash in `documentId: "sha256:…"`, or in `extensions.persistedQuery`; an empty one where something else stands there. */
function hashNamed(documentId: unknown, extensions: unknown): string | undefined {
  if (documentId !== undefined && documentId !== null)
    return typeof documentId === 'string' && documentId.startsWith('sha256:') ? documentId.slice('sha256:'.length) : '';
  const persisted = (extensions as { readonly persistedQuery?: { readonly sha256Hash?: unknown } } | null | undefined)?.persistedQuery;
  if (persisted === undefined || persisted === null) return undefined;
  return typeof persisted.sha256Hash === 'string' ? persisted.sha256Hash : '';
}

/** @throws GraphQLError RATE_LIMITED with the seconds to wait */
async function charge(limiter: Limiter, viewer: Viewer, points: number): Promise<void> {
  const seconds = await limiter.take(viewer, points);
  if (seconds === null) return;
  throw failure(
    new ApiError('RATE_LIMITED', `The points are used up; enough of them are back in ${seconds} s.`, { retryAfterSeconds: seconds }),
    { headers: { 'retry-after': String(seconds) } },
  );
}

const costExtension = (requested: number, actual: number, throttleStatus: ThrottleStatus) => ({
  requestedQueryCost: requested,
  actualQueryCost: actual,
  throttleStatus,
});

/** Takes an operation's points before it runs and settles them after it; says on every answer what it cost. */
export function costs(schema: GraphQLSchema, { limiter }: Limits): Plugin<GraphContext, ServerContext> {
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const { viewer } = args.contextValue as GraphContext;
      let requested = 0;
      const cost = (actual: number) => costExtension(requested, actual, limiter.status(viewer));
      try {
        const { document, variableValues, operationName } = args as ExecutionInput;
        const operation = getOperationAST(document, operationName);
        // The executor says itself that there is no such operation.
        if (!operation) return undefined;
        const counted = costOf(schema, document, operation as OperationDefinitionNode, variableValues ?? {});
        requested = counted.requested;
        mustNotExceed(viewer, requested);
        await charge(limiter, viewer, requested);
        return {
          onExecuteDone({ result, setResult }) {
            const done = result as ExecutionResult;
            const actual = counted.actual(done.data);
            limiter.settle(viewer, requested, actual);
            setResult({ ...done, extensions: { ...done.extensions, cost: cost(actual) } });
          },
        };
      } catch (error) {
        const refused = error instanceof ApiError ? failure(error) : asGraphQLError(error);
        setResultAndStopExecution({ errors: [refused], extensions: { cost: cost(0) } });
        return undefined;
      }
    },
    onResultProcess({ result, setResult, serverContext }) {
      if (result === undefined || Symbol.asyncIterator in result || Array.isArray(result)) return;
      if (result.extensions?.['cost'] !== undefined) return;
      setResult({ ...result, extensions: { ...result.extensions, cost: costExtension(0, 0, limiter.status(serverContext.viewer)) } });
    },
  };
}

interface ExecutionInput {
  readonly document: DocumentNode;
  readonly variableValues?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });

function mustNotExceed(viewer: Viewer, found: number): void {
  const { maximum } = allowances[viewer.kind];
  if (found > maximum)
    throw new ApiError('QUERY_TOO_COMPLEX', `The operation may cost ${found} points; ${maximum} are allowed.`, {
      limit: { name: 'cost', allowed: maximum, found },
    });
}
