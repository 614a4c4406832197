import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword } from '../../plugins/auth/passwords.js';

describe('a password', () => {
  test('is known again, however the keyboard composes its characters, and no other one is', async () => {
    const kept = await hashPassword('Åse 白云 ﬁ');
    expect(await isPassword('Åse 白云 ﬁ', kept)).toBe(true);
    expect(await isPassword('A\u030ase 白云 fi', kept)).toBe(true);
    expect(await isPassword('åse 白云 ﬁ', kept)).toBe(false);
    expect(await isPassword('', kept)).toBe(false);
  });

  test('is kept with a salt of its own, and nowhere as it is', async () => {
    const [one, other] = await Promise.all([hashPassword('demo-demo'), hashPassword('demo-demo')]);
    expect(one.equals(other)).toBe(false);
    expect(one.includes('demo')).toBe(false);
  });

  test('is nobody’s where none is kept, or something that is no hash', async () => {
    expect(await isPassword('demo', null)).toBe(false);
    expect(await isPassword('demo', Buffer.from('demo'))).toBe(false);
    expect(await isPassword('demo', Buffer.alloc(50))).toBe(false);
  });

  test('takes as long for nobody as for somebody', async () => {
    const kept = await hashPassword('one');
    const time = async (against: Buffer | null): Promise<number> => {
      const begun = performance.now();
      for (let i = 0; i < 4; i++) await isPassword('two', against);
      return performance.now() - begun;
    };
    await time(kept);
    const [there, nobody] = [await time(kept), await time(null)];
    expect(nobody).toBeGreaterThan(there / 3);
    expect(nobody).toBeLessThan(there * 3);
  });

  test('is checked soon for whoever comes from elsewhere, while hundreds from one address wait', async () => {
    const kept = await hashPassword('right');
    const flood = Promise.allSettled(Array.from({ length: 300 }, () => isPassword('guess', null, '10.0.0.1')));
    const begun = performance.now();
    expect(await isPassword('right', kept, '10.0.0.2')).toBe(true);
    const waited = performance.now() - begun;
    expect(await hashPassword('new')).toBeInstanceOf(Buffer);
    await flood;
    expect(waited).toBeLessThan((performance.now() - begun) / 3);
  }, 60_000);
});
