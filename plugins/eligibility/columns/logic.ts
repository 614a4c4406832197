import type { Comparison } from 'xianjie/schema';
import type { Ends, Numbers, Pass } from './frame.js';

/** Kleene's logic and comparisons over whole columns: FALSE 0, UNKNOWN 1, TRUE 2. */

export const FALSE = 0;
export const UNKNOWN = 1;
export const TRUE = 2;

/** The least of them: FALSE if any is FALSE, else UNKNOWN if any is. All of none is TRUE. */
export function least(columns: readonly Uint8Array[], length: number): Uint8Array {
  const [first, ...rest] = columns;
  const out = first?.slice() ?? new Uint8Array(length).fill(TRUE);
  for (const column of rest) for (let i = 0; i < length; i++) if (column[i]! < out[i]!) out[i] = column[i]!;
  return out;
}

/** The greatest of them: TRUE if any is TRUE, else UNKNOWN if any is. Any of none is FALSE. */
export function greatest(columns: readonly Uint8Array[], length: number): Uint8Array {
  const [first, ...rest] = columns;
  const out = first?.slice() ?? new Uint8Array(length);
  for (const column of rest) for (let i = 0; i < length; i++) if (column[i]! > out[i]!) out[i] = column[i]!;
  return out;
}

export function opposite(column: Uint8Array): Uint8Array {
  const out = new Uint8Array(column.length);
  for (let i = 0; i < out.length; i++) out[i] = TRUE - column[i]!;
  return out;
}

/** Below, where every number in the bounds is; not below, where none is. Comparisons with NaN hold in neither direction. */
function below(a: Numbers, b: Numbers, yes: number, no: number): Uint8Array {
  const length = a.from.length;
  const out = new Uint8Array(length);
  const { from: aFrom, to: aTo } = a;
  const { from: bFrom, to: bTo } = b;
  for (let i = 0; i < length; i++) out[i] = aTo[i]! < bFrom[i]! ? yes : aFrom[i]! >= bTo[i]! ? no : UNKNOWN;
  return out;
}

function equal(a: Numbers, b: Numbers, alike: number): Uint8Array {
  const length = a.from.length;
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const [aFrom, aTo, bFrom, bTo] = [a.from[i]!, a.to[i]!, b.from[i]!, b.to[i]!];
    if (aFrom === aTo && bFrom === bTo) out[i] = aFrom === bFrom || Math.abs(aFrom - bFrom) < alike ? TRUE : FALSE;
    else out[i] = aTo < bFrom || bTo < aFrom ? FALSE : UNKNOWN;
  }
  return out;
}

/** Bounds decide only where every number within them would. @param alike two exact numbers that differ by less are equal */
export function compared(comparison: Comparison, a: Numbers, b: Numbers, alike = 0): Uint8Array {
  switch (comparison) {
    case 'lt':
      return below(a, b, TRUE, FALSE);
    case 'gte':
      return below(a, b, FALSE, TRUE);
    case 'gt':
      return below(b, a, TRUE, FALSE);
    case 'lte':
      return below(b, a, FALSE, TRUE);
    case 'eq':
      return equal(a, b, alike);
  }
}

/** Among these numbers; what is not known is among none and outside none. */
export function among(numbers: Float64Array, members: readonly number[]): Uint8Array {
  const out = new Uint8Array(numbers.length);
  for (let i = 0; i < out.length; i++) {
    const number = numbers[i]!;
    out[i] = Number.isNaN(number) ? UNKNOWN : members.includes(number) ? TRUE : FALSE;
  }
  return out;
}

/** The greatest of those a link leads to; of a list that may go on, "none of them" is not known. */
export function greatestOfEnds({ starts, rows, whole }: Ends, of: Uint8Array): Uint8Array {
  const out = new Uint8Array(whole.length);
  for (let i = 0; i < out.length; i++) {
    let most = whole[i] === 1 ? FALSE : UNKNOWN;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) if (of[rows[at]!]! > most) most = of[rows[at]!]!;
    out[i] = most;
  }
  return out;
}

/** The least of those a link leads to; of a list that may go on, "all of them" is not known. */
export function leastOfEnds({ starts, rows, whole }: Ends, of: Uint8Array): Uint8Array {
  const out = new Uint8Array(whole.length);
  for (let i = 0; i < out.length; i++) {
    let fewest = whole[i] === 1 ? TRUE : UNKNOWN;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) if (of[rows[at]!]! < fewest) fewest = of[rows[at]!]!;
    out[i] = fewest;
  }
  return out;
}

/** What holds of the first one a link leads to; without one it is not known. */
export function ofTheOne({ starts, rows }: Ends, of: Uint8Array): Uint8Array {
  const out = new Uint8Array(starts.length - 1);
  for (let i = 0; i < out.length; i++) out[i] = starts[i]! < starts[i + 1]! ? of[rows[starts[i]!]!]! : UNKNOWN;
  return out;
}

/** How many are met: at least those that are TRUE, at most those that are not FALSE. */
export function countOf(columns: readonly Uint8Array[], length: number): Numbers {
  const from = new Float64Array(length);
  const to = new Float64Array(length);
  for (const column of columns) {
    for (let i = 0; i < length; i++) {
      if (column[i] === TRUE) from[i]!++;
      if (column[i] !== FALSE) to[i]!++;
    }
  }
  return { from, to };
}

/** The same over those a link leads to, without end where the list may go on. */
export function countOfEnds({ starts, rows, whole }: Ends, of: Uint8Array | null): Numbers {
  const length = whole.length;
  const from = new Float64Array(length);
  const to = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const met = of === null ? TRUE : of[rows[at]!]!;
      if (met === TRUE) from[i]!++;
      if (met !== FALSE) to[i]!++;
    }
    if (whole[i] !== 1) to[i] = Infinity;
  }
  return { from, to };
}

export const constant =
  (value: number): Pass =>
  (frame) =>
    new Uint8Array(frame.length).fill(value);
