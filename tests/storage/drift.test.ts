import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { fruitTrees } from './fixtures/fruit-trees/fruit-trees.js';

let storage: Storage;
const sources = migrationSources([fruitTrees]);
beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(sources);
});
afterAll(() => storage.close());

async function byHand(sql: string): Promise<unknown[]> {
  const owner = await storage.owner();
  try {
    return (await owner.query(sql)).rows;
  } finally {
    await owner.end();
  }
}

describe('the comparison of the database with its migrations', () => {
  test('finds nothing where nothing was changed, with a module and with one that is switched off', async () => {
    expect(await storage.drift(sources)).toEqual([]);
    expect(await storage.drift(migrationSources([]))).toEqual([]);
  });

  test('leaves no database behind', async () => {
    expect(await byHand(`select datname from pg_database where datname like 'xianjie\\_check\\_%'`)).toEqual([]);
  });

  test('what was widened on a module’s table is found, and taken back by protecting it again', async () => {
    await byHand('grant select (nickname) on fruit_trees_planting to xj_read; create policy open on fruit_trees_planting using (true)');
    expect(await storage.drift(sources)).toEqual([
      'grant on fruit_trees_planting.nickname to xj_read should not be there; it is: select',
      'policy fruit_trees_planting.open should not be there; it is: permissive for all to public using true',
    ]);
    await storage.migrate(sources, { protectAgain: true });
    expect(await storage.drift(sources)).toEqual([]);
  });

  test('what is not applied yet is said first', async () => {
    await byHand(`delete from schema_migration where key = 'fruit-trees#protection'`);
    await expect(storage.drift(sources)).rejects.toThrow('the database lacks fruit-trees#protection: run "npm run migrate" first');
    await storage.migrate(sources);
  });
});

/** What somebody might do behind the platform's back, and the sentence that says so. */
const changes: [what: string, sql: string, sentence: RegExp][] = [
  ['a dropped policy', 'drop policy whole_system on household', /^policy household\.whole_system is missing; it should be: permissive/],
  ['a policy that lets in', 'create policy open on village to xj_read using (true)', /^policy village\.open should not be there; it is: .* to xj_read using true/],
  ['row security switched off', 'alter table project disable row level security', /^table project should be: table, row security.*; it is: table, no row security/],
  ['an added column', 'alter table household add nickname text', /^column household\.nickname should not be there; it is: text$/],
  ['another type', 'alter table village alter hollow_village type text', /^column village\.hollow_village should be: boolean; it is: text$/],
  ['a grant on a clear name', 'grant select (name) on person to xj_read', /^grant on person\.name to xj_read should not be there; it is: select$/],
  ['a grant on a whole table', 'grant select on person to xj_clear', /^grant on person to xj_clear should not be there; it is: select$/],
  ['a lost grant', 'revoke insert on upload from xj_write', /^grant on upload to xj_write is missing; it should be: insert$/],
  ['a lost check', 'alter table adoption drop constraint adoption_check', /^constraint adoption\.adoption_check is missing/],
  ['a lost index', 'drop index household_area', /^index household_area is missing/],
  ['a trigger switched off', 'alter table person disable trigger cache_update', /^trigger person\.cache_update should be: .*switched: D/],
  ['a function', `create function peek() returns int language sql security definer as 'select 1'`, /^function peek\(\) should not be there; it is: .*as its owner.*public/],
  ['a changed function', `create or replace function scope_holds() returns boolean language sql stable as 'select true'`, /^function scope_holds\(\) should be/],
  ['a table', 'create table aside ()', /^table aside should not be there/],
  ['a view', 'create view peephole as select name from person; grant select on peephole to xj_read', /^grant on peephole to xj_read should not be there/],
  ['a column of a module’s table', 'alter table fruit_trees_visit add note text', /^column fruit_trees_visit\.note should not be there/],
]; // prettier-ignore

describe('a database that was changed by hand', () => {
  let differences: string[];
  beforeAll(async () => {
    await byHand(changes.map(([, sql]) => sql).join('; '));
    differences = await storage.drift(sources);
  });

  test.each(changes)('%s is named', (_what, _sql, sentence) => {
    expect(differences.filter((d) => sentence.test(d))).toHaveLength(1);
  });

  test('and nothing else but the view itself and its column', () => {
    expect(differences.filter((d) => !changes.some(([, , sentence]) => sentence.test(d)))).toEqual([
      expect.stringMatching(/^column peephole\.name/),
      expect.stringMatching(/^table peephole/),
    ]);
  });
});
