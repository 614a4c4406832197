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

const exact: Readonly<Record<Comparison, (a: AnyValue, b: AnyValue) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  eq: (a, b) => (Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((code) => b.includes(code)) : a === b),
};

/** Below this two ratios read alike to 0.1 point. */
const ALIKE = 0.05;

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
      return a.to < b.from || b.to < a.from ? 'FALSE' : 'UNKNOWN';
  }
}

/** Between two ends, both included. */
export function isWithin(known: Known, { from, to }: Bounds): Satisfied {
  return all([compare('gte', known, { value: from, bounds: null }), compare('lte', known, { value: to, bounds: null })]);
}

function below(a: Bounds, b: Bounds): Satisfied {
  if (a.to < b.from) return 'TRUE';
  return a.from >= b.to ? 'FALSE' : 'UNKNOWN';
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
