import type { Db } from '../storage/index.js';
import { sharedBuckets } from './buckets.js';
import { createLimiter, type Limiter } from './limiter.js';
import { trustedDocuments, type TrustedDocuments } from './trusted.js';

export { allowances } from './allowances.js';
export { costOf } from './cost.js';
export { documentCache } from './documents.js';
export { limitsGraph } from './graph.js';
export type { Limiter, ThrottleStatus } from './limiter.js';
export { readsPublicOnly } from './public-only.js';
export { checkDocument, parseWithin } from './static-limits.js';

/** What stands between a request and its operation. */
export interface Limits {
  readonly limiter: Limiter;
  readonly documents: TrustedDocuments;
}

export const createLimits = (db: Db): Limits => ({ limiter: createLimiter(sharedBuckets(db)), documents: trustedDocuments(db) });
