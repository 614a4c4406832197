import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { compose, installed } from '../../api/compose.js';
import { migrationSources } from '../../plugins/storage/index.js';
import { openDoor } from '../../api/testing/door.js';
import { policyModule } from '../../modules/education/index.js';
import { TODAY, type TestApp } from '../support/app.js';
import { ledgerRow, schoolTown, TOWN, verdicts } from './support.js';

let app: TestApp;
const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-off-'));
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('switched off, the module leaves its tables alone, and finds everything again when it is back', async () => {
  app = await schoolTown();
  await app.submit({ feed: 'education.ledger', rows: [ledgerRow('anna')], observedOn: '2024-09-01', area: TOWN, complete: true });
  const before = await verdicts(app, 'education.noDropout', '2024-09-30');
  const log = pino({ level: 'silent' });
  const platform = async (modules: readonly (typeof policyModule)[]) => {
    const all = installed(modules);
    await app.storage.migrate(migrationSources(all));
    return openDoor(compose(app.storage, all, { dataDir, today: () => TODAY, log }), log);
  };

  const off = await platform([]);
  expect(await off.ask('{ household(number: "F-1") { number } installedModules { id } }')).toMatchObject({ household: { number: 'F-1' } });
  expect((await off.post({ query: '{ schools { totalCount } }' })).body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const rows = await app.storage.db.system((tx) => tx.sql<{ n: number }>('select count(*)::int as n from education_ledger'));
  expect(rows).toEqual([{ n: 1 }]);

  const on = await platform([policyModule]);
  expect(await on.ask('{ schools { totalCount } }')).toEqual({ schools: { totalCount: 2 } });
  expect(await verdicts({ ...app, ...on }, 'education.noDropout', '2024-09-30')).toEqual(before);
});
