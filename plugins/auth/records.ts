import type { ClientKind, Purpose, ReplacedArea } from 'xianjie/schema';
import type { Db } from '../storage/index.js';
import { shortMemory } from './memory.js';

/** A client as authentication reads it. */
export interface ClientRow {
  readonly id: string;
  readonly kind: ClientKind;
  readonly title_zh: string;
  readonly title_en: string;
  readonly areas: readonly string[];
  readonly scopes: readonly string[];
  readonly purposes: readonly Purpose[];
  /** Null: any. */
  readonly departments: readonly string[] | null;
  readonly redirect_uris: readonly string[];
  readonly origins: readonly string[];
  readonly documents_only: boolean;
  readonly issuer: string | null;
  readonly enabled: boolean;
  readonly secret_hash: Buffer | null;
  readonly former_hash: Buffer | null;
  /** ISO 8601. */
  readonly former_until: string | null;
}

/** The registered clients and the areas' history; what is found is believed for five seconds. */
export interface ClientRecords {
  /** By our own client id, whoever vouches for it. */
  byId(id: string): Promise<ClientRow | undefined>;
  /** By what another issuer calls it. */
  bySubject(issuer: string, subject: string): Promise<ClientRow | undefined>;
  /** The codes of areas that were replaced. */
  history(): Promise<readonly ReplacedArea[]>;
  /** For tests and for whoever has just changed a client here. */
  forget(): void;
}

/** A client that is disabled is refused after this at the latest. */
const BELIEVED_MS = 5_000;
const COLUMNS =
  'id, kind, title_zh, title_en, areas, scopes, purposes, departments, redirect_uris, origins, documents_only, issuer, enabled, secret_hash, former_hash, former_until';

const HISTORY = `
  select old.code, old.successor_code as successor, old.valid_to as "validTo", heir.valid_from as "successorFrom"
  from area old join area heir on heir.code = old.successor_code order by old.code`;

export function createClientRecords(db: Db, now: () => number): ClientRecords {
  const read = async (condition: string, values: readonly string[]): Promise<ClientRow | undefined> =>
    (await db.access(({ sql }) => sql<ClientRow>(`select ${COLUMNS} from access_client where ${condition}`, values)))[0];
  const ids = shortMemory((id) => read('id = $1', [id]), BELIEVED_MS, now);
  const subjects = shortMemory((pair) => read('issuer = $1 and subject = $2', JSON.parse(pair) as string[]), BELIEVED_MS, now);
  const replaced = shortMemory(() => db.access(({ sql }) => sql<ReplacedArea>(HISTORY)), BELIEVED_MS, now, 1);
  return {
    // Whatever cannot be an id is none, and is not looked for.
    byId: (id) => (/^[a-z0-9][a-z0-9-]{1,62}$/.test(id) ? ids.get(id) : Promise.resolve(undefined)),
    bySubject: (issuer, subject) => (subject.includes('\0') ? Promise.resolve(undefined) : subjects.get(JSON.stringify([issuer, subject]))),
    history: () => replaced.get('areas'),
    forget: () => {
      replaced.forget();
      ids.forget();
      subjects.forget();
    },
  };
}
