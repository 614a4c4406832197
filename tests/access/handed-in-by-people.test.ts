import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyOfGlobalId } from 'xianjie/schema';
import { viewerOf } from '../support/viewer.js';
import { peopleBench, type PeopleBench } from './people-support.js';

const TOWN = '150623100';
const VILLAGE = '150623100204';
const CSV = { 'content-type': 'text/csv' };
const SUBMIT = `mutation ($input: SubmitFeedInput!, $key: String!) {
  submitFeed(input: $input) @idempotent(key: $key) { receipt { id state } userErrors { code } } }`;

let bench: PeopleBench;
let anna: string;
let bert: string;
let annaId: string;
beforeAll(async () => {
  bench = await peopleBench();
  await bench.portal('portal', { departments: ['RRB', 'TOWNSHIP'] });
  annaId = await bench.person({ login: 'anna', roles: ['TOWNSHIP_SPECIALIST'], areas: [TOWN] });
  await bench.person({ login: 'bert', roles: ['TOWNSHIP_SPECIALIST'], areas: [TOWN] });
  [anna, bert] = [await bench.tokenOf('anna'), await bench.tokenOf('bert')];
});
afterAll(() => bench.close());

const change = async (text: string): Promise<void> => {
  await bench.app.storage.db.system(({ sql }) => sql(text));
  bench.app.auth.forget();
};
const column = async (text: string, key: string): Promise<unknown> =>
  (await bench.app.storage.db.system(({ sql }) => sql<{ value: unknown }>(text, [key])))[0]?.value;

const upload = async (token: string, number: string): Promise<string> => {
  const file = `户编号,区划代码\n${number},${VILLAGE}`;
  const { text } = await bench.send('POST', '/uploads?name=x.csv', { ...CSV, authorization: `Bearer ${token}` }, file);
  return (JSON.parse(text) as { id: string }).id;
};
const submit = async (token: string, id: string, key: string = randomUUID()) => {
  const input = { feed: 'core.households', upload: id, observedOn: '2025-06-30', coverage: { area: TOWN, complete: false } };
  const { data } = await bench.graph(token, SUBMIT, {}, { input, key });
  return data.submitFeed as { receipt: { id: string; state: string } | null; userErrors: { code: string }[] };
};
/** A file of Anna's that waits for its turn. */
const waits = async (number: string): Promise<string> => {
  const { receipt } = await submit(anna, await upload(anna, number));
  return receipt?.id ?? '';
};
const seen = async (token: string, id: string) =>
  (await bench.graph(token, `{ feedReceipt(id: "${id}") { state failure { code } } node(id: "${id}") { id } }`)).data;
const file = (token: string, id: string) => bench.send('GET', `/receipts/${id}/refused.csv`, { authorization: `Bearer ${token}` });

describe('a batch that a person hands in through a portal', () => {
  beforeEach(() =>
    change(`update access_user set enabled = true, areas = '{${TOWN}}', roles = '{TOWNSHIP_SPECIALIST}' where login = 'anna'`),
  );

  test('runs when both may hand it in, and the audit names both', async () => {
    const id = await waits('P-1');
    await bench.app.parts.feeds.runPending();
    expect((await seen(anna, id)).feedReceipt).toEqual({ state: 'DONE', failure: null });
    const key = keyOfGlobalId('FeedReceipt', id) ?? '';
    expect(await column(`select user_id::text as value from audit_entry where action = 'runFeed' and $1 = any(subject_ids)`, key)).toBe(
      annaId,
    );
  });

  test.each([
    ['is switched off', `enabled = false`],
    ['has moved to another town', `areas = '{150623101}'`],
    ['has an office now that hands nothing in', `roles = '{TOWNSHIP_LEADER}'`],
  ])('writes nothing when the person %s before its turn, whatever the portal may do', async (_why, now) => {
    const id = await waits(`P-${randomUUID().slice(0, 8)}`);
    await change(`update access_user set ${now} where login = 'anna'`);
    await bench.app.parts.feeds.runPending();
    const key = keyOfGlobalId('FeedReceipt', id) ?? '';
    expect(await column('select failure_code as value from feed_batch where id = $1', key)).toBe('core.NO_ACCESS');
    expect(
      await column(
        `select outcome as value from audit_entry where user_id = '${annaId}' and action = 'runFeed' and $1 = any(subject_ids)`,
        key,
      ),
    ).toBe('DENIED');
  });

  test('writes nothing when the portal has lost the right', async () => {
    const id = await waits('P-3');
    await change(`update access_client set scopes = '{core:read:personal}' where id = 'portal'`);
    await bench.app.parts.feeds.runPending();
    await change(`update access_client set scopes = '{core:read:personal,core:write,core:feed,core:administer}' where id = 'portal'`);
    expect((await seen(anna, id)).feedReceipt).toEqual({ state: 'FAILED', failure: { code: 'core.NO_ACCESS' } });
  });

  test('of which nobody knows whose it is gets no more than a portal by itself: nothing', async () => {
    const id = await waits('P-4');
    const key = keyOfGlobalId('FeedReceipt', id) ?? '';
    await change(`update feed_batch set user_id = null where id = '${key}'`);
    await bench.app.parts.feeds.runPending();
    expect(await column('select failure_code as value from feed_batch where id = $1', key)).toBe('core.NO_ACCESS');
  });

  test('a person whom another issuer signs in is as good', async () => {
    const theirs = await bench.person({
      login: 'theirs',
      roles: ['TOWNSHIP_SPECIALIST'],
      areas: [TOWN],
      issuer: 'https://idp.example',
      subject: 'u1',
    });
    expect((await bench.app.auth.resolveClient('portal', theirs)).scopes).toContain('core:feed');
    await expect(bench.app.auth.resolveClient('portal', randomUUID())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('what one person hands in through a portal, another person of the same portal', () => {
  test('does not see: neither the receipt nor its file; whoever administers the area does', async () => {
    const id = await waits('P-5');
    const mine = { feedReceipt: { state: expect.any(String) as string, failure: null }, node: { id } };
    expect(await seen(anna, id)).toEqual(mine);
    expect((await file(anna, id)).status).toBe(200);
    expect(await seen(bert, id)).toEqual({ feedReceipt: null, node: null });
    expect((await file(bert, id)).status).toBe(404);
    const administrator = viewerOf({ clientId: 'county-admin', areas: ['150623'] });
    expect(await bench.app.parts.feeds.refusedCsv(administrator, keyOfGlobalId('FeedReceipt', id) ?? '')).toBeDefined();
  });

  test('cannot hand in as a file of their own', async () => {
    const id = await upload(anna, 'P-6');
    expect((await submit(bert, id)).userErrors).toEqual([{ code: 'core.UPLOAD_NOT_FOUND' }]);
    expect((await submit(anna, id)).userErrors).toEqual([]);
  });

  test('neither blocks nor reads by the same idempotency key', async () => {
    const [one, other] = [await upload(anna, 'P-7'), await upload(bert, 'P-8')];
    const first = await submit(anna, one, 'monthly');
    const second = await submit(bert, other, 'monthly');
    expect(second.userErrors).toEqual([]);
    expect(second.receipt?.id).not.toBe(first.receipt?.id);
    // Each keeps their own: the repeated call gives the first one's receipt.
    expect((await submit(anna, one, 'monthly')).receipt?.id).toBe(first.receipt?.id);
    expect((await submit(bert, other, 'monthly')).receipt?.id).toBe(second.receipt?.id);
  });
});
