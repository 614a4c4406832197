import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopeObstacles, underCeilings } from '../../plugins/auth/index.js';
import { clientKinds, holds, type ClientKind } from '../../schema/index.js';
import * as fc from 'fast-check';
import { accessBench, register, type Registered } from './support.js';

let bench: Awaited<ReturnType<typeof accessBench>>;
beforeAll(async () => {
  bench = await accessBench();
});
afterAll(() => bench.close());

let number = 0;
async function viewerOf(client: Omit<Registered, 'id'>, purpose?: string) {
  const id = `client-${++number}`;
  await register(bench.storage, { id, ...client });
  return bench.identify(await bench.token(id), purpose);
}

describe('what a client is when it comes', () => {
  test('its areas are as few as say the same', async () => {
    const { areas } = await viewerOf({ areas: ['150623100', '150623', '150625', '150623100204'] });
    expect(areas).toEqual(['150623', '150625']);
  });

  test('one that is disabled is refused within five seconds', async () => {
    await register(bench.storage, { id: 'going', scopes: ['core:read'] });
    const token = await bench.token('going');
    await bench.identify(token);
    await bench.storage.db.system(({ sql }) => sql(`update access_client set enabled = false where id = 'going'`));
    bench.clock.forward(5);
    await expect(bench.identify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(bench.auth.resolveClient('going', null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('what it may do is read anew every five seconds too, and a token never has more than its client has now', async () => {
    await register(bench.storage, { id: 'shrinking', scopes: ['core:read:personal', 'core:write'] });
    const token = await bench.token('shrinking');
    await bench.storage.db.system(({ sql }) => sql(`update access_client set scopes = '{core:read,core:feed}' where id = 'shrinking'`));
    bench.clock.forward(5);
    expect((await bench.identify(token)).scopes).toEqual(['core:read']);
  });

  test('a busy client costs two look-ups in five seconds: its own, and that of replaced areas, which all clients share', async () => {
    await register(bench.storage, { id: 'busy', scopes: ['core:read'] });
    const token = await bench.token('busy');
    bench.clock.forward(6);
    const before = bench.connections();
    await Promise.all(Array.from({ length: 50 }, () => bench.identify(token)));
    expect(bench.connections() - before).toBe(2);
  });

  test('a job of a client runs with what the client has, without a purpose', async () => {
    await register(bench.storage, { id: 'feeder', scopes: ['core:feed', 'audit:read', 'core:administer'], purposes: ['MONITORING'] });
    expect(await bench.auth.resolveClient('feeder', null)).toMatchObject({ scopes: ['core:feed'], purpose: null, areas: ['150623'] });
    await expect(bench.auth.resolveClient('gone', null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the purpose of a request', () => {
  test('is stated in a header, and must be one of the client’s', async () => {
    const purposes = ['MONITORING', 'BENEFIT'] as const;
    expect((await viewerOf({ purposes })).purpose).toBeNull();
    expect((await viewerOf({ purposes }, 'BENEFIT')).purpose).toBe('BENEFIT');
    await expect(viewerOf({ purposes }, 'INSPECTION')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(viewerOf({ purposes }, 'CURIOSITY')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(viewerOf({ purposes }, 'MONITORING, BENEFIT')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('goes without saying where a client has only one', async () => {
    expect((await viewerOf({ purposes: ['BENEFIT'] })).purpose).toBe('BENEFIT');
  });
});

describe('ceilings', () => {
  const everything = ['core:read:personal', 'core:write', 'core:feed', 'education:read:personal', 'education:write', 'education:feed'];

  test.each([
    ['DEPARTMENT', everything],
    ['INSTITUTION', ['core:read', 'education:read:internal', 'education:feed']],
    ['PLATFORM', ['core:read', 'education:read']],
    ['PORTAL', ['core:read']],
    ['ADMIN', everything],
  ] as const)('a client of kind %s that is registered with everything has %j by itself', async (kind, left) => {
    expect([...(await viewerOf({ kind, scopes: everything })).scopes].sort()).toEqual([...left].sort());
  });

  test('personal data of a module need names and households, which are the core’s', async () => {
    expect((await viewerOf({ scopes: ['core:read', 'education:read:personal'] })).scopes).toEqual(['core:read', 'education:read:internal']);
  });

  test('the three administrative rights exclude one another: whoever has two has none', async () => {
    for (const scope of ['core:administer', 'access:administer', 'audit:read'])
      expect((await viewerOf({ kind: 'ADMIN', scopes: ['core:read', scope] })).scopes).toContain(scope);
    expect((await viewerOf({ kind: 'ADMIN', scopes: ['core:read', 'core:administer', 'audit:read'] })).scopes).toEqual(['core:read']);
    expect(scopeObstacles('ADMIN', ['access:administer', 'audit:read']).map(({ obstacle }) => obstacle)).toEqual(['EXCLUDED', 'EXCLUDED']);
  });

  test('no other kind administers', async () => {
    for (const kind of ['DEPARTMENT', 'INSTITUTION', 'PLATFORM'] as const)
      expect((await viewerOf({ kind, scopes: ['core:read', 'access:administer'] })).scopes).toEqual(['core:read']);
  });

  const scope = fc
    .tuple(
      fc.constantFrom('core', 'education', 'access', 'audit'),
      fc.constantFrom('read', 'write', 'feed', 'administer', 'read:internal', 'read:personal', 'read:sensitive', 'read:public', 'read:all'),
    )
    .map((parts) => parts.join(':'));
  const kind: fc.Arbitrary<ClientKind> = fc.constantFrom(...clientKinds);

  test('cutting never adds a right, cutting twice cuts no more, and what may be registered is left whole', () => {
    fc.assert(
      fc.property(kind, fc.uniqueArray(scope, { maxLength: 8 }), (of, scopes) => {
        const left = underCeilings(of, scopes);
        for (const one of left) expect(holds({ scopes }, one)).toBe(true);
        expect(underCeilings(of, left)).toEqual(left);
        expect(scopeObstacles(of, left)).toEqual([]);
        if (of !== 'PORTAL' && scopeObstacles(of, scopes).length === 0)
          for (const one of scopes) expect(holds({ scopes: left }, one)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
