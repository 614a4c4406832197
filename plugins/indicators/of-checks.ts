import type { Indicator, IndicatorOfCheck, Sql, SweptTime } from 'xianjie/schema';
import { counted, NO, OPEN, rangesOf, sweptTime, unauthorised, YES, type CountedCheck } from '../eligibility/index.js';
import { noCell, type Cell } from './cells.js';
import type { Meant } from './suppress.js';

/** An indicator that counts what a check says. */
export type OfCheck = Indicator & { readonly from: IndicatorOfCheck };

interface Said {
  readonly area: string;
  readonly check_code: string;
  readonly outcome: number;
  readonly fulfilled: number;
  readonly held: number;
  readonly n: number;
}

/** What the last sweep says of some checks in an area, village by village. */
export interface SweptSayings {
  readonly time: SweptTime;
  readonly said: readonly Said[];
}

/** One statement for all checks and areas, and one for the time: as `gaps(area)` counts, to the last digit. */
export async function sayingsIn(sql: Sql, area: string, checks: readonly CountedCheck[]): Promise<SweptSayings> {
  const time = await sweptTime(sql, [area], null);
  if (time.asOf === null || checks.length === 0) return { time, said: [] };
  const said = await sql<Said>(
    `with unauthorised as materialized (${unauthorised}), counted as (${counted})
     select area_code as area, check_code, outcome, fulfilled, held, sum(n)::int as n from counted where $1::text is null
     group by area_code, check_code, outcome, fulfilled, held having sum(n) <> 0`,
    [null, time.asOf, null, ...rangesOf([area]), checks.map(({ check }) => check.code)],
  );
  return { time, said };
}

/** The cells of one indicator out of them. */
export function cellsOf({ from: { check, counts } }: OfCheck, { doneByRecord }: CountedCheck, { said }: SweptSayings): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const row of said) {
    if (row.check_code !== check.code) continue;
    const concerned = row.outcome === YES;
    const done = doneByRecord ? row.held : row.fulfilled;
    if (counts === 'COVERAGE' && !concerned) continue;
    const unknown =
      counts === 'CONCERNED'
        ? row.outcome === OPEN
        : concerned
          ? ![YES, NO].includes(done)
          : counts === 'NOT_FULFILLED' && row.outcome === OPEN;
    const hit = counts === 'CONCERNED' ? concerned : concerned && done === (counts === 'COVERAGE' ? YES : NO);
    const cell = cells.get(row.area) ?? noCell(row.area);
    cells.set(row.area, {
      ...cell,
      subjects: cell.subjects + row.n,
      unknown: cell.unknown + (unknown ? row.n : 0),
      counted: cell.counted + (hit ? row.n : 0),
      numerator: cell.numerator + (hit ? row.n : 0),
      denominator: cell.denominator + (counts === 'COVERAGE' ? row.n : 0),
    });
  }
  return [...cells.values()];
}

/**
 * Whom all figures of a check mean, one with the other: those that it concerns, with it and without, where there is anything to have. Two
 * figures of one check that left out other areas would tell together what each of them does not.
 */
export function meantByCheck({ check, covers, doneByRecord }: CountedCheck, { said }: SweptSayings): readonly Meant[] {
  const places = new Map<string, Meant>();
  for (const row of said) {
    if (row.check_code !== check.code || row.outcome !== YES) continue;
    const { subjects, parts } = places.get(row.area) ?? { subjects: 0, parts: covers ? [0, 0] : [0] };
    const done = doneByRecord ? row.held : row.fulfilled;
    const more = covers ? [done === YES ? row.n : 0, done === NO ? row.n : 0] : [row.n];
    places.set(row.area, { area: row.area, subjects: subjects + row.n, parts: parts.map((n, i) => n + (more[i] ?? 0)) });
  }
  return [...places.values()];
}
