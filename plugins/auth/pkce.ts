import { createHash, timingSafeEqual } from 'node:crypto';

/** RFC 7636: 43 to 128 characters that need no escaping. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;
/** SHA-256 in base64url, without padding. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** Whether a text can be an S256 challenge at all. */
export const isChallenge = (text: string): boolean => CHALLENGE.test(text);

/** The S256 challenge of a verifier. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier, 'ascii').digest('base64url');

/** Whether who redeems a code is who asked for it. Anything that is no verifier proves nothing. */
export function proves(verifier: string, challenge: string): boolean {
  if (!VERIFIER.test(verifier) || !isChallenge(challenge)) return false;
  return timingSafeEqual(Buffer.from(challengeOf(verifier)), Buffer.from(challenge));
}
