import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aes } from '../../plugins/storage/crypto/aes.js';
import { sm4, sm4Available } from '../../plugins/storage/crypto/sm4.js';
import { openStorage, reseal, sealedBy, sealedColumns, type Storage } from '../../plugins/storage/index.js';
import { loadKeys } from '../../plugins/storage/keys.js';
import { testApp, type TestApp } from '../support/app.js';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'xianjie-keys-'));
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true, force: true })));

const fileOf = (dataDir: string): string => join(dataDir, 'installation.key');

describe('the key file', () => {
  test('of one line, as it was made before there were several keys, keeps working', () => {
    const dataDir = folder();
    writeFileSync(fileOf(dataDir), `${Buffer.alloc(32, 7).toString('base64')}\n`);
    // Sealed by the platform before it knew of several keys.
    const sealed = Buffer.from('AQUFBQUFBQUFBQUFBSvQWXslb8c7dncsjQSAteYCyBcMnvcU92yedg==', 'base64');
    const { protect, data } = loadKeys(dataDir);
    expect(data.all().map(({ version, cipher }) => [version, cipher])).toEqual([[1, 'aes']]);
    expect(protect.encrypt('x')[0]).toBe(1);
    expect(protect.decrypt(sealed)).toBe('13800138000');
  });

  test('a key that is added seals new values, and the old ones stay readable', () => {
    const keys = loadKeys(folder());
    const old = keys.protect.encrypt('old');
    expect(keys.addDataKey('aes')).toBe(2);
    keys.data.version(2);
    const fresh = keys.protect.encrypt('fresh');
    expect([old[0], fresh[0]]).toEqual([1, 2]);
    expect([keys.protect.decrypt(old), keys.protect.decrypt(fresh)]).toEqual(['old', 'fresh']);
  });

  test('blind indexes, digests, role passwords and signatures do not change with it', () => {
    const dataDir = folder();
    const before = loadKeys(dataDir);
    before.addDataKey('aes');
    const after = loadKeys(dataDir);
    for (const of of [before, after]) {
      expect(of.protect.blindIndex('phone', '1')).toEqual(before.protect.blindIndex('phone', '1'));
      expect(of.protect.digest(['a', null])).toEqual(before.protect.digest(['a', null]));
      expect(of.rolePassword('xj_read')).toBe(before.rolePassword('xj_read'));
      expect(of.scopes.sign('x')).toBe(before.scopes.sign('x'));
    }
  });

  test('a server that runs reads what another process sealed with a newer key, and uses that key itself a moment later', async () => {
    const dataDir = folder();
    const server = loadKeys(dataDir);
    const command = loadKeys(dataDir);
    command.addDataKey('aes');
    command.data.version(2);
    expect(server.protect.decrypt(command.protect.encrypt('x'))).toBe('x');
    await expect.poll(() => server.protect.encrypt('x')[0], { timeout: 3000 }).toBe(2);
  });

  test('is refused when it is damaged, in words that hold nothing of it', () => {
    for (const line of ['data 3 aes AAAA', `data 2 rot13 ${Buffer.alloc(32).toString('base64')}`, 'data 2 aes c2hvcnQ=']) {
      const dataDir = folder();
      writeFileSync(fileOf(dataDir), `${Buffer.alloc(32, 7).toString('base64')}\n${line}\n`);
      expect(() => loadKeys(dataDir)).toThrow(/installation\.key is damaged: line 2 must read "data 2 aes\|sm4/);
    }
  });

  test('a value of a key that the file does not hold says so', () => {
    const { protect } = loadKeys(folder());
    expect(() => protect.decrypt(Buffer.concat([Buffer.from([9]), Buffer.alloc(40)]))).toThrow(/unknown key version/);
  });
});

describe.each([aes, ...(sm4Available() ? [sm4] : [])])('the cipher $code', (cipher) => {
  const secret = Buffer.alloc(32, 3);
  const bound = Buffer.from([2]);

  test('opens what it sealed, whatever the text, and never seals twice alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const [one, other] = [cipher.seal(secret, text, bound), cipher.seal(secret, text, bound)];
        expect(cipher.open(secret, one, bound)).toBe(text);
        expect(one.equals(other)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('opens nothing of which one bit was changed, nor with another secret, nor as another key’s', () => {
    const sealed = cipher.seal(secret, '15262319800101001X', bound);
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const forged = Buffer.from(sealed);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => cipher.open(secret, forged, bound)).toThrow();
      }),
      { numRuns: 300 },
    );
    expect(() => cipher.open(Buffer.alloc(32, 4), sealed, bound)).toThrow();
    expect(() => cipher.open(secret, sealed, Buffer.from([3]))).toThrow();
    expect(() => cipher.open(secret, sealed.subarray(0, 20), bound)).toThrow();
  });
});

test.runIf(sm4Available())('a new folder with XIANJIE_CIPHER=sm4 seals with SM4 from the first value on', () => {
  const { data, protect } = loadKeys(folder(), 'sm4');
  expect(data.active()).toMatchObject({ version: 2, cipher: 'sm4' });
  expect(protect.decrypt(protect.encrypt('国密'))).toBe('国密');
});

describe('keys are rotated while the server runs', () => {
  let app: TestApp;
  let storage: Storage;
  let dataDir: string;
  beforeAll(async () => {
    app = await testApp({ demo: true });
    // The same database with a key file of its own: what is done to it must not touch the other tests'.
    const { url, dataDir: shared } = inject('postgres');
    dataDir = folder();
    copyFileSync(fileOf(shared), fileOf(dataDir));
    const [row] = await app.storage.db.system(({ sql }) => sql<{ name: string }>('select current_database() as name'));
    storage = await openStorage({ databaseUrl: `${url}/${row?.name}`, dataDir, say: () => undefined });
  });
  afterAll(async () => {
    await storage.close();
    await app.close();
  });

  const residentIds = async (): Promise<string[]> => {
    const rows = await storage.db.system(({ sql }) =>
      sql<{ sealed: Buffer }>('select resident_id_enc as sealed from person where resident_id_enc is not null order by id'),
    );
    return rows.map(({ sealed }) => storage.keys.protect.decrypt(sealed));
  };

  test('broken off halfway, everything stays readable; begun again, it goes on and ends, and no value has changed', async () => {
    const before = await residentIds();
    const [indexed] = await storage.db.system(({ sql }) =>
      sql<{ n: number }>('select count(*) as n from person where resident_id_index is not null'),
    );
    storage.keys.addDataKey(sm4Available() ? 'sm4' : 'aes');
    storage.keys.data.version(2);

    let batches = 0;
    const kill = new Error('killed');
    await expect(
      reseal(storage.db, storage.keys, {
        batch: 2000,
        onProgress: () => {
          if (++batches === 3) throw kill;
        },
      }),
    ).rejects.toBe(kill);
    const halfway = await sealedBy(storage.db);
    expect(halfway.get(2)).toBe(6000);
    expect(halfway.get(1)).toBeGreaterThan(0);
    expect(await residentIds()).toEqual(before);

    const done = await reseal(storage.db, storage.keys, { batch: 2000 });
    expect([...(await sealedBy(storage.db)).keys()]).toEqual([2]);
    expect(done).toBe(halfway.get(1) ?? 0);
    expect(await residentIds()).toEqual(before);
    const [after] = await storage.db.system(({ sql }) =>
      sql<{ n: number }>('select count(*) as n from person where resident_id_index is not null'),
    );
    expect(after).toEqual(indexed);
    expect(await reseal(storage.db, storage.keys)).toBe(0);
  });

  test('rows that wait in a batch are sealed anew too', async () => {
    const { protect } = loadKeys(inject('postgres').dataDir);
    const sealed = protect.encrypt('[{"name":"x"}]').toString('base64');
    await storage.db.system(({ sql }) =>
      sql(
        `insert into feed_batch (feed, module, area_code, client_id, inline_rows, observed_on, complete, state)
         values ('core.people', 'core', '150623100204', 'test', $1, '2025-06-30', false, 'QUEUED')`,
        [JSON.stringify({ sealed })],
      ),
    );
    expect(await reseal(storage.db, storage.keys)).toBe(1);
    const [row] = await storage.db.system(({ sql }) =>
      sql<{ rows: { sealed: string } }>(`select inline_rows as rows from feed_batch where client_id = 'test'`),
    );
    expect(storage.keys.protect.decrypt(Buffer.from(row?.rows.sealed ?? '', 'base64'))).toBe('[{"name":"x"}]');
  });

  test('no column of sealed values is left out', async () => {
    const rows = await storage.db.system(({ sql }) =>
      sql<{ table: string; column: string }>(
        `select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'xianjie'::regnamespace and c.relkind = 'r' and (a.attname like '%\\_enc' or a.attname like '%\\_sealed' or a.attname = 'inline_rows')`,
      ),
    );
    const known = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`));
    expect(rows.map(({ table, column }) => `${table}.${column}`).filter((one) => !known.has(one))).toEqual([]);
    expect(rows.length).toBe(known.size);
  });

  test('the key file holds both keys, readable by its owner alone', () => {
    expect(readFileSync(fileOf(dataDir), 'utf8').trim().split('\n')).toHaveLength(2);
  });
});
