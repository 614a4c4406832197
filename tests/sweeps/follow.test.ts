import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RECOUNTED, sweepBench, type SweepBench } from './support.js';

// A sweep of a town.
vi.setConfig({ testTimeout: 180_000 });

let bench: SweepBench;
beforeAll(async () => {
  bench = await sweepBench();
  await bench.start({ area: '150623' });
  await bench.parts.sweeps.settle();
}, 180_000);
afterAll(() => bench.close());

const recounted = async () => Object.fromEntries((await bench.rows<{ key: string; n: string }>(RECOUNTED)).map(({ key, n }) => [key, n]));

/** As whoever may take a record away altogether. */
async function asOwner(text: string, values: readonly unknown[]): Promise<void> {
  const owner = await bench.storage.owner();
  try {
    await owner.query(text, [...values]);
  } finally {
    await owner.end();
  }
}

describe('what a sweep keeps', () => {
  it('of somebody whose record is taken away goes with it, and out of the counts', async () => {
    const [project] = await bench.rows<{ id: string }>(
      `select p.id from project p join verdict_state s on s.kind = 'PROJECT' and s.subject_id = p.id
       where not exists (select from stale_subject) order by 1 limit 1`,
    );
    await asOwner('delete from project where id = $1', [project?.id]);
    expect(await bench.rows('select 1 from verdict_state where subject_id = $1', [project?.id])).toEqual([]);
    expect(await bench.counts()).toEqual(await recounted());
  });

  it('is in one place however often its record moves, and in the changes of that place', async () => {
    const [home] = await bench.rows<{ id: string; area_code: string; other: string }>(
      `select h.id, h.area_code, (select max(area_code) from village where area_code <> h.area_code) as other from household h order by 1 limit 1`,
    );
    await bench.rows('update household set area_code = $2 where id = $1', [home?.id, home?.other]);
    const members = 'select id from person where household_id = $1 union select $1::uuid';
    const places = await bench.rows(`select distinct area_code from verdict_state where subject_id in (${members})`, [home?.id]);
    expect(places).toEqual([{ area_code: home?.other }]);
    expect(await bench.counts()).toEqual(await recounted());
  });

  it('names a set of checks that nobody can take away as long as it does', async () => {
    await expect(bench.rows('delete from verdict_set')).rejects.toThrow();
  });

  it('is put back where its record lies, should it ever lie elsewhere: by the next sweep, and between sweeps', async () => {
    await bench.start({ area: '150623' });
    await bench.parts.sweeps.settle();
    const before = await bench.states();
    const astray = async (): Promise<string> => {
      const [row] = await bench.rows<{ id: string }>(
        `update verdict_state s set area_code = (select max(area_code) from village where area_code <> s.area_code)
         where s.kind = 'PERSON' and s.subject_id = (select min(id::text)::uuid from person) returning s.subject_id as id`,
      );
      return row?.id ?? '';
    };
    await astray();
    await bench.start({ area: '150623' });
    await bench.parts.sweeps.settle();
    expect(await bench.states()).toEqual(before);
    const id = await astray();
    await bench.rows(
      `insert into stale_subject (kind, subject_id, area_code) select 'PERSON', id, area_code from person where id = $1::uuid`,
      [id],
    );
    await bench.parts.sweeps.settle();
    expect(await bench.states()).toEqual(before);
    expect(await bench.counts()).toEqual(await recounted());
    expect(await bench.rows('select 1 from stale_subject')).toEqual([]);
  });

  it('names a set of checks that nobody writes anew', async () => {
    await expect(bench.rows(`update verdict_set set kind = kind`)).rejects.toThrow();
  });

  it('comes again with the next sweep where somebody lacks it', async () => {
    const [row] = await bench.rows<{ id: string }>(
      `select p.id from person p join verdict_state s on s.kind = 'PERSON' and s.subject_id = p.id order by 1 desc limit 1`,
    );
    const before = await bench.states();
    await bench.rows('delete from verdict_state where subject_id = $1', [row?.id]);
    await bench.parts.sweeps.settle();
    await bench.start({ area: '150623' });
    await bench.parts.sweeps.settle();
    expect((await bench.states())[`PERSON ${row?.id ?? ''}`]).toBe(before[`PERSON ${row?.id ?? ''}`]);
    expect(await bench.counts()).toEqual(await recounted());
  });
});
