import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistry } from '../../plugins/registry/index.js';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import type { Scope } from '../../schema/index.js';
import { viewerIn } from '../registry/support.js';
import { testDatabase } from '../support/database.js';
import { fruitTrees } from './fixtures/fruit-trees/fruit-trees.js';

let storage: Storage;
const sources = migrationSources([fruitTrees]);
const here = { areas: ['150623100'], domains: 'ALL' as const };
const elsewhere = { areas: ['990101'], domains: 'ALL' as const };
const PLANT = `insert into fruit_trees_planting (person_id, area_code, variety, trees, nickname, complaint, observed_on, source, digest)
  values ($1, $2, 'APPLE', $3, '小树', '腰痛', '2025-01-01', 'TREES', '\\x01') returning id`;
const VISIT = `insert into fruit_trees_visit (household_id, area_code, planting_id, planting_area)
  select id, area_code, $1, $2 from household where register_number = 'H1'`;
let home: string;
let mine: string;
let theirs: string;

beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(sources);
  const owner = await storage.owner();
  await owner.query(`
    insert into area (code, level, name_zh, parent_code) values ('0','NATIONAL','中国',null), ('15','PROVINCE','内蒙古','0'), ('1506','PREFECTURE','鄂尔多斯','15'),
      ('150623','COUNTY','鄂托克前旗','1506'), ('150623100','TOWNSHIP','敖勒召其镇','150623'), ('150623100201','VILLAGE','甲','150623100'), ('150623100202','VILLAGE','丙','150623100'),
      ('99','PROVINCE','示例','0'), ('9901','PREFECTURE','示例','99'), ('990101','COUNTY','示例','9901'), ('990101001','TOWNSHIP','示例','990101'), ('990101001201','VILLAGE','乙','990101001');
    insert into department values ('TREES','果树办','Fruit tree office'), ('TOWNSHIP','乡镇政府','Township'), ('RRB','乡村振兴局','Bureau');
    insert into village (area_code) select code from area where level = 'VILLAGE';
    insert into household (area_code, register_number) values ('150623100201','H1'), ('990101001201','H2');
    insert into person (household_id, area_code, name, is_head) select id, area_code, '张三丰', true from household`);
  const { rows } = await owner.query<{ id: string; area_code: string }>('select id, area_code from person order by area_code');
  home = (await owner.query<{ id: string }>(`select id from household where register_number = 'H1'`)).rows[0]?.id ?? '';
  await owner.query(`insert into household (area_code, register_number) values ('150623100201','H3')`);
  [mine, theirs] = [rows[0]?.id ?? '', rows[1]?.id ?? ''];
  await owner.end();
});
afterAll(() => storage.close());

const add = (person: string, area: string, scope = here, trees = 3) =>
  storage.db.write(scope, (tx) => tx.sql<{ id: string }>(PLANT, [person, area, trees]));

const areasOf = async (sql: string, ...values: unknown[]): Promise<string[]> =>
  (await storage.db.read(here, 'MASKED', (tx) => tx.sql<{ area: string }>(sql, values))).map((row) => row.area);

describe('the table of a module', () => {
  test('is protected by what its declaration says, and the live check agrees', async () => {
    expect(await storage.pending(sources)).toEqual([]);
    expect(await storage.migrate(sources)).toEqual([]);
    await storage.verify(sources);
  });

  test('shows its rows inside the scope and nothing elsewhere', async () => {
    await add(mine, '150623100201');
    const count = (scope: Scope) => storage.db.read(scope, 'MASKED', (tx) => tx.sql('select id from fruit_trees_planting'));
    expect(await count(here)).toHaveLength(1);
    expect(await count(elsewhere)).toEqual([]);
    expect(await count({ areas: [], domains: 'ALL' })).toEqual([]);
  });

  test('takes no row about a person of another area, whichever area the row claims', async () => {
    await expect(add(theirs, '150623100201')).rejects.toThrow(/foreign key/);
    await expect(add(theirs, '990101001201')).rejects.toThrow(/row-level security/);
  });

  test('shows the masked name to all, the clear one to the clear role, and what is sensitive to the engine only', async () => {
    const read = (clearance: 'MASKED' | 'PERSONAL', column: string) =>
      storage.db.read(here, clearance, (tx) => tx.sql(`select ${column} from fruit_trees_planting limit 1`));
    expect(await read('MASKED', 'nickname_masked')).toEqual([{ nickname_masked: '小*' }]);
    await expect(read('MASKED', 'nickname')).rejects.toThrow(/permission denied/);
    await expect(read('MASKED', 'row_to_json(fruit_trees_planting)')).rejects.toThrow(/permission denied/);
    expect(await read('PERSONAL', 'nickname')).toEqual([{ nickname: '小树' }]);
    await expect(read('PERSONAL', 'complaint')).rejects.toThrow(/permission denied/);
    const snapshot = storage.db.snapshot(here, 'MASKED');
    expect(await snapshot.engineSql('select complaint from fruit_trees_planting limit 1')).toEqual([{ complaint: '腰痛' }]);
    await snapshot.close();
    await expect(storage.db.write(here, (tx) => tx.sql('select nickname from fruit_trees_planting'))).rejects.toThrow(/permission denied/);
  });

  test('an observation is never rewritten or deleted: a withdrawal may be noted', async () => {
    const write = (sql: string) => storage.db.write(here, (tx) => tx.sql(sql));
    await expect(write('update fruit_trees_planting set trees = 9')).rejects.toThrow(/permission denied/);
    await expect(write('delete from fruit_trees_planting')).rejects.toThrow(/permission denied/);
    await expect(storage.db.system((tx) => tx.sql('update fruit_trees_planting set trees = 9'))).rejects.toThrow(/permission denied/);
    await write('update fruit_trees_planting set withdrawn_at = now() where false');
  });

  test('a record changes; what it decides by is read by the writer, other personal columns are not', async () => {
    const done = await storage.db.write(here, (tx) =>
      tx.sql(`with added as (insert into fruit_trees_visit (household_id, area_code, advice) select id, area_code, '剪枝' from household where register_number = 'H1' returning id, state)
              select state from added`),
    );
    expect(done).toEqual([{ state: 'OPEN' }]);
    const changed = await storage.db.write(here, (tx) =>
      tx.sql(`update fruit_trees_visit set state = 'DONE', version = version + 1 where state = 'OPEN' returning state, version`),
    );
    expect(changed).toEqual([{ state: 'DONE', version: 2 }]);
    await expect(storage.db.write(here, (tx) => tx.sql('select advice from fruit_trees_visit'))).rejects.toThrow(/permission denied/);
    await expect(storage.db.read(here, 'MASKED', (tx) => tx.sql('select state from fruit_trees_visit'))).rejects.toThrow(
      /permission denied/,
    );
    await expect(storage.db.write(here, (tx) => tx.sql('delete from fruit_trees_visit'))).rejects.toThrow(/permission denied/);
  });

  test('a row that refers to another row of the module cannot refer to one of another area', async () => {
    const [foreign] = await add(theirs, '990101001201', elsewhere);
    const replacing = PLANT.replace('(person_id', '(replaces_id, person_id').replace('values ($1', 'values ($4, $1');
    await expect(storage.db.write(here, (tx) => tx.sql(replacing, [mine, '150623100201', 3, foreign?.id]))).rejects.toThrow(/foreign key/);
  });

  test('where the other row’s area is a column of its own, both are set or neither, and they must agree', async () => {
    const [planted] = await add(mine, '150623100201');
    const visiting = (area: string | null) => storage.db.write(here, (tx) => tx.sql(VISIT, [planted?.id, area]));
    await expect(visiting(null)).rejects.toThrow(/foreign key/);
    await expect(visiting('150623100202')).rejects.toThrow(/foreign key/);
    await visiting('150623100201');
  });

  test('its rows follow a household that moves, and so do the rows that refer to them', async () => {
    const planted = await storage.db.write(here, async (tx) => {
      const [first] = await tx.sql<{ id: string }>(PLANT, [mine, '150623100201', 7]);
      const replacing = PLANT.replace('(person_id', '(replaces_id, person_id').replace('values ($1', 'values ($4, $1');
      await tx.sql(replacing, [mine, '150623100201', 8, first?.id]);
      await tx.sql(VISIT, [first?.id, '150623100201']);
      return first?.id;
    });
    const registry = createRegistry(storage.keys.protect);
    const town = registry.bind(storage.db, { viewer: viewerIn('town', ['150623100']), requestId: 'r', today: '2025-06-30' });
    expect(await town.moveHousehold({ householdId: home, villageCode: '150623100202' }, { operation: 'moveHousehold' })).toMatchObject({
      ok: true,
    });
    for (const table of ['fruit_trees_planting', 'fruit_trees_visit'])
      expect(await areasOf(`select distinct area_code as area from ${table}`)).toEqual(['150623100202']);
    expect(await areasOf('select planting_area as area from fruit_trees_visit where planting_id = $1', planted)).toEqual(['150623100202']);
  });

  test('a person who moves away alone takes her rows along; the household’s rows stay, and still know where hers are', async () => {
    const [planted] = await add(mine, '150623100202');
    await storage.db.write(here, (tx) => tx.sql(VISIT, [planted?.id, '150623100202']));
    await storage.db.write(here, (tx) =>
      tx.sql(
        `update person set (household_id, area_code, is_head) = (select id, area_code, false from household where register_number = 'H3') where id = $1`,
        [mine],
      ),
    );
    expect(await areasOf('select distinct area_code as area from fruit_trees_planting where person_id = $1', mine)).toEqual([
      '150623100201',
    ]);
    expect(await areasOf('select distinct area_code as area from fruit_trees_visit where planting_id = $1', planted?.id)).toEqual([
      '150623100202',
    ]);
    expect(await areasOf('select planting_area as area from fruit_trees_visit where planting_id = $1', planted?.id)).toEqual([
      '150623100201',
    ]);
  });

  test('a range of areas is answered from an index, as the API’s role and under row security', async () => {
    const plan = await storage.db.read({ areas: ['150623100'], domains: 'ALL' }, 'MASKED', async (tx) => {
      await tx.sql(`select set_config('enable_seqscan', 'off', true)`);
      return tx.sql<{ 'QUERY PLAN': string }>(
        `explain select id from fruit_trees_planting where area_code >= '150623100' and area_code < '150623101' order by area_code, id limit 20`,
      );
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index.* using fruit_trees_planting_row[^]*Index Cond: .*area_code/);
  });

  test('a module that is switched off loses nothing, and goes on when it is switched on again', async () => {
    await storage.migrate(migrationSources([]));
    expect(await storage.migrate(sources)).toEqual([]);
    expect(await storage.db.read(here, 'MASKED', (tx) => tx.sql('select 1 from fruit_trees_planting limit 1'))).toHaveLength(1);
  });
});
