import { createHash } from 'node:crypto';
import type { Sql } from 'xianjie/schema';
import type { PackedBlock } from './packed.js';

/** A block by what stands in its areas already. What stands there exactly as it was found is in neither. */
export interface Unlike {
  /** Of areas in which nothing stands of this kind. */
  readonly first: PackedBlock;
  /** Of areas in which something else stands: each row is to be looked at. */
  readonly other: PackedBlock;
}

interface StandingRow {
  readonly area_code: string;
  readonly set_hash: string;
  readonly digest: string;
}

/**
 * Holds a block against what stands, a village at a time: most villages have changed nowhere, or are swept for the first time.
 * The rows of a block come in the order of area and id.
 */
export async function unlike(sql: Sql, block: PackedBlock): Promise<Unlike> {
  const stretches = areasOf(block);
  const standing = new Map<string, StandingRow | 'SEVERAL'>();
  for (const row of await sql<StandingRow>(
    `select area_code, set_hash, encode(sha256(string_agg(uuid_send(subject_id) || packed || coalesce(amounts::text, '{}')::bytea, ''
       order by subject_id)), 'hex') as digest
     from verdict_state where kind = $1 and area_code = any($2::text[]) group by area_code, set_hash`,
    [block.set.kind, [...stretches.keys()]],
  ))
    standing.set(row.area_code, standing.has(row.area_code) ? 'SEVERAL' : row);
  const first: Rows[] = [];
  const other: Rows[] = [];
  for (const [area, rows] of stretches) {
    const stood = standing.get(area);
    if (stood === undefined) first.push(rows);
    else if (stood === 'SEVERAL' || stood.set_hash !== block.set.hash || stood.digest !== digestOf(block, rows)) other.push(rows);
  }
  return { first: part(block, first), other: part(block, other) };
}

/** From one row of a block up to another. */
interface Rows {
  readonly from: number;
  readonly to: number;
}

function areasOf({ areas }: PackedBlock): ReadonlyMap<string, Rows> {
  const found = new Map<string, Rows>();
  for (let from = 0, to = 0; from < areas.length; from = to) {
    while (to < areas.length && areas[to] === areas[from]) to++;
    found.set(areas[from] ?? '', { from, to });
  }
  return found;
}

/** As PostgreSQL makes it of the same rows. */
function digestOf({ set, ids, bytes, amounts }: PackedBlock, { from, to }: Rows): string {
  const width = set.checks.length;
  const hash = createHash('sha256');
  let text = '';
  for (let row = from; row < to; row++) {
    const id = (ids[row] ?? '').replaceAll('-', '');
    text += id + bytes.toString('hex', row * width, (row + 1) * width) + Buffer.from(amounts[row] ?? '{}', 'latin1').toString('hex');
  }
  return hash.update(text, 'hex').digest('hex');
}

function part(block: PackedBlock, parts: readonly Rows[]): PackedBlock {
  const { set, ids, areas, bytes, amounts } = block;
  const width = set.checks.length;
  if (parts.reduce((sum, { from, to }) => sum + to - from, 0) === ids.length) return block;
  return {
    set,
    ids: parts.flatMap(({ from, to }) => ids.slice(from, to)),
    areas: parts.flatMap(({ from, to }) => areas.slice(from, to)),
    bytes: Buffer.concat(parts.map(({ from, to }) => bytes.subarray(from * width, to * width))),
    amounts: parts.flatMap(({ from, to }) => amounts.slice(from, to)),
  };
}
