import type { ClientKind } from 'xianjie/schema';

/** How many points a client of a kind has. */
export interface Allowance {
  /** Points that a full bucket holds: what may be spent at once. */
  readonly capacity: number;
  /** Points that come back each second. */
  readonly restoreRate: number;
  /** The most that one operation may cost, by its document and variables. */
  readonly maximum: number;
}

/**
 * A department reads whole counties: a sweep over 400 villages, each with a page of 100 households with members, incomes and verdicts,
 * costs 1.3 million points by its estimates, which takes four minutes. A portal’s people each have a bucket.
 */
export const allowances: Readonly<Record<ClientKind, Allowance>> = {
  ADMIN: { capacity: 400_000, restoreRate: 4_000, maximum: 200_000 },
  DEPARTMENT: { capacity: 400_000, restoreRate: 4_000, maximum: 200_000 },
  PORTAL: { capacity: 40_000, restoreRate: 500, maximum: 20_000 },
  INSTITUTION: { capacity: 20_000, restoreRate: 200, maximum: 10_000 },
  PLATFORM: { capacity: 10_000, restoreRate: 100, maximum: 5_000 },
};
