import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from 'xianjie/schema';
import { BODY_LIMIT } from './body.js';

/** Why a request is turned away before anything reads its body. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The names under which a server answers, without ports. */
export type Hosts = ReadonlySet<string>;

/** This machine, under its own names. */
export const LOCAL_ONLY: Hosts = LOCAL_HOSTS;

/** This machine, and the name under which clients reach the server. @param publicUrl its public address, where it has one */
export const hostsOf = (publicUrl: string | undefined): Hosts =>
  publicUrl === undefined ? LOCAL_ONLY : new Set([...LOCAL_HOSTS, new URL(publicUrl).hostname]);

/** The page on loopback may carry a token, and the sign-in page takes passwords: a name that was re-pointed to this address is turned away. */
export function refuseHost(request: IncomingMessage, hosts: Hosts): Refusal | undefined {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return hosts.has(host) ? undefined : { status: 421, code: 'FORBIDDEN', message: 'This server does not answer under this name.' };
}

/** A page of another site is turned away, unless a portal has registered it. Following a link to a page is no request of another site. */
export function refuseForeign(request: IncomingMessage, hosts: Hosts): Refusal | undefined {
  const site = request.headers['sec-fetch-site'];
  const follows =
    request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !follows)
    return { status: 403, code: 'FORBIDDEN', message: 'Requests from other sites are refused.' };
  const origin = request.headers.origin;
  if (origin !== undefined && !isOwn(origin, hosts))
    return { status: 403, code: 'FORBIDDEN', message: 'Requests from other sites are refused.' };
  return undefined;
}

function isOwn(origin: string, hosts: Hosts): boolean {
  try {
    return hosts.has(new URL(origin).hostname);
  } catch {
    return false;
  }
}

/** The media type of a body, without its parameters. */
export const mediaType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Whether a browser asks for the GraphiQL page. */
export const wantsPage = (request: IncomingMessage): boolean =>
  request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');

const POST_JSON = 'Send GraphQL as POST with content-type application/json.';

/** GraphQL comes as POST with JSON, or as GET with a question in the address; a GET without one shows a browser the GraphiQL page. */
export function refuseTransport(request: IncomingMessage): Refusal | undefined {
  if (request.method === 'GET') {
    const asks = /[?&](query|documentId|extensions)=/.test(request.url ?? '');
    return wantsPage(request) || asks ? undefined : { status: 405, code: 'BAD_USER_INPUT', message: POST_JSON };
  }
  if (request.method !== 'POST') return { status: 405, code: 'BAD_USER_INPUT', message: POST_JSON };
  if (mediaType(request) !== 'application/json')
    return { status: 415, code: 'BAD_USER_INPUT', message: 'Send GraphQL with content-type application/json.' };
  // Nothing of a body that says itself that it is too long is read.
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT)
    return { status: 413, code: 'PAYLOAD_TOO_LARGE', message: 'The body is larger than 1 MB; hand in large lists by POST /uploads.' };
  return undefined;
}
