import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askedBy, recordAudit, recordNow } from '../../plugins/audit/index.js';
import { commonArea } from 'xianjie/schema';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { viewerOf } from '../support/viewer.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

const entries = (action: string) =>
  storage.db.system((tx) => tx.sql<Record<string, unknown>>('select * from audit_entry where action = $1 order by id', [action]));

describe('a record', () => {
  test('says who asked, for what, in which operation, about whom, and nothing else', async () => {
    const viewer = viewerOf({ user: { id: 'u-1', title: { zh: '测试', en: 'Test' } }, areas: ['150623100', '150623101'] });
    await storage.db.write({ areas: viewer.areas, domains: 'ALL' }, (tx) =>
      recordAudit(tx, {
        ...askedBy(viewer),
        requestId: 'r-1',
        operation: { name: 'Register', hash: 'a'.repeat(64) },
        action: 'registerHousehold',
        subjectType: 'Household',
        subjectIds: ['h-1'],
      }),
    );
    const [{ id, at, ...said } = {}] = await entries('registerHousehold');
    expect(id).toBeGreaterThan(0);
    expect(String(at)).toMatch(/^\d{4}-/);
    expect(said).toEqual({
      request_id: 'r-1',
      client_id: 'local-administrator',
      user_id: 'u-1',
      purpose: 'MONITORING',
      reason: null,
      kind: 'WRITE',
      action: 'registerHousehold',
      outcome: 'DONE',
      area_code: '150623',
      subject_type: 'Household',
      subject_ids: ['h-1'],
      subject_count: null,
      fields: [],
      path: null,
      missing_scope: null,
      operation_name: 'Register',
      operation_hash: 'a'.repeat(64),
    });
  });

  test('about more than a hundred subjects lists a hundred and says how many there were', async () => {
    const subjectIds = Array.from({ length: 250 }, (_, i) => `p-${i}`);
    await recordNow(storage.db, { clientId: 'c', requestId: 'r', kind: 'REVEAL', action: 'many', subjectType: 'Person', subjectIds });
    const [entry] = await entries('many');
    expect(entry?.['subject_ids']).toEqual(subjectIds.slice(0, 100));
    expect(entry?.['subject_count']).toBe(250);
  });

  test('that must be kept before the answer leaves is kept when the call returns', async () => {
    await recordNow(storage.db, { clientId: 'c', requestId: 'r', kind: 'REVEAL', action: 'at once', reason: '核查' });
    expect(await entries('at once')).toMatchObject([{ kind: 'REVEAL', reason: '核查', area_code: null }]);
  });

  test('belongs to the nearest area that holds all areas of whoever asked', () => {
    expect(commonArea(['150623100201'])).toBe('150623100201');
    expect(commonArea(['150623100201', '150623100202'])).toBe('150623100');
    expect(commonArea(['150623100', '150625'])).toBe('1506');
    expect(commonArea(['150623', '1506'])).toBe('1506');
    expect(commonArea(['15', '62'])).toBe('0');
    expect(commonArea(['0'])).toBe('0');
    expect(askedBy(viewerOf({ areas: [] })).areaCode).toBeUndefined();
  });
});

describe('what was noted', () => {
  test.each(['audit_entry', 'audit_chain'])('is not changed or removed by anybody: %s', async (table) => {
    const owner = await storage.owner();
    try {
      for (const become of ['set role xj_owner', 'reset role', 'set session_replication_role = replica']) {
        await owner.query(become);
        const column = table === 'audit_entry' ? 'action' : 'hash';
        for (const attempt of [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table} cascade`])
          await expect(owner.query(attempt), `${become}: ${attempt}`).rejects.toThrow('append-only');
      }
    } finally {
      await owner.end();
    }
  });

  test('waits for the sealer from the moment it is committed, whoever wrote it', async () => {
    const unsealed = await storage.db.system((tx) =>
      tx.sql<{ all: number; waiting: number }>(
        `select (select count(*) from audit_entry) as all, (select count(*) from audit_unsealed) as waiting`,
      ),
    );
    expect(unsealed[0]?.all).toBeGreaterThan(0);
    expect(unsealed[0]?.waiting).toBe(unsealed[0]?.all);
  });

  test('is seen within the own areas; what belongs to no area only under the nation', async () => {
    for (const [action, areaCode] of [
      ['seen-here', '150623100'],
      ['seen-there', '990101'],
      ['seen-nowhere', undefined],
    ] as const)
      await recordNow(storage.db, { clientId: 'c', requestId: 'seen', action, areaCode });
    const seen = (area: string) =>
      storage.db.read({ areas: [area], domains: 'ALL' }, 'MASKED', async (tx) =>
        (await tx.sql<{ action: string }>(`select action from audit_entry where request_id = 'seen' order by id`)).map((e) => e.action),
      );
    expect(await seen('150623')).toEqual(['seen-here']);
    expect(await seen('99')).toEqual(['seen-there']);
    expect(await seen('0')).toEqual(['seen-here', 'seen-there', 'seen-nowhere']);
  });
});
