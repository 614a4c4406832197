import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessBench, register } from './support.js';

let bench: Awaited<ReturnType<typeof accessBench>>;
beforeAll(async () => {
  bench = await accessBench();
  await register(bench.storage, { id: 'county', scopes: ['core:read'] });
});
afterAll(() => bench.close());

const kidOf = (token: string): string => decodeProtectedHeader(token).kid ?? '';
const published = async (): Promise<string[]> => (await bench.auth.keys.published()).keys.map(({ kid }) => kid ?? '');

describe('the keys that tokens are signed with', () => {
  test('are made at the first start, once, however many instances start together', async () => {
    await Promise.all([bench.make(), bench.make(), bench.make()].map((auth) => auth.open()));
    expect(await bench.auth.keys.list()).toHaveLength(1);
  });

  test('are published without their private part, which is sealed in the table', async () => {
    const { keys } = await bench.auth.keys.published();
    expect(keys).toEqual([
      { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: expect.any(String), x: expect.any(String), y: expect.any(String) },
    ]);
    const [row] = await bench.storage.db.access(({ sql }) => sql<{ private_sealed: Buffer }>('select private_sealed from access_key'));
    expect(row?.private_sealed.toString('latin1')).not.toContain('"d"');
  });

  test('after a rotation new tokens have the new key, old ones stay good, and the old key stays published until the last has expired', async () => {
    const other = bench.make();
    await other.open();
    const old = await bench.token('county');
    const { kid } = await bench.auth.keys.rotate();
    const fresh = await bench.token('county');
    expect([kidOf(fresh), kidOf(old)]).toEqual([kid, expect.not.stringMatching(kid)]);
    expect(await published()).toEqual([kid, kidOf(old)]);
    for (const token of [old, fresh]) expect(await bench.identify(token)).toMatchObject({ clientId: 'county' });

    // The other instance has not heard of it: it may look once, since it last did so 30 seconds ago.
    bench.clock.forward(31);
    expect(await bench.identify(fresh, undefined, other)).toMatchObject({ clientId: 'county' });

    // The last token that the old key can have signed: by an instance that had not noticed.
    bench.clock.forward(600);
    expect(await published()).toContain(kidOf(old));
    bench.clock.forward(120);
    expect(await published()).toEqual([kid]);
  });

  test('one that was stolen is forgotten at once: what it signed ends within half a minute on every instance', async () => {
    const other = bench.make();
    await other.open();
    const stolen = await bench.token('county');
    await bench.identify(stolen, undefined, other);
    await bench.auth.keys.rotate(true);
    await expect(bench.identify(stolen)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    bench.clock.forward(30);
    // The first one after that has it looked up beside the request; those behind it are refused.
    await bench.identify(stolen, undefined, other);
    await new Promise((done) => setTimeout(done, 100));
    await expect(bench.identify(stolen, undefined, other)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
