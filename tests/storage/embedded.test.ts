import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmbedded, type EmbeddedCluster } from '../../plugins/storage/embedded/cluster.js';

const folders: string[] = [];
const clusters: EmbeddedCluster[] = [];
const password = 'only-for-this-test';

function folder(mode = 0o755): string {
  const path = mkdtempSync(join(tmpdir(), 'xianjie-embedded-'));
  chmodSync(path, mode);
  folders.push(path);
  return path;
}

async function start(dataDir: string, said: string[] = []): Promise<EmbeddedCluster> {
  const cluster = await startEmbedded({ dataDir, password, say: (line) => said.push(line) });
  clusters.push(cluster);
  return cluster;
}

async function query(cluster: EmbeddedCluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ host: cluster.host, port: cluster.port, user: cluster.user, password, database: 'postgres' });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.stop().catch(() => undefined);
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  test('keeps its data over a second start', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await query(first, 'create table kept as select 42 as answer');
    await first.stop();
    expect(await query(await start(dataDir), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  test('after a crash of the program its orphan is stopped and what was committed is there', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await query(first, 'create table kept as select 42 as answer');
    // As after kill -9: postgres lives on, the lock names a process that is gone.
    writeFileSync(join(dataDir, 'xianjie.lock'), '999999999 0 gone');
    const said: string[] = [];
    expect(await query(await start(dataDir, said), 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(said).toContain('the database of an earlier run was still running: stopping it');
  });

  test('an interrupted first start is repeated from the beginning', async () => {
    const dataDir = folder();
    mkdirSync(join(dataDir, 'postgres.new'));
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    expect(await query(await start(dataDir), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a second instance on one data folder says who holds it and stops', async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    const holder = readFileSync(join(dataDir, 'xianjie.lock'), 'utf8').replace(/^\d+/, String(process.ppid));
    const started = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
    writeFileSync(join(dataDir, 'xianjie.lock'), holder.replace(/ \d+ /, ` ${started} `));
    await expect(startEmbedded({ dataDir, password, say: () => undefined })).rejects.toThrow(
      `another Xianjie (process ${process.ppid}) uses the data folder`,
    );
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a port that somebody takes in between is given up for another one', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = (other.address() as { port: number }).port;
    const ports = [taken, taken];
    const cluster = await startEmbedded({
      dataDir: folder(),
      password,
      say: () => undefined,
      askPort: () => Promise.resolve(ports.shift() ?? taken + 1),
    });
    clusters.push(cluster);
    expect(cluster.port).toBe(taken + 1);
    expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
    other.close();
  });

  test('a database of another major version is refused with the cure', async () => {
    const dataDir = folder();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '14\n');
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 14, installed is 18: dump it/);
  });

  test.runIf(process.getuid?.() === 0)('root may start it below a folder that only root may enter', async () => {
    const home = folder(0o700);
    const dataDir = join(home, 'data');
    const place = join('/var/lib/xianjie', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
    folders.push(place);
    const said: string[] = [];
    const cluster = await start(dataDir, said);
    expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(cluster.folder.startsWith(place)).toBe(true);
    expect(said.join()).toContain(`PostgreSQL's files are in ${place}`);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });
});
