import { ApiError, type Viewer } from 'xianjie/schema';
import type { Db, Protect } from '../storage/index.js';
import { underCeilings } from './ceilings.js';
import { createClientSecrets } from './client-secret.js';
import { discovery } from './discovery.js';
import { createClientRecords, type ClientRow } from './records.js';
import { badToken } from './refusal.js';
import { createSigningKeys, type SigningKeys } from './signing-keys.js';
import { clientCredentials, createTokenEndpoint, type Grant, type OAuthAnswer, type TokenRequest } from './token-endpoint.js';
import { createTokens, type Believed } from './tokens.js';
import type { TrustedIssuer } from './trusted-issuers.js';
import { jobViewer, viewerFrom, type Person } from './viewer.js';

/** What identity is put together from. */
export interface AuthOptions {
  readonly db: Db;
  readonly protect: Protect;
  /** Our own address, without a slash at the end: issuer and audience. Asked each time: the port is known after listening only. */
  readonly url: () => string;
  /** Other issuers whose tokens are believed. */
  readonly trusted?: readonly TrustedIssuer[];
  /** The scopes that discovery names. */
  readonly scopes?: readonly string[];
  /** Finds a person, as its issuer names it (null: ours). Without it nobody but systems gets in. */
  readonly person?: (issuer: string | null, subject: string) => Promise<Person | undefined>;
  /** Finds a person by our own id, whoever vouches for it: for a job of theirs. */
  readonly personById?: (id: string) => Promise<Person | undefined>;
  /** More ways to get a token, by `grant_type`. */
  readonly grants?: Readonly<Record<string, Grant>>;
  /** Secrets that everybody knows: whose client still has one does not get in. */
  readonly knownSecrets?: readonly string[];
  /** Milliseconds since 1970; tests have another. */
  readonly now?: () => number;
}

/** What a request says of its sender. */
export interface Claim {
  readonly authorization: string | undefined;
  /** The header Xianjie-Purpose. */
  readonly purpose: string | undefined;
}

/** Who gets in. */
export interface Auth {
  /** Reads the signing keys and makes the first one: once, at start. */
  open(): Promise<void>;
  /**
   * Who sends a request. One that is refused for its token takes no database connection.
   * @throws Unauthenticated; ApiError when the purpose is not the client's, or its areas are more than a request has room for
   */
  identify(claim: Claim): Promise<Viewer>;
  /**
   * With what a job runs now. @param userId of the person who asked for it through the client; null: the client did by itself
   * @throws ApiError when the client or the person is gone or disabled
   */
  resolveClient(clientId: string, userId: string | null): Promise<Viewer>;
  /** A token for a client that nobody asked for with a secret: for a page of our own. Undefined when there is no such client. */
  tokenFor(clientId: string): Promise<string | undefined>;
  /** A registered client, as it was at most five seconds ago. */
  client(clientId: string): Promise<ClientRow | undefined>;
  token(request: TokenRequest): Promise<OAuthAnswer>;
  discovery(): Readonly<Record<string, unknown>>;
  readonly keys: SigningKeys;
  /** Forgets what was looked up: after a client was changed here. */
  forget(): void;
}

export function createAuth({
  db,
  protect,
  url,
  trusted = [],
  scopes = [],
  person,
  personById,
  grants = {},
  knownSecrets = [],
  now = Date.now,
}: AuthOptions): Auth {
  const records = createClientRecords(db, now);
  const keys = createSigningKeys(db, protect, now);
  const tokens = createTokens(keys, url, trusted, now);
  const allGrants: Readonly<Record<string, Grant>> = { client_credentials: clientCredentials, ...grants };
  const token = createTokenEndpoint({ records, secrets: createClientSecrets(now, knownSecrets), tokens, grants: allGrants });

  const clientOf = async ({ issuer, client }: Believed): Promise<ClientRow> => {
    const row = issuer === null ? await records.byId(client) : await records.bySubject(issuer, client);
    // Each issuer vouches for its own clients only.
    if (!row?.enabled || row.issuer !== issuer) throw badToken('The client of the token is not known or not enabled.');
    return row;
  };
  const personOf = async ({ issuer, user }: Believed): Promise<Person | null> => {
    if (user === null) return null;
    const found = await person?.(issuer, user);
    if (found === undefined) throw badToken('The person of the token is not known or not enabled.');
    return found;
  };

  return {
    keys,
    open: () => keys.open(),
    async identify({ authorization, purpose }) {
      const believed = await tokens.believe(authorization);
      const [row, who] = await Promise.all([clientOf(believed), personOf(believed)]);
      return viewerFrom(row, { scopes: believed.scopes, person: who, purpose }, await records.history());
    },
    async resolveClient(clientId, userId) {
      const row = await records.byId(clientId);
      if (!row?.enabled) throw new ApiError('FORBIDDEN', 'The client that handed this in is not known or not enabled any more.');
      const who = userId === null ? null : await personById?.(userId);
      if (who === undefined) throw new ApiError('FORBIDDEN', 'The person who handed this in is not known or not enabled any more.');
      return jobViewer(row, who, await records.history());
    },
    async tokenFor(clientId) {
      const row = await records.byId(clientId);
      if (!row?.enabled || row.issuer !== null) return undefined;
      return tokens.sign({ clientId, subject: clientId, scopes: underCeilings(row.kind, row.scopes) });
    },
    client: (clientId) => records.byId(clientId),
    token,
    discovery: () => discovery(url(), Object.keys(allGrants), scopes),
    forget: () => records.forget(),
  };
}
