import type { Condition } from 'xianjie/schema';
import { all, any } from '../../figures/kleene.js';
import { bare, type Evaluate, type Place, type Result } from '../result.js';
import { figureOf } from '../terms.js';
import { periodPlaces } from '../terms/periods.js';

/** What holds in every one, or in one, of the newest periods. */
export function inPeriods(
  { how, span, of }: Condition & { readonly op: 'inPeriods' },
  place: Place,
  evaluate: Evaluate,
): Omit<Result, 'text'> {
  const n = figureOf(span.n, place, evaluate);
  const { places, ...unknown } = periodPlaces(span, place, n);
  if (places === null) return { ...bare, satisfied: 'UNKNOWN', parameter: n.parameter, causes: 'causes' in unknown ? unknown.causes : [] };
  const children = places.map((at) => evaluate(of, at));
  const satisfied = (how === 'every' ? all : any)(children.map((child) => child.satisfied));
  return { ...bare, satisfied, parameter: n.parameter, children };
}
