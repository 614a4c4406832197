import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGlobalId } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { serve, type Reply, type Served } from './support.js';

let app: TestApp;
let served: Served;
beforeAll(async () => {
  app = await testApp();
  served = await serve(app);
  // What is loaded with the first request is nobody's attack.
  for (let i = 0; i < 20; i++) await post({ query: `{ viewer { client { id } } } # ${i}` });
});
afterAll(async () => {
  served.close();
  await app.close();
});

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: unknown): Promise<Reply> =>
  served.send('POST', '/graphql', JSON_TYPE, typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
const get = (query: string): Promise<Reply> => served.send('GET', `/graphql?query=${encodeURIComponent(query)}`, {});
const times = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => text(i)).join(' ');

const codeOf = ({ text }: Reply): unknown =>
  (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

/** Fragments that each spread the next one twice: 2^30 fields, written in a few lines. */
const doubling = `{ viewer { ...F0 } } ${times(30, (i) => `fragment F${i} on Viewer { a${i}: client { id } ...G${i} } fragment G${i} on Viewer { ...F${i + 1} ...F${i + 1} }`)} fragment F30 on Viewer { kind: clearUpTo }`;
const doublingFields = `{ ...F0 } ${times(12, (i) => `fragment F${i} on Query { l${i}: node(id: "x") { ...N${i} } } fragment N${i} on Household { m${i}: members { household { ...N${i + 1} } } n${i}: members { household { ...N${i + 1} } } }`)} fragment N12 on Household { number }`;
const cycle = '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...C } fragment C on Viewer { ...A client { id } }';
const deepCycle =
  '{ household(number: "x") { ...A } } fragment A on Household { members { household { ...A } } head { household { ...A } } }';
const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);
const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => encodeGlobalId('Household', `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`));

const tooMuch = Buffer.from(`{"query":"{ __typename }","variables":{"x":"${'x'.repeat(20_000_000)}"}}`);

/** [what it is, how it is sent, the code that refuses it, the status] */
const attacks: readonly (readonly [string, () => Promise<Reply>, string, number])[] = [
  ['101 aliases of __typename', () => post({ query: `{ ${times(101, (i) => `a${i}: __typename`)} }` }), 'QUERY_TOO_COMPLEX', 400],
  ['5,000 aliases', () => post({ query: `{ ${times(5_000, (i) => `a${i}: __typename`)} }` }), 'QUERY_TOO_COMPLEX', 400],
  ['900 repeated fields', () => post({ query: `{ ${times(900, () => 'viewer { client { id } }')} }` }), 'QUERY_TOO_COMPLEX', 400],
  [
    '729 repeated fields, nine times nine times nine',
    () => post({ query: `{ ${times(9, () => `viewer { ${times(9, () => `client { ${times(9, () => 'id')} }`)} }`)} }` }),
    'QUERY_TOO_COMPLEX',
    400,
  ],
  ['60 directives', () => post({ query: `{ __typename ${times(60, () => '@include(if: true)')} }` }), 'QUERY_TOO_COMPLEX', 400],
  ['16 levels', () => post({ query: `{ ${nested('a {', '}', 15)} }`.replace('{}', '{ b }') }), 'QUERY_TOO_COMPLEX', 400],
  ['1,900 levels of fields', () => post({ query: nested('{ a', '}', 1_900) }), 'QUERY_TOO_COMPLEX', 400],
  ['100,000 levels of fields', () => post({ query: '{a'.repeat(45_000) }), 'QUERY_TOO_COMPLEX', 400],
  ['1,900 levels of a list literal', () => post({ query: `{ nodes(ids: ${nested('[', ']', 1_900)}) { id } }` }), 'QUERY_TOO_COMPLEX', 400],
  [
    'introspection without end',
    () => post({ query: `{ __schema { types { ${nested('fields { type {', '}}', 20)} } } }`.replace('{}', '{ name }') }),
    'QUERY_TOO_COMPLEX',
    400,
  ],
  [
    'introspection that multiplies',
    () => post({ query: '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }' }),
    'GRAPHQL_VALIDATION_FAILED',
    200,
  ],
  ['a fragment cycle', () => post({ query: cycle }), 'GRAPHQL_VALIDATION_FAILED', 200],
  ['a fragment cycle through fields', () => post({ query: deepCycle }), 'GRAPHQL_VALIDATION_FAILED', 200],
  ['fragments that double thirty times', () => post({ query: doubling.replace('clearUpTo', 'nothing') }), 'GRAPHQL_VALIDATION_FAILED', 200],
  ['fragments that double through fields', () => post({ query: doublingFields }), 'QUERY_TOO_COMPLEX', 400],
  ['1,000 mistakes', () => post({ query: `{ ${times(1_000, (i) => `x${i}`)} }` }), 'GRAPHQL_VALIDATION_FAILED', 200],
  ['a batch', () => post([{ query: '{ __typename }' }, { query: '{ __typename }' }]), 'BAD_USER_INPUT', 400],
  ['a batch of 10,000', () => post(`[${Array(10_000).fill('{"query":"{__typename}"}').join(',')}]`), 'BAD_USER_INPUT', 400],
  [
    '20,000 node ids in the document',
    () => post({ query: `{ nodes(ids: [${times(20_000, () => '"x"')}]) { id } }` }),
    'QUERY_TOO_COMPLEX',
    400,
  ],
  [
    '20,000 node ids in a variable',
    () => post({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: Array(20_000).fill('SG91c2Vob2xkOng') } }),
    'PAGE_TOO_LARGE',
    400,
  ],
  [
    '20,000 whole ids',
    () => post({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: ids(20_000) } }),
    'PAYLOAD_TOO_LARGE',
    413,
  ],
  [
    'pages in pages in pages',
    () =>
      post({
        query:
          '{ villages(first: 100) { nodes { households(first: 100) { nodes { members { household { members { household { number } } } } } } } } }',
      }),
    'QUERY_TOO_COMPLEX',
    400,
  ],
  ['20 MB of variables', () => post(tooMuch), 'PAYLOAD_TOO_LARGE', 413],
  [
    '20 MB that do not say how long they are',
    () => served.send('POST', '/graphql', { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, tooMuch),
    'PAYLOAD_TOO_LARGE',
    413,
  ],
  ['100,000-deep JSON', () => post(`{"query":"{ __typename }","variables":{"x":${nested('[', ']', 100_000)}}}`), 'BAD_USER_INPUT', 400],
  [
    '100,000-deep objects',
    () => post(`{"query":"{ __typename }","variables":${'{"x":'.repeat(100_000)}1${'}'.repeat(100_000)}}`),
    'BAD_USER_INPUT',
    400,
  ],
  [
    'urlencoded',
    () => served.send('POST', '/graphql', { 'content-type': 'application/x-www-form-urlencoded' }, 'query=%7B__typename%7D'),
    'BAD_USER_INPUT',
    415,
  ],
  [
    'text/plain',
    () => served.send('POST', '/graphql', { 'content-type': 'text/plain' }, '{"query":"{ __typename }"}'),
    'BAD_USER_INPUT',
    415,
  ],
  [
    'application/graphql',
    () => served.send('POST', '/graphql', { 'content-type': 'application/graphql' }, '{ __typename }'),
    'BAD_USER_INPUT',
    415,
  ],
  [
    'multipart',
    () => served.send('POST', '/graphql', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'),
    'BAD_USER_INPUT',
    415,
  ],
  ['truncated JSON', () => post('{ "query": "{ __typename }", "variables": {'), 'BAD_USER_INPUT', 400],
  ['no JSON at all', () => post('{ __typename }'), 'BAD_USER_INPUT', 400],
  ['a number', () => post('7'), 'BAD_USER_INPUT', 400],
  ['null', () => post('null'), 'BAD_USER_INPUT', 400],
  ['nothing', () => post(''), 'BAD_USER_INPUT', 400],
  ['another type of query', () => post({ query: ['{ __typename }'] }), 'BAD_USER_INPUT', 400],
  ['another key', () => post({ query: '{ __typename }', queries: [] }), 'BAD_USER_INPUT', 400],
  [
    'invalid UTF-8',
    () =>
      post(
        Buffer.concat([Buffer.from('{"query":"{ __typename }","variables":{"x":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}}')]),
      ),
    'BAD_USER_INPUT',
    400,
  ],
  [
    '__proto__ among the variables',
    () => post('{"query":"{ __typename }","variables":{"__proto__":{"admin":true}}}'),
    'BAD_USER_INPUT',
    400,
  ],
  ['__proto__ of the request', () => post('{"query":"{ __typename }","__proto__":{"viewer":{}}}'), 'BAD_USER_INPUT', 400],
  [
    '__proto__ in an input',
    () =>
      post(
        '{"query":"query ($f: HouseholdFilter) { households(filter: $f) { totalCount } }","variables":{"f":{"__proto__":{"area":"0"}}}}',
      ),
    'BAD_USER_INPUT',
    400,
  ],
  [
    'a mutation in a GET',
    () => get('mutation { registerHousehold(input: { number: "F-1", village: "150623100204" }) { household { id } } }'),
    'BAD_USER_INPUT',
    405,
  ],
  ['a household in a GET', () => get('{ household(number: "F-1") { number } }'), 'BAD_USER_INPUT', 405],
  ['a node in a GET', () => get('{ node(id: "x") { id } }'), 'BAD_USER_INPUT', 405],
  ['broken variables in a GET', () => served.send('GET', '/graphql?query=%7B__typename%7D&variables=%7B', {}), 'BAD_USER_INPUT', 400],
  ['another method', () => served.send('DELETE', '/graphql', JSON_TYPE), 'BAD_USER_INPUT', 405],
  ['a whole number that is too large', () => post({ query: '{ households(first: 2147483648) { totalCount } }' }), 'BAD_USER_INPUT', 200],
  [
    'the same in a variable',
    () => post({ query: 'query ($n: Int) { households(first: $n) { totalCount } }', variables: { n: 1e308 } }),
    'BAD_USER_INPUT',
    200,
  ],
  ['a negative first', () => post({ query: '{ households(first: -1) { totalCount } }' }), 'BAD_USER_INPUT', 200],
  ['first and last', () => post({ query: '{ households(first: 1, last: 1) { totalCount } }' }), 'BAD_USER_INPUT', 200],
  ['a page of 101', () => post({ query: '{ households(first: 101) { totalCount } }' }), 'PAGE_TOO_LARGE', 200],
  ['a document that is not registered', () => post({ documentId: `sha256:${'0'.repeat(64)}` }), 'DOCUMENT_NOT_FOUND', 404],
  [
    'a document that is to be registered by being sent',
    () => post({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }),
    'DOCUMENT_NOT_FOUND',
    404,
  ],
];

/** CPU of this process while a request is answered: the client's part is in it. In milliseconds, the median of several. */
async function cpu(send: () => Promise<Reply>): Promise<number> {
  const spent: number[] = [];
  for (let i = 0; i < 7; i++) {
    const before = process.cpuUsage();
    await send();
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  return spent.sort((a, b) => a - b)[3] ?? 0;
}

describe('what is sent to break the server', () => {
  test.each(attacks)('%s is refused with a code', async (_name, send, code, status) => {
    const reply = await send();
    expect([codeOf(reply), reply.status]).toEqual([code, status]);
    expect(reply.text.length).toBeLessThan(20_000);
  });

  test.each([
    ['garbage', 'garbage'],
    ['an id of a type that does not exist', encodeGlobalId('Nothing', '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001')],
    ['a foreign id', encodeGlobalId('Household', '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001')],
    ['an id of 900 kB', 'x'.repeat(900_000)],
  ])('%s answers null', async (_name, id) => {
    const { text } = await post({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id } });
    expect((JSON.parse(text) as { data: unknown }).data).toEqual({ node: null });
  });

  // A time that is measured can always be spoiled by what else the machine does, and what runs beside it in this process counts: so the
  // median of seven, and the bound only where it is missed three times.
  test('none costs 50 ms of CPU', { timeout: 120_000, retry: 2 }, async () => {
    const measured: [string, number][] = [];
    for (const [name, send] of attacks) measured.push([name, await cpu(send)]);
    measured.sort(([, a], [, b]) => b - a);
    process.stdout.write(
      measured
        .slice(0, 12)
        .map(([name, ms]) => `${ms.toFixed(1)} ms  ${name}`)
        .join('\n'),
    );
    for (const [name, ms] of measured) expect(ms, name).toBeLessThan(50);
  });

  test('and the server answers as before', async () => {
    const { status, text } = await post({ query: '{ viewer { client { id } } }' });
    expect([status, JSON.parse(text)]).toMatchObject([200, { data: { viewer: { client: { id: 'local-administrator' } } } }]);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});
