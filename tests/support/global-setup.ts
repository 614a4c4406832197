import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { coreMigrations, openStorage } from '../../plugins/storage/index.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A login on the tests' own PostgreSQL, without a database name, and the folder with its keys. */
    postgres: { url: string; dataDir: string };
  }
}

/** One real PostgreSQL for the whole run; every test file gets a database of its own, copied from a migrated one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-test-'));
  chmodSync(dataDir, 0o755);
  const storage = await openStorage({ dataDir, say: () => undefined });
  await storage.migrate([coreMigrations]);
  const owner = await storage.owner();
  await owner.query('reset role');
  const { host, port, user, password } = owner;
  await owner.end();
  project.provide('postgres', { url: `postgres://${user}:${encodeURIComponent(password ?? '')}@${host}:${port}`, dataDir });
  return async () => {
    await storage.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
