import type { FactPeriod } from './fact.js';
import type { ParameterType } from './measure.js';
import type { PrivacyLevel } from './privacy.js';
import type { LocalizedText } from './text.js';

/** A fact that a check or a named value reads. */
export interface FactInfo {
  readonly code: string;
  readonly title: LocalizedText;
  readonly subject: string;
  readonly type: ParameterType;
  readonly yearly: boolean;
  /** Whether it is known once for each year, month or day; null: as of the day. */
  readonly period: FactPeriod | null;
  readonly level: PrivacyLevel;
  /** The codes it may hold. */
  readonly codes: readonly CodeInfo[];
  /** The parts of a subject that it speaks of (the six guarantees): what a hypothetical question may give as `item`. */
  readonly items: readonly CodeInfo[];
  readonly suppliers: readonly string[];
  /** An input of a question: stated by whoever asks, and held by no record. */
  readonly stated: boolean;
}

/** A code with what it is called. */
export interface CodeInfo {
  readonly code: string;
  readonly title: LocalizedText;
}
