import { createPause, errorCode, type Db } from '../storage/index.js';
import { BEGINNING, formSql, momentSql, placeText, type Link } from './form.js';

export interface AuditLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** The last place of the chain; noted elsewhere, it shows later whether the end was cut off. */
export interface ChainHead {
  readonly seq: number;
  /** In hexadecimal. */
  readonly hash: string;
}

export interface Sealer {
  /** Seals one batch. @returns how many entries; 0 also while another instance seals */
  seal(): Promise<number>;
  /** Seals what waits. @returns how many entries */
  sealAll(): Promise<number>;
  /** Looks every second whether something waits. */
  start(): { stop(): Promise<void> };
}

const BATCH = 2_000;
const EVERY_MS = 1_000;
/** How often the log is told the head: it is a place that the database's administrator does not rule. */
const TELL_EVERY_MS = 60 * 60 * 1_000;
/** Of the platform's advisory locks, the sealer's. */
const LOCK = `hashtextextended('xianjie.audit', 0)`;

const WAITING = `select e.id, ${momentSql('now()')} as now, ${formSql} as form
  from (select entry_id from audit_unsealed order by entry_id limit ${BATCH}) u join audit_entry e on e.id = u.entry_id order by e.id`;

/**
 * Entries are written unchained, or every writer would wait for every other. One sealer at a time, over all instances, puts them in a row:
 * whatever is committed and waits, also what came late with a lower id. A killed sealer leaves nothing behind: a batch is one transaction.
 */
export function createSealer({ db, link, log }: { readonly db: Db; readonly link: Link; readonly log: AuditLogger }): Sealer {
  let head: ChainHead | undefined;

  const seal = (): Promise<number> =>
    db.system(async ({ sql }) => {
      const [lock] = await sql<{ ours: boolean }>(`select pg_try_advisory_xact_lock(${LOCK}) as ours`);
      if (lock?.ours !== true) return 0;
      const waiting = await sql<{ id: number; now: string; form: string }>(WAITING);
      if (waiting.length === 0) return 0;
      const [last] = await sql<{ seq: number; hash: Buffer }>('select seq, hash from audit_chain order by seq desc limit 1');
      let seq = last?.seq ?? 0;
      let hash = last?.hash ?? BEGINNING;
      const hashes = waiting.map(({ now, form }) => (hash = link(hash, placeText(++seq, now, form))));
      const ids = waiting.map(({ id }) => id);
      await sql(
        `insert into audit_chain (seq, entry_id, sealed_at, hash)
         select $1::bigint + place, id, now(), decode(hash, 'hex') from unnest($2::bigint[], $3::text[]) with ordinality as u (id, hash, place)`,
        [last?.seq ?? 0, ids, hashes.map((one) => one.toString('hex'))],
      );
      await sql('delete from audit_unsealed where entry_id = any($1::bigint[])', [ids]);
      head = { seq, hash: hash.toString('hex') };
      return waiting.length;
    });

  async function sealAll(goOn: () => boolean = () => true): Promise<number> {
    let sealed = 0;
    for (let batch = BATCH; batch === BATCH && goOn(); sealed += batch) batch = await seal();
    return sealed;
  }

  return {
    seal,
    sealAll: () => sealAll(),
    start() {
      let stopping = false;
      let failing = false;
      let told: { readonly at: number; readonly seq: number } | undefined;
      const pause = createPause();
      const tell = (): void => {
        if (head === undefined || head.seq === told?.seq) return;
        told = { at: performance.now(), seq: head.seq };
        log.info({ seq: head.seq, hash: head.hash }, 'the audit trail is sealed up to here');
      };
      const loop = (async () => {
        while (!stopping) {
          try {
            await sealAll(() => !stopping);
            failing = false;
          } catch (error) {
            if (!failing) log.error({ code: errorCode(error) ?? 'unknown' }, 'the audit trail cannot be sealed');
            failing = true;
          }
          if (performance.now() - (told?.at ?? -Infinity) > TELL_EVERY_MS) tell();
          if (stopping) break;
          await pause.wait(EVERY_MS);
        }
      })();
      return {
        stop: async () => {
          stopping = true;
          pause.wake();
          await loop;
          await sealAll().catch(() => undefined);
          tell();
        },
      };
    },
  };
}
