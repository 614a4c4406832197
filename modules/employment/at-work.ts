/**
 * Whether a row of `employment_record` says of a day that somebody works: work that is over, or that has not begun, is none.
 * @param record how a column of the row is written; by default its bare name
 */
export const atWork = (day: string, record = (column: string): string => column): string =>
  `(${record('employed')} and coalesce(${record('started_on')} <= ${day}::date, true) and coalesce(${record('ended_on')} >= ${day}::date, true))`;
