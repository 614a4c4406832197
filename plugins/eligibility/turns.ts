import { setImmediate as others } from 'node:timers/promises';

/** How long is reckoned at a stretch, in milliseconds. */
const STRETCH_MS = 15;

let line: Promise<unknown> = Promise.resolve();

/** Whoever waits comes in a round of its own: many questions at once do not add up to one long stretch. */
const turn = (): Promise<unknown> => (line = line.then(() => others()));

/**
 * What `each` says of all items, in their order. One question may ask for thousands of verdicts: between two stretches everybody else who
 * waits for this process is served.
 */
export async function inTurns<Item, Result>(items: readonly Item[], each: (item: Item) => Result): Promise<Result[]> {
  const done: Result[] = [];
  let begun = performance.now();
  for (const item of items) {
    if (performance.now() - begun > STRETCH_MS) {
      await turn();
      begun = performance.now();
    }
    done.push(each(item));
  }
  return done;
}
