import type { PolicyPlace } from './document.js';
import type { FactInfo } from './fact-info.js';
import type { ParameterType } from './measure.js';
import type { PrivacyLevel } from './privacy.js';
import type { LocalizedText } from './text.js';
import type { Citation, ConditionResult, ResolvedParameter, SubjectRef, Unknown, Value, WithheldVerdict } from './verdict.js';

/** Which named values of which subjects. Without `values`: those in force, of the viewer's domains. */
export interface ValuesRequest {
  readonly subjects: readonly SubjectRef[];
  /** Codes; a named one that is not in force answers with NOT_IN_FORCE. */
  readonly values?: readonly string[] | null;
  /** Default: the operation's today. */
  readonly asOf?: string | null;
  /** Where in the response they will stand, list positions as `*`: for the account of those that are withheld. */
  readonly path?: readonly string[];
}

/** What a named value comes to, of one subject on one day. */
export interface NamedValueResult {
  /** The code of the named value. */
  readonly code: string;
  readonly subject: SubjectRef;
  readonly askedFor: SubjectRef;
  readonly asOf: string;
  /** Whether it is known exactly. */
  readonly known: boolean;
  /** What it comes to; of what is known from below or above only that ("at least …"); null: nothing is known. */
  readonly value: Value | null;
  /** How it is made, step by step, depth first. */
  readonly steps: readonly ConditionResult[];
  readonly parameters: readonly ResolvedParameter[];
  readonly unknowns: readonly Unknown[];
  /** Where the source says how it is made; null when that is not in force here. */
  readonly citation: Citation | null;
}

/** What was asked for, and what of it is not shown. */
export interface NamedValuesEvaluation {
  readonly results: readonly NamedValueResult[];
  /** `check` is the code of the named value. */
  readonly withheld: readonly WithheldVerdict[];
}

/** A named value as it is shown before any question. */
export interface NamedValueInfo {
  readonly code: string;
  readonly module: string;
  readonly title: LocalizedText;
  /** The code of the kind of subject. */
  readonly subject: string;
  readonly type: ParameterType;
  /** A settlement layer: rounded half up to 0.01 yuan at its end. */
  readonly rounded: boolean;
  /** The highest level of the facts it reads. */
  readonly level: PrivacyLevel;
  /** The scopes that a viewer needs to see it, one for each domain that it reads from. */
  readonly needs: readonly string[];
  readonly places: readonly [PolicyPlace, ...PolicyPlace[]];
  /** How it is made, in words. */
  readonly is: LocalizedText;
  readonly facts: readonly FactInfo[];
  /** Codes of the policy values it rests on. */
  readonly parameters: readonly string[];
  /** Codes of the named values it is made of. */
  readonly values: readonly string[];
  /** Codes of the checks that read it. */
  readonly usedBy: readonly string[];
  readonly note: LocalizedText | null;
}
