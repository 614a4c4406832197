import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loginRoles } from '../../plugins/storage/roles.js';
import type { Storage } from '../../plugins/storage/index.js';
import type { Scope, Sql } from '../../schema/index.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
const nation = { areas: ['0'], domains: 'ALL' as const };
const here = { areas: ['150623100'], domains: 'ALL' as const };
const OBSERVATIONS = [
  'register_status',
  'monitoring_status',
  'safety_net_status',
  'guarantee_status',
  'assistance_measure',
  'household_authorisation',
  'income_statement',
  'benefit_grant',
  'person_status',
];

beforeAll(async () => {
  storage = await testDatabase();
  const owner = await storage.owner();
  await owner.query(`
    insert into area (code, level, name_zh) values ('0','NATIONAL','全国'), ('150623100201','VILLAGE','甲'), ('990101001201','VILLAGE','乙');
    insert into department values ('RRB','乡村振兴局','Rural revitalisation bureau');
    insert into village (area_code) values ('150623100201'), ('990101001201');
    insert into household (area_code, register_number) values ('150623100201','H1'), ('990101001201','H2');`);
  await owner.end();
});
afterAll(() => storage.close());

const seen = async (sql: Sql): Promise<string[]> =>
  (await sql<{ n: string }>('select register_number as n from household order by 1')).map((row) => row.n);
const SETTINGS = ['xj.lo1', 'xj.hi1', 'xj.lo2', 'xj.hi2', 'xj.lo3', 'xj.hi3', 'xj.lo4', 'xj.hi4', 'xj.domains', 'xj.mac'];
const settings = async (sql: Sql): Promise<string[]> => {
  const [row] = await sql<{ all: string[] }>('select array(select current_setting(n, true) from unnest($1::text[]) as n) as all', [
    SETTINGS,
  ]);
  return row?.all ?? [];
};
const apply = async (sql: Sql, values: readonly string[], local = true): Promise<void> => {
  for (const [i, name] of SETTINGS.entries()) await sql('select set_config($1, $2, $3)', [name, values[i] ?? '', local]);
};

describe('whoever gets SQL of their own into a transaction', () => {
  test('cannot widen its scope by changing the settings: then nothing is visible at all', async () => {
    for (const widen of [
      `select set_config('xj.lo1', '0', true), set_config('xj.hi1', ':', true)`,
      `select set_config('xj.lo2', '99', true), set_config('xj.hi2', '9:', true)`,
      `select set_config('xj.lo1', '150623100|15', true)`,
    ]) {
      expect(await storage.db.read(here, 'MASKED', async (tx) => (await tx.sql(widen), seen(tx.sql)))).toEqual([]);
    }
    expect(await storage.db.read(here, 'MASKED', (tx) => seen(tx.sql))).toEqual(['H1']);
  });

  test('cannot write elsewhere either', async () => {
    const widened = (statement: string) =>
      storage.db.write(here, async (tx) => {
        await tx.sql(`select set_config('xj.lo1', '0', true), set_config('xj.hi1', ':', true)`);
        return tx.sql(statement);
      });
    expect(await widened(`update household set group_name = 'x' where register_number = 'H2' returning id`)).toEqual([]);
    await expect(widened(`insert into household (area_code, register_number) values ('990101001201', 'H3')`)).rejects.toThrow(
      /row-level security/,
    );
  });

  test('cannot use the signature of another connection', async () => {
    const rows = await storage.db.read(nation, 'MASKED', async (wide) => {
      expect(await seen(wide.sql)).toEqual(['H1', 'H2']);
      const stolen = await settings(wide.sql);
      return storage.db.read(here, 'MASKED', async (tx) => (await apply(tx.sql, stolen), seen(tx.sql)));
    });
    expect(rows).toEqual([]);
  });

  test('does not find a signature in the list of activities', async () => {
    await storage.db.read(nation, 'MASKED', async (wide) => {
      const mac = (await settings(wide.sql)).at(-1) ?? '';
      expect(mac).toMatch(/^[0-9a-f]{64}$/);
      const texts = await storage.db.read(here, 'MASKED', (tx) => tx.sql('select query from pg_stat_activity'));
      expect(JSON.stringify(texts)).not.toContain(mac);
    });
  });

  test('leaves nothing behind for the next transaction on the connection', async () => {
    await storage.db.read(nation, 'MASKED', async (tx) => apply(tx.sql, await settings(tx.sql), false));
    await storage.db.read(here, 'MASKED', (tx) => tx.sql(`select set_config('search_path', 'pg_temp', false)`));
    expect(await storage.db.read({ areas: [], domains: 'ALL' }, 'MASKED', (tx) => seen(tx.sql))).toEqual([]);
    expect(await storage.db.read(here, 'MASKED', (tx) => seen(tx.sql))).toEqual(['H1']);
  });

  test('leaves no lock behind, whether it was carried out or failed', async () => {
    const held = () => storage.db.system(({ sql }) => sql(`select 1 from pg_locks where locktype = 'advisory' and objid = 4242`));
    const lock = 'select pg_advisory_lock(4242)';
    await storage.db.write(here, (tx) => tx.sql(lock));
    await storage.db.read(here, 'MASKED', (tx) => tx.sql(lock));
    expect(await held()).toEqual([]);
    await expect(storage.db.write(here, async (tx) => (await tx.sql(lock), tx.sql('select 1 / 0')))).rejects.toThrow(/zero/);
    const snapshot = storage.db.snapshot(here, 'MASKED');
    await snapshot.sql(lock);
    await snapshot.close();
    expect(await held()).toEqual([]);
  });

  test.each([
    ['end the transaction', 'commit'],
    ['end it behind a comment', '/* select */ commit'],
    ['replace a prepared statement for the next user of the connection', 'deallocate all'],
    ['set the session up', `set xj.hi1 = ':'`],
    ['run a program', `do $$ begin perform 1; end $$`],
    ['make a temporary table', 'create temp table household (register_number text, area_code text)'],
    ['send two statements', `select 1; commit`],
  ])('cannot %s', async (_name, statement) => {
    await expect(storage.db.write(here, (tx) => tx.sql(statement))).rejects.toThrow(/only a statement that reads|multiple commands/);
    expect(await storage.db.write(here, (tx) => seen(tx.sql))).toEqual(['H1']);
  });

  test('cannot put a temporary table in front of a real one', async () => {
    await storage.db.write(here, (tx) => tx.sql(`explain analyze create temp table household as select 'X'::text as register_number`));
    expect(await storage.db.write(here, (tx) => seen(tx.sql))).toEqual(['H1']);
  });

  test('cannot read the key that signs scopes', async () => {
    for (const role of loginRoles) {
      expect(await privilege(role, 'scope_key', 'select'), role).toBe(false);
    }
  });
});

async function privilege(role: string, table: string, kind: string, column?: string): Promise<boolean> {
  const owner = await storage.owner();
  try {
    const { rows } = await owner.query<{ may: boolean }>(
      column === undefined ? 'select has_table_privilege($1, $2, $3) as may' : 'select has_column_privilege($1, $2, $4, $3) as may',
      column === undefined ? [role, `xianjie.${table}`, kind] : [role, `xianjie.${table}`, kind, column],
    );
    return rows[0]?.may ?? true;
  } finally {
    await owner.end();
  }
}

describe('what nobody may do', () => {
  test('change or remove an audit entry, whatever the role', async () => {
    for (const role of loginRoles) {
      for (const kind of ['update', 'delete', 'truncate'])
        expect(await privilege(role, 'audit_entry', kind), `${role} ${kind}`).toBe(false);
    }
  });

  test('write a cached column: it would contradict what was observed', async () => {
    for (const [table, column] of [
      ['household', 'register_status'],
      ['household', 'member_count'],
      ['household', 'per_capita_net'],
      ['person', 'health'],
    ] as const) {
      for (const kind of ['insert', 'update'])
        expect(await privilege('xj_write', table, kind, column), `${table}.${column} ${kind}`).toBe(false);
    }
    expect(await privilege('xj_write', 'household', 'update', 'group_name')).toBe(true);
  });

  test('rewrite or remove an observation: a withdrawal may be noted, and nothing else', async () => {
    const owner = await storage.owner();
    const { rows } = await owner.query<{ table_name: string; privilege_type: string; column_name: string | null; grantee: string }>(
      `select grantee, table_name, privilege_type, null as column_name from information_schema.table_privileges
         where table_schema = 'xianjie' and table_name = any($1) and privilege_type in ('UPDATE','DELETE','TRUNCATE') and grantee <> 'xj_owner'
       union all
       select grantee, table_name, privilege_type, column_name from information_schema.column_privileges
         where table_schema = 'xianjie' and table_name = any($1) and privilege_type = 'UPDATE' and grantee <> 'xj_owner'
           and column_name not in ('withdrawn_at', 'withdrawn_by')`,
      [OBSERVATIONS],
    );
    await owner.end();
    expect(rows).toEqual([]);
  });
});

describe('public reference data', () => {
  test('are read by all', async () => {
    expect(await storage.db.read({ areas: [], domains: 'ALL' }, 'MASKED', (tx) => tx.sql('select code from area'))).toHaveLength(3);
  });

  test('are written by whoever administers the area: a town does not decide what is in force elsewhere', async () => {
    const adopt = (scope: Scope, area: string) =>
      storage.db.write(scope, (tx) =>
        tx.sql(
          `insert into adoption (document_code, area_code, valid_from, basis) values ('X', $1, '2025-01-01', 'DECISION') returning id`,
          [area],
        ),
      );
    for (const area of ['0', '990101001201']) await expect(adopt(here, area)).rejects.toThrow(/row-level security/);
    expect(await adopt(here, '150623100201')).toHaveLength(1);
    expect(await adopt(nation, '0')).toHaveLength(1);
    expect(await storage.db.write(here, (tx) => tx.sql(`update adoption set valid_to = '2025-12-31' returning area_code`))).toEqual([
      { area_code: '150623100201' },
    ]);
    await expect(storage.db.write(here, (tx) => tx.sql(`update area set name_zh = 'x' returning code`))).rejects.toThrow(
      /permission denied/,
    );
  });

  test('nobody calls a list of another area complete: what is unknown there would become a no', async () => {
    const complete = (area: string) =>
      storage.db.write(here, (tx) =>
        tx.sql(`insert into coverage (source, feed, area_code, complete_on) values ('RRB', 'core.households', $1, '2025-06-01')`, [area]),
      );
    await expect(complete('0')).rejects.toThrow(/row-level security/);
    await expect(complete('990101001201')).rejects.toThrow(/row-level security/);
    await complete('150623100201');
  });
});
