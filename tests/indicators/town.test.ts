import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as education } from '../../modules/education/index.js';
import { policyModule as employment } from '../../modules/employment/index.js';
import { openDoor } from '../../api/testing/door.js';
import { silent } from '../access/support.js';
import { sweepArea } from '../eligibility/lists/swept.js';
import { TODAY, testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

const TOWN = '150623100';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [education, employment] });
  await sweepArea(app, TOWN, TODAY);
}, 180_000);
afterAll(() => app.close());
const as = (asker: Asker) => openDoor(app, silent, viewerOf({ modules: ['core', 'education', 'employment'], ...asker }));

const VALUE = `indicator { code unit derived } area { code } period asOf running value { number money text { en } } numerator { number money } denominator { number money }
  unknown met reason target { operator value { number money } citation { place document { code } } } version unauthorised reckonedAt`;
interface Value {
  readonly indicator: { readonly code: string; readonly unit: string; readonly derived: boolean };
  readonly area: { readonly code: string };
  readonly period: string;
  readonly value: { readonly number: string | null; readonly money: string | null } | null;
  readonly numerator: { readonly number: string | null; readonly money: string | null } | null;
  readonly denominator: { readonly number: string | null; readonly money: string | null } | null;
  readonly unknown: number | null;
  readonly met: boolean | null;
  readonly reason: string | null;
  readonly target: { readonly operator: string | null; readonly value: { readonly number: string | null } | null } | null;
}
async function values(args: string, door: Pick<TestApp, 'ask'> = app): Promise<Value[]> {
  const { indicators } = await door.ask(`{ indicators(${args}) { ${VALUE} } }`);
  return indicators as Value[];
}
const rows = <T>(text: string): Promise<T[]> => app.storage.db.system(({ sql }) => sql<T & Record<string, unknown>>(text)) as Promise<T[]>;

const one = (all: readonly Value[], code: string): Value => all.find(({ indicator }) => indicator.code === code) as Value;
const number = (value: Value): number => Number(value.value?.money ?? value.value?.number);

describe('the town’s figures are those that counting by hand gives', () => {
  test('monitored households, from the newest word on each', async () => {
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(
      `select count(*)::int as n from household h where h.area_code like '${TOWN}%' and
         (select kind from monitoring_status m where m.household_id = h.id and observed_on <= '${TODAY}' and withdrawn_at is null
          order by observed_on desc, recorded_at desc limit 1) <> 'NONE'`,
    );
    const [value] = await values(`area: "${TOWN}", codes: ["ind.monitored"]`);
    expect(n).toBeGreaterThan(50);
    expect(value).toMatchObject({
      period: '2025-06',
      running: true,
      value: { number: String(n) },
      unknown: 0,
      met: null,
      reason: 'TARGET_IN_WORDS',
    });
  });

  test('growth of income, over households with statements of both years', async () => {
    const [hand] = await rows<{ growth: number; people: number }>(
      `with said as (
         select h.id, y.year, (select coalesce(net_income, per_capita_net * member_count) from income_statement i where i.household_id = h.id and i.year = y.year
             and month is null and basis = 'ACTUAL' and withdrawn_at is null order by observed_on desc, recorded_at desc limit 1) as net,
           (select member_count from income_statement i where i.household_id = h.id and i.year = y.year and month is null and basis = 'ACTUAL'
             and withdrawn_at is null order by observed_on desc, recorded_at desc limit 1) as people
         from household h cross join (values (2023), (2024)) as y(year)
         where h.area_code like '${TOWN}%' and (h.register_status <> 'NEVER_REGISTERED' or h.monitored)
           and exists (select from household_authorisation a where a.household_id = h.id and a.valid_from <= '${TODAY}'
                       and coalesce(a.valid_to, 'infinity') >= '${TODAY}' and a.observed_on <= '${TODAY}')
           and ((select status from register_status s where s.household_id = h.id and s.observed_on <= '2024-12-31' order by observed_on desc limit 1) <> 'NEVER_REGISTERED'
             or (select kind from monitoring_status s where s.household_id = h.id and s.observed_on <= '2024-12-31' order by observed_on desc limit 1) <> 'NONE')),
       both_years as (select a.net as a, a.people as p, b.net as b, b.people as q from said a join said b on b.id = a.id and a.year = 2024 and b.year = 2023
                      where a.net is not null and b.net is not null)
       select (100 * ((sum(a) / sum(p)) / (sum(b) / sum(q)) - 1))::float as growth, sum(p)::int as people from both_years`,
    );
    const [value] = await values(`area: "${TOWN}", period: "2024", codes: ["ind.netIncomeGrowth"]`);
    expect(Number(value?.value?.number)).toBeCloseTo(hand?.growth ?? 0, 1);
    expect(Number(value?.denominator?.number)).toBe(hand?.people);
    expect(value).toMatchObject({ asOf: '2024-12-31', running: false });
  });

  test('what villages earn, held against the target of each', async () => {
    const [value] = await values(`area: "${TOWN}", period: "2024", codes: ["ind.collectiveIncome"]`);
    expect(value).toMatchObject({ value: null, reason: 'NOT_AT_THIS_LEVEL' });
    const { indicators } = await app.ask(
      `{ indicators(area: "${TOWN}", period: "2024", codes: ["ind.collectiveIncome"]) { byArea { ${VALUE} } } }`,
    );
    const villages = indicators[0].byArea as Value[];
    const hand = await rows<{ code: string; operating: number | null }>(
      `select v.area_code as code, (select operating from collective_income c where c.village_id = v.id and c.year = 2024 and c.operating is not null
         order by observed_on desc, recorded_at desc limit 1) as operating from village v where area_code like '${TOWN}%' order by 1`,
    );
    expect(hand.length).toBeGreaterThan(5);
    for (const { code, operating } of hand) {
      const found = villages.find(({ area }) => area.code === code) as Value;
      expect(found.value === null ? null : Math.round(Number(found.value.money) * 100)).toBe(operating);
      expect(found.met).toBe(operating === null ? null : operating >= 15_000_000);
      expect(found.target).toMatchObject({ operator: 'gte', value: { money: '150000.00' }, citation: { document: { code: 'TOWN-A' } } });
    }
  });

  test('aid received by everybody to whom it is due', async () => {
    const [hand] = await rows<{ due: number; had: number }>(
      `select count(*)::int as due, count(*) filter (where had)::int as had from (
         select person_id, bool_and(received_on is not null) as had from (
           select distinct on (person_id, aid, school_year, term) person_id, entitled, received_on from education_aid
           where area_code like '${TOWN}%' and school_year = 2024 order by person_id, aid, school_year, term, observed_on desc, recorded_at desc) a
         where entitled group by person_id) p`,
    );
    const [value] = await values(`area: "${TOWN}", codes: ["ind.aidCoverage"]`);
    expect(value).toMatchObject({ numerator: { number: String(hand?.had) }, denominator: { number: String(hand?.due) }, met: false });
  });

  test('coverage and gaps of checks are those of the area’s gaps, to the last one', async () => {
    const all = await values(`area: "${TOWN}"`);
    const { gaps } = await app.ask(
      `{ gaps(area: "${TOWN}") { unauthorised checks { check { code } concerned fulfilled notFulfilled fulfilmentUnknown undetermined } } }`,
    );
    const found = gaps.checks as {
      check: { code: string };
      concerned: number;
      fulfilled: number;
      notFulfilled: number;
      fulfilmentUnknown: number;
      undetermined: number;
    }[];
    expect(found.length).toBeGreaterThan(10);
    for (const { check, concerned, fulfilled, fulfilmentUnknown } of found.filter((gap) => gap.concerned > 0))
      expect(one(all, `coverage.${check.code}`)).toMatchObject({
        ...{ numerator: { number: String(fulfilled) }, denominator: { number: String(concerned) }, unknown: fulfilmentUnknown },
        unauthorised: gaps.unauthorised,
      });
    const dropout = found.find(({ check }) => check.code === 'education.noDropout');
    expect(one(all, 'ind.dropouts')).toMatchObject({ value: { number: String(dropout?.notFulfilled) }, met: false });
    expect(one(all, 'ind.dropouts').unknown).toBe((dropout?.fulfilmentUnknown ?? 0) + (dropout?.undetermined ?? 0));
  });

  test('those of its villages add up to the town', async () => {
    const { indicators } = await app.ask(`{ indicators(area: "${TOWN}") { ${VALUE} byArea { ${VALUE} } } }`);
    for (const town of indicators as (Value & { byArea: Value[] })[]) {
      if (town.value === null || town.indicator.unit !== 'COUNT') continue;
      expect(town.byArea.reduce((sum, village) => sum + Number(village.value?.number ?? 0), 0)).toBe(Number(town.value.number));
    }
  });
});

describe('who asks', () => {
  test('a village’s official is told of the village, and of no area beside or above it', async () => {
    const VILLAGE = '150623100204';
    const door = as({ areas: [VILLAGE] });
    expect(await values(`area: "${VILLAGE}", codes: ["ind.monitored"]`, door)).toEqual(
      await values(`area: "${VILLAGE}", codes: ["ind.monitored"]`),
    );
    for (const area of [TOWN, '150623100203', '15']) expect(await values(`area: "${area}", codes: ["ind.monitored"]`, door)).toEqual([]);
    await expect(values('area: "150699", codes: ["ind.monitored"]', door)).rejects.toThrow('UNKNOWN_CODE');
  });

  test('whoever may not see them is told of no few, and of nobody by name', async () => {
    const door = as({ upTo: 'INTERNAL' });
    const { indicators } = await door.ask(`{ indicators(area: "${TOWN}", codes: ["ind.monitored"]) { ${VALUE} byArea { ${VALUE} } } }`);
    const [town] = indicators as (Value & { byArea: Value[] })[];
    const [{ byArea: exact }] = (await app.ask(`{ indicators(area: "${TOWN}", codes: ["ind.monitored"]) { byArea { ${VALUE} } } }`))
      .indicators as [{ byArea: Value[] }];
    expect(town?.value?.number).toBe((await values(`area: "${TOWN}", codes: ["ind.monitored"]`))[0]?.value?.number);
    expect(exact.some((village) => number(village) < 5)).toBe(true);
    const hidden = exact.filter((_, i) => town?.byArea[i]?.value === null);
    for (const village of town?.byArea ?? []) {
      if (village.value === null) expect(village).toMatchObject({ reason: 'SUPPRESSED', numerator: null, unknown: null });
      else expect(number(village)).toBeGreaterThanOrEqual(5);
    }
    expect(hidden.reduce((sum, village) => sum + number(village), 0)).toBeGreaterThanOrEqual(5);
    expect(hidden.filter((village) => number(village) > 0).length).toBeGreaterThan(1);
    // Asked by itself a village answers as in the list.
    for (const village of town?.byArea ?? [])
      expect((await values(`area: "${village.area.code}", codes: ["ind.monitored"]`, door))[0]).toEqual(village);
    expect(await door.ask(`{ indicators(area: "${TOWN}", codes: ["ind.monitored"]) { subjects { nodes { part } } } }`)).toEqual({
      indicators: [{ subjects: null }],
    });
  });

  test('a domain that is not open is left out, and refused where it is named', async () => {
    const door = as({ modules: ['core'] });
    const codes = (await values(`area: "${TOWN}"`, door)).map(({ indicator }) => indicator.code);
    expect(codes).toContain('ind.monitored');
    expect(codes.filter((code) => /education|employment|aid|dropouts|migrant/.test(code))).toEqual([]);
    await expect(values(`area: "${TOWN}", codes: ["ind.dropouts"]`, door)).rejects.toThrow('FORBIDDEN');
  });

  test('a period that has not begun, that is none, or that the number is not told of is refused', async () => {
    for (const period of ['2026', '2025-13', 'June'])
      await expect(values(`area: "${TOWN}", period: "${period}"`)).rejects.toThrow('BAD_USER_INPUT');
    await expect(values(`area: "${TOWN}", period: "2025-Q1", codes: ["ind.dropouts", "ind.netIncomeGrowth"]`)).rejects.toThrow(
      'BAD_USER_INPUT',
    );
    await expect(values(`area: "${TOWN}", codes: ["ind.dropout"]`)).rejects.toThrow('ind.dropouts');
  });
});

test('who is behind a number are as many as it says, page by page, each once', async () => {
  for (const code of ['ind.monitored', 'ind.aidCoverage', 'ind.dropouts', 'coverage.education.rainDew']) {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { indicators } = await app.ask(
        `query ($after: String) { indicators(area: "${TOWN}", codes: ["${code}"]) { numerator { number } subjects(part: COUNTED, first: 40, after: $after) { next nodes { part subject { id } } } } }`,
        { after },
      );
      const [{ subjects, numerator }] = indicators as [
        { numerator: { number: string }; subjects: { next: string | null; nodes: { part: string; subject: { id: string } }[] } },
      ];
      for (const { part, subject } of subjects.nodes) {
        expect(part).toBe('COUNTED');
        seen.push(subject.id);
      }
      after = subjects.next;
      if (after !== null) continue;
      expect(seen.length).toBe(Number(numerator.number));
      break;
    }
    expect(new Set(seen).size).toBe(seen.length);
  }
});

test('a household that withdraws is left out of what puts several departments’ words together, and of what verdicts say', async () => {
  const before = (await values(`area: "${TOWN}", period: "2024", codes: ["ind.netIncomeGrowth"]`))[0] as Value & { unauthorised: number };
  expect(before.unauthorised).toBeGreaterThan(0);
  const [hand] = await rows<{ n: number }>(
    `select count(*)::int as n from household h where area_code like '${TOWN}%' and not coalesce((select valid_from <= '${TODAY}' and coalesce(valid_to, 'infinity') >= '${TODAY}'
       from household_authorisation a where a.household_id = h.id and observed_on <= '${TODAY}' and withdrawn_at is null order by observed_on desc, recorded_at desc limit 1), false)`,
  );
  expect(before.unauthorised).toBe(hand?.n);
});

test('the history holds the periods before, the newest first', async () => {
  const { indicators } = await app.ask(
    `{ indicators(area: "${TOWN}", codes: ["ind.monitored"]) { history(periods: 3) { period running value { number } } } }`,
  );
  const [{ history }] = indicators as [{ history: { period: string; running: boolean }[] }];
  expect(history.map(({ period, running }) => [period, running])).toEqual([
    ['2025-06', true],
    ['2025-05', false],
    ['2025-04', false],
  ]);
});

test('the county’s indicators of one period are one statement each, those of verdicts one together', async () => {
  const asked = (codes: readonly string[]) => async (): Promise<number> => {
    const from = app.logged.length;
    await app.ask(
      `{ indicators(area: "150623", period: "2024"${codes.length === 0 ? '' : `, codes: ${JSON.stringify(codes)}`}) { value { number } byArea { value { number } } } }`,
    );
    const line = app.logged
      .slice(from)
      .map((text) => JSON.parse(text) as { msg: string; statements?: number })
      .find(({ msg }) => msg === 'operation');
    return line?.statements ?? -1;
  };
  const queries = ['ind.netIncomeGrowth', 'ind.incomeStructure', 'ind.monitored', 'ind.aidCoverage', 'ind.migrantWorkers', 'ind.training'];
  // The area itself, the areas below it, and what is in force.
  const always = (await asked(queries.slice(0, 1))()) - 1;
  for (let n = 2; n <= queries.length; n += 1) expect(await asked(queries.slice(0, n))()).toBe(always + n);
  // When the area was swept, and what was said.
  expect(await asked([...queries, 'ind.dropouts'])()).toBe(always + queries.length + 2);
  expect(await asked([...queries, 'ind.dropouts', 'ind.employmentCoverage', 'coverage.education.rainDew'])()).toBe(
    always + queries.length + 2,
  );
  const declared = [...queries, 'ind.industryShare', 'ind.workReliefShare'];
  // Of checks whose people the viewer may not see it is decided over all of the viewer’s areas what is told: the same two, there.
  expect(await asked([])()).toBe(always + declared.length + 4);
}, 240_000);
