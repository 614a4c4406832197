import type { PolicyModule } from 'xianjie/schema';
import { catalogueOf } from './catalogue.js';
import { bindService, type BoundEligibility, type Operation } from './service.js';
import type { OnFailure } from './failure.js';
import { sweepOf, type SweepRequest } from './sweep.js';
import type { Sweep } from './swept.js';
import { versionOf } from './version.js';

/** A check that a sweep reckons, for whoever keeps what it found. */
export interface SweptCheck {
  readonly code: string;
  /** The kind of subject it is about. */
  readonly kind: string;
  /** A fingerprint of what it decides: another one is another rule. */
  readonly version: string;
}

/** The engine over the installed modules; made once, bound to each operation. */
export interface Eligibility {
  bind(operation: Operation): BoundEligibility;
  /** The checks that are reckoned of everybody, by code: those that are evaluated about subjects that are stored. */
  readonly sweptChecks: readonly SweptCheck[];
  /** Reckons checks of everybody in an area, or of some. Bound to one snapshot. */
  sweep(request: SweepRequest): Sweep;
}

/**
 * Turns the modules' declarations into the engine.
 * @param onFailure told when a fact source fails; the facts it would have given are then CALCULATION_FAILED
 * @throws Error at boot, naming everything that does not fit together and the cure
 */
export function createEligibility(modules: readonly PolicyModule[], onFailure: OnFailure = () => undefined): Eligibility {
  const catalogue = catalogueOf(modules);
  const sweptChecks = [...catalogue.checks.values()]
    .filter(({ check }) => check.when !== null && check.subject.stored !== undefined)
    .map(({ check }) => ({ code: check.code, kind: check.subject.code, version: versionOf(check) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    bind: (operation) => bindService(catalogue, operation, onFailure),
    sweptChecks,
    sweep: (request) => sweepOf(catalogue, request, onFailure),
  };
}

export { eligibilityGraph } from './graph.js';
export { caseSentence } from './pages/case-sentence.js';
export { explainChecks, type ExplainedCheck, type ExplainedChecks } from './pages/explained.js';
export type { Outline } from './pages/outline.js';
export { mustExist } from './graph/queries.js';
export { documentKey } from './policy/document-key.js';
export { DryRun } from './adopt.js';
export { parameterItems, parameterValue } from './values.js';
export type { BoundEligibility, Operation, Withheld } from './service.js';
export type { OnFailure } from './failure.js';
export type { SweepRequest } from './sweep.js';
export { NO, NONE, OPEN, YES, type Sweep, type SweptBlock, type SweptColumn } from './swept.js';
