import { describe, expect, test } from 'vitest';
import { blank, defineCheck, defineDocument, defineParameter, household, outOfPoverty, yuan, type PolicyModule } from 'xianjie/schema';
import { createEligibility } from '../../plugins/eligibility/index.js';
import { administrator, adoptionsOnly, corePolicy, type RecordedAdoption } from './support.js';

const document = (code: string, more: { areaCode?: string; until?: string; issuedOn?: string } = {}) =>
  defineDocument({
    code,
    title: { zh: code, en: code },
    issuer: { zh: code, en: code },
    issuedOn: '2020-01-01',
    precision: 'DAY',
    level: 'COUNTY',
    sourceFile: 'x',
    ...more,
  });
const county = document('COUNTY');
const town = document('TOWN');
const blankTown = document('BLANK-TOWN');
const issuer = document('ISSUER', { areaCode: '33', issuedOn: '2021-05-01', until: '2023-12-31' });

const value = (of: typeof county, amount: number | null, validFrom?: string) => ({
  document: of,
  value: amount === null ? blank : yuan(amount),
  place: 'L1',
  quote: of.code,
  operator: 'lt' as const,
  ...(validFrom === undefined ? {} : { validFrom }),
});
const line = defineParameter({
  code: 'test.line',
  title: { zh: '线', en: 'line' },
  type: 'MONEY',
  unit: 'yuan',
  use: 'LINE',
  values: [value(county, 100), value(county, 150, '2024-01-01'), value(town, 200), value(blankTown, null), value(issuer, 300)],
});
const rule = (code: string, of: typeof county, family?: string) =>
  defineCheck({
    code,
    title: { zh: code, en: code },
    kind: 'STATUS',
    force: 'MUST',
    subject: household,
    policy: { document: of, place: 'L1', quote: 'x' },
    when: outOfPoverty,
    ...(family === undefined ? {} : { family }),
  });
const module: PolicyModule = {
  ...corePolicy,
  policies: [county, town, blankTown, issuer],
  parameters: [line],
  checks: [rule('test.county', county, 'test.family'), rule('test.town', town, 'test.family'), rule('test.blankTown', blankTown)],
};
const engine = createEligibility([module]);
const at = (adoptions: readonly RecordedAdoption[]) =>
  engine.bind({ engineSql: adoptionsOnly(adoptions), rights: administrator, today: '2023-06-01' });
const village = '110101001201';

async function lineOf(adoptions: readonly RecordedAdoption[], area = village, asOf = '2023-06-01') {
  const [parameter] = await at(adoptions).resolveParameters({ area, asOf });
  return (
    parameter && {
      money: parameter.value?.money ?? null,
      state: parameter.state,
      by: parameter.suppliedBy,
      from: parameter.validFrom,
      to: parameter.validTo,
    }
  );
}
const countyHere: RecordedAdoption = { document: 'COUNTY', area: '110101', from: '2021-01-01' };
const townHere: RecordedAdoption = { document: 'TOWN', area: '110101001', from: '2022-01-01' };

describe('a policy value in an area on a day', () => {
  test('nobody adopted it: there is none', async () => {
    expect(await lineOf([])).toBeUndefined();
  });

  test('a village inherits it from its county', async () => {
    expect(await lineOf([countyHere])).toEqual({ money: 10000, state: 'SET', by: '110101', from: '2021-01-01', to: '2023-12-31' });
  });

  test('the nearer area replaces the farther, whichever adopted later', async () => {
    expect(await lineOf([{ ...countyHere, from: '2023-05-31' }, townHere])).toMatchObject({ money: 20000, by: '110101001' });
  });

  test('a neighbouring town is not affected', async () => {
    expect(await lineOf([countyHere, townHere], '110101002201')).toMatchObject({ money: 10000, by: '110101' });
  });

  test('in one area the later adoption replaces the earlier, from its own day on', async () => {
    const both = [countyHere, { document: 'TOWN', area: '110101', from: '2023-06-01' }];
    expect(await lineOf(both, village, '2023-05-31')).toMatchObject({ money: 10000 });
    expect(await lineOf(both, village, '2023-06-01')).toMatchObject({ money: 20000, from: '2023-06-01' });
    expect(await lineOf(both, village, '2023-06-02')).toMatchObject({ money: 20000 });
  });

  test('a nearer blank replaces a farther value', async () => {
    const parameters = [countyHere, { document: 'BLANK-TOWN', area: '110101001', from: '2022-01-01' }];
    expect(await lineOf(parameters)).toMatchObject({ money: null, state: 'BLANK_IN_SOURCE', by: '110101001' });
  });

  test('an adoption that has ended leaves the one before it', async () => {
    const ended = [countyHere, { ...townHere, to: '2023-05-31' }];
    expect(await lineOf(ended, village, '2023-05-31')).toMatchObject({ money: 20000, to: '2023-05-31' });
    expect(await lineOf(ended, village, '2023-06-01')).toMatchObject({ money: 10000 });
  });

  test('a later value of the same document begins on its own day, and never before the adoption', async () => {
    expect(await lineOf([countyHere], village, '2023-12-31')).toMatchObject({ money: 10000 });
    expect(await lineOf([countyHere], village, '2024-01-01')).toMatchObject({ money: 15000, from: '2024-01-01' });
    expect(await lineOf([{ ...countyHere, from: '2024-06-01' }], village, '2024-06-01')).toMatchObject({
      money: 15000,
      from: '2024-06-01',
    });
  });

  test('says until when it holds: the adoption’s end, or the day before the document’s next value', async () => {
    const until = async (adoption: RecordedAdoption, asOf = '2023-06-01') =>
      (await at([adoption]).resolveParameters({ area: village, asOf, codes: ['test.line'] }))[0]?.validTo;
    expect(await until(countyHere)).toBe('2023-12-31');
    expect(await until({ ...countyHere, to: '2023-08-31' })).toBe('2023-08-31');
    expect(await until({ ...countyHere, to: '2024-06-30' })).toBe('2023-12-31');
    expect(await until({ ...countyHere, to: '2024-06-30' }, '2024-01-01')).toBe('2024-06-30');
    expect(await until(townHere)).toBeNull();
  });

  test('the nation contains every area', async () => {
    expect(await lineOf([{ ...countyHere, area: '0' }])).toMatchObject({ money: 10000, by: '0' });
  });

  test('the issuer’s own area adopts by itself, from the document’s date to its stated end', async () => {
    expect(await lineOf([], '330101001201', '2021-04-30')).toBeUndefined();
    expect(await lineOf([], '330101001201', '2021-05-01')).toMatchObject({ money: 30000, by: '33', to: '2023-12-31' });
    expect(await lineOf([], '330101001201', '2023-12-31')).toMatchObject({ money: 30000 });
    expect(await lineOf([], '330101001201', '2024-01-01')).toBeUndefined();
  });

  test('a prolongation carries a document beyond its stated end; what is recorded for the issuer’s area counts instead of its own', async () => {
    const prolonged: RecordedAdoption = { document: 'ISSUER', area: '33', from: '2024-01-01', basis: 'PROLONGATION' };
    expect(await lineOf([prolonged], '33', '2023-06-01')).toMatchObject({ money: 30000 });
    expect(await lineOf([prolonged], '33', '2025-01-01')).toMatchObject({ money: 30000, to: null });
    expect(await lineOf([{ document: 'ISSUER', area: '33', from: '2022-01-01', to: '2022-12-31' }], '33', '2023-06-01')).toBeUndefined();
  });

  test('it says on what ground', async () => {
    const [parameter] = await at([{ ...countyHere, basis: 'DECISION' }]).resolveParameters({ area: village, asOf: '2023-06-01' });
    expect(parameter?.citation).toMatchObject({ quote: 'COUNTY', place: 'L1', basis: 'DECISION', adoptedBy: '110101' });
  });

  test('an unknown code is refused', async () => {
    await expect(at([]).resolveParameters({ area: village, codes: ['test.nothing'] })).rejects.toMatchObject({ code: 'UNKNOWN_CODE' });
  });
});

describe('a check in an area on a day', () => {
  const inForce = async (adoptions: readonly RecordedAdoption[], area = village) =>
    (await at(adoptions).evaluateHypothetical({ subject: 'HOUSEHOLD', areaCode: area, facts: [] })).map((verdict) => verdict.check).sort();

  test('of one family the nearest and last is in force, others beside it', async () => {
    expect(await inForce([countyHere])).toEqual(['test.county']);
    expect(await inForce([countyHere, townHere])).toEqual(['test.town']);
    expect(await inForce([countyHere, townHere], '110101002201')).toEqual(['test.county']);
    expect(await inForce([countyHere, { document: 'BLANK-TOWN', area: '110101001', from: '2022-01-01' }])).toEqual([
      'test.blankTown',
      'test.county',
    ]);
  });

  test('what is not in force answers only when it is named', async () => {
    const [verdict] = await at([countyHere, townHere]).evaluateHypothetical({
      subject: 'HOUSEHOLD',
      areaCode: village,
      facts: [],
      checks: ['test.county'],
    });
    expect(verdict).toMatchObject({ outcome: 'UNDETERMINED', citation: null, unknowns: [{ kind: 'NOT_IN_FORCE', code: 'test.county' }] });
  });
});
