import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RECOUNTED, sweepBench, type SweepBench } from './support.js';

// Whole sweeps of a town, several a test.
vi.setConfig({ testTimeout: 180_000 });

let bench: SweepBench;
let households: { id: string; area_code: string; number: string }[];
beforeAll(async () => {
  bench = await sweepBench();
  households = await bench.rows('select id, area_code, register_number as number from household order by register_number limit 40');
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
}, 180_000);
afterAll(() => bench.close());

/** What a sweep of everybody would find now, and what stands there without one. */
async function both() {
  const kept = { states: await bench.states(), counts: await bench.counts() };
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
  return { kept, swept: { states: await bench.states(), counts: await bench.counts() } };
}

const at = (i: number) => households[i] ?? { id: '', area_code: '', number: '' };

describe('between sweeps', () => {
  it('nothing is asked again while nothing is written', async () => {
    expect(await bench.parts.sweeps.settle()).toBe(0);
  });

  it('a new observation asks its family again, those checks alone that read it, and a sweep finds nothing else', async () => {
    await bench.rows(
      `insert into register_status (household_id, area_code, status, observed_on, source, digest)
       select id, area_code, case register_status when 'NEVER_REGISTERED' then 'OUT_OF_POVERTY_WITH_POLICY' else 'NEVER_REGISTERED' end, '2025-06-20', 'RRB', decode('00', 'hex')
       from household where id = any($1::uuid[])`,
      [[at(0).id, at(1).id, at(2).id]],
    );
    const statements = await bench.parts.eligibility.statements();
    const reads = (code: string): boolean =>
      [...(statements.get(code)?.own ?? []), ...(statements.get(code)?.beyond ?? [])].some((text) => /\bregister_status\b/.test(text));
    const concerned = (kind: string): number => bench.parts.eligibility.sweptChecks.filter((c) => c.kind === kind && reads(c.code)).length;
    const [people] = await bench.rows<{ n: number }>(
      `select count(*) as n from person where household_id = any($1::uuid[]) and (left_on is null or left_on > '2025-06-30')`,
      [[at(0).id, at(1).id, at(2).id]],
    );
    // Whose jobs they are is known from the jobs only.
    const [jobs] = await bench.rows<{ n: number }>('select count(*) as n from employment_workshop_job');
    expect(await bench.parts.sweeps.settle()).toBe(
      3 * concerned('HOUSEHOLD') + (people?.n ?? 0) * concerned('PERSON') + (jobs?.n ?? 0) * concerned('WORKSHOP_JOB'),
    );
    expect(concerned('HOUSEHOLD')).toBeGreaterThan(0);
    const { kept, swept } = await both();
    expect(kept).toEqual(swept);
  });

  it('a member who leaves, one who moves, and a household that moves to another village take their verdicts along', async () => {
    const [village] = await bench.rows<{ area_code: string }>(
      'select area_code from village where area_code <> $1 order by area_code desc limit 1',
      [at(5).area_code],
    );
    await bench.rows('update household set area_code = $2 where id = $1', [at(5).id, village?.area_code]);
    await bench.rows(`update person set left_on = '2025-06-29' where household_id = $1 and not is_head`, [at(6).id]);
    await bench.rows(`update person set household_id = $2, area_code = $3 where household_id = $1 and not is_head`, [
      at(7).id,
      at(8).id,
      at(8).area_code,
    ]);
    await bench.parts.sweeps.settle();
    const fresh = await bench.rows<{ key: string; n: string }>(RECOUNTED);
    expect(await bench.counts()).toEqual(Object.fromEntries(fresh.map(({ key, n }) => [key, n])));
    const { kept, swept } = await both();
    expect(kept).toEqual(swept);
  });

  it('a change is noted once with its cause, and working the journal off twice changes nothing', async () => {
    const [before] = await bench.rows<{ n: number }>(`select count(*) as n from verdict_change where cause = 'FACTS'`);
    await bench.rows(
      `insert into stale_subject (kind, subject_id, area_code) select 'HOUSEHOLD', id, area_code from household where id = $1`,
      [at(0).id],
    );
    expect(await bench.parts.sweeps.settle()).toBeGreaterThan(0);
    expect(await bench.rows(`select count(*) as n from verdict_change where cause = 'FACTS'`)).toEqual([before]);
    expect(before?.n).toBeGreaterThan(0);
    expect(await bench.rows('select 1 from stale_subject')).toEqual([]);
  });

  it('an adopted document has the area swept again', async () => {
    const [document] = bench.modules.flatMap((m) => m.policies ?? []);
    await bench.rows(`insert into adoption (document_code, area_code, valid_from, basis) values ($1, '150623', '2025-06-29', 'DECISION')`, [
      document?.code,
    ]);
    await bench.parts.sweeps.settle();
    const [sweep] = await bench.rows<{ origin: string; state: string }>(
      'select origin, state from sweep order by submitted_at desc limit 1',
    );
    expect(sweep).toEqual({ origin: 'CHANGED_RULES', state: 'DONE' });
    const { kept, swept } = await both();
    expect(kept).toEqual(swept);
  });

  it('the night sweeps what was swept as a whole, once a day', async () => {
    expect(await bench.parts.sweeps.nightly()).toEqual([]);
    await bench.rows(`update sweep set as_of = '2025-06-29' where state = 'DONE'`);
    expect(await bench.parts.sweeps.nightly()).toHaveLength(1);
    expect(await bench.parts.sweeps.nightly()).toEqual([]);
  });
});

describe('which writes concern a check', () => {
  it('every table that a statement reads is found in its text', async () => {
    const statements = await bench.parts.eligibility.statements();
    expect([...statements.values()].some(({ own }) => own.size > 0)).toBe(true);
    for (const [code, { own, beyond }] of statements)
      for (const text of [...own, ...beyond]) expect([code, /\bfrom\s+[a-z_(]/.test(text.toLowerCase())]).toEqual([code, true]);
  });
});
