import pg from 'pg';
import { createDb, type Db } from './db.js';
import type { CipherCode } from './crypto/cipher.js';
import { findDrift } from './drift.js';
import { startEmbedded } from './embedded/cluster.js';
import { runningCluster } from './embedded/running.js';
import { loadKeys, type InstallationKeys } from './keys.js';
import { migrate, pendingMigrations, type AppliedMigration } from './migrate.js';
import { asOwnerClient, type OwnerClient } from './owner.js';
import { openPools, types, type Endpoint } from './pools.js';
import { installQueue } from './queue.js';
import { ensureRoles } from './roles.js';
import type { MigrationSource } from './sources.js';
import { liveProblems } from './tables/live.js';
import { liveColumns, type TableColumns } from './tables/readable.js';

export interface StorageOptions {
  /** Unset: an embedded PostgreSQL in the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly say: (line: string) => void;
  /** What the sealed values of a new data folder begin with. Default: `aes`. */
  readonly cipher?: CipherCode;
  /** Beside a running server: its embedded database is used too, instead of being refused. For commands that may run meanwhile. */
  readonly beside?: boolean;
  /** The npm package with PostgreSQL's binaries; tests use another major version. */
  readonly packageName?: string;
}

/** The running database and everything that is set up around it. */
export interface Storage {
  readonly db: Db;
  readonly keys: InstallationKeys;
  readonly embedded: boolean;
  /** A login that may set things up, as the tables' owner: for migrations, loading demo data and tests. The caller ends it. */
  owner(): Promise<OwnerClient>;
  /** Makes the roles and applies what is not applied yet. */
  migrate(sources: readonly MigrationSource[], options?: { readonly protectAgain?: boolean }): Promise<AppliedMigration[]>;
  /** Migrations that are not applied yet. */
  pending(sources: readonly MigrationSource[]): Promise<string[]>;
  /** @throws if a declared table is not as it is declared, or stands unprotected */
  verify(sources: readonly MigrationSource[]): Promise<void>;
  /** Every column of every table, and who may read it. */
  columns(): Promise<TableColumns>;
  /** How the database differs from one made anew from all migrations and declarations, a sentence each. */
  drift(sources: readonly MigrationSource[]): Promise<string[]>;
  /** True when the database answers. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const EMBEDDED_DATABASE = 'xianjie';

export async function openStorage(options: StorageOptions): Promise<Storage> {
  const keys = loadKeys(options.dataDir, options.cipher);
  const server = options.databaseUrl ? external(options.databaseUrl) : await embedded(options, keys);
  let closing = false;
  const pools = openPools(server.endpoint, keys, (error) => {
    if (!closing) options.say(`a database connection was lost (${(error as { code?: string }).code ?? 'no code'})`);
  });

  const admin = async (database = server.endpoint.database): Promise<pg.Client> => {
    const client = new pg.Client({
      ...server.endpoint,
      database,
      user: server.user,
      password: server.password,
      types,
      application_name: 'xianjie-setup',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      const { host, port } = server.endpoint;
      const reason = (error as { code?: string }).code ?? 'no answer';
      throw new Error(`the database "${database}" at ${host}:${port} cannot be used (${reason}): start it, or correct DATABASE_URL`, {
        cause: error,
      });
    }
    return client;
  };
  const withAdmin = async <T>(fn: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = await admin();
    try {
      return await fn(client);
    } finally {
      await client.end();
    }
  };

  return {
    db: createDb(pools, keys.scopes),
    keys,
    embedded: options.databaseUrl === undefined,
    owner: async () => {
      const client = await admin();
      try {
        await client.query(`set role xj_owner; set search_path = xianjie; set timezone = 'UTC'`);
      } catch (error) {
        await client.end();
        throw error;
      }
      return asOwnerClient(client);
    },
    migrate: (sources, { protectAgain = false } = {}) =>
      withAdmin(async (client) => {
        await ensureRoles(client, keys);
        const applied = await migrate(client, sources, protectAgain);
        await installQueue(client);
        await client.query('set role xj_owner');
        await client.query(
          `insert into xianjie.scope_key (inner_pad, outer_pad) values ($1, $2)
           on conflict (single) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
          [keys.scopes.pads.inner, keys.scopes.pads.outer],
        );
        return applied;
      }),
    pending: (sources) => withAdmin((client) => pendingMigrations(client, sources)),
    verify: (sources) =>
      withAdmin(async (client) => {
        await client.query(`set search_path = xianjie`);
        const problems = await liveProblems(client, sources);
        if (problems.length > 0)
          throw new Error(`the tables are not as the modules declare them:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
      }),
    columns: () => withAdmin(liveColumns),
    drift: (sources) => findDrift(admin, sources),
    ready: async () => {
      try {
        await pools.of('xj_read').query('select 1');
        return true;
      } catch {
        return false;
      }
    },
    close: async () => {
      closing = true;
      await pools.close();
      await server.stop();
    },
  };
}

interface Server {
  readonly endpoint: Endpoint;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

function external(url: string): Server {
  const parsed = new URL(url);
  const host = decodeURIComponent(parsed.searchParams.get('host') ?? parsed.hostname);
  return {
    endpoint: {
      host,
      port: Number(parsed.port || 5432),
      database: decodeURIComponent(parsed.pathname.slice(1)) || 'xianjie',
      ssl: ['require', 'verify-ca', 'verify-full'].includes(parsed.searchParams.get('sslmode') ?? ''),
    },
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    stop: () => Promise.resolve(),
  };
}

async function embedded(options: StorageOptions, keys: InstallationKeys): Promise<Server> {
  const password = keys.rolePassword('xianjie');
  const { dataDir, say, packageName } = options;
  const cluster =
    (options.beside === true ? await runningCluster({ dataDir, password }) : undefined) ??
    (await startEmbedded({ dataDir, password, say, ...(packageName === undefined ? {} : { packageName }) }));
  const endpoint = { host: cluster.host, port: cluster.port };
  try {
    const client = new pg.Client({ ...endpoint, user: cluster.user, password, database: 'postgres' });
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await client.query(`create database ${EMBEDDED_DATABASE}`);
    await client.end();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { endpoint: { ...endpoint, database: EMBEDDED_DATABASE }, user: cluster.user, password, stop: () => cluster.stop() };
}
