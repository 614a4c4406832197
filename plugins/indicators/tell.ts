import type { Indicator, IndicatorReason, IndicatorValue, PeriodOfTime, TargetHere, Value } from 'xianjie/schema';
import { valueOf } from '../eligibility/index.js';
import { countsSubjects, isEmpty, numberOf, type Cell } from './cells.js';
import type { Installed } from './installed.js';
import { metBy, speaksOf, TYPES, whyNoTarget } from './target.js';

/** What was counted, or why nothing was. */
export interface Counted {
  readonly cell: Cell;
  /** Null: it was counted. */
  readonly missing: 'NOT_SWEPT' | null;
  readonly reckonedAt: string | null;
  readonly version: string;
}

/** How a viewer is told of it. */
export interface Manner {
  /** Nothing: there are too few for this viewer. */
  readonly suppressed: boolean;
  /** With how many are not known. */
  readonly exact: boolean;
}

interface Asked {
  readonly one: Installed;
  readonly area: string;
  readonly period: PeriodOfTime;
  readonly asOf: string;
  readonly running: boolean;
}

/** A number as it is told. */
export function told(
  asked: Asked,
  { cell, missing, reckonedAt, version }: Counted,
  manner: Manner,
  target: TargetHere | null,
): IndicatorValue {
  const { one, ...place } = asked;
  const { indicator, module, needs, derived } = one;
  const { measure } = indicator;
  const info = { indicator, module, needs, derived };
  const nothing = { value: null, numerator: null, denominator: null, unknown: null, met: null };
  const base = { info, ...place, target, reckonedAt, version };
  const why = whyNothing(asked, cell, missing, manner);
  if (why !== null) return { ...base, ...nothing, reason: why };
  const number = numberOf(measure, cell);
  const noTarget = whyNoTarget(target);
  // Who is not told how many are unknown is not told what follows from it.
  const seen = manner.exact || cell.unknown === 0 || !countsSubjects(measure) ? cell : { ...cell, unknown: Infinity };
  const met = noTarget !== null || target === null ? null : metBy(measure, seen, target);
  return {
    ...base,
    value: number === null ? null : shown(indicator, number),
    numerator: amount(indicator, cell.numerator),
    denominator: ['COUNT', 'SUM'].includes(measure) ? null : amount(indicator, cell.denominator, 'denominator'),
    unknown: manner.exact ? cell.unknown : null,
    met,
    reason: noTarget ?? (met === null ? (manner.exact ? 'SUBJECTS_UNKNOWN' : 'SUPPRESSED') : null),
  };
}

function whyNothing(
  { one: { indicator }, area }: Asked,
  cell: Cell,
  missing: Counted['missing'],
  { suppressed }: Manner,
): IndicatorReason | null {
  if (!speaksOf(indicator.levels, area)) return 'NOT_AT_THIS_LEVEL';
  if (missing !== null) return missing;
  if (suppressed) return 'SUPPRESSED';
  return numberOf(indicator.measure, cell) === null || isEmpty(indicator.measure, cell) ? 'NOTHING_TO_COUNT' : null;
}

const rounded = (n: number): number => Math.round(n * 100) / 100;

const shown = ({ unit }: Indicator, number: number): Value => valueOf(TYPES[unit], unit === 'MONEY' ? Math.round(number) : rounded(number));

/** A numerator or denominator: of subjects a number, of amounts money; the mean is of money per head. */
function amount({ measure }: Indicator, n: number, which: 'numerator' | 'denominator' = 'numerator'): Value {
  const heads = countsSubjects(measure) || (which === 'denominator' && (measure === 'MEAN' || measure === 'GROWTH'));
  return valueOf(heads ? 'NUMBER' : 'MONEY', n);
}
