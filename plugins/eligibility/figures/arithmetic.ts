import type { Operator, Satisfied } from 'xianjie/schema';
import type { Bounds, Known } from './figures.js';

/** No answer: divided by nobody, or larger than can be counted exactly. */
export type Reckoned = Known | 'FAILED' | null;

/**
 * Several figures made into one; null where one of them is not known. Bounds give bounds: what comes out lies between the least and the most
 * that can.
 */
export function reckon(operator: Operator, parts: readonly Known[]): Reckoned {
  const [first, ...rest] = parts;
  if (first === undefined) return 'FAILED';
  if (typeof first.value === 'string') return ofDays(operator, parts);
  let all: Bounds | null = boundsOf(first);
  for (const part of rest) {
    const next = boundsOf(part);
    if (all === null || next === null) return null;
    if (operator === 'perHead' && next.from === next.to && next.from <= 0) return 'FAILED';
    // Nobody may be among those it is divided by.
    if (operator === 'perHead' && next.from <= 0) return null;
    all = corners(operator, all, next);
  }
  return all === null ? null : settled(all);
}

/** What a list comes to, of which each counts, does not, or may; `whole`: there is nobody else. */
export function sumOf(
  parts: readonly { readonly counts: Satisfied; readonly known: Known | null }[],
  whole: boolean,
  neverNegative: boolean,
): Reckoned {
  let [from, to] = [0, whole ? 0 : Infinity];
  if (!whole && !neverNegative) return null;
  for (const { counts, known } of parts) {
    if (counts === 'FALSE') continue;
    const open: Bounds | null = neverNegative ? { from: 0, to: Infinity } : null;
    const bounds = known === null ? open : (boundsOf(known) ?? open);
    if (bounds === null) return null;
    from += counts === 'TRUE' ? bounds.from : Math.min(0, bounds.from);
    to += counts === 'TRUE' ? bounds.to : Math.max(0, bounds.to);
  }
  return settled({ from, to });
}

function boundsOf({ value, bounds }: Known): Bounds | null {
  return typeof value === 'number' ? { from: value, to: value } : bounds;
}

/** Every operation grows or falls with each of its parts, so that the ends lie at the ends. Endless less endless says nothing of its own. */
function corners(operator: Operator, a: Bounds, b: Bounds): Bounds {
  const at = [a.from, a.to].flatMap((x) => [b.from, b.to].map((y) => one(operator, x, y))).filter((n) => !Number.isNaN(n));
  return { from: Math.min(...at), to: Math.max(...at) };
}

function one(operator: Operator, a: number, b: number): number {
  switch (operator) {
    case 'plus':
      return a + b;
    case 'minus':
      return a - b;
    case 'times':
      return product(a, b);
    case 'share':
      // First times, then divided: 10 % of 1,000 is exactly 100.
      return product(a, b) / 100;
    case 'min':
      return Math.min(a, b);
    case 'max':
      return Math.max(a, b);
    case 'perHead':
      // Without end by without end may be anything from nothing on, which the other corners say.
      return Number.isFinite(b) ? a / b : 0;
  }
}

/** Nothing of something without end is nothing. */
const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

function settled({ from, to }: Bounds): Reckoned {
  if (Number.isNaN(from) || Number.isNaN(to)) return 'FAILED';
  if (from === -Infinity && to === Infinity) return null;
  const tooLarge = (n: number) => Number.isFinite(n) && Math.abs(n) > Number.MAX_SAFE_INTEGER;
  if (tooLarge(from) || tooLarge(to) || from === Infinity || to === -Infinity) return 'FAILED';
  return from === to ? { value: from, bounds: null } : { value: undefined, bounds: { from, to } };
}

/** Days have an earliest and a latest, and nothing else. */
function ofDays(operator: Operator, parts: readonly Known[]): Reckoned {
  const days = parts.map(({ value }) => value);
  if (days.some((day) => day === undefined)) return null;
  const [first = null, ...others] = (days as string[]).sort();
  if (first === null || (operator !== 'min' && operator !== 'max')) return 'FAILED';
  return { value: operator === 'min' ? first : (others.at(-1) ?? first), bounds: null };
}
