import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRights, type FactRow, type FactSource, type Moment, type Snapshot } from 'xianjie/schema';
import { NO, NONE, OPEN, YES } from '../../../plugins/eligibility/index.js';
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
let snapshot: Snapshot;
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
