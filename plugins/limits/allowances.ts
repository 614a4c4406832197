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
 * A department reads whole counties: a sweep over 400 villages with a page of 100 households each, members and incomes, costs about
 * 400,000 points, so it takes some minutes and is never refused for good. A portal's people each have a bucket of their own.
 */
export const allowances: Readonly<Record<ClientKind, Allowance>> = {
  ADMIN: { capacity: 200_000, restoreRate: 2_000, maximum: 50_000 },
  DEPARTMENT: { capacity: 200_000, restoreRate: 2_000, maximum: 50_000 },
  PORTAL: { capacity: 40_000, restoreRate: 500, maximum: 20_000 },
  INSTITUTION: { capacity: 20_000, restoreRate: 200, maximum: 10_000 },
  PLATFORM: { capacity: 10_000, restoreRate: 100, maximum: 5_000 },
};
