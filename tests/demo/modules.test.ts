import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coreModule, definePolicyModule, type ModuleDemo, type PolicyModule } from 'xianjie/schema';
import { demoModules, departmentRows, syncReferenceData } from '../../api/reference-data.js';
import { migrationSources, type OwnerClient, type Storage } from '../../plugins/storage/index.js';
import { loadDemo } from '../../prisma/demo/load.js';
import { testDatabase } from '../support/database.js';
import { fruitTrees } from '../storage/fixtures/fruit-trees/fruit-trees.js';

/** Every head of a household in a village plants a tree, and half of them are visited. */
const demo: ModuleDemo = {
  village: (village, place, dice) => {
    const heads = village.households.flatMap((h) => h.people.filter((p) => p.isHead).map((p) => ({ h, p, id: dice.uuid() })));
    const said = { observed_on: '2025-03-01', source: 'TREES' };
    return {
      fruit_trees_planting: heads.map(({ p, id }) => ({
        id,
        person_id: p.id,
        area_code: village.code,
        replaces_id: null,
        variety: dice.chance(0.5) ? 'APPLE' : 'PEAR',
        trees: dice.int(1, 9),
        nickname: null,
        complaint: null,
        ...said,
      })),
      fruit_trees_visit: heads
        .filter(() => dice.chance(0.5))
        .map(({ h, id }) => ({
          household_id: h.id,
          area_code: village.code,
          planting_id: id,
          planting_area: village.code,
          state: 'OPEN',
          advice: place.today,
        })),
    };
  },
  completeLists: (place) => place.townships.map((area) => ({ feed: 'fruit-trees.plantings', source: 'TREES', area, on: '2025-03-01' })),
};
const withDemo = (part: ModuleDemo): PolicyModule => definePolicyModule({ ...fruitTrees, demo: part });

let storage: Storage;
let owner: OwnerClient;
const load = (modules: readonly PolicyModule[]) =>
  loadDemo({
    client: owner,
    scale: 'town',
    protect: storage.keys.protect,
    departments: departmentRows([coreModule, fruitTrees]),
    modules: demoModules(modules),
  });
const count = async (table: string): Promise<number> => Number((await owner.query(`select count(*) as n from ${table}`)).rows[0]?.n);

beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(migrationSources([fruitTrees]));
  owner = await storage.owner();
  await syncReferenceData(owner, [fruitTrees]);
});
afterAll(async () => {
  await owner.end();
  await storage.close();
});

describe('a module’s part of the demo', () => {
  test('that writes a table the module does not declare is refused, and nothing of the demo stays', async () => {
    await expect(load([withDemo({ village: () => ({ household: [{ id: 'x' }] }) })])).rejects.toThrow(
      'the demo of module "fruit-trees" writes the table "household", which the module does not declare in "storage"',
    );
    expect(await count('household')).toBe(0);
  });

  test('that forgets what every observation says, or names a column that is not there, is refused by module and table', async () => {
    const row = {
      person_id: 'x',
      area_code: '150623100201',
      variety: 'APPLE',
      trees: 1,
      replaces_id: null,
      nickname: null,
      complaint: null,
    };
    await expect(load([withDemo({ village: () => ({ fruit_trees_planting: [row] }) })])).rejects.toThrow(
      'the demo of module "fruit-trees" writes observations into "fruit_trees_planting" without "observed_on": every row says it',
    );
    const visits = { village: () => ({ fruit_trees_visit: [{ household_id: 'x', area_code: 'x', metres: 1 }] }) };
    await expect(load([withDemo(visits)])).rejects.toThrow(
      /the demo of module "fruit-trees" cannot be written into "fruit_trees_visit": column "metres"/,
    );
  });

  test('joins families that are there already, and is written once', async () => {
    expect((await load([])).modules).toEqual([]);
    expect(await load([withDemo(demo)])).toMatchObject({ households: 0, modules: ['fruit-trees'] });
    expect(await count('fruit_trees_planting')).toBe(await count('household'));
    expect(await count('fruit_trees_visit')).toBeGreaterThan(2_000);
    expect(await count(`coverage where feed = 'fruit-trees.plantings'`)).toBe(1);
    expect(await load([withDemo(demo)])).toMatchObject({ loaded: false, modules: [] });
  });

  test('counts as said: a file that repeats it changes nothing', async () => {
    const { rows } = await owner.query<{ digest: Buffer; variety: string; trees: number }>(
      'select digest, variety, trees from fruit_trees_planting limit 5',
    );
    expect(rows).toHaveLength(5);
    for (const { digest, variety, trees } of rows)
      expect(digest.equals(storage.keys.protect.digest([null, variety, trees, null, null]))).toBe(true);
  });
});
