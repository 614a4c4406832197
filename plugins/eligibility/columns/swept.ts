import type { Satisfied, SweptOutcome } from 'xianjie/schema';

/** What a sweep finds of many subjects of one kind, in columns: a code for each subject and check. */

/** Of an outcome: NOT_ELIGIBLE, UNDETERMINED, ELIGIBLE. Of the others: FALSE, UNKNOWN, TRUE. */
export const NO = 0;
export const OPEN = 1;
export const YES = 2;
/** There is nothing to say: not in force here, dormant, or nothing to fulfil, to hold. */
export const NONE = 3;

/** What the codes are called, in their order. */
export const sweptOutcomes = ['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE', 'NOTHING_TO_SAY'] as const satisfies readonly SweptOutcome[];
export const sweptAnswers = ['FALSE', 'UNKNOWN', 'TRUE', null] as const satisfies readonly (Satisfied | null)[];

/** What one check says of the subjects of a block, in their order. */
export interface SweptColumn {
  /** The check's code. */
  readonly check: string;
  readonly outcome: Uint8Array;
  readonly fulfilled: Uint8Array;
  /** Whether the subject holds the benefit that the check gives, where a fact records it. */
  readonly held: Uint8Array;
  /** Fen that the check gives to whom it applies; NaN: not known, or nothing. Null: it gives no money. */
  readonly amount: Float64Array | null;
}

/** Subjects of one kind that were reckoned together. */
export interface SweptBlock {
  readonly kind: string;
  readonly ids: readonly string[];
  /** The area of each. */
  readonly areas: readonly string[];
  readonly columns: readonly SweptColumn[];
  /** What the same checks would say with the policy values that the sweep was told to suppose. */
  readonly supposed?: readonly SweptColumn[];
}

/** The subject and the checks that are to be reckoned of it. */
export interface Sweep {
  /** Everybody in an area, in blocks of bounded size, kind after kind and in the order of area and id. */
  inArea(area: string): AsyncIterable<SweptBlock>;
  /** These subjects alone. Those that are gone or outside the scope are left out. */
  of(kind: string, ids: readonly string[]): Promise<SweptBlock>;
}
