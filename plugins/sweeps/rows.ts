import type { Sql } from 'xianjie/schema';
import { asUuids } from '../eligibility/index.js';
import type { PackedBlock } from './packed.js';

/** Why something was asked again, and as of when. */
export interface Finding {
  /** Null: between sweeps. */
  readonly sweepId: string | null;
  readonly asOf: string;
  /** Drawn before what was found was read. */
  readonly ticket: number;
}

/** Where the records lie that verdicts follow by a trigger; those of other kinds are put where they were found. */
export const recordsOf: Readonly<Record<string, string>> = { HOUSEHOLD: 'household', PERSON: 'person', PROJECT: 'project' };

/** Whether the verdicts of a kind move and go with its records by themselves. */
export const followsRecord = (kind: string): boolean => recordsOf[kind] !== undefined;

/** Rows as the parameters of a statement: the ids, the place of each area among the areas, the amounts, the areas, the bytes, and how many a row has. */
export function rowsOf({ set, ...rows }: PackedBlock): readonly unknown[] {
  const areas = [...new Set(rows.areas)];
  const places = new Map(areas.map((area, i) => [area, i + 1]));
  const amounts = rows.amounts.some((list) => list !== null) ? rows.amounts.map((list) => (list === null ? 'NULL' : `"${list}"`)) : [];
  return [
    asUuids(rows.ids),
    `{${rows.areas.map((area) => places.get(area) ?? 0).join(',')}}`,
    `{${amounts.join(',')}}`,
    areas,
    rows.bytes,
    set.checks.length,
  ];
}

/** The rows of `rowsOf`; where no amount is known their list is shorter than the others. */
export const ROWS = `unnest($1::uuid[], $2::int[], $3::text[]) with ordinality as u (id, place, amounts, at)`;
export const AREA = `($4::text[])[u.place]`;
export const PACKED = `substring($5::bytea from (u.at::int - 1) * $6::int + 1 for $6::int)`;

const parametersOf = (rows: PackedBlock, { asOf }: Finding, turn: number): unknown[] => [
  ...rowsOf(rows),
  ...[rows.set.kind, rows.set.hash, asOf, turn],
];

/**
 * Writes rows of subjects of whom nothing stands, where the record still lies where it was found: records are looked up village by village,
 * and none is locked; the set of checks was by `CheckSets.keep`. Of whom something stands all the same, elsewhere, nothing is written. @returns the ids of those that were not written
 */
export async function insert(sql: Sql, rows: PackedBlock, finding: Finding, turn: number): Promise<ReadonlySet<string>> {
  if (rows.ids.length === 0) return new Set();
  const table = recordsOf[rows.set.kind];
  const found = table === undefined ? '' : ` join there on there.id = u.id and there.area_code = ${AREA}`;
  const [written] = await sql<{ n: number }>(
    `with ${table === undefined ? '' : `there as materialized (select id, area_code from ${table} where area_code = any($4::text[])), `}put as (
       insert into verdict_state (kind, subject_id, area_code, set_hash, packed, amounts, as_of, turn)
       select $7, u.id, ${AREA}, $8, ${PACKED}, u.amounts::bigint[], $9::date, $10::bigint from ${ROWS}${found} on conflict (subject_id, kind) do nothing returning 1)
     select count(*)::int as n from put`,
    parametersOf(rows, finding, turn),
  );
  if (written?.n === rows.ids.length) return new Set();
  const lost = await sql<{ id: string }>(
    `select u.id from unnest($2::uuid[]) as u (id) where not exists (select from verdict_state s where s.kind = $1 and s.subject_id = u.id and s.turn = $3)`,
    [rows.set.kind, rows.ids, turn],
  );
  return new Set(lost.map(({ id }) => id));
}

/** Writes rows anew, unless somebody wrote since they were read. @returns the ids of those that were not written */
export async function update(sql: Sql, rows: PackedBlock, finding: Finding, turn: number): Promise<ReadonlySet<string>> {
  if (rows.ids.length === 0) return new Set();
  const written = await sql<{ subject_id: string }>(
    `update verdict_state s set set_hash = $8, packed = ${PACKED}, amounts = u.amounts::bigint[], as_of = $9::date, swept_at = now(), turn = $10::bigint
     from ${ROWS} where s.kind = $7 and s.subject_id = u.id and s.area_code = ${AREA} and s.turn <= $11 returning s.subject_id`,
    [...parametersOf(rows, finding, turn), finding.ticket],
  );
  const there = new Set(written.map((row) => row.subject_id));
  return new Set(rows.ids.filter((id) => !there.has(id)));
}

/** Asks again, between sweeps, about whom something newer may stand, or who is gone. */
export const doubt = (sql: Sql, kind: string, ids: readonly string[], areas: readonly string[]): Promise<unknown> =>
  ids.length === 0
    ? Promise.resolve()
    : sql(`insert into stale_subject (kind, subject_id, area_code) select $1, * from unnest($2::uuid[], $3::text[])`, [kind, ids, areas]);
