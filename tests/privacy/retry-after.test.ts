import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGraphServer } from '../../api/http/yoga.js';
import { createPersonalData } from '../../plugins/privacy/index.js';
import { testApp, type Answer, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const FIND = 'findPerson(input: { residentId: "15062319900101123X", purpose: MONITORING }) { userErrors { code } }';
const ask = async (query: string, accept: string) => {
  const { schema, parts, modules, storage } = app;
  const personal = createPersonalData({
    protect: storage.keys.protect,
    modules,
    schema,
    limits: { findsPerMinute: 0, revealsPerDay: 0 },
  });
  const server = createGraphServer(schema, { ...parts, personal }, pino({ level: 'silent' }));
  const response = await server.fetch(
    'http://127.0.0.1/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify({ query }) },
    { requestId: 'r', viewer: viewerOf({ upTo: 'SENSITIVE', clientId: 'limited' }) },
  );
  const { data, errors } = (await response.json()) as Answer;
  const waits = (errors ?? []).map(({ extensions }) => (extensions as { retryAfterSeconds?: number }).retryAfterSeconds ?? 0);
  return { status: response.status, header: response.headers.get('retry-after'), data: data as unknown, waits, errors };
};

describe.each(['application/json', 'application/graphql-response+json'])('a limit that is met while an operation runs (%s)', (accept) => {
  test('is told in Retry-After; the status is that of an operation that was carried out', async () => {
    const { status, header, waits, errors } = await ask(`mutation { ${FIND} }`, accept);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
    expect({ status, header }).toEqual({ status: 200, header: String(waits[0]) });
    expect(Number(header)).toBeGreaterThan(0);
    expect(errors?.[0]?.extensions).not.toHaveProperty('http');
  });

  test('of several the longest wait counts: after it all of them go through', async () => {
    const reveal = 'revealPersonalData(input: { subjects: ["x"], fields: [NAME], purpose: MONITORING, reason: "入户核查前联系" })';
    const { header, waits } = await ask(`mutation { a: ${reveal} { userErrors { code } } b: ${FIND} }`, accept);
    expect(waits.length).toBeGreaterThan(0);
    expect(header).toBe(String(Math.max(...waits)));
  });

  test('an answer without such an error has no Retry-After', async () => {
    expect(await ask('{ viewer { purpose } }', accept)).toMatchObject({ status: 200, header: null });
  });
});
