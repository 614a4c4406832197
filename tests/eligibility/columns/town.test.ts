import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRights, type FactRow, type FactSource, type Moment, type Sql } from 'xianjie/schema';
import { NO, NONE, OPEN, YES } from '../../../plugins/eligibility/index.js';
import { stretchesIn, subjectsOf, type StoredKind } from '../../../plugins/eligibility/columns/stretches.js';
import type { WideSnapshot } from '../../../plugins/storage/db.js';
import { inBulk } from '../../../plugins/eligibility/columns/bulk.js';
import { policyModule as education } from '../../../modules/education/index.js';
import { policyModule as employment } from '../../../modules/employment/index.js';
import { corePolicy, today } from '../support.js';
import { testApp, type TestApp } from '../../support/app.js';

/** The demo town: every source of every module, and every check, on a real database. */
const TOWN = '150623100';
const at: Moment = { asOf: today, knownAt: null };
const modules = [corePolicy, education, employment];
let app: TestApp;
let snapshot: WideSnapshot;
let ids: Readonly<Record<string, readonly { readonly id: string; readonly areaCode: string }[]>>;

beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  snapshot = app.storage.db.snapshot({ areas: [TOWN], domains: 'ALL' }, 'MASKED');
  const stored = modules.flatMap((module) => module.subjects ?? []).filter((subject) => subject.stored !== undefined);
  const rows = await Promise.all(
    stored.map(async ({ code, stored: where }) => [
      code,
      await snapshot.engineSql<{ id: string; areaCode: string }>(
        `select id, area_code as "areaCode" from ${where?.table ?? ''} order by md5(id::text) limit 400`,
      ),
    ]),
  );
  ids = Object.fromEntries(rows) as typeof ids;
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const byText = (rows: readonly FactRow[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

test('every source says the same of many subjects at once, of a few, and as a sweep asks', async () => {
  const sources = modules.flatMap((module): readonly FactSource[] => module.facts ?? []);
  const bulk = app.storage.db.snapshot({ areas: [TOWN], domains: 'ALL' }, 'MASKED');
  let rows = 0;
  for (const source of sources) {
    const of = (ids[source.subject.code] ?? []).map(({ id }) => id);
    const all = byText(await source.load(snapshot.engineSql, of, at));
    const few: FactRow[] = [];
    for (let from = 0; from < of.length; from += 7) few.push(...(await source.load(snapshot.engineSql, of.slice(from, from + 7), at)));
    expect(byText(few), Object.keys(source.columns).join()).toEqual(all);
    expect(byText(await source.load(inBulk(bulk.engineSql), of, at)), Object.keys(source.columns).join()).toEqual(all);
    rows += all.length;
  }
  await bulk.close();
  expect(rows).toBeGreaterThan(4_000);
}, 120_000);

test('a sweep of the town says of everybody what a single question is told', async () => {
  const { eligibility } = app.parts;
  const verdicts = new Map<string, string>();
  for (const [kind, some] of Object.entries(ids)) {
    const subjects = some.slice(0, 150).map((one) => ({ kind, ...one }));
    const bound = eligibility.bind({ engineSql: snapshot.engineSql, rights: allRights, today, counting: true });
    for (const { check, subject, outcome, fulfilled, benefits } of (await bound.evaluate({ subjects })).verdicts)
      verdicts.set(
        `${subject.id} ${check}`,
        `${outcome} ${fulfilled} ${String(benefits.find((one) => one.amount !== null)?.amount?.money ?? null)}`,
      );
  }
  expect(verdicts.size).toBeGreaterThan(3_000);
  const outcome = { [NO]: 'NOT_ELIGIBLE', [OPEN]: 'UNDETERMINED', [YES]: 'ELIGIBLE' };
  const satisfied = { [NO]: 'FALSE', [OPEN]: 'UNKNOWN', [YES]: 'TRUE', [NONE]: 'UNKNOWN' };
  const swept = new Map<string, string>();
  const sweep = eligibility.sweep({ sql: snapshot.engineSql, at, checks: null });
  for await (const block of sweep.inArea(TOWN)) {
    for (const column of block.columns) {
      block.ids.forEach((id, row) => {
        const [is, done] = [column.outcome[row] as keyof typeof satisfied, column.fulfilled[row] as keyof typeof satisfied];
        const fen = column.amount?.[row] ?? NaN;
        if (is !== NONE)
          swept.set(`${id} ${column.check}`, `${outcome[is]} ${satisfied[done]} ${Number.isNaN(fen) ? 'null' : String(fen)}`);
      });
    }
  }
  const asked = new Set(Object.values(ids).flatMap((some) => some.slice(0, 150).map(({ id }) => id)));
  expect(Object.fromEntries([...swept].filter(([key]) => asked.has(key.slice(0, 36))))).toEqual(Object.fromEntries(verdicts));
}, 120_000);

/** All that a sweep says, in any order. */
async function said(request: { readonly sql: Sql; readonly beside?: readonly Sql[]; readonly atOnce?: number }): Promise<string[]> {
  const found: string[] = [];
  for await (const { kind, ids, areas, columns } of app.parts.eligibility.sweep({ ...request, at, checks: null }).inArea(TOWN))
    ids.forEach((id, row) => {
      const cells = columns.map((c) => `${c.check} ${c.outcome[row]} ${c.fulfilled[row]} ${c.held[row]} ${c.amount?.[row]}`);
      found.push([kind, id, areas[row], ...cells].join());
    });
  return found.sort();
}

test('a sweep on several connections, in small portions, says what it says on one', async () => {
  const wide = app.storage.db.snapshot({ areas: [TOWN], domains: [] }, 'MASKED');
  try {
    const inOne = await said({ sql: wide.engineSql });
    expect(inOne.length).toBeGreaterThan(1_000);
    expect(await said({ sql: wide.engineSql, beside: wide.beside(2), atOnce: 70 })).toEqual(inOne);
  } finally {
    await wide.close();
  }
}, 120_000);

test('a further connection of a snapshot sees the same moment and no other area', async () => {
  const wide = app.storage.db.snapshot({ areas: [`${TOWN}201`], domains: [] }, 'MASKED');
  try {
    const [beside = wide.sql] = wide.beside(1);
    const count = async (sql: Sql): Promise<unknown> =>
      (await sql('select count(*)::int as n, current_user::text as role from household'))[0];
    const before = await count(wide.engineSql);
    await app.storage.db.system(({ sql }) => sql('update household set register_number = register_number where false'));
    expect(await count(beside)).toEqual(before);
    const [elsewhere] = await beside<{ n: number }>('select count(*)::int as n from household where area_code not like $1', [
      `${TOWN}201%`,
    ]);
    expect(elsewhere?.n).toBe(0);
  } finally {
    await wide.close();
  }
  await expect(wide.beside(1)[0]?.('select 1')).rejects.toThrow('the operation is over');
});

test('each fact is read once for all the kinds of subject in a portion: no statement comes twice', async () => {
  const wide = app.storage.db.snapshot({ areas: [TOWN], domains: [] }, 'MASKED');
  const texts: string[] = [];
  const counted: Sql = (text, values) => {
    if (!text.includes('set_config')) texts.push(text);
    return wide.engineSql(text, values);
  };
  try {
    await said({ sql: counted, atOnce: 1_000_000 });
    const once = texts.length;
    expect(texts.filter((text, i) => texts.indexOf(text) !== i && /_status|coverage|string_agg/.test(text))).toEqual([]);
    const sources = modules.flatMap((module): readonly FactSource[] => module.facts ?? []).length;
    // Beside the sources: who is there, where links lead, what is in force. A source that has shown no row yet is asked about a few first.
    expect(once).toBeLessThanOrEqual(2 * sources + 12);
  } finally {
    await wide.close();
  }
});

test('everybody is in one portion and in no other, and none is larger than it may be', async () => {
  const kinds = modules
    .flatMap((module) => module.subjects ?? [])
    .flatMap(({ code, stored }): StoredKind[] => (stored === undefined ? [] : [{ code, stored }]));
  const all = await stretchesIn(snapshot.engineSql, kinds, TOWN, at, 1_000_000);
  expect(all.length).toBe(1);
  const listed = async (atOnce: number): Promise<string[]> => {
    const found: string[] = [];
    for (const stretch of await stretchesIn(snapshot.engineSql, kinds, TOWN, at, atOnce)) {
      const rows = [...(await subjectsOf(snapshot.engineSql, stretch, at))].flatMap(([kind, own]) => own.map((row) => `${kind} ${row.id}`));
      expect(rows.length).toBeLessThanOrEqual(atOnce);
      found.push(...rows);
    }
    return found.sort();
  };
  const everybody = await listed(1_000_000);
  expect(new Set(everybody).size).toBe(everybody.length);
  for (const atOnce of [3, 40, 500]) expect(await listed(atOnce)).toEqual(everybody);
}, 120_000);
