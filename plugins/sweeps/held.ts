import { ApiError, coreCode, holds, reaches, type Sql, type Viewer } from 'xianjie/schema';
import { recordAudit } from '../audit/index.js';
import { LEASE_SECONDS, MOST_ATTEMPTS, type Held, type Leases } from '../jobs/index.js';
import type { Db } from '../storage/index.js';

/** Long work on an area as it is stored: whose it is, and what it is about. */
export interface HeldRecord extends Held {
  readonly area_code: string;
  /** Null: the platform's own. */
  readonly client_id: string | null;
  readonly user_id: string | null;
}

/** What one kind of long work on an area is called, and who may have it done. */
export interface HeldKind<Row extends HeldRecord> {
  readonly leases: Leases<Row>;
  readonly scope: string;
  /** As the audit trail names it. */
  readonly action: string;
  readonly subjectType: string;
  /** Of one that broke off too often. */
  readonly gaveUp: Parameters<typeof coreCode>[0];
}

export interface HeldDeps {
  readonly db: Db;
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
  /** Asked between steps: true ends the run, which is taken up again later. */
  readonly stopping: () => boolean;
  /** How long work stays with a process that is not heard of any more. Default: 30 seconds. */
  readonly leaseSeconds?: number;
}

/** Heard of so often within one lease, a process may be busy for a while and keeps its work. */
const HEARD_OF = 3;

/** The work is no longer in these hands: it was called off, somebody else took it, or the process is stopping. */
export class LetGo extends Error {
  override readonly name = 'LetGo';
}

/** Holds it for longer. @throws LetGo: it is no longer in these hands */
export async function mustHold<Row extends HeldRecord>({ leases }: HeldKind<Row>, sql: Sql, record: Row): Promise<void> {
  if (!(await leases.hold(sql, record))) throw new LetGo();
}

/**
 * Takes a piece of work into these hands, and keeps it there while it is carried out.
 * @param carryOut ends with `endHeld`; throws LetGo where the work is to be left @returns false: it is over, or in somebody else's hands
 */
export async function workHeld<Row extends HeldRecord>(
  kind: HeldKind<Row>,
  deps: HeldDeps,
  id: string,
  carryOut: (record: Row) => Promise<boolean>,
): Promise<boolean> {
  const { db, leaseSeconds = LEASE_SECONDS } = deps;
  const { leases } = kind;
  const record = await db.system(({ sql }) => leases.take(sql, id, leaseSeconds));
  if (record === undefined) return false;
  if (record.attempts > MOST_ATTEMPTS) return fail(kind, deps, record, kind.gaveUp);
  if (!(await mayStill(kind, deps, record))) return fail(kind, deps, record, 'NO_ACCESS');
  const holding = setInterval(
    () => {
      db.system(({ sql }) => leases.hold(sql, record)).catch(() => undefined);
    },
    (leaseSeconds * 1000) / HEARD_OF,
  );
  try {
    return await carryOut(record);
  } catch (error) {
    if (!(error instanceof LetGo)) throw error;
    if (deps.stopping()) await db.system(({ sql }) => leases.release(sql, record));
    return false;
  } finally {
    clearInterval(holding);
  }
}

/** Ends the work in the transaction that stores its last part. @returns false: it is no longer in these hands */
export async function endHeld<Row extends HeldRecord>(kind: HeldKind<Row>, tx: { readonly sql: Sql }, record: Row): Promise<boolean> {
  const finished = await kind.leases.finish(tx.sql, record);
  if (finished) await note(kind, tx, record, 'DONE');
  return finished;
}

async function fail<Row extends HeldRecord>(
  kind: HeldKind<Row>,
  { db }: HeldDeps,
  record: Row,
  code: Parameters<typeof coreCode>[0],
): Promise<true> {
  await db.system(async (tx) => {
    await kind.leases.fail(tx.sql, record.id, coreCode(code));
    await note(kind, tx, record, code === 'NO_ACCESS' ? 'DENIED' : 'REFUSED');
  });
  return true;
}

const note = <Row extends HeldRecord>(
  { action, subjectType }: HeldKind<Row>,
  tx: { readonly sql: Sql },
  record: Row,
  outcome: 'DONE' | 'DENIED' | 'REFUSED',
): Promise<void> =>
  recordAudit(tx, {
    requestId: record.id,
    clientId: record.client_id ?? 'system',
    userId: record.user_id ?? undefined,
    kind: record.client_id === null ? 'SYSTEM' : 'WRITE',
    action,
    subjectType,
    subjectIds: [record.id],
    areaCode: record.area_code,
    outcome,
  });

/** Whoever asked for it may have lost the area or the right since. */
async function mayStill<Row extends HeldRecord>({ scope }: HeldKind<Row>, { resolveClient }: HeldDeps, record: Row): Promise<boolean> {
  const { client_id, user_id, area_code } = record;
  if (client_id === null) return true;
  try {
    const sender = await resolveClient(client_id, user_id);
    return holds(sender, scope) && reaches(sender, area_code);
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
