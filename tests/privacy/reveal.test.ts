import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGlobalId } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { audited, doorOf, exampleIds, REVEAL, residentIdOf, SIBLING, VILLAGE } from './support.js';

let app: TestApp;
let head: string;
let household: string;
beforeAll(async () => {
  app = await testApp({ demo: true });
  ({ head, household } = await exampleIds(app));
});
afterAll(() => app.close());

const FIELDS = ['NAME', 'RESIDENT_ID', 'PHONE', 'BIRTH_DATE', 'HEALTH', 'DISABILITY', 'REGISTER_STATUS', 'MONITORING'];

describe('revealing personal data', () => {
  test('shows each subject the fields that it has, in clear, and writes down who was shown what, what for and why', async () => {
    const door = doorOf(app, {});
    const { revealPersonalData: done } = await door.ask(REVEAL, { subjects: [head, household], fields: FIELDS });
    expect(done.userErrors).toEqual([]);
    const [person, home] = done.revealed;
    expect(person.subject.id).toBe(head);
    expect(person.fields.map((one: { field: string }) => one.field)).toEqual(FIELDS.slice(0, 6));
    const value = Object.fromEntries(person.fields.map((one: { field: string; value: string }) => [one.field, one.value]));
    expect(value['NAME']).not.toContain('*');
    expect(value['RESIDENT_ID']).toMatch(/^\d{17}[\dX]$/);
    expect(value['PHONE']).toMatch(/^1\d{10}$/);
    expect(home.subject.id).toBe(household);
    expect(home.fields.map((one: { field: string }) => one.field)).toEqual(['REGISTER_STATUS', 'MONITORING']);

    const entry = (await audited(app, 'revealPersonalData')).at(-1);
    expect(entry).toMatchObject({
      client_id: 'test-client', kind: 'REVEAL', outcome: 'DONE', purpose: 'MONITORING', reason: '入户核查需要联系本人', fields: FIELDS, area_code: VILLAGE,
    }); // prettier-ignore
    expect(entry?.['subject_ids']).toHaveLength(2);
    expect(JSON.stringify(entry)).not.toContain(value['RESIDENT_ID']);
  });

  test('absent, foreign, mistyped and garbage ids are left out alike, each with its place', async () => {
    const door = doorOf(app, { areas: [SIBLING] });
    const gone = encodeGlobalId('Person', '00000000-0000-4000-8000-000000000000');
    const { revealPersonalData: done } = await door.ask(REVEAL, {
      subjects: [head, gone, encodeGlobalId('Village', '00000000-0000-4000-8000-000000000000'), 'garbage', "' or 1=1 --"],
      fields: ['NAME'],
    });
    expect(done.revealed).toEqual([]);
    expect(done.userErrors.map((e: { code: string }) => e.code)).toEqual(Array(5).fill('core.NOT_FOUND'));
    expect(done.userErrors.map((e: { path: string[] }) => e.path)).toEqual([0, 1, 2, 3, 4].map((i) => ['input', 'subjects', String(i)]));
    expect((await audited(app, 'revealPersonalData')).at(-1)).toMatchObject({ subject_ids: [], outcome: 'DONE' });
  });

  test.each([
    ['without the right to personal data', { upTo: 'INTERNAL' }, { fields: ['NAME'] }],
    ['of a SENSITIVE field without the right to it', { upTo: 'PERSONAL' }, { fields: ['NAME', 'RESIDENT_ID'] }],
    ['for a purpose that is not the viewer’s', {}, { fields: ['NAME'], purpose: 'BENEFIT' }],
  ] as const)('%s is FORBIDDEN, and nothing is shown', async (_title, asker, asked) => {
    const { body } = await doorOf(app, asker).post({ query: REVEAL, variables: { subjects: [head], ...asked } });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(body.data?.revealPersonalData ?? null).toBeNull();
  });

  test('a purpose of the request itself is not needed: the input states it', async () => {
    const { revealPersonalData: done } = await doorOf(app, { purpose: null }).ask(REVEAL, { subjects: [head], fields: ['NAME'] });
    expect(done.revealed[0].fields[0].value).not.toContain('*');
  });

  test.each([
    ['要看', 'core.REASON_LENGTH'],
    ['x'.repeat(501), 'core.REASON_LENGTH'],
    ['核实 15262319800101001X 的情况', 'core.HOLDS_A_NUMBER'],
    ['核实 1526 2319 8001 0100 1X', 'core.HOLDS_A_NUMBER'],
    ['请回电１３８００１３８０００', 'core.HOLDS_A_NUMBER'],
    ['请回电 138-0013-8000 谢谢', 'core.HOLDS_A_NUMBER'],
  ])('the reason "%s" is refused', async (reason, code) => {
    const { revealPersonalData: done } = await doorOf(app, {}).ask(REVEAL, { subjects: [head], fields: ['NAME'], reason });
    expect(done).toMatchObject({ revealed: [], userErrors: [{ code, path: ['input', 'reason'] }] });
    const entry = (await audited(app, 'revealPersonalData')).at(-1);
    expect(entry).toMatchObject({ outcome: 'REFUSED', reason: null });
  });

  test.each([
    ['more than a hundred subjects', 101, ['NAME'], 'PAGE_TOO_LARGE'],
    ['no subject', 0, ['NAME'], 'BAD_USER_INPUT'],
    ['no field', 1, [], 'BAD_USER_INPUT'],
  ])('%s is refused', async (_title, n, fields, code) => {
    const { body } = await doorOf(app, {}).post({ query: REVEAL, variables: { subjects: Array<string>(n).fill(head), fields } });
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });

  test('if it cannot be written down, nothing is shown', async () => {
    const owner = await app.storage.owner();
    await owner.query('revoke insert on audit_entry from xj_write');
    try {
      const { body } = await doorOf(app, {}).post({ query: REVEAL, variables: { subjects: [head], fields: ['NAME', 'RESIDENT_ID'] } });
      expect(body.errors?.[0]?.extensions.code).toBe('INTERNAL');
      expect(body.data?.revealPersonalData ?? null).toBeNull();
    } finally {
      await owner.query('grant insert on audit_entry to xj_write');
      await owner.end();
    }
  });
});

describe('the limit of a day', () => {
  const ask = (door: ReturnType<typeof doorOf>, n: number) =>
    door.post({ query: REVEAL, variables: { subjects: [head, household, 'x', 'y', 'z'].slice(0, n), fields: ['NAME'] } });

  test('counts subjects, found or not, of each client; beyond it the answer is RATE_LIMITED and noted', async () => {
    const door = doorOf(app, { clientId: 'limited' }, { revealsPerDay: 5 });
    expect((await ask(door, 4)).body.errors).toBeUndefined();
    const { body } = await ask(door, 2);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    expect((await audited(app, 'revealPersonalData')).at(-1)).toMatchObject({ client_id: 'limited', outcome: 'DENIED' });
    expect((await ask(door, 1)).body.errors).toBeUndefined();
    expect((await ask(doorOf(app, { clientId: 'other' }, { revealsPerDay: 5 }), 5)).body.errors).toBeUndefined();
  });

  test('two people of one portal are counted each for themselves', async () => {
    const as = (id: string) => doorOf(app, { clientId: 'portal', user: { id, title: { zh: id, en: id } } }, { revealsPerDay: 2 });
    expect((await ask(as('one'), 2)).body.errors).toBeUndefined();
    expect((await ask(as('one'), 1)).body.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    expect((await ask(as('two'), 2)).body.errors).toBeUndefined();
  });

  test('twelve at once are shown no more than the limit', async () => {
    const door = doorOf(app, { clientId: 'racing' }, { revealsPerDay: 5 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(door, 1)));
    expect(answers.filter(({ body }) => body.errors === undefined)).toHaveLength(5);
  });
});

test('a resident id that was revealed stands in no log', async () => {
  const { number } = await residentIdOf(app, `area_code = '${VILLAGE}'`);
  await app.post({ query: REVEAL, variables: { subjects: [head], fields: ['RESIDENT_ID'], reason: `因 ${number} 查询` } });
  expect(app.logged.join('\n')).not.toContain(number);
});
