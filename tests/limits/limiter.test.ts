import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allowances } from '../../plugins/limits/allowances.js';
import { sharedBuckets } from '../../plugins/limits/buckets.js';
import { bucketOf, createLimiter, type Buckets, type Limiter } from '../../plugins/limits/limiter.js';
import type { Storage } from '../../plugins/storage/index.js';
import { testDatabase } from '../support/database.js';
import { viewerOf } from '../support/viewer.js';

let storage: Storage;
/** Milliseconds since the clock of these tests began. */
let clock = 0;
beforeAll(async () => {
  storage = await testDatabase();
});
afterAll(() => storage.close());

const START = Date.parse('2025-06-30T00:00:00Z');
const at = (): string => new Date(START + clock).toISOString();
const platform = (clientId: string) => viewerOf({ clientId, kind: 'PLATFORM' });
const { capacity, restoreRate, maximum } = allowances.PLATFORM;

let names = 0;
const fresh = (): ReturnType<typeof platform> => platform(`shop-${++names}`);

/** An instance on the shared database, and how often it asked. */
function instance(): Limiter & { readonly asked: () => number } {
  let asked = 0;
  const shared = sharedBuckets(storage.db, at);
  const counting: Buckets = (requests) => {
    asked++;
    return shared(requests);
  };
  return { ...createLimiter(counting, () => clock), asked: () => asked };
}

type Step =
  | { readonly do: 'spend'; readonly by: 0 | 1; readonly requested: number; readonly share: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'restart'; readonly by: 0 | 1 };

const by = fc.constantFrom<0 | 1>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('spend' as const),
      by,
      requested: fc.integer({ min: 1, max: maximum }),
      share: fc.double({ min: 0, max: 1.2, noNaN: true }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), by }) },
);

describe('two instances on one database', () => {
  test('together never let more be spent than a full bucket and what came back since', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const viewer = fresh();
        const instances = [instance(), instance()];
        const began = clock;
        let spent = 0;
        // What an operation cost above its estimate is known only afterwards: a debt of that operation, at most.
        let debts = 0;
        for (const one of steps) {
          if (one.do === 'wait') clock += one.ms;
          else if (one.do === 'restart') {
            await instances[one.by]?.close();
            instances[one.by] = instance();
          } else {
            const limiter = instances[one.by] as Limiter;
            if ((await limiter.take(viewer, one.requested)) !== null) continue;
            const actual = Math.round(one.requested * one.share);
            limiter.settle(viewer, one.requested, actual);
            spent += actual;
            debts += Math.max(0, actual - one.requested);
          }
          expect(spent).toBeLessThanOrEqual(capacity + ((clock - began) / 1000) * restoreRate + debts);
        }
        await Promise.all(instances.map((one) => one.close()));
      }),
      { numRuns: Number(process.env['XIANJIE_LONG'] ?? 0) ? 400 : 60 },
    );
  });

  test('a debt is paid: over a long time the rate holds, whatever operations cost above their estimate', async () => {
    const viewer = fresh();
    const instances = [instance(), instance()];
    let spent = 0;
    const began = clock;
    for (let i = 0; i < 600; i++) {
      clock += 500;
      const limiter = instances[i % 2] as Limiter;
      if ((await limiter.take(viewer, 100)) !== null) continue;
      limiter.settle(viewer, 100, 130);
      spent += 130;
    }
    const allowed = capacity + ((clock - began) / 1000) * restoreRate;
    expect(spent).toBeLessThanOrEqual(allowed + 2 * 30);
    expect(spent).toBeGreaterThan(allowed * 0.9);
  });

  test('requests at the same moment wait for one lease, and are all counted', async () => {
    const viewer = fresh();
    const [one, other] = [instance(), instance()];
    const answers = await Promise.all(Array.from({ length: 300 }, (_, i) => (i % 2 ? one : other).take(viewer, 100)));
    expect(answers.filter((seconds) => seconds === null)).toHaveLength(capacity / 100);
  });
});

describe('one instance', () => {
  test('asks the database once for many requests', async () => {
    const viewer = fresh();
    const limiter = instance();
    for (let i = 0; i < 100; i++) {
      expect(await limiter.take(viewer, 10)).toBeNull();
      limiter.settle(viewer, 10, 5);
    }
    expect(limiter.asked()).toBe(1);
  });

  test('says how long to wait, does not ask while it knows the answer, and takes the request then', async () => {
    const viewer = fresh();
    const limiter = instance();
    while ((await limiter.take(viewer, 1_000)) === null);
    const asked = limiter.asked();
    for (let i = 0; i < 50; i++) expect(await limiter.take(viewer, 1_000)).toBe(10);
    expect(limiter.asked()).toBe(asked);
    expect(limiter.status(viewer)).toEqual({ maximumAvailable: capacity, currentlyAvailable: 0, restoreRate });
    clock += 10_000;
    expect(await limiter.take(viewer, 1_000)).toBeNull();
  });

  test('gives back what it does not need: at its end, after a while, and where an estimate was far too high', async () => {
    const viewer = fresh();
    const [one, other] = [instance(), instance()];
    await one.take(viewer, 5_000);
    one.settle(viewer, 5_000, 0);
    await one.close();
    expect(await other.take(viewer, capacity)).toBeNull();
    other.settle(viewer, capacity, 0);
    await new Promise((done) => setTimeout(done, 100));
    expect(await instance().take(viewer, capacity - 2 * (capacity / 10))).toBeNull();
    clock += 120_000;
    await other.take(fresh(), 1);
    expect(other.status(viewer).currentlyAvailable).toBe(capacity);
  });

  test('a person has a bucket of their own, and so has each client', async () => {
    const user = { id: '5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001', title: { zh: '某', en: 'Somebody' } };
    expect(bucketOf({ clientId: 'portal', user })).toBe('portal/5f0c3f1e-7a07-4a57-9d3f-0b3c7b1f0001');
    expect(bucketOf({ clientId: 'portal', user: null })).toBe('portal');
    const limiter = instance();
    const [mine, theirs] = [fresh(), fresh()];
    while ((await limiter.take(mine, 5_000)) === null);
    expect(await limiter.take(theirs, 5_000)).toBeNull();
  });

  test('passes on that the database is away, and goes on when it is back', async () => {
    let away = true;
    const shared = sharedBuckets(storage.db, at);
    const limiter = createLimiter(
      (requests) => (away ? Promise.reject(new Error('away')) : shared(requests)),
      () => clock,
    );
    const viewer = fresh();
    await expect(Promise.all([limiter.take(viewer, 1), limiter.take(viewer, 1)])).rejects.toThrow('away');
    away = false;
    expect(await limiter.take(viewer, 1)).toBeNull();
    away = true;
    await limiter.close();
  });
});

describe('the shared bucket', () => {
  test('is nobody’s to read or write but through its function, and the function is one role’s', async () => {
    await expect(storage.db.bookkeeping((tx) => tx.sql('select * from rate_bucket'))).rejects.toThrow(/permission denied/);
    await expect(storage.db.system((tx) => tx.sql('update rate_bucket set available = 9'))).rejects.toThrow(/permission denied/);
    await expect(storage.db.system((tx) => tx.sql(`select * from rate_lease('x', 0, 1, 1, 10, 1)`))).rejects.toThrow(/permission denied/);
  });

  test('does not run backwards with a clock', async () => {
    const ask = (time: string) =>
      storage.db.bookkeeping((tx) => tx.sql(`select granted, available from rate_lease('back', 0, 60, 60, 100, 1, $1)`, [time]));
    expect(await ask('2025-01-01T00:00:10Z')).toEqual([{ granted: 60, available: 40 }]);
    expect(await ask('2025-01-01T00:00:00Z')).toEqual([{ granted: 0, available: 40 }]);
    expect(await ask('2025-01-01T00:00:10Z')).toEqual([{ granted: 0, available: 40 }]);
    expect(await ask('2025-01-01T00:00:30.5Z')).toEqual([{ granted: 60, available: 0 }]);
  });
});
