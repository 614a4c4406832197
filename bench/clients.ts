import { hashSecret, newSecret } from '../plugins/auth/index.js';
import type { Database } from './servers.js';

/** So many that their points outlast the measuring: what is measured is the work, not the waiting. */
const CLIENTS = 80;
const COUNTY = '990101';

/** Registers departments of the synthetic county and gets each a token, as they would. */
export async function tokensFor(database: Database, port: number, scopes: readonly string[] = ['core:read:personal']): Promise<string[]> {
  const secret = newSecret();
  const hash = await hashSecret(secret);
  const tokens: string[] = [];
  for (let i = 0; i < CLIENTS; i++) {
    const id = `bench-${i}`;
    await database.query(
      `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, purposes, secret_hash)
       values ($1, 'DEPARTMENT', '测速', 'Bench', $2, $3, $4, $5, $6) on conflict (id) do update set secret_hash = excluded.secret_hash, scopes = excluded.scopes`,
      [id, COUNTY, [COUNTY], scopes, ['MONITORING'], hash],
    );
    const answer = await fetch(`http://127.0.0.1:${port}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`the server gave no token: status ${answer.status}`);
    tokens.push(token);
  }
  return tokens;
}
