import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed } from '../../api/compose.js';
import { fillDatabase, isInvented } from '../../api/start.js';
import { loadDemo, RealRegister } from '../../prisma/demo/load.js';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
  await fillDatabase(storage, installed([]), false, () => undefined);
});
afterAll(() => storage.close());

const households = () => storage.db.system((tx) => tx.sql('select register_number from household'));

describe('starting', () => {
  test('brings the departments and the shipped areas with their villages, and repeats without a change', async () => {
    await fillDatabase(storage, installed([]), false, () => undefined);
    const [counts] = await storage.db.system((tx) =>
      tx.sql(
        'select (select count(*) from department) as departments, (select count(*) from area) as areas, (select count(*) from village) > 19 as villages',
      ),
    );
    expect(counts).toEqual({ departments: 18, areas: 95, villages: true });
  });

  test('lets the demo’s clients, whose secret is known, in beside invented people and nowhere else', async () => {
    const said: string[] = [];
    const say = (line: string): void => void said.push(line);
    expect(await isInvented(storage, say)).toBe(true);
    const real = { areas: ['0'], domains: 'ALL' } as const;
    await storage.db.write(real, async (tx) => {
      await tx.sql(`insert into household (area_code, register_number) values ('150623100205', 'REAL-2')`);
      await tx.sql(`insert into person (household_id, area_code, name) select id, area_code, '乙' from household`);
    });
    expect(await isInvented(storage, say)).toBe(false);
    expect(said.join()).toContain('the register holds real people: the demo is off');
    await storage.db.system((tx) => tx.sql('delete from person'));
    await storage.db.system((tx) => tx.sql('delete from household'));
  });

  test('never adds invented families to a register that holds real ones', async () => {
    await storage.db.write({ areas: ['0'], domains: 'ALL' }, async (tx) => {
      await tx.sql(`insert into household (area_code, register_number) values ('150623100204', 'REAL-1')`);
      await tx.sql(`insert into person (household_id, area_code, name) select id, area_code, '甲' from household`);
    });
    const said: string[] = [];
    await fillDatabase(storage, installed([]), true, (line) => said.push(line));
    expect(await households()).toEqual([{ register_number: 'REAL-1' }]);
    expect(said.join()).toContain('the register holds households already: the demo town is not added');
  });

  test('an explicit load of the demo is refused by a register of real households, in a clear sentence', async () => {
    const owner = await storage.owner();
    const load = () => loadDemo({ client: owner, scale: 'county', protect: storage.keys.protect, departments: [] });
    await expect(load()).rejects.toThrow('the register holds real households, and invented families never join them');
    await owner.query('delete from person');
    await expect(load()).rejects.toBeInstanceOf(RealRegister);
    await owner.end();
    expect(await households()).toEqual([{ register_number: 'REAL-1' }]);
  });
});
