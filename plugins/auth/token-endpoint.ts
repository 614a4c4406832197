import { holds } from 'xianjie/schema';
import { underCeilings } from './ceilings.js';
import { wrongClient, type ClientSecrets, type Credentials } from './client-secret.js';
import { OAuthError } from './oauth-error.js';
import type { ClientRecords, ClientRow } from './records.js';
import { shortest } from './scopes.js';
import { TOKEN_SECONDS } from './signing-keys.js';
import type { Tokens } from './tokens.js';

/** A request of the token endpoint, its body read. */
export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

/** What the endpoint answers, as RFC 6749 has it. */
export interface OAuthAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a grant grants: for whom the token is, and the most that it may do. */
export interface Granted {
  /** The client's id, or the person's. */
  readonly subject: string;
  /** What it may do at most; the parameter `scope` narrows it. */
  readonly scopes: readonly string[];
  /** More for the answer, for example an ID token. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** One way to get a token. */
export interface Grant {
  /** Whether clients without a secret may use it. */
  readonly publicClients: boolean;
  /** @throws OAuthError */
  grant(client: ClientRow, form: URLSearchParams): Promise<Granted>;
}

export const clientCredentials: Grant = {
  publicClients: false,
  grant: (client) => Promise.resolve({ subject: client.id, scopes: underCeilings(client.kind, client.scopes) }),
};

export interface TokenEndpointParts {
  readonly records: ClientRecords;
  readonly secrets: ClientSecrets;
  readonly tokens: Tokens;
  /** By `grant_type`. */
  readonly grants: Readonly<Record<string, Grant>>;
}

const NEVER_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** `POST /oauth/token`: gives tokens to registered clients. Refusals are answers too. */
export function createTokenEndpoint({ records, secrets, tokens, grants }: TokenEndpointParts) {
  async function give({ authorization, form }: TokenRequest): Promise<OAuthAnswer> {
    for (const name of new Set(form.keys()))
      if (form.getAll(name).length > 1) throw new OAuthError('invalid_request', `The parameter ${plain(name)} stands there twice.`);
    const credentials = credentialsOf(authorization, form);
    const type = form.get('grant_type');
    if (type === null) throw new OAuthError('invalid_request', 'The parameter grant_type is missing.');
    const grant = Object.hasOwn(grants, type) ? grants[type] : undefined;
    const client = await records.byId(credentials.clientId);
    const isPublic = client !== undefined && client.enabled && client.issuer === null && client.secret_hash === null;
    if (!isPublic || credentials.secret !== undefined) await secrets.check(client, credentials);
    if (client === undefined) throw wrongClient(credentials.basic);
    if (grant === undefined) throw new OAuthError('unsupported_grant_type', `There are ${Object.keys(grants).join(', ')}.`);
    if (isPublic && !grant.publicClients)
      throw new OAuthError('unauthorized_client', 'A client without a secret cannot get a token in this way.');
    const granted = await grant.grant(client, form);
    const scopes = narrowed(granted.scopes, form.get('scope'));
    return {
      status: 200,
      headers: NEVER_KEPT,
      body: {
        access_token: await tokens.sign({ clientId: client.id, subject: granted.subject, scopes }),
        token_type: 'Bearer',
        expires_in: TOKEN_SECONDS,
        scope: scopes.join(' '),
        ...granted.more,
      },
    };
  }

  return async (request: TokenRequest): Promise<OAuthAnswer> => {
    try {
      return await give(request);
    } catch (error) {
      if (error instanceof OAuthError) return oauthRefusal(error);
      throw error;
    }
  };
}

/** A refusal as RFC 6749, 5.2 has it. */
export const oauthRefusal = ({ code, message, status, headers }: OAuthError): OAuthAnswer => ({
  status,
  headers: { ...NEVER_KEPT, ...headers },
  body: { error: code, error_description: message },
});

/** The name of a parameter as it may be repeated. */
const plain = (name: string): string => (/^[a-z_]{1,30}$/.test(name) ? name : 'given');

/** Less than what is granted where less is asked for, and never more. */
function narrowed(granted: readonly string[], asked: string | null): string[] {
  if (asked === null || asked.trim() === '') return shortest(granted);
  const wanted = asked.trim().split(/ +/);
  if (!wanted.every((scope) => holds({ scopes: granted }, scope)))
    throw new OAuthError('invalid_scope', 'The client does not have all the scopes that were asked for.');
  return shortest(wanted);
}

/** @throws OAuthError when the client names itself in no way, or in two */
function credentialsOf(authorization: string | undefined, form: URLSearchParams): Credentials {
  const secret = form.get('client_secret') ?? undefined;
  const id = form.get('client_id');
  if (authorization === undefined) {
    if (id === null) throw wrongClient(false);
    return { clientId: id, secret, basic: false };
  }
  const [, encoded] = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization.trim()) ?? [];
  if (encoded === undefined) throw wrongClient(true);
  const [, name = '', pass = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const clientId = unescaped(name);
  if (secret !== undefined || (id !== null && id !== clientId))
    throw new OAuthError('invalid_request', 'Send the client’s id and secret in one way: in the header, or in the body.');
  return { clientId, secret: unescaped(pass), basic: true };
}

/** Both parts of the header are form-encoded first (RFC 6749, 2.3.1); many clients leave that out, where it changes nothing. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
