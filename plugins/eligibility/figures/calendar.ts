import type { DateUnit } from 'xianjie/schema';

/** A day as `YYYY-MM-DD`. */
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The same day some months later (earlier, below zero); a day that does not exist there is the month's last. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

export function addDays(day: string, days: number): string {
  return iso(Date.parse(day) + days * 86_400_000);
}

/** How many days the first is after the second. */
export function daysBetween(day: string, other: string): number {
  return Math.round((Date.parse(day) - Date.parse(other)) / 86_400_000);
}

/** Whole years from one day to another; null: the other comes first. Whoever was born on 29 February is a year older on 28 February. */
export function wholeYears(from: string, to: string): number | null {
  if (to < from) return null;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return addMonths(from, years * 12) <= to ? years : years - 1;
}

/** The day that many years, months or days later. Null: there is no such day, or not a whole number of them. */
export function laterBy(day: string, by: number, unit: DateUnit): string | null {
  if (!Number.isSafeInteger(by) || Math.abs(by) > 100_000) return null;
  const result = unit === 'DAYS' ? addDays(day, by) : addMonths(day, unit === 'YEARS' ? by * 12 : by);
  return /^\d{4}-\d{2}-\d{2}$/.test(result) ? result : null;
}
