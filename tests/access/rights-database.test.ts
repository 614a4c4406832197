import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import type { LoginRole } from '../../plugins/storage/roles.js';
import type { Scope, Sql } from '../../schema/index.js';
import { fruitTrees } from '../storage/fixtures/fruit-trees/fruit-trees.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
const sources = migrationSources([fruitTrees]);
const TOWN = ['150623100'];
const scope = (...domains: string[]): Scope => ({ areas: TOWN, domains });

beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(sources);
  const owner = await storage.owner();
  await owner.query(`
    insert into area (code, level, name_zh) values ('0','NATIONAL','全国'), ('150623100201','VILLAGE','甲'), ('990101001201','VILLAGE','乙');
    insert into department values ('TREES','果树办','Fruit tree office'), ('RRB','乡村振兴局','Bureau');
    insert into village (area_code) values ('150623100201'), ('990101001201');
    insert into household (area_code, register_number) values ('150623100201','H1'), ('990101001201','H2');
    insert into person (household_id, area_code, name, is_head) select id, area_code, '张三丰', true from household;
    insert into fruit_trees_planting (person_id, area_code, variety, trees, nickname, complaint, observed_on, source, digest)
      select id, area_code, 'APPLE', 3, '小树', '腰痛', '2025-01-01', 'TREES', '\\x01' from person;`);
  await owner.end();
});
afterAll(() => storage.close());

const count = async (sql: Sql, table: string): Promise<number> =>
  (await sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;
const seen = (table: string, within: Scope, clearance: 'MASKED' | 'PERSONAL' = 'MASKED'): Promise<number> =>
  storage.db.read(within, clearance, (tx) => count(tx.sql, table));

async function asOwner<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
  const owner = await storage.owner();
  try {
    return (await owner.query<T>(text, [...values])).rows;
  } finally {
    await owner.end();
  }
}

describe('rows of a domain', () => {
  test('that are about families are nobody’s public knowledge: the right to the public part shows none', async () => {
    expect(await seen('household', scope('core:public'))).toBe(0);
    expect(await seen('fruit_trees_planting', scope('fruit-trees:public'))).toBe(0);
  });

  test('are there for whoever reads more than its public part, inside the area', async () => {
    for (const clearance of ['MASKED', 'PERSONAL'] as const) {
      expect(await seen('household', scope('core'), clearance)).toBe(1);
      expect(await seen('person', scope('core'), clearance)).toBe(1);
      expect(await seen('fruit_trees_planting', scope('fruit-trees'), clearance)).toBe(1);
    }
  });

  test('are not there for whoever has another domain, or none: not a row, not even their number', async () => {
    for (const clearance of ['MASKED', 'PERSONAL'] as const) {
      for (const within of [scope(), scope('fruit-trees'), scope('cor'), scope('core2')])
        expect(await seen('household', within, clearance)).toBe(0);
      for (const within of [scope(), scope('core'), scope('fruit'), scope('trees')])
        expect(await seen('fruit_trees_planting', within, clearance)).toBe(0);
    }
    expect(await seen('person', { areas: [], domains: 'ALL' })).toBe(0);
  });

  test('are not opened by the right to hand in: it shows receipts of the module’s feeds, not rows of families or of the module', async () => {
    expect(await seen('household', scope('core:feed'))).toBe(0);
    expect(await seen('fruit_trees_planting', scope('fruit-trees:feed'))).toBe(0);
    await asOwner(
      `insert into feed_batch (feed, module, area_code, client_id, observed_on, complete, state, inline_rows, total_rows)
       values ('fruit-trees.plantings', 'fruit-trees', '150623100201', 'x', '2025-01-01', false, 'FAILED', null, 0)`,
    );
    expect(await seen('feed_batch', scope('fruit-trees:feed'))).toBe(1);
    for (const within of [scope(), scope('core:feed'), scope('fruit-trees:public')]) expect(await seen('feed_batch', within)).toBe(0);
  });

  test('are not shown by the public part: villages, projects and reference data are read by area alone', async () => {
    expect(await seen('village', scope())).toBe(1);
    expect(await seen('area', scope())).toBe(3);
    expect(await seen('village', { areas: [], domains: 'ALL' })).toBe(0);
  });

  test('are all there for the engine and for whoever writes: what they find is guarded where it is told', async () => {
    const snapshot = storage.db.snapshot(scope(), 'MASKED');
    expect(await count(snapshot.sql, 'household')).toBe(0);
    expect(await count(snapshot.engineSql, 'household')).toBe(1);
    await snapshot.close();
    expect(await storage.db.write(scope(), async ({ sql }) => (await sql('select id from household')).length)).toBe(1);
  });
});

describe('SQL that a module sends inside its transaction', () => {
  test.each([',core,', ',*,', ',fruit-trees,core,'])(
    'cannot open a domain by saying "%s": then nothing is visible at all',
    async (forged) => {
      const rows = await storage.db.read(scope('fruit-trees'), 'PERSONAL', async ({ sql }) => {
        await sql(`select set_config('xj.domains', $1, true)`, [forged]);
        return [await count(sql, 'household'), await count(sql, 'fruit_trees_planting'), await count(sql, 'village')];
      });
      expect(rows).toEqual([0, 0, 0]);
    },
  );

  test('cannot hide a domain in a bound either: every part of the scope is signed by itself', async () => {
    const rows = await storage.db.read(scope('fruit-trees'), 'MASKED', async ({ sql }) => {
      await sql(`select set_config('xj.hi4', '|,core,', true), set_config('xj.domains', '', true)`);
      return [await count(sql, 'household'), await count(sql, 'fruit_trees_planting')];
    });
    expect(rows).toEqual([0, 0]);
  });
});

describe('the role that answers one audited reveal', () => {
  test('reads what is sensitive, inside the area only', async () => {
    const rows = await storage.db.reveal(scope(), ({ sql }) => sql('select name, resident_id_enc, health from person'));
    expect(rows).toEqual([{ name: '张三丰', resident_id_enc: null, health: null }]);
    expect(await storage.db.reveal(scope(), ({ sql }) => sql('select complaint, nickname from fruit_trees_planting'))).toEqual([
      { complaint: '腰痛', nickname: '小树' },
    ]);
    expect(await storage.db.reveal({ areas: [], domains: 'ALL' }, ({ sql }) => sql('select name from person'))).toEqual([]);
  });

  test('writes nothing', async () => {
    const rows = await asOwner(
      `select table_name from information_schema.table_privileges where grantee = 'xj_reveal' and privilege_type <> 'SELECT' and table_schema = 'xianjie'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the roles beside a request', () => {
  test.each(['xj_audit', 'xj_access'] satisfies LoginRole[])('%s reads nothing of families, villages, modules or feeds', async (role) => {
    const rows = await asOwner<{ table: string; column: string }>(
      `select c.relname as "table", a.attname as "column" from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'xianjie'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and has_column_privilege($1, c.oid, a.attnum, 'select')
         and c.relname not in ('access_client', 'access_user', 'access_code', 'access_key', 'trusted_document', 'area')
         and c.relname not like 'limit\\_%' and c.relname not like 'audit\\_%' and c.relname not like 'rate\\_%'`,
      [role],
    );
    expect(rows).toEqual([]);
  });

  test('only the signed-in roles may ask whether a scope holds', async () => {
    const rows = await asOwner<{ role: string }>(
      `select r as role from unnest($1::text[]) r where has_function_privilege(r, 'xianjie.scope_holds()', 'execute')`,
      [['xj_read', 'xj_clear', 'xj_engine', 'xj_reveal', 'xj_write', 'xj_audit', 'xj_access']],
    );
    expect(rows.map(({ role }) => role)).toEqual(['xj_read', 'xj_clear', 'xj_engine', 'xj_reveal', 'xj_write']);
  });
});

describe('the tables of a module', () => {
  test('that were protected before domains were known are protected anew', async () => {
    await asOwner(`drop policy inside_domain on fruit_trees_planting`);
    await asOwner(`drop policy inside_scope on fruit_trees_planting`);
    await asOwner(`create policy inside_scope on fruit_trees_planting to xj_read, xj_clear, xj_engine, xj_write using (true)`);
    await asOwner(`update schema_migration set checksum = 'earlier' where key = 'fruit-trees#protection'`);
    expect(await storage.pending(sources)).toEqual(['fruit-trees#protection']);
    await storage.migrate(sources);
    await storage.verify(sources);
    expect(await seen('fruit_trees_planting', scope('core'))).toBe(0);
  });

  test('ask for their own domain: another one’s policy stops the start', async () => {
    await asOwner(`alter policy inside_domain on fruit_trees_planting using ((select domain_open('core')))`);
    await expect(storage.verify(sources)).rejects.toThrow('with another policy "inside_domain"');
    await storage.migrate(sources, { protectAgain: true });
    await storage.verify(sources);
  });

  test('without a policy stop the start', async () => {
    await asOwner(`drop policy inside_domain on fruit_trees_planting`);
    await expect(storage.verify(sources)).rejects.toThrow('without the policy "inside_domain"');
    await storage.migrate(sources, { protectAgain: true });
  });
});

describe('what a domain costs', () => {
  test('is asked once a statement, not once a row', async () => {
    const plan = await storage.db.read(scope('core'), 'MASKED', async ({ sql }) => {
      await sql(`select set_config('enable_seqscan', 'off', true)`);
      return sql<{ 'QUERY PLAN': string }>(
        `explain (verbose) select id from household where area_code >= '150623100' and area_code < '150623101' order by area_code, id limit 20`,
      );
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index.* using/);
    expect(text).toMatch(/InitPlan[^]*xj\.domains/);
    expect(text.replace(/InitPlan[^]*?\n(?=\S|\s+->  (?:Index|Limit))/g, '')).not.toMatch(/Filter:[^\n]*xj\.domains/);
  });
});
