import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyModule } from '../../modules/employment/index.js';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';

let storage: Storage;
const sources = migrationSources([policyModule]);

beforeAll(async () => {
  storage = await testDatabase();
  await storage.migrate(sources);
});
afterAll(() => storage.close());

test('the tables of the module are those that it declares', async () => {
  expect(await storage.pending(sources)).toEqual([]);
  await storage.verify(sources);
});
