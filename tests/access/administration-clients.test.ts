import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { administrationBench, codes, health, refused, ROTATE } from './administration-support.js';

let bench: Awaited<ReturnType<typeof administrationBench>>;
beforeAll(async () => {
  bench = await administrationBench();
});
afterAll(() => bench.app.close());

describe('a client', () => {
  test('is registered, gets its secret this once, and gets in with it', async () => {
    const { client, secret, userErrors } = await bench.register({});
    expect(userErrors).toEqual([]);
    expect(client).toEqual({
      id: 'health-bureau',
      title: { en: 'Health commission' },
      kind: 'DEPARTMENT',
      areas: [{ code: '150623' }],
      scopes: ['core:read:personal', 'core:feed'],
      purposes: ['MONITORING'],
      departments: ['HEALTH'],
      redirectUris: [],
      origins: [],
      hasSecret: true,
      enabled: true,
      version: 1,
    });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await bench.tokenWith('health-bureau', secret)).status).toBe(200);
  });

  test('is registered once for one key, and the repeated call does not know the secret any more', async () => {
    const first = await bench.register({ id: 'once' }, bench.security, 'the-key');
    const again = await bench.register({ id: 'once' }, bench.security, 'the-key');
    expect([first.secret === null, again.secret, again.client.id]).toEqual([false, null, 'once']);
    expect(codes(await bench.register({ id: 'once' }))).toEqual(['access.CLIENT_ID_TAKEN']);
  });

  test('keeps its secret for a day after it was replaced, and not at all when it was lost', async () => {
    const { secret } = await bench.register({ id: 'rotating' });
    const rotate = async (atOnce: boolean) =>
      (await bench.security.ask(ROTATE, { input: { client: 'rotating', atOnce } })).rotateClientSecret;
    const second = await rotate(false);
    bench.app.auth.forget();
    expect((await bench.tokenWith('rotating', secret)).status).toBe(200);
    expect((await bench.tokenWith('rotating', second.secret)).status).toBe(200);
    const third = await rotate(true);
    bench.app.auth.forget();
    expect((await bench.tokenWith('rotating', second.secret)).status).toBe(401);
    expect((await bench.tokenWith('rotating', third.secret)).status).toBe(200);
    expect(third.client.version).toBe(3);
    const portal = { id: 'spa', kind: 'PORTAL', public: true, redirectUris: ['https://spa.example/back'], departments: [] };
    expect((await bench.register(portal)).secret).toBeNull();
    expect(refused((await bench.security.ask(ROTATE, { input: { client: 'spa' } })).rotateClientSecret)).toEqual([
      'access.NO_SECRET input.client',
    ]);
  });

  test('is changed by who read its newest version, and switched off', async () => {
    await bench.register({ id: 'changing' });
    const { client } = await bench.update({ client: 'changing', titleEn: 'Changed', expectedVersion: 1, enabled: false });
    expect(client).toMatchObject({ title: { en: 'Changed' }, enabled: false, version: 2, scopes: health.scopes });
    expect(refused(await bench.update({ client: 'changing', titleEn: 'Again', expectedVersion: 1 }))).toEqual([
      'core.VERSION_CONFLICT input.expectedVersion',
    ]);
    expect(refused(await bench.update({ client: 'no-such-client', enabled: true }))).toEqual(['core.NOT_FOUND input.client']);
  });

  test.each<[string, object, string[]]>([
    ['an id in capitals', { id: 'Health' }, ['access.INVALID_CLIENT_ID input.id']],
    ['an id like a person’s', { id: 'a0000000-0000-4000-8000-000000000000' }, ['access.INVALID_CLIENT_ID input.id']],
    ['no name', { titleZh: ' ' }, ['core.REQUIRED input.titleZh']],
    ['no area', { areas: [] }, ['access.TOO_MANY_AREAS input.areas']],
    ['five areas', { areas: ['150623100', '150623101', '150623102', '150623103', '150623104'] }, ['access.TOO_MANY_AREAS input.areas']],
    ['an area in another', { areas: ['150623', '150623100'] }, ['access.AREAS_OVERLAP input.areas']],
    ['an area outside', { areas: ['150622'] }, ['core.AREA_NOT_FOUND input.areas.0']],
    ['the area around', { areas: ['1506'] }, ['core.AREA_NOT_FOUND input.areas.0']],
    ['an area that is not there', { areas: ['150623999'] }, ['core.AREA_NOT_FOUND input.areas.0']],
    ['an unknown scope', { scopes: ['core:read', 'core:everything'] }, ['access.UNKNOWN_SCOPE input.scopes.1']],
    ['a scope of no module', { scopes: ['medical:read'] }, ['access.UNKNOWN_SCOPE input.scopes.0']],
    ['personal data without a purpose', { purposes: [] }, ['access.PURPOSE_NEEDED input.purposes']],
    ['an unknown department', { departments: ['HEALTH', 'MAGIC'] }, ['core.UNKNOWN_DEPARTMENT input.departments.1']],
    ['any department for a department', { anyDepartment: true }, ['access.ANY_DEPARTMENT input.anyDepartment']],
    ['a hospital that reads names', { kind: 'INSTITUTION' }, ['access.ABOVE_KIND input.scopes.0', 'access.ABOVE_KIND input.scopes.1']],
    ['a shop that reads figures', { kind: 'PLATFORM', scopes: ['core:read:internal'] }, ['access.ABOVE_KIND input.scopes.0']],
    ['a department that administers', { scopes: ['core:read', 'access:administer'] }, ['access.ABOVE_KIND input.scopes.1']],
    [
      'two administrative rights in one hand',
      { kind: 'ADMIN', scopes: ['core:administer', 'audit:read'] },
      ['access.EXCLUDED input.scopes.0', 'access.EXCLUDED input.scopes.1'],
    ],
    ['a department without a secret', { public: true }, ['access.PUBLIC_NOT_FOR_KIND input.public']],
    ['pages of a department', { origins: ['https://health.example'] }, ['access.ORIGIN_NOT_FOR_KIND input.origins']],
    ['an issuer without a subject', { issuer: 'https://idp.example' }, ['access.ISSUER_AND_SUBJECT input.subject']],
    ['a portal without an address', { kind: 'PORTAL' }, ['access.REDIRECT_NEEDED input.redirectUris']],
    ['an invisible character', { titleEn: 'Health\u200b' }, ['core.ILLEGAL_CHARACTER input.titleEn']],
  ])('is refused, with the place and in both languages: %s', async (_what, input, expected) => {
    const answer = await bench.register({ id: 'refused', ...input });
    expect(refused(answer)).toEqual(expected);
    expect(answer.secret).toBeNull();
    for (const { message } of answer.userErrors) expect(message.zh + message.en).toMatch(/[一-鿿].*[a-z]/);
  });

  test.each([
    'http://portal.example/back',
    'https://portal.example/back#top',
    'https://user@portal.example/back',
    'https://*.portal.example/',
    'javascript:alert(1)',
    'myapp://callback',
    '//portal.example',
    'portal.example',
    'https://portal.example/\\evil',
    'http://127.0.0.1.evil.example/',
  ])('never has people sent back to %s', async (uri) => {
    const portal = { id: 'refused', kind: 'PORTAL', departments: [], redirectUris: ['https://portal.example/back', uri] };
    expect(refused(await bench.register(portal))).toEqual(['access.INVALID_REDIRECT input.redirectUris.1']);
  });

  test.each(['https://portal.example/', 'https://portal.example/path', 'http://portal.example', '*', 'null', 'https://PORTAL.example'])(
    'never has the origin %s',
    async (origin) => {
      const portal = { id: 'refused', kind: 'PORTAL', departments: [], redirectUris: ['http://localhost:3000/back'], origins: [origin] };
      expect(refused(await bench.register(portal))).toEqual(['access.INVALID_ORIGIN input.origins.0']);
    },
  );
});
