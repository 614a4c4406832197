import { areaRange, knownThen, monitoringKind, perCapitaNetIncome, registerStatus, type Fact, type Moment, type Sql } from 'xianjie/schema';
import { hasAuthorised } from '../eligibility/index.js';
import { UNKNOWN_KEY } from './found.js';

/** A household, by what rehearsals tell apart. */
export interface Family {
  readonly area: string;
  /** The tenth of the area's households by per-capita net income, from 1; empty: no year's is known. */
  readonly income: string;
  /** The monitoring kind of a monitored household, else the register status; empty: not known. */
  readonly kind: string;
}

interface FamilyRow {
  readonly id: string;
  readonly area: string;
  readonly kind: string | null;
  readonly net: number | null;
  readonly authorised: boolean;
}

const newest = (table: string, columns: string, where: string, order = ''): string =>
  `select distinct on (household_id) household_id, ${columns} from ${table} o
   where area_code >= $4 and area_code < $5 and ${where} and ${knownThen('o')} order by household_id, ${order} observed_on desc, recorded_at desc`;

/** Of several who say a fact the first in authority counts, as for the engine. */
const byAuthority = ({ suppliers }: Fact): string =>
  `array_position(array[${suppliers.map(({ code }) => `'${code}'`).join(', ')}], o.source::text),`;

const ACTUAL_YEAR = `month is null and basis = 'ACTUAL' and per_capita_net is not null and year <= extract(year from $2::date)`;
/** The households of an area, by what counts of each: $2 the day, $3 what was known when, $4 and $5 the ends of the area. */
const rowsSql = `
  select h.id, h.area_code as area, coalesce(nullif(m.kind, 'NONE'), r.status) as kind, i.net::float8 as net,
    ${hasAuthorised('h.id')} as authorised
  from household h
  left join (${newest('register_status', 'status', 'status is not null', byAuthority(registerStatus))}) r on r.household_id = h.id
  left join (${newest('monitoring_status', 'kind', 'kind is not null', byAuthority(monitoringKind))}) m on m.household_id = h.id
  left join (${newest('income_statement', 'per_capita_net as net', ACTUAL_YEAR, `year desc, ${byAuthority(perCapitaNetIncome)}`)}) i on i.household_id = h.id
  where $1::text is null and h.area_code >= $4 and h.area_code < $5`;

const valuesOf = (area: string, { asOf, knownAt }: Moment): unknown[] => {
  const { low, high } = areaRange(area);
  return [null, asOf, knownAt, low, high];
};

/** The incomes at which one tenth of the area's households ends and the next begins. */
export async function incomeCuts(sql: Sql, area: string, at: Moment): Promise<readonly number[]> {
  const [row] = await sql<{ cuts: readonly number[] | null }>(
    `select percentile_disc(array[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) within group (order by net) as cuts
     from (${rowsSql}) f where authorised and net is not null`,
    valuesOf(area, at),
  );
  return row?.cuts ?? [];
}

/** The households of a part that have authorised the matching of their data, and how many have not: these are not in any figure. */
export async function familiesOf(
  sql: Sql,
  part: string,
  at: Moment,
  cuts: readonly number[],
): Promise<{ readonly families: ReadonlyMap<string, Family>; readonly unauthorised: number }> {
  const rows = await sql<FamilyRow>(rowsSql, valuesOf(part, at));
  const families = new Map<string, Family>();
  for (const { id, area, kind, net, authorised } of rows)
    if (authorised) families.set(id, { area, kind: kind ?? UNKNOWN_KEY, income: tenthOf(net, cuts) });
  return { families, unauthorised: rows.length - families.size };
}

/** @param cuts the upper ends of the first nine tenths */
export const tenthOf = (net: number | null, cuts: readonly number[]): string =>
  net === null ? UNKNOWN_KEY : String(1 + cuts.filter((cut) => cut < net).length);
