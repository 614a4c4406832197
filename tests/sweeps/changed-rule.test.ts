import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compose, installed } from '../../api/compose.js';
import { openDoor } from '../../api/testing/door.js';
import { decodeGlobalId, not, type Check, type PolicyModule } from '../../schema/index.js';
import { TODAY } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';
import { RECOUNTED, sweepBench, type SweepBench } from './support.js';

// Whole sweeps of a town, several a test.
vi.setConfig({ testTimeout: 400_000 });

const CODE = 'employment.transportOutOfProvince';
const log = pino({ level: 'silent' });
const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-rule-'));
let bench: SweepBench;
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
}, 240_000);
afterAll(async () => {
  await bench.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The rule the other way round: another version of it. */
const otherwise = (check: Check): Check =>
  check.code === CODE && check.when !== null ? { ...check, when: not(check.when as never) } : check;
const changed = (modules: readonly PolicyModule[]): PolicyModule[] =>
  modules.filter(({ id }) => id !== 'core').map((one) => (one.checks === undefined ? one : { ...one, checks: one.checks.map(otherwise) }));

const byCheck = (said: string): Map<string, string> =>
  new Map(
    said
      .split(' ')
      .slice(1)
      .map((one) => one.split('=') as [string, string]),
  );
const outcomeIn = (said: string | undefined): number | null => (said === undefined ? null : Number(said.split('/')[0]) & 3);
const WRONG_WAY: Readonly<Record<number, number>> = { 0: 2, 1: 1, 2: 0 };

it('a rule that became another one is asked again: of whom something is written between sweeps, and of everybody by the next sweep', async () => {
  const before = await bench.states();
  const viewer = viewerOf();
  const other = compose(bench.storage, installed(changed(bench.modules)), { dataDir, today: () => TODAY, log, unregistered: viewer });
  const door = openDoor(other, log, viewer);
  const said = (of: Record<string, string>, key: string): string | undefined => byCheck(of[key] ?? '').get(CODE);
  const [first] = Object.keys(before).filter((key) => key.startsWith('PERSON ') && outcomeIn(said(before, key)) === 2);
  const id = first?.split(' ')[1];

  // Somebody is written about: asked under the rule as it is now, and the change is the rule's.
  await bench.rows(
    `insert into stale_subject (kind, subject_id, area_code) select 'PERSON', id, area_code from person where id = $1::uuid`,
    [id],
  );
  expect(await other.parts.sweeps.settle()).toBeGreaterThan(0);
  expect(outcomeIn(said(await bench.states(), first ?? ''))).toBe(0);
  const changes = () =>
    bench.rows<{ cause: string; check_code: string; subject_id: string; from_outcome: number; to_outcome: number }>(
      'select cause, check_code, subject_id, from_outcome, to_outcome from verdict_change',
    );
  const family = await bench.rows<{ id: string }>(
    'select p.id from person p join person q on q.household_id = p.household_id where q.id = $1::uuid',
    [id],
  );
  const early = await changes();
  expect(early).toContainEqual({ cause: 'RULE', check_code: CODE, subject_id: id, from_outcome: 2, to_outcome: 0 });
  for (const { subject_id } of early) expect(family.map((one) => one.id)).toContain(subject_id);

  // Everybody else still has what the former rule said, until the next sweep.
  const { startSweep } = await door.ask(
    'mutation { startSweep(input: { area: "150623" }) @idempotent(key: "other") { sweep { id } userErrors { code } } }',
  );
  expect(startSweep.userErrors).toEqual([]);
  await other.parts.sweeps.settle();
  const { sweep } = await door.ask('query ($id: ID!) { sweep(id: $id) { state } }', { id: startSweep.sweep.id });
  expect(sweep).toEqual({ state: 'DONE' });
  const after = await bench.states();
  expect(Object.keys(after)).toEqual(Object.keys(before));
  let turned = 0;
  for (const [key, was] of Object.entries(before)) {
    const [then, now] = [byCheck(was), byCheck(after[key] ?? '')];
    const [from, to] = [outcomeIn(then.get(CODE)), outcomeIn(now.get(CODE))];
    if (from !== null && from !== 3) {
      expect([key, to]).toEqual([key, WRONG_WAY[from]]);
      if (from !== to) turned += 1;
    }
    for (const one of [then, now]) one.delete(CODE);
    expect([key, now]).toEqual([key, then]);
  }
  const told = await changes();
  expect(told).toHaveLength(turned);
  for (const one of told) {
    expect([one.cause, one.check_code]).toEqual(['RULE', CODE]);
    expect(one.to_outcome).toBe(WRONG_WAY[one.from_outcome]);
  }
  expect(turned).toBeGreaterThan(3);
  const fresh = await bench.rows<{ key: string; n: string }>(RECOUNTED);
  expect(await bench.counts()).toEqual(Object.fromEntries(fresh.map(({ key, n }) => [key, n])));

  // What stands there is what a single question about them says.
  const some = told.slice(0, 3).map(({ subject_id }) => subject_id);
  for (const one of some) {
    const [household] = await bench.rows<{ number: string }>(
      'select h.register_number as number from household h join person p on p.household_id = h.id where p.id = $1::uuid',
      [one],
    );
    const { household: asked } = await door.ask(
      `query ($number: String!) { household(number: $number) { eligibility(checks: ["${CODE}"]) { outcome subject { id } } } }`,
      household,
    );
    for (const { outcome, subject } of asked.eligibility as { outcome: string; subject: { id: string } }[])
      if (decodeGlobalId(subject.id)?.key === one)
        expect(outcomeIn(said(after, `PERSON ${one}`))).toBe(['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE'].indexOf(outcome));
  }
});
