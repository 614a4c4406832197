import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'xianjie/schema';
import { RING_REFRESH_MS } from './crypto/ring.js';
import type { Db } from './db.js';
import type { InstallationKeys } from './keys.js';

/** A column of sealed values. A value names its key in its first byte, so what is left to do can be asked of the table itself. */
interface SealedColumn {
  readonly table: string;
  readonly key: { readonly column: string; readonly type: 'uuid' | 'text' };
  readonly column: string;
  /** In a JSON object the value lies in base64 under `sealed`. Default: bytes. */
  readonly json?: true;
}

const id = { column: 'id', type: 'uuid' } as const;

/** Every column of sealed values; a test finds one that is missing here. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'person', key: id, column: 'resident_id_enc' },
  { table: 'person', key: id, column: 'phone_enc' },
  { table: 'person_correction', key: id, column: 'statement_enc' },
  { table: 'person_correction', key: id, column: 'evidence_enc' },
  { table: 'person_correction', key: id, column: 'answer_enc' },
  { table: 'decision', key: id, column: 'reason_enc' },
  { table: 'decision', key: id, column: 'kept_enc' },
  { table: 'feed_batch', key: id, column: 'inline_rows', json: true },
  { table: 'access_key', key: { column: 'kid', type: 'text' }, column: 'private_sealed' },
];

/** How far the work is: values sealed anew so far, and all that there were to do. */
export interface ResealProgress {
  readonly done: number;
  readonly total: number;
}

const bytesOf = ({ column, json }: SealedColumn): string => (json ? `decode(${column}->>'sealed', 'base64')` : column);
const stale = (of: SealedColumn): string => `${bytesOf(of)} is not null and get_byte(${bytesOf(of)}, 0) <> $1`;

/** How many values each key has sealed, by key version. */
export async function sealedBy(db: Db): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (const of of sealedColumns) {
    const rows = await db.system(({ sql }) =>
      sql<{ version: number; n: number }>(
        `select get_byte(${bytesOf(of)}, 0) as version, count(*) as n from ${of.table} where ${bytesOf(of)} is not null group by 1`,
      ),
    );
    for (const { version, n } of rows) counts.set(version, (counts.get(version) ?? 0) + n);
  }
  return counts;
}

/** How many values are not sealed with the newest key. */
export async function countStale(db: Db, version: number): Promise<number> {
  let total = 0;
  for (const of of sealedColumns) {
    const [row] = await db.system(({ sql }) => sql<{ n: number }>(`select count(*) as n from ${of.table} where ${stale(of)}`, [version]));
    total += row?.n ?? 0;
  }
  return total;
}

/**
 * Seals everything anew that is not sealed with the newest key, in short transactions: it may be killed at any time and begun again,
 * and the server may go on meanwhile, for old and new values are readable all along. What a server that has not seen the new key yet
 * seals with the former one is found by a further round.
 */
export async function reseal(
  db: Db,
  { data, protect }: Pick<InstallationKeys, 'data' | 'protect'>,
  options: { readonly onProgress?: (progress: ResealProgress) => void; readonly batch?: number } = {},
): Promise<number> {
  const { version } = data.active();
  // By then every running server has seen the new key.
  await sleep(2 * RING_REFRESH_MS);
  let total = await countStale(db, version);
  let done = 0;
  for (let left = total; left > 0; left = await countStale(db, version)) {
    total = done + left;
    for (const of of sealedColumns) {
      for (let after: string | undefined, n = -1; n !== 0;) {
        [n, after] = await db.system(({ sql }) => resealBatch(sql, of, version, after, options.batch ?? 500, protect));
        done += n;
        options.onProgress?.({ done, total: Math.max(done, total) });
      }
    }
  }
  return done;
}

async function resealBatch(
  sql: Sql,
  of: SealedColumn,
  version: number,
  after: string | undefined,
  batch: number,
  protect: InstallationKeys['protect'],
): Promise<[number, string | undefined]> {
  const { table, key, column, json } = of;
  const rows = await sql<{ key: string; sealed: Buffer }>(
    `select ${key.column} as key, ${bytesOf(of)} as sealed from ${table}
     where (${stale(of)}) and ($2::${key.type} is null or ${key.column} > $2) order by ${key.column} limit $3 for update`,
    [version, after ?? null, batch],
  );
  if (rows.length === 0) return [0, after];
  const anew = rows.map(({ sealed }) => protect.encrypt(protect.decrypt(sealed)).toString('base64'));
  const value = json ? `jsonb_set(t.${column}, '{sealed}', to_jsonb(x.sealed))` : `decode(x.sealed, 'base64')`;
  await sql(
    `update ${table} t set ${column} = ${value} from unnest($1::${key.type}[], $2::text[]) as x(key, sealed) where t.${key.column} = x.key`,
    [rows.map((row) => row.key), anew],
  );
  return [rows.length, rows.at(-1)?.key];
}
