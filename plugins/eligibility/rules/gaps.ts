import type { Check, PolicyGap, Unknown } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { reachOf, type Ground } from './reach.js';
import type { Regime } from '../in-force/regime.js';
import type { Cause } from './result.js';
import { merge, unstatedOf, type Open } from './unknowns.js';

/** What keeps a check in force from ever applying here, kept for each regime: it is asked for every household of a village. */
const kept = new WeakMap<Regime, Map<Check, readonly Cause[]>>();

/**
 * A check in force is dormant where, with its blank policy values, those not in force and the facts that no installed module provides left
 * unknown and everything else as favourable as it may be, it cannot come out TRUE.
 * @returns what makes it so; empty: it is not dormant
 */
export function dormantBecause(check: Check, regime: Regime, catalogue: Catalogue): readonly Cause[] {
  const ofRegime = kept.get(regime) ?? new Map<Check, readonly Cause[]>();
  kept.set(regime, ofRegime);
  const known = ofRegime.get(check);
  if (known !== undefined) return known;
  const reach = check.when === null ? null : reachOf(check.when, groundOf(regime, catalogue));
  const causes = reach === null || reach.yes ? [] : reach.whyNotYes;
  ofRegime.set(check, causes);
  return causes;
}

const groundOf = (regime: Regime, { sources }: Catalogue): Ground => ({
  regime,
  loaded: (fact) => fact.source === 'QUESTION' || sources.has(fact.code),
});

/** What policy or an installation leaves open of the checks in force here, ordered by code; a rule that is only shown leaves nothing open. */
export function gapsOf(catalogue: Catalogue, regime: Regime): PolicyGap[] {
  return [...catalogue.checks.values()]
    .filter(({ check }) => check.when !== null)
    .sort((a, b) => (a.check.code < b.check.code ? -1 : 1))
    .flatMap(({ check }) => {
      const inForce = regime.inForce(check);
      if (inForce === null) return [];
      const because = dormantBecause(check, regime, catalogue);
      const unknowns = merge([
        ...because.map((cause): Open => ({ cause, part: 'OUTCOME' })),
        ...neverKnownDone(check, regime, catalogue).map((cause): Open => ({ cause, part: 'FULFILLED' })),
        ...check.gives.flatMap((gives) => unstatedOf(check, gives, regime)),
      ]);
      if (unknowns.length === 0) return [];
      return [{ check: check.code, ...inForce, dormant: because.length > 0, affects: partsOf(unknowns), unknowns }];
    });
}

/** Nobody can be known to have it: every household it applies to stays open. */
function neverKnownDone({ fulfilled }: Check, regime: Regime, catalogue: Catalogue): readonly Cause[] {
  if (fulfilled === null) return [];
  const reach = reachOf(fulfilled, groundOf(regime, catalogue));
  return reach.yes ? [] : reach.whyNotYes;
}

const partsOf = (unknowns: readonly Unknown[]) => [...new Set(unknowns.flatMap(({ affects }) => affects))];
