import { coreCode } from 'xianjie/schema';
import { recordAudit } from '../audit/index.js';
import { createPause, errorCode, saysLostConnection, type Db } from '../storage/index.js';
import { failBatch, openBatches, readBatch, writeRefusals } from './batch.js';
import { BatchFailure } from './failure.js';
import { MOST_ATTEMPTS, Stopped } from './run.js';

const POLL_MS = 1000;
/** Codes of PostgreSQL after which the same work may succeed: conflicts, lost connections, a server going down. */
const AGAIN = /^(40001|40P01|55P03|57P0[1-3]|08...|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const SWEEP_EVERY_MS = 60 * 60 * 1000;

export interface WorkerLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface Worker {
  /** Works one batch off and notes what became of it; never throws for a batch that is refused as a whole. */
  run(batchId: string): Promise<boolean>;
  /** Works off everything that waits. @returns how many batches ended */
  runPending(): Promise<number>;
  wake(): void;
  start(): { stop(): Promise<void> };
}

export interface WorkerDeps {
  readonly db: Db;
  readonly log: WorkerLog;
  /** What may be logged of an error. */
  readonly trace: (error: unknown) => Readonly<Record<string, unknown>>;
  readonly runBatch: (id: string) => Promise<boolean>;
  /** Removes files that nothing needs any more: of one batch, or all of them. */
  readonly tidy: (batchId?: string) => Promise<void>;
}

export function createWorker({ db, log, trace, runBatch, tidy }: WorkerDeps): Worker {
  const pause = createPause();

  async function fail(id: string, failure: BatchFailure): Promise<void> {
    await db.system(async (tx) => {
      await tx.sql('select 1 from feed_batch where id = $1 for update', [id]);
      const batch = await readBatch(tx.sql, id);
      if (batch === undefined || (batch.state !== 'QUEUED' && batch.state !== 'RUNNING')) return;
      await writeRefusals(tx.sql, batch, failure.notes);
      await failBatch(tx.sql, id, failure.code);
      await recordAudit(tx, {
        requestId: id,
        clientId: batch.client_id,
        userId: batch.user_id ?? undefined,
        action: 'runFeed',
        subjectType: 'FeedBatch',
        subjectIds: [id],
        areaCode: batch.area_code,
        outcome: failure.code === coreCode('NO_ACCESS') ? 'DENIED' : 'REFUSED',
      });
    });
    log.info({ batch: id, code: failure.code }, 'a feed batch was refused');
  }

  /** What cannot be removed now is removed by a later sweep; it must not make a batch that is done look broken. */
  async function tidied(id?: string): Promise<void> {
    await tidy(id).catch((error: unknown) => log.error({ code: errorCode(error) ?? 'unknown' }, 'uploaded files could not be removed'));
  }

  async function run(id: string): Promise<boolean> {
    try {
      const ended = await runBatch(id);
      if (ended) await tidied(id);
      return ended;
    } catch (error) {
      if (error instanceof Stopped) return false;
      if (error instanceof BatchFailure) {
        await fail(id, error);
        await tidied(id);
        return true;
      }
      // The message may hold a value of a row: it is not told.
      const { message = '' } = error as { message?: string };
      const code = errorCode(error) ?? 'NO_CODE';
      const broken = await db.system((tx) => readBatch(tx.sql, id)).catch(() => undefined);
      const attempt = broken?.attempts ?? 0;
      log.error({ ...trace(error), batch: id, feed: broken?.feed, code, attempt }, 'a feed batch broke off and was rolled back');
      if ((AGAIN.test(code) || saysLostConnection(message)) && attempt < MOST_ATTEMPTS) return false;
      await fail(id, new BatchFailure('BATCH_FAILED', [{ row: 0, code: coreCode('BATCH_FAILED') }]));
      return true;
    }
  }

  async function runPending(stopped: () => boolean = () => false): Promise<number> {
    let ended = 0;
    for (const id of await db.system((tx) => openBatches(tx.sql))) {
      if (stopped()) break;
      if (await run(id)) ended++;
    }
    return ended;
  }

  return {
    run,
    runPending: () => runPending(),
    wake: () => pause.wake(),
    start() {
      let stopping = false;
      const loop = (async () => {
        let sweptAt = -Infinity;
        while (!stopping) {
          if (performance.now() - sweptAt > SWEEP_EVERY_MS) {
            await tidied();
            sweptAt = performance.now();
          }
          const ended = await runPending(() => stopping).catch((error: unknown) => {
            log.error({ code: errorCode(error) ?? 'unknown' }, 'the feed worker cannot reach its batches');
            return 0;
          });
          if (ended === 0 && !stopping) await pause.wait(POLL_MS);
        }
      })();
      return {
        stop: async () => {
          stopping = true;
          pause.wake();
          await loop;
        },
      };
    },
  };
}
