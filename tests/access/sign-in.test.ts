import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BACK, errorOf, PASSWORD, peopleBench, PORTAL, type PeopleBench } from './people-support.js';

let bench: PeopleBench;
beforeAll(async () => {
  bench = await peopleBench();
  await bench.portal('portal');
  await bench.portal('other-portal', { redirects: ['https://other.example/back'], origins: ['https://other.example'] });
  await bench.person({ login: 'first-secretary', roles: ['FIRST_SECRETARY'], areas: ['150623100204'] });
  await bench.person({ login: 'county-leader', roles: ['COUNTY_LEADER'], areas: ['1506'] });
  await bench.person({ login: 'leader', roles: ['COUNTY_LEADER'], areas: ['150623'] });
  await bench.person({ login: 'leaving', roles: ['COUNTY_LEADER'], areas: ['150623'] });
  await bench.person({ login: 'gone', roles: ['COUNTY_LEADER'], areas: ['150623'], enabled: false });
  await bench.person({ login: 'theirs', roles: ['COUNTY_LEADER'], areas: ['150623'], issuer: 'https://idp.example', subject: 'u1' });
});
afterAll(() => bench.close());

const VIEWER = '{ viewer { client { id kind } user { id title { zh } } roles scopes purpose purposes areas { code } } }';

describe('a person signs in', () => {
  test('a first secretary: page, password, code, token, and then sees the own village by both rights', async () => {
    const page = await bench.ask(bench.asked());
    expect(page.status).toBe(200);
    expect(page.text).toContain('测试门户');
    expect(page.text).toContain('Portal of tests');
    const back = await bench.signIn('first-secretary');
    expect(back.status).toBe(303);
    const target = new URL(String(back.headers.location));
    expect(`${target.origin}${target.pathname}`).toBe(`${PORTAL}/callback`);
    expect(Object.fromEntries(target.searchParams)).toEqual({
      from: 'xianjie',
      code: expect.stringMatching(/^[\w-]{43}$/) as unknown,
      state: 'kept & "quoted" <b>',
      iss: bench.address,
    });
    const reply = await bench.redeem(bench.codeOf(back));
    expect(reply.status).toBe(200);
    expect(reply.headers['cache-control']).toBe('no-store');
    const token = JSON.parse(reply.text) as Record<string, string>;
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
    expect(token['scope']?.split(' ').sort()).toEqual(['core:read:personal', 'core:write']);
    const { data } = await bench.graph(token['access_token'] ?? '', VIEWER, { 'xianjie-purpose': 'MONITORING' });
    expect(data.viewer).toMatchObject({
      client: { id: 'portal', kind: 'PORTAL' },
      user: { title: { zh: 'first-secretary' } },
      roles: ['FIRST_SECRETARY'],
      purpose: 'MONITORING',
      purposes: ['MONITORING', 'ASSISTANCE'],
    });
    expect([...data.viewer.scopes].sort()).toEqual(['core:read:personal', 'core:write']);
  });

  test('a county leader sees figures of the county, nothing personal, and has no purpose to state', async () => {
    const token = await bench.tokenOf('leader');
    const { data } = await bench.graph(token, VIEWER);
    expect(data.viewer).toMatchObject({ scopes: ['core:read:internal'], purpose: null, purposes: [] });
    expect((await bench.graph(token, VIEWER, { 'xianjie-purpose': 'MONITORING' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('somebody whose area is too wide for the role gets in and sees nothing', async () => {
    const { errors } = await bench.graph(await bench.tokenOf('county-leader'), VIEWER);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('the login may be typed in capitals and with blanks around', async () => {
    expect((await bench.signIn(' First-Secretary ')).status).toBe(303);
  });

  test('whoever cancels is sent back with access_denied', async () => {
    const fields = { ...bench.carried(await bench.ask(bench.asked())), action: 'cancel' };
    const { headers } = await bench.form('/oauth/authorize', fields);
    expect(new URL(String(headers.location)).searchParams.get('error')).toBe('access_denied');
  });

  test('a person who is switched off is refused within five seconds, with a token that is still good', async () => {
    const token = await bench.tokenOf('leaving');
    expect((await bench.graph(token, VIEWER)).status).toBe(200);
    await bench.app.storage.db.system(({ sql }) => sql(`update access_user set enabled = false where login = 'leaving'`));
    const begun = Date.now();
    let status = 200;
    while (status === 200 && Date.now() - begun < 6_000) {
      await new Promise((done) => setTimeout(done, 200));
      ({ status } = await bench.graph(token, VIEWER));
    }
    expect(status).toBe(401);
  }, 15_000);
});

describe('the page', () => {
  test('stands alone: no script, nothing from elsewhere, in nobody’s frame, kept by nobody', async () => {
    const { headers, text } = await bench.ask(bench.asked());
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).toContain(`form-action 'self' ${PORTAL};`);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['set-cookie']).toBeUndefined();
    expect(text).not.toMatch(/<script|src=|href=|@import|url\(/i);
    expect(text).toMatch(/lang="zh"[\s\S]*用户名[\s\S]*Login/);
  });

  test('says what is asked as text, never as markup', async () => {
    const { text } = await bench.ask(bench.asked({ state: '"><script>alert(1)</script>' }));
    expect(text).not.toContain('<script');
    const done = await bench.send('GET', '/oauth/done?code=%3Cscript%3Ealert(1)%3C/script%3E&state=a');
    expect(done.text).not.toContain('<script');
    expect(done.text).toContain('&lt;script&gt;');
  });

  test('takes no form that it did not give out, that was changed, or that comes from another site', async () => {
    const good: Record<string, string> = {
      ...bench.carried(await bench.ask(bench.asked())),
      login: 'leader',
      password: PASSWORD,
      action: 'sign-in',
    };
    const post = (fields: Record<string, string>, origin = bench.address) => bench.form('/oauth/authorize', fields, { origin });
    expect((await post({ ...good, form: '' })).status).toBe(403);
    expect((await post({ ...good, state: 'another' })).status).toBe(403);
    expect((await post({ ...good, code_challenge: 'x'.repeat(43) })).status).toBe(403);
    expect((await post({ ...good, form: `${Date.now() + 1e9}.${good['form']?.split('.')[1] ?? ''}` })).status).toBe(403);
    expect((await post(good, 'https://evil.example')).status).toBe(403);
    expect((await post(good, 'http://127.0.0.1:1')).status).toBe(403);
    expect((await post(good)).status).toBe(303);
  });
});

describe('nobody is sent to an address that is not the client’s own', () => {
  test.each([
    ['another site', 'https://evil.example/callback'],
    ['one letter more', `${BACK}&x=1`],
    ['without its query', `${PORTAL}/callback`],
    ['another path', `${PORTAL}/callback/../evil?from=xianjie`],
    ['a user before the host', 'https://portal.example@evil.example/callback?from=xianjie'],
    ['another scheme', BACK.replace('https', 'http')],
    ['a script', 'javascript:alert(1)'],
    ['the address of another portal', 'https://other.example/back'],
    ['nothing', ''],
  ])('%s', async (_what, redirect_uri) => {
    const reply = await bench.ask(bench.asked({ redirect_uri }));
    expect(reply.status).toBe(400);
    expect(reply.headers.location).toBeUndefined();
    expect(reply.text).not.toContain('evil');
  });

  test('an unknown client, one that is named twice, an address that is named twice: the reason stays on the page', async () => {
    for (const path of ['client_id=nobody', 'client_id=portal&client_id=other-portal', `redirect_uri=${encodeURIComponent(BACK)}`]) {
      const query = new URLSearchParams(bench.asked());
      for (const name of new URLSearchParams(path).keys()) if (path.includes('nobody')) query.delete(name);
      const reply = await bench.send('GET', `/oauth/authorize?${query.toString()}&${path}`);
      expect([path, reply.status, reply.headers.location]).toEqual([path, 400, undefined]);
    }
  });

  test.each([
    ['no PKCE', { code_challenge: '' }, 'invalid_request'],
    ['a downgrade to plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no method, which means plain', { code_challenge_method: '' }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
    ['a token without a code', { response_type: 'token' }, 'unsupported_response_type'],
    ['a state without end', { state: 'x'.repeat(3_000) }, 'invalid_request'],
  ])('%s is told to the client, at its own address', async (_what, more, error) => {
    const { status, headers } = await bench.ask(bench.asked(more));
    expect(status).toBe(303);
    const target = new URL(String(headers.location));
    expect(target.origin).toBe(PORTAL);
    expect(target.searchParams.get('error')).toBe(error);
    expect(target.searchParams.get('code')).toBeNull();
  });
});

describe('a code', () => {
  const fresh = async () => bench.codeOf(await bench.signIn('leader'));

  test('is good once: of ten who come at the same moment one gets a token', async () => {
    const code = await fresh();
    const replies = await Promise.all(Array.from({ length: 10 }, () => bench.redeem(code)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter((reply) => reply.status === 400 && errorOf(reply) === 'invalid_grant')).toHaveLength(9);
  });

  test('proves nothing with another verifier, and is used up by trying', async () => {
    const code = await fresh();
    expect(errorOf(await bench.redeem(code, { code_verifier: 'a'.repeat(43) }))).toBe('invalid_grant');
    expect(errorOf(await bench.redeem(code))).toBe('invalid_grant');
  });

  test('belongs to its client and its address', async () => {
    expect(errorOf(await bench.redeem(await fresh(), { client_id: 'other-portal' }))).toBe('invalid_grant');
    expect(errorOf(await bench.redeem(await fresh(), { redirect_uri: `${BACK}#` }))).toBe('invalid_grant');
    expect(errorOf(await bench.redeem('no-code'))).toBe('invalid_grant');
    expect(errorOf(await bench.form('/oauth/token', { grant_type: 'authorization_code', client_id: 'portal', code: 'x' }))).toBe(
      'invalid_request',
    );
  });

  test('lasts a minute', async () => {
    const code = await fresh();
    await bench.app.storage.db.access(({ sql }) => sql('select 1'));
    const owner = await bench.app.storage.owner();
    await owner.query(`update access_code set expires_at = now() - interval '1 second' where used_at is null`);
    await owner.end();
    expect(errorOf(await bench.redeem(code))).toBe('invalid_grant');
  });

  test('is kept nowhere as it is', async () => {
    const code = await fresh();
    const { rows } = await (async () => {
      const owner = await bench.app.storage.owner();
      try {
        return await owner.query<{ row: string }>('select row_to_json(c)::text as row from access_code c');
      } finally {
        await owner.end();
      }
    })();
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(bench.logged.join('')).not.toContain(code);
  });
});
