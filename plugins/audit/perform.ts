import { ApiError, Refused, scopeOf, type Viewer, type WriteResult, type Written } from 'xianjie/schema';
import type { Db, Protect, WriteTx } from '../storage/index.js';
import type { AskedOperation } from './asked.js';
import { askedBy, recordAudit } from './audit.js';

/** One mutation as the caller asked for it. */
export interface Deed {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** The mutation's name: the audit's action. */
  readonly operation: string;
  readonly idempotencyKey?: string | null | undefined;
  /** Everything that makes two calls the same call. */
  readonly input: unknown;
  /** The operation it stands in, as the audit names it. */
  readonly asked?: (() => AskedOperation) | undefined;
}

/** The same value always gives the same text, whatever the order of its keys. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, canonical(v)]),
  );
}

/** Whose key it is: people of one portal choose theirs apart. */
const ownerOf = ({ clientId, user }: Viewer): readonly [string, string] => [clientId, user?.id ?? ''];

/** A key is kept as its keyed hash: what a client makes its keys from may be somebody's number. */
const keptKey = (protect: Protect, key: string): string => protect.digest(['idempotency', key]).toString('hex');

/** The id that an earlier call with this key wrote, if there was one. Calls with the same key wait for each other. */
async function earlier(tx: WriteTx, deed: Deed, key: string, hash: Buffer): Promise<string | undefined> {
  const owner = ownerOf(deed.viewer);
  await tx.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [[...owner, key].join('\u0001')]);
  const [known] = await tx.sql<{ operation: string; input_hash: Buffer; result_ids: string[] }>(
    'select operation, input_hash, result_ids from idempotency where client_id = $1 and user_id = $2 and key = any($3)',
    // Records from before keys were hashed have them as they were sent.
    [...owner, [key, deed.idempotencyKey]],
  );
  if (known === undefined) return undefined;
  if (known.operation !== deed.operation || !hash.equals(known.input_hash)) {
    throw new ApiError('IDEMPOTENCY_KEY_REUSED', 'this idempotency key was used for another input; use a new key');
  }
  return known.result_ids[0];
}

/** A refusal is noted too: whoever tries numbers and ids one after the other is seen. What was tried is not kept. */
export async function recordRefusal(db: Db, { viewer, requestId, operation, asked }: Deed): Promise<void> {
  await db.write(scopeOf(viewer), (tx) =>
    recordAudit(tx, { ...askedBy(viewer), requestId, operation: asked?.(), action: operation, outcome: 'REFUSED' }),
  );
}

/**
 * Data, audit and the idempotency record in one transaction under the viewer's areas. A refusal rolls everything back
 * and comes out as data; a repeated key gives the first call's id and writes nothing.
 */
export async function perform(db: Db, protect: Protect, deed: Deed, fn: (tx: WriteTx) => Promise<Written>): Promise<WriteResult> {
  const chosen = deed.idempotencyKey ?? undefined;
  if (chosen !== undefined && !/^[\x21-\x7e]{1,200}$/.test(chosen)) {
    throw new ApiError('BAD_USER_INPUT', 'an idempotency key has 1 to 200 visible ASCII characters');
  }
  const key = chosen === undefined ? undefined : keptKey(protect, chosen);
  const hash = protect.digest([deed.operation, canonical(deed.input)]);
  try {
    return await db.write(scopeOf(deed.viewer), async (tx) => {
      const before = key === undefined ? undefined : await earlier(tx, deed, key, hash);
      if (before !== undefined) return { ok: true, id: before } as const;
      const done = await fn(tx);
      if (key !== undefined) {
        await tx.sql(
          'insert into idempotency (client_id, user_id, key, operation, input_hash, result_ids) values ($1, $2, $3, $4, $5, $6)',
          [...ownerOf(deed.viewer), key, deed.operation, hash, JSON.stringify([done.id])],
        );
      }
      await recordAudit(tx, {
        ...askedBy(deed.viewer),
        requestId: deed.requestId,
        operation: deed.asked?.(),
        action: deed.operation,
        subjectType: done.subjectType,
        subjectIds: done.subjectIds ?? [done.id],
        areaCode: done.areaCode,
      });
      return { ok: true, id: done.id } as const;
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await recordRefusal(db, deed);
    return { ok: false, userErrors: error.userErrors };
  }
}
