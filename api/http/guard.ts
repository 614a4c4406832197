import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from 'xianjie/schema';

/** Why a request is turned away before anything reads its body. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Without sign-in, whoever reaches the server is its administrator. So only this machine may, and no web page on it:
 * a name that was re-pointed to this address, or a page of another site, is turned away.
 */
export function refuseForeign(request: IncomingMessage): Refusal | undefined {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!LOCAL_HOSTS.has(host)) return { status: 421, code: 'FORBIDDEN', message: 'This server answers on 127.0.0.1 and localhost only.' };
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, code: 'FORBIDDEN', message: 'Requests from other sites are refused.' };
  const origin = request.headers.origin;
  if (origin !== undefined && !isLocal(origin))
    return { status: 403, code: 'FORBIDDEN', message: 'Requests from other sites are refused.' };
  return undefined;
}

function isLocal(origin: string): boolean {
  try {
    return LOCAL_HOSTS.has(new URL(origin).hostname);
  } catch {
    return false;
  }
}

/** The media type of a body, without its parameters. */
export const mediaType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** GraphQL comes as POST with JSON; GET shows the GraphiQL page and nothing else. */
export function refuseTransport(request: IncomingMessage): Refusal | undefined {
  if (request.method === 'GET') {
    const wantsPage = (request.headers.accept ?? '').includes('text/html');
    return wantsPage
      ? undefined
      : { status: 405, code: 'BAD_USER_INPUT', message: 'Send GraphQL as POST with content-type application/json.' };
  }
  if (request.method !== 'POST')
    return { status: 405, code: 'BAD_USER_INPUT', message: 'Send GraphQL as POST with content-type application/json.' };
  if (mediaType(request) !== 'application/json')
    return { status: 415, code: 'BAD_USER_INPUT', message: 'Send GraphQL with content-type application/json.' };
  return undefined;
}
