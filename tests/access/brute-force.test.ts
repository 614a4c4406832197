import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { peopleBench, type PeopleBench } from './people-support.js';

let bench: PeopleBench;
beforeAll(async () => {
  bench = await peopleBench();
  await bench.portal('portal');
  for (const login of ['one', 'two', 'three', 'four']) await bench.person({ login, roles: ['COUNTY_LEADER'], areas: ['150623'] });
  await bench.person({ login: 'gone', roles: ['COUNTY_LEADER'], areas: ['150623'], enabled: false });
  await bench.person({ login: 'theirs', roles: ['COUNTY_LEADER'], areas: ['150623'], issuer: 'https://idp.example', subject: 'u1' });
});
afterAll(() => bench.close());

/** A page without what differs each time. */
const plain = (text: string): string => text.replace(/name="form" value="[^"]*"/, '');
const failures = (login: string): Promise<number> => bench.counted(`select failed_count as n from access_user where login = '${login}'`);

describe('guessing passwords', () => {
  test('gives the same answer for a wrong password, an unknown login, one who is switched off and one whom another issuer signs in', async () => {
    const pages = await Promise.all(
      ['one', 'nobody', 'gone', 'theirs', '', "' or 1=1 --", 'x'.repeat(60)].map((login) => bench.signIn(login, 'wrong')),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([403]));
    expect(new Set(pages.map(({ text }) => plain(text))).size).toBe(1);
    expect(pages.every(({ headers }) => headers.location === undefined)).toBe(true);
  });

  test('takes as long for an unknown login as for a known one, and never less than half a second', async () => {
    const time = async (login: string): Promise<number> => {
      const page = bench.carried(await bench.ask(bench.asked()));
      const begun = performance.now();
      await bench.form('/oauth/authorize', { ...page, login, password: 'wrong', action: 'sign-in' });
      return performance.now() - begun;
    };
    const [known, unknown] = [await time('two'), await time('nobody')];
    expect(Math.min(known, unknown)).toBeGreaterThan(500);
    expect(Math.abs(known - unknown)).toBeLessThan(300);
  });

  test('ends after five failures, for the right password too, however many come at the same moment', async () => {
    await Promise.all(Array.from({ length: 12 }, () => bench.signIn('three', 'wrong')));
    expect(await failures('three')).toBe(5);
    expect((await bench.signIn('three')).status).toBe(403);
    const owner = await bench.app.storage.owner();
    await owner.query(`update access_user set failed_at = now() - interval '16 minutes' where login = 'three'`);
    await owner.end();
    expect((await bench.signIn('three')).status).toBe(303);
    expect(await failures('three')).toBe(0);
  });

  test('starts from nought after a right password', async () => {
    for (let i = 0; i < 4; i++) await bench.signIn('four', 'wrong');
    expect((await bench.signIn('four')).status).toBe(303);
    for (let i = 0; i < 4; i++) await bench.signIn('four', 'wrong');
    expect((await bench.signIn('four')).status).toBe(303);
  }, 15_000);

  test('leaves no password and no login in a log', async () => {
    await bench.signIn('secret-login', 'secret-password');
    expect([...bench.logged, ...bench.app.logged].join('')).not.toMatch(/secret-(login|password)/);
  });
});
