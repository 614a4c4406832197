import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../storage/index.js';
import { proves } from './pkce.js';

/** How long a code lasts on its way from the page to the token endpoint, in seconds. */
export const CODE_SECONDS = 60;

/** For what a code was given out. */
export interface CodeFor {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly challenge: string;
}

/** What a client shows to get a token for a code. */
export interface Redeemed {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** A new code. Only its hash is kept: whoever reads the table signs in as nobody. */
export async function giveCode(db: Db, { clientId, userId, redirectUri, challenge }: CodeFor): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  await db.access(async ({ sql }) => {
    await sql(`delete from access_code where expires_at < now() - interval '1 hour'`);
    await sql(
      `insert into access_code (hash, client_id, user_id, redirect_uri, code_challenge, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [hashOf(code), clientId, userId, redirectUri, challenge, CODE_SECONDS],
    );
  });
  return code;
}

/**
 * The id of the person that a code stands for; undefined when it is no code, too old, used, of another client or page, or not proved.
 * Whatever comes of it, the code is used up: of two who come at the same moment one gets nothing.
 */
export async function redeemCode(db: Db, code: string, { clientId, redirectUri, verifier }: Redeemed): Promise<string | undefined> {
  const [row] = await db.access(({ sql }) =>
    sql<{ client_id: string; user_id: string; redirect_uri: string; code_challenge: string }>(
      `update access_code set used_at = now() where hash = $1 and used_at is null and expires_at > now()
       returning client_id, user_id, redirect_uri, code_challenge`,
      [hashOf(code)],
    ),
  );
  if (row === undefined || row.client_id !== clientId || row.redirect_uri !== redirectUri) return undefined;
  return proves(verifier, row.code_challenge) ? row.user_id : undefined;
}
