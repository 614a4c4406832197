import { createHash } from 'node:crypto';
import type { Check, CheckForce } from './check.js';
import type { AreaLevel, PolicyPlace } from './document.js';
import { knownThen } from './fact-query.js';
import type { Parameter, ParameterOperator } from './parameter.js';
import type { PrivacyLevel } from './privacy.js';
import type { Subject } from './subject.js';
import type { LocalizedText } from './text.js';

/** Of which stretches of time a number is told: `2025-06-30`, `2025-06`, `2025-Q2`, `2025`. */
export const indicatorPeriods = ['DAY', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type IndicatorPeriod = (typeof indicatorPeriods)[number];

/**
 * What is made of numerators and denominators. COUNT: so many subjects. SHARE: how many of a hundred subjects. SUM: money added up. MEAN:
 * money per head. AMOUNT_SHARE: money in a hundred of money. RATIO: one amount over another. GROWTH: by how much of a hundred the mean
 * exceeds that of the base.
 */
export const indicatorMeasures = ['COUNT', 'SHARE', 'SUM', 'MEAN', 'AMOUNT_SHARE', 'RATIO', 'GROWTH'] as const;
export type IndicatorMeasure = (typeof indicatorMeasures)[number];

/** In what it is told. */
export const indicatorUnits = ['COUNT', 'PERCENT', 'MONEY', 'RATIO'] as const;
export type IndicatorUnit = (typeof indicatorUnits)[number];

/** Pieces of SQL for a query: the moment and the place of the question are parameters of the statement, never text. */
export interface IndicatorTools {
  /** The first day of the period. */
  readonly first: string;
  /** Its last day, or today while it runs. */
  readonly last: string;
  /** That a row lies in the area of the question, by its own `area_code`. Every table that is gone through needs it. */
  inside(column: string): string;
  /** That an observation counts that speaks of the period's last day or before: for what is so on a day. */
  known(row?: string): string;
  /** That an observation counts whenever it was made: for what the period itself brought (an income of the year). */
  knownByNow(row?: string): string;
}

/**
 * One set query over everybody in an area: a select of `subject_id`, `area_code`, `household_id`, `numerator` and, by the measure, `denominator`,
 * `base_numerator`, `base_denominator`; one row a subject. Money in fen. A numerator that is not known is null: never 0.
 * `household_id` is null where the subject belongs to no household. The same query counts every area and finds the subjects behind a number.
 */
export type IndicatorQuery = (tools: IndicatorTools) => string;

/** How many a check says something of. */
export interface IndicatorOfCheck {
  readonly check: Check;
  /** COVERAGE: of those it concerns how many have it (SHARE). CONCERNED, NOT_FULFILLED: how many (COUNT). */
  readonly counts: 'COVERAGE' | 'CONCERNED' | 'NOT_FULFILLED';
}

/** What a number is held against. */
export interface IndicatorTarget {
  /** MUST is hard; the others are soft, in the source's words. */
  readonly force: CheckForce;
  /** A policy value: the one that the area has adopted counts, with its own operator and place; a blank stays a blank. */
  readonly parameter?: Parameter;
  /** A number that the source states or its words amount to; in force where its document is. */
  readonly value?: number;
  readonly operator?: ParameterOperator;
  /** Where a target that is no policy value stands. */
  readonly place?: PolicyPlace;
  /** What the source asks for without a number ("rising"); nothing is held against it. */
  readonly words?: LocalizedText;
  /** The levels that it speaks of; left out: every level of the indicator. */
  readonly levels?: readonly AreaLevel[];
}

/** A number per area and period. */
export interface Indicator {
  readonly declares: 'indicator';
  /** The catalogue's id (`ind.dropouts`). */
  readonly code: string;
  readonly title: LocalizedText;
  /** The formula in words. */
  readonly formula: LocalizedText;
  /** The levels of area of which it is told. */
  readonly levels: readonly AreaLevel[];
  readonly periods: readonly IndicatorPeriod[];
  readonly measure: IndicatorMeasure;
  readonly unit: IndicatorUnit;
  /** The kind of subject that is counted. */
  readonly subject: Subject;
  /** How personal it is to know of one subject what the number counts, by the module whose data that is. Of a check it is the check's own. */
  readonly privacy: Readonly<Record<string, PrivacyLevel>>;
  /** Whether it puts several departments' words together: then households that have not authorised that are left out. */
  readonly matches: boolean;
  /** False: areas are never put in an order by it, and nothing is held against it (不得排名). */
  readonly ranked: boolean;
  /** What it is held against; of several the one that speaks of the area's level. */
  readonly targets: readonly IndicatorTarget[];
  /** Where the number is asked for. */
  readonly policies: readonly [PolicyPlace, ...PolicyPlace[]];
  readonly from: IndicatorQuery | IndicatorOfCheck;
  /** A fingerprint of how it is counted: another one is another number. */
  readonly version: string;
  /** What to know about how it is modelled. */
  readonly note: LocalizedText | null;
}

/** An indicator as a module writes it. */
export interface IndicatorInput extends Omit<
  Indicator,
  'declares' | 'unit' | 'privacy' | 'matches' | 'ranked' | 'targets' | 'policies' | 'version' | 'note'
> {
  readonly privacy?: Readonly<Record<string, PrivacyLevel>>;
  readonly matches?: boolean;
  readonly ranked?: boolean;
  readonly target?: IndicatorTarget | readonly IndicatorTarget[] | null;
  readonly policy: PolicyPlace | readonly [PolicyPlace, ...PolicyPlace[]];
  readonly note?: LocalizedText;
}

const units: Readonly<Record<IndicatorMeasure, IndicatorUnit>> = {
  COUNT: 'COUNT',
  SHARE: 'PERCENT',
  SUM: 'MONEY',
  MEAN: 'MONEY',
  AMOUNT_SHARE: 'PERCENT',
  RATIO: 'RATIO',
  GROWTH: 'PERCENT',
};

/** The tools that a query is written with: $1 the first day, $2 the last, $3 what was known when, $4 and $5 the area, $6 the day of asking. */
export const indicatorTools: IndicatorTools = {
  first: '$1::date',
  last: '$2::date',
  inside: (column) => `(${column} >= ($4::text[])[1] collate "C" and ${column} < ($5::text[])[1] collate "C")`,
  known: (row) => knownThen(row),
  knownByNow: (row) => knownThen(row, { asOf: '$6' }),
};

/** Declares an indicator. Whoever reads nothing above INTERNAL of its own module may leave `privacy` out. */
export function defineIndicator(indicator: IndicatorInput): Indicator {
  const { target, policy, ...plain } = indicator;
  const { from } = plain;
  const counted = typeof from === 'function' ? from(indicatorTools) : `${from.check.code}|${from.counts}`;
  return {
    ...plain,
    declares: 'indicator',
    unit: units[plain.measure],
    privacy: plain.privacy ?? {},
    matches: plain.matches ?? false,
    ranked: plain.ranked ?? true,
    targets: target == null ? [] : 'force' in target ? [target] : target,
    policies: 'document' in policy ? [policy] : policy,
    version: createHash('sha256').update(`${plain.measure}|${counted}`).digest('hex').slice(0, 12),
    note: plain.note ?? null,
  };
}
