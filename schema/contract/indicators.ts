import type { Indicator, IndicatorPeriod } from './indicator.js';
import type { SweptState } from './lists.js';
import type { Citation, ResolvedParameter, SubjectRef, Value } from './verdict.js';

/**
 * Why a number, or whether its target is met, is not told. NOTHING_TO_COUNT: nobody in the denominator; NOT_SWEPT: it counts verdicts, and
 * nobody was asked in the period; SUPPRESSED: too few subjects for a viewer who may not see them; NOT_AT_THIS_LEVEL: told of areas of
 * other levels; PARTLY_SWEPT: some of the area was not asked in the period, or as of another day, and that decides it; SUBJECTS_UNKNOWN: the subjects of whom it is not known decide it; the others speak of the target.
 */
export const indicatorReasons = [
  'NOTHING_TO_COUNT',
  'NOT_SWEPT',
  'SUPPRESSED',
  'NOT_AT_THIS_LEVEL',
  'PARTLY_SWEPT',
  'SUBJECTS_UNKNOWN',
  'NO_TARGET',
  'TARGET_NOT_IN_FORCE',
  'TARGET_BLANK_IN_SOURCE',
  'TARGET_IN_WORDS',
] as const;
export type IndicatorReason = (typeof indicatorReasons)[number];

/** How a subject behind a number was counted. */
export const indicatorParts = ['COUNTED', 'NOT_COUNTED', 'UNKNOWN'] as const;
export type IndicatorPart = (typeof indicatorParts)[number];

/** An installed indicator: declared, or the coverage of a check. */
export interface IndicatorInfo {
  readonly indicator: Indicator;
  readonly module: string;
  /** The scopes that show its exact figures and the subjects behind them. */
  readonly needs: readonly string[];
  /** Whether it is derived from a check by itself. */
  readonly derived: boolean;
}

/** A stretch of time that numbers are of. */
export interface PeriodOfTime {
  readonly grain: IndicatorPeriod;
  /** `2025`, `2025-Q2`, `2025-06`, `2025-06-30`. */
  readonly code: string;
  readonly first: string;
  readonly last: string;
}

/** A target as it holds for an area. */
export interface TargetHere {
  readonly target: Indicator['targets'][number];
  /** Null: in words, blank in the source, or not in force here. */
  readonly value: Value | null;
  readonly operator: string | null;
  readonly citation: Citation | null;
  readonly parameter: ResolvedParameter | null;
}

/** A number of one area and period. */
export interface IndicatorValue {
  readonly info: IndicatorInfo;
  readonly area: string;
  readonly period: PeriodOfTime;
  /** The day it speaks of: the last of the period, or today while it runs. */
  readonly asOf: string;
  /** Whether the period is not over. */
  readonly running: boolean;
  readonly value: Value | null;
  readonly numerator: Value | null;
  /** Null: none, as of a count, or not told. */
  readonly denominator: Value | null;
  /** Of how many subjects it is not known; null: not told. */
  readonly unknown: number | null;
  readonly target: TargetHere | null;
  /** Null: not known, or there is nothing to meet; `reason` says which. */
  readonly met: boolean | null;
  readonly reason: IndicatorReason | null;
  /** Of what counts verdicts: whether everybody was asked in the period; the number is of those who were. Null: it counts none. */
  readonly sweptState: SweptState | null;
  /** When the verdicts were reckoned that it counts, or the figure was stored (ISO timestamp); null: counted now. */
  readonly reckonedAt: string | null;
  /** The version by which it was counted. */
  readonly version: string;
}

/** Which numbers. */
export interface IndicatorsAsked {
  readonly area: string;
  /** Null: of each indicator the period that runs. */
  readonly period?: string | null;
  /** Null: those of the viewer's domains that are told at the area's level and of such a period. */
  readonly codes?: readonly string[] | null;
}

/** A subject behind a number. */
export interface IndicatorSubject {
  readonly subject: SubjectRef;
  /** What the graph calls such a subject; null: it is no type of the graph. */
  readonly nodeType: string | null;
  readonly part: IndicatorPart;
}

export interface IndicatorSubjects {
  readonly subjects: readonly IndicatorSubject[];
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

/** Numbers per area and period, on behalf of the viewer. */
export interface IndicatorService {
  /** What is installed, of the viewer's domains. */
  declared(filter?: { readonly module?: string | null }): readonly IndicatorInfo[];
  /** Empty for an area that is not the viewer's. @throws ApiError UNKNOWN_CODE, FORBIDDEN (a domain that is not open), BAD_USER_INPUT (the period) */
  indicators(asked: IndicatorsAsked): Promise<readonly IndicatorValue[]>;
  /** The same number of each of the next smaller areas, or of those of a level. @throws ApiError BAD_USER_INPUT: an order that is not made by it */
  byArea(of: IndicatorValue, options: { readonly level?: string | null; readonly byValue?: boolean }): Promise<readonly IndicatorValue[]>;
  /** The periods before it, the newest first, and it. */
  history(of: IndicatorValue, periods: number): Promise<readonly IndicatorValue[]>;
  /** Who is behind it: everybody of whom it counts, does not count or does not know; null: the viewer may not see them. @throws ApiError INVALID_CURSOR */
  subjects(
    of: IndicatorValue,
    page: { readonly part?: IndicatorPart | null; readonly first: number; readonly after: string | null },
  ): Promise<IndicatorSubjects | null>;
  /** Households that have not authorised the matching of their data and are left out; null: it leaves nobody out, or too few to be told. */
  unauthorised(of: IndicatorValue): Promise<number | null>;
}
