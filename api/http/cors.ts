import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PortalOrigins } from '../../plugins/auth/index.js';

/** The portals whose page sends a request, when the page of a portal does. */
export type Owners = ReadonlySet<string>;

/** How long a browser may remember that it may ask, in seconds. */
const REMEMBERED = '600';

/** The portals that have registered the page's origin; undefined when the request comes from no page, from our own, or from nobody's. */
export async function ownersOf({ headers }: IncomingMessage, origins: PortalOrigins | undefined): Promise<Owners | undefined> {
  const { origin, host } = headers;
  if (origin === undefined || origins === undefined) return undefined;
  if (URL.canParse(origin) && new URL(origin).host === host) return undefined;
  const owners = await origins.owners(origin);
  return owners.size > 0 ? owners : undefined;
}

/** Lets the page of a portal read the answer. Never with cookies: there are none. */
export function allowPage(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '');
  response.setHeader('access-control-expose-headers', 'retry-after, www-authenticate, x-request-id');
}

/** Answers what a browser asks before it sends: may this page send this? */
export function answerPreflight(response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', 'authorization, content-type, xianjie-purpose');
  response.setHeader('access-control-max-age', REMEMBERED);
  response.writeHead(204).end();
}
