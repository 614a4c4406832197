import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sweepBench, type SweepBench } from './support.js';

// Whole sweeps of a town, several a test.
vi.setConfig({ testTimeout: 180_000 });

const COUNTY = '150623';
const FIGURES = `check eligible notEligible undetermined newlyEligible newlyNotEligible newlyUndetermined newlyFulfilled noLongerFulfilled`;
const SWEEP = `query ($id: ID!, $after: String) { sweep(id: $id) { unauthorised leftOut { code } figures { ${FIGURES} } figuresByArea { area { code } ${FIGURES} }
  changes(first: 100, after: $after) { nodes { check from to wasFulfilled isFulfilled subject { id } } next } } }`;
const LISTED = `query ($area: AreaCode!, $checks: [String!]) { verdicts(filter: { area: $area, checks: $checks }) { totalCount } }`;
/** Its families, and of each whether it has authorised the matching of its data on the day. */
const VILLAGE = `select h.id, coalesce((select a.valid_from <= $2::date and coalesce(a.valid_to, 'infinity') >= $2::date from household_authorisation a
    where a.household_id = h.id and a.observed_on <= $2::date and a.withdrawn_at is null order by observed_on desc, recorded_at desc limit 1), false) as authorised
  from household h where h.area_code = $1 order by 1`;

interface Figure {
  readonly area?: { readonly code: string };
  readonly check: string;
  readonly eligible: number;
  readonly notEligible: number;
  readonly undetermined: number;
  readonly newlyEligible: number;
  readonly newlyNotEligible: number;
  readonly newlyUndetermined: number;
  readonly newlyFulfilled: number;
  readonly noLongerFulfilled: number;
}
interface Change {
  readonly check: string;
  readonly from: string;
  readonly to: string;
  readonly wasFulfilled: string | null;
  readonly isFulfilled: string | null;
  readonly subject: { readonly id: string };
}

let bench: SweepBench;
let swept: string;
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: COUNTY });
  await bench.parts.sweeps.settle();
  // Something is written of many, and the next sweep is the first to find it.
  await bench.rows(
    `insert into register_status (household_id, area_code, status, observed_on, source, digest)
     select id, area_code, case register_status when 'NEVER_REGISTERED' then 'OUT_OF_POVERTY_WITH_POLICY' else 'NEVER_REGISTERED' end, '2025-06-20', 'RRB', decode('00', 'hex')
     from household order by register_number limit 60`,
  );
  await bench.rows('delete from stale_subject');
  swept = await bench.start({ area: COUNTY });
  await bench.parts.sweeps.settle();
}, 180_000);
afterAll(() => bench.close());

async function read(id: string) {
  const changes: Change[] = [];
  for (let after: string | null = null; ;) {
    const { sweep } = await bench.ask(SWEEP, { id, after });
    changes.push(...sweep.changes.nodes);
    after = sweep.changes.next;
    if (after === null)
      return { ...sweep, changes } as {
        unauthorised: number;
        leftOut: { code: string }[];
        figures: Figure[];
        figuresByArea: Figure[];
        changes: Change[];
      };
    expect(sweep.changes.nodes).toHaveLength(100);
  }
}

describe('households that have not authorised the matching of their data', () => {
  it('are in no figure of a sweep: each adds up to what the list of its verdicts counts', async () => {
    const { figures, unauthorised } = await read(swept);
    expect(unauthorised).toBeGreaterThan(0);
    expect(figures.length).toBeGreaterThan(10);
    for (const { check, eligible, notEligible, undetermined } of figures) {
      const { verdicts } = await bench.ask(LISTED, { area: COUNTY, checks: [check] });
      expect([check, eligible + notEligible + undetermined]).toEqual([check, verdicts.totalCount]);
    }
  });

  it('are in no change, and how many became what is how many changes are told', async () => {
    const { figures, changes } = await read(swept);
    const lacking = await bench.rows<{ id: string }>(
      `select h.id from (${VILLAGE.replace('h.area_code = $1', '$1::text is null')}) h where not authorised
       union select p.id from person p join (${VILLAGE.replace('h.area_code = $1', '$1::text is null')}) h on h.id = p.household_id where not authorised`,
      [null, '2025-06-30'],
    );
    const ids = new Set(lacking.map(({ id }) => id));
    const { rows } = { rows: await bench.rows<{ subject_id: string }>('select distinct subject_id from verdict_change') };
    expect(rows.some(({ subject_id }) => ids.has(subject_id))).toBe(true);
    expect(changes.length).toBeGreaterThan(0);
    for (const { subject } of changes) expect(ids.has(Buffer.from(subject.id, 'base64').toString().split(':').at(-1) ?? '')).toBe(false);
    for (const figure of figures) {
      const of = changes.filter(({ check }) => check === figure.check);
      expect({
        ...figure,
        newlyEligible: of.filter(({ to, from }) => to === 'ELIGIBLE' && from !== 'ELIGIBLE').length,
        newlyNotEligible: of.filter(({ to, from }) => to === 'NOT_ELIGIBLE' && from !== 'NOT_ELIGIBLE').length,
        newlyUndetermined: of.filter(({ to, from }) => to === 'UNDETERMINED' && from !== 'UNDETERMINED').length,
        newlyFulfilled: of.filter(({ wasFulfilled, isFulfilled }) => isFulfilled === 'TRUE' && wasFulfilled !== 'TRUE').length,
        noLongerFulfilled: of.filter(({ wasFulfilled, isFulfilled }) => wasFulfilled === 'TRUE' && isFulfilled !== 'TRUE').length,
      }).toEqual(figure);
    }
  });

  it('what is counted as withheld does not depend on what was found', async () => {
    const ask = async (id: string) => {
      const { body } = await bench.as({ areas: [COUNTY], upTo: 'INTERNAL' }).post({
        query: 'query ($id: ID!) { sweep(id: $id) { figures { check } changes(first: 1) { nodes { check } next } } }',
        variables: { id },
      });
      return body.extensions?.['withheld'] as { count: number; reason: string; path: string[] }[];
    };
    const changed = await ask(swept);
    const unchanged = await ask(await bench.start({ area: COUNTY }));
    await bench.parts.sweeps.settle();
    expect(changed.length).toBeGreaterThan(0);
    expect(changed).toEqual(unchanged);
    for (const one of changed) expect([one.count, one.reason === 'NOT_AUTHORISED']).toEqual([1, false]);
  });

  it('that withdraw after a sweep are told nothing of: their village leaves its figures until it is swept again', async () => {
    const before = await read(swept);
    const [one] = await bench.rows<{ id: string; area_code: string }>(
      `select v.subject_id as id, v.area_code from verdict_change v join (${VILLAGE.replace('h.area_code = $1', '$1::text is null')}) h on h.id = v.subject_id and v.kind = 'HOUSEHOLD'
       where h.authorised order by 1 limit 1`,
      [null, '2025-06-30'],
    );
    const village = one?.area_code ?? '';
    expect(before.figuresByArea.length).toBeGreaterThan(0);
    await bench.rows(
      `insert into household_authorisation (household_id, area_code, valid_from, valid_to, observed_on, source, digest)
       values ($1, $2, '2024-01-01', '2025-06-01', '2025-06-29', 'RRB', decode('aa', 'hex'))`,
      [one?.id, village],
    );
    const after = await read(swept);
    expect(after.leftOut).toEqual([{ code: village }]);
    expect(after.unauthorised).toBe(before.unauthorised + 1);
    expect(after.changes.length).toBeLessThan(before.changes.length);
    const ofVillage = await bench.rows<{ check: string }>(
      `select check_code as check from sweep_figure f join sweep s on s.id = f.sweep_id where f.area_code = $1 and s.submitted_at = (select max(submitted_at) from sweep)
       and f.kind in ('HOUSEHOLD','PERSON')`,
      [village],
    );
    expect(ofVillage.length).toBeGreaterThan(0);
    for (const figure of after.figures) {
      const was = before.figures.find(({ check }) => check === figure.check);
      const some = ofVillage.some(({ check }) => check === figure.check);
      expect([
        figure.check,
        figure.eligible + figure.notEligible + figure.undetermined <
          (was?.eligible ?? 0) + (was?.notEligible ?? 0) + (was?.undetermined ?? 0),
      ]).toEqual([figure.check, some]);
    }
    const again = await bench.start({ area: COUNTY });
    await bench.parts.sweeps.settle();
    // A transaction that was open when a sweep ended may hold a word that it did not see.
    await bench.rows(
      `update sweep set finished_at = finished_at + interval '1 hour'  where submitted_at = (select max(submitted_at) from sweep)`,
    );
    expect((await read(again)).leftOut).toEqual([]);
  });

  it('that somebody joins after a sweep leave its figures with their village: whoever joined was counted with another family', async () => {
    const sweep = await bench.start({ area: COUNTY });
    await bench.parts.sweeps.settle();
    const [one] = await bench.rows<{ id: string; area_code: string; person: string }>(
      `select u.id, u.area_code, (select p.id from person p where p.household_id = a.id limit 1) as person
       from (select h.*, x.area_code from (${VILLAGE.replace('h.area_code = $1', '$1::text is null')}) h join household x on x.id = h.id) u
       join (select h.*, x.area_code from (${VILLAGE.replace('h.area_code = $1', '$1::text is null')}) h join household x on x.id = h.id) a
         on a.area_code = u.area_code and a.authorised
       where not u.authorised order by u.area_code desc, u.id limit 1`,
      [null, '2025-06-30'],
    );
    const leftOut = async (): Promise<string[]> => (await read(sweep)).leftOut.map(({ code }) => code);
    expect(await leftOut()).not.toContain(one?.area_code);
    await bench.rows('update person set household_id = $1 where id = $2', [one?.id, one?.person]);
    expect(await leftOut()).toContain(one?.area_code);
  });
});
