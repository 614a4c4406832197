import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shipped } from '../../api/commands/shipped.js';
import { demoModules, departmentRows, syncReferenceData } from '../../api/reference-data.js';
import { migrationSources, type OwnerClient, type Storage } from '../../plugins/storage/index.js';
import { loadDemo, type Loaded } from '../../prisma/demo/load.js';
import { testDatabase } from '../support/database.js';

/** The whole synthetic county with what every shipped module adds: minutes, and so not among the tests of every change. */
const modules = (await shipped()).map(({ module }) => module);

let storage: Storage;
let owner: OwnerClient;
let first: Loaded;
const load = () =>
  loadDemo({
    client: owner,
    scale: 'county',
    protect: storage.keys.protect,
    departments: departmentRows(modules),
    modules: demoModules(modules),
  });
const count = async (from: string): Promise<number> => {
  const { rows } = await owner.query<{ n: string }>(`select count(*) as n from ${from}`);
  return Number(rows[0]?.n);
};

beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(migrationSources(modules));
  owner = await storage.owner();
  await syncReferenceData(owner, modules);
  first = await load();
}, 900_000);
afterAll(async () => {
  await owner.end();
  await storage.close();
});

describe('the synthetic county, loaded as a whole', () => {
  test('has its 35,000 households and 125,000 people, all of them invented', async () => {
    expect(first).toMatchObject({ loaded: true, households: 35_000, people: 125_000 });
    expect([await count('household'), await count('person where synthetic'), await count('person where not synthetic')]).toEqual([
      35_000, 125_000, 0,
    ]);
  });

  test('has five years of income of every household', async () => {
    expect(await count('income_statement')).toBe(5 * 35_000);
    expect(await count('(select household_id from income_statement group by household_id having count(distinct year) <> 5) as odd')).toBe(
      0,
    );
  });

  test('lies in no real place', async () => {
    expect(await count(`household where area_code not like '99%'`)).toBe(0);
  });

  test('changes nothing when it is loaded again', { timeout: 600_000 }, async () => {
    expect(await load()).toMatchObject({ loaded: false });
    expect(await count('person')).toBe(125_000);
  });
});
