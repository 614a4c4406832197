import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formColumns } from '../../plugins/audit/form.js';
import type { ChainHead, Verification } from '../../plugins/audit/index.js';
import type { Storage } from '../../plugins/storage/index.js';
import { templateDatabase, testDatabase } from '../support/database.js';
import { attack, note, records, sealerOf, verify } from './support.js';

const COUNT = 3_000;

/** A database of its own with a sealed trail. */
const sealedTrail = async (): Promise<Storage> =>
  testDatabase(
    await templateDatabase('xianjie_sealed_trail', async (storage) => {
      await note(storage, records(COUNT));
      await sealerOf(storage).sealAll();
    }),
  );

async function afterAttack(deeds: readonly string[], noted?: ChainHead): Promise<Verification> {
  const storage = await sealedTrail();
  try {
    await attack(storage, async (sql) => {
      for (const deed of deeds) expect((await sql.query(deed)).rowCount, deed).not.toBe(0);
    });
    return await verify(storage, noted);
  } finally {
    await storage.close();
  }
}

describe('a trail that nobody touched', () => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await sealedTrail();
  });
  afterAll(() => storage.close());

  test('is as it was sealed, up to its head', async () => {
    const found = await verify(storage);
    expect(found).toMatchObject({ sealed: COUNT, head: { seq: COUNT }, unsealed: { count: 0, oldest: null }, broken: null });
    expect(found.head?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('still stands where a head was noted, also when it has grown since', async () => {
    const { head } = await verify(storage);
    await note(storage, records(10, 'later'));
    expect((await verify(storage, head ?? undefined)).unsealed.count).toBe(10);
    expect(await sealerOf(storage).sealAll()).toBe(10);
    expect(await verify(storage, head ?? undefined)).toMatchObject({ sealed: COUNT + 10, broken: null });
  });

  test('has no column that the chain leaves out', async () => {
    const columns = await storage.db.system((tx) =>
      tx.sql<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = 'audit_entry'::regclass and attnum > 0 and not attisdropped`,
      ),
    );
    expect(columns.map(({ name }) => name).sort()).toEqual([...formColumns].sort());
  });

  test('shows which column of an entry was changed, whichever it is', async () => {
    const other: Partial<Record<(typeof formColumns)[number], string>> = {
      at: `at + interval '1 microsecond'`,
      kind: `'SYSTEM'`,
      outcome: `'REFUSED'`,
      subject_ids: `'[0:1]={subject-1501-0,x}'`,
      subject_count: 'coalesce(subject_count, 0) + 1',
      fields: `array_append(fields, '')`,
      operation_hash: `repeat('0', 64)`,
    };
    for (const column of formColumns.filter((name) => name !== 'id')) {
      const before = `create table saved as select * from audit_entry where id = 1501`;
      await attack(storage, async (sql) => {
        await sql.query(before);
        await sql.query(`update audit_entry set ${column} = ${other[column] ?? `coalesce(${column}, '') || 'x'`} where id = 1501`);
      });
      const { broken } = await verify(storage);
      await attack(storage, async (sql) => {
        await sql.query(`update audit_entry e set ${column} = s.${column} from saved s where s.id = e.id`);
        await sql.query('drop table saved');
      });
      expect(broken, column).toMatchObject({ seq: 1501 });
    }
    expect((await verify(storage)).broken).toBeNull();
  });
});

describe('an administrator of the database is found out who', () => {
  test.each([
    ['removes an entry', ['delete from audit_entry where id = 700'], 700],
    ['removes a place of the chain', ['delete from audit_chain where seq = 700'], 700],
    ['removes an entry with its place', ['delete from audit_chain where seq = 700', 'delete from audit_entry where id = 700'], 700],
    [
      'closes the gap by renumbering',
      [
        'delete from audit_chain where seq = 700',
        'delete from audit_entry where id = 700',
        'update audit_chain set seq = -seq where seq > 700',
        'update audit_chain set seq = -seq - 1 where seq < 0',
      ],
      700,
    ],
    ['empties the beginning', ['delete from audit_chain where seq <= 700', 'delete from audit_entry where id <= 700'], 1],
    [
      'swaps what two entries say',
      [
        `update audit_entry e set client_id = o.client_id, request_id = o.request_id from audit_entry o where (e.id, o.id) in ((700, 701), (701, 700))`,
      ],
      700,
    ],
    [
      'swaps two places',
      [
        'update audit_chain set entry_id = -entry_id where seq in (700, 701)',
        'update audit_chain set entry_id = case seq when 700 then 701 else 700 end where seq in (700, 701)',
      ],
      700,
    ],
    [
      'puts a place before the first',
      [`insert into audit_chain (seq, entry_id, sealed_at, hash) select -5, -5, now(), decode(repeat('00', 32), 'hex')`],
      1,
    ],
    ['says another time of sealing', [`update audit_chain set sealed_at = sealed_at - interval '1 microsecond' where seq = 700`], 700],
    ['changes a hash', [`update audit_chain set hash = set_byte(hash, 31, get_byte(hash, 31) # 1) where seq = 700`], 700],
    [
      'puts in an entry with a place and a hash without the key',
      [
        `insert into audit_entry (id, request_id, client_id, action, kind, outcome) overriding system value values (90000, 'r', 'c', 'a', 'WRITE', 'DONE')`,
        `insert into audit_chain (seq, entry_id, sealed_at, hash) select 3001, 90000, now(), sha256(hash) from audit_chain where seq = 3000`,
      ],
      3001,
    ],
    [
      'puts in an entry that nobody sealed',
      [
        `insert into audit_entry (id, request_id, client_id, action, kind, outcome) overriding system value values (90000, 'r', 'c', 'a', 'WRITE', 'DONE')`,
      ],
      null,
    ],
    ['takes the last places out and leaves their entries', ['delete from audit_chain where seq > 2990'], null],
  ])('%s', async (_what, deeds, seq) => {
    const free = 'alter table audit_chain drop constraint audit_chain_seq_check';
    const { broken } = await afterAttack([free, ...deeds]);
    expect(broken).toMatchObject({ seq });
  });

  test('cuts the end off, when its head was noted elsewhere', async () => {
    const storage = await sealedTrail();
    const { head } = await verify(storage);
    await storage.close();
    const cut = ['delete from audit_chain where seq > 2990', 'delete from audit_entry where id > 2990'];
    expect((await afterAttack(cut)).broken).toBeNull();
    expect((await afterAttack(cut, head ?? undefined)).broken).toMatchObject({
      seq: 2991,
      why: expect.stringContaining('cut off') as string,
    });
  });

  test('cuts the end off, changes it and has it sealed anew, when its head was noted elsewhere', async () => {
    const storage = await sealedTrail();
    try {
      const { head } = await verify(storage);
      await attack(storage, async (sql) => {
        await sql.query('delete from audit_chain where seq > 2990');
        await sql.query(`update audit_entry set client_id = 'somebody-else' where id > 2990`);
        await sql.query('insert into audit_unsealed select id from audit_entry where id > 2990');
      });
      await sealerOf(storage).sealAll();
      expect((await verify(storage)).broken).toBeNull();
      expect((await verify(storage, head ?? undefined)).broken).toMatchObject({ seq: 3000 });
    } finally {
      await storage.close();
    }
  });
});
