import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  defineCheck,
  definePolicyModule,
  defineValue,
  gte,
  household,
  lastYear,
  minus,
  nonPolicy,
  outOfPoverty,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  ranked,
  rightsOf,
  times,
  townA,
  type Term,
} from 'xianjie/schema';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

const policy = { document: townA, place: '§A L36', quote: '确保符合条件对象应纳尽纳' };
const twice = defineValue({
  code: 'fixture.twice',
  title: { zh: '两倍收入', en: 'twice the income' },
  subject: household,
  policy,
  is: times(lastYear(perCapitaYearlyIncome), nonPolicy(2, 'a number of the test')),
});
const rest = defineValue({
  code: 'fixture.rest',
  title: { zh: '余额', en: 'the rest' },
  subject: household,
  policy,
  is: minus(twice, lastYear(perCapitaYearlyIncome)),
  rounded: true,
});
const standing = defineValue({
  code: 'fixture.standing',
  title: { zh: '是否脱贫户', en: 'one for a household out of poverty' },
  subject: household,
  policy,
  is: ranked(outOfPoverty),
});
/** A mistake that no compiler sees: a fact of each period, outside of any. */
const each: Term = { term: 'fact', fact: perCapitaNetIncome, period: 'EACH' };
const broken = { ...twice, code: 'fixture.broken', title: { zh: '算不出', en: 'the broken one' }, is: each } as typeof twice;

const fixture = definePolicyModule({
  id: 'test',
  contract: 1,
  title: { zh: '样例', en: 'Fixture' },
  owner: { code: 'EDU', title: { zh: '教体局', en: 'Education bureau' } },
  values: [rest, twice, broken, standing],
  checks: [
    defineCheck({
      code: 'fixture.positive',
      title: { zh: '有余额', en: 'something is left' },
      kind: 'STATUS',
      force: 'MUST',
      subject: household,
      policy,
      when: gte(rest, nonPolicy(0, 'a number of the test')),
    }),
    defineCheck({
      code: 'fixture.broken',
      title: { zh: '算不出', en: 'broken' },
      kind: 'STATUS',
      force: 'MUST',
      subject: household,
      policy,
      when: gte(broken, nonPolicy(0, 'a number of the test')),
    }),
  ],
});

const VILLAGE = '150623100204';
const NUMBER = '1506231002040001';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [fixture] });
});
afterAll(() => app.close());

const ofHousehold = async (args: string) =>
  (
    await app.ask(`{ household(number: "${NUMBER}") { perCapitaYearly: incomeStatements(years: [2024]) { perCapitaYearlyIncome }
      values${args} { declaration { code } known value { money text { en } } steps { id parent part text { en } satisfied actual { money } citation { place } }
        parameters { code } unknowns { kind code affects suppliers { code } } citation { document { code } } subject { id } asOf } } }`)
  ).household;

describe('named values in the graph', () => {
  test('are listed with how they are made, what they read and who reads them', async () => {
    const { namedValues } = await app.ask(
      '{ namedValues(module: "test") { code is { zh en } type rounded level needs facts { code } values usedBy places { place } } }',
    );
    expect(namedValues.map((v: { code: string }) => v.code)).toEqual([
      'fixture.broken',
      'fixture.rest',
      'fixture.standing',
      'fixture.twice',
    ]);
    expect(namedValues[1]).toMatchObject({
      is: { en: 'twice the income minus yearly per-capita income of last year' },
      type: 'MONEY',
      rounded: true,
      level: 'INTERNAL',
      needs: ['core:read:internal', 'test:read:internal'],
      facts: [{ code: 'household.perCapitaYearlyIncome' }],
      values: ['fixture.twice'],
      usedBy: ['fixture.positive'],
    });
    const { eligibilityChecks } = await app.ask('{ eligibilityChecks(module: "test") { code values } }');
    expect(eligibilityChecks).toContainEqual({ code: 'fixture.positive', values: ['fixture.rest', 'fixture.twice'] });
  });

  test('answer for a stored household with every step and its citation', async () => {
    const { values } = await ofHousehold('(codes: ["fixture.rest"])');
    expect(values).toHaveLength(1);
    const [value] = values;
    expect(value).toMatchObject({ known: true, citation: { document: { code: 'TOWN-A' } }, asOf: '2025-06-30', unknowns: [] });
    const [top, of, income] = value.steps;
    expect([top.id, of.parent, income.parent, top.part]).toEqual(['value', 'value', 'value.0', 'VALUE']);
    expect(of.text.en).toContain('twice the income');
    expect(Number(of.actual.money)).toBe(2 * Number(income.actual.money));
    expect(value.value.money).toBe(income.actual.money);
  });

  test('of what is not in force are not known when they are named, and left out otherwise', async () => {
    const named = await ofHousehold('(codes: ["fixture.rest"], asOf: "2020-01-01")');
    expect(named.values).toMatchObject([{ known: false, value: null, citation: null, unknowns: [{ kind: 'NOT_IN_FORCE', affects: ['VALUE'] }] }]); // prettier-ignore
    expect((await ofHousehold('(asOf: "2020-01-01")')).values).toEqual([]);
  });

  test('are reckoned of facts that a question brings, and one unknown step leaves the others known', async () => {
    const asked = (facts: string) =>
      app.ask(`{ evaluateNamedValues(input: { subject: HOUSEHOLD, area: "${VILLAGE}", codes: ["fixture.rest"], facts: [${facts}] }) {
        subject { id } known value { money } unknowns { kind code } steps { text { en } satisfied } } }`);
    expect((await asked('{ code: "household.perCapitaYearlyIncome", money: "10.01", year: 2024 }')).evaluateNamedValues).toMatchObject([
      { subject: null, known: true, value: { money: '10.01' } },
    ]);
    expect((await asked('')).evaluateNamedValues).toMatchObject([
      { known: false, value: null, unknowns: [{ kind: 'MISSING_FACT', code: 'household.perCapitaYearlyIncome' }] },
    ]);
  });

  test('one that nobody declares, or about another kind of subject, is refused with the nearest', async () => {
    const refused = async (subject: string, code: string) =>
      (await app.post({ query: `{ evaluateNamedValues(input: { subject: ${subject}, area: "${VILLAGE}", codes: ["${code}"], facts: [] }) { known } }` }))
        .body.errors?.[0]?.extensions; // prettier-ignore
    expect(await refused('HOUSEHOLD', 'fixture.rst')).toMatchObject({
      code: 'UNKNOWN_CODE',
      nearest: expect.arrayContaining(['fixture.rest']),
    });
    expect(await refused('PERSON', 'fixture.rest')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('an exception in one is a failed calculation and a word to the log without a value, and matches nobody', async () => {
    const { values } = await ofHousehold('(codes: ["fixture.broken"])');
    expect(values).toMatchObject([{ known: false, value: null, unknowns: [{ kind: 'CALCULATION_FAILED', code: 'fixture.broken' }] }]);
    const { household: one } = await app.ask(
      `{ household(number: "${NUMBER}") { eligibility(checks: ["fixture.broken"]) { outcome unknowns { kind } } } }`,
    );
    expect(one.eligibility).toEqual([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'CALCULATION_FAILED' }] }]);
    const lines = app.logged.map((line) => JSON.parse(line) as { level: number; value?: string; check?: string });
    expect(lines.filter((line) => line.level >= 50).map(({ value, check }) => value ?? check)).toEqual([
      'fixture.broken',
      'fixture.broken',
    ]);
  });
});

describe('a named value is as personal as what it reads', () => {
  const ask = async (upTo: 'INTERNAL' | 'PERSONAL', values?: readonly string[]) => {
    const snapshot = app.storage.db.snapshot({ areas: [VILLAGE], domains: 'ALL' }, 'MASKED');
    const cleared: string[] = [];
    try {
      const [row] = await snapshot.engineSql<{ id: string }>('select id from household where register_number = $1', [NUMBER]);
      const id = row?.id ?? '';
      const bound = app.parts.eligibility.bind({
        engineSql: snapshot.engineSql,
        rights: rightsOf(viewerOf({ upTo })),
        today: '2025-06-30',
        onClear: (type) => void cleared.push(type),
      });
      const subjects = [{ kind: 'HOUSEHOLD', id, areaCode: VILLAGE }];
      const { results } = await bound.evaluateValues({ subjects, values: values ?? null, path: ['household', 'values'] });
      const left = bound.withheld().map(({ check, value, reason, path }) => [check, value, reason, path.join('.')]);
      return { results: results.map(({ code }) => code), left, cleared };
    } finally {
      await snapshot.close();
    }
  };

  test('above the viewer’s right it is left out and counted, and refused when it is named', async () => {
    const { results, left } = await ask('INTERNAL');
    expect(results).toEqual(expect.arrayContaining(['fixture.rest', 'income.change']));
    expect(results).not.toContain('fixture.standing');
    expect(left).toEqual([[null, 'fixture.standing', 'LEVEL', 'household.values']]);
    await expect(ask('INTERNAL', ['fixture.standing'])).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: 'the named value "fixture.standing" needs core:read:personal and a stated purpose',
    });
  });

  test('whom it shows in clear is told to the audit', async () => {
    expect(await ask('PERSONAL', ['fixture.standing'])).toEqual({ results: ['fixture.standing'], left: [], cleared: ['Household'] });
  });
});

test('a household that has not authorised the matching has none that puts together what two departments said', async () => {
  const both = () =>
    app.post({ query: `{ household(number: "${NUMBER}") { values(codes: ["fixture.rest"]) { known } } }` }).then(({ body }) => ({
      shown: body.data.household.values.length as number,
      left: (body.extensions?.['withheld'] ?? []) as { reason: string }[],
    }));
  expect((await both()).shown).toBe(1);
  const hand = (source: string, feed: string, row: Record<string, string>) =>
    app
      .submit({ feed, rows: [row], observedOn: '2025-06-20', area: VILLAGE })
      .then((receipt) => expect(receipt.refusedRows, source).toBe(0));
  await hand('bureau', 'core.households', { number: NUMBER, villageCode: VILLAGE, authorisedUntil: '2025-06-19' });
  await app.storage.db.write({ areas: [VILLAGE], domains: 'ALL' }, (tx) =>
    tx.sql(
      `insert into income_statement (household_id, area_code, year, basis, per_capita_yearly, observed_on, source, digest)
       select id, area_code, 2024, 'ACTUAL', 123400, '2025-06-19', 'VILLAGE', '\\x01' from household where register_number = $1`,
      [NUMBER],
    ),
  );
  const { shown, left } = await both();
  expect(shown).toBe(0);
  expect(left).toMatchObject([{ check: null, value: 'fixture.rest', reason: 'NOT_AUTHORISED' }]);
});
