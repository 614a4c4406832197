/** Whether a row of `employment_record` says of a day that somebody works: work that is over, or that has not begun, is none. */
export const atWork = (day: string): string =>
  `employed and coalesce(started_on <= ${day}::date, true) and coalesce(ended_on >= ${day}::date, true)`;
