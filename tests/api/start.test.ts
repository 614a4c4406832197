import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed } from '../../api/compose.js';
import { fill } from '../../api/start.js';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
beforeAll(async () => {
  storage = await testDatabase();
  await fill(storage, installed([]), false, () => undefined);
});
afterAll(() => storage.close());

const households = () => storage.db.system((tx) => tx.sql('select register_number from household'));

describe('starting', () => {
  test('brings the departments and the shipped areas with their villages, and repeats without a change', async () => {
    await fill(storage, installed([]), false, () => undefined);
    const [counts] = await storage.db.system((tx) =>
      tx.sql(
        'select (select count(*) from department) as departments, (select count(*) from area) as areas, (select count(*) from village) > 19 as villages',
      ),
    );
    expect(counts).toEqual({ departments: 18, areas: 95, villages: true });
  });

  test('never adds invented families to a register that holds real ones', async () => {
    await storage.db.write({ areas: ['0'] }, async (tx) => {
      await tx.sql(`insert into household (area_code, register_number) values ('150623100204', 'REAL-1')`);
      await tx.sql(`insert into person (household_id, area_code, name) select id, area_code, '甲' from household`);
    });
    const said: string[] = [];
    await fill(storage, installed([]), true, (line) => said.push(line));
    expect(await households()).toEqual([{ register_number: 'REAL-1' }]);
    expect(said.join()).toContain('the register holds households already: the demo town is not added');
  });
});
