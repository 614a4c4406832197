import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defineTable, type ModuleTable } from 'xianjie/schema';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { fruitTrees, planting, treesWith, visit } from './fixtures/fruit-trees/fruit-trees.js';

const declared = (change: Partial<ModuleTable>): (() => unknown) => {
  return () => migrationSources([treesWith([planting, defineTable({ ...visit, ...change })])]);
};

describe('declarations of tables that do not fit stop the start', () => {
  test.each<[string, () => unknown, string]>([
    ['a name without the module’s prefix', declared({ name: 'orchard_visit' }), 'module "fruit-trees": table "orchard_visit" must begin with "fruit_trees_"'],
    ['a name that the database would cut', declared({ name: `fruit_trees_${'x'.repeat(40)}` }), 'have at most 50 characters: rename it'],
    ['a table that two modules declare', () => migrationSources([fruitTrees, treesWith([planting], undefined, 'fruit')]), 'the table "fruit_trees_planting" is declared by module "fruit-trees" and by module "fruit": rename one of them'],
    ['a standard column', declared({ columns: { ...visit.columns, version: 'INTERNAL' } }), 'lists the column "version", which every such table has: take it out of "columns"'],
    ['the subject’s own column', declared({ columns: { ...visit.columns, household_id: 'INTERNAL' } }), 'lists the column "household_id", which every such table has'],
    ['a masked column that is also its own', declared({ masked: { state: { of: 'advice', as: 'NAME' } } }), 'lists "state" as its own column and as a masked one'],
    ['a mask of nothing', declared({ masked: { x_masked: { of: 'x', as: 'NAME' } } }), 'masks the column "x", which "columns" does not list'],
    ['a decision by nothing', declared({ decidesBy: ['x'] }), 'decides by the column "x", which "columns" does not list'],
    ['a reference to a table of nobody', declared({ references: { planting_id: { table: 'fruit_trees_tree' } } }), 'refers to the table "fruit_trees_tree", which the same module does not declare'],
    ['a reference by a column of nobody', declared({ references: { tree_id: { table: 'fruit_trees_planting' } } }), 'refers by the column "tree_id", which "columns" does not list'],
    ['a reference between two that may move apart', declared({ references: { planting_id: { table: 'fruit_trees_planting' } } }), 'is about HOUSEHOLD and refers by "planting_id" to "fruit_trees_planting", which is about PERSON: they may move apart, so name the column with that row\'s area'],
    ['an unknown subject', declared({ about: 'TREE' as 'AREA' }), 'is about "TREE"; known are PERSON, HOUSEHOLD, PROJECT, VILLAGE, AREA'],
  ])('%s', (_what, given, message) => {
    expect(given).toThrow(message);
  });
}); // prettier-ignore

describe('migrations that do not make what is declared are refused, and nothing of them stays', () => {
  let storage: Storage;
  let folder: string;
  beforeAll(async () => {
    storage = await testDatabase();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xianjie-tables-'));
    return () => rmSync(folder, { recursive: true, force: true });
  });
  afterAll(() => storage.close());

  const table = defineTable({ name: 'fruit_trees_tree', about: 'HOUSEHOLD', kind: 'RECORD', columns: { kind: 'INTERNAL' } });
  const TREE = 'create table fruit_trees_tree (id uuid primary key default gen_random_uuid(), household_id uuid not null, area_code text not null, kind text);';
  const step = (module: string): string =>
    `insert into lifecycle_step (lifecycle, module, level, record_id, nth, area_code, to_state, observed_on) values ('${module}.life', '${module}', 'PUBLIC', gen_random_uuid(), 1, '0', 'PLANTED', '2025-01-01')`;
  const install = (sql: string, tables: readonly ModuleTable[] = [table]): Promise<unknown> => {
    mkdirSync(join(folder, 'migrations', '0001_first'), { recursive: true });
    writeFileSync(join(folder, 'migrations', '0001_first', 'migration.sql'), sql);
    return storage.migrate(migrationSources([treesWith(tables, pathToFileURL(`${folder}/`))]));
  };

  test.each<[string, string, string]>([
    ['a table that is not declared', `${TREE} create table fruit_trees_extra (id uuid primary key, note text)`, 'module "fruit-trees" makes the table "fruit_trees_extra", which its "storage" does not declare: declare it with defineTable, or drop it'],
    ['a view, which would show what row security hides', `${TREE} create view fruit_trees_names as select name from person`, 'makes the table "fruit_trees_names", which its "storage" does not declare'],
    ['a declared table that nobody makes', 'select 1', 'module "fruit-trees" declares the table "fruit_trees_tree", which no migration of it makes: write one (npm run migrate:new -- fruit-trees <name>)'],
    ['a column that is not listed', `${TREE} alter table fruit_trees_tree add height int`, 'has the column "fruit_trees_tree.height", which its "columns" does not list: list it with its privacy level'],
    ['a column that is listed and absent', TREE.replace(', kind text', ''), 'lists the column "fruit_trees_tree.kind", which no migration of it makes'],
    ['a table without its subject', TREE.replace('household_id uuid not null, ', ''), 'has the table "fruit_trees_tree" about HOUSEHOLD without the column "household_id uuid not null"'],
    ['a subject that may be missing', TREE.replace('household_id uuid not null', 'household_id uuid'), 'without the column "household_id uuid not null"'],
    ['a change of a core table', `${TREE} alter table household add trees int`, 'changes column household.trees, which is not its own: a module makes and changes what begins with "fruit_trees_"'],
    ['a grant on a core table', `${TREE} grant select (name) on person to xj_read`, 'changes grant on person.name to xj_read, which is not its own'],
    ['a lost policy of a core table', `${TREE} drop policy inside_scope on person`, 'changes policy person.inside_scope, which is not its own'],
    ['a function with its owner’s rights', `${TREE} create function fruit_trees_peek() returns int language sql security definer as 'select 1'`, 'with the rights of its owner, which would read past row security: leave out "security definer"'],
    ['grants on tables that others will make', `${TREE} alter default privileges grant select on tables to xj_read`, 'changes default grant on r of xj_owner to xj_read, which is not its own'],
    ['a type without its prefix', `${TREE} create type mood as enum ('a')`, 'changes type mood, which is not its own'],
    ['another role', `${TREE} reset role; grant pg_read_all_data to xj_read`, 'cannot set parameter "role" within security-definer function'],
    ['an end of the transaction', `${TREE} commit; create table fruit_trees_extra (id uuid primary key)`, 'EXECUTE of transaction commands is not implemented'],
    ['rows of the core', `${TREE} insert into area (code, level, name_zh) values ('0', 'NATIONAL', 'x')`, 'module "fruit-trees" writes rows of "area", which is not its own: let a feed or a mutation do it'],
    ['the history of another module’s records', `${TREE} insert into area (code, level, name_zh) values ('0', 'NATIONAL', 'x'); ${step('housing')}`, 'module "fruit-trees" writes rows of "lifecycle_step", which is not its own'],
    ['statements that fail', `${TREE} select 1 / 0`, 'migration fruit-trees/0001_first failed and was rolled back: division by zero'],
  ])('%s', async (_what, sql, message) => {
    await expect(install(sql)).rejects.toThrow(message);
    const owner = await storage.owner();
    const { rows } = await owner.query(`select relname from pg_class where relname like 'fruit\\_trees\\_%' union all select key from schema_migration where key like 'fruit%'`);
    await owner.end();
    expect(rows).toEqual([]);
  });

  test('one new table is one sentence, not one for each of its columns', async () => {
    const message = await install(`${TREE} create table fruit_trees_extra (id uuid primary key, note text)`).then(() => '', (e: Error) => e.message);
    expect(message.split('\n')).toHaveLength(2);
  });

  test('what a migration allowed by itself is taken back: policies and grants come from the declaration', async () => {
    await install(`${TREE} alter table fruit_trees_tree enable row level security; create policy open on fruit_trees_tree using (true); grant all on fruit_trees_tree to xj_read`);
    await expect(storage.db.read({ areas: ['0'], domains: 'ALL' }, 'MASKED', (tx) => tx.sql('delete from fruit_trees_tree'))).rejects.toThrow(/permission denied|read-only/);
    await storage.verify(migrationSources([treesWith([table], pathToFileURL(`${folder}/`))]));
  });

  test('the history of its own records may begin with a migration', async () => {
    const owner = await storage.owner();
    await owner.query(`insert into area (code, level, name_zh) values ('0', 'NATIONAL', 'x')`);
    await owner.query(`delete from schema_migration where key like 'fruit%'; drop table if exists fruit_trees_tree`);
    await install(`${TREE} ${step('fruit-trees')}`);
    const { rows } = await owner.query('select module from lifecycle_step');
    await owner.end();
    expect(rows).toEqual([{ module: 'fruit-trees' }]);
  });
}); // prettier-ignore

describe('a database that somebody changed stops the start', () => {
  let storage: Storage;
  const sources = migrationSources([fruitTrees]);
  beforeAll(async () => {
    storage = await testDatabase();
    await storage.migrate(sources);
  });
  afterAll(() => storage.close());

  test.each([
    ['row security switched off', 'alter table fruit_trees_visit disable row level security', 'has the table "fruit_trees_visit" without row security'],
    ['a policy dropped', 'drop policy inside_scope on fruit_trees_visit', 'has the table "fruit_trees_visit" without the policy "inside_scope"'],
    ['a policy added', 'create policy open on fruit_trees_visit using (true)', 'has the table "fruit_trees_visit" with the policy "open"'],
    ['a policy widened', 'alter policy inside_scope on fruit_trees_visit using (true)', 'has the table "fruit_trees_visit" with another policy "inside_scope"'],
    ['a column added', 'alter table fruit_trees_visit add note text', 'has the column "fruit_trees_visit.note", which its "columns" does not list'],
    ['row security of a core table switched off', 'alter table person disable row level security', 'the table "person" has rows of areas and no row security'],
  ])('%s, with the cure', async (_what, sql, message) => {
    const owner = await storage.owner();
    try {
      await owner.query(sql);
      await expect(storage.verify(sources)).rejects.toThrow(message);
      await owner.query('alter table fruit_trees_visit drop column if exists note; alter table person enable row level security');
    } finally {
      await owner.end();
    }
    await storage.migrate(sources, { protectAgain: true });
    await storage.verify(sources);
  });

  test('a declaration that changed is applied at the next migration, also without a new file', async () => {
    const opened = migrationSources([treesWith([planting, defineTable({ ...visit, columns: { ...visit.columns, state: 'INTERNAL' } })])]);
    expect(await storage.pending(opened)).toEqual(['fruit-trees#protection']);
    await storage.migrate(opened);
    expect(await storage.db.read({ areas: ['0'], domains: 'ALL' }, 'MASKED', (tx) => tx.sql('select state from fruit_trees_visit'))).toEqual([]);
  });
}); // prettier-ignore
