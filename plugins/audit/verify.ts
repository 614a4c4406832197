import type { Sql } from 'xianjie/schema';
import type { Db } from '../storage/index.js';
import { BEGINNING, formSql, momentSql, placeText, type Link } from './form.js';
import type { ChainHead } from './sealer.js';

export interface Verification {
  /** Entries whose place and form were found as they were sealed. */
  readonly sealed: number;
  /** The last good place; null: nothing is sealed. */
  readonly head: ChainHead | null;
  /** Entries that wait for the sealer. They are not protected yet. */
  readonly unsealed: { readonly count: number; readonly oldest: string | null };
  /** What is wrong, and the first place where it is; `seq` null: outside the chain. */
  readonly broken: { readonly seq: number | null; readonly why: string } | null;
}

interface Place {
  /** As text: a number that somebody put there may be any. */
  readonly seq: string;
  readonly entry: string;
  readonly sealed_at: string;
  readonly hash: Buffer;
  /** Null: the entry is not there. */
  readonly form: string | null;
}

const CHUNK = 10_000;

/** Looked up one by one: for a join, PostgreSQL would read all entries for each chunk. */
const PLACES = `select c.seq::text as seq, c.entry_id::text as entry, ${momentSql('c.sealed_at')} as sealed_at, c.hash, f.form
  from (select * from audit_chain where seq > $1::bigint order by seq limit ${CHUNK}) c
  left join lateral (select ${formSql} as form from audit_entry e where e.id = c.entry_id limit 1) f on true order by c.seq`;

/** Below every number that PostgreSQL can hold but the lowest: also what somebody put before the first place is met. */
const BELOW_ALL = '-9223372036854775808';

/** Entries that are neither in the chain nor waiting: put there, or taken out of the chain, by somebody who switched the triggers off. */
const STRAY = `select count(*)::int as count, min(id)::text as first from audit_entry e
  where not exists (select from audit_chain c where c.entry_id = e.id) and not exists (select from audit_unsealed u where u.entry_id = e.id)`;

const WAITING = `select count(*)::int as count, min(e.at) as oldest from audit_unsealed u join audit_entry e on e.id = u.entry_id`;

/**
 * Follows the chain from its beginning, in constant memory, and stops at the first place that is not as it was sealed.
 * @param noted a head that was noted elsewhere: whether it still stands where it stood
 */
export function verifyAudit(db: Db, link: Link, noted?: ChainHead): Promise<Verification> {
  return db.system(async ({ sql }) => {
    let sealed = 0;
    let hash: Buffer = BEGINNING;
    const end = async (why?: string, seq: number | null = sealed + 1): Promise<Verification> => {
      const [waiting] = await sql<{ count: number; oldest: string | null }>(WAITING);
      return {
        sealed,
        head: sealed === 0 ? null : { seq: sealed, hash: hash.toString('hex') },
        unsealed: { count: waiting?.count ?? 0, oldest: waiting?.oldest ?? null },
        broken: why === undefined ? null : { seq, why },
      };
    };
    for await (const place of places(sql)) {
      const seq = sealed + 1;
      if (place.seq !== String(seq)) return end(`the place after ${sealed} is numbered ${place.seq}: a place is missing or was put in`);
      if (place.form === null) return end(`the entry ${place.entry} is missing`);
      const next = link(hash, placeText(seq, place.sealed_at, place.form));
      if (!next.equals(place.hash)) return end(`the entry ${place.entry} or its place is not as it was sealed`);
      if (noted?.seq === seq && noted.hash !== next.toString('hex')) return end('the hash is not the one that was noted');
      sealed = seq;
      hash = next;
    }
    if (noted !== undefined && noted.seq > sealed)
      return end(`the chain was noted up to ${noted.seq} and ends at ${sealed}: its end was cut off`);
    const [stray] = await sql<{ count: number; first: string | null }>(STRAY);
    if (stray !== undefined && stray.count > 0)
      return end(`${stray.count} entries, the first ${stray.first ?? ''}, are neither sealed nor waiting to be`, null);
    return end();
  });
}

/** The chain's places in order; the next ones are on their way while these are looked at. */
async function* places(sql: Sql): AsyncGenerator<Place> {
  const from = (seq: string): Promise<Place[]> => sql<Place>(PLACES, [seq]);
  let coming = from(BELOW_ALL);
  for (;;) {
    const chunk = await coming;
    const last = chunk.at(-1);
    if (last === undefined) return;
    coming = from(last.seq);
    // Whoever stops early leaves it behind.
    coming.catch(() => undefined);
    yield* chunk;
  }
}
