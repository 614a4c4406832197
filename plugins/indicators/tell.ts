import type { Indicator, IndicatorReason, IndicatorValue, PeriodOfTime, SweptTime, TargetHere, Value } from 'xianjie/schema';
import { valueOf } from '../eligibility/index.js';
import { countsSubjects, isEmpty, numberOf, type Cell } from './cells.js';
import type { Installed } from './installed.js';
import { metBy, metByPart, speaksOf, TYPES, whyNoTarget } from './target.js';

/** What was counted, or why nothing was. */
export interface Counted {
  readonly cell: Cell;
  /** Of verdicts: when they were reckoned; null: it counts none. */
  readonly swept: SweptTime | null;
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
export function told(asked: Asked, { cell, swept, version }: Counted, manner: Manner, target: TargetHere | null): IndicatorValue {
  const { one, ...place } = asked;
  const { indicator, module, needs, derived } = one;
  const { measure } = indicator;
  const info = { indicator, module, needs, derived };
  const nothing = { value: null, numerator: null, denominator: null, unknown: null, met: null };
  const base = { info, ...place, target, sweptState: swept?.state ?? null, reckonedAt: swept?.sweptAt ?? null, version };
  const why = whyNothing(asked, cell, swept, manner);
  if (why !== null) return { ...base, ...nothing, reason: why };
  const number = numberOf(measure, cell);
  const noTarget = whyNoTarget(target);
  const partly = swept?.state === 'PARTLY';
  const met =
    noTarget !== null || target === null
      ? null
      : partly
        ? metByPart(measure, cell, target)
        : metBy(measure, seenBy(manner, measure, cell), target);
  return {
    ...base,
    value: number === null ? null : shown(indicator, number),
    numerator: amount(indicator, cell.numerator),
    denominator: ['COUNT', 'SUM'].includes(measure) ? null : amount(indicator, cell.denominator, 'denominator'),
    unknown: manner.exact ? cell.unknown : null,
    met,
    reason: noTarget ?? (met !== null ? null : partly ? 'PARTLY_SWEPT' : manner.exact ? 'SUBJECTS_UNKNOWN' : 'SUPPRESSED'),
  };
}

/**
 * Who is not told how many are unknown is not told what follows from it: only of a share, which is told where they are nobody or no few, does
 * it show that there are none.
 */
export const seenBy = ({ exact }: Manner, measure: Indicator['measure'], cell: Cell): Cell =>
  exact || (cell.unknown === 0 && measure === 'SHARE') ? cell : { ...cell, unknown: Infinity };

function whyNothing(
  { one: { indicator }, area }: Asked,
  cell: Cell,
  swept: SweptTime | null,
  { suppressed }: Manner,
): IndicatorReason | null {
  if (!speaksOf(indicator.levels, area)) return 'NOT_AT_THIS_LEVEL';
  if (swept?.state === 'NEVER') return 'NOT_SWEPT';
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
