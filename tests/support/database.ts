import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openStorage, type Storage } from '../../plugins/storage/index.js';

/** What a database of a test starts with: only the tables (the template is the migrated, empty one), or a copy of another. */
const EMPTY = 'xianjie';

async function asAdmin<T>(fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${inject('postgres').url}/postgres` });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

async function open(database: string): Promise<Storage> {
  const { url, dataDir } = inject('postgres');
  return openStorage({ databaseUrl: `${url}/${database}`, dataDir, say: () => undefined });
}

async function copy(template: string, name: string): Promise<void> {
  await asAdmin(async (client) => {
    // A template must have no connection while it is copied: wait for each other.
    await client.query('select pg_advisory_lock(4001)');
    await client.query(`create database ${name} template ${template}`);
  });
}

/** A real database of this test file's own. Close it in afterAll. */
export async function testDatabase(template = EMPTY): Promise<Storage> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await copy(template, name);
  const storage = await open(name);
  return {
    ...storage,
    close: async () => {
      await storage.close();
      await asAdmin((client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** Makes a template once for all test files: the first caller fills it, the others wait and copy. @param from what it is a copy of */
export async function templateDatabase(name: string, fill: (storage: Storage) => Promise<void>, from = EMPTY): Promise<string> {
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(4002)');
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await copy(from, `${name}_new`);
    const storage = await open(`${name}_new`);
    try {
      await fill(storage);
    } finally {
      await storage.close();
    }
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}
