import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { ApiError, errorTexts, keyOfGlobalId, type ErrorCode, type Viewer } from 'xianjie/schema';
import { askedBy, type AuditNotes } from '../../plugins/audit/index.js';
import {
  createAttempts,
  Denied,
  Unauthenticated,
  type Attempts,
  type Auth,
  type Authorization,
  type PortalOrigins,
} from '../../plugins/auth/index.js';
import type { Feeds } from '../../plugins/feeds/index.js';
import { allowPage, answerPreflight, ownersOf, type Owners } from './cors.js';
import { ERROR_DOCS, errorDocs } from './error-docs.js';
import { errorExtensions, isUnavailable } from './errors.js';
import { LOCAL_ONLY, mediaType, refuseForeign, refuseHost, refuseTransport, wantsPage, type Hosts } from './guard.js';
import { answerToken, publish } from './oauth.js';
import { answerDone, answerSignIn } from './sign-in.js';
import type { createGraphServer } from './yoga.js';

export interface ServerParts {
  readonly graph: ReturnType<typeof createGraphServer>;
  readonly feeds: Feeds;
  /** Who sends a request, known before its body is read. @throws ApiError when nobody does who may */
  readonly identify: (request: IncomingMessage) => Promise<Viewer>;
  /** The issuer of tokens; a door without one has no /oauth. */
  readonly auth?: Auth;
  /** The pages that people sign in on; a door without them has none. */
  readonly signIn?: Authorization;
  /** Whether the demo's portal ends here, with a page that shows the code. */
  readonly donePage?: boolean;
  /** From which sites pages may call. Default: from our own alone. */
  readonly origins?: PortalOrigins;
  /** Under which names it answers. Default: those of this machine. */
  readonly hosts?: Hosts;
  /** Told of every request refused for its token, or though it is known who sends it. */
  readonly audit?: Pick<AuditNotes, 'countUnauthenticated' | 'note'>;
  /** Failures to get in, by address. Default: a hundred sign-ins and three hundred tokens in five minutes. */
  readonly attempts?: { readonly signIn: Attempts; readonly token: Attempts };
  /** Whether the database answers. */
  readonly ready: () => Promise<boolean>;
  readonly log: Logger;
}

/** Where a server listens that nobody told otherwise. */
export const LOOPBACK = '127.0.0.1';

export interface HttpServer {
  readonly server: Server;
  /** Takes nothing new, says so to whoever asks, and ends when the requests in flight have their answers. */
  drain(): Promise<void>;
}

/** The front door: /graphql, /uploads, /receipts, /health. */
export function createHttpServer(given: ServerParts): HttpServer {
  const parts = { attempts: { signIn: createAttempts({ most: 100 }), token: createAttempts({ most: 300 }) }, ...given };
  let closing = false;
  const server = createServer((request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    if (closing) response.setHeader('connection', 'close');
    route(request, response, requestId, parts, () => closing).catch((error: unknown) => failed(error, response, requestId, parts));
  });
  server.requestTimeout = 120_000;
  return {
    server,
    drain: () => {
      closing = true;
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      return closed;
    },
  };
}

/** What was thrown before anything answered. */
function failed(error: unknown, response: ServerResponse, requestId: string, { log, audit }: ServerParts): void {
  if (error instanceof ApiError && !response.headersSent) {
    if (error instanceof Unauthenticated) {
      response.setHeader('www-authenticate', error.challenge);
      audit?.countUnauthenticated();
    }
    if (error instanceof Denied) audit?.note({ ...askedBy(error.viewer), requestId, kind: 'DENIED', outcome: 'DENIED', action: 'ask' });
    return refuse(response, requestId, errorTexts[error.code].status, error.code, error.message);
  }
  log.error({ requestId, kind: error instanceof Error ? error.name : typeof error }, 'request failed');
  if (response.headersSent) return void response.destroy();
  if (isUnavailable(error)) return refuse(response, requestId, 503, 'UNAVAILABLE', 'The database cannot be reached just now.');
  return refuse(response, requestId, 500, 'INTERNAL', 'Something went wrong on our side; the request id helps to find it.');
}

/** What is asked before anybody looks at the path: under which name, and from which page. */
async function route(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  parts: ServerParts,
  closing: () => boolean,
): Promise<void> {
  const hosts = parts.hosts ?? LOCAL_ONLY;
  const misnamed = refuseHost(request, hosts);
  if (misnamed) return refuse(response, requestId, misnamed.status, misnamed.code, misnamed.message);
  if (parts.origins) response.setHeader('vary', 'Origin');
  const owners = await ownersOf(request, parts.origins);
  if (owners === undefined) {
    const foreign = refuseForeign(request, hosts);
    if (foreign) return refuse(response, requestId, foreign.status, foreign.code, foreign.message);
    return answer(request, response, requestId, parts, closing);
  }
  allowPage(request, response);
  if (request.method === 'OPTIONS') return answerPreflight(response);
  return answer(request, response, requestId, ofPage(parts, owners), closing, owners);
}

/** A page asks for the portal that has registered it, and for no other client whose token it got hold of. */
const ofPage = (parts: ServerParts, owners: Owners): ServerParts => ({
  ...parts,
  identify: async (request) => {
    const viewer = await parts.identify(request);
    if (!owners.has(viewer.clientId)) throw new Denied(viewer, 'The page is not one of this client’s.');
    return viewer;
  },
});

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  parts: ServerParts,
  closing: () => boolean,
  owners?: Owners,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  switch (path) {
    case '/health/live':
      return json(response, 200, { status: 'live' });
    case '/health/ready': {
      const ready = !closing() && (await parts.ready());
      return json(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
    }
    case '/':
      response.writeHead(302, { location: '/graphql' }).end();
      return;
    case ERROR_DOCS:
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(errorDocs);
      return;
    case '/graphql': {
      const refused = refuseTransport(request);
      if (refused) return refuse(response, requestId, refused.status, refused.code, refused.message);
      // The demo's page carries a token: a browser opens it, and no other page may read it.
      if (wantsPage(request) && owners !== undefined)
        return refuse(response, requestId, 403, 'FORBIDDEN', 'This page is for people: open it in the browser.');
      // The page itself asks for nothing and shows nothing of anybody.
      const viewer = wantsPage(request) ? nobody : await parts.identify(request);
      await parts.graph(request, response, { requestId, viewer });
      return;
    }
    case '/oauth/token':
      return parts.auth ? answerToken(request, response, parts.auth, owners, parts.attempts?.token) : notHere(response, requestId);
    case '/oauth/authorize':
      return parts.signIn ? answerSignIn(request, response, parts.signIn, parts.attempts?.signIn) : notHere(response, requestId);
    case '/oauth/done':
      return parts.donePage === true ? answerDone(request, response) : notHere(response, requestId);
    case '/oauth/jwks':
      return parts.auth ? publish(request, response, await parts.auth.keys.published()) : notHere(response, requestId);
    case '/.well-known/openid-configuration':
    case '/.well-known/oauth-authorization-server':
      return parts.auth ? publish(request, response, parts.auth.discovery()) : notHere(response, requestId);
    case '/uploads':
      return upload(request, response, requestId, parts);
    default:
      if (path.startsWith('/receipts/')) return refusedRows(path, request, response, requestId, parts);
      return notHere(response, requestId);
  }
}

const notHere = (response: ServerResponse, requestId: string): void =>
  refuse(response, requestId, 404, 'NOT_FOUND', 'There is nothing at this address; GraphQL is at /graphql.');

/** Whoever asks for the page: it needs no token, and this viewer sees nothing. */
const nobody: Viewer = {
  clientId: 'nobody',
  title: { zh: '访客', en: 'Nobody' },
  kind: 'PLATFORM',
  user: null,
  areas: [],
  scopes: [],
  roles: [],
  purposes: [],
  purpose: null,
  departments: [],
};

/** The refused rows of a receipt as a file. A path that is none, an id that is none and one out of scope answer alike. */
async function refusedRows(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  parts: ServerParts,
): Promise<void> {
  if (request.method !== 'GET') return refuse(response, requestId, 405, 'BAD_USER_INPUT', 'Get the file with GET.');
  const [, id = ''] = /^\/receipts\/([A-Za-z0-9_-]{1,200})\/refused\.csv$/.exec(path) ?? [];
  const file = await parts.feeds.refusedCsv(await parts.identify(request), keyOfGlobalId('FeedReceipt', id) ?? '');
  if (file === undefined) return refuse(response, requestId, 404, 'NOT_FOUND', 'There is no such receipt.');
  response.writeHead(200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="refused.csv"',
    'cache-control': 'no-store',
  });
  await pipeline(Readable.from(file), response);
}

/** Media types that a web page of another site cannot send without being asked first. */
const UPLOAD_TYPES = new Set(['text/csv', 'application/octet-stream']);

async function upload(request: IncomingMessage, response: ServerResponse, requestId: string, parts: ServerParts): Promise<void> {
  if (request.method !== 'POST' || !UPLOAD_TYPES.has(mediaType(request))) {
    return refuse(
      response,
      requestId,
      request.method === 'POST' ? 415 : 405,
      'BAD_USER_INPUT',
      'Send the file as POST with content-type text/csv.',
    );
  }
  const name = new URL(request.url ?? '/', 'http://localhost').searchParams.get('name') ?? 'upload.csv';
  try {
    const stored = await parts.feeds.storeUpload(request, { viewer: await parts.identify(request), fileName: name, requestId });
    return json(response, 201, { id: stored.id, bytes: stored.bytes });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The rest of the body is not read: the connection ends with the answer.
    response.setHeader('connection', 'close');
    return failed(error, response, requestId, parts);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`);
}

/** The same shape as a GraphQL error, so that a client needs one way to read them. */
function refuse(response: ServerResponse, requestId: string, status: number, code: ErrorCode, message: string): void {
  json(response, status, { errors: [{ message, extensions: errorExtensions(code, requestId) }] });
}
