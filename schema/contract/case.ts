import type { Check } from './check.js';
import type { AdoptionBasis, PolicyDocument } from './document.js';
import type { HypotheticalFact } from './eligibility.js';
import type { Outcome, Satisfied, UnknownKind } from './verdict.js';
import type { Fact, FactOf, FactPeriod } from './fact.js';
import { periodNumber } from './period.js';
import type { Measure, ValueOf } from './measure.js';
import type { Link } from './subject.js';
import type { LocalizedText } from './text.js';

/** A document in force somewhere, for a case. */
export interface CaseAdoption {
  readonly document: PolicyDocument;
  readonly area: string;
  readonly from: string;
  readonly to?: string;
  /** Default: a recorded decision. */
  readonly basis?: AdoptionBasis;
}

/** One case as a sentence: on this day, in this area, with these facts, the check answers so. */
export interface PolicyCase {
  readonly name: LocalizedText;
  readonly check: Check;
  readonly day: string;
  readonly area: string;
  /** What is in force on that day; an issuer's own area adopts its document by itself. */
  readonly adopted: readonly CaseAdoption[];
  /** All that is known; everything else is unknown. */
  readonly facts: readonly HypotheticalFact[];
  /** Links to many whose ends the facts name all of: a household without other members. Left out: there may be others. */
  readonly completeLists?: readonly Link[];
  readonly outcome: Outcome;
  /** Left out: not looked at. */
  readonly fulfilled?: Satisfied;
  /** Its place in the order of a list; null: unknown. Left out: not looked at. */
  readonly rank?: number | null;
  /** The amounts given, in fen; null: not stated in the source. */
  readonly amounts?: readonly (number | null)[];
  /** What is missing, where the outcome is UNDETERMINED: its kind, and the fact or parameter or its code. */
  readonly unknown?: readonly { readonly kind: UnknownKind; readonly code: string | { readonly code: string } }[];
}

type FactValue<M> = M extends Measure<infer T, infer _C, infer K> ? ValueOf<T, K> : never;

/** A fact of a case: `given(perCapitaNetIncome, yuan(9999), { year: 2022 })`, `given(wage, yuan(900), { period: '2024-07' })`. */
export function given<S extends string, M extends Measure>(
  fact: FactOf<S, M, FactPeriod | null>,
  value: FactValue<NoInfer<M>>,
  which: { readonly year?: number; readonly period?: string; readonly item?: string } = {},
): HypotheticalFact {
  const { code, period } = fact as Fact;
  const said = which.period === undefined || period === null ? null : periodNumber(period, which.period);
  return { code, value, period: said ?? which.year ?? null, item: which.item ?? null };
}

/** Declares the cases of a module; one test runs the cases of all modules. */
export function defineCases(cases: readonly PolicyCase[]): readonly PolicyCase[] {
  return cases;
}
