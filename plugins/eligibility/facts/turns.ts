import { setImmediate as others } from 'node:timers/promises';
import { ApiError } from 'xianjie/schema';
import { OperationOver } from '../../storage/index.js';

/** How long is reckoned at a stretch, in milliseconds. */
const STRETCH_MS = 15;
/** So long may one operation reckon in all, in milliseconds; waiting for its turn does not count. */
export const MOST_RECKONING_MS = 30_000;

/** What one operation has reckoned so far. */
export interface Reckoning {
  /** Milliseconds of its own. */
  spent: number;
  /** Whether the operation has its answer already: then nothing more is reckoned for it. */
  readonly over?: () => boolean;
}

let line: Promise<unknown> = Promise.resolve();

/** Whoever waits comes in a round of its own: many questions at once do not add up to one long stretch. */
const turn = (): Promise<unknown> => (line = line.then(() => others()));

/** @throws ApiError QUERY_TOO_COMPLEX: the operation has reckoned as long as one may @throws OperationOver */
export function mayReckon({ spent, over }: Reckoning, most = MOST_RECKONING_MS): void {
  if (over?.() === true) throw new OperationOver();
  if (spent < most) return;
  throw new ApiError('QUERY_TOO_COMPLEX', `One operation may reckon verdicts for ${most / 1000} seconds; ask for fewer, or in pages.`);
}

/**
 * What `each` says of all items, in their order. One question may ask for thousands of verdicts: between two stretches everybody else who
 * waits for this process is served.
 * @param reckoning of the operation that asks, its questions together
 * @throws ApiError QUERY_TOO_COMPLEX: past its time it ends, and none of its verdicts are given
 */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  each: (item: Item) => Result,
  reckoning: Reckoning = { spent: 0 },
  most = MOST_RECKONING_MS,
): Promise<Result[]> {
  const done: Result[] = [];
  let begun = performance.now();
  const pause = (): void => void (reckoning.spent += performance.now() - begun);
  for (const item of items) {
    if (performance.now() - begun > STRETCH_MS) {
      pause();
      await turn();
      begun = performance.now();
      mayReckon(reckoning, most);
    }
    done.push(each(item));
  }
  pause();
  return done;
}
