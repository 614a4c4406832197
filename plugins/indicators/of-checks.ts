import type { Indicator, IndicatorOfCheck, IndicatorPart, Outcome, PeriodOfTime, SaidOfSubject, Sql } from 'xianjie/schema';
import {
  counted,
  NO,
  rangesOf,
  sweptAnswers,
  sweptVillages,
  timeOf,
  unauthorised,
  YES,
  type CountedCheck,
  type SweptVillage,
} from '../eligibility/index.js';
import { noCell, type Cell } from './cells.js';
import type { Meant } from './suppress.js';

/** An indicator that counts what a check says. */
export type OfCheck = Indicator & { readonly from: IndicatorOfCheck };

/** What is counted, in the codes of a sweep. */
const outcomes: readonly Outcome[] = ['NOT_ELIGIBLE', 'UNDETERMINED', 'ELIGIBLE'];

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
  readonly villages: readonly SweptVillage[];
  /** Whose authorisation counts: that of the day of the sweep, of several the earliest. */
  readonly asOf: string | null;
  readonly said: readonly Said[];
}

/** One statement for all checks and areas, and one for the time: as `gaps(area)` counts, to the last digit. */
export async function sayingsIn(sql: Sql, area: string, checks: readonly CountedCheck[]): Promise<SweptSayings> {
  const villages = await sweptVillages(sql, area);
  const { asOf } = timeOf(villages);
  if (asOf === null || checks.length === 0) return { villages, asOf, said: [] };
  const said = await sql<Said>(
    `with unauthorised as materialized (${unauthorised}), counted as (${counted})
     select area_code as area, check_code, outcome, fulfilled, held, sum(n)::int as n from counted where $1::text is null
     group by area_code, check_code, outcome, fulfilled, held having sum(n) <> 0`,
    [null, asOf, null, ...rangesOf([area]), checks.map(({ check }) => check.code)],
  );
  return { villages, asOf, said };
}

/** What of it speaks of a period: a village that was swept as of another day counts as one that was not. */
export function sayingsOf(all: SweptSayings, { first, last }: PeriodOfTime): SweptSayings {
  const others = new Set(all.villages.flatMap((v) => (v.first !== null && (v.first < first || (v.last ?? '') > last) ? [v.area] : [])));
  if (others.size === 0) return all;
  return {
    ...all,
    villages: all.villages.map((v) => (others.has(v.area) ? { area: v.area, first: null, last: null, at: null, left: true } : v)),
    said: all.said.filter(({ area }) => !others.has(area)),
  };
}

/** How a subject of whom a check says this is counted; null: not at all, and it stands behind no number. */
export function partOf(counts: IndicatorOfCheck['counts'], { outcome, fulfilled }: SaidOfSubject): IndicatorPart | null {
  const concerned = outcome === 'ELIGIBLE';
  if (counts === 'COVERAGE' && !concerned) return null;
  if (outcome === 'UNDETERMINED') return 'UNKNOWN';
  if (counts === 'CONCERNED' || !concerned) return concerned ? 'COUNTED' : 'NOT_COUNTED';
  if (fulfilled === null || fulfilled === 'UNKNOWN') return 'UNKNOWN';
  return (fulfilled === 'TRUE') === (counts === 'COVERAGE') ? 'COUNTED' : 'NOT_COUNTED';
}

/** Everything that may have been said of whom an indicator counts so; of whom it counts at all where no part is named. */
export const saidOf = (counts: IndicatorOfCheck['counts'], part: IndicatorPart | null): readonly SaidOfSubject[] =>
  outcomes
    .flatMap((outcome) => sweptAnswers.map((fulfilled) => ({ outcome, fulfilled })))
    .filter((said) => {
      const counted = partOf(counts, said);
      return counted !== null && (part === null || counted === part);
    });

/** The cells of one indicator out of them. */
export function cellsOf({ from: { check, counts } }: OfCheck, { doneByRecord }: CountedCheck, { said }: SweptSayings): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const row of said) {
    const outcome = outcomes[row.outcome];
    if (row.check_code !== check.code || outcome === undefined) continue;
    const part = partOf(counts, { outcome, fulfilled: sweptAnswers[doneByRecord ? row.held : row.fulfilled] ?? null });
    if (part === null) continue;
    const hit = part === 'COUNTED';
    const cell = cells.get(row.area) ?? noCell(row.area);
    cells.set(row.area, {
      ...cell,
      subjects: cell.subjects + row.n,
      unknown: cell.unknown + (part === 'UNKNOWN' ? row.n : 0),
      counted: cell.counted + (hit ? row.n : 0),
      numerator: cell.numerator + (hit ? row.n : 0),
      denominator: cell.denominator + (counts === 'COVERAGE' ? row.n : 0),
    });
  }
  return [...cells.values()];
}

/**
 * Whom all figures of a check mean, one with the other: those that it concerns, with it, without, and of whom it is not known, where there is
 * anything to have. Two figures of one check that left out other areas would tell together what each of them does not.
 */
export function meantByCheck({ check, covers, doneByRecord }: CountedCheck, { said }: SweptSayings): readonly Meant[] {
  const places = new Map<string, Meant>();
  for (const row of said) {
    if (row.check_code !== check.code || row.outcome !== YES) continue;
    const { subjects, parts, unknown } = places.get(row.area) ?? { subjects: 0, parts: covers ? [0, 0] : [0], unknown: 0 };
    const done = doneByRecord ? row.held : row.fulfilled;
    const more = covers ? [done === YES ? row.n : 0, done === NO ? row.n : 0] : [row.n];
    places.set(row.area, {
      area: row.area,
      subjects: subjects + row.n,
      parts: parts.map((n, i) => n + (more[i] ?? 0)),
      unknown: unknown + (covers && ![YES, NO].includes(done) ? row.n : 0),
    });
  }
  return [...places.values()];
}
