import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { attack, sealerOf, verify } from './support.js';

const COUNT = 1_000_000;
let storage: Storage;

beforeAll(async () => {
  storage = await testDatabase();
  for (let done = 0; done < COUNT; done += 50_000)
    await storage.db.system((tx) =>
      tx.sql(
        `insert into audit_entry (request_id, client_id, user_id, purpose, kind, action, outcome, area_code, subject_type, subject_ids, fields, operation_name, operation_hash)
         select gen_random_uuid()::text, 'township-officer', gen_random_uuid()::text, 'MONITORING', 'BULK_READ', 'read', 'DONE', '150623100', 'Person',
                array[gen_random_uuid()::text, gen_random_uuid()::text], '{household}', 'HouseholdPage', encode(sha256(i::text::bytea), 'hex')
         from generate_series($1::int, $1::int + 49999) i`,
        [done],
      ),
    );
  expect(await sealerOf(storage).sealAll()).toBe(COUNT);
}, 600_000);
afterAll(() => storage.close());

test('a million entries are followed in constant memory, and one changed byte among them is found', { timeout: 300_000 }, async () => {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const start = performance.now();
  const whole = await verify(storage);
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  expect(whole).toMatchObject({ sealed: COUNT, broken: null });
  // Generous: the machine may be busy with other things.
  expect(seconds).toBeLessThan(60);
  expect(most - before).toBeLessThan(250 * 2 ** 20);

  await attack(storage, (sql) => sql.query(`update audit_entry set client_id = 'township-officeR' where id = 654321`));
  expect((await verify(storage)).broken).toMatchObject({ seq: 654_321 });
});
