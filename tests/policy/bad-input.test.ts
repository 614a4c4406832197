import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { policyModule as employment } from '../../modules/employment/index.js';
import { nearest } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ modules: [employment] });
  await app.ask(`mutation { adoptDocument(input: { document: "TOWN-A", area: "150623100", from: "2022-08-29" }) { userErrors { code } } }`);
});
afterAll(() => app.close());

interface Said {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly nearest?: readonly string[] };
}

async function error(query: string): Promise<Said> {
  const { body } = await app.post({ query });
  expect(body.errors, query).toHaveLength(1);
  return body.errors![0] as unknown as Said;
}

const INCOME = '{ code: "household.perCapitaYearlyIncome", money: "5000", year: 2024 }';
const question = (more: string, facts = INCOME): string =>
  `{ evaluateEligibility(input: { subject: HOUSEHOLD, area: "150623100204", facts: [${facts}], ${more} }) { outcome unknowns { kind code since } } }`;

describe('what nobody knows is refused with the nearest known names', () => {
  test.each([
    ['a check', question('checks: ["monitoring.incomeLin"]'), 'monitoring.incomeLine'],
    ['a module', question('modules: ["employmnt"]'), 'employment'],
    ['a module of the list of checks', '{ eligibilityChecks(module: "cor") { code } }', 'core'],
    ['a fact', question('checks: ["monitoring.incomeLine"]', '{ code: "household.perCapitaIncome", money: "1" }'), 'household.perCapita'],
    ['a complete list', question('completeLists: ["HOUSEHOLD.member"]'), 'HOUSEHOLD.members'],
    ['a policy value', '{ policyParameters(area: "150623100", code: "monitoring.line") { code } }', 'monitoring.incomeLine'],
    ['a policy value of a history', '{ parameterHistory(area: "150623100", code: "monitoring.line") { from } }', 'monitoring.incomeLine'],
    ['a defined policy value', '{ parameterDefinitions(codes: ["period.transitionYear"]) { code } }', 'period.transitionYears'],
    ['a document', '{ policyDocument(code: "NM-ALZ") { code } }', 'NM-ALZQ'],
    ['an area', '{ policyExpiries(area: "150623100999") { code } }', '150623100'],
    ['an area of a question', question('').replace('150623100204', '150623999'), '150623'],
  ])('%s', async (_what, query, near) => {
    const { message, extensions } = await error(query);
    expect(extensions.code).toBe('UNKNOWN_CODE');
    expect(extensions.nearest?.[0]).toContain(near);
    expect(message).toContain(near);
  });

  test('and the nearest is the one with the fewest letters to change', () => {
    expect(nearest('employment.transportOutOfProvinc', ['employment.training', 'employment.transportOutOfProvince', 'x'])[0]).toBe(
      'employment.transportOutOfProvince',
    );
    expect(nearest('', ['bb', 'a'])).toEqual(['a', 'bb']);
    expect(nearest('x', [])).toEqual([]);
  });
});

describe('a day before any document', () => {
  test('is refused with the day of the first, and is no empty list of policy values', async () => {
    const { message, extensions } = await error('{ policyParameters(area: "150623100", asOf: "1999-01-01") { code } }');
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', first: '2015-01-01' });
    expect(message).toContain('2015-01-01');
  });
});

describe('a fact that cannot be so is refused with what is allowed', () => {
  const fact = (said: string): string => question('', said);
  test.each([
    [
      'a number where an amount belongs',
      '{ code: "household.perCapitaYearlyIncome", boolean: true, year: 2024 }',
      'is a MONEY; give it as "money"',
    ],
    ['a share below zero', '{ code: "household.incomeMemberCount", number: "-1", year: 2024 }', 'not below zero'],
    ['a code that it does not know', '{ code: "household.registerStatus", text: "POOR" }', 'STABLE_OUT_OF_POVERTY'],
    ['no value', '{ code: "household.perCapitaYearlyIncome", year: 2024 }', 'exactly one value'],
    ['two values', '{ code: "household.perCapitaYearlyIncome", money: "1", number: "1", year: 2024 }', 'exactly one value'],
    ['an impossible year', '{ code: "household.perCapitaYearlyIncome", money: "1", year: 20244 }', 'is known by year'],
    ['a year long gone', '{ code: "household.perCapitaYearlyIncome", money: "1", year: 1024 }', 'from 1949 to 2100'],
    ['no year', '{ code: "household.perCapitaYearlyIncome", money: "1" }', 'known by year'],
    ['the same twice', `${INCOME}, ${INCOME}`, 'given twice'],
    ['an unknown guarantee', '{ code: "guarantee.state", text: "NOT_MET", item: "SCHOOL" }', 'COMPULSORY_EDUCATION'],
  ])('%s', async (_what, said, teaches) => {
    const { message, extensions } = await error(fact(said));
    expect(extensions.code).toBe('BAD_USER_INPUT');
    expect(message).toContain(teaches);
  });
});

describe('a day before anything was in force', () => {
  test('leaves the answer open, and says since when there is one', async () => {
    const { evaluateEligibility } = await app.ask(question('checks: ["monitoring.incomeLine"], asOf: "2010-01-01"'));
    expect(evaluateEligibility).toEqual([
      { outcome: 'UNDETERMINED', unknowns: [{ kind: 'NOT_IN_FORCE', code: 'monitoring.incomeLine', since: '2022-08-29' }] },
    ]);
  });

  test('and says of what is never in force here that there is no such day', async () => {
    const { evaluateEligibility } = await app.ask(question('checks: ["income.watchLine"], asOf: "2025-01-01"'));
    expect(evaluateEligibility).toMatchObject([{ outcome: 'UNDETERMINED', unknowns: [{ kind: 'NOT_IN_FORCE', since: null }] }]);
  });
});
