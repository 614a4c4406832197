import { describe, expect, test } from 'vitest';
import {
  blank,
  defineCheck,
  defineDocument,
  defineFact,
  defineParameter,
  given,
  gte,
  household,
  reference,
  revitalisationBureau,
  yuan,
  type Parameter,
  type PolicyDocument,
  type PolicyModule,
} from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { administrator, adoptionsOnly, corePolicy, type RecordedAdoption } from './support.js';

const document = (code: string, issuedOn: string) =>
  defineDocument({
    code,
    title: { zh: code, en: code },
    issuer: { zh: code, en: code },
    issuedOn,
    precision: 'DAY',
    level: 'COUNTY',
    sourceFile: 'x',
  });
const city = document('CITY', '2020-01-01');
const county = document('COUNTY', '2021-01-01');
const town = document('TOWN', '2022-01-01');

const stated = (of: PolicyDocument) => ({ document: of, place: 'L1', quote: of.code, operator: 'gte' }) as const;
const common = { unit: 'yuan/year', use: 'LINE', type: 'MONEY' } as const;
/** The monitoring line: yearly income, in the city's document, blank in the town's. */
const line = defineParameter({
  ...common,
  code: 'test.line',
  title: { zh: '监测线', en: 'monitoring line' },
  concept: 'PER_CAPITA_YEARLY',
  values: [
    { ...stated(city), value: yuan(6000) },
    { ...stated(city), value: yuan(7000), validFrom: '2024-01-01' },
    { ...stated(town), value: blank },
  ],
});
const because = { zh: '不低于当年监测范围标准', en: 'not below the monitoring line of the year' };
/** The wage floor of a reward is that line. */
const floor = defineParameter({
  ...common,
  code: 'test.floor',
  title: { zh: '报酬门槛', en: 'wage floor' },
  values: [{ ...stated(county), value: reference(line, because) }],
});
const pay = defineFact({
  code: 'test.pay',
  title: { zh: '报酬', en: 'pay' },
  subject: household,
  type: 'MONEY',
  level: 'INTERNAL',
  suppliers: [revitalisationBureau],
  source: 'RECORDED',
});
const place = (of: PolicyDocument) => ({ document: of, place: `${of.code} L1`, quote: of.code });
const reward = defineCheck({
  code: 'test.reward',
  title: { zh: '奖补', en: 'reward' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: household,
  policy: [place(city), place(county)],
  when: gte(pay, floor),
});
const module: PolicyModule = { ...corePolicy, policies: [city, county, town], parameters: [line, floor], checks: [reward], facts: [] };
const engine = createEligibility([module]);
const village = '110101001201';
const cityHere: RecordedAdoption = { document: 'CITY', area: '1101', from: '2021-01-01' };
const countyHere: RecordedAdoption = { document: 'COUNTY', area: '110101', from: '2021-01-01' };
const townHere: RecordedAdoption = { document: 'TOWN', area: '110101001', from: '2022-01-01' };
const at = (adoptions: readonly RecordedAdoption[], today = '2023-06-01') =>
  engine.bind({ engineSql: adoptionsOnly(adoptions), rights: administrator, today });

async function answer(adoptions: readonly RecordedAdoption[], income: number, asOf = '2023-06-01') {
  const [verdict] = await at(adoptions).evaluateHypothetical({
    subject: 'HOUSEHOLD',
    areaCode: village,
    facts: [given(pay, yuan(income))],
    checks: ['test.reward'],
    asOf,
  });
  return verdict;
}

describe('a policy value that is another one', () => {
  test('has the other’s value of the area and the day', async () => {
    expect((await answer([cityHere, countyHere], 6000))?.outcome).toBe('ELIGIBLE');
    expect((await answer([cityHere, countyHere], 5999.99))?.outcome).toBe('NOT_ELIGIBLE');
    expect((await answer([cityHere, countyHere], 6999, '2024-01-01'))?.outcome).toBe('NOT_ELIGIBLE');
  });

  test('is shown with its own citation and with what it refers to', async () => {
    const [shown] = await at([cityHere, countyHere]).resolveParameters({ area: village, codes: ['test.floor'] });
    expect(shown).toMatchObject({
      state: 'SET',
      value: { money: 600000 },
      suppliedBy: '110101',
      citation: { quote: 'COUNTY' },
      refersTo: { code: 'test.line', because, resolved: { value: { money: 600000 }, suppliedBy: '1101', citation: { quote: 'CITY' } } },
    });
    const verdict = await answer([cityHere, countyHere], 6000);
    expect(verdict?.conditions[0]).toMatchObject({ threshold: { money: 600000 }, citation: { quote: 'COUNTY' } });
  });

  test('is unknown where the other is blank, and names the other', async () => {
    const adoptions = [cityHere, countyHere, townHere];
    expect((await answer(adoptions, 9000))?.unknowns).toMatchObject([{ kind: 'BLANK_PARAMETER', code: 'test.line' }]);
    const [shown] = await at(adoptions).resolveParameters({ area: village, codes: ['test.floor'] });
    expect(shown).toMatchObject({ state: 'BLANK_IN_SOURCE', value: null, refersTo: { resolved: { state: 'BLANK_IN_SOURCE' } } });
  });

  test('is unknown where the other is not in force, and names the other', async () => {
    expect((await answer([countyHere], 9000))?.unknowns).toMatchObject([{ kind: 'NOT_IN_FORCE', code: 'test.line' }]);
    const [shown] = await at([countyHere]).resolveParameters({ area: village, codes: ['test.floor'] });
    expect(shown).toMatchObject({ value: null, refersTo: { code: 'test.line', resolved: null } });
  });

  test('counts among what a check rests on', () => {
    expect(at([]).checks()[0]?.parameters).toEqual(['test.floor', 'test.line']);
  });

  test('is refused at boot where nobody lists the other, or it comes back to itself', () => {
    expect(() => createEligibility([{ ...module, parameters: [floor] }])).toThrow(
      /parameter "test.floor" refers to parameter "test.line", which no module lists/,
    );
    const [one, two]: { -readonly [K in keyof Parameter]: Parameter[K] }[] = [{ ...line }, { ...floor }];
    if (!one || !two) throw new Error('no parameters');
    const to = (other: Parameter) => [
      { ...stated(city), value: reference(other as typeof line, because), validFrom: '2021-01-01', precision: 'DAY' as const },
    ];
    one.values = to(two);
    two.values = to(one);
    expect(() => createEligibility([{ ...module, checks: [], parameters: [one, two] }])).toThrow(
      /"test.line" refers to itself: test.line → test.floor → test.line; state one of the values/,
    );
  });
});

describe('a rule that stands in several documents', () => {
  const citation = async (...adoptions: readonly RecordedAdoption[]) => (await answer(adoptions, 9000))?.citation;

  test('is in force where any of them is adopted, and cites that one', async () => {
    expect(await citation()).toBeNull();
    expect(await citation(cityHere)).toMatchObject({ document: { code: 'CITY' }, place: 'CITY L1', adoptedBy: '1101' });
    expect(await citation(countyHere)).toMatchObject({ document: { code: 'COUNTY' }, place: 'COUNTY L1', adoptedBy: '110101' });
  });

  test('cites the nearest, and in one area the later adoption', async () => {
    expect(await citation(cityHere, countyHere)).toMatchObject({ document: { code: 'COUNTY' } });
    expect(await citation({ ...cityHere, area: '110101', from: '2022-01-01' }, countyHere)).toMatchObject({ document: { code: 'CITY' } });
  });

  test('is shown with all its places', () => {
    expect(
      at([])
        .checks()[0]
        ?.places.map((p) => p.place),
    ).toEqual(['CITY L1', 'COUNTY L1']);
  });
});
