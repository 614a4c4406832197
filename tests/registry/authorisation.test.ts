import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor } from '../../api/testing/door.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf, type Asker } from '../support/viewer.js';

const NUMBER = '1506231002040001';
const RECORD = `mutation ($input: RecordAuthorisationInput!) { recordAuthorisation(input: $input) {
  household { version authorisation { validFrom validTo inForce source { code } } } userErrors { code path message { zh en } } } }`;

let app: TestApp;
let household: string;
beforeAll(async () => {
  app = await testApp({ demo: true });
  ({ id: household } = (await app.ask(`{ household(number: "${NUMBER}") { id } }`)).household);
});
afterAll(() => app.close());

/** A village cadre: writes, and speaks for the village alone. */
const record = async (input: object, asker: Asker = {}) => {
  const scopes = ['core:read:personal', 'core:write'];
  const viewer = viewerOf({ areas: ['150623100204'], scopes, departments: ['VILLAGE'], ...asker });
  const { body } = await openDoor(app, pino({ level: 'silent' }), viewer).post({
    query: RECORD,
    variables: { input: { household, ...input } },
  });
  return body.errors?.[0]?.extensions ?? body.data.recordAuthorisation;
};
const authorisedNow = async (): Promise<number> =>
  (
    await app.ask(`{ households(filter: { area: "150623100204", authorised: true }, first: 100) { nodes { number } } }`)
  ).households.nodes.filter((one: { number: string }) => one.number === NUMBER).length;

describe('a household’s authorisation', () => {
  test('is recorded by a village cadre, withdrawn, and given again on the same day: the newest word counts', async () => {
    const given = await record({ validTo: '2026-06-30' });
    expect(given).toMatchObject({
      userErrors: [],
      household: { authorisation: { validFrom: '2025-06-30', validTo: '2026-06-30', inForce: true, source: { code: 'VILLAGE' } } },
    });
    expect(await authorisedNow()).toBe(1);
    expect(await record({ withdrawn: true })).toMatchObject({
      household: { authorisation: { validTo: '2025-06-29', inForce: false } },
    });
    expect(await authorisedNow()).toBe(0);
    expect(await record({ validTo: '2026-06-30' })).toMatchObject({ household: { authorisation: { inForce: true } } });
    expect(await authorisedNow()).toBe(1);
  });

  test('without a last day holds until it is withdrawn; what held on an earlier day is not unsaid', async () => {
    expect(await record({ validFrom: '2025-01-01' })).toMatchObject({
      household: { authorisation: { validFrom: '2025-01-01', validTo: null, inForce: true } },
    });
  });

  test('is refused to whoever read another version, with days that contradict, beside a withdrawal, or ahead of its day', async () => {
    const version = (await app.ask(`{ household(number: "${NUMBER}") { version } }`)).household.version as number;
    const refused = async (input: object) => (await record(input)).userErrors[0] as unknown;
    expect(await refused({ expectedVersion: version - 1 })).toMatchObject({ code: 'core.VERSION_CONFLICT' });
    expect(await refused({ validFrom: '2025-05-01', validTo: '2025-04-30' })).toMatchObject({ path: ['input', 'validTo'] });
    expect(await refused({ validTo: '2025-04-30' })).toMatchObject({ code: 'core.SAME_PERIOD_ORDER' });
    expect(await refused({ validFrom: '2025-07-01' })).toMatchObject({ code: 'core.DATE_AFTER_DATA', path: ['input', 'validFrom'] });
    expect(await refused({ withdrawn: true, validTo: '2025-04-30' })).toEqual({
      code: 'core.WITHDRAWN_HAS_NO_PERIOD',
      path: ['input', 'validTo'],
      message: { zh: expect.any(String) as string, en: expect.any(String) as string },
    });
    expect(await record({ expectedVersion: version, validTo: '2025-12-31' })).toMatchObject({ household: { version: version + 1 } });
  });

  test('needs the right to write, and the household within the own areas', async () => {
    expect(await record({}, { scopes: ['core:read:personal'] })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await record({}, { areas: ['150623100205'] })).userErrors).toMatchObject([
      { code: 'core.NOT_FOUND', path: ['input', 'household'] },
    ]);
    expect((await record({ source: 'RRB' })).userErrors).toMatchObject([{ code: 'core.NOT_YOUR_DEPARTMENT' }]);
  });
});
