import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor } from '../../api/testing/door.js';
import { policyModule as education } from '../../modules/education/index.js';
import { feedBench, TODAY, TOWN } from '../feeds/support.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

const NUMBER = '1506231002040001';
let app: TestApp;
let household: { id: string; members: { id: string }[] };
beforeAll(async () => {
  app = await testApp({ modules: [education], demo: true });
  household = (await app.ask(`{ household(number: "${NUMBER}") { id members { id } } }`)).household;
});
afterAll(() => app.close());

const as = (departments: Asker['departments'] & {}) =>
  openDoor(app, pino({ level: 'silent' }), viewerOf({ clientId: `c-${String(departments)}`, areas: ['150623'], departments }));

/** Who is told to have said that the household's housing is safe. */
const records = async (departments: Asker['departments'] & {}, source?: string) => {
  const door = as(departments);
  const { recordGuarantee } = await door.ask(
    `mutation ($input: RecordGuaranteeInput!, $key: String!) { recordGuarantee(input: $input) @idempotent(key: $key) {
      household { guarantees { kind source { code } } } userErrors { code path message { zh en } } } }`,
    { input: { household: household.id, kind: 'SAFE_HOUSING', state: 'MET', ...(source && { source }) }, key: randomUUID() },
  );
  return recordGuarantee.userErrors.length > 0 ? recordGuarantee.userErrors[0] : 'taken';
};

describe('what a client records is said by its own departments', () => {
  test('its only department says it, without being named', async () => {
    expect(await records(['VILLAGE'])).toBe('taken');
    const { household: told } = await app.ask(`{ household(number: "${NUMBER}") { guarantees { kind source { code } } } }`);
    expect(told.guarantees).toContainEqual({ kind: 'SAFE_HOUSING', source: { code: 'VILLAGE' } });
  });

  test('one of several says it where it is named; else the office that answers for it, if the client is of it', async () => {
    expect(await records(['TOWNSHIP', 'RRB'], 'RRB')).toBe('taken');
    expect(await records(['TOWNSHIP', 'RRB'])).toBe('taken');
    expect(await records(['MIB', 'HEALTH'])).toEqual({
      code: 'core.DEPARTMENT_NEEDED',
      path: ['input', 'source'],
      message: { zh: '请写明以哪个部门的名义登记：MIB, HEALTH', en: 'say which department says so: MIB, HEALTH' },
    });
  });

  test('nobody says it in the name of another', async () => {
    expect(await records(['VILLAGE'], 'HOUSING')).toEqual({
      code: 'core.NOT_YOUR_DEPARTMENT',
      path: ['input', 'source'],
      message: { zh: '本接入系统只能以自己部门的名义登记：VILLAGE', en: 'this client speaks for its own departments only: VILLAGE' },
    });
    expect(await records([])).toMatchObject({ code: 'core.DEPARTMENT_NEEDED' });
    expect(await records('ALL', 'HOUSING')).toBe('taken');
  });

  test('a module’s mutations ask the same', async () => {
    const schooling = async (departments: string[], source?: string) => {
      const { recordSchooling } = await as(departments).ask(
        `mutation ($input: RecordSchoolingInput!, $key: String!) { recordSchooling(input: $input) @idempotent(key: $key) { userErrors { code } } }`,
        {
          input: {
            person: household.members[0]?.id,
            schoolYear: 2024,
            status: 'ENROLLED',
            stage: 'PRIMARY',
            schoolName: '外省小学',
            ...(source && { source }),
          },
          key: randomUUID(),
        },
      );
      return recordSchooling.userErrors.map((e: { code: string }) => e.code);
    };
    expect(await schooling(['TOWNSHIP', 'VILLAGE'], 'EDU')).toEqual(['core.NOT_YOUR_DEPARTMENT']);
    expect(await schooling(['TOWNSHIP', 'VILLAGE'])).toEqual(['core.DEPARTMENT_NEEDED']);
    expect(await schooling(['EDU'])).toEqual([]);
  });

  test('moving a household says nothing in anybody’s name: a client of two departments need not choose', async () => {
    const { moveHousehold } = await as(['MIB', 'HEALTH']).ask(
      `mutation ($input: MoveHouseholdInput!) { moveHousehold(input: $input) @idempotent(key: "moves") { userErrors { code } } }`,
      { input: { household: household.id, village: '150623100204' } },
    );
    expect(moveHousehold.userErrors).toEqual([]);
  });
});

test('a batch whose sender has lost the right to hand it in writes nothing when its turn comes', async () => {
  for (const lost of [{ scopes: ['core:read:internal'] }, { departments: ['EDU'] }]) {
    const bench = await feedBench({ resolveClient: (clientId) => viewerOf({ clientId, areas: [TOWN], ...lost }) });
    const { receipt } = await bench.run('core.households', '户编号,区划代码\nL-1,150623100200', { area: TOWN, observedOn: TODAY });
    expect(receipt).toMatchObject({ state: 'FAILED', failure_code: 'core.NO_ACCESS', created_rows: 0 });
  }
});
