import { createHash } from 'node:crypto';
import type { Db } from '../storage/index.js';

/** The hash by which a request names a document. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Registered documents, as requests name them. */
export interface TrustedDocuments {
  /** The text that a client registered under a hash; undefined: none. */
  text(clientId: string, sha256: string): Promise<string | undefined>;
}

/** After so long a removal counts on every instance. */
const KEPT_MS = 30_000;
const KEPT_DOCUMENTS = 2_000;

/**
 * Looks documents up as authentication does, before anything of the operation begins. A text never changes under its hash, so it is kept
 * for a while; that there is none is asked again each time.
 */
export function trustedDocuments(db: Db, now: () => number = () => performance.now()): TrustedDocuments {
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  return {
    async text(clientId, sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      const key = `${clientId}/${sha256}`;
      const known = kept.get(key);
      if (known && known.until > now()) return known.text;
      kept.delete(key);
      const [found] = await db.access((tx) =>
        tx.sql<{ text: string }>('select text from trusted_document where client_id = $1 and sha256 = $2', [clientId, sha256]),
      );
      if (!found) return undefined;
      for (const oldest of kept.keys()) {
        if (kept.size < KEPT_DOCUMENTS) break;
        kept.delete(oldest);
      }
      kept.set(key, { text: found.text, until: now() + KEPT_MS });
      return found.text;
    },
  };
}
