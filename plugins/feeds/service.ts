import {
  ApiError,
  Refused,
  coreCode,
  feedScope,
  holds,
  isUuid,
  speaksFor,
  userError,
  type FeedService,
  type SubmitFeedRequest,
  type UserError,
  type Viewer,
  reaches,
} from 'xianjie/schema';
import { perform, recordRefusal, type AskedOperation } from '../audit/index.js';
import type { Db, Protect } from '../storage/index.js';
import { readBatch, rowResults, type Batch } from './batch.js';
import { namesWrongly, sealRows } from './inline.js';
import type { InstalledFeed } from './installed.js';

const MOST_INLINE_ROWS = 1000;
const PATIENCE_MS = 5000;
const PATIENCE_STEP_MS = 100;

export interface SubmitDeps {
  readonly db: Db;
  readonly protect: Protect;
  readonly installed: (code: string) => InstalledFeed | undefined;
  readonly today: () => string;
  /** Works an inline batch off at once. */
  readonly runNow: (batchId: string) => Promise<void>;
  /** Tells the worker that something waits. */
  readonly wake: () => void;
}

/** What can be said of a request without looking at the data. */
function check(request: SubmitFeedRequest, installed: InstalledFeed | undefined, viewer: Viewer, today: string): UserError[] {
  const errors: UserError[] = [];
  const { rows, uploadId, coverage, observedOn } = request;
  if (installed === undefined) errors.push(userError('UNKNOWN_FEED', ['input', 'feed']));
  if ((uploadId == null) === (rows == null)) errors.push(userError('UPLOAD_OR_ROWS', ['input', 'upload']));
  if (observedOn > today) errors.push(userError('DATE_IN_FUTURE', ['input', 'observedOn']));
  if (!/^[0-9]{1,12}$/.test(coverage.area) || !reaches(viewer, coverage.area))
    errors.push(userError('AREA_NOT_FOUND', ['input', 'coverage', 'area']));
  if (coverage.complete && installed?.feed.canBeComplete === false)
    errors.push(userError('NOT_COMPLETABLE', ['input', 'coverage', 'complete']));
  if (rows != null && rows.length === 0) errors.push(userError('EMPTY_FILE', ['input', 'rows']));
  if (rows != null && rows.length > MOST_INLINE_ROWS) errors.push(userError('TOO_MANY_ROWS', ['input', 'rows'], { max: MOST_INLINE_ROWS }));
  else if (rows != null && installed !== undefined) {
    const at = rows.findIndex((cells) => namesWrongly(installed.feed.columns, cells));
    if (at >= 0) errors.push(userError('WRONG_HEADER', ['input', 'rows', String(at)]));
  }
  return errors;
}

/** Who hands in, in which request and operation. */
export interface Submitter {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly asked?: (() => AskedOperation) | undefined;
}

/** Which feeds there are is public (`feeds`), so that an unknown one and a forbidden one may answer differently. @throws ApiError FORBIDDEN */
function mustBeAllowed(viewer: Viewer, { module, feed }: InstalledFeed): void {
  if (!holds(viewer, feedScope(module))) throw new ApiError('FORBIDDEN', `the feed "${feed.code}" needs the scope "${feedScope(module)}"`);
  if (!speaksFor(viewer, feed.source))
    throw new ApiError(
      'FORBIDDEN',
      `the department ${feed.source} speaks through the feed "${feed.code}", and this client does not speak for it`,
    );
}

export function createSubmit(deps: SubmitDeps, { viewer, requestId, asked }: Submitter): FeedService {
  return {
    async submit(request, options) {
      const installed = deps.installed(request.feed);
      if (installed !== undefined) mustBeAllowed(viewer, installed);
      const errors = check(request, installed, viewer, deps.today());
      const deed = { viewer, requestId, asked, operation: 'submitFeed', idempotencyKey: options.idempotencyKey, input: request };
      if (errors.length > 0 || installed === undefined) {
        if (errors.some((e) => e.code === coreCode('AREA_NOT_FOUND'))) await recordRefusal(deps.db, deed);
        return { ok: false, userErrors: errors };
      }
      const result = await perform(deps.db, deps.protect, deed, async (tx) => {
        const [area] = await tx.sql('select 1 from area where code = $1', [request.coverage.area]);
        if (area === undefined) throw new Refused([userError('AREA_NOT_FOUND', ['input', 'coverage', 'area'])]);
        if (request.uploadId != null) {
          const known = isUuid(request.uploadId)
            ? await tx.sql<{ removed_at: string | null }>(
                'select removed_at from upload where id = $1 and client_id = $2 and user_id is not distinct from $3',
                [request.uploadId, viewer.clientId, viewer.user?.id ?? null],
              )
            : [];
          if (known[0] != null && known[0].removed_at !== null) throw new Refused([userError('UPLOAD_REMOVED', ['input', 'upload'])]);
          if (known.length === 0) throw new Refused([userError('UPLOAD_NOT_FOUND', ['input', 'upload'])]);
        }
        const [batch] = await tx.sql<{ id: string }>(
          `insert into feed_batch (feed, module, area_code, client_id, upload_id, inline_rows, observed_on, complete, state, total_rows, user_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, 'QUEUED', $9, $10) returning id`,
          [
            request.feed,
            installed.module,
            request.coverage.area,
            viewer.clientId,
            request.uploadId ?? null,
            request.rows == null ? null : JSON.stringify(sealRows(deps.protect, request.rows)),
            request.observedOn,
            request.coverage.complete,
            request.rows?.length ?? 0,
            viewer.user?.id ?? null,
          ],
        );
        return { id: batch?.id ?? '', subjectType: 'FeedBatch', areaCode: request.coverage.area };
      });
      if (!result.ok) return result;
      if (request.rows == null) {
        deps.wake();
        return { ok: true, receiptId: result.id, results: [] };
      }
      const batch = await workedOff(deps, result.id);
      return { ok: true, receiptId: result.id, results: rowResults(batch, request.rows.length) };
    },
  };
}

/** Runs an inline batch; if the worker has just taken it, waits a little for it. */
async function workedOff(deps: SubmitDeps, id: string): Promise<Batch | undefined> {
  for (let waited = 0; ; waited += PATIENCE_STEP_MS) {
    await deps.runNow(id);
    const batch = await deps.db.system((tx) => readBatch(tx.sql, id));
    if (waited >= PATIENCE_MS || (batch?.state !== 'QUEUED' && batch?.state !== 'RUNNING')) return batch;
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_STEP_MS));
  }
}
