import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGlobalId, residentIdCheck } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { audited, doorOf, FIND, residentIdOf, SIBLING, VILLAGE } from './support.js';

let app: TestApp;
let here: { readonly id: string; readonly number: string };
beforeAll(async () => {
  app = await testApp({ demo: true });
  here = await residentIdOf(app, `area_code = '${VILLAGE}'`);
});
afterAll(() => app.close());

const NOBODYS = ((digits: string) => digits + residentIdCheck(digits))('15062319010101999');

describe('finding a person by the resident id', () => {
  test('finds somebody of the own area, whatever the case of the X and the width of the digits', async () => {
    const door = doorOf(app, { areas: [VILLAGE] });
    for (const residentId of [here.number, here.number.toLowerCase(), ` ${here.number} `]) {
      const { findPerson } = await door.ask(FIND, { residentId });
      expect(findPerson).toMatchObject({ person: { id: encodeGlobalId('Person', here.id) }, userErrors: [] });
    }
  });

  test('somebody elsewhere and nobody at all get the same answer, and leave the same trace', async () => {
    const door = doorOf(app, { areas: [SIBLING] });
    const answers = [
      await door.post({ query: FIND, variables: { residentId: here.number } }),
      await door.post({ query: FIND, variables: { residentId: NOBODYS } }),
    ];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(answers[0]?.body.data).toEqual({ findPerson: { person: null, userErrors: [] } });
    const [one, other] = (await audited(app, 'findPerson')).slice(-2).map(({ id: _id, at: _at, ...rest }) => rest);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ kind: 'REVEAL', outcome: 'DONE', subject_ids: [], purpose: 'MONITORING' });
  });

  test.each([
    ['1506231980010100', 'core.RESIDENT_ID_FORMAT'],
    ['150623198013010019', 'core.RESIDENT_ID_BIRTH_DATE'],
    ['', 'core.RESIDENT_ID_FORMAT'],
  ])('a malformed number (%s) is refused', async (residentId, code) => {
    const { findPerson } = await doorOf(app, {}).ask(FIND, { residentId });
    expect(findPerson).toEqual({ person: null, userErrors: [{ code, path: ['input', 'residentId'] }] });
    expect((await audited(app, 'findPerson')).at(-1)).toMatchObject({ outcome: 'REFUSED' });
  });

  test('a wrong check character is refused', async () => {
    const wrong = here.number.slice(0, 17) + (here.number.endsWith('1') ? '2' : '1');
    const { findPerson } = await doorOf(app, {}).ask(FIND, { residentId: wrong });
    expect(findPerson.userErrors[0].code).toBe('core.RESIDENT_ID_CHECK');
  });

  test('needs the right to personal data and a purpose of one’s own', async () => {
    for (const [asker, variables] of [
      [{ upTo: 'INTERNAL' }, { residentId: here.number }],
      [{}, { residentId: here.number, purpose: 'BENEFIT' }],
    ] as const) {
      const { body } = await doorOf(app, asker).post({ query: FIND, variables });
      expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test('is limited in a minute and in a day, found or not', async () => {
    const codes = async (limits: object, clientId: string) => {
      const door = doorOf(app, { clientId }, limits);
      const answers = [];
      for (const residentId of [NOBODYS, here.number, NOBODYS]) answers.push(await door.post({ query: FIND, variables: { residentId } }));
      return answers.map(({ body }) => body.errors?.[0]?.extensions.code);
    };
    expect(await codes({ findsPerMinute: 2 }, 'quick')).toEqual([undefined, undefined, 'RATE_LIMITED']);
    expect(await codes({ findsPerDay: 2 }, 'busy')).toEqual([undefined, undefined, 'RATE_LIMITED']);
  });

  test('the number stands nowhere: not in the log, the audit, the idempotency records, the person’s record of disclosures', async () => {
    const query = FIND.replace(' { person', ' @idempotent(key: "find-1") { person');
    await app.post({ query, variables: { residentId: here.number } });
    await app.post({ query: FIND, variables: { residentId: `${here.number}9` } });
    const held = await app.storage.db.system(({ sql }) =>
      sql<{
        text: string;
      }>(`select (select string_agg(a::text, ' ') from audit_entry a) || coalesce((select string_agg(i::text, ' ') from idempotency i), '')
        || (select string_agg(d::text, ' ') from disclosure d) || (select string_agg(u::text, ' ') from personal_use u) as text`),
    );
    expect(held[0]?.text).toContain('findPerson');
    expect(held[0]?.text).not.toContain(here.number);
    expect(app.logged.join('\n')).not.toContain(here.number);
  });
});
