import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  all,
  defineCheck,
  defineInput,
  definePolicyModule,
  defineSubject,
  defineValue,
  equals,
  gte,
  household,
  lastYear,
  linkOfQuestion,
  lte,
  nonPolicy,
  of,
  outOfPoverty,
  perCapitaNetIncome,
  perCapitaYearlyIncome,
  person,
  ratio,
  rightsOf,
  townA,
  yuan,
  type Fact,
  type Link,
  type PolicyModule,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';
import { corePolicy } from './support.js';

const text = (en: string) => ({ zh: en, en });
const some = (n: number) => nonPolicy(n, 'a number of the test');
const policy = { document: townA, place: '§A L36', quote: '确保符合条件对象应纳尽纳' };
const rule = { kind: 'STATUS', force: 'MUST', policy } as const;

/** What a household asks for, and nobody records. */
const request = defineSubject({
  code: 'TEST_REQUEST',
  title: text('request'),
  asks: (): readonly Fact[] => [amount, months, purpose],
  about: (): Link => ofHousehold,
});
const amount = defineInput({
  code: 'test.amount',
  title: text('amount asked for'),
  subject: request,
  type: 'MONEY',
  range: { from: yuan(100), to: yuan(50_000) },
});
const months = defineInput({ code: 'test.months', title: text('months'), subject: request, type: 'NUMBER', otherwise: 12 });
const purpose = defineInput({
  code: 'test.purpose',
  title: text('purpose'),
  subject: request,
  type: 'CODE',
  codes: { FARMING: text('farming'), OTHER: text('other') },
});
const ofHousehold = linkOfQuestion({ code: 'TEST_REQUEST.household', title: text('household'), from: request, to: household });
const monthly = defineValue({
  code: 'test.monthly',
  title: text('to be paid back a month'),
  subject: request,
  policy,
  is: ratio({ title: text('a month'), part: months, whole: months }),
});
const small = defineCheck({
  ...rule,
  code: 'test.small',
  title: text('a small request'),
  subject: request,
  when: all(lte(amount, some(yuan(10_000))), lte(months, some(24))),
});
const farming = defineCheck({
  ...rule,
  code: 'test.farming',
  title: text('for farming'),
  subject: request,
  when: all(equals(purpose, 'FARMING'), of(ofHousehold, gte(lastYear(perCapitaYearlyIncome), some(0)))),
});
const personal = defineCheck({
  ...rule,
  code: 'test.personal',
  title: text('personal'),
  subject: request,
  when: of(ofHousehold, outOfPoverty),
});
const fixture = definePolicyModule({
  id: 'test',
  contract: 1,
  title: text('Fixture'),
  owner: { code: 'EDU', title: text('Education bureau') },
  subjects: [request],
  values: [monthly],
  checks: [small, farming, personal],
});

const VILLAGE = '150623100204';
const NUMBER = '1506231002040001';
let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true, modules: [fixture] });
});
afterAll(() => app.close());

const VERDICT =
  '{ check { code } outcome subject { id } unknowns { kind code title { en } suppliers { code } } conditions { text { en } actual { text { en } } providedBy { code } } }';
const hypothetical = (facts: string, checks = '') =>
  app.post({
    query: `{ evaluateEligibility(input: { subject: TEST_REQUEST, area: "${VILLAGE}", facts: [${facts}] ${checks} }) ${VERDICT} }`,
  });
const ofStored = (facts: string, checks = '') =>
  app.post({
    query: `{ household(number: "${NUMBER}") { askEligibility(subject: TEST_REQUEST, facts: [${facts}] ${checks}) ${VERDICT} } }`,
  });
type Shown = { check: { code: string }; outcome: string; unknowns: unknown[]; conditions: { text: { en: string } }[] };
const of_ = (verdicts: readonly Shown[], code: string) => verdicts.find((v) => v.check.code === code);

describe('a question that brings inputs which no record holds', () => {
  test('is answered with what it states, and says that the question stated it', async () => {
    const { body } = await hypothetical('{ code: "test.amount", money: "8000" }');
    const told = of_(body.data.evaluateEligibility, 'test.small');
    expect(told).toMatchObject({ outcome: 'ELIGIBLE', subject: null });
    expect(told?.conditions.map((c) => c.text.en)).toEqual(expect.arrayContaining([
      'amount asked for (stated in the question) is at most 10,000.00 yuan',
    ])); // prettier-ignore
    expect((told?.conditions as { providedBy: unknown }[] | undefined)?.every((c) => c.providedBy === null)).toBe(true);
  });

  test('names an input that is missing; one that may be left out means what it is declared to mean', async () => {
    const { body } = await hypothetical('');
    expect(of_(body.data.evaluateEligibility, 'test.small')).toMatchObject({
      outcome: 'UNDETERMINED',
      unknowns: [{ kind: 'MISSING_FACT', code: 'test.amount', title: { en: 'amount asked for (stated in the question)' }, suppliers: [] }],
    });
  });

  test('refuses an input out of range, of another type, unknown (with the nearest) or given twice', async () => {
    const code = async (facts: string, ask = hypothetical) => (await ask(facts)).body.errors?.[0];
    for (const ask of [hypothetical, ofStored]) {
      const tooMuch = await code('{ code: "test.amount", money: "50000.01" }', ask);
      expect(tooMuch?.extensions.code).toBe('BAD_USER_INPUT');
      expect(tooMuch?.message).toContain('must be within 100.00 yuan and 50,000.00 yuan');
      expect(tooMuch?.message).not.toContain('50000.01');
      expect((await code('{ code: "test.amount", number: "1" }', ask))?.extensions.code ?? 'none').toBe(ask === hypothetical ? 'BAD_USER_INPUT' : 'BAD_USER_INPUT'); // prettier-ignore
      expect((await code('{ code: "test.purpose", text: "GAMBLING" }', ask))?.extensions.code).toBe('BAD_USER_INPUT');
      expect((await code('{ code: "test.amout", money: "800" }', ask))?.extensions).toMatchObject({ code: 'UNKNOWN_CODE', nearest: expect.arrayContaining(['test.amount']) }); // prettier-ignore
      const twice = '{ code: "test.amount", money: "800" }, { code: "test.amount", money: "900" }';
      expect((await code(twice, ask))?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  test('of a stored household reads the records beside the inputs', async () => {
    const { body } = await ofStored('{ code: "test.purpose", text: "FARMING" }, { code: "test.amount", money: "20000" }');
    const told: Shown[] = body.data.household.askEligibility;
    expect(of_(told, 'test.small')?.outcome).toBe('NOT_ELIGIBLE');
    expect(of_(told, 'test.farming')?.outcome).toBe('ELIGIBLE');
    expect(JSON.stringify(of_(told, 'test.farming'))).toContain('"providedBy":{"code":');
  });

  test('never takes a record’s place: a fact of the household is no input', async () => {
    const { body } = await ofStored('{ code: "household.perCapitaYearlyIncome", money: "1", year: 2024 }');
    expect(body.errors?.[0]?.extensions.code).toBe('UNKNOWN_CODE');
  });

  test('is under the rights of the records that it reads, and is noted where it shows them in clear', async () => {
    const snapshot = app.storage.db.snapshot({ areas: [VILLAGE], domains: 'ALL' }, 'MASKED');
    const [row] = await snapshot.engineSql<{ id: string }>('select id from household where register_number = $1', [NUMBER]);
    const subjects = [{ kind: request.code, id: row?.id ?? '', areaCode: VILLAGE }];
    const cleared: string[] = [];
    const bind = (upTo: 'INTERNAL' | 'PERSONAL') =>
      app.parts.eligibility.bind({
        engineSql: snapshot.engineSql,
        rights: rightsOf(viewerOf({ upTo })),
        today: '2025-06-30',
        onClear: (type, id) => void cleared.push(`${type} ${String(id === row?.id)}`),
      });
    const { verdicts, withheld } = await bind('INTERNAL').evaluate({ subjects, inputs: [] });
    expect(verdicts.map((v) => v.check)).not.toContain('test.personal');
    expect(withheld).toMatchObject([{ check: 'test.personal', reason: 'LEVEL' }]);
    await expect(bind('INTERNAL').evaluate({ subjects, inputs: [], checks: ['test.personal'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(cleared).toEqual([]);
    expect((await bind('PERSONAL').evaluate({ subjects, inputs: [], checks: ['test.personal'] })).verdicts).toHaveLength(1);
    expect(cleared).toEqual(['Household true']);
    await snapshot.close();
  });

  test('is never swept, and neither kept nor logged', async () => {
    const { eligibility } = app.parts;
    expect(eligibility.sweptChecks.map(({ kind }) => kind)).not.toContain(request.code);
    await ofStored('{ code: "test.amount", money: "4321.98" }');
    expect(app.logged.join('\n')).not.toMatch(/4321\.?98/);
  });

  test('is listed with its inputs, which no department supplies', async () => {
    const { eligibilityChecks } = await app.ask(
      '{ eligibilityChecks(subject: TEST_REQUEST) { code facts { code stated suppliers { code } } level } }',
    );
    expect(eligibilityChecks.find((c: { code: string }) => c.code === 'test.small')).toMatchObject({
      level: 'PUBLIC',
      facts: [{ code: 'test.amount', stated: true, suppliers: [] }, { code: 'test.months' }],
    });
  });
});

describe('at boot', () => {
  const boot = (over: Partial<PolicyModule>) => () => createEligibility([corePolicy, { ...fixture, ...over }]);
  test('an input that is asked for by nobody, twice, or with another subject is refused', () => {
    expect(boot({ subjects: [{ ...request, asks: () => [months, purpose] }] })).toThrow('does not ask for: add it to "asks"');
    const other = defineSubject({ code: 'TEST_OTHER', title: text('other'), asks: () => [amount] });
    expect(boot({ subjects: [request, other] })).toThrow('asks for "test.amount", and so does "TEST_REQUEST"');
    expect(boot({ subjects: [{ ...request, asks: () => [amount, months, purpose, perCapitaNetIncome] }] })).toThrow('which is no input');
  });
});

test('what does not go together does not compile', () => {
  const mistakes = () => {
    // @ts-expect-error an amount against a number
    lte(amount, months);
    // @ts-expect-error a code that the input has not
    equals(purpose, 'GAMBLING');
    // @ts-expect-error an input of a request in a person's check
    defineCheck({ ...rule, code: 'x', title: text('x'), subject: person, when: equals(purpose, 'OTHER') });
    // @ts-expect-error a code has no range
    defineInput({ code: 'x', title: text('x'), subject: request, type: 'CODE', codes: { A: text('a') }, range: { from: 1, to: 2 } });
    // @ts-expect-error what leaving it out means is of another type
    defineInput({ code: 'x', title: text('x'), subject: request, type: 'NUMBER', otherwise: 'twelve' });
    return person;
  };
  expect(mistakes).toBeTypeOf('function');
});
