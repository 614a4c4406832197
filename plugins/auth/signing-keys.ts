import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';
import type { Db, Protect } from '../storage/index.js';
import { createKeySet, type KeySet } from './key-set.js';

/** ES256 throughout: short signatures, and every library knows it. */
export const ALGORITHM = 'ES256';
/** How long a token lasts, in seconds. */
export const TOKEN_SECONDS = 600;
/** After this an instance asks whether another one has changed the keys. */
const NOTICE_MS = 30_000;
/** How long a retired key stays known: its last token may be signed by an instance that has not noticed yet, and clocks differ. */
const FAREWELL_MS = TOKEN_SECONDS * 1000 + 2 * NOTICE_MS + 60_000;

interface KeyRow {
  readonly kid: string;
  readonly public_jwk: JWK;
  readonly private_sealed: Buffer;
  readonly created_at: string;
  readonly retired_at: string | null;
  readonly removed_at: string | null;
}

/** A signing key as an administrator sees it. Times are ISO 8601. */
export interface KeyState {
  readonly kid: string;
  readonly createdAt: string;
  /** No token is signed with it any more since. */
  readonly retiredAt: string | null;
  /** No token that it signed is believed from then on. */
  readonly removedAt: string | null;
}

/** The keys that our own tokens are signed with; all instances share them through the database. */
export interface SigningKeys {
  /** Reads the keys, and makes the first one where there is none. */
  open(): Promise<void>;
  /** What a token is signed with now. */
  current(): Promise<{ readonly kid: string; readonly key: CryptoKey }>;
  /** For verifying. */
  readonly set: KeySet;
  /** A token was believed: time to see, beside the request, whether the keys have changed. */
  used(): void;
  published(): Promise<JSONWebKeySet>;
  /**
   * Signs with a new key from now on.
   * @param atOnce forget the old one too: for a key that was stolen. Tokens that it signed end within half a minute
   */
  rotate(atOnce?: boolean): Promise<KeyState>;
  list(): Promise<KeyState[]>;
}

const COLUMNS = 'kid, public_jwk, private_sealed, created_at, retired_at, removed_at';

const stateOf = (row: KeyRow): KeyState => ({
  kid: row.kid,
  createdAt: row.created_at,
  retiredAt: row.retired_at,
  removedAt: row.removed_at,
});

export function createSigningKeys(db: Db, protect: Protect, now: () => number): SigningKeys {
  let rows: readonly KeyRow[] = [];
  let opened: { readonly kid: string; readonly key: CryptoKey } | undefined;
  const at = (): string => new Date(now()).toISOString();

  const set = createKeySet(async () => {
    rows = await db.access(({ sql }) =>
      sql<KeyRow>(
        `select ${COLUMNS} from access_key where removed_at is null or removed_at > $1 order by retired_at desc nulls first, created_at desc, kid`,
        [at()],
      ),
    );
    return { keys: rows.map((row) => row.public_jwk) };
  }, now);

  const fresh = async (): Promise<void> => {
    if (set.age() >= NOTICE_MS) await set.refresh();
  };

  /** Makes a key; one instance at a time, and only where the others have made none meanwhile. */
  async function make(replace: boolean, removeAt?: string): Promise<void> {
    const pair = await generateKeyPair(ALGORITHM, { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    const sealed = protect.encrypt(JSON.stringify(await exportJWK(pair.privateKey)));
    await db.access(async ({ sql }) => {
      await sql(`select pg_advisory_xact_lock(hashtext('xianjie signing key'))`);
      const active = await sql('select 1 from access_key where retired_at is null');
      if (active.length > 0 && !replace) return;
      await sql(
        'update access_key set retired_at = coalesce(retired_at, $1), removed_at = least(removed_at, $2) where removed_at is null or removed_at > $2',
        [at(), removeAt ?? new Date(now() + FAREWELL_MS).toISOString()],
      );
      await sql('insert into access_key (kid, algorithm, public_jwk, private_sealed, created_at) values ($1, $2, $3, $4, $5)', [
        kid,
        ALGORITHM,
        JSON.stringify({ ...jwk, kid, alg: ALGORITHM, use: 'sig' }),
        sealed,
        at(),
      ]);
    });
    await set.refresh();
  }

  const open = async (): Promise<void> => {
    await fresh();
    if (!rows.some((row) => row.retired_at === null)) await make(false);
  };

  return {
    open,
    set,
    async current() {
      await open();
      const row = rows.find((one) => one.retired_at === null);
      if (row === undefined) throw new Error('there is no key to sign with');
      if (opened?.kid !== row.kid) {
        const key = await importJWK(JSON.parse(protect.decrypt(row.private_sealed)) as JWK, ALGORITHM);
        opened = { kid: row.kid, key: key as CryptoKey };
      }
      return opened;
    },
    used: () => void fresh().catch(() => undefined),
    async published() {
      await open();
      return { keys: rows.filter((row) => row.removed_at === null || row.removed_at > at()).map((row) => row.public_jwk) };
    },
    async rotate(atOnce = false) {
      await make(true, atOnce ? at() : undefined);
      const [newest] = rows;
      if (newest === undefined) throw new Error('the new key is not there');
      return stateOf(newest);
    },
    list: async () =>
      (
        await db.access(({ sql }) =>
          sql<KeyRow>(`select ${COLUMNS} from access_key order by retired_at desc nulls first, created_at desc, kid`),
        )
      ).map(stateOf),
  };
}
