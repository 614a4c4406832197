import type { FactPeriod, FactTerm, PeriodTerm, Span } from 'xianjie/schema';
import { addDays, addMonths } from '../figures/calendar.js';
import type { Regime } from './regime.js';

const named: Readonly<Record<Exclude<PeriodTerm, 'EACH'>, { readonly unit: FactPeriod; readonly back: number }>> = {
  THIS_YEAR: { unit: 'YEAR', back: 0 },
  LAST_YEAR: { unit: 'YEAR', back: 1 },
  YEAR_BEFORE: { unit: 'YEAR', back: 2 },
  THIS_MONTH: { unit: 'MONTH', back: 0 },
  LAST_MONTH: { unit: 'MONTH', back: 1 },
  THIS_DAY: { unit: 'DAY', back: 0 },
};

/** The year 2024, the month 202407 or the day 20240715 so many before that of a day. */
function periodBack(unit: FactPeriod, back: number, day: string): number {
  switch (unit) {
    case 'YEAR':
      return Number(day.slice(0, 4)) - back;
    case 'MONTH':
      return Number(
        addMonths(`${day.slice(0, 7)}-01`, -back)
          .slice(0, 7)
          .replace('-', ''),
      );
    case 'DAY':
      return Number(addDays(day, -back).replaceAll('-', ''));
  }
}

/** The period that a fact is read of; null: it has none. @param each the one of several that is looked at */
export function periodOf({ period }: Pick<FactTerm, 'period'>, day: string, each: number | undefined): number | null {
  if (period === null) return null;
  if (period !== 'EACH') return periodBack(named[period].unit, named[period].back, day);
  if (each === undefined) throw new Error('a fact of each period is read outside of any');
  return each;
}

/** So many periods are looked back over at most. */
const MOST = 3_700;

/** The newest n periods, the newest first; null: n is no number of periods. */
export function periodsOf({ unit, upTo }: Span, n: unknown, day: string): readonly number[] | null {
  if (!Number.isSafeInteger(n) || (n as number) < 1 || (n as number) > MOST) return null;
  return Array.from({ length: n as number }, (_, i) => periodBack(unit, upTo === 'THIS' ? i : i + 1, day));
}

/** All periods that a reading of a fact may mean, under a regime; none where it is not known how many. */
export function periodsRead(read: PeriodTerm | Span | null, { day, parameter }: Regime): readonly (number | null)[] {
  if (read === null || typeof read === 'string') return read === 'EACH' ? [] : [periodOf({ period: read }, day, undefined)];
  const n = read.n.term === 'parameter' ? parameter(read.n.parameter)?.value : read.n.term === 'constant' ? read.n.value : undefined;
  return periodsOf(read, n, day) ?? [];
}
