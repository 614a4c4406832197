import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { OAuthError } from './oauth-error.js';
import type { ClientRow } from './records.js';
import { hashSecret, isSecret } from './secrets.js';

/** Who wants a token, and how it said so. */
export interface Credentials {
  readonly clientId: string;
  readonly secret: string | undefined;
  readonly basic: boolean;
}

/** Checks the secrets of clients. */
export interface ClientSecrets {
  /** @throws OAuthError unless the secret is the client's */
  check(client: ClientRow | undefined, credentials: Credentials): Promise<void>;
}

/**
 * A secret that was right, and is still the registered one, is not derived again for so long: a token request then costs no 80 ms. Longer
 * than a token lasts: a client that comes again for the next one is not kept out by whoever guesses in its name.
 */
const RIGHT_FOR_MS = 900_000;
/** So many wrong secrets in a window are looked at; then the client has to wait, and guessing costs us nothing. */
const MOST_WRONG = 10;
const WINDOW_MS = 60_000;
/** Derivations at the same time: each takes 32 MB. */
const MOST_AT_ONCE = 4;
/** Failures of clients that nobody registered count together. */
const NOBODY = '';

/** @param known secrets that everybody knows: they are nobody's */
export function createClientSecrets(now: () => number, known: readonly string[] = []): ClientSecrets {
  // Kept only as a keyed hash that ends with the process.
  const key = randomBytes(32);
  const right = new Map<string, { readonly seal: Buffer; readonly hash: Buffer; readonly until: number }>();
  const wrong = new Map<string, { since: number; count: number }>();
  let deriving = 0;
  let nobodys: Promise<Buffer> | undefined;

  const failures = (id: string): { since: number; count: number } => {
    const entry = wrong.get(id);
    if (entry && now() - entry.since < WINDOW_MS) return entry;
    const fresh = { since: now(), count: 0 };
    wrong.set(id, fresh);
    return fresh;
  };
  const derived = async (secret: string, hash: Buffer): Promise<boolean> => {
    if (deriving >= MOST_AT_ONCE) throw slowDown(1);
    deriving++;
    try {
      return await isSecret(secret, hash);
    } finally {
      deriving--;
    }
  };

  return {
    async check(client, { secret, basic }) {
      if (secret === undefined || secret === '' || secret.length > 1_000 || known.includes(secret)) throw wrongClient(basic);
      const id = client?.id ?? NOBODY;
      const hashes = hashesOf(client, now());
      const seal = createHmac('sha256', key).update(secret).digest();
      const before = right.get(id);
      if (before && before.until > now() && hashes.some((hash) => hash.equals(before.hash)) && timingSafeEqual(before.seal, seal)) return;
      const failed = failures(id);
      if (failed.count >= MOST_WRONG) throw slowDown(Math.ceil((failed.since + WINDOW_MS - now()) / 1000));
      // Counted before it is known: many at the same time are many.
      failed.count++;
      // A client that is not there takes as long as one that is.
      nobodys ??= hashSecret('nobody');
      for (const hash of hashes.length > 0 ? hashes : [await nobodys]) {
        if (!(await derived(secret, hash)) || hashes.length === 0) continue;
        failed.count--;
        right.set(id, { seal, hash, until: now() + RIGHT_FOR_MS });
        return;
      }
      throw wrongClient(basic);
    },
  };
}

function hashesOf(client: ClientRow | undefined, now: number): Buffer[] {
  if (!client?.enabled || client.issuer !== null) return [];
  const former = client.former_hash !== null && client.former_until !== null && Date.parse(client.former_until) > now;
  return [client.secret_hash, former ? client.former_hash : null].filter((hash): hash is Buffer => hash !== null);
}

/** Who tried HTTP Basic is told with its header (RFC 6749, 5.2). */
export const wrongClient = (basic: boolean): OAuthError =>
  new OAuthError(
    'invalid_client',
    'The client is not known or not enabled, or its secret is not right.',
    401,
    basic ? { 'www-authenticate': 'Basic realm="xianjie", charset="UTF-8"' } : {},
  );

const slowDown = (seconds: number): OAuthError =>
  new OAuthError('slow_down', 'Too many wrong secrets: wait a little.', 429, { 'retry-after': String(seconds) });
