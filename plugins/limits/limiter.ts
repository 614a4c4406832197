import type { Viewer } from 'xianjie/schema';
import { allowances, type Allowance } from './allowances.js';

/** What `extensions.cost.throttleStatus` says. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** What an instance asks of the buckets that all instances share. */
export interface LeaseRequest {
  readonly key: string;
  /** Points given back first; below zero: a debt that is paid. */
  readonly returned: number;
  /** Points that it would like to have. */
  readonly wanted: number;
  /** Points without which it can do nothing: fewer are not granted. */
  readonly needed: number;
  readonly capacity: number;
  readonly restoreRate: number;
}

/** What it got, and what the bucket holds now. */
export interface Lease {
  readonly granted: number;
  readonly available: number;
}

/** The shared buckets; PostgreSQL keeps them. Requests are answered in their order. */
export type Buckets = (requests: readonly LeaseRequest[]) => Promise<readonly Lease[]>;

/** Points of clients, taken before an operation and settled after it. */
export interface Limiter {
  /** Takes points. @returns how many seconds to wait when there are not enough; null: taken */
  take(viewer: Viewer, points: number): Promise<number | null>;
  /** Gives back what an operation cost less than was taken, or charges what it cost more. */
  settle(viewer: Viewer, taken: number, spent: number): void;
  status(viewer: Viewer): ThrottleStatus;
  /** Gives back what is leased and not spent. */
  close(): Promise<void>;
}

/** An instance leases a tenth of a bucket at once: most requests ask nobody. */
const CHUNK = 10;
/** A lease that nobody used for so long is given back. */
const IDLE_MS = 60_000;

interface Held extends Allowance {
  /** Leased and not spent; below zero: spent beyond what was leased. */
  points: number;
  /** What the bucket held when it was last asked, and when that was. */
  available: number;
  askedAt: number;
  usedAt: number;
  /** The question that is under way. */
  asking: Promise<void> | undefined;
}

/** The bucket of a request: a person's own where one signed in, else the client's. */
export const bucketOf = ({ clientId, user }: Pick<Viewer, 'clientId' | 'user'>): string => (user ? `${clientId}/${user.id}` : clientId);

/**
 * A token bucket with leases: the shared bucket hands out points in chunks, an instance spends them without asking. Together the instances
 * spend no more than capacity + elapsed × rate; what an operation costs above its estimate is a debt, paid with the next lease.
 */
export function createLimiter(buckets: Buckets, now: () => number = () => performance.now()): Limiter {
  const held = new Map<string, Held>();
  let swept = now();

  const holding = (viewer: Viewer): Held => {
    const key = bucketOf(viewer);
    const known = held.get(key);
    if (known) return known;
    const allowance = allowances[viewer.kind];
    const fresh: Held = { ...allowance, points: 0, available: allowance.capacity, askedAt: now(), usedAt: now(), asking: undefined };
    held.set(key, fresh);
    return fresh;
  };

  const lease = async (key: string, mine: Held, points: number): Promise<void> => {
    const needed = points - mine.points;
    const request: LeaseRequest = { key, returned: 0, wanted: Math.max(needed, chunkOf(mine)), needed, ...rates(mine) };
    const [got] = await buckets([request]);
    if (!got) return;
    mine.points += got.granted;
    mine.available = got.available;
    mine.askedAt = now();
  };

  /** Gives back what these hold. Points that cannot be given back are lost: the bucket fills up again by itself. */
  const giveBack = async (given: readonly { readonly key: string; readonly mine: Held; readonly points: number }[]): Promise<void> => {
    // In one order everywhere, so that two instances never wait for each other.
    const ordered = given.filter(({ points }) => points !== 0).sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const { mine, points } of ordered) mine.points -= points;
    if (ordered.length === 0) return;
    const asked = ordered.map(({ key, mine, points }) => ({ key, returned: points, wanted: 0, needed: 0, ...rates(mine) }));
    await buckets(asked).catch(() => undefined);
  };

  const sweep = (): void => {
    if (now() - swept < IDLE_MS) return;
    swept = now();
    const idle = [...held].filter(([, mine]) => !mine.asking && now() - mine.usedAt > IDLE_MS);
    for (const [key] of idle) held.delete(key);
    void giveBack(idle.map(([key, mine]) => ({ key, mine, points: mine.points })));
  };

  return {
    async take(viewer, points) {
      sweep();
      const key = bucketOf(viewer);
      const mine = holding(viewer);
      mine.usedAt = now();
      for (;;) {
        if (mine.points >= points) {
          mine.points -= points;
          return null;
        }
        // One asks for all; the others look again when it has its answer.
        if (mine.asking) {
          await mine.asking;
          continue;
        }
        const short = points - mine.points - bucketNow(mine, now());
        if (short > 0) return Math.max(1, Math.ceil(short / mine.restoreRate));
        const asking = lease(key, mine, points).finally(() => (mine.asking = undefined));
        mine.asking = asking.catch(() => undefined);
        await asking;
      }
    },
    settle(viewer, taken, spent) {
      const mine = holding(viewer);
      mine.points += taken - spent;
      // An estimate far too high leaves more than an instance should keep from the others.
      const excess = mine.points - 2 * chunkOf(mine);
      if (excess > 0) void giveBack([{ key: bucketOf(viewer), mine, points: excess }]);
    },
    status(viewer) {
      const allowance = allowances[viewer.kind];
      const mine = held.get(bucketOf(viewer));
      const available = mine ? mine.points + bucketNow(mine, now()) : allowance.capacity;
      return {
        maximumAvailable: allowance.capacity,
        currentlyAvailable: Math.max(0, Math.min(allowance.capacity, Math.floor(available))),
        restoreRate: allowance.restoreRate,
      };
    },
    close: () => giveBack([...held].map(([key, mine]) => ({ key, mine, points: mine.points }))),
  };
}

const rates = ({ capacity, restoreRate }: Allowance) => ({ capacity, restoreRate });
const chunkOf = ({ capacity }: Allowance): number => Math.ceil(capacity / CHUNK);

/** What the bucket should hold now, as far as this instance knows. */
const bucketNow = (mine: Held, at: number): number =>
  Math.min(mine.capacity, mine.available + Math.max(0, ((at - mine.askedAt) * mine.restoreRate) / 1000));
