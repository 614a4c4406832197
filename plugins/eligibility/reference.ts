import { ancestorCodes, liesIn, type AdoptionBasis, type Moment, type Sql } from 'xianjie/schema';
import { withIssuers, type Adoption } from './adoptions.js';
import type { Catalogue } from './catalogue.js';
import type { CompleteList } from './observations.js';

/** A list that was declared complete, and when it came in. */
export interface CompleteListing extends CompleteList {
  readonly recordedAt: Date;
}

/** Which lists were declared complete where, at a moment. */
export interface Coverage {
  /** The complete lists of these feeds for an area (and a year), newest first. */
  lists(feeds: readonly string[], area: string, year: number | null): readonly CompleteListing[];
  /** Whether any of these feeds has one. */
  any(feeds: readonly string[]): boolean;
}

/** The public reference data that every answer rests on, for one operation. */
export interface Reference {
  /** All adoptions; with them, in the same statement, what is complete in these areas and those around them. */
  adoptions(areas: readonly string[]): Promise<readonly Adoption[]>;
  /** What was complete, in the areas named so far. */
  coverage(at: Moment): Coverage;
}

interface AdoptionRow {
  readonly what: 'ADOPTION';
  readonly code: string;
  readonly area_code: string;
  readonly since: string;
  readonly until: string | null;
  readonly said_by: AdoptionBasis;
}

interface CoverageRow {
  readonly what: 'COVERAGE';
  readonly code: string;
  readonly area_code: string;
  readonly since: string;
  readonly said_by: string;
  readonly period: string;
  readonly recorded_at: string | Date;
}

const adoptionSql = `select 'ADOPTION' as what, document_code as code, area_code, valid_from as since, valid_to as until, basis as said_by,
  null as period, null::timestamptz as recorded_at from adoption`;
const coverageSql = `select 'COVERAGE' as what, feed as code, area_code, complete_on as since, null::date as until, source as said_by,
  period, recorded_at from coverage where feed = any($1::text[]) and area_code = any($2::text[])`;

/** Reads once what it is asked for; a second question about the same areas reads nothing. */
export function referenceOf(sql: Sql, catalogue: Catalogue): Reference {
  const covered: CoverageRow[] = [];
  const known = new Set<string>();
  let adopted: readonly Adoption[] | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function read(areas: readonly string[]): Promise<readonly Adoption[]> {
    const fresh =
      catalogue.feeds.length === 0
        ? []
        : [...new Set(areas.flatMap((area) => [...ancestorCodes(area), area]))].filter((area) => !known.has(area));
    if (adopted !== null && fresh.length === 0) return adopted;
    const parts = [...(adopted === null ? [adoptionSql] : []), ...(fresh.length === 0 ? [] : [coverageSql])];
    const rows = await sql<AdoptionRow | CoverageRow>(parts.join(' union all '), fresh.length === 0 ? [] : [catalogue.feeds, fresh]);
    for (const area of fresh) known.add(area);
    for (const row of rows) if (row.what === 'COVERAGE') covered.push(row);
    adopted ??= withIssuers(
      rows.flatMap((row) => (row.what === 'ADOPTION' ? adoptionOf(row, catalogue) : [])),
      catalogue.documents.values(),
    );
    return adopted;
  }

  return {
    // One after the other: questions of one operation that come together share what the first one reads.
    adoptions: (areas) => {
      const answer = turn.then(() => read(areas));
      turn = answer.catch(() => undefined);
      return answer;
    },
    coverage: ({ asOf, knownAt }) => {
      const rows = covered.filter((row) => row.since <= asOf && (knownAt === null || new Date(row.recorded_at) <= new Date(knownAt)));
      return {
        lists: (feeds, area, year) =>
          rows
            .filter((row) => feeds.includes(row.code) && liesIn(area, row.area_code) && row.period === (year === null ? '' : String(year)))
            .map((row) => ({ source: row.said_by, on: row.since, recordedAt: new Date(row.recorded_at) }))
            .sort((a, b) => (a.on < b.on ? 1 : -1)),
        any: (feeds) => rows.some((row) => feeds.includes(row.code)),
      };
    },
  };
}

/** A document that no installed module declares has nothing in force. */
function adoptionOf(row: AdoptionRow, { documents }: Catalogue): Adoption[] {
  const document = documents.get(row.code);
  return document === undefined ? [] : [{ document, area: row.area_code, from: row.since, to: row.until, basis: row.said_by }];
}
