import type { JSONWebKeySet } from 'jose';
import { createKeySet, type KeySet } from './key-set.js';
import type { TrustedIssuer } from './trusted-issuers.js';

const TIMEOUT_MS = 5_000;
const RENEW_MS = 600_000;

/** The keys of another issuer, read from its address when they are first needed, and again every ten minutes. */
export function issuerKeys(issuer: TrustedIssuer, now: () => number): KeySet {
  return createKeySet(
    async () => {
      const uri = issuer.jwksUri ?? (await discovered(issuer.issuer));
      return (await getJson(uri)) as JSONWebKeySet;
    },
    now,
    RENEW_MS,
  );
}

async function discovered(issuer: string): Promise<string> {
  const document = (await getJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)) as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  };
  if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') throw new Error('the discovery document is of another issuer');
  return document.jwks_uri;
}

async function getJson(address: string): Promise<unknown> {
  // A redirection could lead to somebody else's keys.
  const response = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
  return response.json();
}
