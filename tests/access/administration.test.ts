import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor } from '../../api/testing/door.js';
import { encodeGlobalId, type Viewer } from '../../schema/index.js';
import { viewerOf } from '../support/viewer.js';
import {
  administrationBench,
  CHANGE,
  clerk,
  codes,
  ENROL,
  health,
  PASSWORD,
  refused,
  REGISTER,
  ROTATE,
  UPDATE,
} from './administration-support.js';

let bench: Awaited<ReturnType<typeof administrationBench>>;
beforeAll(async () => {
  bench = await administrationBench();
});
afterAll(() => bench.app.close());

describe('a person', () => {
  test('is registered, moved and switched off', async () => {
    const { user, userErrors } = await bench.enrol({});
    expect(userErrors).toEqual([]);
    expect(user).toMatchObject({ login: 'zhang.san', roles: ['VILLAGE_DATA_CLERK'], areas: [{ code: '150623100204' }], enabled: true });
    const changed = await bench.change({
      user: user.id,
      areas: ['150623100'],
      roles: ['TOWNSHIP_SPECIALIST'],
      enabled: false,
      expectedVersion: 1,
    });
    expect(changed.user).toMatchObject({ areas: [{ code: '150623100' }], roles: ['TOWNSHIP_SPECIALIST'], enabled: false, version: 2 });
    expect(codes(await bench.enrol({}))).toEqual(['access.LOGIN_TAKEN']);
  });

  test.each<[string, object, string[]]>([
    ['a login with blanks', { login: 'zhang san' }, ['access.INVALID_LOGIN input.login']],
    ['no role', { roles: [] }, ['access.ROLE_NEEDED input.roles']],
    ['a first secretary of a town', { areas: ['150623100'], roles: ['FIRST_SECRETARY'] }, ['access.AREA_TOO_WIDE input.roles.0']],
    [
      'an administrator who sees families',
      { roles: ['SECURITY_ADMINISTRATOR', 'VILLAGE_LEADER'] },
      ['access.ROLE_STANDS_ALONE input.roles'],
    ],
    ['two administrators in one', { roles: ['SYSTEM_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR'] }, ['access.ROLE_STANDS_ALONE input.roles']],
    ['a domain that is none', { domains: ['audit'] }, ['access.UNKNOWN_DOMAIN input.domains.0']],
    ['a short password', { password: 'goats' }, ['access.WEAK_PASSWORD input.password', 'access.PASSWORD_OR_ISSUER input.password']],
    [
      'the login as password',
      { password: 'Li.Si li.si li.si' },
      ['access.WEAK_PASSWORD input.password', 'access.PASSWORD_OR_ISSUER input.password'],
    ],
    ['neither password nor issuer', { password: null }, ['access.PASSWORD_OR_ISSUER input.password']],
    ['an area outside', { areas: ['150622'], roles: ['COUNTY_LEADER'] }, ['core.AREA_NOT_FOUND input.areas.0']],
  ])('is refused: %s', async (_what, input, expected) =>
    expect(refused(await bench.enrol({ login: 'li.si', ...input }))).toEqual(expected),
  );

  test('gets a password from an administrator, which leaves no trace', async () => {
    const { user } = await bench.enrol({ login: 'wang.wu' });
    const set = async (password: string) => (await bench.security.ask(PASSWORD, { input: { user: user.id, password } })).setUserPassword;
    expect(codes(await set('four green sheep'))).toEqual([]);
    expect(codes(await set('wang.wu wang.wu'))).toEqual(['access.WEAK_PASSWORD']);
    const owner = await bench.app.storage.owner();
    const { rows } = await owner.query<{ text: string }>(
      `select (select coalesce(json_agg(a), '[]')::text from audit_entry a) || (select coalesce(json_agg(i), '[]')::text from idempotency i) as text`,
    );
    await owner.end();
    expect(rows[0]?.text).toContain('setUserPassword');
    expect(rows[0]?.text + bench.app.logged.join('')).not.toMatch(/goats|sheep/);
  });
});

describe('who administers', () => {
  const lists = '{ apiClients(first: 100) { nodes { id } totalCount } users(first: 100) { nodes { login } } }';

  test('sees the clients and people of the own areas, in pages and by filter', async () => {
    const { apiClients, users } = await bench.security.ask(lists);
    expect(apiClients.nodes.map(({ id }: { id: string }) => id)).toContain('county-admin');
    expect(users.nodes.map(({ login }: { login: string }) => login)).toEqual(expect.arrayContaining(['first-secretary', 'inspector']));
    const { portals, one } = await bench.security.ask(
      '{ portals: apiClients(filter: { kinds: [PORTAL], area: "150623" }, orderBy: { by: UPDATED_AT, direction: DESC }) { nodes { kind } } one: apiClient(id: "auditor") { scopes hasSecret } }',
    );
    expect(new Set(portals.nodes.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['PORTAL']));
    expect(one).toEqual({ scopes: ['core:read', 'audit:read'], hasSecret: true });
  });

  test.each<[string, Partial<Viewer>]>([
    ['another county', { areas: ['150622'] }],
    ['a town of the county, of what is the county’s', { areas: ['150623101'] }],
    ['nowhere', { areas: [] }],
  ])('in %s sees and changes nothing', async (_where, more) => {
    const door = bench.as(more);
    expect(await door.ask(lists)).toEqual({ apiClients: { nodes: [], totalCount: 0 }, users: { nodes: [] } });
    expect(await door.ask('{ apiClient(id: "county-admin") { id } }')).toEqual({ apiClient: null });
    expect(refused(await bench.update({ client: 'county-admin', enabled: false }, door))).toEqual(['core.NOT_FOUND input.client']);
    const { users } = await bench.security.ask('{ users(filter: { login: "inspector" }) { nodes { id } } }');
    expect(refused(await bench.change({ user: users.nodes[0].id, enabled: false }, door))).toEqual(['core.NOT_FOUND input.user']);
  });

  test('two areas that only a wider one holds are registered by who administers that one', async () => {
    const input = { id: 'two-towns', areas: ['150623100', '150623101'], scopes: ['core:read'] };
    expect(refused(await bench.register(input, bench.as({ areas: input.areas })))).toEqual(['access.AREAS_APART input.areas']);
    expect(codes(await bench.register(input))).toEqual([]);
    const one = bench.as({ areas: ['150623100'] });
    expect((await one.ask('{ apiClient(id: "two-towns") { id } }')).apiClient).toBeNull();
  });

  test('changes neither the client nor the person that is asking', async () => {
    expect(refused(await bench.update({ client: 'security-admin', scopes: ['core:read', 'core:administer'] }))).toEqual([
      'access.OWN_REGISTRATION input.client',
    ]);
    expect(refused((await bench.security.ask(ROTATE, { input: { client: 'security-admin' } })).rotateClientSecret)).toEqual([
      'access.OWN_REGISTRATION input.client',
    ]);
    const { users } = await bench.security.ask('{ users(filter: { login: "security-administrator" }) { nodes { id } } }');
    const { id } = users.nodes[0] as { id: string };
    const own = Buffer.from(id, 'base64url').toString().split(':').at(-1) ?? '';
    expect(encodeGlobalId('User', own)).toBe(id);
    const door = bench.as({ clientId: 'demo-portal', user: { id: own, title: { zh: '我', en: 'me' } } });
    for (const answer of [
      await bench.change({ user: id, roles: ['SYSTEM_ADMINISTRATOR'] }, door),
      (await door.ask(PASSWORD, { input: { user: id, password: 'five yellow hens' } })).setUserPassword,
    ])
      expect(refused(answer)).toEqual(['access.OWN_REGISTRATION input.user']);
  });

  test.each([
    ['who reads personal data of everything', ['core:read:personal', 'core:write', 'core:feed']],
    ['the system administrator', ['core:read', 'core:administer']],
    ['the auditor', ['core:read', 'audit:read']],
    ['nobody in particular', []],
  ])('is no other: %s is refused every field', async (_who, scopes) => {
    const door = bench.as({ scopes, purpose: 'MONITORING' });
    const inputs = { input: { ...health, id: 'never' }, key: 'never' };
    for (const [query, variables] of [
      ['{ apiClients { nodes { id } } }'],
      ['{ apiClient(id: "county-admin") { id } }'],
      ['{ users { nodes { id } } }'],
      [REGISTER, inputs],
      [UPDATE, { input: { client: 'auditor', enabled: false } }],
      [ROTATE, { input: { client: 'auditor' } }],
      [ENROL, { input: clerk }],
      [CHANGE, { input: { user: 'x', enabled: false } }],
      [PASSWORD, { input: { user: 'x', password: 'five yellow hens' } }],
    ] as const)
      expect((await door.post({ query, variables })).body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('sees no family: no household, no name, by no way', async () => {
    const { body } = await bench.security.post({ query: '{ households(first: 1) { nodes { number } } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('leaves a trail of each change, and of each refusal', async () => {
    await bench.register({ id: 'trailing' });
    await bench.register({ id: 'trailing' });
    await bench.update({ client: 'trailing', enabled: false });
    const owner = await bench.app.storage.owner();
    const { rows } = await owner.query<{ action: string; outcome: string; subject_ids: string[] }>(
      `select action, outcome, subject_ids from audit_entry where client_id = 'security-admin'`,
    );
    await owner.end();
    const seen = new Set(rows.map(({ action, outcome }) => `${action} ${outcome}`));
    for (const action of ['registerClient', 'updateClient', 'registerUser', 'updateUser'])
      for (const outcome of ['DONE', 'REFUSED']) expect([...seen]).toContain(`${action} ${outcome}`);
    expect(rows.find(({ action, outcome }) => action === 'updateClient' && outcome === 'DONE')?.subject_ids).toEqual(['trailing']);
  });
});

test('what stands around an ApiClient and a User in an answer leads to neither by node', async () => {
  const admin = openDoor(bench.app, pino({ level: 'silent' }), viewerOf());
  const ids = [encodeGlobalId('ApiClient', 'county-admin'), encodeGlobalId('User', 'a0000000-0000-4000-8000-000000000000')];
  expect(await admin.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({ nodes: [null, null] });
});
