import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { as, decide, line, notice, propose, recordDocument, somebody } from '../policy/support.js';
import { sweepBench, type SweepBench } from './support.js';

// Whole sweeps of a town, several a test.
vi.setConfig({ testTimeout: 180_000 });

let bench: SweepBench;
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
}, 180_000);
afterAll(() => bench.close());

/** What stands after what waits was asked again, and what a sweep of everybody finds then. */
async function both() {
  await bench.parts.sweeps.settle();
  const kept = { states: await bench.states(), counts: await bench.counts() };
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
  return { kept, swept: { states: await bench.states(), counts: await bench.counts() } };
}

describe('what is written elsewhere than of a family', () => {
  it('a policy value asks its area again when a second person approves it, and not before', async () => {
    const before = await bench.states();
    await recordDocument(as(bench, somebody('office')), notice);
    const { proposal, userErrors } = await propose(as(bench, somebody('first')), line);
    expect(userErrors).toEqual([]);
    await bench.parts.sweeps.settle();
    expect(await bench.states()).toEqual(before);
    expect((await decide(as(bench, somebody('second')), 'approve', proposal?.id ?? '')).userErrors).toEqual([]);
    const { kept, swept } = await both();
    expect(kept.states).not.toEqual(before);
    expect(kept).toEqual(swept);
  });

  it('a job follows what is recorded of the family of whoever has it', async () => {
    const before = await bench.states();
    const changed = await bench.rows(
      `insert into register_status (household_id, area_code, status, observed_on, source, digest)
       select distinct h.id, h.area_code, case h.register_status when 'NEVER_REGISTERED' then 'OUT_OF_POVERTY_WITH_POLICY' else 'NEVER_REGISTERED' end, '2025-06-29'::date, 'RRB', decode('01', 'hex')
       from household h join person p on p.household_id = h.id join employment_workshop_job j on j.person_id = p.id returning id`,
    );
    expect(changed.length).toBeGreaterThan(0);
    const { kept, swept } = await both();
    const jobs = Object.entries(kept.states).filter(([key]) => key.startsWith('WORKSHOP_JOB'));
    expect(jobs.some(([key, said]) => before[key] !== said)).toBe(true);
    expect(kept).toEqual(swept);
  });

  it('what is written of a village is noted there, and asks nobody whose checks do not read it', async () => {
    await bench.rows(
      `insert into village_profile (village_id, area_code, hollow_village, observed_on, source, digest)
       select id, area_code, true, '2025-06-29', 'RRB', decode('02', 'hex') from village order by area_code limit 2`,
    );
    expect(await bench.rows('select kind, source from stale_subject')).toEqual([
      { kind: 'AREA', source: 'village_profile' },
      { kind: 'AREA', source: 'village_profile' },
    ]);
    const { sweeps, ...drained } = await bench.parts.sweeps.drain();
    expect(drained).toEqual({ notes: 2, pairs: 0, changes: 0 });
    expect(sweeps).toEqual([]);
  });

  it('a list of many villages asks their county again once, and not each of them', async () => {
    const villages = await bench.rows<{ code: string }>(
      `select code from area where code like '150623%' and length(code) = 12 order by 1 limit 21`,
    );
    expect(villages).toHaveLength(21);
    const note = async (codes: readonly string[]) => {
      await bench.rows(`insert into stale_subject (kind, area_code) select 'AREA', unnest($1::text[])`, [codes]);
      const { sweeps } = await bench.parts.sweeps.drain();
      const rows = await bench.rows<{ area_code: string }>('select area_code from sweep where id = any($1::uuid[]) order by 1', [sweeps]);
      await bench.parts.sweeps.settle();
      return rows.map(({ area_code }) => area_code);
    };
    const codes = villages.map(({ code }) => code);
    expect(await note(codes)).toEqual(['150623']);
    expect(await note(codes.slice(0, 2))).toEqual(codes.slice(0, 2));
  });
});
