import type { Db } from '../storage/index.js';
import type { Buckets, Lease } from './limiter.js';

/** The buckets that PostgreSQL keeps for all instances. @param at the time, where a test says it; null: the database's own */
export const sharedBuckets =
  (db: Db, at: () => string | null = () => null): Buckets =>
  (requests) =>
    db.bookkeeping(async ({ sql }) => {
      const leases: Lease[] = [];
      for (const { key, returned, wanted, needed, capacity, restoreRate } of requests) {
        const [lease] = await sql<Lease>('select granted, available from rate_lease($1, $2, $3, $4, $5, $6, $7)', [
          key,
          Math.floor(returned),
          Math.ceil(wanted),
          Math.ceil(needed),
          capacity,
          restoreRate,
          at(),
        ]);
        if (lease) leases.push(lease);
      }
      return leases;
    });
