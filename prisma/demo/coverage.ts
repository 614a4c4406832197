import { day, iso, recordedAt, type Day } from './days.js';
import type { Settlement } from './plan.js';
import type { Random } from './random.js';
import type { CoverageRow } from './rows.js';

/** The day of the register's last complete list. Every entry that the list holds was observed on that day or later. */
export const LIST_DAY: Day = day('2024-12-20');
/** The day of the last complete roster of people. */
export const ROSTER_DAY: Day = day('2025-01-15');

const lists = [
  ['core.households', LIST_DAY],
  ['core.people', ROSTER_DAY],
] as const;

/**
 * Which lists were declared complete, village by village. The last community of a town has declared nothing: what is not recorded
 * there is unknown, and not a "no".
 */
export function coverage(random: Random, settlements: readonly Settlement[]): CoverageRow[] {
  const silent = settlements.findLast((s) => s.community)?.code;
  return settlements
    .filter((s) => s.code !== silent)
    .flatMap((s) =>
      lists.map(([feed, on]) => ({
        id: random.uuid(),
        source: 'RRB',
        feed,
        area_code: s.code,
        period: '',
        complete_on: iso(on),
        recorded_at: recordedAt(on + 1),
      })),
    );
}
