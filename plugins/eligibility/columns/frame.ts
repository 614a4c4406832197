import type { Fact, Link } from 'xianjie/schema';
import type { World } from '../facts/world.js';

/** Subjects of one kind, in the order of their rows, with what is known of them in columns. */
export interface Frame {
  readonly length: number;
  /** A value as a number (`encoding.ts`) for each row; NaN: not known. */
  numbers(fact: Fact, year: number | null): Float64Array;
  /** Whether a set holds one of these codes: FALSE 0, UNKNOWN 1, TRUE 2 for each row. */
  holds(fact: Fact, year: number | null, codes: readonly string[]): Uint8Array;
  ends(link: Link): Ends;
  /** The id of a row, for what is evaluated row by row. */
  id(row: number): string;
  /** The same facts as single answers, for what is evaluated row by row. */
  readonly world: World;
}

/** Where a link leads: the rows `rows[starts[i]]` to `rows[starts[i + 1] - 1]` of another frame are those of row i. */
export interface Ends {
  readonly to: Frame;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  /** 1: nobody is missing. */
  readonly whole: Uint8Array;
}

/** A number for each row that is known from below and above; the same array twice where it is known exactly. NaN: nothing is known. */
export interface Numbers {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Something three-valued of each row: FALSE 0, UNKNOWN 1, TRUE 2, so that "all" is the least of them and "any" the greatest. */
export type Pass = (frame: Frame) => Uint8Array;
/** Something numeric of each row. */
export type NumberPass = (frame: Frame) => Numbers;

/** A pass whose answer is kept for each frame: checks share conditions, and conditions share facts. Nobody writes into what it gives. */
export function kept<T extends object>(pass: (frame: Frame) => T): (frame: Frame) => T {
  const known = new WeakMap<Frame, T>();
  return (frame) => {
    let answer = known.get(frame);
    if (answer === undefined) known.set(frame, (answer = pass(frame)));
    return answer;
  };
}
