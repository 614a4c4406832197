import type { AreaLevel, Indicator, IndicatorReason, TargetHere, Value } from 'xianjie/schema';
import { valueOf, type InForce } from '../eligibility/index.js';
import { countsSubjects, numberOf, type Cell } from './cells.js';

/** The level of an area, by its code; villages and communities are of one. */
export function levelOf(area: string): AreaLevel {
  const levels: Readonly<Record<number, AreaLevel>> = { 2: 'PROVINCE', 4: 'PREFECTURE', 6: 'COUNTY', 9: 'TOWNSHIP', 12: 'VILLAGE' };
  return levels[area.length] ?? 'NATIONAL';
}

/** Whether a list of levels holds that of an area. */
export const speaksOf = (levels: readonly AreaLevel[], area: string): boolean =>
  levels.includes(levelOf(area)) || (area.length === 12 && levels.includes('COMMUNITY'));

/** What the number is held against in an area: the target that speaks of its level, as it is in force there. */
export function targetIn({ targets, unit }: Indicator, area: string, here: InForce): TargetHere | null {
  const target = targets.find(({ levels }) => levels === undefined || speaksOf(levels, area));
  if (target === undefined) return null;
  const { parameter, place, value = null } = target;
  if (parameter !== undefined) {
    const found = here.parameter(parameter);
    const shown = found?.shown ?? null;
    return {
      target,
      value: shown?.value ?? null,
      operator: found?.operator ?? null,
      citation: shown?.citation ?? null,
      parameter: shown,
    };
  }
  const citation = place === undefined ? null : (here.standing([{ policies: [place] }])?.citation ?? null);
  const stated: Value | null = value === null || citation === null ? null : valueOf(TYPES[unit], value);
  return { target, value: stated, operator: stated === null ? null : (target.operator ?? 'gte'), citation, parameter: null };
}

export const TYPES = { COUNT: 'NUMBER', PERCENT: 'PERCENT', MONEY: 'MONEY', RATIO: 'NUMBER' } as const;

/** Why a target is not one to hold a number against; null: it is. */
export function whyNoTarget(here: TargetHere | null): IndicatorReason | null {
  if (here === null) return 'NO_TARGET';
  if (here.target.words !== undefined) return 'TARGET_IN_WORDS';
  if (here.citation === null) return 'TARGET_NOT_IN_FORCE';
  return here.value === null ? 'TARGET_BLANK_IN_SOURCE' : null;
}

const holds: Readonly<Record<string, (value: number, target: number) => boolean>> = {
  gte: (value, target) => value >= target - TINY,
  gt: (value, target) => value > target + TINY,
  lte: (value, target) => value <= target + TINY,
  lt: (value, target) => value < target - TINY,
  eq: (value, target) => Math.abs(value - target) <= TINY,
};
/** What adding up fractions may be off by. */
const TINY = 1e-9;

/**
 * Whether the target is met, of everybody: those of whom it is not known may come out either way, and where that decides it, it is not known.
 * @returns null: not known
 */
export function metBy(measure: Indicator['measure'], cell: Cell, { value, operator }: TargetHere): boolean | null {
  const goal = value?.money ?? value?.number ?? null;
  const test = holds[operator ?? ''];
  if (goal === null || test === undefined) return null;
  const low = numberOf(measure, cell);
  if (low === null) return null;
  if (cell.unknown === 0) return test(low, goal);
  if (!countsSubjects(measure)) return null;
  const high = numberOf(measure, { ...cell, numerator: cell.numerator + cell.unknown }) ?? low;
  const [atLow, atHigh] = [test(low, goal), test(high, goal)];
  if (operator === 'eq') return low - goal > TINY || goal - high > TINY ? false : null;
  return atLow === atHigh ? atLow : null;
}

/** The same where only a part was asked: a count can only grow, and of a share nothing follows. That it is met does not follow of either. */
export const metByPart = (measure: Indicator['measure'], cell: Cell, target: TargetHere): boolean | null =>
  measure === 'COUNT' && metBy(measure, { ...cell, unknown: Infinity }, target) === false ? false : null;
