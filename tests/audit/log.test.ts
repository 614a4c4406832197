import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../api/testing/door.js';
import { TODAY, testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';
import { sealerOf } from './support.js';

let app: TestApp;
const county = '150623';
const log = pino({ level: 'silent' });
const door = (asker: Asker): Door => openDoor(app, log, viewerOf({ areas: [county], ...asker }));

beforeAll(async () => {
  app = await testApp({ demo: true });
}, 300_000);
afterAll(() => app.close());

/** What was noted since the last look, without times and numbers. */
let seen = 0;
async function noted() {
  await app.parts.audit.flush();
  const rows = await app.storage.db.system((tx) =>
    tx.sql<Record<string, unknown> & { id: number }>('select * from audit_entry where id > $1 order by id', [seen]),
  );
  seen = rows.at(-1)?.id ?? seen;
  return rows;
}
beforeEach(async () => {
  await noted();
});

const officer = () =>
  door({ clientId: 'township-officer', user: { id: 'user-7', title: { zh: '某', en: 'Somebody' } }, areas: ['150623100'] });

describe('a bulk read', () => {
  test('is noted with who asked, for what, in which operation, and whose data were shown', async () => {
    const { households } = await officer()
      .ask('query Monitored { shown: households(first: 3) { nodes { id number members { id name } } } }')
      .then((data: { shown: unknown }) => ({ households: data.shown as { nodes: { members: { id: string }[] }[] } }));
    const people = households.nodes.flatMap(({ members }) =>
      members.map(({ id }) => Buffer.from(id, 'base64url').toString().split(':')[1]),
    );
    const entries = await noted();
    expect(entries).toMatchObject([
      {
        kind: 'BULK_READ',
        action: 'read',
        outcome: 'DONE',
        client_id: 'township-officer',
        user_id: 'user-7',
        purpose: 'MONITORING',
        operation_name: 'Monitored',
        fields: ['households'],
        subject_type: 'Person',
        area_code: '150623100',
        subject_count: null,
      },
    ]);
    expect([...(entries[0]?.['subject_ids'] as string[])].sort()).toEqual([...people].sort());
  });

  test('of more than a hundred people lists a hundred and counts all that were shown, not the row that was read ahead', async () => {
    const { households } = (await officer().ask('{ households(first: 60) { nodes { members { name } } } }')) as {
      households: { nodes: { members: unknown[] }[] };
    };
    const shown = households.nodes.flatMap(({ members }) => members).length;
    const [entry] = await noted();
    expect(entry?.['subject_ids']).toHaveLength(100);
    expect(entry?.['subject_count']).toBe(shown);
    await officer().ask('{ households(first: 3) { nodes { registryStatus } } }');
    expect((await noted())[0]?.['subject_ids']).toHaveLength(3);
  });

  test('is noted also where a list tells by itself who is in it', async () => {
    await officer().ask('{ households(first: 2, filter: { registryStatuses: [OUT_OF_POVERTY] }) { nodes { number } } }');
    expect(await noted()).toMatchObject([{ kind: 'BULK_READ', subject_type: 'Household', fields: ['households'] }]);
  });

  test('of verdicts names whom they speak of', async () => {
    const { households } = (await officer().ask('{ households(first: 1) { nodes { id eligibility { outcome } } } }')) as {
      households: { nodes: { id: string; eligibility: unknown[] }[] };
    };
    expect(households.nodes[0]?.eligibility.length).toBeGreaterThan(0);
    const types = (await noted()).map((entry) => entry['subject_type']);
    expect(types).toContain('Household');
  });

  test('without personal data in clear is not noted', async () => {
    await officer().ask('{ households(first: 3) { nodes { number memberCount village { code } } } }');
    await door({ upTo: 'INTERNAL' }).ask('{ households(first: 3) { nodes { number members { name } registryStatus } } }');
    await officer().ask('{ household(number: "0") { number members { name } } }');
    expect(await noted()).toEqual([]);
  });

  test('is the same whether it is asked by edges, nodes, aliases or by id', async () => {
    const { households } = (await officer().ask('{ households(first: 1) { nodes { id members { id } } } }')) as {
      households: { nodes: { id: string; members: { id: string }[] }[] };
    };
    const id = households.nodes[0]?.members[0]?.id ?? '';
    await noted();
    for (const query of [
      `{ node(id: "${id}") { ... on Person { name } } }`,
      `{ nodes(ids: ["${id}"]) { ... on Person { called: name } } }`,
    ]) {
      await officer().ask(query);
      expect(await noted(), query).toMatchObject([
        { subject_type: 'Person', subject_ids: [Buffer.from(id, 'base64url').toString().split(':')[1]] },
      ]);
    }
    await officer().ask('{ households(first: 2) { edges { node { registryStatus } } nodes { monitoringKind } } }');
    expect((await noted())[0]?.['subject_ids']).toHaveLength(2);
  });
});

describe('a denied access', () => {
  test('is noted with the field, in field names, and the missing right', async () => {
    const { body } = await door({ clientId: 'shop-platform', modules: [], scopes: ['core:read'] }).post({
      query: 'query Try { zhangsan: households(first: 1) { nodes { number } } villages(first: 1) { nodes { code } } }',
    });
    expect(body.errors?.map((e) => e.extensions.code)).toContain('FORBIDDEN');
    expect(await noted()).toMatchObject([
      {
        kind: 'DENIED',
        outcome: 'DENIED',
        action: 'read',
        client_id: 'shop-platform',
        operation_name: 'Try',
        area_code: county,
        path: 'households',
        missing_scope: 'core:read:internal',
      },
    ]);
  });

  test('before anything was executed is noted too', async () => {
    const { body } = await door({ clientId: 'portal', documentsOnly: true }).post({ query: '{ __typename }' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await noted()).toMatchObject([{ kind: 'DENIED', action: 'ask', client_id: 'portal', operation_hash: null }]);
  });

  test('in every row of a list is one record', async () => {
    await door({ scopes: ['core:read', 'core:read:internal', 'core:write'] }).post({
      query: '{ households(first: 20, filter: { registryStatuses: [OUT_OF_POVERTY] }) { nodes { number } } }',
    });
    expect(await noted()).toHaveLength(1);
  });
});

describe('the log', () => {
  const auditor = (areas: string[] = [county]) =>
    door({ clientId: 'auditor', areas, scopes: ['core:read', 'audit:read'], purposes: [], purpose: null });
  const LOG = `query ($filter: AuditFilter, $after: String, $first: Int) {
    auditLog(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { at kind action outcome client user purpose operationName operationHash requestId fields path missingScope area { code } subjectType subjects subjectCount reason }
    }
  }`;
  interface Log {
    auditLog: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Record<string, unknown>[] };
  }
  const read = async (filter: object, paging: object = {}, areas?: string[]) =>
    ((await auditor(areas).ask(LOG, { filter, ...paging })) as Log).auditLog;

  test('is read by whoever holds the right to it, within the own areas, the newest first', async () => {
    await officer().ask('query Mine { households(first: 1) { nodes { registryStatus } } }');
    await app.parts.audit.flush();
    const { nodes } = await read({ kinds: ['BULK_READ'], clients: ['township-officer'] });
    expect(nodes[0]).toMatchObject({
      operationName: 'Mine',
      user: 'user-7',
      area: { code: '150623100' },
      subjectType: 'Household',
      subjectCount: 1,
    });
    expect([...nodes].map(({ at }) => String(at))).toEqual(
      [...nodes]
        .map(({ at }) => String(at))
        .sort()
        .reverse(),
    );
    expect((await read({ clients: ['township-officer'] }, {}, ['99'])).nodes).toEqual([]);
    const { body } = await officer().post({ query: LOG });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('finds who saw a household, by its id', async () => {
    const { households } = (await officer().ask('{ households(first: 1) { nodes { id registryStatus } } }')) as {
      households: { nodes: { id: string }[] };
    };
    await app.parts.audit.flush();
    const subject = households.nodes[0]?.id;
    const { nodes } = await read({ subject });
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) expect(node['subjects']).toContain(subject);
    expect((await read({ subject: 'nonsense' })).nodes).toEqual([]);
  });

  test('is noted when it is read', async () => {
    await read({ actions: ['nothing'] });
    expect(await noted()).toMatchObject([{ kind: 'BULK_READ', action: 'readAuditLog', client_id: 'auditor', fields: ['auditLog'] }]);
  });

  test('is filtered by time, and leafed through without gap or repetition', async () => {
    const all = await read({}, { first: 100 });
    expect(all.totalCount).toBeGreaterThan(5);
    const to = String(all.nodes[2]?.['at']);
    const older = await read({ to });
    expect(older.nodes.every(({ at }) => String(at) < to)).toBe(true);
    expect((await read({ from: to })).totalCount + older.totalCount).toBeGreaterThanOrEqual(all.totalCount);
    const paged: string[] = [];
    let after: string | undefined;
    for (let more = true; more;) {
      const page = await read({ clients: ['township-officer'] }, { first: 2, after });
      paged.push(...page.nodes.map((node) => JSON.stringify([node['at'], node['subjectType'], node['requestId'], node['subjects']])));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    const whole = await read({ clients: ['township-officer'] }, { first: 100 });
    expect(paged).toHaveLength(whole.totalCount);
  });

  test('refuses a cursor that was made up, with a code', async () => {
    const { pageInfo } = await read({}, { first: 1 });
    const forged = Buffer.from(`${Buffer.from(pageInfo.endCursor, 'base64url').toString().slice(0, 8)}abc`).toString('base64url');
    const { body } = await auditor().post({ query: LOG, variables: { filter: {}, first: 1, after: forged } });
    expect(body.errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
  });

  test('shows nothing to a module that forgets to ask for the right: the database asks too', async () => {
    const rows = await app.storage.db.read({ areas: [county], domains: ['core', 'education'] }, 'PERSONAL', (tx) =>
      tx.sql('select 1 from audit_entry'),
    );
    expect(rows).toEqual([]);
  });

  test('says how far it is sealed', async () => {
    await app.parts.audit.flush();
    await sealerOf(app.storage).sealAll();
    const { auditSeal } = (await auditor().ask('{ auditSeal { sealed unsealed head { seq hash at } } }')) as {
      auditSeal: { sealed: number; unsealed: number; head: { seq: number; hash: string } };
    };
    expect(auditSeal.unsealed).toBe(0);
    expect(auditSeal.head.seq).toBe(auditSeal.sealed);
    expect(auditSeal.head.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('what cannot be noted is not shown', async () => {
  const asked = { query: '{ households(first: 1) { nodes { number members { name } } } }' };
  const full = { ...app, parts: { ...app.parts, audit: { ...app.parts.audit, note: (...records: unknown[]) => records.length === 0 } } };
  const { body } = await openDoor(full, log, viewerOf({ areas: [county] })).post(asked);
  expect(body.errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
  expect(body.data ?? null).toBeNull();
  expect(TODAY).toBe('2025-06-30');
});
