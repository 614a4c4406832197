import type { AvailableTransition, Lifecycle, LifecycleService, Satisfied, Sql, Transition, UnmetGuard } from 'xianjie/schema';
import { codeOf, weigh } from './guards.js';
import { ROLE_NEEDED, mayTake, rolesOf } from './roles.js';
import { recordsOf } from './rows.js';
import type { Stepping } from './take.js';

/** What may come next: everything that is known now is weighed, what a step asks for is still to be said. */
export function availableOf(stepping: Stepping, sql: Sql): LifecycleService['available'] {
  const { lifecycles, viewer, today } = stepping;
  return async (lifecycle: Lifecycle, ids) => {
    const installed = lifecycles.of(lifecycle);
    const records = await recordsOf(sql, installed, ids, false);
    const steps = records.flatMap((record) =>
      lifecycle.transitions
        .filter(({ from }) => from.includes(record.state))
        .map((transition) => {
          const anew = Object.fromEntries(transition.anew.map(({ name }) => [name, null]));
          const ground = { id: record.subjectId ?? record.id, areaCode: record.areaCode };
          return { record, transition, values: { ...record.values, ...anew }, ...ground };
        }),
    );
    const weighed = await weigh(stepping, installed, steps, today, 'TELL');
    const found = new Map<string, AvailableTransition[]>(ids.map((id) => [id, []]));
    for (const [i, { record, transition }] of steps.entries()) {
      const answer = weighed[i];
      if (answer?.inForce !== true) continue;
      // What the step asks for will be said with it: it stands against nothing yet.
      const askedFor = new Set(transition.asks.map(codeOf));
      const still = answer.missing.filter((field) => askedFor.has(codeOf(field)));
      const against = answer.unmet.filter(({ code, unknowns }) => {
        const own = transition.guards.filter((guard) => guard.refusal === code);
        const told = own.some(({ given, holds }) => holds === null && given.every((field) => askedFor.has(codeOf(field))));
        const open = unknowns.length > 0 && unknowns.every((one) => askedFor.has(one.code));
        return !told && !open;
      });
      const unmet = mayTake(viewer, transition) ? against : [roleNeeded(transition), ...against];
      const possible: Satisfied = unmet.length === 0 ? 'TRUE' : unmet.some(({ satisfied }) => satisfied === 'FALSE') ? 'FALSE' : 'UNKNOWN';
      found.get(record.id)?.push({ lifecycle, transition, to: transition.to ?? record.state, possible, unmet, needed: still });
    }
    return found;
  };

  /** Of whoever has none of its roles: the step is there, and not theirs. */
  function roleNeeded(transition: Transition): UnmetGuard {
    const message = lifecycles.message(ROLE_NEEDED, rolesOf(transition));
    return { code: ROLE_NEEDED, message, satisfied: 'FALSE', unknowns: [], policy: null };
  }
}
