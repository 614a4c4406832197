import { activeAdoptions, byPrecedence, type Adoption } from './adoptions.js';
import type { Regime } from './regime.js';
import { standing, type Placed, type Standing } from './standing.js';

/** What is in force in an area on a day, for rules that are no checks. */
export interface InForce {
  readonly day: string;
  /** Of rules that replace each other the one that is in force. */
  standing<R extends Placed>(rules: readonly R[]): Standing<R> | null;
  parameter: Regime['parameter'];
}

export function inForceOf(adoptions: readonly Adoption[], regime: (area: string) => Regime, day: string): (area: string) => InForce {
  const known = new Map<string, InForce>();
  return (area) => {
    const found = known.get(area) ?? of(area);
    known.set(area, found);
    return found;
  };

  function of(area: string): InForce {
    const active = activeAdoptions(adoptions, area, day).sort(byPrecedence);
    return { day, standing: (rules) => standing(active, rules), parameter: (one) => regime(area).parameter(one) };
  }
}
