import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { challengeOf, isChallenge, proves } from '../../plugins/auth/pkce.js';

describe('PKCE', () => {
  test('knows the example of RFC 7636, appendix B', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(challengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    expect(proves(verifier, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')).toBe(true);
  });

  const verifier = fc.string({
    unit: fc.constantFrom(...'ABCxyz019._~-'),
    minLength: 43,
    maxLength: 128,
  });

  test('is proved by the verifier of the challenge and by no other', () => {
    fc.assert(
      fc.property(verifier, verifier, (one, other) => {
        const challenge = challengeOf(one);
        return isChallenge(challenge) && proves(one, challenge) && proves(other, challenge) === (one === other);
      }),
    );
  });

  test('is proved by nothing that is no verifier: too short, too long, other characters, the challenge itself', () => {
    for (const text of ['', 'a'.repeat(42), 'a'.repeat(129), `${'a'.repeat(43)}=`, `${'a'.repeat(43)}\n`, '省'.repeat(43)])
      expect(proves(text, challengeOf(text)), text).toBe(false);
    const plain = 'a'.repeat(43);
    expect(proves(plain, plain)).toBe(false);
  });
});
