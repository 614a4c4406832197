import type { PolicyDocument } from './document.js';
import type { ParameterOperator, ParameterValue } from './parameter.js';
import type { LocalizedText } from './text.js';
import type { Citation, ResolvedParameter } from './verdict.js';

/** A value for a parameter, as a document states it and somebody proposes it. */
export interface ProposedValue {
  /** The proposal's id, once there is one. */
  readonly id: string | null;
  /** Code of the parameter. */
  readonly parameter: string;
  /** Code of the document. */
  readonly document: string;
  readonly value: ParameterValue['value'];
  readonly operator: ParameterOperator;
  readonly place: string;
  readonly quote: string;
  /** `YYYY-MM-DD` */
  readonly validFrom: string;
}

/** What a proposed value changes in one area that has adopted its document. */
export interface ChangedValue {
  readonly area: string;
  /** The first day of the change: the value's, or that of the adoption where it begins later. */
  readonly from: string;
  /** What holds there until then; null: nothing. */
  readonly before: ResolvedParameter | null;
  readonly after: ResolvedParameter | null;
}

/** What a proposed value does where its document is adopted. */
export interface ValueEffect {
  readonly changes: readonly ChangedValue[];
  /** Areas in or under those of the document in which something else stays in force, by their codes. */
  readonly keeps: readonly string[];
  /** Codes of the checks in force in a changed area that rest on the value, be it through another that refers to it. */
  readonly checks: readonly string[];
  /** Codes of the parameters that refer to it. */
  readonly parameters: readonly string[];
  /** Codes of the named values in force in a changed area that rest on it. */
  readonly namedValues: readonly string[];
}

/** What a policy value was in an area from a day to a day. */
export interface ParameterPeriod {
  /** The first day. */
  readonly from: string;
  /** Null: open. */
  readonly to: string | null;
  /** Null: no adopted document states it. */
  readonly value: ResolvedParameter | null;
}

/** Why something is about to stop counting: its adoption or its document ends, a later value begins, the year it speaks of has passed. */
export const expiryReasons = ['ADOPTION_ENDS', 'DOCUMENT_ENDS', 'NEXT_VALUE', 'YEAR_PASSED'] as const;
export type ExpiryReason = (typeof expiryReasons)[number];

/** Something in force in an area that ends, or speaks of a year that has passed; and what holds there then. */
export interface PolicyExpiry {
  readonly kind: 'DOCUMENT' | 'PARAMETER' | 'CHECK' | 'NAMED_VALUE';
  readonly code: string;
  readonly title: LocalizedText;
  readonly reason: ExpiryReason;
  /** Its last day; of a year that has passed, the last day of that year. */
  readonly lastDay: string;
  readonly citation: Citation | null;
  /** What a policy value is then; null: nothing, and what rests on it cannot be decided. */
  readonly thenValue: ResolvedParameter | null;
  /** Where a rule or a named value stands then; null: it is not in force any more. */
  readonly thenCitation: Citation | null;
}

/** Policy as it is administered: what was recorded beside what modules declare, and what it comes to. Bound to one operation. */
export interface AdministeredPolicy {
  /** By code: the documents that modules declare, and those that areas recorded, in their newest versions. */
  documents(): Promise<ReadonlyMap<string, PolicyDocument>>;
  /** What a value does, whether it is approved already or not. Nothing for a parameter or document that nobody knows. */
  valueEffect(proposed: ProposedValue): Promise<ValueEffect>;
  /** Periods in which a parameter had one value in an area, the earliest first. @throws ApiError UNKNOWN_CODE */
  parameterHistory(request: { readonly code: string; readonly area: string }): Promise<readonly ParameterPeriod[]>;
  /** What is in force in an area on a day and ends within so many days, or speaks of a year that has passed; the next end first. */
  expiries(request: { readonly area: string; readonly within: number; readonly asOf?: string | null }): Promise<readonly PolicyExpiry[]>;
}
