import type { InPieces } from '../counterfactual/search.js';
import { LimitReached, type Sample, type Samples } from './sample.js';

/** Between two incomes help is a straight line if it is in the middle, but for what each amount is rounded by. */
function straight([low, a]: Known, [middle, m]: Known, [high, b]: Known): boolean {
  return m.help.every(({ amount }, i) => {
    const [from, to] = [a.help[i]?.amount ?? 0, b.help[i]?.amount ?? 0];
    const line = from + ((to - from) * (middle - low)) / (high - low);
    return Math.abs(amount - line) <= 1 + m.amounts;
  });
}

type Known = readonly [number, Sample];

/**
 * Looks through the incomes from end to end: every so many fen, at every amount that is spoken of and beside it; between two looks that differ,
 * or that no straight line joins, at the middle, until the fen is found where something turns.
 * @returns whether the limit was reached
 */
export async function lookThrough(
  samples: Samples,
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
  inPieces: InPieces,
): Promise<boolean> {
  const grid = new Set<number>([from, to]);
  for (let income = from; income < to; income += step) grid.add(income);
  const looked = new Set<string>();
  try {
    samples.at(from);
    samples.at(to);
    for (;;) {
      for (const fen of samples.spoken) for (const near of [fen - 1, fen, fen + 1]) if (near >= from && near <= to) grid.add(near);
      const all = [...grid].sort((a, b) => a - b);
      const pairs = all.slice(1).map((high, i) => [all[i] ?? high, high] as const);
      const fresh = pairs.filter((pair) => !looked.has(pair.join()));
      if (fresh.length === 0) return false;
      await inPieces(fresh, ([low, high]) => {
        between(samples, low, high);
        looked.add([low, high].join());
      });
    }
  } catch (error) {
    if (error instanceof LimitReached) return true;
    throw error;
  }
}

function between(samples: Samples, low: number, high: number): void {
  const [a, b] = [samples.at(low), samples.at(high)];
  if (high - low <= 1) return;
  const middle = Math.floor((low + high) / 2);
  if (a.signature === b.signature) {
    const m = samples.at(middle);
    if (m.signature === a.signature && straight([low, a], [middle, m], [high, b])) return;
  }
  between(samples, low, middle);
  between(samples, middle, high);
}

/** The incomes that say all: both ends, both sides of every turn, and where a line bends. */
export function corners(known: readonly Known[]): Known[] {
  const kept: Known[] = [];
  known.forEach((one, i) => {
    const [before, after] = [kept.at(-1), known[i + 1]];
    const needed =
      before === undefined ||
      after === undefined ||
      one[1].signature !== after[1].signature ||
      one[1].signature !== known[i - 1]?.[1].signature ||
      !straight(before, one, after);
    if (needed) kept.push(one);
  });
  return kept;
}
