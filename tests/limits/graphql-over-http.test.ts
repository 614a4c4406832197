import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';
import { serve, type Served } from './support.js';

let app: TestApp;
let served: Served;
beforeAll(async () => {
  app = await testApp();
  served = await serve(app);
});
afterAll(async () => {
  served.close();
  await app.close();
});

const audits = serverAudits({ url: () => served.url, fetchFn: fetch });

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  test('there are 61 of them', () => expect(audits).toHaveLength(61));

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
