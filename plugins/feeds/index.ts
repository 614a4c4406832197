import type { DeclaredRefusal, FeedService, Viewer } from 'xianjie/schema';
import type { Registry } from '../registry/index.js';
import type { Db, Protect } from '../storage/index.js';
import { refusedCsv } from './refused-csv.js';
import { runBatch } from './run.js';
import type { InstalledFeed } from './installed.js';
import { createSubmit, type Submitter } from './service.js';
import { MOST_UPLOAD_BYTES, createUploads, type UploadRequest } from './uploads.js';
import { createWorker, type WorkerLog } from './worker.js';

export type { UploadRequest } from './uploads.js';
export type { InstalledFeed } from './installed.js';
export type { WorkerLog } from './worker.js';

export interface FeedsOptions {
  readonly db: Db;
  readonly protect: Protect;
  readonly registry: Registry;
  readonly feeds: readonly InstalledFeed[];
  /** The refusal codes that the feeds may give, with their texts. */
  readonly errors: readonly DeclaredRefusal[];
  readonly uploadsDir: string;
  /** Who handed in, a client or a person through it, as they are now: a batch runs with the access its sender has when it runs. */
  readonly resolveClient: (clientId: string, userId: string | null) => Promise<Viewer> | Viewer;
  /** The business day. */
  readonly today: () => string;
  readonly log: WorkerLog;
  /** What may be logged of an error; default: its code. */
  readonly trace?: (error: unknown) => Readonly<Record<string, unknown>>;
  readonly mostUploadBytes?: number;
}

/** Department data coming in: uploads, batches, and the worker that works them off. */
export interface Feeds {
  /** @param db the operation's own door: what it writes is read afterwards */
  bind(db: Db, submitter: Submitter): FeedService;
  /** Keeps an uploaded file. @throws ApiError UPLOAD_TOO_LARGE */
  storeUpload(body: AsyncIterable<Uint8Array>, request: UploadRequest): Promise<{ readonly id: string; readonly bytes: number }>;
  /** The refused rows of a receipt as a CSV file, in pieces; undefined: no such receipt within the viewer's areas. */
  refusedCsv(viewer: Viewer, receiptId: string): Promise<AsyncIterable<string> | undefined>;
  /** Works batches off until stopped; stopping rolls a running batch back, and it is taken up again at the next start. */
  startWorker(): { stop(): Promise<void> };
  /** Works off everything that waits, once. */
  runPending(): Promise<number>;
}

export function createFeeds(options: FeedsOptions): Feeds {
  const { db, protect, registry, today, resolveClient, log } = options;
  const byCode = new Map(options.feeds.map((installed) => [installed.feed.code, installed]));
  const uploads = createUploads(db, options.uploadsDir, options.mostUploadBytes ?? MOST_UPLOAD_BYTES);
  let stopping = false;
  const deps = {
    db,
    protect,
    registry,
    uploads,
    resolveClient,
    declared: new Set(options.errors.map(({ code }) => code)),
    feedOf: (code: string) => byCode.get(code),
    stopping: () => stopping,
  };
  const worker = createWorker({
    db,
    log,
    trace: options.trace ?? (() => ({})),
    runBatch: (id) => runBatch(deps, id),
    tidy: (id) => (id === undefined ? uploads.sweep() : uploads.discard(id)),
  });
  const runNow = async (id: string): Promise<void> => void (await worker.run(id));
  const submit = { protect, today, runNow, wake: worker.wake, installed: (code: string) => byCode.get(code) };
  return {
    bind: (own, submitter) => createSubmit({ ...submit, db: own }, submitter),
    storeUpload: (body, request) => uploads.store(body, request),
    refusedCsv: (viewer, receiptId) => refusedCsv(db, options.errors, viewer, receiptId),
    startWorker: () => {
      stopping = false;
      const running = worker.start();
      return {
        stop: () => {
          stopping = true;
          return running.stop();
        },
      };
    },
    runPending: () => worker.runPending(),
  };
}
