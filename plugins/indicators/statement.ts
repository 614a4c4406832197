import { indicatorTools, type Indicator, type IndicatorPart, type IndicatorQuery, type PeriodOfTime, type Sql } from 'xianjie/schema';
import { rangesOf, unauthorisedOn } from '../eligibility/index.js';
import { countsSubjects, type Cell } from './cells.js';

/** An indicator that counts by a query of its own. */
export type Queried = Indicator & { readonly from: IndicatorQuery };

/** When and where it is counted. */
export interface Counting {
  readonly period: PeriodOfTime;
  /** The last day of the period, or today while it runs. */
  readonly asOf: string;
  readonly area: string;
  readonly today: string;
}

const valuesOf = ({ period, asOf, area, today }: Counting): unknown[] => [period.first, asOf, null, ...rangesOf([area]), today];

/** Every parameter has its type, whichever of them the query has no need of. */
const TYPED = `($1::date is not null and $2::date is not null and coalesce($3::timestamptz, now()) is not null
  and cardinality($4::text[]) = cardinality($5::text[]) and $6::date is not null)`;

/**
 * Everybody who is counted, without households that have not authorised what the number puts together: today ($6), of whatever period it is,
 * so that nobody is told of who has withdrawn since.
 */
function said({ from, matches }: Queried): string {
  return `with ${matches ? `unauthorised as materialized (${unauthorisedOn('$6')}), ` : ''}everybody as (${from(indicatorTools)}),
    said as (select * from everybody where ${TYPED}
      ${matches ? 'and (household_id is null or household_id not in (select id from unauthorised))' : ''})`;
}

/**
 * Row security hides from PostgreSQL's planner how many rows an area holds: it would compare thousands of households with thousands one by
 * one. Joined by hash or merge, and planned for the area that is asked about, to the end of the operation.
 */
export function overEverybody(sql: Sql): Sql {
  let set = false;
  return async (text, values) => {
    // Not waited for: statements of one connection come one after the other, and if one fails so does the next.
    if (!set) sql(SETTINGS).catch(() => undefined);
    set = true;
    return sql(text, values);
  };
}

const SETTINGS = `select set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true)`;

interface CellRow {
  readonly area: string;
  readonly subjects: number;
  readonly unknown: number;
  readonly counted: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly base_numerator: number | null;
  readonly base_denominator: number | null;
}

/** One statement for all areas of every level: what lies in a larger area is added up. */
export async function countBy(sql: Sql, indicator: Queried, counting: Counting): Promise<readonly Cell[]> {
  const { measure } = indicator;
  const isCount = countsSubjects(measure);
  // An amount over others is of those of whom both are known; a share is of everybody.
  const sum = (column: string, needed: boolean): string =>
    needed ? `coalesce(sum(${column})${isCount ? '' : ' filter (where numerator is not null)'}, 0)::bigint` : '0';
  const rows = await sql<CellRow>(
    `${said(indicator)} select area_code as area, count(*)::int as subjects, count(*) filter (where numerator is null)::int as unknown,
       count(*) filter (where ${isCount ? 'numerator > 0' : 'numerator is not null'})::int as counted,
       coalesce(sum(numerator), 0)::bigint as numerator, ${sum('denominator', !['COUNT', 'SUM'].includes(measure))} as denominator,
       ${sum('base_numerator', measure === 'GROWTH')} as base_numerator, ${sum('base_denominator', measure === 'GROWTH')} as base_denominator
     from said group by area_code`,
    valuesOf(counting),
  );
  return rows.map((row) => ({
    area: row.area,
    subjects: row.subjects,
    unknown: row.unknown,
    counted: row.counted,
    numerator: Number(row.numerator),
    denominator: Number(row.denominator),
    baseNumerator: Number(row.base_numerator),
    baseDenominator: Number(row.base_denominator),
  }));
}

/** A subject behind a number. */
export interface SubjectRow {
  readonly id: string;
  readonly area: string;
  readonly part: IndicatorPart;
}

/** The same query, subject by subject, behind a place in the order of areas and ids. */
export function subjectsOf(
  sql: Sql,
  indicator: Queried,
  counting: Counting,
  page: { readonly part: IndicatorPart | null; readonly after: readonly [area: string, id: string] | null; readonly limit: number },
): Promise<SubjectRow[]> {
  const counted = countsSubjects(indicator.measure) ? 'numerator > 0' : 'numerator is not null';
  return sql<SubjectRow>(
    `${said(indicator)}, parts as (
       select subject_id as id, area_code as area, case when numerator is null then 'UNKNOWN' when ${counted} then 'COUNTED' else 'NOT_COUNTED' end as part
       from said)
     select id, area, part from parts
     where ($7::text is null or part = $7) and ($8::text is null or (area collate "C", id) > ($8::text collate "C", $9::uuid)) order by area collate "C", id limit $10`,
    [...valuesOf(counting), page.part, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  );
}
