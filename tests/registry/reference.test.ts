import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRegistry } from '../../plugins/registry/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerIn } from './support.js';

let app: TestApp;
let key = 0;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const figure = { area: '150623', year: 2024, group: 'ALL_FARMERS', concept: 'DISPOSABLE', amount: '28136.00', document: '旗统计公报' };
const record = (input: Record<string, unknown>) =>
  app.ask(
    `mutation ($input: RecordReferenceIncomeInput!, $key: String!) { recordReferenceIncome(input: $input) @idempotent(key: $key) {
       referenceIncome { id amount document source { code } entries { amount } } userErrors { code path } } }`,
    { input: { ...figure, ...input }, key: `r${++key}` },
  );

describe('reference incomes', () => {
  test('are read by area, year and group; a correction counts and keeps what stood before', async () => {
    await record({ amount: '28000.00' });
    await record({ year: 2023, amount: '26000.00' });
    await record({ area: '0', group: 'ALL_FARMERS', amount: '23119.00' });
    await record({ group: 'OUT_OF_POVERTY_PEOPLE', concept: 'NET', amount: '17000.00', source: 'RRB' });
    const { recordReferenceIncome } = await record({});
    expect(recordReferenceIncome).toMatchObject({
      referenceIncome: { amount: '28136.00', entries: [{ amount: '28136.00' }, { amount: '28000.00' }] },
      userErrors: [],
    });
    const { area, nation } = await app.ask(`{
      area(code: "150623") { referenceIncomes(years: [2023, 2024], group: ALL_FARMERS) { year concept amount } }
      nation: area(code: "0") { referenceIncomes { year group amount } } }`);
    expect(area.referenceIncomes).toEqual([
      { year: 2024, concept: 'DISPOSABLE', amount: '28136.00' },
      { year: 2023, concept: 'DISPOSABLE', amount: '26000.00' },
    ]);
    expect(nation.referenceIncomes).toEqual([{ year: 2024, group: 'ALL_FARMERS', amount: '23119.00' }]);
  });

  test('that are entered again as they stand are not entered twice', async () => {
    const first = await record({ year: 2022 });
    const second = await record({ year: 2022 });
    expect(second).toEqual(first);
    expect(second.recordReferenceIncome.referenceIncome.entries).toHaveLength(1);
  });

  test('are refused without a source, of an area that is not there, and below zero', async () => {
    const refusals = async (input: Record<string, unknown>): Promise<unknown> => (await record(input)).recordReferenceIncome.userErrors;
    expect(await refusals({ document: null })).toEqual([{ code: 'core.SOURCE_NEEDED', path: ['input', 'source'] }]);
    expect(await refusals({ area: '11' })).toEqual([{ code: 'core.AREA_NOT_FOUND', path: ['input', 'area'] }]);
    expect(await refusals({ source: 'NOBODY' })).toEqual([{ code: 'core.UNKNOWN_DEPARTMENT', path: ['input', 'source'] }]);
    expect(await refusals({ amount: '-1.00' })).toEqual([{ code: 'core.NEGATIVE_AMOUNT', path: ['input', 'amount'] }]);
  });

  test('are recorded by whoever administers the area only, and the database itself refuses others', async () => {
    const { db, keys } = app.storage;
    const town = createRegistry(keys.protect).bind(db, {
      viewer: viewerIn('town', ['150623100']),
      requestId: 'r',
      today: '2025-06-30',
    });
    const { area: areaCode, ...rest } = { ...figure, amount: 1 };
    expect(await town.recordReferenceIncome({ ...rest, areaCode }, { operation: 'recordReferenceIncome' })).toMatchObject({
      ok: false,
      userErrors: [{ code: 'core.AREA_NOT_FOUND', path: ['input', 'area'] }],
    });
    await expect(
      db.write({ areas: ['150623100'], domains: 'ALL' }, (tx) =>
        tx.sql(`insert into reference_income (area_code, year, population, concept, amount, document)
                values ('150623', 2024, 'ALL_FARMERS', 'NET', 1, 'x')`),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(db.write({ areas: ['0'], domains: 'ALL' }, (tx) => tx.sql('update reference_income set amount = 1'))).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('what an area was declared to be', () => {
  test('is the newest word; what nobody said is unknown', async () => {
    const designate = (input: Record<string, unknown>) =>
      app.ask(
        `mutation ($input: RecordAreaDesignationInput!) { recordAreaDesignation(input: $input) {
           area { exitedPoorCounty oldRevolutionaryArea ethnicArea } userErrors { code path } } }`,
        { input: { area: '150623', document: '示例文件', ...input } },
      );
    await designate({ designation: 'EXITED_POOR_COUNTY', holds: true, observedOn: '2020-03-01' });
    await designate({ designation: 'EXITED_POOR_COUNTY', holds: false, observedOn: '2019-03-01' });
    const { recordAreaDesignation } = await designate({ designation: 'ETHNIC_AREA', holds: true });
    expect(recordAreaDesignation).toEqual({
      area: { exitedPoorCounty: true, oldRevolutionaryArea: null, ethnicArea: true },
      userErrors: [],
    });
  });
});
