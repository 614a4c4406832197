import type { PolicyModule, Sql, Viewer } from 'xianjie/schema';
import type { Eligibility } from '../eligibility/index.js';
import { createJobs, type JobsLog } from '../jobs/index.js';
import { createPause, type Db } from '../storage/index.js';
import { concernedBy, type Concerned } from './concerned.js';
import { drainJournal, type Drained } from './journal.js';
import { sweepAgain, tidy } from './nightly.js';
import { sweepLeases } from './records.js';
import { runSweep } from './run.js';
import { bindSweeps, type BoundSweeps, type SweepOperation } from './service.js';

export interface SweepsDeps {
  readonly db: Db;
  readonly eligibility: Eligibility;
  readonly modules: readonly PolicyModule[];
  /** A sweep is carried out with the rights that whoever asked for it has then. */
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
  readonly today: () => string;
  readonly log: JobsLog;
  /** What may be logged of an error. */
  readonly trace: (error: unknown) => Readonly<Record<string, unknown>>;
  /** How long work stays with a process that is not heard of any more. Default: 30 seconds. */
  readonly leaseSeconds?: number;
  /** Other long work that is carried out in the same way, one of each kind at a time. */
  readonly beside?: readonly LongWork[];
}

/** Long work that waits in a table of its own. */
export interface LongWork {
  /** The kind of job. */
  readonly name: string;
  /** What nobody works at. */
  waiting(sql: Sql): Promise<string[]>;
  /** Carries one out. @param stopping asked between its parts: true ends it, and it is taken up again later */
  run(id: string, stopping: () => boolean): Promise<unknown>;
  /** What the night takes away. */
  tidy(sql: Sql): Promise<void>;
}

/** When every area that was swept as a whole is swept again: `02:00` in Asia/Shanghai; null: not by itself. */
export type Nightly = string | null;

/** Verdicts of everybody: sweeps, what is kept of them, and what keeps them true between sweeps. */
export interface Sweeps {
  bind(operation: SweepOperation): BoundSweeps;
  /** Begins to carry out what waits, in this process. */
  startWorker(nightly: Nightly): { stop(withinMs: number): Promise<void> };
  /** Tells the workers that something waits. */
  wake(): void;
  /** Carries one sweep out here and now. @returns false: it is over, or in somebody else's hands */
  run(id: string): Promise<boolean>;
  /** Works one portion of the journal off here and now. */
  drain(): Promise<Drained>;
  /** Works everything off that waits: sweeps and the journal. @returns pairs reckoned again between sweeps */
  settle(): Promise<number>;
  /** What the night does. @returns the sweeps that it put on the list */
  nightly(): Promise<readonly string[]>;
}

const EVERY_MS = 1_000;

export function createSweeps(deps: SweepsDeps): Sweeps {
  const { db, eligibility, modules, log, trace, today, beside = [] } = deps;
  let stopping = false;
  const pause = createPause();
  let known: Promise<Concerned> | undefined;
  const concerned = (): Promise<Concerned> => (known ??= concernedBy(eligibility, modules));
  const wake = (): void => pause.wake();
  const run = (id: string): Promise<boolean> => runSweep({ ...deps, stopping: () => stopping }, id);
  const drain = (): Promise<Drained> => drainJournal({ db, eligibility, concerned });

  async function nightly(): Promise<readonly string[]> {
    const ids = await db.system(({ sql }) => sweepAgain(sql, today()));
    await db.system(({ sql }) => tidy(sql));
    for (const work of beside) await db.system(({ sql }) => work.tidy(sql));
    return ids;
  }

  async function drainAll(goOn: () => boolean): Promise<number> {
    let pairs = 0;
    for (let last = 1; last > 0 && goOn();) {
      const drained = await drain();
      last = drained.notes;
      pairs += drained.pairs;
    }
    return pairs;
  }

  return {
    bind: (operation) => bindSweeps({ eligibility, wake }, operation),
    wake,
    run,
    drain,
    nightly,
    async settle() {
      let pairs = 0;
      for (;;) {
        pairs += await drainAll(() => true);
        const ids = await db.system(({ sql }) => sweepLeases.waiting(sql));
        for (const id of ids) await run(id);
        let others = 0;
        for (const work of beside)
          for (const id of await db.system(({ sql }) => work.waiting(sql))) {
            await work.run(id, () => stopping);
            others++;
          }
        if (ids.length + others === 0) return pairs;
      }
    },
    startWorker(at) {
      stopping = false;
      const [hour = '', minute = ''] = at?.split(':') ?? [];
      const jobs = createJobs({
        db,
        log,
        trace,
        kinds: [
          { name: 'sweep', run: async ({ sweep = '' }) => void (await run(sweep)) },
          ...beside.map((work) => ({
            name: work.name,
            run: async ({ id = '' }: { readonly id?: string }) => void (await work.run(id, () => stopping)),
          })),
          {
            name: 'nightly',
            cron: at === null ? null : `${Number(minute)} ${Number(hour)} * * *`,
            run: async () => void (await nightly()),
          },
        ],
      });
      let failing = false;
      const loop = (async () => {
        let started = false;
        while (!stopping) {
          try {
            if (!started) {
              await jobs.start();
              // A server that slept through the night.
              if (at !== null && shanghaiTime() >= at) await nightly();
              started = true;
            }
            for (const id of await db.system(({ sql }) => sweepLeases.waiting(sql))) await jobs.send('sweep', id, { sweep: id });
            for (const { name, waiting } of beside)
              for (const id of await db.system(({ sql }) => waiting(sql))) await jobs.send(name, id, { id });
            await drainAll(() => !stopping);
            failing = false;
          } catch (error) {
            if (!failing && !stopping) log.error(trace(error), 'what waits to be reckoned again waits longer');
            failing = true;
          }
          if (stopping) break;
          await pause.wait(EVERY_MS);
        }
      })();
      return {
        async stop(withinMs) {
          stopping = true;
          pause.wake();
          await loop;
          await jobs.stop(withinMs);
        },
      };
    },
  };
}

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
const shanghaiTime = (): string => clockFormat.format(new Date());
