import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Peers } from './peers.js';
import { coreMigrations, openStorage, projectRoot } from '../plugins/storage/index.js';

/** An embedded database with the tables of everything that ships; servers reach it by its address. */
export interface Database {
  readonly url: string;
  readonly dataDir: string;
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  stop(): Promise<void>;
}

export interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  /** Seconds until it answered. */
  readonly startedIn: number;
  stop(): Promise<void>;
}

/** This server, the same without its protection, the limit (what one hand-written statement takes), and a peer. */
export type Variant = 'xianjie' | 'open' | 'limit' | 'postgraphile';

const compiled = (...path: string[]): string => join(projectRoot, 'dist', ...path);

export async function startDatabase(dataDir: string, say: (line: string) => void): Promise<Database> {
  const storage = await openStorage({ dataDir, say });
  const anew = `the bench makes its data anew when ${dataDir} is deleted`;
  try {
    await storage.migrate([coreMigrations]).catch((error: Error) => {
      throw new Error(`${error.message} (${anew})`, { cause: error });
    });
    const login = await storage.owner();
    const { user, password, host, port, database } = login;
    await login.end();
    const url = `postgres://${user ?? ''}:${encodeURIComponent(String(password))}@${host}:${port}/${database ?? ''}`;
    const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c search_path=xianjie' });
    pool.on('error', (error) => say(error.message));
    const opened: Database = {
      url,
      dataDir,
      query: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
        (await pool.query<R>(text, [...values])).rows,
      stop: async () => {
        await pool.end();
        await storage.close();
      },
    };
    await command('migrate', [], opened, `the tables of the modules could not be made (${anew})`);
    return opened;
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Runs one of our commands on the database, to its end. */
async function command(name: string, args: readonly string[], database: Database, otherwise: string): Promise<void> {
  const child = fork(compiled('api', 'commands', `${name}.js`), args, { env: environment(database), stdio: ['ignore', 2, 2, 'ipc'] });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(otherwise);
}

/** The synthetic county, generated once and kept. */
export async function loadCounty(database: Database, say: (line: string) => void): Promise<void> {
  const households = async (): Promise<number> =>
    Number((await database.query<{ n: string }>('select count(*) as n from household'))[0]?.n ?? 0);
  if ((await households()) < 35_000) {
    say('loading the synthetic county (once; it is kept) ...');
    await command('demo', ['--scale', 'county'], database, 'the county could not be loaded');
  }
  await database.query('analyze');
  say(`${await households()} households in the database`);
}

export const environment = (database: Database): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_ENV: 'production',
  DATABASE_URL: database.url,
  XIANJIE_DATA_DIR: database.dataDir,
  XIANJIE_DEMO: 'off',
  XIANJIE_TODAY: '2025-06-30',
  LOG_LEVEL: 'warn',
});

/** How often a server that starts is asked whether it is there. */
const ASK_EVERY_MS = 5;

/** How a server is started. */
export interface Starting {
  /** Ids of the modules to load; default: all that ship. */
  readonly modules?: readonly string[];
  /** Where the peers lie, and the Node that all servers run on; default: this process's own. */
  readonly peers?: Peers | undefined;
}

const entryOf = (variant: Variant, peers: Peers | undefined): string => {
  if (variant === 'postgraphile') return join(peers?.folder ?? '', 'postgraphile-server.mjs');
  return variant === 'xianjie' ? compiled('api', 'main.js') : compiled('bench', `${variant}-server.js`);
};

/** Each server is a process of its own on loopback, on the same Node. */
export async function startServer(variant: Variant, database: Database, { modules, peers }: Starting = {}): Promise<Running> {
  const port = await freePort();
  const begun = performance.now();
  const env = { ...environment(database), PORT: String(port), ...(modules && { XIANJIE_MODULES: modules.join(',') }) };
  const child = fork(entryOf(variant, peers), [], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(peers?.node !== undefined && { execPath: peers.node }),
  });
  let ended = false;
  const exited = new Promise<void>((resolve) => child.once('exit', () => ((ended = true), resolve())));
  for (let waited = 0; !(await answers(port)); waited += ASK_EVERY_MS) {
    if (ended || waited > 60_000) throw new Error(`the server "${variant}" did not start`);
    await sleep(ASK_EVERY_MS);
  }
  return {
    port,
    process: child,
    startedIn: (performance.now() - begun) / 1000,
    stop: async () => {
      if (!ended) child.kill('SIGTERM');
      await Promise.race([exited, sleep(10_000).then(() => child.kill('SIGKILL'))]);
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The most memory that the process ever held, as the system counts it. */
export function peakMegabytes(server: Running): number {
  try {
    const status = readFileSync(`/proc/${server.process.pid ?? 0}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
  } catch {
    return NaN;
  }
}
