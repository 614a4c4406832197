import { createHash, randomUUID } from 'node:crypto';
import { SignJWT, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { ApiError } from 'xianjie/schema';
import { issuerKeys } from './issuer-keys.js';
import { badToken, noToken } from './refusal.js';
import { ALGORITHM, TOKEN_SECONDS, type SigningKeys } from './signing-keys.js';
import type { KeySet } from './key-set.js';
import type { TrustedIssuer } from './trusted-issuers.js';

/** What a token says that was believed. */
export interface Believed {
  /** Another issuer; null: our own. */
  readonly issuer: string | null;
  /** The client as its issuer names it. */
  readonly client: string;
  /** The person as the issuer names it; null: the client asks by itself. */
  readonly user: string | null;
  /** What it was narrowed to; null: it says nothing of our scopes. */
  readonly scopes: readonly string[] | null;
}

/** What a token is made of. */
export interface TokenContent {
  readonly clientId: string;
  /** The client's id, or the person's. */
  readonly subject: string;
  readonly scopes: readonly string[];
}

export interface Tokens {
  /** An access token after RFC 9068, good for ten minutes. */
  sign(content: TokenContent): Promise<string>;
  /** @throws Unauthenticated where the header carries no token that is believed */
  believe(authorization: string | undefined): Promise<Believed>;
}

/** Clocks of two machines differ a little, in seconds. */
const TOLERANCE_S = 10;
const LONGEST = 8_192;
/** So many tokens are known by their hash. */
const MOST_PROVEN = 2_000;

interface Known {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly keys: KeySet;
  readonly own: boolean;
  read(payload: JWTPayload): Believed | undefined;
}

/** A token whose signature and claims were found good: that stays so until it expires or its issuer's keys are read anew. */
interface Proven {
  readonly issuer: Known;
  readonly address: string;
  readonly keys: object;
  readonly expires: number;
  readonly believed: Believed;
}

/**
 * @param url our own address: issuer and audience of our tokens. Asked each time: the port is known after listening only
 * @param trusted the other issuers
 */
export function createTokens(keys: SigningKeys, url: () => string, trusted: readonly TrustedIssuer[], now: () => number): Tokens {
  const others = new Map(trusted.map((one) => [one.issuer, external(one, now)]));
  const own = (): Known => ({
    issuer: url(),
    audience: url(),
    algorithms: [ALGORITHM],
    keys: keys.set,
    own: true,
    read: readOwn,
  });

  const issuerOf = (token: string): Known => {
    let iss: unknown;
    try {
      iss = decodeJwt(token).iss;
    } catch {
      throw badToken('The token is malformed.');
    }
    if (iss === url()) return own();
    const known = typeof iss === 'string' ? others.get(iss) : undefined;
    if (known === undefined) throw badToken('The token is of an issuer that is not trusted here.');
    return known;
  };

  // By the hash of a token. Only what was believed gets in: invented tokens push nobody out.
  const proven = new Map<string, Proven>();
  const isGood = ({ issuer, address, keys: reading, expires }: Proven): boolean =>
    issuer.keys.reading() === reading && address === url() && expires > Math.floor(now() / 1000) - TOLERANCE_S;

  const prove = async (token: string, hash: string): Promise<Proven | Pick<Proven, 'issuer' | 'believed'>> => {
    const issuer = issuerOf(token);
    const reading = issuer.keys.reading();
    const payload = await verified(token, issuer, now);
    const believed = issuer.read(payload);
    if (believed === undefined) throw badToken('The token names no client.');
    // Read anew meanwhile: nobody knows which reading it was found good by.
    if (reading === undefined || reading !== issuer.keys.reading() || payload.exp === undefined) return { issuer, believed };
    const found = { issuer, address: url(), keys: reading, expires: payload.exp, believed };
    proven.set(hash, found);
    const [oldest] = proven.keys();
    if (proven.size > MOST_PROVEN && oldest !== undefined) proven.delete(oldest);
    return found;
  };

  return {
    async sign({ clientId, subject, scopes }) {
      const { kid, key } = await keys.current();
      const seconds = Math.floor(now() / 1000);
      return new SignJWT({ client_id: clientId, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid })
        .setIssuer(url())
        .setAudience(url())
        .setSubject(subject)
        .setIssuedAt(seconds)
        .setNotBefore(seconds)
        .setExpirationTime(seconds + TOKEN_SECONDS)
        .setJti(randomUUID())
        .sign(key);
    },
    async believe(authorization) {
      const token = bearer(authorization);
      const hash = createHash('sha256').update(token).digest('base64');
      const known = proven.get(hash);
      const good = known !== undefined && isGood(known);
      if (!good) proven.delete(hash);
      const { issuer, believed } = good ? known : await prove(token, hash);
      if (issuer.own) keys.used();
      return believed;
    },
  };
}

/** @throws Unauthenticated */
function bearer(authorization: string | undefined): string {
  const [, rest] = /^bearer(?:\s+(.*))?$/is.exec(authorization?.trim() ?? '') ?? [];
  if (authorization === undefined || !/^bearer(\s|$)/i.test(authorization.trim())) throw noToken();
  if (rest === undefined || rest === '') throw badToken('The token is empty.');
  if (rest.length > LONGEST || !/^[A-Za-z0-9_.-]+$/.test(rest)) throw badToken('The token is malformed.');
  return rest;
}

async function verified(token: string, { issuer, audience, algorithms, keys, own }: Known, now: () => number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, (header, input) => keys.key(header, input), {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: TOLERANCE_S,
      currentDate: new Date(now()),
      requiredClaims: ['exp'],
      // A token for signing in is none for asking: of ours the type says which it is.
      ...(own && { typ: 'at+jwt' }),
    });
    return payload;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw badToken(reason(error));
  }
}

const claims: Readonly<Record<string, string>> = {
  iss: 'The token is of an issuer that is not trusted here.',
  aud: 'The token is not meant for this server.',
  nbf: 'The token is not valid yet.',
  exp: 'The token says nowhere when it ends.',
  typ: 'The token is not an access token.',
};

function reason(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed) return claims[error.claim] ?? 'The token has a claim that is not valid.';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The signature of the token is not valid.';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The token is signed with an algorithm that is not allowed here.';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'The token is signed with a key that is not known.';
  return 'The token is malformed.';
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;

function readOwn(payload: JWTPayload): Believed | undefined {
  const client = textOf(payload['client_id']);
  const subject = textOf(payload.sub);
  if (client === undefined || subject === undefined) return undefined;
  const scope = typeof payload['scope'] === 'string' ? payload['scope'] : '';
  return { issuer: null, client, user: subject === client ? null : subject, scopes: scope.split(' ').filter(Boolean) };
}

function external(trusted: TrustedIssuer, now: () => number): Known {
  const { issuer, audience, algorithms, clientClaim, userClaim } = trusted;
  return {
    issuer,
    audience,
    algorithms,
    keys: issuerKeys(trusted, now),
    own: false,
    read: (payload) => {
      const client = clientClaim === undefined ? (textOf(payload['client_id']) ?? textOf(payload['azp'])) : textOf(payload[clientClaim]);
      if (client === undefined) return undefined;
      const named = userClaim === undefined ? undefined : payload[userClaim];
      const user = textOf(named);
      // A person whose name cannot be read is nobody: taken for the system itself, the person would have all that it has.
      if (named !== undefined && named !== null && user === undefined) return undefined;
      const said = [payload['scope'], payload['scp']].flat().filter((one): one is string => typeof one === 'string');
      const scopes = said.flatMap((one) => one.split(' ')).filter((one) => one.includes(':'));
      return { issuer, client, user: user ?? null, scopes: scopes.length > 0 ? scopes : null };
    },
  };
}
