import type { PolicyModule } from 'xianjie/schema';
import { catalogueOf } from './catalogue.js';
import { bindService, type BoundEligibility, type Operation } from './service.js';
import type { OnFailure } from './stored-world.js';

/** The engine over the installed modules; made once, bound to each operation. */
export interface Eligibility {
  bind(operation: Operation): BoundEligibility;
}

/**
 * Turns the modules' declarations into the engine.
 * @param onFailure told when a fact source fails; the facts it would have given are then CALCULATION_FAILED
 * @throws Error at boot, naming everything that does not fit together and the cure
 */
export function createEligibility(modules: readonly PolicyModule[], onFailure: OnFailure = () => undefined): Eligibility {
  const catalogue = catalogueOf(modules);
  return { bind: (operation) => bindService(catalogue, operation, onFailure) };
}

export { eligibilityGraph } from './graph.js';
export type { BoundEligibility, Operation, Withheld } from './service.js';
export type { OnFailure } from './stored-world.js';
