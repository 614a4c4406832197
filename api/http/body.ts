import type { Plugin } from 'graphql-yoga';
import { ApiError } from 'xianjie/schema';
import { failure } from './failure.js';

/** Bytes of a request's body. */
export const BODY_LIMIT = 1_000_000;

/** The deepest input of the graph lies some ten levels below the variables. */
const DEPTH_LIMIT = 40;

const tooLarge = (): ApiError => new ApiError('PAYLOAD_TOO_LARGE', 'The body is larger than 1 MB; hand in large lists by POST /uploads.');
const noJson = (): ApiError => new ApiError('BAD_USER_INPUT', 'The body must be one JSON object with the key "query" or "documentId".');

/** What a request brings; the server checks the types of its parts. */
type Parameters = Record<string, unknown>;

/**
 * Reads requests in place of the server's own readers: bytes that are no UTF-8, nesting without end and keys that name an object's
 * prototype are refused before anything looks at them.
 */
export function requestBodies(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      setRequestParser(async () => {
        try {
          return (request.method === 'GET' ? fromAddress(request.url) : parametersOf(await bodyText(request))) as never;
        } catch (error) {
          throw error instanceof ApiError ? failure(error) : error;
        }
      });
    },
  };
}

async function bodyText(request: Request): Promise<string> {
  const bytes = await bodyBytes(request);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError('BAD_USER_INPUT', 'The body is not UTF-8.');
  }
}

/** A body that says how long it is has been looked at before; one that does not is counted as it comes. */
async function bodyBytes(request: Request): Promise<ArrayBuffer | Uint8Array> {
  const said = request.headers.get('content-length');
  if (said !== null && Number(said) > BODY_LIMIT) throw tooLarge();
  if (said !== null || request.body === null) return request.arrayBuffer();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > BODY_LIMIT) {
      void readAway(reader);
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** Whoever sends too much must still hear the answer, which a connection that is cut off while it writes loses. */
async function readAway(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let bytes = 0; bytes < 64 * BODY_LIMIT;) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender is gone: there is nothing left to read.
  }
}

function parametersOf(text: string): Parameters {
  const value = jsonOf(text);
  if (value === null || typeof value !== 'object') throw noJson();
  if (Array.isArray(value)) throw new ApiError('BAD_USER_INPUT', 'One operation a request: lists of operations are not taken.');
  return value as Parameters;
}

function jsonOf(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw noJson();
  }
  mustBePlain(value);
  return value;
}

/** Goes through a parsed value level by level: nothing of ours that comes later may run out of stack, or change a prototype. */
function mustBePlain(value: unknown): void {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_LIMIT) throw new ApiError('BAD_USER_INPUT', `The body is nested more than ${DEPTH_LIMIT} levels deep.`);
    const below: unknown[] = [];
    for (const one of level) {
      if (one === null || typeof one !== 'object') continue;
      if (Object.hasOwn(one, '__proto__')) throw new ApiError('BAD_USER_INPUT', 'No key may be called "__proto__".');
      for (const inner of Object.values(one)) if (inner !== null && typeof inner === 'object') below.push(inner);
    }
    level = below;
  }
}

/** The same parameters in an address, as GraphQL over HTTP has them. */
function fromAddress(url: string): Parameters {
  const { searchParams } = new URL(url, 'http://localhost');
  const text = (name: string): string | undefined => searchParams.get(name) ?? undefined;
  const json = (name: string): unknown => {
    const given = text(name);
    return given === undefined || given === '' ? undefined : jsonOf(given);
  };
  const given = {
    query: text('query'),
    documentId: text('documentId'),
    operationName: text('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
}
