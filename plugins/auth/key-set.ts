import { createLocalJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { ApiError } from 'xianjie/schema';

/** The public keys of one issuer, as a verification asks for them. */
export interface KeySet {
  key(header?: JWSHeaderParameters, token?: FlattenedJWSInput): Promise<CryptoKey>;
  /** Asks for the keys anew, whoever waits for them waits for one answer. */
  refresh(): Promise<void>;
  /** Milliseconds since the keys were last read. */
  age(): number;
  /** What was read last, as one object: another one after each reading. Undefined: it is to be read first. */
  reading(): object | undefined;
}

/** Whatever arrives, an issuer is asked at most this often: its keys are no secret, but its answer costs it something. */
const COOLDOWN_MS = 30_000;

/**
 * @param load reads the keys
 * @param renewAfter milliseconds after which keys are read again by themselves
 */
export function createKeySet(load: () => Promise<JSONWebKeySet>, now: () => number, renewAfter = Infinity): KeySet {
  let known: ReturnType<typeof createLocalJWKSet> | undefined;
  let readAt = -Infinity;
  let triedAt = -Infinity;
  let loading: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    loading ??= (async () => {
      triedAt = now();
      try {
        known = createLocalJWKSet(await load());
        readAt = now();
      } finally {
        loading = undefined;
      }
    })();
    return loading;
  };
  /** Where it cannot be asked, or was asked just now, what is known stays. */
  const ask = async (): Promise<void> => {
    if (loading === undefined && now() - triedAt < COOLDOWN_MS) return;
    await refresh().catch(() => undefined);
  };

  return {
    refresh,
    age: () => now() - readAt,
    reading: () => (now() - readAt >= renewAfter ? undefined : known),
    async key(header, token) {
      if (known === undefined || now() - readAt >= renewAfter) await ask();
      if (known === undefined) throw new ApiError('UNAVAILABLE', 'The keys of the token’s issuer cannot be read just now.');
      try {
        return await known(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        await ask();
        return known(header, token);
      }
    },
  };
}
