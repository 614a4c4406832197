import type { BenefitForm } from './benefit.js';
import type { CliffRequest, CliffScan } from './cliffs.js';
import type { CheckForce, CheckKind } from './check.js';
import type { Counterfactuals } from './counterfactual.js';
import type { AdoptionBasis, PolicyPlace } from './document.js';
import type { FactInfo } from './fact-info.js';
import type { NamedValueInfo, NamedValueResult, NamedValuesEvaluation, ValuesRequest } from './named-value.js';
import type { AnyValue } from './measure.js';
import type { AdministeredPolicy } from './policy.js';
import type { PrivacyLevel } from './privacy.js';
import type { Link } from './subject.js';
import type { LocalizedText } from './text.js';
import type { Weighed, WeighRequest } from './weigh.js';
import type { Citation, Evaluation, PolicyGap, ResolvedParameter, SubjectRef, Verdict } from './verdict.js';

/** Which checks about which subjects. Without `checks`: those in force, of `modules` or else of the viewer's domains. */
export interface EvaluateRequest {
  readonly subjects: readonly SubjectRef[];
  /** Codes; a named check that is not in force answers UNDETERMINED with NOT_IN_FORCE. */
  readonly checks?: readonly string[] | null;
  readonly modules?: readonly string[] | null;
  /** Default: the operation's today. */
  readonly asOf?: string | null;
  /** Only what was recorded by then; default: everything. */
  readonly knownAt?: string | null;
  /** What the question brings: inputs of the kind that it asks about, which no record holds. */
  readonly inputs?: readonly HypotheticalFact[];
  /** Links whose ends are evaluated too: a household's members. */
  readonly through?: readonly Link[];
  /** Where in the response the verdicts will stand, list positions as `*`: for the account of those that are withheld. */
  readonly path?: readonly string[];
}

/** A fact that the question itself brings. */
export interface HypotheticalFact {
  readonly code: string;
  /** In stored form: money in fen, dates as `YYYY-MM-DD`. */
  readonly value: AnyValue;
  /** Of a fact with periods which one: 2024, 202407, 20240715. */
  readonly period?: number | null;
  /** Which one, for a fact of a subject reached by a link to many: the guarantee's kind, or any name. */
  readonly item?: string | null;
}

/** "What if": no stored subject; only the facts of the question, the documents and their adoptions. */
export interface HypotheticalRequest {
  readonly subject: string;
  readonly areaCode: string;
  readonly facts: readonly HypotheticalFact[];
  /** Codes of links to many whose ends the facts name all of: what they leave out does not exist. Default: others may. */
  readonly completeLists?: readonly string[] | null;
  readonly checks?: readonly string[] | null;
  readonly modules?: readonly string[] | null;
  readonly asOf?: string | null;
}

/** An eligibility check as it is shown before any question. */
export interface CheckInfo {
  readonly code: string;
  readonly module: string;
  readonly title: LocalizedText;
  readonly kind: CheckKind;
  readonly force: CheckForce;
  /** The code of the kind of subject. */
  readonly subject: string;
  /** The highest level of the facts it reads. */
  readonly level: PrivacyLevel;
  /** The scopes that a viewer needs to get its verdicts, one for each domain that it reads from. */
  readonly needs: readonly string[];
  readonly rules: readonly string[];
  /** Every place where the rule stands. */
  readonly places: readonly [PolicyPlace, ...PolicyPlace[]];
  /** The conditions in words; null where the rule is not evaluated. */
  readonly when: LocalizedText | null;
  readonly fulfilled: LocalizedText | null;
  /** What its lists are ordered by, in words; null: nothing. */
  readonly rank: LocalizedText | null;
  readonly benefits: readonly { readonly code: string; readonly title: LocalizedText; readonly form: BenefitForm }[];
  readonly facts: readonly FactInfo[];
  readonly parameters: readonly string[];
  /** The codes of the named values that it reads, with those that they are made of. */
  readonly values: readonly string[];
  readonly note: LocalizedText | null;
}

/** A document for an area, as it would be recorded. */
export interface ProposedAdoption {
  readonly document: string;
  readonly area: string;
  readonly from: string;
  readonly to: string | null;
  readonly basis: AdoptionBasis;
}

/** What an adoption brings into force in its area on its first day, and what stands there now that it replaces. */
export interface AdoptionEffect {
  /** Codes of checks. */
  readonly checks: readonly string[];
  /** Codes of policy values. */
  readonly parameters: readonly string[];
  /** Codes of named values. */
  readonly namedValues: readonly string[];
  readonly replaced: readonly { readonly code: string; readonly title: LocalizedText; readonly citation: Citation }[];
}

/**
 * The eligibility engine, bound to one operation: its snapshot (read as the engine's role), its viewer, its today.
 * Refuses with ApiError: UNKNOWN_CODE for a check, module, fact or parameter nobody declares, FORBIDDEN for a named check that needs
 * scopes which the viewer lacks, BAD_USER_INPUT for a value that does not fit its fact.
 */
export interface EligibilityService extends AdministeredPolicy {
  /** Verdicts about stored subjects: one query for each fact source, for all subjects together. */
  evaluate(request: EvaluateRequest): Promise<Evaluation>;
  /** Verdicts about facts that the question brings. */
  evaluateHypothetical(request: HypotheticalRequest): Promise<readonly Verdict[]>;
  /** What named values come to, of stored subjects: with their steps, under the same rights as verdicts. */
  evaluateValues(request: ValuesRequest): Promise<NamedValuesEvaluation>;
  /** The same of facts that the question brings; `checks` and `modules` count for nothing. */
  evaluateValuesHypothetical(request: HypotheticalRequest & Pick<ValuesRequest, 'values'>): Promise<readonly NamedValueResult[]>;
  /** What conditions say that belong to no check, in the order they were asked: the guards of a lifecycle. */
  weigh(request: WeighRequest): Promise<readonly Weighed[]>;
  /** The installed named values, ordered by code. */
  namedValues(filter?: {
    readonly module?: string | null;
    readonly subject?: string | null;
    readonly codes?: readonly string[] | null;
  }): readonly NamedValueInfo[];
  /**
   * What would have to be different for another outcome: facts changed one at a time, then two at a time; each was evaluated with the
   * change, and does what it says. Of an undetermined verdict: which single facts would decide it, and to what. Empty for a rule that is not
   * in force, and for a verdict that is none of this operation.
   */
  counterfactuals(verdict: Verdict): Promise<Counterfactuals>;
  /** What a household is given over its per-capita income, and where one more yuan costs it more than a yuan. */
  cliffScan(request: CliffRequest): Promise<CliffScan>;
  /** The policy values in force in an area on a day, ordered by code. */
  resolveParameters(request: {
    readonly area: string;
    readonly asOf?: string | null;
    readonly codes?: readonly string[] | null;
  }): Promise<readonly ResolvedParameter[]>;
  /** What policy and installation leave open of the checks in force in an area on a day, ordered by the check's code. */
  policyGaps(request: { readonly area: string; readonly asOf?: string | null }): Promise<readonly PolicyGap[]>;
  /** The installed checks, ordered by code. */
  checks(filter?: {
    readonly module?: string | null;
    readonly subject?: string | null;
    readonly codes?: readonly string[] | null;
  }): readonly CheckInfo[];
  /** What an adoption changes, whether it is recorded already or not; nothing for a document that no module declares. */
  adoptionEffect(proposed: ProposedAdoption): Promise<AdoptionEffect>;
  /** The ids of a document's recorded adoptions, the earliest first; those of its issuer's own area are not recorded. */
  adoptionsOf(document: string): Promise<readonly string[]>;
}
