import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, OperationFailed } from '../../clients/typescript/client.js';
import { HouseholdDocument } from '../../clients/typescript/generated/graphql.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that believes one token at a time; each that is fetched replaces the one before. */
async function guarded(): Promise<{ url: string; fetchToken: () => Promise<string>; fetched: () => number; expire: () => void }> {
  let fetched = 0;
  let good = '';
  server = createServer((request, response) => {
    const believed = request.headers.authorization === `Bearer ${good}`;
    response.statusCode = believed ? 200 : 401;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(believed ? { data: { household: null } } : { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }),
    );
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    fetchToken: () => Promise.resolve((good = `token-${++fetched}`)),
    fetched: () => fetched,
    expire: () => void (good = 'another'),
  };
}

/** A server that answers every request with one body and keeps what it was sent. */
async function answering(body: unknown): Promise<{ url: string; sent: { path: string; type: string | undefined; body: string }[] }> {
  const sent: { path: string; type: string | undefined; body: string }[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push({ path: request.url ?? '', type: request.headers['content-type'], body: Buffer.concat(chunks).toString('utf8') });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, sent };
}

describe('the TypeScript client', () => {
  it('sends a typed document with its variables', async () => {
    const { url, sent } = await answering({ data: { household: null } });
    const { household } = await createClient({ url }).run(HouseholdDocument, { number: '1506231002040001' });
    expect(household).toBeNull();
    expect(sent[0]).toMatchObject({ path: '/graphql', type: 'application/json' });
    const body = JSON.parse(sent[0]?.body ?? '') as { query: string; variables: unknown };
    expect(body.query).toContain('query Household');
    expect(body.variables).toEqual({ number: '1506231002040001' });
  });

  it('throws errors with their codes', async () => {
    const { url } = await answering({ data: null, errors: [{ message: 'no', extensions: { code: 'FORBIDDEN', requestId: 'r' } }] });
    const failed = await createClient({ url })
      .run(HouseholdDocument, { number: '1' })
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(OperationFailed);
    expect((failed as OperationFailed).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('hands in a file and gives its id', async () => {
    const { url, sent } = await answering({ id: 'an-id', bytes: 3 });
    expect(await createClient({ url }).upload('a,b', '收入.csv')).toBe('an-id');
    expect(sent[0]).toEqual({ path: `/uploads?name=${encodeURIComponent('收入.csv')}`, type: 'text/csv', body: 'a,b' });
  });

  it('sends its token, and fetches another one once when it is not believed any more', async () => {
    const { url, fetchToken, fetched, expire } = await guarded();
    const client = createClient({ url, token: fetchToken });
    const ask = (): Promise<unknown> => client.run(HouseholdDocument, { number: '1' });
    await ask();
    await ask();
    expect(fetched()).toBe(1);
    expire();
    await Promise.all([ask(), ask(), ask()]);
    expect(fetched()).toBe(2);
  });

  it('says so when the new token is not believed either, or when there is only the one', async () => {
    const { url, fetched } = await guarded();
    const failing = createClient({ url, token: 'stale' }).run(HouseholdDocument, { number: '1' });
    await expect(failing).rejects.toThrow('UNAUTHENTICATED');
    let asked = 0;
    const stubborn = createClient({ url, token: () => Promise.resolve(`stale-${++asked}`) }).run(HouseholdDocument, { number: '1' });
    await expect(stubborn).rejects.toThrow('UNAUTHENTICATED');
    expect([asked, fetched()]).toEqual([2, 0]);
  });

  it('refuses wrong variables before they are sent', () => {
    const client = createClient({ url: 'http://127.0.0.1:1' });
    // @ts-expect-error a register number is text
    const wrong = (): Promise<unknown> => client.run(HouseholdDocument, { number: 3 });
    // @ts-expect-error the number is required
    const missing = (): Promise<unknown> => client.run(HouseholdDocument);
    expect([wrong, missing]).toHaveLength(2);
  });
});
