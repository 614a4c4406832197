import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowances } from '../../plugins/limits/allowances.js';
import type { Viewer } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';
import { serve, type Reply, type Served } from './support.js';

let app: TestApp;
let served: Served;
let viewer: Viewer = viewerOf();
beforeAll(async () => {
  app = await testApp({ demo: true });
  served = await serve(app, () => viewer);
});
afterAll(async () => {
  served.close();
  await app.close();
});

const ask = (query: string, variables?: object): Promise<Reply> =>
  served.send('POST', '/graphql', { 'content-type': 'application/json' }, JSON.stringify({ query, variables }));

interface Said {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly extensions: {
    readonly cost: {
      readonly requestedQueryCost: number;
      readonly actualQueryCost: number;
      readonly throttleStatus: Record<string, number>;
    };
  };
}
const said = ({ text }: Reply): Said => JSON.parse(text) as Said;
const as = (clientId: string, kind: Viewer['kind']): void => {
  viewer = viewerOf({ clientId, kind });
};

describe('the points of an answer', () => {
  test('stand in every answer: what it might have cost, what it cost, what is left', async () => {
    as('points-one', 'DEPARTMENT');
    const { cost } = said(
      await ask('{ village(code: "150623100204") { households(first: 50) { nodes { number members { name } } } } }'),
    ).extensions;
    expect(cost.requestedQueryCost).toBe(1 + 1 + 50 * 6);
    expect(cost.actualQueryCost).toBeGreaterThan(2);
    expect(cost.actualQueryCost).toBeLessThan(cost.requestedQueryCost);
    const { capacity, restoreRate } = allowances.DEPARTMENT;
    expect(cost.throttleStatus).toMatchObject({ maximumAvailable: capacity, restoreRate });
  });

  test('also where there was no operation, or none that was carried out', async () => {
    for (const query of ['{', '{ nothing }', 'query ($x: Int!) { __typename }', 'mutation { registerHousehold }'])
      expect(said(await ask(query)).extensions.cost).toMatchObject({ actualQueryCost: expect.any(Number), throttleStatus: {} });
  });

  test('an operation above the most that one may cost is refused before it runs, with what it would have cost', async () => {
    as('points-two', 'PLATFORM');
    const reply = await ask('{ villages(first: 100) { nodes { households(first: 100) { nodes { number } } } } }');
    const { maximum } = allowances.PLATFORM;
    expect(reply.status).toBe(400);
    expect(said(reply).errors?.[0]?.extensions).toMatchObject({
      code: 'QUERY_TOO_COMPLEX',
      limit: { name: 'cost', allowed: maximum, found: 1 + 100 * 101 },
    });
    expect(said(reply).extensions.cost).toMatchObject({ requestedQueryCost: 10_101, actualQueryCost: 0 });
    expect(said(reply).extensions.cost.throttleStatus['currentlyAvailable']).toBe(allowances.PLATFORM.capacity);
  });

  test('when they are used up: 429, with the seconds to wait, and others go on', async () => {
    as('points-three', 'PLATFORM');
    await app.parts.limits.limiter.take(viewer, allowances.PLATFORM.capacity);
    const last = await ask('{ households(first: 100) { nodes { number members { name } } } }');
    expect(last.status).toBe(429);
    const [error] = said(last).errors ?? [];
    expect(error?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfterSeconds: Number(last.headers['retry-after']),
    });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    as('points-four', 'PLATFORM');
    expect((await ask('{ viewer { client { id } } }')).status).toBe(200);
  });

  test('of a person are that person’s: a portal’s other people go on', async () => {
    const person = (id: string): Viewer => ({
      ...viewerOf({ clientId: 'points-portal', kind: 'PORTAL' }),
      user: { id, title: { zh: '某', en: 'Somebody' } },
    });
    const [one, other] = [person('5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001'), person('5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0002')];
    await app.parts.limits.limiter.take(one, allowances.PORTAL.capacity);
    const page = '{ households(first: 100) { nodes { number members { name } } } }';
    viewer = one;
    const refused = await ask(page);
    viewer = other;
    expect([refused.status, (await ask(page)).status]).toEqual([429, 200]);
  });
});
