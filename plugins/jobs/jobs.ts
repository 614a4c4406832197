import PgBoss from 'pg-boss';
import { QUEUE_SCHEMA, type Db } from '../storage/index.js';

/** What waits in the queue of a kind: ids of our own rows and nothing else, so that no family stands in a queue. */
export type JobData = Readonly<Record<string, string>>;

/** One kind of job. It may be started twice for the same thing, and must then do it once. */
export interface JobKind {
  readonly name: string;
  /** When it is begun by itself, as cron writes it, in Asia/Shanghai; null: no longer. Left out: it is only asked for. */
  readonly cron?: string | null;
  run(data: JobData): Promise<void>;
}

export interface JobsLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** The queue of jobs, in PostgreSQL: whoever runs workers on the same database shares it. */
export interface Jobs {
  /**
   * Puts a job into the queue, or leaves it at the one for the same thing that waits there. In a process without workers another
   * process takes it.
   * @param key what it is about
   */
  send(name: string, key: string, data: JobData): Promise<void>;
  /** Begins to work off what waits. */
  start(): Promise<void>;
  /** Takes no new job and waits for those that run. @param withinMs after that they are left to whoever takes them up */
  stop(withinMs: number): Promise<void>;
}

const POLL_SECONDS = 2;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param trace what may be logged of an error */
export function createJobs(deps: {
  readonly db: Pick<Db, 'queue'>;
  readonly kinds: readonly JobKind[];
  readonly log: JobsLog;
  readonly trace: (error: unknown) => Readonly<Record<string, unknown>>;
}): Jobs {
  const { db, kinds, log, trace } = deps;
  const workers = new Map<string, string>();
  let opened: Promise<PgBoss> | undefined;
  let working = false;

  async function open(): Promise<PgBoss> {
    const boss = new PgBoss({
      db: { executeSql: (text, values) => db.queue(text, values as readonly unknown[] | undefined) as Promise<{ rows: unknown[] }> },
      schema: QUEUE_SCHEMA,
      migrate: false,
      // Only who works jobs off looks after the queue and its clock.
      supervise: working,
      schedule: working,
      maintenanceIntervalSeconds: 60,
    });
    boss.on('error', (error) => log.error(trace(error), 'the queue of jobs cannot be reached'));
    await boss.start();
    for (const { name } of kinds) await boss.createQueue(name, { name, policy: 'short', retryLimit: 5, retryDelay: 2, retryBackoff: true });
    return boss;
  }
  const ready = (): Promise<PgBoss> =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));

  async function carryOut(kind: JobKind, data: JobData): Promise<void> {
    try {
      await kind.run(data);
    } catch (error) {
      log.error({ ...trace(error), job: kind.name }, 'a job broke off; it is taken up again');
      // What the queue keeps of it holds no message of the database.
      throw new Error('BROKE_OFF', { cause: undefined });
    }
  }

  return {
    async send(name, key, data) {
      if (Object.values(data).some((id) => !UUID.test(id))) throw new Error('a job is told ids of rows and nothing else');
      const boss = await ready();
      await boss.send(name, data, { singletonKey: key, expireInHours: 12 });
      const worker = workers.get(name);
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    async start() {
      if (opened !== undefined) throw new Error('the queue is in use already: begin to work it off before anything is sent');
      working = true;
      const boss = await ready();
      for (const kind of kinds) {
        const { name, cron } = kind;
        if (cron === null) await boss.unschedule(name);
        else if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
        const worker = await boss.work<JobData>(name, { batchSize: 1, pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
          if (job !== undefined) await carryOut(kind, job.data ?? {});
        });
        workers.set(name, worker);
      }
    },
    async stop(withinMs) {
      const boss = await opened?.catch(() => undefined);
      opened = undefined;
      workers.clear();
      await boss?.stop({ graceful: true, timeout: withinMs, wait: true });
    },
  };
}
