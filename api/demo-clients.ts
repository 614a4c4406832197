import { hashPassword, hashSecret } from '../plugins/auth/index.js';
import type { OwnerClient } from '../plugins/storage/index.js';
import { demoClients } from '../prisma/demo/clients.js';
import { demoPeople } from '../prisma/demo/people.js';

/** What every demo client has for a secret, and every demo person for a password. It is accepted in demo mode only. */
export const DEMO_SECRET = 'demo';

/** Registers the demo's people who are not there yet; what an administrator changed stays. */
export async function loadDemoPeople(owner: OwnerClient, modules: readonly { readonly id: string }[]): Promise<void> {
  const { rows } = await owner.query<{ login: string }>('select login from access_user');
  const there = new Set(rows.map(({ login }) => login));
  const missing = demoPeople(modules.map(({ id }) => id)).filter(({ login }) => !there.has(login));
  if (missing.length === 0) return;
  const hash = await hashPassword(DEMO_SECRET);
  for (const { login, zh, en, area, role, domains } of missing)
    await owner.query(
      `insert into access_user (login, title_zh, title_en, area_code, areas, roles, domains, password_hash)
       values ($1, $2, $3, $4, array[$4], array[$5], $6, $7) on conflict (login) do nothing`,
      [login, zh, en, area, role, domains, hash],
    );
}

/** Registers the demo's clients that are not there yet; what an administrator changed stays. */
export async function loadDemoClients(owner: OwnerClient, modules: readonly { readonly id: string }[]): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('select id from access_client');
  const there = new Set(rows.map(({ id }) => id));
  const missing = demoClients(modules.map(({ id }) => id)).filter(({ id }) => !there.has(id));
  if (missing.length === 0) return;
  // One derivation for all of them: the secret is known anyhow.
  const hash = await hashSecret(DEMO_SECRET);
  for (const client of missing)
    await owner.query(
      `insert into access_client (id, kind, title_zh, title_en, area_code, areas, scopes, purposes, departments, redirect_uris, origins, secret_hash)
       values ($1, $2, $3, $4, $5, array[$5], $6, $7, $8, $9, $10, $11) on conflict (id) do nothing`,
      [
        client.id,
        client.kind,
        client.zh,
        client.en,
        client.area,
        client.scopes,
        client.purposes ?? [],
        client.departments ?? null,
        client.redirectUris ?? [],
        client.origins ?? [],
        client.kind === 'PORTAL' ? null : hash,
      ],
    );
}
