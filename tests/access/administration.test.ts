import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDoor, type Door } from '../../api/testing/door.js';
import { encodeGlobalId, type Viewer } from '../../schema/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { viewerOf } from '../support/viewer.js';

let app: TestApp;
let security: Door;
beforeAll(async () => {
  app = await testApp({ demo: true });
  security = as({});
});
afterAll(() => app.close());

/** A security administrator of the county, unless said otherwise. */
const as = (more: Partial<Viewer>): Door =>
  openDoor(
    app,
    pino({ level: 'silent' }),
    viewerOf({
      clientId: 'security-admin',
      areas: ['150623'],
      scopes: ['core:read', 'access:administer'],
      purposes: [],
      purpose: null,
      departments: [],
      ...more,
    }),
  );

const CLIENT = 'client { id title { en } kind areas { code } scopes purposes departments redirectUris origins hasSecret enabled version }';
const REFUSED = 'userErrors { code path message { zh en } }';
const REGISTER = `mutation ($input: RegisterClientInput!, $key: String!) { registerClient(input: $input) @idempotent(key: $key) { ${CLIENT} secret ${REFUSED} } }`;
const UPDATE = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { ${CLIENT} ${REFUSED} } }`;
const ROTATE = `mutation ($input: RotateClientSecretInput!) { rotateClientSecret(input: $input) { client { id version } secret ${REFUSED} } }`;
const USER = 'user { id title { zh } login areas { code } roles domains enabled version }';
const ENROL = `mutation ($input: RegisterUserInput!) { registerUser(input: $input) { ${USER} ${REFUSED} } }`;
const CHANGE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { ${USER} ${REFUSED} } }`;
const PASSWORD = `mutation ($input: SetUserPasswordInput!) { setUserPassword(input: $input) { user { id } ${REFUSED} } }`;

const health = {
  id: 'health-bureau',
  kind: 'DEPARTMENT',
  titleZh: '卫健委',
  titleEn: 'Health commission',
  areas: ['150623'],
  scopes: ['core:read:personal', 'core:feed'],
  purposes: ['MONITORING'],
  departments: ['HEALTH'],
};
const clerk = {
  login: 'zhang.san',
  titleZh: '信息员',
  titleEn: 'Data clerk',
  areas: ['150623100204'],
  roles: ['VILLAGE_DATA_CLERK'],
  password: 'three blue goats',
};
let keys = 0;
const register = async (input: object, door = security, key = `key-${++keys}`) =>
  (await door.ask(REGISTER, { input: { ...health, ...input }, key })).registerClient;
const update = async (input: object, door = security) => (await door.ask(UPDATE, { input })).updateClient;
const enrol = async (input: object, door = security) => (await door.ask(ENROL, { input: { ...clerk, ...input } })).registerUser;
const change = async (input: object, door = security) => (await door.ask(CHANGE, { input })).updateUser;
const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);
const refused = ({ userErrors }: { userErrors: { code: string; path: string[] }[] }) =>
  userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
const tokenWith = (id: string, secret: string) =>
  app.auth.token({
    authorization: undefined,
    form: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
  });

describe('a client', () => {
  test('is registered, gets its secret this once, and gets in with it', async () => {
    const { client, secret, userErrors } = await register({});
    expect(userErrors).toEqual([]);
    expect(client).toEqual({
      id: 'health-bureau',
      title: { en: 'Health commission' },
      kind: 'DEPARTMENT',
      areas: [{ code: '150623' }],
      scopes: ['core:read:personal', 'core:feed'],
      purposes: ['MONITORING'],
      departments: ['HEALTH'],
      redirectUris: [],
      origins: [],
      hasSecret: true,
      enabled: true,
      version: 1,
    });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await tokenWith('health-bureau', secret)).status).toBe(200);
  });

  test('is registered once for one key, and the repeated call does not know the secret any more', async () => {
    const first = await register({ id: 'once' }, security, 'the-key');
    const again = await register({ id: 'once' }, security, 'the-key');
    expect([first.secret === null, again.secret, again.client.id]).toEqual([false, null, 'once']);
    expect(codes(await register({ id: 'once' }))).toEqual(['access.CLIENT_ID_TAKEN']);
  });

  test('keeps its secret for a day after it was replaced, and not at all when it was lost', async () => {
    const { secret } = await register({ id: 'rotating' });
    const rotate = async (atOnce: boolean) => (await security.ask(ROTATE, { input: { client: 'rotating', atOnce } })).rotateClientSecret;
    const second = await rotate(false);
    app.auth.forget();
    expect((await tokenWith('rotating', secret)).status).toBe(200);
    expect((await tokenWith('rotating', second.secret)).status).toBe(200);
    const third = await rotate(true);
    app.auth.forget();
    expect((await tokenWith('rotating', second.secret)).status).toBe(401);
    expect((await tokenWith('rotating', third.secret)).status).toBe(200);
    expect(third.client.version).toBe(3);
    const portal = { id: 'spa', kind: 'PORTAL', public: true, redirectUris: ['https://spa.example/back'], departments: [] };
    expect((await register(portal)).secret).toBeNull();
    expect(refused((await security.ask(ROTATE, { input: { client: 'spa' } })).rotateClientSecret)).toEqual([
      'access.NO_SECRET input.client',
    ]);
  });

  test('is changed by who read its newest version, and switched off', async () => {
    await register({ id: 'changing' });
    const { client } = await update({ client: 'changing', titleEn: 'Changed', expectedVersion: 1, enabled: false });
    expect(client).toMatchObject({ title: { en: 'Changed' }, enabled: false, version: 2, scopes: health.scopes });
    expect(refused(await update({ client: 'changing', titleEn: 'Again', expectedVersion: 1 }))).toEqual([
      'core.VERSION_CONFLICT input.expectedVersion',
    ]);
    expect(refused(await update({ client: 'no-such-client', enabled: true }))).toEqual(['core.NOT_FOUND input.client']);
  });

  test.each<[string, object, string[]]>([
    ['an id in capitals', { id: 'Health' }, ['access.INVALID_CLIENT_ID input.id']],
    ['an id like a person’s', { id: 'a0000000-0000-4000-8000-000000000000' }, ['access.INVALID_CLIENT_ID input.id']],
    ['no name', { titleZh: ' ' }, ['core.REQUIRED input.titleZh']],
    ['no area', { areas: [] }, ['access.TOO_MANY_AREAS input.areas']],
    ['five areas', { areas: ['150623100', '150623101', '150623102', '150623103', '150623104'] }, ['access.TOO_MANY_AREAS input.areas']],
    ['an area in another', { areas: ['150623', '150623100'] }, ['access.AREAS_OVERLAP input.areas']],
    ['an area outside', { areas: ['150622'] }, ['core.AREA_NOT_FOUND input.areas.0']],
    ['the area around', { areas: ['1506'] }, ['core.AREA_NOT_FOUND input.areas.0']],
    ['an area that is not there', { areas: ['150623999'] }, ['core.AREA_NOT_FOUND input.areas.0']],
    ['an unknown scope', { scopes: ['core:read', 'core:everything'] }, ['access.UNKNOWN_SCOPE input.scopes.1']],
    ['a scope of no module', { scopes: ['medical:read'] }, ['access.UNKNOWN_SCOPE input.scopes.0']],
    ['personal data without a purpose', { purposes: [] }, ['access.PURPOSE_NEEDED input.purposes']],
    ['an unknown department', { departments: ['HEALTH', 'MAGIC'] }, ['core.UNKNOWN_DEPARTMENT input.departments.1']],
    ['any department for a department', { anyDepartment: true }, ['access.ANY_DEPARTMENT input.anyDepartment']],
    ['a hospital that reads names', { kind: 'INSTITUTION' }, ['access.ABOVE_KIND input.scopes.0', 'access.ABOVE_KIND input.scopes.1']],
    ['a shop that reads figures', { kind: 'PLATFORM', scopes: ['core:read:internal'] }, ['access.ABOVE_KIND input.scopes.0']],
    ['a department that administers', { scopes: ['core:read', 'access:administer'] }, ['access.ABOVE_KIND input.scopes.1']],
    [
      'two administrative rights in one hand',
      { kind: 'ADMIN', scopes: ['core:administer', 'audit:read'] },
      ['access.EXCLUDED input.scopes.0', 'access.EXCLUDED input.scopes.1'],
    ],
    ['a department without a secret', { public: true }, ['access.PUBLIC_NOT_FOR_KIND input.public']],
    ['pages of a department', { origins: ['https://health.example'] }, ['access.ORIGIN_NOT_FOR_KIND input.origins']],
    ['an issuer without a subject', { issuer: 'https://idp.example' }, ['access.ISSUER_AND_SUBJECT input.subject']],
    ['a portal without an address', { kind: 'PORTAL' }, ['access.REDIRECT_NEEDED input.redirectUris']],
    ['an invisible character', { titleEn: 'Health\u200b' }, ['core.ILLEGAL_CHARACTER input.titleEn']],
  ])('is refused, with the place and in both languages: %s', async (_what, input, expected) => {
    const answer = await register({ id: 'refused', ...input });
    expect(refused(answer)).toEqual(expected);
    expect(answer.secret).toBeNull();
    for (const { message } of answer.userErrors) expect(message.zh + message.en).toMatch(/[一-鿿].*[a-z]/);
  });

  test.each([
    'http://portal.example/back',
    'https://portal.example/back#top',
    'https://user@portal.example/back',
    'https://*.portal.example/',
    'javascript:alert(1)',
    'myapp://callback',
    '//portal.example',
    'portal.example',
    'https://portal.example/\\evil',
    'http://127.0.0.1.evil.example/',
  ])('never has people sent back to %s', async (uri) => {
    const portal = { id: 'refused', kind: 'PORTAL', departments: [], redirectUris: ['https://portal.example/back', uri] };
    expect(refused(await register(portal))).toEqual(['access.INVALID_REDIRECT input.redirectUris.1']);
  });

  test.each(['https://portal.example/', 'https://portal.example/path', 'http://portal.example', '*', 'null', 'https://PORTAL.example'])(
    'never has the origin %s',
    async (origin) => {
      const portal = { id: 'refused', kind: 'PORTAL', departments: [], redirectUris: ['http://localhost:3000/back'], origins: [origin] };
      expect(refused(await register(portal))).toEqual(['access.INVALID_ORIGIN input.origins.0']);
    },
  );
});

describe('a person', () => {
  test('is registered, moved and switched off', async () => {
    const { user, userErrors } = await enrol({});
    expect(userErrors).toEqual([]);
    expect(user).toMatchObject({ login: 'zhang.san', roles: ['VILLAGE_DATA_CLERK'], areas: [{ code: '150623100204' }], enabled: true });
    const changed = await change({
      user: user.id,
      areas: ['150623100'],
      roles: ['TOWNSHIP_SPECIALIST'],
      enabled: false,
      expectedVersion: 1,
    });
    expect(changed.user).toMatchObject({ areas: [{ code: '150623100' }], roles: ['TOWNSHIP_SPECIALIST'], enabled: false, version: 2 });
    expect(codes(await enrol({}))).toEqual(['access.LOGIN_TAKEN']);
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
  ])('is refused: %s', async (_what, input, expected) => expect(refused(await enrol({ login: 'li.si', ...input }))).toEqual(expected));

  test('gets a password from an administrator, which leaves no trace', async () => {
    const { user } = await enrol({ login: 'wang.wu' });
    const set = async (password: string) => (await security.ask(PASSWORD, { input: { user: user.id, password } })).setUserPassword;
    expect(codes(await set('four green sheep'))).toEqual([]);
    expect(codes(await set('wang.wu wang.wu'))).toEqual(['access.WEAK_PASSWORD']);
    const owner = await app.storage.owner();
    const { rows } = await owner.query<{ text: string }>(
      `select (select coalesce(json_agg(a), '[]')::text from audit_entry a) || (select coalesce(json_agg(i), '[]')::text from idempotency i) as text`,
    );
    await owner.end();
    expect(rows[0]?.text).toContain('setUserPassword');
    expect(rows[0]?.text + app.logged.join('')).not.toMatch(/goats|sheep/);
  });
});

describe('who administers', () => {
  const lists = '{ apiClients(first: 100) { nodes { id } totalCount } users(first: 100) { nodes { login } } }';

  test('sees the clients and people of the own areas, in pages and by filter', async () => {
    const { apiClients, users } = await security.ask(lists);
    expect(apiClients.nodes.map(({ id }: { id: string }) => id)).toContain('county-admin');
    expect(users.nodes.map(({ login }: { login: string }) => login)).toEqual(expect.arrayContaining(['first-secretary', 'inspector']));
    const { portals, one } = await security.ask(
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
    const door = as(more);
    expect(await door.ask(lists)).toEqual({ apiClients: { nodes: [], totalCount: 0 }, users: { nodes: [] } });
    expect(await door.ask('{ apiClient(id: "county-admin") { id } }')).toEqual({ apiClient: null });
    expect(refused(await update({ client: 'county-admin', enabled: false }, door))).toEqual(['core.NOT_FOUND input.client']);
    const { users } = await security.ask('{ users(filter: { login: "inspector" }) { nodes { id } } }');
    expect(refused(await change({ user: users.nodes[0].id, enabled: false }, door))).toEqual(['core.NOT_FOUND input.user']);
  });

  test('two areas that only a wider one holds are registered by who administers that one', async () => {
    const input = { id: 'two-towns', areas: ['150623100', '150623101'], scopes: ['core:read'] };
    expect(refused(await register(input, as({ areas: input.areas })))).toEqual(['access.AREAS_APART input.areas']);
    expect(codes(await register(input))).toEqual([]);
    const one = as({ areas: ['150623100'] });
    expect((await one.ask('{ apiClient(id: "two-towns") { id } }')).apiClient).toBeNull();
  });

  test('changes neither the client nor the person that is asking', async () => {
    expect(refused(await update({ client: 'security-admin', scopes: ['core:read', 'core:administer'] }))).toEqual([
      'access.OWN_REGISTRATION input.client',
    ]);
    expect(refused((await security.ask(ROTATE, { input: { client: 'security-admin' } })).rotateClientSecret)).toEqual([
      'access.OWN_REGISTRATION input.client',
    ]);
    const { users } = await security.ask('{ users(filter: { login: "security-administrator" }) { nodes { id } } }');
    const { id } = users.nodes[0] as { id: string };
    const own = Buffer.from(id, 'base64url').toString().split(':').at(-1) ?? '';
    expect(encodeGlobalId('User', own)).toBe(id);
    const door = as({ clientId: 'demo-portal', user: { id: own, title: { zh: '我', en: 'me' } } });
    for (const answer of [
      await change({ user: id, roles: ['SYSTEM_ADMINISTRATOR'] }, door),
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
    const door = as({ scopes, purpose: 'MONITORING' });
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
    const { body } = await security.post({ query: '{ households(first: 1) { nodes { number } } }' });
    expect(body.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('leaves a trail of each change, and of each refusal', async () => {
    const owner = await app.storage.owner();
    const { rows } = await owner.query<{ action: string; outcome: string; subject_ids: string[] }>(
      `select action, outcome, subject_ids from audit_entry where client_id = 'security-admin'`,
    );
    await owner.end();
    const seen = new Set(rows.map(({ action, outcome }) => `${action} ${outcome}`));
    for (const action of ['registerClient', 'updateClient', 'registerUser', 'updateUser'])
      for (const outcome of ['DONE', 'REFUSED']) expect([...seen]).toContain(`${action} ${outcome}`);
    expect(rows.find(({ action, outcome }) => action === 'registerClient' && outcome === 'DONE')?.subject_ids).toEqual(['health-bureau']);
  });
});

test('what stands around an ApiClient and a User in an answer leads to neither by node', async () => {
  const admin = openDoor(app, pino({ level: 'silent' }), viewerOf());
  const ids = [encodeGlobalId('ApiClient', 'county-admin'), encodeGlobalId('User', 'a0000000-0000-4000-8000-000000000000')];
  expect(await admin.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({ nodes: [null, null] });
});
