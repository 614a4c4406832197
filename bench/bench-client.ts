import { hashSecret, newSecret } from '../plugins/auth/index.js';
import type { Database, Running } from './servers.js';

const ID = 'bench';
const VERBS = ['read:personal', 'write', 'feed', 'administer'];

/** The headers of a client with every right in every area: the bench asks with a token, as everybody does. */
export async function proofOf(database: Database, server: Running): Promise<Readonly<Record<string, string>>> {
  const secret = newSecret();
  const scopes = ['core', 'education', 'employment'].flatMap((module) => VERBS.map((verb) => `${module}:${verb}`));
  await database.query(
    `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, purposes, secret_hash)
     values ($1, 'ADMIN', '测速', 'Bench', '0', '{0}', $2, '{MONITORING}', $3)
     on conflict (id) do update set scopes = excluded.scopes, secret_hash = excluded.secret_hash`,
    [ID, scopes, await hashSecret(secret)],
  );
  const response = await fetch(`http://127.0.0.1:${server.port}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: ID, client_secret: secret }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error('the server gave the bench no token');
  return { authorization: `Bearer ${token}` };
}
