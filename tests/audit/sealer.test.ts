import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSealer, recordAudit } from '../../plugins/audit/index.js';
import { formColumns, formSql, placeText } from '../../plugins/audit/form.js';
import type { OwnerClient, Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { note, records, sealerOf, verify } from './support.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

const counts = async () => {
  const [row] = await storage.db.system((tx) =>
    tx.sql<{ entries: number; places: number; last: number }>(
      `select (select count(*) from audit_entry) as entries, (select count(*) from audit_chain) as places, (select coalesce(max(seq), 0) from audit_chain) as last`,
    ),
  );
  return row;
};

describe('the sealer', () => {
  test('makes one chain without gaps, also when several instances seal at once', async () => {
    await note(storage, records(5_000));
    const sealers = Array.from({ length: 4 }, () => sealerOf(storage));
    const writing = Promise.all(Array.from({ length: 10 }, (_, i) => note(storage, records(100, `meanwhile-${i}`))));
    const sealed: number[] = [];
    for (let round = 0; round < 5; round++) sealed.push(...(await Promise.all(sealers.map((one) => one.sealAll()))));
    await writing;
    sealed.push(await sealerOf(storage).sealAll());
    expect(sealed.reduce((a, b) => a + b)).toBe(6_000);
    expect(await counts()).toEqual({ entries: 6_000, places: 6_000, last: 6_000 });
    expect((await verify(storage)).broken).toBeNull();
  });

  test('seals what was committed late with a lower id', async () => {
    const slow = await storage.owner();
    try {
      await slow.query('begin');
      await insert(slow, 'slow');
      await note(storage, records(1, 'fast'));
      expect(await sealerOf(storage).sealAll()).toBe(1);
      await slow.query('commit');
      expect(await sealerOf(storage).sealAll()).toBe(2);
      expect((await verify(storage)).broken).toBeNull();
    } finally {
      await slow.end();
    }
  });

  test('that is killed in the middle of a batch leaves nothing behind', async () => {
    await note(storage, records(50, 'before'));
    const dying: typeof storage.db.system = (fn) =>
      storage.db.system(async (tx) => {
        await fn(tx);
        throw new Error('killed');
      });
    const killed = createSealer({
      db: { ...storage.db, system: dying },
      link: storage.keys.chain,
      log: { info: () => undefined, error: () => undefined },
    });
    await expect(killed.seal()).rejects.toThrow('killed');
    expect((await verify(storage)).unsealed.count).toBe(50);
    expect(await sealerOf(storage).sealAll()).toBe(50);
    expect((await verify(storage)).broken).toBeNull();
  });

  test('seals in the background, and tells the log its head when it stops', async () => {
    const told: unknown[] = [];
    const log = { info: (fields: unknown) => void told.push(fields), error: () => undefined };
    const running = createSealer({ db: storage.db, link: storage.keys.chain, log }).start();
    await note(storage, records(5, 'running'));
    await running.stop();
    const { head, unsealed } = await verify(storage);
    expect(unsealed.count).toBe(0);
    expect(told.at(-1)).toEqual(head);
  });

  test('makes one chain out of any order of writes, late commits, rollbacks and sealings', async () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant('write' as const), count: fc.integer({ min: 1, max: 30 }) }),
      fc.record({ do: fc.constantFrom('begin' as const, 'commit' as const, 'rollback' as const), who: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ do: fc.constant('seal' as const), count: fc.integer({ min: 1, max: 3 }) }),
    );
    const slow = await Promise.all([storage.owner(), storage.owner(), storage.owner()]);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 15 }), async (acts) => {
          const open = new Set<number>();
          for (const one of acts) {
            if (one.do === 'write') await note(storage, records(one.count, 'any'));
            else if (one.do === 'seal') await Promise.all(Array.from({ length: one.count }, () => sealerOf(storage).seal()));
            else if (one.do === 'begin' && !open.has(one.who)) {
              open.add(one.who);
              await slow[one.who]?.query('begin');
              await insert(slow[one.who] as OwnerClient, 'late');
            } else if (one.do !== 'begin' && open.delete(one.who)) await slow[one.who]?.query(one.do);
          }
          for (const who of open) await slow[who]?.query('commit');
          await sealerOf(storage).sealAll();
          const { broken, sealed, unsealed } = await verify(storage);
          expect({ broken, unsealed: unsealed.count }).toEqual({ broken: null, unsealed: 0 });
          expect(await counts()).toEqual({ entries: sealed, places: sealed, last: sealed });
        }),
        { numRuns: 15 },
      );
    } finally {
      await Promise.all(slow.map((client) => client.end()));
    }
  });
});

const insert = (client: OwnerClient, requestId: string) =>
  recordAudit({ sql: async (text, values = []) => (await client.query(text, [...values])).rows as never }, ...records(2, requestId));

describe('the canonical form', () => {
  /** Texts that would run into each other if their ends were not marked. */
  const text = fc
    .oneof(
      fc.constantFrom('', 'null', '"', ',', '","', '{}', '{a,b}', '\\', '\\"', "'", '[1', '区', '\u2028', ' '),
      fc.string({ maxLength: 6 }),
    )
    .map((one) => one.replaceAll('\u0000', ''))
    .filter((one) => !/\p{Surrogate}/u.test(one));
  const maybe = fc.option(text);
  const list = fc.array(fc.option(text, { freq: 8 }), { maxLength: 3 });
  const entry = fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    at: fc.constantFrom('2025-06-30T00:00:00Z', '2025-06-30T00:00:00.000001Z', 'infinity', '0001-01-01T00:00:00Z BC'),
    request_id: text,
    client_id: text,
    user_id: maybe,
    purpose: maybe,
    reason: maybe,
    kind: fc.constantFrom('WRITE', 'DENIED'),
    action: text,
    outcome: text,
    area_code: maybe,
    subject_type: maybe,
    subject_ids: list,
    subject_count: fc.option(fc.integer({ min: 1, max: 12 })),
    fields: list,
    path: maybe,
    missing_scope: maybe,
    operation_name: maybe,
    operation_hash: maybe,
  });
  const types = `id bigint, at timestamptz, subject_ids text[], fields text[], subject_count int, ${formColumns
    .filter((name) => !['id', 'at', 'subject_ids', 'fields', 'subject_count'].includes(name))
    .map((name) => `${name} text`)
    .join(', ')}`;
  const forms = (entries: readonly unknown[]) =>
    storage.db.system(async (tx) =>
      (
        await tx.sql<{ form: string }>(`select ${formSql} as form from json_to_recordset($1::json) as e (${types})`, [
          JSON.stringify(entries),
        ])
      ).map(({ form }) => form),
    );

  test('of two entries that differ in anything differs, and one entry has one form', async () => {
    await fc.assert(
      fc.asyncProperty(entry, fc.array(entry, { maxLength: 10 }), fc.constantFrom(...formColumns), async (first, others, column) => {
        // Neighbours that differ in one column only are the hard case.
        const all = [first, ...others, ...others.map((other) => ({ ...first, [column]: other[column] }))];
        const same = new Set(all.map((one) => JSON.stringify(formColumns.map((name) => one[name]))));
        expect(new Set(await forms(all)).size).toBe(same.size);
      }),
      { numRuns: 300 },
    );
  });

  test('at one place is read in one way only', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.string(), fc.string(), (s, t, at, later, form, other) => {
        const differ = s !== t || at !== later || form !== other;
        expect(placeText(s, `${at}.000000`, `[${form}`) !== placeText(t, `${later}.000000`, `[${other}`)).toBe(differ);
      }),
    );
  });
});
