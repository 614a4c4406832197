import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  area,
  areaAbove,
  areaOf,
  defineCheck,
  defineFact,
  definePolicyModule,
  equals,
  finance,
  household,
  of,
  source,
  townA,
  village,
  villageOf,
  type FactRow,
} from 'xianjie/schema';
import { testApp, type TestApp } from '../support/app.js';

/** A module with checks about villages and areas, and one of a household that asks about its village. */
const common = { level: 'PUBLIC', suppliers: [finance], source: 'RECORDED' } as const;
const text = (zh: string, en: string) => ({ zh, en });
const code = defineFact({
  ...common,
  code: 'fixture.last',
  title: text('末位', 'last figure of its code'),
  subject: village,
  type: 'CODE',
  codes: { ODD: text('单', 'odd'), EVEN: text('双', 'even') },
});
const levels = { VILLAGE: text('村', 'village'), TOWNSHIP: text('乡镇', 'township'), OTHER: text('其他', 'another') };
const level = defineFact({ ...common, code: 'fixture.level', title: text('层级', 'level'), subject: area, type: 'CODE', codes: levels });
const rule = {
  kind: 'DUTY',
  force: 'MUST',
  title: text('规则', 'rule'),
  policy: { document: townA, place: '§A L36', quote: '确保符合条件对象应纳尽纳' },
} as const;
const fixture = definePolicyModule({
  id: 'fixture',
  contract: 1,
  title: text('样例', 'Fixture'),
  owner: { code: 'FIN', title: text('财政局', 'Finance bureau') },
  facts: [
    source({
      subject: village,
      columns: { last: code },
      load: (sql, ids, at) =>
        sql<FactRow>(
          `select id as subject_id, $2::date as observed_on, 'FIN' as source,
             case when right(area_code, 1) in ('1', '3', '5', '7', '9') then 'ODD' else 'EVEN' end as last
           from village where id = any($1::uuid[])`,
          [ids, at.asOf],
        ),
    }),
    source({
      subject: area,
      columns: { level },
      load: (sql, ids, at) =>
        sql<FactRow>(
          `select code as subject_id, $2::date as observed_on, 'FIN' as source,
             case when level in ('VILLAGE', 'TOWNSHIP') then level else 'OTHER' end as level
           from area where code = any($1::text[])`,
          [ids, at.asOf],
        ),
    }),
  ],
  checks: [
    defineCheck({ ...rule, code: 'fixture.odd', subject: village, when: equals(code, 'ODD') }),
    defineCheck({ ...rule, code: 'fixture.inTownship', subject: village, when: of(areaOf, of(areaAbove, equals(level, 'TOWNSHIP'))) }),
    defineCheck({ ...rule, code: 'fixture.township', subject: area, when: equals(level, 'TOWNSHIP') }),
    defineCheck({ ...rule, code: 'fixture.oddHome', subject: household, when: of(villageOf, equals(code, 'ODD')) }),
  ],
});

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [fixture] });
});
afterAll(() => app.close());

interface Said {
  readonly check: { readonly code: string };
  readonly outcome: string;
}
const said = (verdicts: readonly Said[]) => Object.fromEntries(verdicts.map((v) => [v.check.code, v.outcome]));
const eligibility = (checks: string) => `eligibility(checks: [${checks}]) { check { code } outcome subject { __typename } }`;

describe('a check about a village', () => {
  test('is asked of villages, of what lies around them too', async () => {
    const { villages } = await app.ask(`{ villages(first: 4) { nodes { code ${eligibility('"fixture.odd", "fixture.inTownship"')} } } }`);
    expect(villages.nodes.length).toBeGreaterThan(1);
    for (const one of villages.nodes) {
      const odd = Number(one.code.slice(-1)) % 2 === 1;
      expect(said(one.eligibility)).toEqual({ 'fixture.odd': odd ? 'ELIGIBLE' : 'NOT_ELIGIBLE', 'fixture.inTownship': 'ELIGIBLE' });
      expect(one.eligibility[0].subject.__typename).toBe('Village');
    }
  });

  test('is read by a check about a household of it', async () => {
    const { households } = await app.ask(`{ households(first: 6) { nodes { village { code } ${eligibility('"fixture.oddHome"')} } } }`);
    expect(households.nodes.length).toBeGreaterThan(1);
    for (const one of households.nodes) {
      const odd = Number(one.village.code.slice(-1)) % 2 === 1;
      expect(said(one.eligibility)).toEqual({ 'fixture.oddHome': odd ? 'ELIGIBLE' : 'NOT_ELIGIBLE' });
    }
  });
});

test('a check about an area is asked of areas, and answers for the area itself', async () => {
  const { area: town } = await app.ask(`{ area(code: "150623100") { ${eligibility('"fixture.township"')} } }`);
  expect(said(town.eligibility)).toEqual({ 'fixture.township': 'ELIGIBLE' });
});
