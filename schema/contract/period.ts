import type { Condition, ConditionOf, Span, Term, TermOf } from './expression.js';
import type { FactOf, FactPeriod } from './fact.js';
import type { Measure } from './measure.js';
import type { ParameterOf } from './parameter.js';
import { termFrom, type NonPolicy } from './term.js';
import type { LocalizedText } from './text.js';

/** Periods of one length. */
export type SpanOf<P extends FactPeriod> = Span & { readonly unit: P };

type HowMany = ParameterOf<Measure<'NUMBER', null, never>> | NonPolicy;

const span =
  <P extends FactPeriod>(unit: P) =>
  (n: HowMany, upTo: Span['upTo'] = 'LAST'): SpanOf<P> => ({ declares: 'span', unit, n: termFrom(n), upTo });

/** The last so many years that are over; `THIS`: with the year of the day asked about. For `every`, `exists`, `count`, `sum`, `streak`. */
export const years = span('YEAR');
/** The last so many months that are over; `THIS`: with the month of the day asked about. */
export const months = span('MONTH');
/** The last so many days before the day asked about; `THIS`: with that day. */
export const days = span('DAY');

/** A subject in one of its years, months or days: what a condition over periods speaks of. */
export type In<S extends string, P extends FactPeriod> = `${S} in its ${P}`;

/** A fact with periods, in each of the periods that it is read over: `every(months(six), gte(each(wage), minimumWage))`. */
export function each<S extends string, M extends Measure, P extends FactPeriod>(fact: FactOf<S, M, P>): TermOf<In<S, P>, M> {
  const term: Term = { term: 'fact', fact, period: 'EACH' };
  return term as TermOf<In<S, P>, M>;
}

/** Whether a list of many is one of periods. */
export const isSpan = (many: object): many is Span => 'declares' in many && many.declares === 'span';

/**
 * How many of the newest periods in a row meet a condition (连续), back to the first that does not, and at most all of them. What is not
 * known breaks the row of what is: it is then known from below.
 */
export function streak<S extends string, P extends FactPeriod>(
  periods: SpanOf<P>,
  condition: ConditionOf<In<S, P>>,
  title?: LocalizedText,
): TermOf<S, Measure<'NUMBER', null, never>> {
  const of: Condition = condition;
  const term: Term = { term: 'overPeriods', title: title ?? null, how: 'streak', span: periods, of };
  return term as TermOf<S, Measure<'NUMBER', null, never>>;
}

/** 2024, "2024-07" or "2024-07-15" as the number of a period; null: no such period. */
export function periodNumber(unit: FactPeriod, text: string): number | null {
  const length = { YEAR: 4, MONTH: 7, DAY: 10 }[unit];
  const day = `${text}-01-01`.slice(0, 10);
  const real = text.length === length && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  return real && new Date(day).toISOString().startsWith(text) ? Number(text.replaceAll('-', '')) : null;
}

/** Whether it is the number of a period: 2024, 202407, 20240715. */
export function isPeriod(unit: FactPeriod, period: number): boolean {
  const text = String(period);
  return periodNumber(unit, [text.slice(0, 4), text.slice(4, 6), text.slice(6)].filter((part) => part !== '').join('-')) === period;
}
