import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { decodeGlobalId } from '../../schema/index.js';
import { installed } from '../../api/compose.js';
import { READ as REHEARSAL } from '../rehearsal/support.js';
import { shipped } from '../sweeps/support.js';
import { filledTemplate } from '../support/app.js';
import { templateDatabase } from '../support/database.js';

vi.setConfig({ testTimeout: 120_000 });

/** Real processes on one database: a server that carries no jobs out, and workers beside it. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const [PREFECTURE, FIRST, NEXT] = ['1506', '150623', '150624100201'];
const LEASE_SECONDS = 2;
/** Held by the test: whoever stores something of the second county waits for it. */
const GATE = 4711;

const children: ChildProcess[] = [];
let url: string;
let env: NodeJS.ProcessEnv;
let db: pg.Client;
/** The worker that there is. */
let running: ChildProcess | undefined;

/** Runs a compiled program until it says what is waited for. */
async function run(program: string, until: RegExp, more: NodeJS.ProcessEnv = {}): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [program], { cwd: root, env: { ...env, ...more } });
  children.push(child);
  let said = '';
  return new Promise((found, fail) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const match = until.exec(said)?.[0];
      if (match !== undefined) found({ child, said: match });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => fail(new Error(`${program} ended with ${code}: ${said}`)));
  });
}
const worker = () => run('dist/api/worker.js', /jobs are carried out/).then(({ child }) => child);

beforeAll(async () => {
  expect(spawnSync(process.execPath, ['api/commands/build.mjs', '--if-stale'], { cwd: root }).status).toBe(0);
  const template = await filledTemplate(installed(await shipped()), true);
  const name = await templateDatabase(
    'killed_worker',
    (storage) =>
      storage.db.system(async ({ sql }) => {
        // Two counties with people in them, and somebody who may ask for both.
        for (const [code, level, parent] of [['150624', 'COUNTY', PREFECTURE], ['150624100', 'TOWNSHIP', '150624'], [NEXT, 'VILLAGE', '150624100']]) // prettier-ignore
          await sql(`insert into area (code, level, name_zh, local_term, parent_code) values ($1, $2, '邻', '邻', $3) on conflict (code) do nothing`, [code, level, parent]); // prettier-ignore
        await sql('update village set area_code = $1 where area_code = (select max(area_code) from household)', [NEXT]);
      }),
    template,
  );
  const { url: cluster, dataDir } = inject('postgres');
  const DATABASE_URL = `${cluster}/${name}`;
  db = new pg.Client({ connectionString: DATABASE_URL });
  await db.connect();
  await db.query(`update access_client set areas = '{${PREFECTURE}}', area_code = '${PREFECTURE}' where id = 'county-admin'`);
  const { NODE_OPTIONS: _left, ...own } = process.env;
  env = {
    ...own,
    DATABASE_URL,
    XIANJIE_DATA_DIR: dataDir,
    XIANJIE_DEMO: 'on',
    XIANJIE_NIGHTLY: 'off',
    XIANJIE_LEASE_SECONDS: `${LEASE_SECONDS}`,
  };
  ({ said: url } = await run('dist/api/main.js', /http:\/\/127\.0\.0\.1:\d+/, { PORT: '0', XIANJIE_JOBS: 'off' }));
}, 180_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await db.end();
});

const BASIC = `Basic ${Buffer.from('county-admin:demo').toString('base64')}`;
async function token(): Promise<string> {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: BASIC, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are read by path
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await token()}`, 'xianjie-purpose': 'MONITORING', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
const rows = async <R>(text: string): Promise<R[]> => (await db.query(text)).rows as R[];
async function until<T>(what: () => Promise<T | undefined>): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(50)) {
    const found = await what();
    if (found !== undefined) return found;
  }
  throw new Error('it did not come to that');
}

interface Job {
  readonly state: string;
  readonly attempts: number;
  readonly stored_until: string | null;
}
const job = async (table: string, id: string): Promise<Job> => {
  const [row] = await rows<Job>(`select state, attempts, stored_until from ${table} where id = '${decodeGlobalId(id)?.key}'`);
  if (row === undefined) throw new Error('there is no such job');
  return row;
};
const done = (table: string, id: string) =>
  until(async () => {
    const row = await job(table, id);
    return row.state === 'QUEUED' || row.state === 'RUNNING' ? undefined : row;
  });

/** Kills whoever carries a job out at the moment at which it stores what it found in the second county; another takes it up. */
async function killedInSecondCounty(table: string, start: () => Promise<string>): Promise<{ id: string; between: Job; after: Job }> {
  await db.query(`create or replace function wait_for_gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(${GATE}); return new; end $$`); // prettier-ignore
  await db.query(`create trigger gate before update on ${table} for each row when (new.stored_until = '${FIRST}' and new.done > old.done) execute function wait_for_gate()`); // prettier-ignore
  await db.query(`select pg_advisory_lock(${GATE})`);
  const first = running ?? (await worker());
  const id = await start();
  await until(async () => (await rows(`select 1 from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`))[0]);
  const second = await worker();
  first.kill('SIGKILL');
  await until(async () => (first.signalCode === null ? undefined : true));
  await db.query(`select pg_advisory_unlock(${GATE})`);
  const between = await job(table, id);
  await db.query(`drop trigger gate on ${table}`);
  const after = await done(table, id);
  running = second;
  return { id, between, after };
}

const startSweep = async (): Promise<string> =>
  (await ask(`mutation { startSweep(input: { area: "${PREFECTURE}" }) @idempotent(key: "${Math.random()}") { sweep { id } } }`)).startSweep.sweep.id as string; // prettier-ignore

/** What stands of everybody, what is counted, and what the sweep says that it found. */
const stored = async (id: string) => ({
  states: await rows(
    `select s.kind, s.subject_id, s.area_code, s.as_of, t.checks, s.packed, s.amounts from verdict_state s join verdict_set t on t.hash = s.set_hash order by 1, 2`,
  ),
  counts: await rows(`select area_code, check_code, outcome, fulfilled, held, n, amount, amount_unknown from verdict_count where n <> 0 order by 1, 2, 3, 4, 5`), // prettier-ignore
  figures: (await ask(`query ($id: ID!) { sweep(id: $id) { state total done figures { check eligible notEligible undetermined } } }`, { id })).sweep as unknown, // prettier-ignore
});

test('a sweep whose worker is killed in its second county is ended by another, and leaves what one leaves that nobody killed', async () => {
  const { id, between, after } = await killedInSecondCounty('sweep', startSweep);
  expect(between).toEqual({ state: 'RUNNING', attempts: 1, stored_until: FIRST });
  expect(after).toMatchObject({ state: 'DONE', attempts: 2 });
  const killed = await stored(id);
  expect(killed.states.length).toBeGreaterThan(100);
  await db.query('truncate verdict_state, verdict_change, verdict_count, swept_area cascade');
  const whole = await startSweep();
  expect(await done('sweep', whole)).toMatchObject({ state: 'DONE', attempts: 1 });
  expect(killed).toEqual(await stored(whole));
});

test('a rehearsal whose worker is killed in its second county is ended by another, which counts that county once', async () => {
  const changes = [{ parameter: 'monitoring.incomeLine', value: { money: '9000' } }];
  const start = async (): Promise<string> =>
    (await ask(`mutation ($input: RehearsePolicyInput!) { rehearsePolicy(input: $input) @idempotent(key: "${Math.random()}") { rehearsal { id } } }`, { input: { area: PREFECTURE, changes } })).rehearsePolicy.rehearsal.id as string; // prettier-ignore
  const { id, between, after } = await killedInSecondCounty('rehearsal', start);
  expect(between).toEqual({ state: 'RUNNING', attempts: 1, stored_until: FIRST });
  expect(after).toMatchObject({ state: 'DONE', attempts: 2 });
  const whole = await start();
  await done('rehearsal', whole);
  const result = async (of: string) => (await ask(REHEARSAL, { id: of })).rehearsal.result as { total: { households: number } };
  expect((await result(id)).total.households).toBeGreaterThan(50);
  expect(await result(id)).toEqual(await result(whole));
});
