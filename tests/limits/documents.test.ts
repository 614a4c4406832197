import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../api/testing/door.js';
import { pino } from 'pino';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

let app: TestApp;
const log = pino({ level: 'silent' });
const COUNTY = '150623';
const QUESTION = 'query Who { viewer { client { id } } }';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const security = (areas: readonly string[]) => viewerOf({ clientId: 'security-admin', areas, scopes: ['core:read', 'access:administer'] });
const portal = viewerOf({ clientId: 'portal', kind: 'PORTAL', areas: [COUNTY] });

let door: { readonly here: Door; readonly elsewhere: Door; readonly portal: Door; readonly bound: Door; readonly other: Door };
beforeAll(async () => {
  app = await testApp();
  const owner = await app.storage.owner();
  await owner.query(`insert into access_client (id, kind, title_zh, title_en, area_code, areas) values
    ('portal', 'PORTAL', '门户', 'Portal', '${COUNTY}', '{${COUNTY}}'), ('bound', 'PORTAL', '受限', 'Bound', '${COUNTY}', '{${COUNTY}}'),
    ('other', 'PORTAL', '其他', 'Other', '${COUNTY}', '{${COUNTY}}')`);
  await owner.end();
  const open = (viewer: ReturnType<typeof viewerOf>): Door => openDoor(app, log, viewer);
  door = {
    here: open(security([COUNTY])),
    elsewhere: open(security(['99'])),
    portal: open(portal),
    bound: open({ ...portal, clientId: 'bound', documentsOnly: true }),
    other: open({ ...portal, clientId: 'other' }),
  };
});
afterAll(() => app.close());

const REGISTER = `mutation ($client: String!, $documents: [TrustedDocumentInput!]!) {
  registerDocuments(input: { client: $client, documents: $documents }) { documents { name documentId text } userErrors { code path message { en } } } }`;
const register = async (by: Door, client: string, documents: readonly { name: string; text: string }[]) =>
  (await by.ask(REGISTER, { client, documents })).registerDocuments;
const codeOf = async (by: Door, body: unknown) => {
  const reply = await by.post(body);
  return [reply.body.errors?.[0]?.extensions.code, reply.status];
};

describe('documents of a client', () => {
  test('are registered by who administers access, once, and named by their hash', async () => {
    const registered = { name: 'Who', documentId: `sha256:${sha256(QUESTION)}`, text: QUESTION };
    for (let i = 0; i < 2; i++)
      expect(await register(door.here, 'portal', [{ name: 'Who', text: QUESTION }])).toEqual({ documents: [registered], userErrors: [] });
    expect(await door.here.ask('{ trustedDocuments(client: "portal") { client name documentId } }')).toEqual({
      trustedDocuments: [{ client: 'portal', name: 'Who', documentId: registered.documentId }],
    });
    const { status, body } = await door.portal.post({ documentId: registered.documentId });
    expect([status, body.data]).toEqual([200, { viewer: { client: { id: 'portal' } } }]);
    const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(QUESTION) } } };
    expect((await door.portal.post(persisted)).body.data).toEqual({ viewer: { client: { id: 'portal' } } });
  });

  test('are the client’s own: another knows nothing of them', async () => {
    expect(await codeOf(door.other, { documentId: `sha256:${sha256(QUESTION)}` })).toEqual(['DOCUMENT_NOT_FOUND', 404]);
  });

  test('are not registered by being sent', async () => {
    const text = '{ __typename }';
    const both = { query: text, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } };
    expect(await codeOf(door.portal, both)).toEqual(['DOCUMENT_NOT_FOUND', 404]);
    expect(await codeOf(door.portal, { extensions: both.extensions })).toEqual(['DOCUMENT_NOT_FOUND', 404]);
  });

  test('may be all that a client may send', async () => {
    expect(await codeOf(door.bound, { query: QUESTION })).toEqual(['FORBIDDEN', 403]);
    expect(await codeOf(door.bound, { query: QUESTION, documentId: `sha256:${sha256(QUESTION)}` })).toEqual(['DOCUMENT_NOT_FOUND', 404]);
    await register(door.here, 'bound', [{ name: 'Who', text: QUESTION }]);
    expect((await door.bound.post({ documentId: `sha256:${sha256(QUESTION)}` })).body.data).toEqual({
      viewer: { client: { id: 'bound' } },
    });
    // The name counts, not the text beside it.
    const other = { query: '{ households { totalCount } }', documentId: `sha256:${sha256(QUESTION)}` };
    expect((await door.bound.post(other)).body.data).toEqual({ viewer: { client: { id: 'bound' } } });
  });

  test.each([
    ['a number', 7],
    ['another hash', 'md5:00'],
    ['nothing behind the colon', 'sha256:'],
    ['a way out', "sha256:' or true --"],
    ['a very long one', `sha256:${'0'.repeat(100_000)}`],
  ])('named by %s: there is none', async (_name, documentId) => {
    expect(await codeOf(door.portal, { documentId })).toEqual(['DOCUMENT_NOT_FOUND', 404]);
  });

  test.each([
    ['what is no GraphQL', '{ viewer {', 'core.DOCUMENT_NOT_VALID', 'the document is not valid at line 1, column 11'],
    ['what the graph does not have', '{\n  secret\n}', 'core.DOCUMENT_NOT_VALID', 'the document is not valid at line 2, column 3'],
    [
      'what is more than a request may be',
      `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      'core.DOCUMENT_TOO_COMPLEX',
      'the document is too complex: at most 50 aliases',
    ],
  ])('%s is refused, and nothing beside it is registered', async (_name, text, code, message) => {
    const fine = { name: 'Fine', text: '{ __typename }' };
    const { documents, userErrors } = await register(door.here, 'portal', [fine, { name: 'Wrong', text }]);
    expect(documents).toEqual([]);
    expect(userErrors).toEqual([{ code, path: ['input', 'documents', '1', 'text'], message: { en: message } }]);
    expect(await codeOf(door.portal, { documentId: `sha256:${sha256(fine.text)}` })).toEqual(['DOCUMENT_NOT_FOUND', 404]);
  });

  test('of a client elsewhere are refused like those of a client that does not exist', async () => {
    const document = { name: 'Who', text: QUESTION };
    const refusals = [await register(door.elsewhere, 'portal', [document]), await register(door.here, 'nobody', [document])];
    for (const { userErrors } of refusals) expect(userErrors).toMatchObject([{ code: 'core.UNKNOWN_CLIENT', path: ['input', 'client'] }]);
    expect(await door.elsewhere.ask('{ trustedDocuments(client: "portal") { name } }')).toEqual({ trustedDocuments: [] });
  });

  test('are nobody’s to see or change without the right', async () => {
    expect(await codeOf(door.portal, { query: '{ trustedDocuments(client: "portal") { text } }' })).toEqual(['FORBIDDEN', 200]);
    expect(await codeOf(door.portal, { query: REGISTER, variables: { client: 'portal', documents: [] } })).toEqual(['FORBIDDEN', 200]);
  });

  test('are removed, also those that are not there', async () => {
    const remove = `mutation ($ids: [String!]!) { removeDocuments(input: { client: "portal", documentIds: $ids }) { documents { name } userErrors { code } } }`;
    const ids = [`sha256:${sha256(QUESTION)}`, `sha256:${'0'.repeat(64)}`];
    expect((await door.here.ask(remove, { ids })).removeDocuments).toEqual({ documents: [], userErrors: [] });
    expect(await door.here.ask('{ trustedDocuments(client: "portal") { name } }')).toEqual({ trustedDocuments: [] });
  });
});
