import type { Db } from '../storage/index.js';
import { shortMemory } from './memory.js';

/** From which sites pages may call, and for which clients. */
export interface PortalOrigins {
  /** The enabled portals that have registered this origin, letter for letter; none: nobody has. */
  owners(origin: string): Promise<ReadonlySet<string>>;
  forget(): void;
}

const BELIEVED_MS = 5_000;
const NOBODY: ReadonlySet<string> = new Set();

export function createPortalOrigins(db: Db, now: () => number): PortalOrigins {
  const all = shortMemory(
    async () => {
      const rows = await db.access(({ sql }) =>
        sql<{ id: string; origins: readonly string[] }>(
          `select id, origins from access_client where enabled and kind = 'PORTAL' and cardinality(origins) > 0`,
        ),
      );
      const owners = new Map<string, Set<string>>();
      for (const { id, origins } of rows) for (const origin of origins) owners.set(origin, (owners.get(origin) ?? new Set()).add(id));
      return owners;
    },
    BELIEVED_MS,
    now,
  );
  return { owners: async (origin) => (await all.get('')).get(origin) ?? NOBODY, forget: () => all.forget() };
}
