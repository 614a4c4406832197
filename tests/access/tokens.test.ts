import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessBench, register } from './support.js';

let bench: Awaited<ReturnType<typeof accessBench>>;
beforeAll(async () => {
  bench = await accessBench();
  await register(bench.storage, {
    id: 'county',
    areas: ['150623', '150623100'],
    scopes: ['core:read:personal', 'core:write', 'education:read:personal'],
    purposes: ['MONITORING', 'BENEFIT'],
  });
});
afterAll(() => bench.close());

describe('a token of the own issuer', () => {
  test('says who may do what, until when', async () => {
    const token = await bench.token('county');
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ iss: 'http://127.0.0.1:4000', aud: 'http://127.0.0.1:4000', sub: 'county', client_id: 'county' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(600);
    expect(String(claims['scope']).split(' ').sort()).toEqual(['core:read:personal', 'core:write', 'education:read:personal']);
  });

  test('makes its client the viewer, in as few areas as say the same', async () => {
    const viewer = await bench.identify(await bench.token('county'), 'BENEFIT');
    expect(viewer).toMatchObject({
      clientId: 'county',
      kind: 'DEPARTMENT',
      user: null,
      areas: ['150623'],
      purpose: 'BENEFIT',
      departments: 'ALL',
    });
  });

  test('that was believed a moment ago is refused all the same when it has expired, and when anything of it is changed', async () => {
    const token = await bench.token('county');
    await bench.identify(token);
    await expect(bench.identify(token.slice(0, -3) + (token.endsWith('AAA') ? 'BBB' : 'AAA'))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    bench.clock.forward(609);
    expect(await bench.identify(token)).toMatchObject({ clientId: 'county' });
    bench.clock.forward(1);
    await expect(bench.identify(token)).rejects.toThrow('expired');
  });
});
