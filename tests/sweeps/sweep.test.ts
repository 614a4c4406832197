import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodeGlobalId } from '../../schema/index.js';
import { RECOUNTED, sweepBench, type SweepBench } from './support.js';

// Whole sweeps of a town, several a test.
vi.setConfig({ testTimeout: 180_000 });

let bench: SweepBench;
beforeAll(async () => {
  bench = await sweepBench();
});
afterAll(() => bench.close());

const SWEEP = `query ($id: ID!) { sweep(id: $id) { state total done asOf origin checks area { code } failure { code } startedAt finishedAt
  figures { check eligible notEligible undetermined newlyEligible newlyNotEligible } figuresByArea { area { code } check eligible }
  changes(first: 50) { nodes { check from to cause subject { id } } next } } }`;
const read = async (id: string) => (await bench.ask(SWEEP, { id })).sweep;

describe('a sweep', () => {
  it('asks everybody, says how far it is, and keeps what it found', async () => {
    const id = await bench.start({ area: '150623' });
    expect(await read(id)).toMatchObject({ state: 'QUEUED', total: null, done: 0, origin: 'REQUESTED', checks: null, asOf: '2025-06-30' });
    await bench.parts.sweeps.settle();
    const sweep = await read(id);
    expect(sweep).toMatchObject({ state: 'DONE', failure: null, area: { code: '150623' } });
    expect(sweep.done).toBe(sweep.total);
    const [people] = await bench.rows<{ n: number }>('select count(*) as n from person where left_on is null or left_on > $1::date', [
      '2025-06-30',
    ]);
    const [stored] = await bench.rows<{ n: number }>(`select count(*) as n from verdict_state where kind = 'PERSON'`);
    expect(stored).toEqual(people);
    expect(sweep.figures.length).toBeGreaterThan(10);
  });

  it('finds of a household and its members what a question about them finds', async () => {
    const [some] = await bench.rows<{ number: string; id: string }>(
      'select register_number as number, id from household order by register_number limit 1',
    );
    const { household } = await bench.ask(
      `query ($number: String!) { household(number: $number) { eligibility { check { code } outcome fulfilled subject { id } } } }`,
      {
        number: some?.number,
      },
    );
    const states = await bench.states();
    expect(household.eligibility.length).toBeGreaterThan(3);
    for (const { check, outcome, subject } of household.eligibility) {
      const { type, key } = decodeGlobalId(subject.id) ?? { type: '', key: '' };
      const said = states[`${type.toUpperCase()} ${key}`]?.match(new RegExp(` ${check.code}=(\\d+)`))?.[1];
      expect([check.code, Number(said) & 3]).toEqual([check.code, ['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE'].indexOf(outcome)]);
    }
  });

  it('counts what stands there', async () => {
    const fresh = await bench.rows<{ key: string; n: string }>(RECOUNTED);
    expect(await bench.counts()).toEqual(Object.fromEntries(fresh.map(({ key, n }) => [key, n])));
  });

  it('is a baseline the first time, and finds nothing new the second time', async () => {
    expect(await bench.rows('select 1 from verdict_change')).toEqual([]);
    const before = await bench.rows('select kind, subject_id, turn from verdict_state order by 1, 2');
    const id = await bench.start({ area: '150623' });
    await bench.parts.sweeps.settle();
    expect((await read(id)).changes).toEqual({ nodes: [], next: null });
    expect(await bench.rows('select kind, subject_id, turn from verdict_state order by 1, 2')).toEqual(before);
    expect(await bench.rows('select 1 from outbox_event')).toEqual([]);
  });

  it('as of another day tells what changed, of whom, and notes an event that says nothing of it', async () => {
    const id = await bench.start({ area: '150623', asOf: '2024-03-01', replaceNewer: true });
    await bench.parts.sweeps.settle();
    const { changes } = await read(id);
    expect(changes.nodes.length).toBeGreaterThan(0);
    for (const change of changes.nodes)
      expect([change.cause, change.from === change.to && change.from !== change.to]).toEqual(['SWEEP', false]);
    const [event] = await bench.rows<{ type: string; payload: Record<string, unknown> }>('select type, payload from outbox_event limit 1');
    expect(event?.type).toBe('verdictChanged');
    expect(Object.keys(event?.payload ?? {}).sort()).toEqual(['changes', 'kind', 'subject']);
    expect(bench.logged.join()).not.toMatch(/[\u4e00-\u9fff]{2,3}"/);
  });

  it('of some checks leaves the others as they stand, when the day is the same', async () => {
    await bench.start({ area: '150623' });
    await bench.parts.sweeps.settle();
    const before = await bench.states();
    const [code] = bench.parts.eligibility.sweptChecks.map((check) => check.code);
    await bench.start({ area: '150623', checks: [code] });
    await bench.parts.sweeps.settle();
    expect(await bench.states()).toEqual(before);
  });

  it('is refused for what nobody knows, and names what is known', async () => {
    const ask = (input: Record<string, unknown>) => bench.start(input).catch((error: Error) => error.message);
    expect(await ask({ area: '150623', checks: ['safetyNet.singlePersn'] })).toContain('core.UNKNOWN_CHECK');
    expect(await ask({ area: '998877' })).toContain('core.AREA_NOT_FOUND');
    expect(await ask({ area: '150623', asOf: '2025-07-01' })).toContain('core.DATE_IN_FUTURE');
    expect(await ask({ area: '150623', asOf: '1900-01-01' })).toContain('core.BEFORE_ANY_RULE');
    const earlier = await ask({ area: '150623', asOf: '2025-06-01' });
    expect(earlier).toContain('core.SWEEP_LOOKS_BACK');
    expect(earlier).toContain('2025-06-30');
  });

  it('that was asked for once is carried out once, and one that is over cannot be called off', async () => {
    const id = await bench.start({ area: '150623' }, 'once');
    expect(await bench.start({ area: '150623' }, 'once')).toBe(id);
    const CANCEL = `mutation ($id: ID!) { cancelSweep(input: { sweep: $id }) { sweep { state } userErrors { code } } }`;
    expect((await bench.ask(CANCEL, { id })).cancelSweep).toEqual({ sweep: { state: 'CANCELLED' }, userErrors: [] });
    await bench.parts.sweeps.settle();
    expect((await read(id)).state).toBe('CANCELLED');
    expect((await bench.ask(CANCEL, { id })).cancelSweep.userErrors).toEqual([{ code: 'core.SWEEP_OVER' }]);
  });
});

describe('who may see a sweep', () => {
  it('nobody of another area, and nobody there can begin one here', async () => {
    const id = await bench.start({ area: '150623' });
    const stranger = bench.as({ areas: ['990101'] });
    expect((await stranger.ask(`query ($id: ID!) { sweep(id: $id) { id } sweeps { nodes { id } } }`, { id })).sweep).toBeNull();
    expect((await stranger.ask('{ sweeps { nodes { id } } }')).sweeps.nodes).toEqual([]);
    const { startSweep } = await stranger.ask(
      'mutation { startSweep(input: { area: "150623" }) @idempotent(key: "x") { sweep { id } userErrors { code } } }',
    );
    expect(startSweep).toEqual({ sweep: null, userErrors: [{ code: 'core.AREA_NOT_FOUND' }] });
    await bench.parts.sweeps.settle();
  });

  it('figures of checks whose verdicts somebody may not see are left out and counted', async () => {
    const id = await bench.start({ area: '150623' });
    await bench.parts.sweeps.settle();
    const all = (await read(id)).figures.length;
    const { body } = await bench
      .as({ areas: ['150623'], upTo: 'INTERNAL' })
      .post({ query: 'query ($id: ID!) { sweep(id: $id) { figures { check } } }', variables: { id } });
    expect(body.data.sweep.figures.length).toBeLessThan(all);
    expect(body.extensions?.['withheld']).toBeDefined();
  });
});
