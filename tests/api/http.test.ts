import { viewerOf } from '../support/viewer.js';
import { Agent, request as httpRequest } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHttpServer, LOOPBACK, type HttpServer } from '../../api/http/server.js';
import { createGraphServer } from '../../api/http/yoga.js';
import { encodeGlobalId, errorCodes, errorTexts } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
let http: HttpServer;
let port: number;
let databaseAnswers = true;

beforeAll(async () => {
  app = await testApp();
  const log = pino({ level: 'silent' });
  http = createHttpServer({
    graph: createGraphServer(app.schema, app.parts, log),
    feeds: app.parts.feeds,
    identify: () => Promise.resolve(viewerOf()),
    ready: () => Promise.resolve(databaseAnswers),
    log,
  });
  await new Promise<void>((done) => http.server.listen(0, LOOPBACK, done));
  port = (http.server.address() as { port: number }).port;
});
afterAll(async () => {
  http.server.closeAllConnections();
  http.server.close();
  await app.close();
});

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** node:http instead of fetch: a test must be able to send any Host and Origin. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer, agent?: Agent): Promise<Reply> {
  return new Promise((done, fail) => {
    const req = httpRequest({ host: LOOPBACK, port, method, path, headers, ...(agent && { agent }) }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() }));
      res.on('error', fail);
    });
    req.on('error', fail);
    req.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const question = JSON.stringify({ query: '{ viewer { client { id } } }' });
const code = (reply: Reply): unknown =>
  (JSON.parse(reply.text) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('GraphQL over HTTP', () => {
  test('answers a POST with JSON', async () => {
    const reply = await send('POST', '/graphql', json, question);
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toMatchObject({ data: { viewer: { client: { id: 'local-administrator' } } } });
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('answers in the order of the question, also where some fields take longer', async () => {
    const query =
      '{ a: household(number: "x") { number } feeds { code } b: viewer { areas { name { zh } code } client { id } } c: installedModules { id } }';
    const reply = await send('POST', '/graphql', json, JSON.stringify({ query }));
    const { data } = JSON.parse(reply.text) as { data: { b: object } };
    expect(Object.keys(data)).toEqual(['a', 'feeds', 'b', 'c']);
    expect(Object.keys(data.b)).toEqual(['areas', 'client']);
  });

  test.each([
    ['a GET that asks nothing', 'GET', '/graphql', {}, 405],
    ['a question about families in an address', 'GET', '/graphql?query=%7Bhouseholds%7BtotalCount%7D%7D', {}, 405],
    ['a change in an address', 'GET', '/graphql?query=mutation%7B__typename%7D', {}, 405],
    ['a form', 'POST', '/graphql', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', 'POST', '/graphql', { 'content-type': 'text/plain' }, 415],
    ['multipart', 'POST', '/graphql', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['another method', 'PUT', '/graphql', json, 405],
  ])('refuses %s', async (_name, method, path, headers, status) => {
    const reply = await send(method, path, headers, method === 'GET' ? undefined : question);
    expect(reply.status).toBe(status);
    expect(code(reply)).toBe('BAD_USER_INPUT');
  });

  test('refuses a body of more than 1 MB', async () => {
    const reply = await send(
      'POST',
      '/graphql',
      json,
      JSON.stringify({ query: `# ${'x'.repeat(1_100_000)}\n{ viewer { client { id } } }` }),
    );
    expect(reply.status).toBe(413);
    expect(code(reply)).toBe('PAYLOAD_TOO_LARGE');
  });

  test('refuses a body that is no JSON', async () => {
    const reply = await send('POST', '/graphql', json, '{ "query": ');
    expect(reply.status).toBe(400);
    expect(code(reply)).toBe('BAD_USER_INPUT');
  });

  test('shows a browser a page that names no other host', async () => {
    const reply = await send('GET', '/graphql', { accept: 'text/html' });
    expect(reply.status).toBe(200);
    expect(reply.text).not.toMatch(/<(script|link|img)[^>]+(src|href)=["']https?:/);
    expect(reply.text).toContain('Xianjie');
  });

  test('leads from the bare address to the page', async () => {
    expect(await send('GET', '/')).toMatchObject({ status: 302, headers: { location: '/graphql' } });
  });

  test('says what each error code means on a page of its own, which every error names', async () => {
    const refused = await send('GET', '/elsewhere');
    const { errors } = JSON.parse(refused.text) as { errors: { extensions: Record<string, unknown> }[] };
    expect(errors[0]?.extensions).toEqual({
      code: 'NOT_FOUND',
      requestId: refused.headers['x-request-id'],
      retryable: false,
      docs: '/docs/errors#not_found',
      text: errorTexts.NOT_FOUND.text,
    });
    const page = await send('GET', '/docs/errors');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    for (const one of errorCodes) expect(page.text).toContain(`<section id="${one.toLowerCase()}">`);
    expect(page.text).not.toMatch(/(src|href)=/);
  });

  test('says that there is nothing elsewhere', async () => {
    const reply = await send('GET', '/elsewhere');
    expect(reply.status).toBe(404);
    expect(code(reply)).toBe('NOT_FOUND');
  });
});

describe('only this machine, and no page of another site on it', () => {
  test('a name that was re-pointed to this address is refused', async () => {
    expect((await send('POST', '/graphql', { ...json, host: 'evil.example' }, question)).status).toBe(421);
  });

  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed page', { origin: 'null' }],
  ])('%s is refused, for questions and for uploads', async (_name, headers) => {
    expect((await send('POST', '/graphql', { ...json, ...headers }, question)).status).toBe(403);
    expect((await send('POST', '/uploads', { 'content-type': 'text/csv', ...headers }, 'a,b\n')).status).toBe(403);
  });
});

describe('uploads', () => {
  test('take a file and give its id', async () => {
    const reply = await send('POST', '/uploads?name=incomes.csv', { 'content-type': 'text/csv' }, '户编号,年度\n1,2024\n');
    expect(reply.status).toBe(201);
    expect(JSON.parse(reply.text)).toEqual({ id: expect.any(String), bytes: 24 });
  });

  test('refuse what a web form could send', async () => {
    expect((await send('POST', '/uploads', { 'content-type': 'text/plain' }, 'x')).status).toBe(415);
    expect((await send('GET', '/uploads')).status).toBe(405);
  });

  test('refuse a file of more than 64 MB, and keep nothing of it', async () => {
    const reply = await send(
      'POST',
      '/uploads',
      { 'content-type': 'text/csv', 'content-length': String(65 * 1024 * 1024) },
      Buffer.alloc(65 * 1024 * 1024),
    ).catch(
      // The server may close before the whole body was sent; that too is a refusal.
      () => undefined,
    );
    if (reply) {
      expect(reply.status).toBe(413);
      expect(code(reply)).toBe('UPLOAD_TOO_LARGE');
    }
    const rows = await app.storage.db.system((tx) => tx.sql('select id from upload where bytes > 1000000'));
    expect(rows).toEqual([]);
  });
});

describe('refused rows of a receipt', () => {
  const rows = [
    {
      cells: [
        { column: '户编号', value: 'R-1' },
        { column: '区划代码', value: '15' },
      ],
    },
  ];
  const submit = `mutation ($rows: [FeedRowInput!]) {
    submitFeed(input: { feed: "core.households", observedOn: "2025-06-30", coverage: { area: "150623", complete: false }, rows: $rows })
      @idempotent(key: "refused-csv") { receipt { id refusedCsv } }
  }`;

  test('are a CSV file at the address that the receipt names', async () => {
    const { receipt } = (await app.ask(submit, { rows })).submitFeed;
    expect(receipt.refusedCsv).toBe(`/receipts/${receipt.id}/refused.csv`);
    const reply = await send('GET', receipt.refusedCsv);
    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' });
    expect(reply.text).toMatch(/^\ufeffrow,column,code,zh,en\r\n1,区划代码,core\.AREA_CODE_FORMAT,/);
    expect((await send('POST', receipt.refusedCsv)).status).toBe(405);
    expect((await send('GET', receipt.refusedCsv, { origin: 'https://evil.example' })).status).toBe(403);
  });

  test.each([
    ['a receipt that does not exist', `/receipts/${encodeGlobalId('FeedReceipt', '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001')}/refused.csv`],
    ['an id of another type', `/receipts/${encodeGlobalId('Household', '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001')}/refused.csv`],
    ['garbage', '/receipts/garbage/refused.csv'],
    ['a way out of the folder', '/receipts/..%2f..%2fetc/refused.csv'],
    ['no id', '/receipts/refused.csv'],
  ])('%s: there is nothing', async (_name, path) => {
    const reply = await send('GET', path);
    expect([reply.status, code(reply)]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('health', () => {
  test('live while the process runs, ready while the database answers', async () => {
    expect((await send('GET', '/health/live')).status).toBe(200);
    expect((await send('GET', '/health/ready')).status).toBe(200);
    databaseAnswers = false;
    expect((await send('GET', '/health/ready')).status).toBe(503);
    expect((await send('GET', '/health/live')).status).toBe(200);
    databaseAnswers = true;
  });
});

describe('stopping', () => {
  test('what is in flight gets its answer; on an open connection the server says that it closes; nothing new is taken', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (): Promise<Reply> => send('POST', '/graphql', json, question, agent);
    expect((await ask()).headers['connection']).toBe('keep-alive');
    const slow = new Promise<Reply>((done, fail) => {
      const req = httpRequest(
        { host: LOOPBACK, port, method: 'POST', path: '/graphql', headers: { ...json, 'content-length': String(question.length) } },
        (res) => {
          let text = '';
          res.on('data', (chunk: Buffer) => (text += chunk.toString()));
          res.on('end', () => done({ status: res.statusCode ?? 0, headers: res.headers, text }));
        },
      );
      req.on('error', fail);
      req.write(question.slice(0, 5));
      setTimeout(() => req.end(question.slice(5)), 300);
    });
    await new Promise((done) => setTimeout(done, 100));
    const drained = http.drain();
    expect(await slow).toMatchObject({ status: 200 });
    await drained;
    await expect(ask()).rejects.toThrow(/ECONNREFUSED|hang up|ECONNRESET/);
    agent.destroy();
  });
});
