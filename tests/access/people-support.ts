import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { pino } from 'pino';
import { createHttpServer, LOOPBACK, type ServerParts } from '../../api/http/server.js';
import { createGraphServer } from '../../api/http/yoga.js';
import { hashPassword } from '../../plugins/auth/index.js';
import { challengeOf } from '../../plugins/auth/pkce.js';
import { testApp } from '../support/app.js';

export const PORTAL = 'https://portal.example';
export const BACK = `${PORTAL}/callback?from=xianjie`;

/** A person as a test registers one; the password is `PASSWORD`. */
export interface TestPerson {
  readonly login: string;
  readonly roles: readonly string[];
  readonly areas: readonly string[];
  readonly domains?: readonly string[];
  readonly enabled?: boolean;
  readonly issuer?: string;
  readonly subject?: string;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Everybody's in these tests. */
export const PASSWORD = 'three blue goats';
const hash = hashPassword(PASSWORD);

/** A whole platform behind real HTTP, with a portal that keeps no secret and whomever the test registers. */
export async function peopleBench({ attempts, ...options }: { readonly demo?: boolean; readonly attempts?: ServerParts['attempts'] } = {}) {
  let address = '';
  const app = await testApp({ ...options, url: () => address });
  const logged: string[] = [];
  const log = pino({ level: 'trace', base: null }, { write: (line) => void logged.push(line) });
  const { server } = createHttpServer({
    graph: createGraphServer(app.schema, app.parts, log),
    feeds: app.parts.feeds,
    identify: ({ headers }) => app.auth.identify({ authorization: headers.authorization, purpose: headers['xianjie-purpose']?.toString() }),
    auth: app.auth,
    signIn: app.signIn,
    origins: app.origins,
    donePage: true,
    audit: app.parts.audit,
    ...(attempts && { attempts }),
    ready: () => Promise.resolve(true),
    log,
  });
  await new Promise<void>((done) => server.listen(0, LOOPBACK, done));
  const { port } = server.address() as { port: number };
  address = `http://${LOOPBACK}:${port}`;
  await app.auth.open();

  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Reply> =>
    new Promise((done, fail) => {
      const req = httpRequest({ host: LOOPBACK, port, method, path, headers }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() }));
      });
      req.on('error', fail);
      req.end(body);
    });
  const form = (path: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<Reply> =>
    send('POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, new URLSearchParams(fields).toString());

  async function portal(
    id: string,
    more: {
      redirects?: readonly string[];
      origins?: readonly string[];
      scopes?: readonly string[];
      kind?: string;
      areas?: readonly string[];
      departments?: readonly string[];
    } = {},
  ) {
    const scopes = more.scopes ?? ['core:read:personal', 'core:write', 'core:feed', 'core:administer', 'access:administer', 'audit:read'];
    await app.storage.db.system(({ sql }) =>
      sql(
        `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, purposes, departments, redirect_uris, origins)
         values ($1, $2, '测试门户', 'Portal of tests', '0', $3, $4, '{MONITORING,ASSISTANCE,INSPECTION,BENEFIT}', $7, $5, $6)`,
        [
          id,
          more.kind ?? 'PORTAL',
          more.areas ?? ['150623'],
          scopes,
          more.redirects ?? [BACK],
          more.origins ?? [PORTAL],
          more.departments ?? [],
        ],
      ),
    );
    app.auth.forget();
    app.origins.forget();
  }
  async function person({ login, roles, areas, domains = [], enabled = true, issuer, subject }: TestPerson): Promise<string> {
    const kept = issuer === undefined ? await hash : null;
    const [row] = await app.storage.db.system(({ sql }) =>
      sql<{ id: string }>(
        `insert into access_user (login, title_zh, title_en, area_code, areas, roles, domains, enabled, issuer, subject, password_hash)
         values ($1, $1, $1, '0', $2, $3, $4, $5, $6, $7, $8) returning id`,
        [login, areas, roles, domains, enabled, issuer ?? null, subject ?? null, kept],
      ),
    );
    return row?.id ?? '';
  }

  const verifier = randomBytes(32).toString('base64url');
  const asked = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    response_type: 'code',
    client_id: 'portal',
    redirect_uri: BACK,
    code_challenge: challengeOf(verifier),
    code_challenge_method: 'S256',
    state: 'kept & "quoted" <b>',
    ...more,
  });
  const ask = (query: Readonly<Record<string, string>>): Promise<Reply> =>
    send('GET', `/oauth/authorize?${new URLSearchParams(query).toString()}`);
  /** What the form on a page carries, as a browser would send it. */
  const carried = ({ text }: Reply): Record<string, string> =>
    Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
        name,
        unescaped(value),
      ]),
    );
  const signIn = async (login: string, password = PASSWORD, query = asked()): Promise<Reply> =>
    form('/oauth/authorize', { ...carried(await ask(query)), login, password, action: 'sign-in' }, { origin: address });
  const codeOf = (reply: Reply): string => new URL(String(reply.headers.location)).searchParams.get('code') ?? '';
  const redeem = (code: string, more: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    form('/oauth/token', {
      grant_type: 'authorization_code',
      client_id: 'portal',
      redirect_uri: BACK,
      code,
      code_verifier: verifier,
      ...more,
    });
  const tokenOf = async (login: string): Promise<string> => {
    const reply = await redeem(codeOf(await signIn(login)));
    return String((JSON.parse(reply.text) as Record<string, unknown>)['access_token']);
  };
  const graph = async (token: string, query: string, more: Record<string, string> = {}, variables?: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...more };
    const reply = await send('POST', '/graphql', headers, JSON.stringify({ query, variables }));
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read by path
    return { status: reply.status, ...(JSON.parse(reply.text) as { data: any; errors?: { extensions: { code: string } }[] }) };
  };
  const counted = async (query: string): Promise<number> =>
    Number((await app.storage.db.system(({ sql }) => sql<{ n: string }>(query)))[0]?.n);

  return {
    app,
    logged,
    address,
    send,
    form,
    portal,
    person,
    asked,
    ask,
    carried,
    signIn,
    codeOf,
    redeem,
    tokenOf,
    graph,
    counted,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await app.close();
    },
  };
}

export type PeopleBench = Awaited<ReturnType<typeof peopleBench>>;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string): string => text.replace(/&([a-z]+|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);

export const errorOf = (reply: Reply): unknown => (JSON.parse(reply.text) as { error?: string }).error;
