import type { Moment, Sql } from 'xianjie/schema';
import { lies } from './adoptions.js';
import type { CompleteList } from './observations.js';

interface CoverageRow {
  readonly source: string;
  readonly feed: string;
  readonly area_code: string;
  readonly period: string;
  readonly complete_on: string;
}

/** Which lists were declared complete where. */
export interface Coverage {
  /** The complete lists of these feeds for an area (and a year), newest first. */
  lists(feeds: readonly string[], area: string, year: number | null): readonly CompleteList[];
}

/** Reads, in one query, the newest declaration of each supplier for the areas in question and those around them. */
export async function readCoverage(sql: Sql, feeds: readonly string[], areas: readonly string[], at: Moment): Promise<Coverage> {
  const around = [
    ...new Set(areas.flatMap((area) => ['0', ...[2, 4, 6, 9, 12].filter((n) => n <= area.length).map((n) => area.slice(0, n))])),
  ];
  const rows =
    feeds.length === 0
      ? []
      : await sql<CoverageRow>(
          `select distinct on (source, feed, area_code, period) source, feed, area_code, period, complete_on from coverage
           where feed = any($1) and area_code = any($2) and complete_on <= $3::date and recorded_at <= coalesce($4::timestamptz, 'infinity')
           order by source, feed, area_code, period, complete_on desc`,
          [feeds, around, at.asOf, at.knownAt],
        );
  return {
    lists: (of, area, year) =>
      rows
        .filter((row) => of.includes(row.feed) && lies(area, row.area_code) && row.period === (year === null ? '' : String(year)))
        .map((row) => ({ source: row.source, on: row.complete_on }))
        .sort((a, b) => (a.on < b.on ? 1 : -1)),
  };
}
