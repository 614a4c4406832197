import { createServer, type Server } from 'node:http';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { pino } from 'pino';
import { createAuth, hashSecret, type Auth, type AuthOptions } from '../../plugins/auth/index.js';
import type { Db, Storage } from '../../plugins/storage/index.js';
import type { ClientKind, Purpose } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';

/** What clients of tests have. */
export const SECRET = 'secret of a test';
export const URL_OF_TESTS = 'http://127.0.0.1:4000';

/** A client as a test registers it; the secret is SECRET unless it has none. */
export interface Registered {
  readonly id: string;
  readonly kind?: ClientKind;
  readonly areas?: readonly string[];
  readonly scopes?: readonly string[];
  readonly purposes?: readonly Purpose[];
  readonly departments?: readonly string[] | null;
  readonly secret?: string | null;
  readonly issuer?: string;
  readonly subject?: string;
  readonly enabled?: boolean;
}

/** One derivation for all tests: each costs 80 ms. */
const hashes = new Map<string, Promise<Buffer>>();
const hashOf = (secret: string): Promise<Buffer> => {
  const hash = hashes.get(secret) ?? hashSecret(secret);
  hashes.set(secret, hash);
  return hash;
};

export async function register(storage: Storage, client: Registered): Promise<void> {
  const { id, kind = 'DEPARTMENT', areas = ['150623'], scopes = [], purposes = [], departments = null, secret = SECRET } = client;
  const hash = secret === null ? null : await hashOf(secret);
  await storage.db.system(({ sql }) =>
    sql(`insert into area (code, level, name_zh) values ('0', 'NATIONAL', '全国') on conflict do nothing`),
  );
  await storage.db.system(({ sql }) =>
    sql(
      `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, purposes, departments, issuer, subject, enabled, secret_hash)
       values ($1, $2, $1, $1, '0', $3, $4, $5, $6, $7, $8, $9, $10)`,
      [id, kind, areas, scopes, purposes, departments, client.issuer ?? null, client.subject ?? null, client.enabled ?? true, hash],
    ),
  );
}

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): number;
  forward(seconds: number): void;
}

export function testClock(): TestClock {
  let time = Date.now();
  return { now: () => time, forward: (seconds) => void (time += seconds * 1000) };
}

/** A database with the nation and nobody registered, and the authentication on it, which counts the connections it takes. */
export async function accessBench(options: Partial<AuthOptions> = {}) {
  const storage = await testDatabase();
  const clock = testClock();
  let connections = 0;
  const counted: Db = { ...storage.db, access: (fn) => (connections++, storage.db.access(fn)) };
  const make = (more: Partial<AuthOptions> = {}): Auth =>
    createAuth({ db: counted, protect: storage.keys.protect, url: () => URL_OF_TESTS, now: clock.now, ...options, ...more });
  const auth = make();
  await auth.open();
  const token = async (client: string, more: Record<string, string> = {}, from: Auth = auth): Promise<string> => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: SECRET, ...more });
    const { body } = await from.token({ authorization: undefined, form });
    if (typeof body['access_token'] !== 'string') throw new Error(JSON.stringify(body));
    return body['access_token'];
  };
  return {
    storage,
    auth,
    make,
    clock,
    token,
    connections: () => connections,
    identify: (given: string | undefined, purpose?: string, who: Auth = auth) =>
      who.identify({ authorization: given === undefined ? undefined : `Bearer ${given}`, purpose }),
    close: () => storage.close(),
  };
}

export const silent = pino({ level: 'silent' });

/** Another issuer: a real server with its keys, which counts how often they are fetched. */
export async function otherIssuer() {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(pair.publicKey)), kid: 'theirs', alg: 'ES256' };
  let fetches = 0;
  let answers = true;
  const server: Server = createServer((request, response) => {
    if (!answers) return void response.writeHead(503).end();
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration')
      return void response.end(JSON.stringify({ issuer: address(), jwks_uri: `${address()}/jwks` }));
    fetches++;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = (): string => `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    issuer: address(),
    key: pair.privateKey,
    fetches: () => fetches,
    fail: (fails: boolean) => void (answers = !fails),
    close: () => void server.close(),
  };
}

/** A token with whatever a test wants in it. */
export function forged(
  key: CryptoKey | Uint8Array,
  claims: Readonly<Record<string, unknown>>,
  header: { readonly alg?: string; readonly kid?: string; readonly typ?: string } = {},
): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', ...header }).sign(key);
}
