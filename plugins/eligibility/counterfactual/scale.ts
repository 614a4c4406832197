import type { AnyValue, Fact, FactType } from 'xianjie/schema';
import { addDays, daysBetween } from '../figures/calendar.js';

/** A quantity as whole steps: fen, days, ones (or the tenths that its values are given in). */
export interface Scale {
  readonly least: number;
  readonly most: number;
  step(value: AnyValue): number;
  value(step: number): AnyValue;
}

const EPOCH = '1970-01-01';
const DAYS = { least: daysBetween('1900-01-01', EPOCH), most: daysBetween('2199-12-31', EPOCH) };
/** Past every value that is spoken of, by so much. */
const BEYOND = 1_000;

/** Whether there is a more and a less of it. */
export const isQuantity = (type: FactType): boolean => type === 'MONEY' || type === 'NUMBER' || type === 'PERCENT' || type === 'DATE';

const decimals = (value: AnyValue): number => (typeof value === 'number' ? Math.min(4, (String(value).split('.')[1] ?? '').length) : 0);

/**
 * The steps in which a fact is looked through.
 * @param own its value and what it is compared with: they say how finely it is counted
 * @param spoken every value of its type in the rule and the facts: how far it is worth looking; with none below zero it stays at zero or above
 */
export function scaleOf(
  { type, notNegative }: Pick<Fact, 'type' | 'notNegative'>,
  own: readonly AnyValue[],
  spoken: readonly AnyValue[],
): Scale {
  if (type === 'DATE') return { ...DAYS, step: (day) => daysBetween(day as string, EPOCH), value: (step) => addDays(EPOCH, step) };
  const finest = type === 'MONEY' ? 0 : Math.max(type === 'PERCENT' ? 1 : 0, ...own.map(decimals));
  const factor = 10 ** finest;
  const step = (value: AnyValue): number => Math.round((value as number) * factor);
  const furthest = Math.max(1, ...spoken.map((value) => Math.abs(step(value)))) * BEYOND;
  return {
    least: !notNegative && spoken.some((value) => (value as number) < 0) ? -furthest : 0,
    most: furthest,
    step,
    value: (at) => Number((at / factor).toFixed(finest)),
  };
}
