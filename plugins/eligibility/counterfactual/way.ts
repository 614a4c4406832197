import type { AnyValue, Satisfied } from 'xianjie/schema';
import type { Answer } from '../facts/world.js';
import type { Move } from './changed-world.js';

/** One way in which one fact or list could be otherwise, and what would then come out. */
export interface Way {
  /** Which fact or list: two ways of one never go together. */
  readonly atom: string;
  readonly move: Move;
  readonly satisfied: Satisfied;
  /** How far from what is so, in steps. */
  readonly far: number;
  /** Of a quantity: the values that come to the same. */
  readonly within?: Stretch;
  /** Of a code: those that come to the same. */
  readonly codes?: readonly string[];
  readonly answer: Answer | null;
}

/** Values of a quantity next to each other, by their steps and themselves; null at either end: without end. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  readonly from: AnyValue | null;
  readonly to: AnyValue | null;
}

/** Ways of one fact that come to the same, told as one: codes together, neighbouring values as one stretch. The nearest way speaks for all. */
export function joined(ways: readonly Way[]): Way[] {
  const told: Way[] = [];
  const order = new Map([...new Set(ways.map(({ atom }) => atom))].map((atom, i) => [atom, i]));
  const place = (way: Way): number => order.get(way.atom) ?? 0;
  for (const way of [...ways].sort((a, b) => place(a) - place(b) || (a.within?.first ?? 0) - (b.within?.first ?? 0))) {
    const same = told.findIndex((other) => other.atom === way.atom && other.satisfied === way.satisfied && goTogether(other, way));
    const other = told[same];
    if (other === undefined) told.push(way);
    else told[same] = { ...(way.far < other.far ? way : other), ...together(other, way) };
  }
  return told;
}

function goTogether(a: Way, b: Way): boolean {
  if (a.within !== undefined && b.within !== undefined) return a.within.last + 1 === b.within.first;
  return a.codes !== undefined && b.codes !== undefined && a.move.kind === 'VALUE' && b.move.kind === 'VALUE';
}

function together(a: Way, b: Way): Partial<Way> {
  if (a.within === undefined || b.within === undefined) return { codes: [...(a.codes ?? []), ...(b.codes ?? [])] };
  return { within: { first: a.within.first, from: a.within.from, last: b.within.last, to: b.within.to } };
}
