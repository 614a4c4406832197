import type { AnyValue, Comparison, Satisfied } from 'xianjie/schema';
import { all, not } from './kleene.js';

/** A number that is known from below and above: what is counted over a list that may go on. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** What a term comes to: a value, the bounds of a number, or nothing known. */
export interface Known {
  readonly value: AnyValue | undefined;
  readonly bounds: Bounds | null;
}

/** So little apart are two figures that binary fractions alone keep apart: 1.1 × 300 is 330. */
const NOISE = 1e-14;
const near = (a: number, b: number): boolean => {
  const most = Math.max(Math.abs(a), Math.abs(b));
  return a === b || (Number.isFinite(most) && Math.abs(a - b) <= NOISE * most);
};

/** −1, 0 or 1. Numbers whole up to 10^14 (a trillion yuan in fen) are told apart exactly. */
function order(a: AnyValue, b: AnyValue): number {
  if (typeof a === 'number' && typeof b === 'number' && near(a, b)) return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

const exact: Readonly<Record<Comparison, (a: AnyValue, b: AnyValue) => boolean>> = {
  lt: (a, b) => order(a, b) < 0,
  lte: (a, b) => order(a, b) <= 0,
  gt: (a, b) => order(a, b) > 0,
  gte: (a, b) => order(a, b) >= 0,
  eq: (a, b) => {
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((code) => b.includes(code));
    return typeof a === 'number' && typeof b === 'number' ? near(a, b) : a === b;
  },
};

/** Fen, rounded half up: once, at the end of what is given. */
export function wholeFen(fen: number): number {
  return Math.floor(fen + Math.abs(fen) * NOISE + 0.5);
}

/** Below this two ratios read alike to 0.1 point. */
export const ALIKE = 0.05;

/** Compares what is known. Bounds decide only where every number within them would. */
export function compare(comparison: Comparison, left: Known, right: Known, ofRatios = false): Satisfied {
  if (left.value !== undefined && right.value !== undefined) {
    const alike = ofRatios && comparison === 'eq' && Math.abs((left.value as number) - (right.value as number)) < ALIKE;
    return alike || exact[comparison](left.value, right.value) ? 'TRUE' : 'FALSE';
  }
  const a = boundsOf(left);
  const b = boundsOf(right);
  if (a === null || b === null) return 'UNKNOWN';
  switch (comparison) {
    case 'lt':
      return below(a, b);
    case 'gte':
      return not(below(a, b));
    case 'gt':
      return below(b, a);
    case 'lte':
      return not(below(b, a));
    case 'eq':
      return order(a.to, b.from) < 0 || order(b.to, a.from) < 0 ? 'FALSE' : 'UNKNOWN';
  }
}

/** Between two ends, both included. */
export function isWithin(known: Known, { from, to }: Bounds): Satisfied {
  return all([compare('gte', known, { value: from, bounds: null }), compare('lte', known, { value: to, bounds: null })]);
}

function below(a: Bounds, b: Bounds): Satisfied {
  if (order(a.to, b.from) < 0) return 'TRUE';
  return order(a.from, b.to) >= 0 ? 'FALSE' : 'UNKNOWN';
}

function boundsOf({ value, bounds }: Known): Bounds | null {
  return typeof value === 'number' ? { from: value, to: value } : bounds;
}

/** How many of a list meet a condition: at least those known to, at most all that may, without end where the list may go on. */
export function countOf(answers: readonly Satisfied[], whole: boolean): Bounds {
  const from = answers.filter((a) => a === 'TRUE').length;
  const open = answers.filter((a) => a === 'UNKNOWN').length;
  return { from, to: whole ? from + open : Infinity };
}
