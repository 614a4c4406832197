import { readFileSync } from 'node:fs';

/** Another issuer whose tokens are believed, as the operator describes it. */
export interface TrustedIssuer {
  /** What its tokens say in `iss`. */
  readonly issuer: string;
  /** What they must say in `aud`. */
  readonly audience: string;
  /** Where its keys are. Unset: its discovery document says. */
  readonly jwksUri?: string;
  /** Default: ES256 alone. Algorithms with a shared secret are never allowed. */
  readonly algorithms: readonly string[];
  /** The claim that names the client. Unset: `client_id`, else `azp`. */
  readonly clientClaim?: string;
  /** The claim that names the person, which only tokens of people have. Unset: its tokens are of systems. */
  readonly userClaim?: string;
}

const KEYS = ['issuer', 'audience', 'jwksUri', 'algorithms', 'clientClaim', 'userClaim'];
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA', 'Ed25519'];

/**
 * Reads the file of trusted issuers: a JSON array.
 * @throws Error that says in one clause what is wrong with it
 */
export function readTrustedIssuers(path: string): TrustedIssuer[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(error instanceof SyntaxError ? 'the file is not JSON' : 'the file cannot be read', { cause: error });
  }
  if (!Array.isArray(content)) throw new Error('the file must hold an array of issuers');
  const issuers = content.map((entry: unknown, i) => trustedIssuer(entry, `entry ${i + 1}`));
  const twice = issuers.find((one, i) => issuers.findIndex((other) => other.issuer === one.issuer) !== i);
  if (twice) throw new Error(`the issuer ${twice.issuer} stands there twice`);
  return issuers;
}

function trustedIssuer(entry: unknown, place: string): TrustedIssuer {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw new Error(`${place} must be an object`);
  const given = entry as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new Error(`${place} has the key "${unknown}"; there are ${KEYS.join(', ')}`);
  const text = (key: string): string | undefined => {
    const value = given[key];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value === '') throw new Error(`${key} of ${place} must be a text`);
    return value;
  };
  const needed = (key: string): string => {
    const value = text(key);
    if (value === undefined) throw new Error(`${place} lacks ${key}`);
    return value;
  };
  const { algorithms = ['ES256'] } = given;
  if (!Array.isArray(algorithms) || algorithms.length === 0 || !algorithms.every((one) => ALGORITHMS.includes(String(one))))
    throw new Error(`algorithms of ${place} must be some of ${ALGORITHMS.join(', ')}`);
  const jwksUri = text('jwksUri');
  const clientClaim = text('clientClaim');
  const userClaim = text('userClaim');
  return {
    issuer: address(needed('issuer'), `issuer of ${place}`),
    audience: needed('audience'),
    algorithms: algorithms.map(String),
    ...(jwksUri !== undefined && { jwksUri: address(jwksUri, `jwksUri of ${place}`) }),
    ...(clientClaim !== undefined && { clientClaim }),
    ...(userClaim !== undefined && { userClaim }),
  };
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Keys that came over an open line could be anybody's. */
function address(value: string, what: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))) return value;
  throw new Error(`${what} must be an https address`);
}
