import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compose, installed } from '../../api/compose.js';
import { openDoor } from '../../api/testing/door.js';
import { TODAY } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';
import { RECOUNTED, sweepBench, type SweepBench } from './support.js';

// Whole sweeps of a town, several a test.
vi.setConfig({ testTimeout: 240_000 });

const log = pino({ level: 'silent' });
const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-off-'));
let bench: SweepBench;
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
}, 180_000);
afterAll(async () => {
  await bench.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const SHOWN = `{ gaps(area: "150623") { state checks { check { code } concerned notConcerned undetermined } } verdicts(filter: { area: "150623" }, first: 1) { totalCount } }`;
interface Shown {
  readonly gaps: { readonly state: string; readonly checks: readonly { readonly check: { readonly code: string } }[] };
  readonly verdicts: { readonly totalCount: number };
}
const START = 'mutation ($key: String!) { startSweep(input: { area: "150623" }) @idempotent(key: $key) { sweep { id } } }';

it('a module that is switched off is told nothing of, also after a sweep without it, and comes back', async () => {
  const before = (await bench.ask(SHOWN)) as Shown;
  const some = before.gaps.checks.filter(({ check }) => check.code.startsWith('employment.'));
  expect(some.length).toBeGreaterThan(3);
  const viewer = viewerOf({ modules: ['core', 'education'] });
  const without = compose(bench.storage, installed(bench.modules.filter(({ id }) => id !== 'employment' && id !== 'core')), {
    dataDir,
    today: () => TODAY,
    log,
    unregistered: viewer,
  });
  const door = openDoor(without, log, viewer);
  for (const swept of [false, true]) {
    if (swept) {
      const { startSweep } = await door.ask(START, { key: 'without' });
      await without.parts.sweeps.settle();
      const { sweep } = await door.ask('query ($id: ID!) { sweep(id: $id) { state failure { code } } }', { id: startSweep.sweep.id });
      expect(sweep).toEqual({ state: 'DONE', failure: null });
    }
    const off = (await door.ask(SHOWN)) as Shown;
    expect(off.gaps.state).toBe('SWEPT');
    expect(off.gaps.checks).toEqual(before.gaps.checks.filter((one) => !some.includes(one)));
    expect(off.verdicts.totalCount).toBeLessThan(before.verdicts.totalCount);
  }
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
  expect(await bench.ask(SHOWN)).toEqual(before);
  const fresh = await bench.rows<{ key: string; n: string }>(RECOUNTED);
  expect(await bench.counts()).toEqual(Object.fromEntries(fresh.map(({ key, n }) => [key, n])));
  // Neither its going nor its coming is a change of anybody's verdict.
  expect(await bench.rows('select 1 from verdict_change')).toEqual([]);
});
