import type { Term } from 'xianjie/schema';
import { reckon } from '../../figures/arithmetic.js';
import { exactly, failed, step, type Calculation, type Tools } from './figure.js';

type Node<Kind extends Term['term']> = Term & { readonly term: Kind };

/** Several figures made into one. */
export function arithmetic(term: Node<'arithmetic'>, { place, part }: Tools): Calculation {
  const parts = term.of.map((one) => part(one, place, term));
  const steps = term.of.map((one, i) => (parts[i] === undefined ? null : step(one, parts[i], place)));
  const known = reckon(term.operator, parts);
  return known === 'FAILED' ? failed(term, steps) : { known, steps };
}

/** One figure in percent of another. */
export function ratio(term: Node<'ratio'>, { place, part }: Tools): Calculation {
  const some = part(term.part);
  const whole = part(term.whole, place, term.part);
  const steps = [step(term.part, some, place), step(term.whole, whole, place)];
  if (some.value === undefined || whole.value === undefined) return { known: null, steps };
  // First times, then divided: 10 % of 1,000 is exactly 10.
  const percent = ((some.value as number) * 100) / (whole.value as number);
  return Number.isFinite(percent) ? { known: exactly(percent), steps } : failed(term, steps);
}
