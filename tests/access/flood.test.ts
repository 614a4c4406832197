import { generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessBench, forged, otherIssuer, register, URL_OF_TESTS } from './support.js';

const FLOOD = 10_000;
let bench: Awaited<ReturnType<typeof accessBench>>;
let other: Awaited<ReturnType<typeof otherIssuer>>;
let flood: string[];

beforeAll(async () => {
  other = await otherIssuer();
  bench = await accessBench({
    trusted: [{ issuer: other.issuer, audience: 'xianjie', jwksUri: `${other.issuer}/jwks`, algorithms: ['ES256'] }],
  });
  await register(bench.storage, { id: 'clinic', issuer: other.issuer, subject: 'their-clinic', secret: null });
  const { privateKey } = await generateKeyPair('ES256');
  // Signing 10,000 takes long and nothing looks at the signature of an unknown key: one is signed, and its header changed.
  const [, payload = '', signature = ''] = (
    await forged(privateKey, { iss: other.issuer, aud: 'xianjie', client_id: 'their-clinic', exp: 9_999_999_999 })
  ).split('.');
  flood = Array.from(
    { length: FLOOD },
    (_, i) => `${Buffer.from(JSON.stringify({ alg: 'ES256', kid: `k${i}` })).toString('base64url')}.${payload}.${signature}`,
  );
});
afterAll(async () => {
  await bench.close();
  other.close();
});

const refusedAll = async (tokens: readonly string[]): Promise<void> => {
  const settled = await Promise.allSettled(tokens.map((token) => bench.identify(token)));
  expect(settled.filter((one) => one.status === 'fulfilled' || (one.reason as { code?: string }).code !== 'UNAUTHENTICATED')).toEqual([]);
};

describe('10,000 tokens with key ids that nobody has', () => {
  test('cause at most one fetch of an issuer’s keys in 30 seconds', async () => {
    await refusedAll(flood);
    expect(other.fetches()).toBe(1);
    bench.clock.forward(29);
    await refusedAll(flood.slice(0, 100));
    expect(other.fetches()).toBe(1);
    bench.clock.forward(2);
    await refusedAll(flood.slice(0, 1_000));
    expect(other.fetches()).toBe(2);
  });

  test('do not ask an issuer more often that does not answer', async () => {
    bench.clock.forward(31);
    other.fail(true);
    await refusedAll(flood.slice(0, 1_000));
    other.fail(false);
    await refusedAll(flood.slice(0, 1_000));
    expect(other.fetches()).toBe(2);
  });

  test('cause at most one look into the database in 30 seconds where they claim to be of our own', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const [, payload = '', signature = ''] = (
      await forged(privateKey, { iss: URL_OF_TESTS, aud: URL_OF_TESTS, client_id: 'x', sub: 'x', exp: 9_999_999_999 })
    ).split('.');
    const own = flood.slice(0, 2_000).map((token) => `${token.split('.')[0] ?? ''}.${payload}.${signature}`);
    bench.clock.forward(31);
    const before = bench.connections();
    await refusedAll(own);
    expect(bench.connections() - before).toBe(1);
  });
});
