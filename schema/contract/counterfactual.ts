import type { LocalizedText } from './text.js';
import type { Outcome, Value } from './verdict.js';

/**
 * How something known would have to be otherwise. VALUE: a fact has another value. HOLDS, HOLDS_NOT: a set holds a code, or does not. WHOLE: a
 * set or a list holds nothing beyond what is known of it. MORE: a list leads to one more.
 */
export const factChangeKinds = ['VALUE', 'HOLDS', 'HOLDS_NOT', 'WHOLE', 'MORE'] as const;
export type FactChangeKind = (typeof factChangeKinds)[number];

/** One fact, or one list, that would be otherwise; policy values stay what they are. */
export interface FactChange {
  readonly kind: FactChangeKind;
  /** The code of the fact, or of the list. */
  readonly code: string;
  /** What it is called; a yearly fact with its year, one of several subjects with which of them. */
  readonly title: LocalizedText;
  /** Whose fact it is, or from whom the list leads on: the record's id, never the graph's. */
  readonly subjectId: string;
  /** The year of a yearly fact. */
  readonly year: number | null;
  /** What is so; null: not known. */
  readonly actual: Value | null;
  /** The nearest value that would do; null for a list. */
  readonly value: Value | null;
  /** Of a quantity: every value from here would do, up to `to`; null: without end. */
  readonly from: Value | null;
  readonly to: Value | null;
  /** The codes that would do, any one of them; empty for what is no code. */
  readonly codes: readonly { readonly code: string; readonly title: LocalizedText }[];
  /** The nearest value minus the actual one (for days a number of days); null where there is no such number. */
  readonly distance: Value | null;
  /** The change as a part of a sentence. */
  readonly text: LocalizedText;
}

/** What would have to be different, and what the answer would then be. */
export interface Counterfactual {
  readonly outcome: Outcome;
  /** One change, or two of which neither does alone. */
  readonly changes: readonly FactChange[];
  readonly text: LocalizedText;
}

/** All that was found. */
export interface Counterfactuals {
  readonly found: readonly Counterfactual[];
  /** The search ended at its limit: there may be others. */
  readonly cutOff: boolean;
}
