import { GraphQLError, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { ApiError, assertCleanDocument, assertCleanInput, type ErrorCode, type GraphContext, type Services } from 'xianjie/schema';
import { askedOperation, type AskedOperation, type AuditNotes } from '../../plugins/audit/index.js';
import { documentCache } from '../../plugins/limits/index.js';
import { openOperation, type Operation, type Parts } from '../operation.js';
import { requestBodies } from './body.js';
import { execute } from './execute.js';
import type { ServerContext } from './server-context.js';
import { presentResult } from './errors.js';
import { examples } from './examples.js';
import { costs, staticLimits, trustedDocuments } from './limits.js';
import { toNote, toNoteUnexecuted } from './noted.js';

/** What a proxy says of itself: then who asks may be anywhere. */
const SENT_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** By its services: the server copies the context's keys into an object of its own. */
const operations = new WeakMap<Services, Operation>();

/**
 * @param headers with what the GraphiQL page begins, made anew for each page. Default: with none
 */
export function createGraphServer(
  schema: GraphQLSchema,
  parts: Parts,
  log: Logger,
  headers: () => Promise<Readonly<Record<string, string>>> = () => Promise.resolve({}),
) {
  const documents = documentCache();
  return createYoga<ServerContext, GraphContext>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    healthCheckEndpoint: '/health/graph',
    batching: false,
    cors: false,
    logging: false,
    maskedErrors: false,
    // Our own reader counts.
    maxRequestBodySize: false,
    multipart: false,
    extraParamNames: ['documentId'],
    // A mistake is cheap to find again; kept, a long one would cost memory.
    parserAndValidationCache: { documentCache: documents, errorCache: { get: () => undefined, set: () => undefined } },
    // The page's script is 9 MB: it is loaded when a browser first asks for it.
    renderGraphiQL: async (options) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    graphiql: async (request) => ({
      title: 'Xianjie 衔接',
      defaultTabs: examples.map((query) => ({ query })),
      // A token ends after minutes: what a browser kept would be old, so that it keeps none and each page brings its own.
      shouldPersistHeaders: false,
      headers: JSON.stringify(SENT_ON.some((name) => request.headers.has(name)) ? {} : await headers(), null, 2),
    }),
    context: ({ requestId, viewer, params }) => {
      const text = params.query ?? '';
      const asked = (): AskedOperation => askedOperation(documents.get(text) ?? parse(text), params.operationName);
      const operation = openOperation(parts, viewer, requestId, asked);
      operations.set(operation.context.services, operation);
      return operation.context;
    },
    plugins: [
      askedOrder(),
      requestBodies(),
      trustedDocuments(parts.limits),
      documentCodes(),
      staticLimits(schema),
      cleanInput(),
      costs(schema, parts.limits),
      operationEnd(parts.audit, log),
      errorPresentation(parts.audit, log),
    ] as Plugin<GraphContext, ServerContext>[],
  });
}

/** Our executor, like the reference: an answer's fields stand in the order in which they were asked, which the server's own does not keep. */
function askedOrder(): Plugin<GraphContext> {
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(execute) };
}

/** The lexer refuses half a character in a text before anything of ours sees it. */
const badText = /^Syntax Error: Invalid (Unicode escape sequence|character within String)/;

/** A literal that does not fit its type is wrong input, as it is in a variable; the document is well formed. */
const aboutValue = (error: GraphQLError): boolean =>
  error.extensions['code'] === 'BAD_USER_INPUT' || /Value$|^ObjectField$/.test(error.nodes?.[0]?.kind ?? '');

/** Says of an error in the document itself which kind it is; later nothing tells them from a resolver's. */
function documentCodes(): Plugin<GraphContext> {
  const coded = (error: GraphQLError, code: ErrorCode): GraphQLError =>
    new GraphQLError(error.message, { nodes: error.nodes, source: error.source, positions: error.positions, extensions: { code } });
  return {
    onParse:
      () =>
      ({ result, replaceParseResult }) => {
        // What is too long has its code already.
        if (result instanceof GraphQLError && !(result.originalError instanceof ApiError))
          replaceParseResult(coded(result, badText.test(result.message) ? 'BAD_USER_INPUT' : 'GRAPHQL_PARSE_FAILED') as never);
      },
    onValidate:
      () =>
      ({ valid, result, setResult }) => {
        if (!valid)
          setResult(
            (result as GraphQLError[]).map((error) => coded(error, aboutValue(error) ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED')),
          );
      },
  };
}

/** Characters that no text of ours may hold are refused before anything runs. */
function cleanInput(): Plugin<GraphContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, variableValues } = args as { document: DocumentNode; variableValues?: unknown };
      try {
        assertCleanDocument(document);
        assertCleanInput(variableValues);
      } catch (error) {
        setResultAndStopExecution({ errors: [new GraphQLError('', { originalError: error as Error })] });
      }
    },
  };
}

/** Notes and says what was left out, counts what was asked of the database, and gives the connections back. */
function operationEnd(audit: AuditNotes, log: Logger): Plugin<GraphContext> {
  return {
    onExecute({ args }) {
      const operation = operations.get((args.contextValue as GraphContext).services);
      if (!operation) return undefined;
      const start = performance.now();
      return {
        async onExecuteDone({ result, setResult }) {
          await operation.close();
          const done = result as ExecutionResult;
          const left = operation.left();
          // What cannot be noted is not answered.
          if (!audit.note(...toNote(operation, args, done.errors))) setResult({ errors: [unnoted()] });
          else if (Object.keys(left).length > 0) setResult({ ...done, extensions: { ...done.extensions, ...left } });
          log.info(
            {
              requestId: operation.context.requestId,
              client: operation.context.viewer.clientId,
              ms: Math.round(performance.now() - start),
              statements: operation.statements(),
              errors: done.errors?.length ?? 0,
            },
            'operation',
          );
        },
      };
    },
  };
}

const unnoted = (): GraphQLError =>
  new GraphQLError('', { originalError: new ApiError('UNAVAILABLE', 'The audit trail cannot be written just now, so nothing is shown.') });

/** The last hook before the answer is written: also what was refused before anything was executed passes here. */
function errorPresentation(audit: AuditNotes, log: Logger): Plugin<GraphContext, ServerContext> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (result === undefined || Symbol.asyncIterator in result || Array.isArray(result)) return;
      audit.note(...toNoteUnexecuted(serverContext, result.errors));
      setResult(presentResult(result, serverContext.requestId, log));
    },
  };
}
