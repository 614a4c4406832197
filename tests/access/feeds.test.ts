import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Readable } from 'node:stream';
import { encodeGlobalId, keyOfGlobalId, type Viewer } from 'xianjie/schema';
import { openDoor } from '../../api/testing/door.js';
import { policyModule as education } from '../../modules/education/index.js';
import { pino } from 'pino';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';
import { register } from './support.js';

const VILLAGE = '150623100204';
const SUBMIT = `mutation ($input: SubmitFeedInput!, $key: String!) {
  submitFeed(input: $input) @idempotent(key: $key) { receipt { id state } userErrors { code } } }`;

let app: TestApp;
const known = new Map<string, Viewer>();
beforeAll(async () => {
  app = await testApp({ modules: [education], demo: true });
});
afterAll(() => app.close());

/** The door as a registered client goes through it: its batches run with the rights that `known` has when they run. */
const as = (clientId: string, asker: Asker) => {
  const viewer = viewerOf({ clientId, areas: ['150623'], ...asker });
  known.set(clientId, viewer);
  return openDoor(app, pino({ level: 'silent' }), viewer);
};
const bureau = () =>
  as('education-bureau', { scopes: ['core:read:internal', 'education:read:internal', 'education:feed'], departments: ['EDU'] });

const batch = (feed: string, cells: Record<string, string>) => ({
  feed,
  rows: [{ cells: Object.entries(cells).map(([column, value]) => ({ column, value })) }],
  observedOn: '2025-06-20',
  coverage: { area: VILLAGE, complete: false },
});
const school = { code: 'S-77', name: '新校', area: VILLAGE, stages: '小学' };
const handIn = async (door: ReturnType<typeof as>, input: object) =>
  (await door.post({ query: SUBMIT, variables: { input, key: randomUUID() } })).body;

describe('department data is handed in', () => {
  test('with the scope of the feed’s own module, not with that of another', async () => {
    const core = as('core-only', { scopes: ['core:read', 'core:feed'] });
    const refused = await handIn(core, batch('education.schools', school));
    expect(refused.errors?.[0]).toMatchObject({
      message: 'the feed "education.schools" needs the scope "education:feed"',
      extensions: { code: 'FORBIDDEN' },
    });
    const allowed = await handIn(bureau(), batch('education.schools', school));
    expect(allowed.data.submitFeed).toMatchObject({ receipt: { id: expect.any(String) }, userErrors: [] });
  });

  test('in the name of the department that speaks through the feed, and of no other', async () => {
    const township = as('township', { departments: ['TOWNSHIP'] });
    const refused = await handIn(township, batch('education.schools', school));
    expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(refused.errors?.[0]?.message).toContain('EDU');
  });

  test('an unknown feed is unknown to everybody: which feeds there are is public', async () => {
    const answer = await handIn(as('reader', { scopes: ['core:read'] }), batch('no.such', {}));
    expect(answer.data.submitFeed.userErrors).toEqual([{ code: 'core.UNKNOWN_FEED' }]);
  });

  test('every feed says whether the caller may hand it in', async () => {
    const { feeds } = await bureau().ask('{ feeds { code module allowed } }');
    expect(feeds.filter((f: { allowed: boolean }) => f.allowed).map((f: { module: string }) => f.module)).toEqual(
      feeds.filter((f: { module: string }) => f.module === 'education').map((f: { module: string }) => f.module),
    );
    const { feeds: none } = await as('reader', { scopes: ['core:read'] }).ask('{ feeds { allowed } }');
    expect(none.some((f: { allowed: boolean }) => f.allowed)).toBe(false);
  });

  test('a file is not taken from whoever hands in nothing, and not a byte of it is read', async () => {
    let read = 0;
    const body = Readable.from(
      (function* () {
        read += 1;
        yield Buffer.from('a');
      })(),
    );
    const viewer = viewerOf({ scopes: ['core:read:internal', 'core:write'] });
    await expect(app.parts.feeds.storeUpload(body, { viewer, fileName: 'x.csv', requestId: 'r' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(read).toBe(0);
  });
});

describe('a receipt', () => {
  test('is seen by the client that handed the batch in and by whoever administers the area, by nobody else on any way', async () => {
    const mine = bureau();
    const { data } = await handIn(mine, batch('education.schools', { ...school, code: 'S-78' }));
    const id = data.submitFeed.receipt.id as string;
    const ways = `{ feedReceipt(id: "${id}") { state refusedRows } node(id: "${id}") { id } nodes(ids: ["${id}"]) { id } }`;
    const seen = { feedReceipt: { state: expect.any(String), refusedRows: expect.any(Number) }, node: { id }, nodes: [{ id }] };
    expect(await mine.ask(ways)).toEqual(seen);
    expect(await as('administrator', { scopes: ['core:read', 'education:read:internal', 'core:administer'] }).ask(ways)).toEqual(seen);
    const neighbour = as('other', { scopes: ['core:read:personal', 'education:read:personal', 'core:feed', 'education:feed'] });
    expect(await neighbour.ask(ways)).toEqual({ feedReceipt: null, node: null, nodes: [null] });
    const elsewhere = as('elsewhere', { areas: ['150624'], scopes: ['core:read', 'education:read:internal', 'core:administer'] });
    expect(await elsewhere.ask(ways)).toEqual({ feedReceipt: null, node: null, nodes: [null] });
  });

  test('is seen by an institution that may hand in and reads nothing of the module: its own one, with its refusals, and nothing else', async () => {
    const rights = { kind: 'INSTITUTION', scopes: ['core:read', 'education:feed'], departments: ['EDU'] } as const;
    await register(app.storage, { id: 'a-school', ...rights });
    const institution = as('a-school', rights);
    const { data } = await handIn(institution, batch('education.schools', { ...school, code: 'S-80', stages: '没有' }));
    const id = data.submitFeed.receipt.id as string;
    const read = `{ feedReceipt(id: "${id}") { state refusedRows refused { nodes { row column code } } } }`;
    await vi.waitFor(async () =>
      expect(await institution.ask(read)).toEqual({
        feedReceipt: {
          state: 'DONE',
          refusedRows: 1,
          refused: { nodes: expect.arrayContaining([{ row: 1, column: '学段', code: 'core.UNKNOWN_VALUE' }]) as unknown },
        },
      }),
    );
    const key = keyOfGlobalId('FeedReceipt', id) ?? '';
    expect(await app.parts.feeds.refusedCsv(known.get('a-school') as Viewer, key)).toBeDefined();
    const other = as('another-school', rights);
    expect(await other.ask(read)).toEqual({ feedReceipt: null });
    const { body } = await institution.post({ query: '{ schools(first: 1) { nodes { code } } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('its refused rows go the same way as a file', async () => {
    const { data } = await handIn(bureau(), batch('education.schools', { ...school, code: 'S-79', stages: '没有' }));
    const key = keyOfGlobalId('FeedReceipt', data.submitFeed.receipt.id as string) ?? '';
    const own = known.get('education-bureau') as Viewer;
    expect(await app.parts.feeds.refusedCsv(own, key)).toBeDefined();
    expect(await app.parts.feeds.refusedCsv({ ...own, clientId: 'other' }, key)).toBeUndefined();
    expect(encodeGlobalId('FeedReceipt', key)).toBe(data.submitFeed.receipt.id);
  });
});
