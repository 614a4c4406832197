import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  coreModule,
  countyC,
  defineCheck,
  defineIndicator,
  defineParameter,
  definePolicyModule,
  equals,
  household,
  registerStatus,
  type IndicatorInput,
} from 'xianjie/schema';
import { policyModule as education } from '../../modules/education/index.js';
import { checkModules } from '../../plugins/contract/index.js';
import { testApp, type TestApp } from '../support/app.js';

const place = { document: countyC, place: 'L1', quote: 'x' };
const plain: IndicatorInput = {
  code: 'test.number',
  title: { zh: '数', en: 'A number' },
  formula: { zh: '户数', en: 'households' },
  levels: ['COUNTY', 'TOWNSHIP', 'VILLAGE'],
  periods: ['MONTH'],
  measure: 'COUNT',
  subject: household,
  policy: place,
  from: ({ inside }) =>
    `select id as subject_id, area_code, id as household_id, 1 as numerator from household h where ${inside('h.area_code')}`,
};
const share = defineParameter({
  code: 'test.share',
  title: plain.title,
  type: 'PERCENT',
  unit: 'percent',
  use: 'TARGET',
  values: [{ ...place, value: 60, operator: 'gte' }],
});
const check = defineCheck({
  code: 'test.check',
  title: plain.title,
  kind: 'STATUS',
  force: 'MUST',
  subject: household,
  policy: place,
  when: equals(registerStatus, 'OUT_OF_POVERTY'),
});

const moduleOf = (...some: readonly Partial<IndicatorInput>[]) =>
  definePolicyModule({
    id: 'test',
    contract: 1,
    title: { zh: '测试', en: 'Test' },
    owner: { code: 'RRB', title: { zh: '乡村振兴局', en: 'Rural revitalisation bureau' } },
    parameters: [share],
    checks: [check],
    indicators: some.map((one) => defineIndicator({ ...plain, ...one } as IndicatorInput)),
  });
const boot =
  (...some: readonly Partial<IndicatorInput>[]) =>
  () =>
    checkModules([coreModule, moduleOf(...some)]);

describe('a declaration that does not fit is refused at the start', () => {
  test('one that fits is not', () => {
    expect(boot({}, { code: 'test.other', from: { check, counts: 'CONCERNED' } })).not.toThrow();
  });

  test.each<[string, Partial<IndicatorInput>, string]>([
    ['the removal of risk is not ranked by', { code: 'ind.removalShare' }, 'is never ranked by: say `ranked: false`'],
    [
      'nothing is held against what is not ranked by',
      { code: 'ind.removalShare', ranked: false, target: { value: 100, place, force: 'MUST' } },
      'has a target: leave the target out',
    ],
    ['the coverage of a check is not declared', { code: 'coverage.test.check' }, 'is kept for the coverage of checks'],
    ['it is told at some level', { levels: [] }, 'is told at no level of area'],
    ['it is told of some period', { periods: [] }, 'is told of no period'],
    ['a count is not held against a share', { target: { parameter: share, force: 'MUST' } }, 'held against a PERCENT ("test.share")'],
    ['a number that it is held against has a place', { target: { value: 3, force: 'MUST' } }, 'has a target without a place'],
    ['a target is one thing', { target: { value: 3, words: plain.title, place, force: 'MUST' } }, 'a target that is not one thing'],
    [
      'the check that it counts is installed',
      { from: { check: { ...check, code: 'test.none' }, counts: 'CONCERNED' } },
      'counts the check "test.none", which no module declares',
    ],
    ['a coverage is a share', { from: { check, counts: 'COVERAGE' } }, 'a coverage is a SHARE'],
    ['it reads data of modules that are there', { privacy: { wells: 'INTERNAL' } }, 'reads data of module "wells", which is not installed'],
    ['its formula is in both languages', { formula: { zh: '', en: 'x' } }, 'the formula of indicator "test.number" has no text in "zh"'],
  ])('%s', (_rule, one, said) => {
    expect(boot(one)).toThrow(said);
  });

  test('two modules cannot have the same one', () => {
    expect(boot({}, {})).toThrow('the indicator "test.number" is declared by module "test" and by module "test"');
  });
});

describe('on an installation without the module of work', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ modules: [education, moduleOf({ code: 'ind.removalShare', ranked: false })] });
  });
  afterAll(() => app.close());

  test('its numbers are not there, and the others answer', async () => {
    const { indicatorDefinitions } = await app.ask('{ indicatorDefinitions { code module ranked derived } }');
    const codes = (indicatorDefinitions as { code: string }[]).map(({ code }) => code);
    expect(codes).toContain('ind.dropouts');
    expect(codes).toContain('coverage.education.noDropout');
    expect(codes.filter((code) => /employment|migrant|training/.test(code))).toEqual([]);
    await expect(app.ask('{ indicators(area: "150623", codes: ["ind.migrantWorkers"]) { met } }')).rejects.toThrow('UNKNOWN_CODE');
    const { indicators } = await app.ask('{ indicators(area: "150623", codes: ["ind.monitored"]) { value { number } } }');
    expect(indicators).toEqual([{ value: { number: '0' } }]);
  });

  test('areas are not put in an order by the removal of risk', async () => {
    const asked = (order: string) =>
      app.ask(`{ indicators(area: "150623", codes: ["ind.removalShare"]) { byArea(orderBy: ${order}) { area { code } } } }`);
    await expect(asked('VALUE')).rejects.toThrow('areas are not put in an order by "ind.removalShare"');
    await expect(asked('AREA')).resolves.toBeDefined();
  });

  test('what counts verdicts says that nobody was asked, and never 0', async () => {
    const { indicators } = await app.ask('{ indicators(area: "150623", codes: ["ind.dropouts"]) { value { number } met reason } }');
    expect(indicators).toEqual([{ value: null, met: null, reason: 'NOT_SWEPT' }]);
  });
});
