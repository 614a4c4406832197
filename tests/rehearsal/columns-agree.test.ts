import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coreModule, type Moment, type Snapshot, type SubjectRef } from 'xianjie/schema';
import { catalogueOf } from '../../plugins/eligibility/catalogue/catalogue.js';
import { createEligibility, NO, OPEN, YES } from '../../plugins/eligibility/index.js';
import { linksOf } from '../../plugins/eligibility/facts/links.js';
import { needsOf } from '../../plugins/eligibility/catalogue/reads.js';
import { referenceOf } from '../../plugins/eligibility/in-force/reference.js';
import { regimeOf } from '../../plugins/eligibility/in-force/regime.js';
import { loadWorld } from '../../plugins/eligibility/facts/stored-world.js';
import { supposedAdoption } from '../../plugins/eligibility/in-force/supposed.js';
import { verdictOf } from '../../plugins/eligibility/telling/verdict.js';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { testApp, type TestApp } from '../support/app.js';

const TOWN = '150623100';
const at: Moment = { asOf: '2025-06-30', knownAt: null };
const modules = [coreModule, education, employment];
const catalogue = catalogueOf(modules);
const engine = createEligibility(modules);
let app: TestApp;
let snapshot: Snapshot;
const people: SubjectRef[] = [];

beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  snapshot = app.storage.db.snapshot({ areas: [TOWN], domains: 'ALL' }, 'MASKED');
  for (const [kind, table] of [
    ['HOUSEHOLD', 'household'],
    ['PERSON', 'person'],
  ] as const) {
    const rows = await snapshot.engineSql<{ id: string; area: string }>(
      `select id, area_code as area from ${table} order by md5(id::text) limit 60`,
    );
    people.push(...rows.map(({ id, area }) => ({ kind, id, areaCode: area })));
  }
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const codes = { NOT_ELIGIBLE: NO, UNDETERMINED: OPEN, ELIGIBLE: YES } as const;
const money = fc.integer({ min: 0, max: 1_500_000 });
const values = fc.record({
  'monitoring.incomeLine': money,
  'income.watchLine': money,
  'employment.transportSubsidy.outOfProvince': money,
  'education.nutrition.amount': money,
});

test('with whatever values, what the columns find of somebody is what a single evaluation under them finds', async () => {
  const reference = referenceOf(snapshot.engineSql, catalogue);
  const adoptions = await reference.adoptions([...new Set(people.map(({ areaCode }) => areaCode))]);
  let turned = 0;
  await fc.assert(
    fc.asyncProperty(values, async (given) => {
      const supposed = { area: TOWN, values: new Map(Object.entries(given)) };
      const { checks } = await engine.affected({ sql: snapshot.engineSql, at, supposed });
      const asked = checks.flatMap(({ code }) => catalogue.checks.get(code)?.check ?? []);
      const then = [...adoptions, supposedAdoption(supposed, at.asOf)];
      const reading = { catalogue, sql: snapshot.engineSql, at, links: linksOf(snapshot.engineSql, at), coverage: reference.coverage(at), onFailure: () => undefined }; // prettier-ignore
      const world = await loadWorld(reading, people, needsOf(asked));
      const sweep = engine.sweep({ sql: snapshot.engineSql, at, checks: checks.map(({ code }) => code), supposed });
      for (const kind of ['HOUSEHOLD', 'PERSON']) {
        const some = people.filter((one) => one.kind === kind);
        const block = await sweep.of(kind, some.map(({ id }) => id)); // prettier-ignore
        block.columns.forEach((before, i) => {
          const column = block.supposed?.[i];
          const check = asked.find(({ code }) => code === column?.check);
          if (column === undefined || check === undefined) throw new Error('a column is missing');
          block.ids.forEach((id, row) => {
            const subject = { kind, id, areaCode: block.areas[row] ?? '' };
            const setting = { world, regime: regimeOf(catalogue, then, subject.areaCode, at.asOf) };
            const verdict = verdictOf(check, { subject, askedFor: subject }, setting);
            const amount = verdict.benefits.find((one) => one.amount !== null)?.amount?.money ?? NaN;
            expect([check.code, column.outcome[row], column.amount?.[row] ?? NaN]).toEqual([check.code, codes[verdict.outcome], amount]);
            if (column.outcome[row] !== before.outcome[row] || !Object.is(column.amount?.[row], before.amount?.[row])) turned++;
          });
        });
      }
    }),
    { numRuns: 12 },
  );
  expect(turned).toBeGreaterThan(50);
}, 120_000);

test('A for B takes from whom B for A gives, and gives to whom it takes', async () => {
  const sql = snapshot.engineSql;
  const columnsWith = async (value: number) => {
    const supposed = { area: TOWN, values: new Map([['monitoring.incomeLine', value]]) };
    const sweep = engine.sweep({ sql, at, checks: ['monitoring.incomeLine'], supposed });
    const { supposed: [column] = [] } = await sweep.of('HOUSEHOLD', people.filter(({ kind }) => kind === 'HOUSEHOLD').map(({ id }) => id)); // prettier-ignore
    return column?.outcome ?? new Uint8Array();
  };
  await fc.assert(
    fc.asyncProperty(money, money, async (a, b) => {
      const [withA, withB] = [await columnsWith(a), await columnsWith(b)];
      const gained = (from: Uint8Array, to: Uint8Array): number[] => [...to.keys()].filter((row) => from[row] !== YES && to[row] === YES);
      const lost = (from: Uint8Array, to: Uint8Array): number[] => [...to.keys()].filter((row) => from[row] === YES && to[row] !== YES);
      expect(gained(withA, withB)).toEqual(lost(withB, withA));
      if (a <= b) expect(lost(withA, withB)).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 120_000);
