import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAttempts } from '../../plugins/auth/index.js';
import { peopleBench, type PeopleBench } from './people-support.js';
import { testClock } from './support.js';

describe('failures of one address', () => {
  test('end after so many, for five minutes, and those of another address go on', () => {
    const clock = testClock();
    const attempts = createAttempts({ most: 3, now: clock.now });
    expect([1, 2, 3].map(() => attempts.begin('10.0.0.1'))).toEqual([null, null, null]);
    clock.forward(60);
    expect(attempts.begin('10.0.0.1')).toBe(240);
    expect(attempts.begin('10.0.0.2')).toBeNull();
    clock.forward(240);
    expect(attempts.begin('10.0.0.1')).toBeNull();
  });

  test('are counted before they are known; what did not fail is taken back', () => {
    const attempts = createAttempts({ most: 2 });
    for (let i = 0; i < 100; i++) {
      expect(attempts.begin('10.0.0.1')).toBeNull();
      attempts.forgive('10.0.0.1');
    }
  });

  test('are those of a whole IPv6 network, and of an IPv4 address however it is written', () => {
    const attempts = createAttempts({ most: 1 });
    expect(attempts.begin('2001:db8:1:2::5')).toBeNull();
    expect(attempts.begin('2001:0db8:0001:0002:aaaa:bbbb:cccc:dddd')).not.toBeNull();
    expect(attempts.begin('2001:db8:1:3::5')).toBeNull();
    expect(attempts.begin('10.0.0.1')).toBeNull();
    expect(attempts.begin('::ffff:10.0.0.1')).not.toBeNull();
    expect(attempts.begin('::1')).toBeNull();
  });

  test('take a bounded memory, and no address gets more than its number within a window while it is remembered', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { maxLength: 60 }), (steps) => {
        const attempts = createAttempts({ most: 3, addresses: 5, now: () => 0 });
        const failed = new Map<number, number>();
        for (const [address, fails] of steps) {
          const before = failed.get(address) ?? 0;
          const free = attempts.begin(`10.0.0.${address}`) === null;
          expect(free).toBe(before < 3);
          if (free && fails) failed.set(address, before + 1);
          if (free && !fails) attempts.forgive(`10.0.0.${address}`);
        }
      }),
    );
    const few = createAttempts({ most: 1, addresses: 2, now: () => 0 });
    for (const address of ['a', 'b', 'c']) few.begin(address);
    expect([few.begin('c'), few.begin('a')]).toEqual([300, null]);
  });
});

describe('one password tried on many logins', () => {
  let bench: PeopleBench;
  beforeAll(async () => {
    bench = await peopleBench({ attempts: { signIn: createAttempts({ most: 4 }), token: createAttempts({ most: 3 }) } });
    await bench.portal('portal');
    await bench.person({ login: 'right', roles: ['COUNTY_LEADER'], areas: ['150623'] });
  });
  afterAll(() => bench.close());

  test('ends after a number of failures, whatever the logins; those who sign in rightly are not counted', async () => {
    for (let i = 0; i < 6; i++) expect((await bench.signIn('right')).status).toBe(303);
    const wrong = await Promise.all(['a1', 'b1', 'c1', 'd1', 'e1', 'f1'].map((login) => bench.signIn(login, 'Spring2025!')));
    expect(wrong.map(({ status }) => status).sort()).toEqual([403, 403, 403, 403, 429, 429]);
    const refused = wrong.find(({ status }) => status === 429);
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused?.headers['content-type']).toMatch(/^text\/html/);
    // The page itself, and what people do who are in already, go on.
    expect((await bench.ask(bench.asked())).status).toBe(200);
  }, 15_000);

  test('and so do secrets tried on many clients', async () => {
    const token = (client: string) =>
      bench.form('/oauth/token', { grant_type: 'client_credentials', client_id: client, client_secret: 'guessed' });
    const answers = [];
    for (const client of ['a1', 'b1', 'c1', 'd1']) answers.push(await token(client));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(JSON.parse(answers[3]?.text ?? '{}')).toMatchObject({ error: 'slow_down' });
    expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('a request that is malformed is no attempt', async () => {
    const fresh = await peopleBench({ attempts: { signIn: createAttempts({ most: 1 }), token: createAttempts({ most: 1 }) } });
    for (let i = 0; i < 3; i++) expect((await fresh.form('/oauth/token', { client_id: 'x' })).status).toBe(400);
    await fresh.close();
  });
});
