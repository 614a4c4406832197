import type { Grant } from './grants.js';

/**
 * For how many months of a time a benefit was recorded, by the department that told of most. A month counts where a grant covers all of it, and
 * once it is over; `more`: a grant covers a part of one, or one before `since`, and nobody says how that counts.
 * @param since the first day from which on it is known what a month comes to; null: all along
 */
export function monthsRecorded(
  grants: readonly Pick<Grant, 'source' | 'from' | 'to'>[],
  window: { readonly from: string | null; readonly to: string },
  since: string | null,
): { readonly months: number; readonly more: boolean } {
  const bySource = new Map<string, Set<string>>();
  let more = false;
  for (const { source, from, to } of grants) {
    const whole = bySource.get(source) ?? new Set<string>();
    bySource.set(source, whole);
    const start = window.from !== null && window.from > from ? window.from : from;
    const end = to === null || to > window.to ? window.to : to;
    for (let month = monthOf(start); start <= end && month <= monthOf(end); month = following(month)) {
      const [begins, ends] = [`${month}-01`, lastDayOf(month)];
      const all = from <= begins && (to === null || to >= ends);
      if (!all || (since !== null && begins < since)) more = true;
      else if (ends <= window.to) whole.add(month);
    }
  }
  return { months: Math.max(0, ...[...bySource.values()].map(({ size }) => size)), more };
}

const monthOf = (day: string): string => day.slice(0, 7);
const inUtc = (month: string, months: number, day: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + months, day)).toISOString().slice(0, 10);
const following = (month: string): string => monthOf(inUtc(month, 1, 1));
/** The day before the first of the next month. */
const lastDayOf = (month: string): string => inUtc(month, 1, 0);
