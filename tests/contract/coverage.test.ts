import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { coreModule, defineCheck, definePolicyModule, equals, household, registerStatus, townA, type PolicyModule } from 'xianjie/schema';
import { coverageFile, coveragePage } from '../../api/commands/coverage-page.js';
import { shipped } from '../../api/commands/shipped.js';
import { composeSchema, installed } from '../../api/compose.js';
import { catalogueItems, coverageOf, coverageProblems } from '../../plugins/contract/index.js';
import { cases as coreCases } from '../../schema/core/checks.cases.js';

const items = catalogueItems();
const modules = await shipped();

const sample = (over: Partial<PolicyModule>): PolicyModule =>
  definePolicyModule({
    id: 'sample',
    contract: 1,
    title: { zh: '样例', en: 'Sample' },
    owner: { code: 'RRB', title: { zh: '甲', en: 'a' } },
    ...over,
  });
const problems = (over: Partial<PolicyModule>): readonly string[] => {
  const all = installed([sample(over)]);
  return coverageProblems(all, composeSchema(all), items);
};

describe('the catalogue’s items', () => {
  test('are all there, once: 21 workflows, 210 rules, 59 indicators, 91 systems', () => {
    const inSection = (section: string) => items.filter((item) => item.section.split('.')[0] === section).length;
    expect(['4', '5', '6', '7'].map(inSection)).toEqual([21, 210, 59, 91]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(21 + 210 + 59 + 91);
  });

  test('have a title in at least one language', () => {
    expect(items.filter(({ zh, en }) => !zh && !en)).toEqual([]);
  });
});

describe('docs/coverage.md', () => {
  test('is what the code prints: run "npm run coverage:print"', async () => {
    expect(readFileSync(coverageFile, 'utf8')).toBe(await coveragePage());
  });

  test('names only what is there', () => {
    const all = modules.map(({ module }) => module);
    expect(coverageProblems(all, composeSchema(all), items)).toEqual([]);
  });

  test('has a row for every rule of a shipped check', () => {
    const known = new Set(items.map(({ id }) => id));
    const rules = modules.flatMap(({ module }) => (module.checks ?? []).flatMap((check) => check.rules));
    expect(rules.filter((rule) => !known.has(rule))).toEqual([]);
  });
});

describe('what a module says of the catalogue', () => {
  test('an item that there is not is refused with the nearest', () => {
    expect(problems({ covers: [{ item: 'system:99', by: ['Query.household'] }] })).toEqual([
      expect.stringContaining('"covers" names system:99, which the catalogue does not; the nearest are system:'),
    ]);
    expect(problems({ notModelled: [{ rule: 'education.rainDue', state: 'LATER', why: 'x' }] })[0]).toContain('education.rainDew');
  });

  test('a place that is not there is refused with the nearest', () => {
    expect(problems({ covers: [{ item: 'W9', by: ['Household.incomes'] }] })[0]).toContain(
      'serves W9 by Household.incomes, which is not there; the nearest are Household.income',
    );
    expect(problems({ covers: [{ item: 'W9', by: ['Housold.x', 'check:nothing'] }] })).toEqual([
      expect.stringContaining('Household.…'),
      expect.stringContaining('check:nothing'),
    ]);
  });

  test('never modelled, and modelled all the same, is a contradiction', () => {
    expect(
      problems({ covers: [{ item: 'W9', by: ['Query.node'] }], notModelled: [{ rule: 'W9', state: 'NEVER', why: 'x' }] })[0],
    ).toContain('leave one of them out');
  });

  test('an item that two modules serve shows both', () => {
    const other = sample({ covers: [{ item: 'system:17', by: ['Query.node'] }] });
    const row = coverageOf([...modules, { module: other, cases: [] }], items).find(({ item }) => item.id === 'system:17');
    expect(row?.where.map(({ module }) => module)).toEqual(['core', 'sample']);
  });
});

describe('a rule is live', () => {
  const rule = {
    kind: 'STATUS',
    force: 'MUST',
    title: { zh: '甲', en: 'a' },
    policy: { document: townA, place: 'L1', quote: '甲' },
  } as const;
  const stateOf = (module: PolicyModule, cases: typeof coreCases, id: string) =>
    coverageOf([{ module, cases }], items).find(({ item }) => item.id === id)?.state;

  test('only with a case for each outcome it can have', () => {
    const id = 'monitoring.incomeLine';
    expect(stateOf(coreModule, coreCases, id)).toBe('LIVE');
    expect(stateOf(coreModule, coreCases.filter((one) => one.check.code !== id || one.outcome !== 'NOT_ELIGIBLE'), id)).toBe('UNPROVEN'); // prettier-ignore
    expect(stateOf(coreModule, [], id)).toBe('UNPROVEN');
  });

  test('and dormant where its only check can say yes to nobody: what it compares with is blank', () => {
    const rowOf = (id: string) => coverageOf(modules, items).find(({ item }) => item.id === id);
    expect(rowOf('employment.firmLoan')).toMatchObject({ state: 'LIVE', dormant: true });
    expect(rowOf('employment.noLayoffRefund')).toMatchObject({ state: 'LIVE', dormant: false });
    expect(rowOf('employment.forestRanger')).toMatchObject({ state: 'SHOWN', dormant: false });
  });

  test('and never without a condition', () => {
    const shown = defineCheck({ ...rule, code: 'education.rainDew', subject: household });
    expect(stateOf(sample({ checks: [shown] }), [], 'education.rainDew')).toBe('SHOWN');
  });

  test('nothing said means later', () => {
    const check = defineCheck({
      ...rule,
      code: 'education.rainDew',
      subject: household,
      when: equals(registerStatus, 'STABLE_OUT_OF_POVERTY'),
    });
    expect(stateOf(sample({ checks: [check] }), [], 'education.nutrition')).toBe('LATER');
  });
});
