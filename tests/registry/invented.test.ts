import { expect, test } from 'vitest';
import { createRegistry } from '../../plugins/registry/index.js';
import { testDatabase } from '../support/database.js';
import { seedTown, viewerIn, villages } from './support.js';

test('in demo mode everybody who is recorded is invented, so that what one tries there keeps nobody out after a restart', async () => {
  const storage = await testDatabase();
  try {
    await seedTown(storage);
    const record = async (invented: boolean): Promise<void> => {
      const writer = { viewer: viewerIn('town', ['150623100']), requestId: 'r', today: '2025-06-30' };
      const registry = createRegistry(storage.keys.protect, invented).bind(storage.db, writer);
      const options = { operation: 'recordPerson' };
      const home = await registry.registerHousehold({ number: `D-${String(invented)}`, villageCode: villages.first }, options);
      if (!home.ok) throw new Error(home.userErrors.map(({ code }) => code).join());
      expect(await registry.recordPerson({ householdId: home.id, name: '示例丙' }, options)).toMatchObject({ ok: true });
    };
    await record(true);
    await record(false);
    const people = await storage.db.system((tx) =>
      tx.sql('select register_number, synthetic from person p join household h on h.id = p.household_id order by 1'),
    );
    expect(people).toEqual([
      { register_number: 'D-false', synthetic: false },
      { register_number: 'D-true', synthetic: true },
    ]);
  } finally {
    await storage.close();
  }
});
