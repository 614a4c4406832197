import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { ApiError, ModuleMistake, errorTexts, type ErrorCode } from 'xianjie/schema';
import { errorCode, refusedStatement, saysLostConnection } from '../../plugins/storage/index.js';
import { ERROR_DOCS } from './error-docs.js';

/** PostgreSQL and the network say so when the database cannot be reached: not the client's fault, worth another try. */
const unavailable = /^(08|53|57P0)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)/;

/** Whether an error says that the database cannot be reached. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Error && (unavailable.test(errorCode(error) ?? '') || saysLostConnection(error.message));

/** What every error says of itself, over GraphQL and beside it. */
export const errorExtensions = (code: ErrorCode, requestId: string) => ({
  code,
  requestId,
  retryable: errorTexts[code].retryable,
  docs: `${ERROR_DOCS}#${code.toLowerCase()}`,
  text: errorTexts[code].text,
});

interface Classified {
  readonly code: ErrorCode;
  readonly message: string;
  readonly unexpected: boolean;
  /** What it says besides, of ours. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The messages of graphql-js repeat the value that was given: only what is wrong with it is passed on. */
function withoutValues(message: string): string {
  return message
    .replace(/ got invalid value .*?(?= at "|; )/s, ' is not valid')
    .replace(/(cannot represent [^:]*?(?:value|integer)?): .*$/s, '$1.')
    .replace(/((?:found|Unexpected) (?:String|BlockString|Int|Float)) ".*"(?=\.?$)/s, '$1')
    .replace(/Value ".*?" does not exist in "(\w+)" enum\..*$/s, 'The value does not exist in the enum "$1".')
    .replace(/Expected value of type "([^"]+)", found .*$/s, 'Expected a value of type "$1".');
}

/** What an error asks of the HTTP answer; `spec`: only of an answer that is not plain JSON. It does not leave. */
interface Http {
  readonly status?: number;
  readonly spec?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What was refused before there was a document is refused as such, whatever the answer is written in. */
function httpOf({ extensions, originalError }: GraphQLError): Http | undefined {
  const http = extensions['http'] as Http | undefined;
  return http && (extensions['code'] === 'BAD_REQUEST' || originalError instanceof ApiError) ? { ...http, spec: false } : http;
}

function classify(error: GraphQLError): Classified {
  const original = error.originalError;
  if (original instanceof ApiError) return { code: original.code, message: original.message, unexpected: false, details: original.details };
  const declared = error.extensions['code'];
  if (declared === 'GRAPHQL_PARSE_FAILED' || declared === 'GRAPHQL_VALIDATION_FAILED')
    return { code: declared, message: withoutValues(error.message), unexpected: false };
  // The transport itself refused the body: too large, or no JSON.
  if (declared === 'BAD_REQUEST')
    return { code: 'BAD_USER_INPUT', message: 'The body must be one JSON object with the key "query".', unexpected: false };
  if (httpOf(error)?.status === 413)
    return { code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 1 MB; hand in large lists by POST /uploads.', unexpected: false };
  if (declared === 'BAD_USER_INPUT') return { code: 'BAD_USER_INPUT', message: withoutValues(error.message), unexpected: false };
  // graphql-js itself refuses variables and arguments with a bare GraphQLError: nothing of ours was called.
  if (!original || original instanceof GraphQLError)
    return { code: 'BAD_USER_INPUT', message: withoutValues(error.message), unexpected: false };
  if (isUnavailable(original)) return { code: 'UNAVAILABLE', message: 'The database cannot be reached just now.', unexpected: true };
  return { code: 'INTERNAL', message: 'Something went wrong on our side; the request id helps to find it.', unexpected: true };
}

/** Logs of platforms on which all data are invented: there the whole error is told, to the module's author. */
const open = new WeakSet<object>();

/** Has errors leave with their message and stack. Only for a platform that holds invented data. */
export const tellAll = (log: Logger): void => void open.add(log);

/**
 * A log line must not hold a value: of an unexpected error its kind, its code, the names of the table, column and constraint, and where it
 * came from.
 */
export function trace(error: unknown, log?: Logger): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    kind: error.name,
    code: errorCode(error),
    ...refusedStatement(error),
    ...((error instanceof ModuleMistake || (log && open.has(log))) && { said: error.message }),
    frames: frames.slice(0, 8).map((f) => f.trim()),
  };
}

/**
 * A limit that was met while an operation ran is told in the header, too. It says nothing of the status: what was carried out answers 200,
 * with or without data (GraphQL over HTTP, 6.4), and 429 stays for what was refused before.
 */
function toldToWait(errors: readonly GraphQLError[]): Http | undefined {
  const waits = errors.map(({ originalError }) =>
    originalError instanceof ApiError ? originalError.details['retryAfterSeconds'] : undefined,
  );
  // After the longest wait all of them go through.
  const seconds = Math.max(...waits.filter((wait) => typeof wait === 'number'));
  return seconds > 0 ? { headers: { 'retry-after': String(seconds) }, spec: false } : undefined;
}

/** Every error that leaves has a code of the closed list, the request's id, and nothing else from inside. */
export function presentErrors(errors: readonly GraphQLError[], requestId: string, log: Logger): GraphQLError[] {
  const wait = toldToWait(errors);
  return errors.map((error) => {
    const { code, message, unexpected, details } = classify(error);
    const http = httpOf(error) ?? (code === 'RATE_LIMITED' ? wait : undefined);
    if (unexpected) log.error({ requestId, path: error.path?.join('.'), ...trace(error.originalError ?? error, log) }, 'unexpected error');
    const told = unexpected && open.has(log) ? `${message} ${(error.originalError ?? error).message}` : message;
    return new GraphQLError(told, {
      nodes: error.nodes,
      source: error.source,
      positions: error.positions,
      path: error.path,
      extensions: {
        ...(http && { http }),
        ...details,
        ...errorExtensions(code, requestId),
      },
    });
  });
}

export function presentResult(result: ExecutionResult, requestId: string, log: Logger): ExecutionResult {
  return result.errors ? { ...result, errors: presentErrors(result.errors, requestId, log) } : result;
}
