import { viewerOf } from '../support/viewer.js';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, installed } from '../../api/compose.js';
import { createGraphServer } from '../../api/http/yoga.js';
import { fillDatabase } from '../../api/start.js';
import { startEmbedded, type EmbeddedCluster } from '../../plugins/storage/embedded/cluster.js';
import { coreMigrations, migrationSources, openStorage, type Storage } from '../../plugins/storage/index.js';
import { fruitTrees } from './fixtures/fruit-trees/fruit-trees.js';

const password = 'only-for-this-test';
let dataDir: string;
let server: EmbeddedCluster;
let storage: Storage;

/** As a county's administrator would give it: a login that is no superuser, may create roles, and owns its database. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'xianjie-pg15-'));
  chmodSync(dataDir, 0o755);
  server = await startEmbedded({ dataDir: join(dataDir, 'server'), password, say: () => undefined, packageName: 'postgres-15' });
  const admin = new pg.Client({ host: server.host, port: server.port, user: server.user, password, database: 'postgres' });
  await admin.connect();
  await admin.query('create database county');
  await admin.query(`create role county login createrole password 'county'`);
  await admin.query('alter database county owner to county');
  await admin.end();
  storage = await openStorage({
    databaseUrl: `postgres://county:county@${server.host}:${server.port}/county`,
    dataDir,
    say: () => undefined,
  });
});
afterAll(async () => {
  await storage.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a PostgreSQL 15 of your own (DATABASE_URL), with a login that is no superuser', () => {
  test('takes the same migrations, once', async () => {
    expect(await storage.pending([coreMigrations])).toContain('core/0001_registry');
    expect((await storage.migrate([coreMigrations])).map((m) => m.key)).toContain('core/0001_registry');
    expect(await storage.migrate([coreMigrations])).toEqual([]);
  });

  test('writes by SQL and by Prisma under the same row security', async () => {
    await fillDatabase(storage, installed([]), true, () => undefined);
    expect(await storage.db.read({ areas: [], domains: 'ALL' }, 'MASKED', (tx) => tx.sql('select id from household limit 1'))).toEqual([]);
    await storage.db.write({ areas: ['0'], domains: 'ALL' }, async (tx) => expect(await tx.prisma.village.count()).toBeGreaterThan(19));
  });

  test('takes a module’s tables, and compares itself with its migrations once its login may make a database', async () => {
    const sources = migrationSources([fruitTrees]);
    expect((await storage.migrate(sources)).map((m) => m.key)).toEqual(['fruit-trees/0001_first', 'fruit-trees#protection']);
    await storage.verify(sources);
    await expect(storage.drift(sources)).rejects.toThrow(
      /the login "county" cannot make one .*: give it the right \(alter role county createdb\)/,
    );
    const admin = new pg.Client({ host: server.host, port: server.port, user: server.user, password, database: 'postgres' });
    await admin.connect();
    await admin.query('alter role county createdb');
    await admin.end();
    expect(await storage.drift(sources)).toEqual([]);
    await storage.migrate(sources, { protectAgain: true });
    expect(await storage.drift(sources)).toEqual([]);
  });

  test('answers the main question the same', async () => {
    const log = pino({ level: 'silent' });
    const { schema, parts } = compose(storage, installed([]), { dataDir, today: () => '2025-06-30', log });
    const response = await createGraphServer(schema, parts, log).fetch(
      'http://127.0.0.1/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `{ village(code: "150623100204") { households(first: 3, orderBy: { by: NUMBER }) { totalCount
            nodes { members { name } eligibility(checks: ["monitoring.incomeLine"]) { outcome } } } } }`,
        }),
      },
      { requestId: 'test-request', viewer: viewerOf() },
    );
    const { data } = (await response.json()) as {
      data: { village: { households: { totalCount: number; nodes: { eligibility: { outcome: string }[] }[] } } };
    };
    expect(data.village.households.totalCount).toBeGreaterThan(100);
    expect(data.village.households.nodes.map((n) => n.eligibility[0]?.outcome)).toEqual(['NOT_ELIGIBLE', 'UNDETERMINED', 'NOT_ELIGIBLE']);
  });

  test.each([
    ['does not answer', (url: URL) => (url.port = '1')],
    ['refuses the password', (url: URL) => (url.password = 'wrong')],
    ['has no such database', (url: URL) => (url.pathname = '/elsewhere')],
  ])('a server that %s is named with the cure, without the password', async (_name, change) => {
    const url = new URL(`postgres://county:county@${server.host}:${server.port}/county`);
    change(url);
    const broken = await openStorage({ databaseUrl: url.href, dataDir, say: () => undefined });
    const failure = await broken.pending([coreMigrations]).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failure).toMatch(/^the database ".*" at 127\.0\.0\.1:\d+ cannot be used \(\w+\): start it, or correct DATABASE_URL$/);
    expect(failure).not.toContain('wrong');
    await broken.close();
  });
});
