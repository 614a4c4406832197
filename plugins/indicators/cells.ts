import { liesIn, type IndicatorMeasure } from 'xianjie/schema';
import type { Meant } from './suppress.js';

/** What was counted in one place: of a village, or of all that belongs to an area itself. */
export interface Cell {
  readonly area: string;
  readonly subjects: number;
  /** Of how many the numerator is not known. */
  readonly unknown: number;
  /** How many were counted (COUNT, SHARE), or of how many the amount is known. */
  readonly counted: number;
  /** Of money fen. */
  readonly numerator: number;
  readonly denominator: number;
  readonly baseNumerator: number;
  readonly baseDenominator: number;
}

export const noCell = (area: string): Cell => ({
  area,
  subjects: 0,
  unknown: 0,
  counted: 0,
  numerator: 0,
  denominator: 0,
  baseNumerator: 0,
  baseDenominator: 0,
});

/** Cells added up. */
export function total(area: string, cells: readonly Cell[]): Cell {
  const sum = (of: (cell: Cell) => number): number => cells.reduce((all, cell) => all + of(cell), 0);
  return {
    area,
    subjects: sum((c) => c.subjects),
    unknown: sum((c) => c.unknown),
    counted: sum((c) => c.counted),
    numerator: sum((c) => c.numerator),
    denominator: sum((c) => c.denominator),
    baseNumerator: sum((c) => c.baseNumerator),
    baseDenominator: sum((c) => c.baseDenominator),
  };
}

/** What was counted in an area and everything in it. */
export const cellOf = (cells: readonly Cell[], area: string): Cell =>
  total(
    area,
    cells.filter((cell) => liesIn(cell.area, area)),
  );

/** What the measure makes of it: the number, a hundredth as 0.01, money in fen. Null: there is nothing to count. */
export function numberOf(
  measure: IndicatorMeasure,
  { numerator: a, denominator: b, baseNumerator: c, baseDenominator: d }: Cell,
): number | null {
  switch (measure) {
    case 'COUNT':
    case 'SUM':
      return a;
    case 'SHARE':
    case 'AMOUNT_SHARE':
      return b === 0 ? null : (a * 100) / b;
    case 'MEAN':
    case 'RATIO':
      return b === 0 ? null : a / b;
    case 'GROWTH':
      return b === 0 || d === 0 || c <= 0 ? null : ((a * d) / (b * c) - 1) * 100;
  }
}

/** Whether it counts subjects: of whom it is not known may still be counted. */
export const countsSubjects = (measure: IndicatorMeasure): boolean => measure === 'COUNT' || measure === 'SHARE';

/** Whether a sum of nothing says nothing: of an amount that nobody stated it is not 0. */
export const isEmpty = (measure: IndicatorMeasure, cell: Cell): boolean => measure === 'SUM' && cell.counted === 0;

/**
 * Whom a figure means: who is counted, and of a share who is not, and of whom it is not known. Of money only how many: an amount of many tells
 * of nobody.
 */
export function meantBy(measure: IndicatorMeasure, { area, subjects, counted, unknown }: Cell): Meant {
  if (measure !== 'SHARE') return { area, subjects, parts: [counted], unknown: 0 };
  return { area, subjects, parts: [counted, subjects - counted], unknown };
}
