import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../api/testing/door.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';
import { register, SECRET } from './support.js';

const OLD = '150623100204';
const NEW = '150623100298';
const RECORD = '{ household(number: "1506231002040001") { areaCode } }';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ demo: true });
  await app.auth.open();
  const names = [NEW, ...Array.from({ length: 6 }, (_, i) => `15062310028${i}`)];
  await app.storage.db.system(({ sql }) =>
    sql(`insert into area (code, level, parent_code, name_zh) select code, 'VILLAGE', '150623100', '新村' from unnest($1::text[]) code`, [
      names,
    ]),
  );
  for (const [id, areas] of Object.entries({ 'of-the-old': [OLD], 'of-the-new': [NEW], 'of-the-other': ['150623100205'] }))
    await register(app.storage, { id, areas, scopes: ['core:read:personal'], purposes: ['MONITORING'] });
});
afterAll(() => app.close());

/** As a client comes: with a token that it fetches, and nothing remembered from before. */
async function as(client: string): Promise<Door> {
  app.auth.forget();
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: SECRET });
  const { body } = await app.auth.token({ authorization: undefined, form });
  const viewer = await app.auth.identify({ authorization: `Bearer ${String(body['access_token'])}`, purpose: undefined });
  return openDoor(app, pino({ level: 'silent' }), viewer);
}
async function replace(area: string, successor: string): Promise<void> {
  const door = openDoor(app, pino({ level: 'silent' }), viewerOf({ areas: ['150623'], scopes: ['core:read', 'core:administer'] }));
  const { replaceArea } = await door.ask(`mutation ($input: ReplaceAreaInput!) { replaceArea(input: $input) { userErrors { code } } }`, {
    input: { area, successor, on: '2025-01-01' },
  });
  expect(replaceArea.userErrors).toEqual([]);
}

describe('after a code was replaced', () => {
  test('a client of the new code sees what was filed under the old one, as one of the old code still does; nobody else does', async () => {
    expect(await (await as('of-the-new')).ask(RECORD)).toEqual({ household: null });
    await replace(OLD, NEW);
    expect(await (await as('of-the-new')).ask(RECORD)).toEqual({ household: { areaCode: OLD } });
    expect(await (await as('of-the-old')).ask(RECORD)).toEqual({ household: { areaCode: OLD } });
    expect(await (await as('of-the-other')).ask(RECORD)).toEqual({ household: null });
  });

  test('a client of the old code sees what is filed under the new one from now on', async () => {
    await app.storage.db.system(({ sql }) => sql(`insert into village (area_code) values ($1)`, [NEW]));
    const { id } = (await app.ask('{ household(number: "1506231002040002") { id } }')).household;
    await app.ask(`mutation ($input: MoveHouseholdInput!) { moveHousehold(input: $input) { userErrors { code } } }`, {
      input: { household: id, village: NEW },
    });
    const moved = '{ household(number: "1506231002040002") { areaCode } }';
    expect(await (await as('of-the-old')).ask(moved)).toEqual({ household: { areaCode: NEW } });
    expect(await (await as('of-the-other')).ask(moved)).toEqual({ household: null });
  });

  test('its jobs follow too', async () => {
    app.auth.forget();
    expect(await app.auth.resolveClient('of-the-new', null)).toMatchObject({ areas: [OLD, NEW] });
  });

  test('a merger widens nobody: a client of one of two joined codes does not see the other', async () => {
    await replace('150623100205', '150623100280');
    await replace('150623100206', '150623100280');
    const door = await as('of-the-other');
    expect((await door.ask('{ viewer { areas { code } } }')).viewer.areas).toEqual([{ code: '150623100205' }]);
  });

  test('a client whose areas have become more than a request has room for is refused, and told the cure', async () => {
    for (const n of ['207', '208']) await replace(`150623100${n}`, '150623100280');
    await register(app.storage, { id: 'of-the-joined', areas: ['150623100280'], scopes: ['core:read:personal'], purposes: ['MONITORING'] });
    await expect(as('of-the-joined')).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringMatching(/are 5, and a request has room for 4: .* Whoever administers access registers them anew/) as string,
    });
    await expect(app.auth.resolveClient('of-the-joined', null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
