import * as fc from 'fast-check';
import { exportSPKI, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openedServer, refusal } from './door.js';
import { forged, register } from './support.js';

let door: Awaited<ReturnType<typeof openedServer>>;
let good: string;
let kid: string;
let signs: CryptoKey;
let stranger: CryptoKey;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  door = await openedServer();
  await register(door.storage, { id: 'county', scopes: ['core:read'] });
  good = await tokenOf('county');
  ({ kid, key: signs } = await door.auth.keys.current());
  stranger = (await generateKeyPair('ES256')).privateKey;
});
afterAll(() => door.close());

async function tokenOf(client: string): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: 'secret of a test' });
  const response = await fetch(`${door.url}/oauth/token`, { method: 'POST', body: form });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Right in everything that a test does not change. */
const claims = (changed: Readonly<Record<string, unknown>> = {}) => ({
  iss: door.url,
  aud: door.url,
  sub: 'county',
  client_id: 'county',
  scope: 'core:read',
  iat: now,
  nbf: now,
  exp: now + 600,
  ...changed,
});
const publicKey = async (): Promise<CryptoKey> => {
  const { keys } = (await (await fetch(`${door.url}/oauth/jwks`)).json()) as { keys: JWK[] };
  return (await importJWK({ ...keys[0], ext: true }, 'ES256', { extractable: true })) as CryptoKey;
};

/** The ten, each with what the header says of it. */
const broken: readonly (readonly [string, () => Promise<string | undefined> | string | undefined, string | null])[] = [
  ['no token', () => undefined, null],
  [
    'HS256 with the public key as the secret',
    async () => forged(new TextEncoder().encode(await exportSPKI(await publicKey())), claims(), { alg: 'HS256', kid }),
    'algorithm',
  ],
  ['a signature of somebody else', () => forged(stranger, claims(), { kid }), 'signature'],
  ['another issuer', () => forged(signs, claims({ iss: 'https://evil.example' }), { kid }), 'issuer'],
  ['another audience', () => forged(signs, claims({ aud: 'https://other.example' }), { kid }), 'meant'],
  ['an expired one', () => forged(signs, claims({ exp: now - 60, nbf: now - 660 }), { kid }), 'expired'],
  ['one that is not valid yet', () => forged(signs, claims({ nbf: now + 120 }), { kid }), 'yet'],
  ['an unknown key id', () => forged(stranger, claims(), { kid: 'nobody-has-it' }), 'key'],
  ['a malformed one', () => 'only.two', 'malformed'],
  ['an empty one', () => '', 'empty'],
];
/** And what else was tried on others. */
const more: typeof broken = [
  ['alg none', () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims())).replace(/=+$/, '')}.`.replaceAll('=', ''), 'algorithm'],
  ['one without an end', () => forged(signs, claims({ exp: undefined }), { kid }), 'ends'],
  ['an ID token', () => forged(signs, claims(), { kid, typ: 'JWT' }), 'access token'],
  ['one that names no client', () => forged(signs, claims({ client_id: undefined }), { kid }), 'client'],
  ['a changed one', () => good.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`), ''],
  ['one of 20,000 characters', () => 'x'.repeat(9_000), 'malformed'],
];

const headersOf = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });

describe('a token that is not believed', () => {
  test.each([...broken, ...more])('%s: 401 with a code, and WWW-Authenticate says why', async (_name, make, why) => {
    const visits = door.visits();
    const said = await refusal(await door.ask(headersOf(await make())));
    expect(said).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    if (why === null) expect(said.challenge).toBe('Bearer realm="xianjie"');
    else expect(said.challenge).toMatch(new RegExp(`^Bearer realm="xianjie", error="invalid_token", error_description="[^"]*${why}`));
    expect(door.visits() - visits).toBe(0);
  });

  test('is refused at /uploads and /receipts as well, before the body is read', async () => {
    const visits = door.visits();
    const upload = await fetch(`${door.url}/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...headersOf('a.b.c') },
      body: 'a,b\n',
    });
    expect(await refusal(upload)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await refusal(await fetch(`${door.url}/receipts/x/refused.csv`))).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    expect(door.visits() - visits).toBe(0);
  });

  test('is refused although the database is down; a good one is told that the server cannot answer just now', async () => {
    door.auth.forget();
    door.switchOff(true);
    try {
      for (const [, make] of broken) expect((await door.ask(headersOf(await make()))).status).toBe(401);
      expect(await refusal(await door.ask(headersOf(good)))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    } finally {
      door.switchOff(false);
    }
    expect((await door.ask(headersOf(good))).status).toBe(200);
  });

  test('whatever stands in the header, it is 401 and never a failure of ours', async () => {
    const visits = door.visits();
    const part = fc.oneof(
      fc.base64String(),
      fc.string(),
      fc.constantFrom(...good.split('.')),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const token = fc.oneof(
      fc.string(),
      fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('.')),
    );
    const scheme = fc.constantFrom('Bearer ', 'bearer ', 'BEARER\t', 'Basic ', 'DPoP ', 'Bearer', '');
    await fc.assert(
      fc.asyncProperty(scheme, token, async (before, text) => {
        const authorization = `${before}${text}`;
        fc.pre(authorization !== `Bearer ${good}`);
        const claim = door.auth.identify({ authorization, purpose: undefined });
        await expect(claim).rejects.toMatchObject({ code: 'UNAUTHENTICATED', challenge: expect.stringMatching(/^Bearer realm="xianjie"/) });
      }),
      { numRuns: 500 },
    );
    expect(door.visits() - visits).toBe(0);
  });
});

describe('what needs no token', () => {
  test.each([
    '/health/live',
    '/health/ready',
    '/oauth/jwks',
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
  ])('%s', async (path) => {
    expect((await fetch(door.url + path)).status).toBe(200);
  });

  test('the GraphiQL page, which names nobody', async () => {
    const page = await fetch(`${door.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain('Bearer ey');
  });
});
