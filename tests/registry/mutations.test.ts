import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
const village = '150623100204';
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const register = `mutation ($input: RegisterHouseholdInput!, $key: String!) {
  registerHousehold(input: $input) @idempotent(key: $key) {
    household { id number areaCode registryStatus monitoringKind version members { name } }
    userErrors { code message { zh en } path }
  }
}`;
let key = 0;
const household = async (number: string): Promise<string> => {
  const { registerHousehold } = await app.ask(register, { input: { number, village }, key: `key-${++key}` });
  return registerHousehold.household.id as string;
};

describe('mutations through the front door', () => {
  it('answer with the record as it is after the change, and with refusals as data', async () => {
    const input = { number: 'G-1', village: `${village}`, registryStatus: 'STABLE_OUT_OF_POVERTY', monitored: false };
    const first = await app.ask(register, { input, key: 'register-1' });
    expect(first.registerHousehold).toMatchObject({
      household: {
        number: 'G-1',
        areaCode: village,
        registryStatus: 'STABLE_OUT_OF_POVERTY',
        monitoringKind: null,
        version: 1,
        members: [],
      },
      userErrors: [],
    });
    expect(await app.ask(register, { input, key: 'register-1' })).toEqual(first);
    expect((await app.ask(register, { input, key: 'register-2' })).registerHousehold).toEqual({
      household: null,
      userErrors: [
        { code: 'core.NUMBER_TAKEN', message: { zh: '户编号已被使用', en: 'the register number is in use' }, path: ['input', 'number'] },
      ],
    });
    const { body } = await app.post({ query: register, variables: { input: { ...input, number: 'G-2' }, key: 'register-1' } });
    expect(body.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('see what the mutation before them in the same operation wrote', async () => {
    const id = await household('G-3');
    const answer = await app.ask(
      `mutation ($id: ID!) {
        one: recordPerson(input: { household: $id, name: "示例甲", relation: HEAD, labourCapacity: FULL }) { person { name household { memberCount version } } userErrors { code } }
        two: recordPerson(input: { household: $id, name: "示例乙", relation: SPOUSE }) { person { household { memberCount members { relation } } } userErrors { code } }
        three: moveHousehold(input: { household: $id, village: "150623100205", expectedVersion: 1 }) { household { areaCode } userErrors { code path } }
      }`,
      { id },
    );
    expect(answer).toEqual({
      one: { person: { name: '示例甲', household: { memberCount: 1, version: 2 } }, userErrors: [] },
      two: { person: { household: { memberCount: 2, members: [{ relation: 'HEAD' }, { relation: 'SPOUSE' }] } }, userErrors: [] },
      three: { household: null, userErrors: [{ code: 'core.VERSION_CONFLICT', path: ['input', 'expectedVersion'] }] },
    });
  });

  it('need a key where money or many records are concerned', async () => {
    const id = await household('G-4');
    const { body } = await app.post({
      query: 'mutation ($id: ID!) { recordIncome(input: { household: $id, year: 2024, wage: "1.00" }) { household { id } } }',
      variables: { id },
    });
    expect(body.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(body.errors?.[0]?.message).toContain('@idempotent');
  });

  it('record incomes and benefits', async () => {
    const id = await household('G-5');
    const answer = await app.ask(
      `mutation ($id: ID!) {
        recordIncome(input: { household: $id, year: 2024, wage: "18000.50", perCapitaNetIncome: "5999.99", memberCount: 3 }) @idempotent(key: "income-1") {
          household { incomeStatements(years: [2024]) { year perCapitaNetIncome } } userErrors { code path }
        }
        recordBenefit(input: { household: $id, benefit: "safetyNet.dibao", form: CASH, amount: "300.00", periodFrom: "2025-01-01", periodTo: "2024-01-01" }) @idempotent(key: "benefit-1") {
          household { id } userErrors { code path }
        }
      }`,
      { id },
    );
    expect(answer).toMatchObject({
      recordIncome: { household: { incomeStatements: [{ year: 2024, perCapitaNetIncome: '5999.99' }] }, userErrors: [] },
      recordBenefit: { household: null, userErrors: [{ code: 'core.SAME_PERIOD_ORDER', path: ['input', 'periodTo'] }] },
    });
  });

  it('refuse garbage, another type’s id and what is not there alike', async () => {
    const village = await app.ask('{ village(code: "150623100204") { id } }');
    for (const id of [
      'garbage',
      village.village.id as string,
      Buffer.from('Household:00000000-0000-4000-8000-000000000000').toString('base64url'),
    ]) {
      const answer = await app.ask(
        'mutation ($id: ID!) { recordPerson(input: { household: $id, name: "示例" }) { person { id } userErrors { code path } } }',
        { id },
      );
      expect(answer.recordPerson).toEqual({ person: null, userErrors: [{ code: 'core.NOT_FOUND', path: ['input', 'household'] }] });
    }
  });
});

describe('submitFeed', () => {
  const submit = `mutation ($input: SubmitFeedInput!) {
    submitFeed(input: $input) @idempotent(key: "feed-1") {
      receipt { id state createdRows refusedRows refused { nodes { row column code text { zh } } } }
      results { row effect }
      userErrors { code path }
    }
  }`;
  const row = (number: string, wage: string) => ({
    cells: [
      { column: '户编号', value: number },
      { column: '年度', value: '2024' },
      { column: 'wage', value: wage },
    ],
  });

  it('works inline rows off at once and gives a receipt', async () => {
    await household('G-6');
    const answer = await app.ask(submit, {
      input: {
        feed: 'core.incomes',
        observedOn: '2025-06-30',
        coverage: { area: '150623100', complete: false },
        rows: [row('G-6', '18000'), row('G-6', '1'), row('G-7', '=1')],
      },
    });
    expect(answer.submitFeed).toMatchObject({
      receipt: {
        state: 'DONE',
        createdRows: 1,
        refusedRows: 2,
        refused: {
          nodes: [
            { row: 2, column: '户编号', code: 'core.DUPLICATE_ROW', text: { zh: '与本批第 1 行重复' } },
            { row: 3, column: '工资性收入', code: 'core.FORMULA_CELL' },
          ],
        },
      },
      results: [{ effect: 'CREATED' }, { effect: 'REFUSED' }, { effect: 'REFUSED' }],
      userErrors: [],
    });
  });
});
