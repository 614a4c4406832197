import { errorCode, type Db } from '../storage/index.js';
import { recordAudit, type AuditRecord } from './audit.js';
import type { AuditLogger } from './sealer.js';

/** What is noted beside a request, in batches: denials and bulk reads. */
export interface AuditNotes {
  /**
   * Takes what is to be noted; it is written within a second. @returns false: the store is full because nothing could be written for a
   * while, and nothing was taken. What must be noted is then not answered.
   */
  note(...records: readonly AuditRecord[]): boolean;
  /** Counts a request refused for its token: whoever sends such requests must not fill the trail with them. */
  countUnauthenticated(): void;
  /** False while what was taken cannot be written. */
  healthy(): boolean;
  /** Writes what was taken. @throws what the database says; what was taken is kept */
  flush(): Promise<void>;
  /** Writes what was taken, for the last time; what cannot be written is counted in the log. */
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
/** Requests refused for their token are one record a minute. */
const COUNT_EVERY_MS = 60_000;
/** Some ten megabytes at most. */
const MOST = 10_000;
const AT_ONCE = 500;

/** @param most for tests: how many notes are kept when nothing can be written */
export function createNotes({ db, log, most = MOST }: { readonly db: Db; readonly log: AuditLogger; readonly most?: number }): AuditNotes {
  let waiting: AuditRecord[] = [];
  let unauthenticated = 0;
  let countedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let failing = false;

  /** One record for all requests that were refused for their token since the last one: of a client that nobody knows. */
  function takeCount(): void {
    if (unauthenticated === 0) return;
    const at = new Date().toISOString();
    waiting.push({
      requestId: 'counted',
      clientId: 'unknown',
      kind: 'DENIED',
      outcome: 'DENIED',
      action: 'authenticate',
      subjectCount: unauthenticated,
      at,
    });
    unauthenticated = 0;
    countedAt = performance.now();
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const some = waiting.slice(0, AT_ONCE);
      await db.bookkeeping((tx) => recordAudit(tx, ...some));
      waiting = waiting.slice(some.length);
    }
  }

  /** One at a time, or a note could be written twice. */
  const flush = (): Promise<void> =>
    (running ??= write().finally(() => {
      running = undefined;
    }));

  function later(): void {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (performance.now() - countedAt > COUNT_EVERY_MS) takeCount();
      flush().then(
        () => {
          if (failing) log.info({}, 'the audit trail can be written again');
          failing = false;
          if (waiting.length > 0 || unauthenticated > 0) later();
        },
        (error: unknown) => {
          log.error(
            { code: errorCode(error) ?? 'unknown', waiting: waiting.length },
            'denials and bulk reads cannot be written to the audit trail',
          );
          failing = true;
          later();
        },
      );
    }, EVERY_MS);
    // A program that is done does not stay for it: whoever must not lose a note calls stop.
    timer.unref();
  }

  return {
    note(...records) {
      if (waiting.length + records.length > most) return false;
      const at = new Date().toISOString();
      waiting.push(...records.map((record) => ({ ...record, at: record.at ?? at })));
      if (records.length > 0) later();
      return true;
    },
    countUnauthenticated() {
      unauthenticated++;
      later();
    },
    healthy: () => !failing,
    flush,
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      takeCount();
      await flush().catch((error: unknown) =>
        log.error(
          { code: errorCode(error) ?? 'unknown', lost: waiting.length },
          'denials and bulk reads were lost: they could not be written to the audit trail',
        ),
      );
    },
  };
}
