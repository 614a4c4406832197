import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { decodeGlobalId } from '../../schema/index.js';
import { runRehearsal } from '../../plugins/rehearsal/run.js';
import { viewerOf } from '../support/viewer.js';
import { rehearsalBench, type RehearsalBench } from './support.js';

vi.setConfig({ testTimeout: 120_000 });

const NEXT = '150624100201';
const PREFECTURE = '1506';
const changes = [{ parameter: 'monitoring.incomeLine', value: { money: '9000' } }];

let bench: RehearsalBench;
beforeAll(async () => {
  bench = await rehearsalBench();
  // Two counties with people in them.
  for (const [code, level, parent] of [
    ['150624', 'COUNTY', PREFECTURE],
    ['150624100', 'TOWNSHIP', '150624'],
    [NEXT, 'VILLAGE', '150624100'],
  ])
    await bench.rows(
      `insert into area (code, level, name_zh, local_term, parent_code) values ($1, $2, '邻', '邻', $3) on conflict (code) do nothing`,
      [code, level, parent],
    );
  await bench.rows('update village set area_code = $1 where area_code = (select max(area_code) from household)', [NEXT]);
}, 120_000);
afterAll(() => bench.close());

interface Stored {
  readonly state: string;
  readonly until: string | null;
  readonly found: { cuts: number[]; unauthorised: number; total: { families: number[] } } | null;
}
const stored = async (key: string): Promise<Stored> => {
  const [row] = await bench.rows<Stored>('select state, stored_until as until, found from rehearsal where id = $1::uuid', [key]);
  if (row === undefined) throw new Error('there is no such rehearsal');
  return row;
};
const start = async (): Promise<{ id: string; key: string }> => {
  const id = await bench.start({ area: PREFECTURE, changes });
  return { id, key: decodeGlobalId(id)?.key ?? '' };
};
const whole = async () => {
  const { id } = await start();
  await bench.parts.sweeps.settle();
  return (await bench.read(id)).result;
};

/** Runs it until the first county is stored. */
async function untilFirst(key: string): Promise<Stored> {
  for (let steps = 1; steps < 20; steps++) {
    let left = steps;
    await bench.parts.rehearsals.work.run(key, () => --left < 0);
    const now = await stored(key);
    if (now.until !== null) return now;
  }
  throw new Error('no county was stored');
}

it('a rehearsal that stops between two counties goes on behind the first, and finds what one finds that never stopped', async () => {
  const expected = await whole();
  const { id, key } = await start();
  const between = await untilFirst(key);
  expect(between).toMatchObject({ state: 'QUEUED', until: '150623' });
  // Whoever began again from nothing would not know of it.
  await bench.rows(`update rehearsal set found = jsonb_set(found, '{unauthorised}', to_jsonb((found ->> 'unauthorised')::int + 1000)) where id = $1::uuid`, [key]); // prettier-ignore
  await bench.parts.sweeps.settle();
  const result = (await bench.read(id)).result;
  expect(result).toEqual({ ...expected, unauthorised: expected.unauthorised + 1000 });
});

it('its tenths stay those that it began with, whatever incomes come in between', async () => {
  const { key } = await start();
  const between = await untilFirst(key);
  expect(between.found?.cuts).toHaveLength(9);
  await bench.rows(
    `insert into income_statement (household_id, area_code, year, basis, per_capita_net, observed_on, source, digest)
     select household_id, area_code, year, basis, per_capita_net * 2, '2025-06-29', source, decode('02', 'hex') from income_statement
     where month is null and basis = 'ACTUAL' and per_capita_net is not null`,
  );
  await bench.parts.sweeps.settle();
  const after = await stored(key);
  expect(after).toMatchObject({ state: 'DONE', found: { cuts: between.found?.cuts } });
});

it('what was found with other rules is left, and it begins again', async () => {
  const expected = await whole();
  const { id, key } = await start();
  await untilFirst(key);
  await bench.rows(`update rehearsal set found = jsonb_set(jsonb_set(found, '{checks,0,version}', '"other"'), '{unauthorised}', '99999') where id = $1::uuid`, [key]); // prettier-ignore
  await bench.parts.sweeps.settle();
  expect((await bench.read(id)).result).toEqual(expected);
});

it('what lies above the counties is stored with the end: a process that breaks off there counts nobody twice', async () => {
  const expected = await whole();
  const { id, key } = await start();
  await untilFirst(key);
  const { db } = bench.storage;
  const kept: (readonly unknown[])[] = [];
  const broken: typeof db = {
    ...db,
    system: (work) =>
      db.system((tx) =>
        work({
          ...tx,
          sql: (text, values = []) => {
            if (text.includes('set found')) kept.push(values);
            if (text.includes("state = 'DONE'")) throw new Error('the process ends');
            return tx.sql(text, values);
          },
        }),
      ),
  };
  const deps = { db: broken, eligibility: bench.parts.eligibility, resolveClient: () => viewerOf(), stopping: () => false };
  await expect(runRehearsal(deps, key)).rejects.toThrow('the process ends');
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.every(([, , until]) => until !== null)).toBe(true);
  await bench.rows(`update rehearsal set leased_until = now() - interval '1 minute' where id = $1::uuid`, [key]);
  await bench.parts.sweeps.settle();
  expect((await bench.read(id)).result).toEqual(expected);
});
