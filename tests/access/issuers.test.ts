import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrustedIssuers } from '../../plugins/auth/index.js';
import { accessBench, forged, otherIssuer, register } from './support.js';

let bench: Awaited<ReturnType<typeof accessBench>>;
let other: Awaited<ReturnType<typeof otherIssuer>>;
beforeAll(async () => {
  other = await otherIssuer();
  bench = await accessBench({ trusted: [{ issuer: other.issuer, audience: 'xianjie', algorithms: ['ES256'] }] });
  await register(bench.storage, {
    id: 'clinic',
    issuer: other.issuer,
    subject: 'their-clinic',
    secret: null,
    scopes: ['core:read', 'core:write'],
  });
  await register(bench.storage, { id: 'ours', scopes: ['core:read:personal'] });
});
afterAll(async () => {
  await bench.close();
  other.close();
});

const theirs = (claims: Readonly<Record<string, unknown>> = {}) =>
  forged(
    other.key,
    { iss: other.issuer, aud: 'xianjie', client_id: 'their-clinic', exp: Math.floor(bench.clock.now() / 1000) + 60, ...claims },
    { kid: 'theirs', typ: 'JWT' },
  );

describe('a county’s own identity provider', () => {
  test('vouches for its clients; its keys are found by its discovery document and fetched once', async () => {
    expect(await bench.identify(await theirs())).toMatchObject({ clientId: 'clinic', scopes: ['core:read', 'core:write'] });
    await bench.identify(await theirs());
    expect(other.fetches()).toBe(1);
  });

  test('names the client in azp where there is no client_id', async () => {
    expect(await bench.identify(await theirs({ client_id: undefined, azp: 'their-clinic' }))).toMatchObject({ clientId: 'clinic' });
  });

  test('may narrow it, and never widen it; scopes of its own mean nothing here', async () => {
    expect((await bench.identify(await theirs({ scope: 'openid core:read core:administer' }))).scopes).toEqual(['core:read']);
    expect((await bench.identify(await theirs({ scope: 'openid email' }))).scopes).toEqual(['core:read', 'core:write']);
  });

  test.each([
    ['a client that nobody registered', { client_id: 'unknown' }],
    ['one of ours', { client_id: 'ours' }],
    ['the client by our own name for it', { client_id: 'clinic' }],
    ['no client', { client_id: undefined }],
    ['another audience', { aud: 'somebody' }],
    ['an end that is over', { exp: 1_000_000_000 }],
  ])('is not believed with %s', async (_name, claims) => {
    await expect(bench.identify(await theirs(claims))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each([
    ['a number', 7],
    ['an empty name', ''],
    ['a name without end', 'x'.repeat(201)],
    ['a list', ['lin']],
  ])('a person whom it names by %s is refused, and not taken for the system that the person came through', async (_name, sub) => {
    const people = bench.make({
      trusted: [{ issuer: other.issuer, audience: 'xianjie', algorithms: ['ES256'], userClaim: 'sub' }],
    });
    expect(await bench.identify(await theirs(), undefined, people)).toMatchObject({ clientId: 'clinic', user: null });
    await expect(bench.identify(await theirs({ sub }), undefined, people)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('its keys outlast a time in which it does not answer', async () => {
    other.fail(true);
    bench.clock.forward(3_600);
    await expect(bench.identify(await theirs())).resolves.toMatchObject({ clientId: 'clinic' });
    const late = bench.make();
    await expect(bench.identify(await theirs(), undefined, late)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    other.fail(false);
  });
});

describe('the file of trusted issuers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xianjie-issuers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const read = (content: unknown) => {
    const path = join(folder, 'issuers.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return readTrustedIssuers(path);
  };
  const good = { issuer: 'https://id.example', audience: 'xianjie' };

  test('needs an issuer and an audience; ES256 goes without saying', () => {
    expect(read([good])).toEqual([{ ...good, algorithms: ['ES256'] }]);
  });

  test.each([
    ['{', 'the file is not JSON'],
    [good, 'the file must hold an array of issuers'],
    [[{ issuer: 'https://id.example' }], 'entry 1 lacks audience'],
    [[{ ...good, issuer: 'http://id.example' }], 'issuer of entry 1 must be an https address'],
    [[good, { ...good, algorithms: ['HS256'] }], 'algorithms of entry 2 must be some of ES256'],
    [[{ ...good, jwks: 'x' }], 'entry 1 has the key "jwks"; there are issuer, audience'],
    [[good, good], 'the issuer https://id.example stands there twice'],
  ])('%j is refused in one line', (content, sentence) => {
    expect(() => read(content)).toThrow(sentence);
  });

  test('that is not there is refused', () => {
    expect(() => readTrustedIssuers(join(folder, 'none.json'))).toThrow('the file cannot be read');
  });
});
