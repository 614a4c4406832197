import { areaRange, currentOn, type Sql, type StoredSubject } from 'xianjie/schema';
import type { Sweep, SweptBlock, SweptCheck } from '../eligibility/index.js';

/** The kinds of subject that some checks are about, and where they lie. */
export function kindsOf(checks: readonly SweptCheck[]): ReadonlyMap<string, StoredSubject> {
  return new Map(checks.map(({ kind, stored }) => [kind, stored]));
}

/**
 * The parts in which an area is stored as a whole, one after the other: its counties; an area that is no larger is one part. A sweep that
 * broke off goes on behind the last part that it finished.
 */
export async function partsOf(sql: Sql, area: string): Promise<string[]> {
  if (area.length >= 6) return [area];
  const { low, high } = areaRange(area);
  const rows = await sql<{ code: string }>(
    `select distinct left(code, 6) as code from area where code >= $1 and code < $2 and length(code) >= 6 order by 1`,
    [low, high],
  );
  return rows.map((row) => row.code);
}

/** Those that belong to no county, as projects of a province: by kind. */
export async function above(sql: Sql, area: string, kinds: ReadonlyMap<string, StoredSubject>): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (area.length >= 6) return found;
  const { low, high } = areaRange(area);
  for (const [kind, { table }] of kinds) {
    const rows = await sql<{ id: string }>(
      `select id from ${table} where area_code >= $1 and area_code < $2 and length(area_code) < 6 order by area_code, id`,
      [low, high],
    );
    if (rows.length > 0)
      found.set(
        kind,
        rows.map((row) => row.id),
      );
  }
  return found;
}

/** Those of no county, reckoned by their ids. */
export async function* blocksOf(sweep: Sweep, ids: ReadonlyMap<string, readonly string[]>): AsyncGenerator<SweptBlock> {
  for (const [kind, some] of ids) yield await sweep.of(kind, some);
}

/** How many subjects there are, of some kinds on a day, in an area; `until`: up to the end of that part of it. */
export async function countSubjects(
  sql: Sql,
  kinds: ReadonlyMap<string, StoredSubject>,
  { area, asOf, until }: { readonly area: string; readonly asOf: string; readonly until?: string | null },
): Promise<number> {
  const { low, high } = areaRange(area);
  const end = until == null ? high : areaRange(until).high;
  const counts = [...kinds.values()].map(
    (stored) => `select count(*) as n from ${stored.table} where ${currentOn(stored)} and area_code >= $2 and area_code < $3`,
  );
  if (counts.length === 0) return 0;
  const [row] = await sql<{ n: number }>(`select sum(n)::int as n from (${counts.join(' union all ')}) c`, [asOf, low, end]);
  return row?.n ?? 0;
}

/** Takes away what was found of those who are no longer there: they left, or their record went. Their counts go with it. */
export async function removeGone(
  sql: Sql,
  kinds: ReadonlyMap<string, StoredSubject>,
  { area, asOf }: { readonly area: string; readonly asOf: string },
): Promise<void> {
  const { low, high } = areaRange(area);
  for (const [kind, stored] of kinds)
    await sql(
      `delete from verdict_state s where s.kind = $2 and s.area_code >= $3 and s.area_code < $4
         and not exists (select from ${stored.table} where ${stored.table}.id = s.subject_id and ${currentOn(stored)})`,
      [asOf, kind, low, high],
    );
}
