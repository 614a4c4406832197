import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  all,
  blank,
  defineCheck,
  defineParameter,
  definePolicyModule,
  household,
  householdOf,
  lastYear,
  lt,
  monitored,
  not,
  of,
  outOfPoverty,
  perCapitaNetIncome,
  person,
  townA,
} from 'xianjie/schema';
import { testApp, type TestApp } from '../support/app.js';

const line = defineParameter({
  code: 'fixture.line',
  title: { zh: '收入线', en: 'income line' },
  type: 'MONEY',
  concept: 'NET',
  unit: 'yuan/person/year',
  use: 'LINE',
  values: [{ document: townA, value: blank, place: '§A L36', quote: '确保符合条件对象应纳尽纳', operator: 'lt' }],
});

/** A module with a check about people, who are reached through their household, and a dormant one: its line is blank. */
const fixture = definePolicyModule({
  id: 'fixture',
  contract: 1,
  title: { zh: '样例', en: 'Fixture' },
  owner: { code: 'EDU', title: { zh: '教体局', en: 'Education bureau' } },
  parameters: [line],
  checks: [
    defineCheck({
      code: 'fixture.blank',
      title: { zh: '未载明的收入线', en: 'A line that is not stated' },
      kind: 'STATUS',
      force: 'MUST',
      subject: household,
      policy: { document: townA, place: '§A L36', quote: '确保符合条件对象应纳尽纳' },
      when: lt(lastYear(perCapitaNetIncome), line),
    }),
    defineCheck({
      code: 'fixture.person',
      title: { zh: '脱贫户成员', en: 'Member of an out-of-poverty household' },
      kind: 'STATUS',
      force: 'MUST',
      subject: person,
      policy: { document: townA, place: '§A L36', quote: '确保符合条件对象应纳尽纳' },
      when: all(of(householdOf, outOfPoverty), not(of(householdOf, monitored))),
    }),
  ],
});

const VILLAGE = '150623100204';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [fixture] });
});
afterAll(() => app.close());

describe('eligibility through the graph', () => {
  test('a household answers for itself and for its members, told apart by subject', async () => {
    const { village } = await app.ask(`{ village(code: "${VILLAGE}") { households(first: 5) { nodes {
      id members { id } eligibility { check { code module } outcome subject { __typename id } } } } } }`);
    for (const household of village.households.nodes) {
      const own = household.eligibility.filter((v: { subject: { id: string } }) => v.subject.id === household.id);
      const ofMembers = household.eligibility.filter((v: { check: { module: string } }) => v.check.module === 'fixture');
      expect(own.map((v: { check: { code: string } }) => v.check.code).sort()).toEqual([
        'income.declined',
        'income.watchLine',
        'monitoring.guaranteeGap',
        'monitoring.incomeLine',
      ]);
      expect(new Set(ofMembers.map((v: { subject: { id: string } }) => v.subject.id))).toEqual(
        new Set(household.members.map((m: { id: string }) => m.id)),
      );
      expect(new Set(ofMembers.map((v: { outcome: string }) => v.outcome)).size).toBe(1);
    }
  });

  test('a person’s own verdict is the one the household shows for them', async () => {
    const query = `{ village(code: "${VILLAGE}") { households(first: 3) { nodes {
      eligibility(modules: ["fixture"]) { outcome subject { id } } members { id eligibility { outcome } } } } } }`;
    for (const household of (await app.ask(query)).village.households.nodes) {
      const shown = new Map(household.eligibility.map((v: { subject: { id: string }; outcome: string }) => [v.subject.id, v.outcome]));
      for (const member of household.members) expect(member.eligibility).toEqual([{ outcome: shown.get(member.id) }]);
    }
  });

  test('the policy values of a village, each from the area that gives it', async () => {
    const { policyParameters } = await app.ask(
      `{ policyParameters(area: "${VILLAGE}") { code state value { text { zh en } money } suppliedBy { code level } validFrom citation { quote place basis document { code } } } }`,
    );
    const byCode = new Map(policyParameters.map((p: { code: string }) => [p.code, p]));
    expect(byCode.get('monitoring.incomeLine')).toEqual({
      code: 'monitoring.incomeLine',
      state: 'SET',
      value: { text: { zh: '6000元', en: '6,000.00 yuan' }, money: '6000.00' },
      suppliedBy: { code: '150623100', level: 'TOWNSHIP' },
      validFrom: '2022-08-29',
      citation: { quote: '按家庭年人均收入是否低于6000元标准', place: '§A L36', basis: 'DEMO', document: { code: 'TOWN-A' } },
    });
    expect(byCode.get('income.cityGrowthFloor')).toMatchObject({ state: 'BLANK_IN_SOURCE', value: null, suppliedBy: { code: '1506' } });
    expect(byCode.get('period.transitionYears')).toMatchObject({
      suppliedBy: { code: '150623100' },
      citation: { document: { code: 'TOWN-A' } },
    });
    expect(byCode.get('area.naturalVillageMinHouseholds')).toMatchObject({
      suppliedBy: { code: '150623' },
      citation: { document: { code: 'HN-COUNTY' } },
    });
    // History ended with 2020: nothing of it is in force.
    expect(byCode.has('registry.exitIncidence')).toBe(false);
  });

  test('what if: the same evaluator over the facts of the question', async () => {
    const { evaluateEligibility } =
      await app.ask(`{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "${VILLAGE}", asOf: "2025-06-30", facts: [
      { code: "household.perCapitaYearlyIncome", money: "5580", year: 2024 }, { code: "guarantee.state", text: "AT_RISK", item: "SAFE_HOUSING" }
    ] }) { check { code } subject { id } outcome benefit { code form } conditions { distance { text { zh en } } } } }`);
    // A what-if question is answered by dormant checks too: it may bring the fact that nobody here provides.
    expect(evaluateEligibility).toHaveLength(5);
    expect(evaluateEligibility[0]).toMatchObject({
      check: { code: 'monitoring.incomeLine' },
      subject: null,
      outcome: 'ELIGIBLE',
      benefit: { code: 'MONITORED', form: 'STATUS' },
      conditions: [{ distance: { text: { zh: '差420元', en: 'short by 420.00 yuan' } } }, {}, {}],
    });
    expect(evaluateEligibility[1]).toMatchObject({ check: { code: 'monitoring.guaranteeGap' }, outcome: 'UNDETERMINED' });
  });

  test('what the sources leave open of the rules in force is one row for each rule', async () => {
    const { policyGaps } = await app.ask(`{ policyGaps(area: "${VILLAGE}") {
      check { code } dormant affects since unknowns { kind code title { zh } suppliers { code } } citation { place } } }`);
    expect(policyGaps).toEqual([
      {
        check: { code: 'fixture.blank' },
        dormant: true,
        affects: ['OUTCOME'],
        since: '2022-08-29',
        unknowns: [{ kind: 'BLANK_PARAMETER', code: 'fixture.line', title: { zh: '收入线' }, suppliers: [] }],
        citation: { place: '§A L36' },
      },
    ]);
  });

  test('an area that does not exist is refused: nothing in force there would read as if nothing applied', async () => {
    for (const query of [
      '{ policyParameters(area: "150699") { code } }',
      '{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "150699", facts: [] }) { outcome } }',
      '{ policyGaps(area: "150699") { check { code } } }',
    ]) {
      const { body } = await app.post({ query });
      expect(body.errors?.map((e) => e.extensions.code)).toEqual(['UNKNOWN_CODE']);
    }
  });

  test('a person is not asked a household’s check: the empty list would read like a no', async () => {
    const { body } = await app.post({
      query: `{ households(first: 1) { nodes { members { eligibility(checks: ["income.watchLine"]) { outcome } } } } }`,
    });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a form for a what-if question can be built from what the checks say of their facts', async () => {
    const { eligibilityChecks } = await app.ask(
      `{ eligibilityChecks(module: "core") { code facts { code options { code title { zh } } items { code title { zh } } } } }`,
    );
    const check = eligibilityChecks.find((c: { code: string }) => c.code === 'monitoring.guaranteeGap');
    const fact = check.facts.find((f: { code: string }) => f.code === 'guarantee.state');
    expect(fact.options[0]).toEqual({ code: 'MET', title: { zh: '有保障' } });
    expect(fact.items.map((i: { title: { zh: string } }) => i.title.zh)).toEqual([
      '不愁吃',
      '不愁穿',
      '义务教育',
      '基本医疗',
      '住房安全',
      '饮水安全',
    ]);
  });

  test('an unknown check is refused, and one that is not in force on the day says so', async () => {
    const unknown = await app.post({ query: `{ households(first: 1) { nodes { eligibility(checks: ["no.such"]) { outcome } } } }` });
    expect(unknown.body.errors?.map((e) => e.extensions.code)).toEqual(['UNKNOWN_CODE']);
    const { households } = await app.ask(
      `{ households(first: 1) { nodes { eligibility(checks: ["income.watchLine"], asOf: "2023-05-07") { outcome unknowns { kind } } } } }`,
    );
    expect(households.nodes[0].eligibility).toEqual([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'NOT_IN_FORCE' }] }]);
  });

  test('the checks of a module, with their sentence', async () => {
    const { eligibilityChecks } = await app.ask(
      `{ eligibilityChecks(module: "fixture", subject: PERSON) { code level when { zh } facts { code } } }`,
    );
    expect(eligibilityChecks).toEqual([
      {
        code: 'fixture.person',
        level: 'PERSONAL',
        when: { zh: '所在户：属于脱贫户，且所在户：不属于监测对象' },
        facts: [{ code: 'household.registerStatus' }, { code: 'household.monitoringKind' }],
      },
    ]);
  });
});
