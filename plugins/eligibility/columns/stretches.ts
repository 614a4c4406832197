import { areaRange, currentOn, type Moment, type Sql, type StoredSubject } from 'xianjie/schema';
import type { SweptRow } from './verdicts.js';

/** A kind of subject that has records. */
export interface StoredKind {
  readonly code: string;
  readonly stored: StoredSubject;
}

/** Subjects that are read together: of some areas that lie side by side, or some of one kind in a single area. */
export interface Stretch {
  readonly kinds: readonly StoredKind[];
  /** Area codes: from this one on, and below that one. */
  readonly low: string;
  readonly high: string;
  /** Behind this id, and up to that one; null: all of them. */
  readonly after: string | null;
  readonly until: string | null;
}

/**
 * Splits everybody in an area. Households, their members and what else lies in a village come together, so that each fact is read once
 * for all that reads it; an area with more than that many subjects is split by kind and id.
 */
export async function stretchesIn(
  sql: Sql,
  kinds: readonly StoredKind[],
  area: string,
  { asOf }: Moment,
  atOnce: number,
): Promise<readonly Stretch[]> {
  if (kinds.length === 0) return [];
  const { low, high } = areaRange(area);
  const counts = kinds.map(
    ({ stored }) =>
      `select area_code, count(*) as n from ${stored.table} where ${currentOn(stored)} and area_code >= $2 and area_code < $3 group by 1`,
  );
  const areas = await sql<{ code: string; n: number }>(
    `select area_code as code, sum(n)::int as n from (${counts.join(' union all ')}) c group by 1 order by 1`,
    [asOf, low, high],
  );
  const stretches: Stretch[] = [];
  let from = 0;
  let rows = 0;
  const end = async (to: number): Promise<void> => {
    const within = { low: areas[from]?.code ?? low, high: areas[to]?.code ?? high };
    if (rows <= atOnce) stretches.push({ kinds, ...within, after: null, until: null });
    else for (const kind of kinds) stretches.push(...(await splitById(sql, kind, within, asOf, atOnce)));
    from = to;
    rows = 0;
  };
  for (const [at, { n }] of areas.entries()) {
    if (rows > 0 && rows + n > atOnce) await end(at);
    rows += n;
  }
  if (rows > 0) await end(areas.length);
  return stretches;
}

async function splitById(
  sql: Sql,
  kind: StoredKind,
  { low, high }: { readonly low: string; readonly high: string },
  asOf: string,
  atOnce: number,
): Promise<Stretch[]> {
  const { stored } = kind;
  const ends = await sql<{ id: string }>(
    `select id from (select id, row_number() over (order by id) as n from ${stored.table}
       where ${currentOn(stored)} and area_code >= $2 and area_code < $3) r where n % $4::int = 0 order by id`,
    [asOf, low, high, atOnce],
  );
  const cuts = [null, ...ends.map(({ id }) => id), null];
  return cuts.slice(1).map((until, i) => ({ kinds: [kind], low, high, after: cuts[i] ?? null, until }));
}

/** An id, as text. */
const ID = 36;

/** Who belongs to a stretch: by kind, in the order of area and id. An area's ids come as one text. */
export async function subjectsOf(
  sql: Sql,
  { kinds, low, high, after, until }: Stretch,
  { asOf }: Moment,
): Promise<ReadonlyMap<string, readonly SweptRow[]>> {
  const behind =
    after === null && until === null ? '' : ' and ($4::uuid is null or id > $4::uuid) and ($5::uuid is null or id <= $5::uuid)';
  const parts = kinds.map(
    ({ stored }, kind) =>
      `select ${kind} as kind, area_code as area, string_agg(id::text, '' order by id) as ids from ${stored.table}
       where ${currentOn(stored)} and area_code >= $2 and area_code < $3${behind} group by area_code`,
  );
  const rows = await sql<{ kind: number; area: string; ids: string }>(
    `select kind, area, ids from (${parts.join(' union all ')}) s order by kind, area`,
    [asOf, low, high, ...(behind === '' ? [] : [after, until])],
  );
  const found = new Map<string, SweptRow[]>(kinds.map(({ code }) => [code, []]));
  for (const { kind, area, ids } of rows) {
    const list = found.get(kinds[kind]?.code ?? '') ?? [];
    for (let from = 0; from < ids.length; from += ID) list.push({ id: ids.slice(from, from + ID), areaCode: area });
  }
  return found;
}
