import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeeds } from '../../plugins/feeds/index.js';
import { createRegistry } from '../../plugins/registry/index.js';
import { defineFeed, type ResolvedRow } from '../../schema/index.js';
import { TODAY, TOWN, feedBench, householdsFile, type Bench } from './support.js';

interface Step {
  readonly number: string;
}

let bench: Bench;
/** What the slow feed does at its second chunk. */
let atSecondChunk: () => Promise<void> = () => Promise.resolve();

/** A feed that can be made to wait or to break in the middle, after it has written. */
const slow = defineFeed<Step>({
  code: 'test.slow',
  title: { zh: '慢', en: 'slow' },
  description: { zh: '慢', en: 'slow' },
  source: 'RRB',
  columns: [
    { key: 'number', names: ['户编号'], title: { zh: '户编号', en: 'number' }, required: true, example: 'S-1', hint: { zh: '', en: '' } },
  ],
  naturalKey: ['number'],
  canBeComplete: false,
  resolves: 'NONE',
  parse: (cells) => ({ ok: true, row: { number: cells.number ?? '' } }),
  write: async ({ registry }, batch, rows: readonly ResolvedRow<Step>[]) => {
    if (rows.some((r) => r.number > 500)) await atSecondChunk();
    return registry.importHouseholds(
      batch,
      rows.map((r) => ({ number: r.number, row: { number: r.row.number, villageCode: '150623100200' } })),
    );
  },
});

const file = (prefix: string): string => ['户编号', ...Array.from({ length: 1100 }, (_, i) => `${prefix}-${i}`)].join('\n');
const written = async (prefix: string): Promise<number> => {
  const [row] = await bench.rows<{ n: number }>('select count(*) as n from household where register_number like $1', [`${prefix}-%`]);
  return row?.n ?? -1;
};

beforeAll(async () => {
  bench = await feedBench({ more: [slow] });
});
afterAll(() => bench.storage.close());

describe('a batch', () => {
  it('shows its progress while nothing of it is visible yet', async () => {
    let seen: { state: string; processed_rows: number; total_rows: number; households: number } | undefined;
    const id = await bench.queue('test.slow', file('P'));
    atSecondChunk = async () => {
      const { state, processed_rows, total_rows } = await bench.receipt(id);
      seen ??= { state, processed_rows, total_rows, households: await written('P') };
    };
    await bench.feeds.runPending();
    expect(seen).toMatchObject({ state: 'RUNNING', total_rows: 1100, households: 0 });
    expect(await bench.receipt(id)).toMatchObject({ state: 'DONE', created_rows: 1100 });
  });

  it('that breaks off in the middle is rolled back whole and says so without a value', async () => {
    atSecondChunk = () => Promise.reject(Object.assign(new Error('the family 张三 broke it'), { code: 'XX000' }));
    const id = await bench.queue('test.slow', file('F'));
    await bench.feeds.runPending();
    expect(await bench.receipt(id)).toMatchObject({
      state: 'FAILED',
      failure_code: 'core.BATCH_FAILED',
      created_rows: 0,
      processed_rows: 0,
    });
    expect(await written('F')).toBe(0);
    expect(bench.lines.join()).not.toContain('张三');
  });

  it('whose connection is killed waits, and is taken up again from the beginning', async () => {
    const id = await bench.queue('test.slow', file('K'));
    let kills = 0;
    atSecondChunk = async () => {
      if (kills++ > 0) return;
      const owner = await bench.storage.owner();
      await owner.query('reset role');
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'xj_write' and state like 'idle in transaction%' and datname = current_database()`,
      );
      await owner.end();
    };
    await bench.feeds.runPending();
    expect((await bench.receipt(id)).state).toBe('RUNNING');
    expect(await written('K')).toBe(0);
    await bench.feeds.runPending();
    expect(await bench.receipt(id)).toMatchObject({ state: 'DONE', created_rows: 1100, refused_rows: 0 });
    expect(await written('K')).toBe(1100);
  });

  it('left behind by a killed process is taken up by the next one', async () => {
    const id = await bench.queue('core.households', householdsFile(['L-1']));
    await bench.rows(`update feed_batch set state = 'RUNNING', started_at = now(), processed_rows = 1 where id = $1 returning id`, [id]);
    const next = createFeeds({ ...bench.options, registry: createRegistry(bench.storage.keys.protect) });
    const worker = next.startWorker();
    await expect.poll(async () => (await bench.receipt(id)).state).toBe('DONE');
    await worker.stop();
  });

  it('is never run by two instances at once', async () => {
    atSecondChunk = () => new Promise((resolve) => setTimeout(resolve, 300));
    const id = await bench.queue('test.slow', file('T'));
    const other = createFeeds(bench.options);
    expect((await Promise.all([bench.feeds.runPending(), other.runPending()])).sort()).toEqual([0, 1]);
    expect(await bench.receipt(id)).toMatchObject({ state: 'DONE', created_rows: 1100 });
    expect(await bench.rows(`select 1 from audit_entry where action = 'runFeed' and request_id = $1`, [id])).toHaveLength(1);
  });

  it('is rolled back when the server stops, and waits', async () => {
    let reached: () => void = () => undefined;
    const inTheMiddle = new Promise<void>((resolve) => (reached = resolve));
    atSecondChunk = () => {
      reached();
      return new Promise((resolve) => setTimeout(resolve, 200));
    };
    const id = await bench.queue('test.slow', file('Z'));
    const worker = bench.feeds.startWorker();
    await inTheMiddle;
    await worker.stop();
    expect((await bench.receipt(id)).state).toBe('RUNNING');
    expect(await written('Z')).toBe(0);
    atSecondChunk = () => Promise.resolve();
    const again = bench.feeds.startWorker();
    await expect.poll(async () => (await bench.receipt(id)).state, { timeout: 10_000 }).toBe('DONE');
    await again.stop();
  });

  it('runs with the access its sender has when it runs', async () => {
    const id = await bench.queue('core.households', householdsFile(['A-1']), { area: TOWN, observedOn: TODAY });
    const town = bench.clients.get('town');
    if (town === undefined) throw new Error('no client');
    bench.clients.set('town', { ...town, areas: ['150623101'] });
    await bench.feeds.runPending();
    bench.clients.set('town', town);
    expect(await bench.receipt(id)).toMatchObject({ state: 'FAILED', failure_code: 'core.NO_ACCESS' });
    expect(await written('A')).toBe(0);
  });
});
