import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleBench, PORTAL, type PeopleBench } from './people-support.js';

const OTHER = 'https://other.example';
let bench: PeopleBench;
let token: string;
beforeAll(async () => {
  bench = await peopleBench();
  await bench.portal('portal', { origins: [PORTAL, 'http://localhost:5173'] });
  await bench.portal('other-portal', { redirects: [`${OTHER}/back`], origins: [OTHER] });
  await bench.portal('office', { kind: 'DEPARTMENT', origins: ['https://office.example'] });
  await bench.person({ login: 'leader', roles: ['COUNTY_LEADER'], areas: ['150623'] });
  token = await bench.tokenOf('leader');
});
afterAll(() => bench.close());

const preflight = (origin: string, path = '/graphql') =>
  bench.send('OPTIONS', path, {
    origin,
    'sec-fetch-site': 'cross-site',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,xianjie-purpose',
  });
const ask = (origin: string) =>
  bench.send(
    'POST',
    '/graphql',
    { origin, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json', authorization: `Bearer ${token}` },
    JSON.stringify({ query: '{ viewer { client { id } } }' }),
  );

describe('the page of a portal', () => {
  test.each([PORTAL, 'http://localhost:5173'])(
    '%s may ask first, and then ask: with a token and a purpose, without cookies',
    async (origin) => {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(204);
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers['access-control-allow-headers']).toMatch(/authorization.*xianjie-purpose/);
      expect(Number(headers['access-control-max-age'])).toBeGreaterThan(0);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers.vary).toBe('Origin');
      const reply = await ask(origin);
      expect(reply.status).toBe(200);
      expect(reply.headers['access-control-allow-origin']).toBe(origin);
    },
  );

  test('never gets the page for people: the demo’s carries a token', async () => {
    for (const origin of [PORTAL, 'http://localhost:5173']) {
      const reply = await bench.send('GET', '/graphql', { origin, accept: 'text/html', 'sec-fetch-site': 'cross-site' });
      expect([reply.status, reply.text]).toEqual([403, expect.not.stringContaining('Bearer')]);
    }
  });

  test('can read why it is refused', async () => {
    const reply = await bench.send('POST', '/graphql', { origin: PORTAL, 'content-type': 'application/json' }, '{}');
    expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([401, PORTAL]);
  });

  test('gets a token for its own client and for no other', async () => {
    const redeem = (client_id: string) =>
      bench.form('/oauth/token', { grant_type: 'authorization_code', client_id, code: 'x' }, { origin: PORTAL });
    expect((await redeem('portal')).status).toBe(400);
    expect((await redeem('other-portal')).status).toBe(403);
  });

  test('may not ask with the token of another client', async () => {
    const reply = await ask(OTHER);
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('FORBIDDEN');
  });
});

describe('any other page', () => {
  test.each([
    ['an unknown site', 'https://evil.example'],
    ['a name that begins alike', `${PORTAL}.evil.example`],
    ['another scheme', PORTAL.replace('https', 'http')],
    ['another port', `${PORTAL}:8443`],
    ['a sandbox', 'null'],
    ['the site of a client that is no portal', 'https://office.example'],
  ])('is refused and reads nothing: %s', async (_what, origin) => {
    for (const reply of [await preflight(origin), await ask(origin)]) {
      expect(reply.status).toBe(403);
      expect(reply.headers['access-control-allow-origin']).toBeUndefined();
      expect(reply.headers.vary).toBe('Origin');
    }
  });

  test('is refused once its portal is switched off', async () => {
    await bench.app.storage.db.system(({ sql }) => sql(`update access_client set enabled = false where id = 'other-portal'`));
    bench.app.origins.forget();
    expect((await preflight(OTHER)).status).toBe(403);
  });
});
