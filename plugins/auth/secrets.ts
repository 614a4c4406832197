import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MB and some 80 ms a try: costly for whoever guesses. The number stands in each hash, so that it can be raised. */
const COST_LOG2 = 15;
const VERSION = 1;
const SALT = 16;
const LENGTH = 32;

function derive(secret: string, salt: Buffer, costLog2: number): Promise<Buffer> {
  const N = 2 ** costLog2;
  return new Promise((done, fail) =>
    scrypt(secret, salt, LENGTH, { N, r: 8, p: 1, maxmem: 256 * N * 8 }, (error, key) => (error ? fail(error) : done(key))),
  );
}

/** What is kept of a secret or a password: version, cost, salt and scrypt hash. */
export async function hashSecret(secret: string): Promise<Buffer> {
  const salt = randomBytes(SALT);
  return Buffer.concat([Buffer.from([VERSION, COST_LOG2]), salt, await derive(secret, salt, COST_LOG2)]);
}

/** Whether a secret is the one that was hashed, found in constant time. */
export async function isSecret(secret: string, hash: Buffer): Promise<boolean> {
  const [version, costLog2 = 0] = hash;
  if (version !== VERSION || costLog2 > 20 || hash.length !== 2 + SALT + LENGTH) return false;
  return timingSafeEqual(await derive(secret, hash.subarray(2, 2 + SALT), costLog2), hash.subarray(2 + SALT));
}

/** A new secret for a client, 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
