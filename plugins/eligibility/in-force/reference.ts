import { ancestorCodes, liesIn, type AdoptionBasis, type Moment, type PolicyDocument, type Sql } from 'xianjie/schema';
import { withIssuers, type Adoption, type Policy } from './adoptions.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { documentOf, documentSql, valueSql, valuesOf, type DocumentRow, type ValueRow } from './recorded.js';

/** A supplier's list that was declared complete on a day. */
export interface CompleteList {
  readonly source: string;
  readonly on: string;
}

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
  /**
   * All adoptions, with the values that were approved for their documents; with them, in the same statement, what is complete in these areas
   * and those around them.
   */
  adoptions(areas: readonly string[]): Promise<readonly Adoption[]>;
  /** The same with the documents and their values. */
  policy(): Promise<Policy>;
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

/** $1, here and in what is read with it: what was known when (null: now). An adoption that was ended later was open then, or meant to end otherwise. */
const adoptionSql = `select 'ADOPTION' as what, document_code as code, area_code, valid_from as since,
  case when changed.at is null then valid_to else changed.was end as until, basis as said_by,
  null::text as period, null::timestamptz as recorded_at, null::jsonb as body
  from adoption left join lateral (
    select (e->>'at')::timestamptz as at, (e->>'was')::date as was from jsonb_array_elements(ends) e
    where (e->>'at')::timestamptz > $1::timestamptz order by 1 limit 1) changed on true
  where recorded_at <= coalesce($1::timestamptz, 'infinity')`;
const coverageSql = `select 'COVERAGE' as what, feed as code, area_code, complete_on as since, null::date as until, source as said_by,
  period, recorded_at, null::jsonb as body from coverage where recorded_at <= coalesce($1::timestamptz, 'infinity') and feed = any($2::text[]) and area_code = any($3::text[])`;

/** Reads once what it is asked for; a second question about the same areas reads nothing. @param knownAt as it was known then; null: now */
export function referenceOf(sql: Sql, catalogue: Catalogue, knownAt: string | null = null): Reference {
  const covered: CoverageRow[] = [];
  const known = new Set<string>();
  let policy: Policy | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function read(areas: readonly string[]): Promise<Policy> {
    const fresh =
      catalogue.feeds.length === 0
        ? []
        : [...new Set(areas.flatMap((area) => [...ancestorCodes(area), area]))].filter((area) => !known.has(area));
    if (policy !== null && fresh.length === 0) return policy;
    const parts = [...(policy === null ? [adoptionSql, documentSql, valueSql] : []), ...(fresh.length === 0 ? [] : [coverageSql])];
    const rows = await sql<AdoptionRow | CoverageRow | DocumentRow | ValueRow>(
      parts.join(' union all '),
      fresh.length === 0 ? [knownAt] : [knownAt, catalogue.feeds, fresh],
    );
    for (const area of fresh) known.add(area);
    for (const row of rows) if (row.what === 'COVERAGE') covered.push(row);
    policy ??= policyOf(catalogue, rows);
    return policy;
  }

  // One after the other: questions of one operation that come together share what the first one reads.
  function inTurn(areas: readonly string[]): Promise<Policy> {
    const answer = turn.then(() => read(areas));
    turn = answer.catch(() => undefined);
    return answer;
  }

  return {
    adoptions: async (areas) => (await inTurn(areas)).adoptions,
    policy: () => inTurn([]),
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

type ReadRow = AdoptionRow | CoverageRow | DocumentRow | ValueRow;
const is =
  <W extends ReadRow['what']>(what: W) =>
  (row: ReadRow): row is Extract<ReadRow, { readonly what: W }> =>
    row.what === what;

/** A code that a module declares is the module's, whatever an area recorded before the module came. */
function policyOf(catalogue: Catalogue, rows: readonly ReadRow[]): Policy {
  const documents = new Map([...rows.filter(is('DOCUMENT')).map((row) => [row.code, documentOf(row)] as const), ...catalogue.documents]);
  const values = valuesOf(rows.filter(is('VALUE')), documents, catalogue);
  const recorded = rows.filter(is('ADOPTION')).flatMap((row) => adoptionOf(row, documents));
  return { documents, values, adoptions: withIssuers(recorded, documents, values) };
}

/** A document that neither an installed module nor an area knows has nothing in force. */
function adoptionOf(row: AdoptionRow, documents: ReadonlyMap<string, PolicyDocument>): Adoption[] {
  const document = documents.get(row.code);
  return document === undefined ? [] : [{ document, area: row.area_code, from: row.since, to: row.until, basis: row.said_by }];
}
