import type { NamedValue } from 'xianjie/schema';
import { wholeFen, type Known } from '../../figures/figures.js';
import { plainCause } from '../result.js';
import { step, type Calculation, type Tools } from './figure.js';

/** A named value: what it is made of, under a name and a citation of its own. */
export function named(value: NamedValue, { place, part }: Tools): Calculation {
  const citation = place.setting.regime.citationOf(value);
  if (citation === null) return { known: null, steps: [], causes: [plainCause(value, 'NOT_IN_FORCE')] };
  const of = part(value.is);
  const known = of.value === undefined && of.bounds === null ? null : { value: of.value, bounds: of.bounds };
  // One node says it all: the steps of a calculation are the value's own, unless they have a name and a citation themselves.
  const own = value.is.term === 'named' ? null : of.steps;
  const steps = own?.children ?? [step(value.is, of, place)];
  const shown = of.shown === null || value.rounded ? {} : { shown: of.shown };
  return { known: value.rounded ? settled(known) : known, steps, causes: own?.causes ?? [], citation, ...shown };
}

/** Rounded half up to a whole fen; what is known from below and above at both ends. */
export function settled(known: Known | null): Known | null {
  if (known === null) return null;
  const { value, bounds } = known;
  if (typeof value === 'number') return { value: wholeFen(value), bounds: null };
  return bounds === null ? known : { value, bounds: { from: wholeFen(bounds.from), to: wholeFen(bounds.to) } };
}
