import { day, iso, recordedAt, type Day } from './days.js';
import type { Random } from './random.js';
import type { Observation } from './rows.js';

/** The day that the demo lives on. */
export const TODAY: Day = day('2025-06-30');

/** Everything is entered before today: nothing is known in advance. */
const LAST_ENTRY = TODAY - 1;

/** One household's or person's observations: an id, who said it, and when it was seen and entered. */
export type Observe = (source: string, observedOn: Day) => Observation;

export function observer(random: Random, areaCode: string): Observe {
  return (source, observedOn) => ({
    id: random.uuid(),
    area_code: areaCode,
    observed_on: iso(observedOn),
    recorded_at: recordedAt(Math.min(observedOn + random.int(0, 4), LAST_ENTRY)),
    source,
  });
}
