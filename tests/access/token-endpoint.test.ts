import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuth, hashSecret } from '../../plugins/auth/index.js';
import { openedServer } from './door.js';
import { accessBench, register, SECRET } from './support.js';

let door: Awaited<ReturnType<typeof openedServer>>;
beforeAll(async () => {
  door = await openedServer();
  await register(door.storage, {
    id: 'county',
    scopes: ['core:read:personal', 'core:write', 'education:read:personal'],
    purposes: ['MONITORING'],
  });
  await register(door.storage, { id: 'odd', secret: 'p@ss: word+%' });
  await register(door.storage, { id: 'off', enabled: false });
  await register(door.storage, { id: 'portal', kind: 'PORTAL', secret: null });
  await register(door.storage, { id: 'theirs', issuer: 'https://id.example', subject: 'x' });
});
afterAll(() => door.close());

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string>>;
}
async function post(form: Readonly<Record<string, string>> | string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  const response = await fetch(`${door.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply['body'] };
}
const county = { grant_type: 'client_credentials', client_id: 'county', client_secret: SECRET };
const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});

describe('POST /oauth/token', () => {
  test('gives a token to a client that sends its secret in the body', async () => {
    const { status, headers, body } = await post(county);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'core:read:personal core:write education:read:personal' });
    expect((await door.ask({ authorization: `Bearer ${body['access_token'] ?? ''}` })).status).toBe(200);
  });

  test('gives one to a client that sends it in the header, encoded as the standard says', async () => {
    expect((await post({ grant_type: 'client_credentials' }, basic('county', SECRET))).status).toBe(200);
    expect((await post({ grant_type: 'client_credentials' }, basic('odd', 'p@ss: word+%'))).status).toBe(200);
  });

  test.each([
    ['a wrong secret', { ...county, client_secret: 'wrong' }],
    ['no secret', { ...county, client_secret: '' }],
    ['a client that nobody registered', { ...county, client_id: 'nobody' }],
    ['a disabled client', { ...county, client_id: 'off' }],
    ['a client of another issuer', { ...county, client_id: 'theirs' }],
    ['what can be no client id', { ...county, client_id: "x' or 1=1" }],
  ])('refuses %s, all in the same words', async (_name, form) => {
    const { status, headers, body } = await post(form);
    expect([status, body]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'The client is not known or not enabled, or its secret is not right.' },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
    const inHeader = await post({ grant_type: 'client_credentials' }, basic(form.client_id, form.client_secret));
    expect(inHeader.status).toBe(401);
    expect(inHeader.headers.get('www-authenticate')).toContain('Basic realm="xianjie"');
  });

  test.each([
    ['no grant type', { client_id: 'county', client_secret: SECRET }, 'invalid_request'],
    ['a grant that there is not', { ...county, grant_type: 'password' }, 'unsupported_grant_type'],
    ['a grant named like a property of all objects', { ...county, grant_type: 'constructor' }, 'unsupported_grant_type'],
    ['a parameter twice', 'grant_type=client_credentials&grant_type=x&client_id=county', 'invalid_request'],
    ['a client without a secret that asks for itself', { grant_type: 'client_credentials', client_id: 'portal' }, 'unauthorized_client'],
    ['more than the client has', { ...county, scope: 'core:read core:administer' }, 'invalid_scope'],
    ['a level above the client’s', { ...county, scope: 'core:read:sensitive' }, 'invalid_scope'],
  ])('refuses %s', async (_name, form, error) => {
    expect(await post(form)).toMatchObject({ status: 400, body: { error } });
  });

  test('refuses the secret in two ways at once', async () => {
    expect(await post(county, basic('county', SECRET))).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  test('takes a short form and nothing else', async () => {
    expect(await post('{}', { 'content-type': 'application/json' })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(await post(`x=${'y'.repeat(20_000)}`)).toMatchObject({ status: 413, body: { error: 'invalid_request' } });
    expect((await fetch(`${door.url}/oauth/token`)).status).toBe(405);
  });

  test('narrows to the scopes that are asked for, to a lower level too', async () => {
    const { body } = await post({ ...county, scope: 'core:read:internal core:read' });
    expect(body['scope']).toBe('core:read:internal');
    expect(decodeJwt(body['access_token'] ?? '')['scope']).toBe('core:read:internal');
    const answer = await door.ask({ authorization: `Bearer ${body['access_token'] ?? ''}` });
    expect(await answer.json()).toMatchObject({ data: { viewer: { scopes: ['core:read:internal'] } } });
  });
});

describe('secrets', () => {
  test('the one before the last rotation is good until its day', async () => {
    const bench = await accessBench();
    await register(bench.storage, { id: 'county' });
    const until = new Date(bench.clock.now() + 3_600_000).toISOString();
    await bench.storage.db.system(async ({ sql }) =>
      sql('update access_client set former_hash = secret_hash, secret_hash = $1, former_until = $2', [
        await hashSecret('the new one'),
        until,
      ]),
    );
    await expect(bench.token('county')).resolves.toMatch(/^ey/);
    await expect(bench.token('county', { client_secret: 'the new one' })).resolves.toMatch(/^ey/);
    bench.clock.forward(3_601);
    await expect(bench.token('county')).rejects.toThrow('invalid_client');
    await expect(bench.token('county', { client_secret: 'the new one' })).resolves.toMatch(/^ey/);
    await bench.close();
  });

  test('guessing in the name of a client does not keep it out when it comes for its next token, and the guess stays wrong', async () => {
    const bench = await accessBench();
    await register(bench.storage, { id: 'county' });
    await bench.token('county');
    // A token lasts ten minutes.
    bench.clock.forward(600);
    for (let i = 0; i < 12; i++) await expect(bench.token('county', { client_secret: `guess ${i}` })).rejects.toThrow();
    await expect(bench.token('county')).resolves.toMatch(/^ey/);
    await expect(bench.token('county', { client_secret: 'another guess' })).rejects.toThrow('slow_down');
    await bench.close();
  });

  test('one that was right is not derived again for a while: a token then costs no 80 ms', async () => {
    await post(county);
    // Time of the processor: other programs do not lengthen it.
    const before = process.cpuUsage();
    for (let i = 0; i < 20; i++) expect((await post(county)).status).toBe(200);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / 20).toBeLessThan(40);
  });

  test('who guesses has to wait, and whoever was right just now is not kept out by it', async () => {
    const bench = await accessBench();
    await register(bench.storage, { id: 'county' });
    await bench.token('county');
    const guess = () => bench.token('county', { client_secret: 'wrong' }).catch((error: Error) => error.message);
    for (let i = 0; i < 10; i++) expect(await guess()).toContain('invalid_client');
    expect(await guess()).toContain('slow_down');
    await expect(bench.token('county')).resolves.toMatch(/^ey/);
    bench.clock.forward(61);
    expect(await guess()).toContain('invalid_client');
    await bench.close();
  });

  test('that everybody knows are nobody’s outside the demo', async () => {
    const bench = await accessBench();
    await register(bench.storage, { id: 'county' });
    const strict = createAuth({ db: bench.storage.db, protect: bench.storage.keys.protect, url: () => 'http://x', knownSecrets: [SECRET] });
    await expect(bench.token('county', {}, strict)).rejects.toThrow('invalid_client');
    await bench.close();
  });

  test('are not kept: the table holds a salted hash', async () => {
    const rows = await door.storage.db.access(({ sql }) => sql<{ secret_hash: Buffer | null }>('select secret_hash from access_client'));
    expect(rows.some(({ secret_hash }) => secret_hash?.includes(Buffer.from(SECRET)))).toBe(false);
    const [one, other] = await Promise.all([hashSecret('a'), hashSecret('a')]);
    expect(one.equals(other)).toBe(false);
  });
});
