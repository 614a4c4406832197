import type { BenefitForm, Every, PerWhom } from './benefit.js';
import type { AdoptionBasis, PolicyDocument } from './document.js';
import type { ParameterType } from './measure.js';
import type { ParameterUse } from './parameter.js';
import type { PrivacyLevel } from './privacy.js';
import type { LocalizedText } from './text.js';

/** Kleene's three values. */
export const satisfieds = ['TRUE', 'FALSE', 'UNKNOWN'] as const;
export type Satisfied = (typeof satisfieds)[number];

/** The three answers of a check; the rule applies, does not apply, or cannot be decided. */
export const outcomes = ['ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * Why something is not known: nobody said it, the last word is too old, a named role must judge, the source leaves the value out, the
 * calculation failed, nothing is in force here, no installed module supplies it.
 */
export const unknownKinds = [
  'MISSING_FACT',
  'STALE_FACT',
  'JUDGEMENT_NEEDED',
  'BLANK_PARAMETER',
  'CALCULATION_FAILED',
  'NOT_IN_FORCE',
  'MODULE_NOT_INSTALLED',
] as const;
export type UnknownKind = (typeof unknownKinds)[number];

/** Which part of a verdict an unknown leaves open; VALUE: a named value that was asked for by itself. */
export const verdictParts = ['OUTCOME', 'FULFILLED', 'AMOUNT', 'PERIOD', 'RANK', 'VALUE'] as const;
export type VerdictPart = (typeof verdictParts)[number];

/** Whether the source states a policy value. */
export const parameterStates = ['SET', 'BLANK_IN_SOURCE'] as const;
export type ParameterState = (typeof parameterStates)[number];

/** A stored subject: its kind (`HOUSEHOLD`), its record's id (never the graph's id) and the area it belongs to. */
export interface SubjectRef {
  readonly kind: string;
  readonly id: string;
  readonly areaCode: string;
}

/** A value in words and, where it has one, as a number, as fen, as a date, as codes. */
export interface Value {
  readonly text: LocalizedText;
  readonly number: number | null;
  /** Fen. */
  readonly money: number | null;
  readonly date: string | null;
  readonly codes: readonly string[] | null;
}

/** Where something stands, and on what ground it is in force here. */
export interface Citation {
  readonly document: PolicyDocument;
  readonly place: string;
  readonly clause: string | null;
  readonly quote: string;
  readonly basis: AdoptionBasis;
  /** The area whose adoption puts it in force. */
  readonly adoptedBy: string;
}

/** A row of a table or a member of a set. */
export interface ParameterItem {
  readonly code: string;
  readonly title: LocalizedText;
  readonly value: Value;
}

/** The policy value that another one is. */
export interface ParameterReference {
  readonly code: string;
  readonly title: LocalizedText;
  readonly because: LocalizedText;
  /** As it holds here; null: not in force. */
  readonly resolved: ResolvedParameter | null;
}

/** A policy value as it holds in an area on a day. */
export interface ResolvedParameter {
  readonly code: string;
  readonly title: LocalizedText;
  readonly type: ParameterType;
  readonly use: ParameterUse;
  readonly state: ParameterState;
  readonly value: Value | null;
  /** The parameter whose value it is, where the source names another one. */
  readonly refersTo: ParameterReference | null;
  /** The rows of a table or the members of a set. */
  readonly items: readonly ParameterItem[];
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** The code of the area whose adoption gives the value. */
  readonly suppliedBy: string;
  readonly citation: Citation;
}

/**
 * One node of a condition tree; the tree is flattened depth-first, `parent` is the id of the node above. A part of a calculation is a node
 * too: what it comes to is `actual`, and `satisfied` says whether it is known.
 */
export interface ConditionResult {
  readonly id: string;
  readonly parent: string | null;
  /** Whether it belongs to `when`, to `fulfilled`, to `rank`, to an amount, or to a named value that was asked for by itself. */
  readonly part: 'OUTCOME' | 'FULFILLED' | 'RANK' | 'AMOUNT' | 'VALUE';
  readonly text: LocalizedText;
  readonly satisfied: Satisfied;
  readonly actual: Value | null;
  readonly threshold: Value | null;
  /** actual − threshold, for comparable numbers (for days, a number of days); in words: short by, over by. */
  readonly distance: Value | null;
  readonly citation: Citation | null;
  /** The code of the department that said the fact. */
  readonly providedBy: string | null;
  readonly observedOn: string | null;
  /** Departments whose newest observation differs. */
  readonly contradictedBy: readonly string[];
}

/** Why a verdict is UNDETERMINED, or why a part of it is missing, and who can supply it. */
export interface Unknown {
  readonly kind: UnknownKind;
  /** The code of the fact, parameter, link or check that is unknown. */
  readonly code: string;
  readonly title: LocalizedText;
  /** Codes of the departments that can supply a missing fact, in order of authority. */
  readonly suppliers: readonly string[];
  /** Roles that may give a judgement. */
  readonly roles: readonly string[];
  readonly affects: readonly VerdictPart[];
  /** Of what is not in force on the day: the first day on which it is in force here at all. Null or left out: never, or it is no such thing. */
  readonly since?: string | null;
}

/**
 * What a check gives a subject it applies to. A null amount is unknown (see the verdict's unknowns), except for a status, which has none.
 */
export interface BenefitResult {
  readonly code: string;
  readonly title: LocalizedText;
  readonly form: BenefitForm;
  readonly amount: Value | null;
  readonly per: PerWhom | null;
  readonly every: Every | null;
}

/** The answer of one check about one subject on one day. */
export interface Verdict {
  readonly check: string;
  readonly subject: SubjectRef;
  /** The asked subject that this verdict belongs to: the household, for a member's verdict reached through a link. */
  readonly askedFor: SubjectRef;
  readonly asOf: string;
  readonly outcome: Outcome;
  readonly fulfilled: Satisfied;
  /** Its place in an order, the lowest first; null: the check has none, it is unknown, or the rule does not apply. */
  readonly rank: number | null;
  readonly benefits: readonly BenefitResult[];
  readonly conditions: readonly ConditionResult[];
  readonly parameters: readonly ResolvedParameter[];
  readonly unknowns: readonly Unknown[];
  /** Where the rule itself stands; null when it is not in force here. */
  readonly citation: Citation | null;
}

/** What policy or an installation leaves open of a check that is in force in an area. */
export interface PolicyGap {
  readonly check: string;
  /** Where the rule stands that is in force here. */
  readonly citation: Citation;
  /** Since when it is in force here. */
  readonly since: string;
  /** It can apply to nobody here, whatever else becomes known: households get no verdict unless the check is named. */
  readonly dormant: boolean;
  /** What stays open: all outcomes (dormant), whether it is done, the amount, the period. */
  readonly affects: readonly VerdictPart[];
  /** The blanks of the source, the values not in force here, the facts that no installed module provides. */
  readonly unknowns: readonly Unknown[];
}

/**
 * Why a verdict is not shown. LEVEL: its check reads facts above the viewer's level in a domain that is open to the viewer; DOMAIN: it reads
 * those of a domain that is not; NOT_AUTHORISED: it would match what several departments said of a household that has not authorised it.
 */
export type WithheldReason = 'LEVEL' | 'DOMAIN' | 'NOT_AUTHORISED';

/** A verdict that the viewer may not see. */
export interface WithheldVerdict {
  readonly check: string;
  readonly subject: SubjectRef;
  readonly askedFor: SubjectRef;
  readonly level: PrivacyLevel;
  readonly reason: WithheldReason;
}

/** The answers of one question, and those that the viewer may not see. */
export interface Evaluation {
  readonly verdicts: readonly Verdict[];
  readonly withheld: readonly WithheldVerdict[];
}
