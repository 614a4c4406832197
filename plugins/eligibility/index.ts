import type { Moment, Parameter, PolicyModule, PrivacyLevel, Rights, Sql, StoredSubject, WithheldReason } from 'xianjie/schema';
import { affectedBy, type AffectedCheck } from './lists/affected.js';
import { countedChecks, type CountedCheck } from './lists/counted-checks.js';
import { catalogueOf } from './catalogue/catalogue.js';
import { prepareHolding, type HoldingQuestion, type PreparedQuestion } from './telling/holdings.js';
import { ownersOf, whyWithheld } from './catalogue/visibility.js';
import type { BoundEligibility, Operation } from './operation.js';
import { bindService } from './service.js';
import type { OnFailure } from './facts/failure.js';
import { sweepOf, type SweepRequest } from './columns/sweep.js';
import type { Supposed } from './in-force/supposed.js';
import type { Sweep } from './columns/swept.js';
import { statementsOf, type CheckStatements } from './facts/statements.js';
import { versionOf } from './catalogue/version.js';
import { isListed } from './lists/swept-area.js';

/** A check that a sweep reckons, for whoever keeps what it found. */
export interface SweptCheck {
  readonly code: string;
  /** The kind of subject it is about. */
  readonly kind: string;
  /** What the graph calls such a subject. */
  readonly nodeType: string;
  /** A fingerprint of what it decides: another one is another rule. */
  readonly version: string;
  /** Where the subjects of its kind lie. */
  readonly stored: StoredSubject;
  /** Whether it may be counted and listed whom it concerns. */
  readonly listed: boolean;
}

/** The engine over the installed modules; made once, bound to each operation. */
export interface Eligibility {
  bind(operation: Operation): BoundEligibility;
  /** The checks that are reckoned of everybody, by code: those that are evaluated about subjects that are stored. */
  readonly sweptChecks: readonly SweptCheck[];
  /** Those of them of which figures are made, by code. */
  readonly countedChecks: readonly CountedCheck[];
  /** Reckons checks of everybody in an area, or of some. Bound to one snapshot. */
  sweep(request: SweepRequest): Sweep;
  /** The checks that policy values would answer otherwise, and those of them that are reckoned of nobody. */
  affected(question: {
    readonly sql: Sql;
    readonly at: Moment;
    readonly supposed: Supposed;
  }): Promise<{ readonly checks: readonly AffectedCheck[]; readonly leftOut: readonly string[] }>;
  /** What the modules declare, by code. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** The day of the oldest document: before it no rule is known. Undefined: there is none. */
  readonly firstDay: string | undefined;
  /** Why what a check says may not be told; null: it may. A figure over verdicts needs what the verdicts need. */
  whyWithheld(check: string, rights: Rights): WithheldReason | null;
  /** A question about some benefits together, made ready once. */
  prepare(question: HoldingQuestion): PreparedQuestion;
  /** How personal what a check says is. */
  levelOf(check: string): PrivacyLevel;
  /** The statements that each check rests on. */
  statements(): Promise<ReadonlyMap<string, CheckStatements>>;
}

/**
 * Turns the modules' declarations into the engine.
 * @param onFailure told when a fact source fails; the facts it would have given are then CALCULATION_FAILED
 * @throws Error at boot, naming everything that does not fit together and the cure
 */
export function createEligibility(modules: readonly PolicyModule[], onFailure: OnFailure = () => undefined): Eligibility {
  const catalogue = catalogueOf(modules);
  const owners = ownersOf(modules);
  const sweptChecks = [...catalogue.checks.values()]
    .flatMap((one): SweptCheck[] => {
      const { when, code, subject } = one.check;
      if (when === null || subject.stored === undefined) return [];
      return [
        {
          code,
          kind: subject.code,
          nodeType: subject.nodeType ?? subject.code,
          version: versionOf(one.check),
          stored: subject.stored,
          listed: isListed(one),
        },
      ];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    bind: (operation) => bindService(catalogue, operation, onFailure, owners),
    sweptChecks,
    countedChecks: countedChecks(catalogue),
    sweep: (request) => sweepOf(catalogue, request, onFailure),
    affected: (question) => affectedBy(catalogue, question),
    parameters: catalogue.parameters,
    firstDay: catalogue.firstDay,
    whyWithheld: (check, rights) => {
      const one = catalogue.checks.get(check);
      return one === undefined ? 'DOMAIN' : whyWithheld(one.needs, rights);
    },
    prepare: (question) => prepareHolding(catalogue, owners, question),
    levelOf: (check) => catalogue.checks.get(check)?.level ?? 'SENSITIVE',
    statements: () => statementsOf(catalogue),
  };
}

export type { CountedCheck } from './lists/counted-checks.js';
export { sweptTime, sweptVillages, timeOf, type SweptVillage } from './lists/swept-area.js';
export type { AffectedCheck } from './lists/affected.js';
export { eligibilityGraph } from './graph.js';
export { caseSentence } from './pages/case-sentence.js';
export { explainChecks, type ExplainedCheck, type ExplainedChecks, type ExplainedValue } from './pages/explained.js';
export type { Outline } from './pages/outline.js';
export { mustExist } from './graph/queries.js';
export { documentKey } from './in-force/document-key.js';
export { DryRun } from './in-force/adopt.js';
export { any } from './figures/kleene.js';
export { parameterItems, parameterValue, valueOf } from './figures/values.js';
export { refuseUnseen } from './telling/choose.js';
export { neverTold, type Held, type Holding, type HoldingQuestion, type PreparedQuestion } from './telling/holdings.js';
export type { Standing } from './in-force/standing.js';
export type { InForce } from './in-force/in-force.js';
export type { BoundEligibility, KeptVerdict, Operation, Withheld } from './operation.js';
export { inBulk } from './columns/bulk.js';
export { compilerOf } from './columns/conditions.js';
export type { Frame } from './columns/frame.js';
export type { Regime, ValueInForce } from './in-force/regime.js';
export type { CheckStatements } from './facts/statements.js';
export type { OnFailure } from './facts/failure.js';
export type { SweepRequest } from './columns/sweep.js';
export type { Supposed } from './in-force/supposed.js';
export { NO, NONE, OPEN, sweptAnswers, sweptOutcomes, YES, type Sweep, type SweptBlock, type SweptColumn } from './columns/swept.js';
export { asUuids } from './columns/uuids.js';
export {
  counted,
  countUnauthorised,
  inside,
  ofUnauthorised,
  rangesOf,
  unauthorised,
  unauthorisedByVillage,
  unauthorisedOn,
} from './lists/authorised.js';
export { hasAuthorised } from './facts/authorisation.js';
export { differences } from './kept/differences.js';
export type { Kept } from './kept/keep.js';
