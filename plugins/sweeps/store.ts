import { randomUUID } from 'node:crypto';
import type { Sql } from 'xianjie/schema';
import { appendEvents } from '../outbox/index.js';
import { mergeSets, type CheckSet, type CheckSets, type Merge } from './check-sets.js';
import { readAmounts, unpack, writeAmounts, type PackedBlock, type Said } from './packed.js';
import { createTally, type Tally } from './tally.js';

/** Why something was asked again, and as of when. */
export interface Finding {
  /** Null: between sweeps. */
  readonly sweepId: string | null;
  readonly asOf: string;
  /** Drawn before what was found was read. */
  readonly ticket: number;
}

interface Stood {
  readonly at: number;
  readonly area_code: string | null;
  readonly set_hash: string;
  readonly packed: string;
  readonly amounts: string | null;
}

/** A subject whose row is to be written. */
interface Fresh {
  readonly id: string;
  readonly area: string;
  readonly merge: Merge;
  readonly stoodSet: CheckSet | null;
  readonly was: { readonly packed: Buffer; readonly amounts: readonly (number | null)[] } | null;
  readonly bytes: Buffer;
  readonly amounts: readonly (number | null)[];
}

/** What became of a block. */
export interface Stored {
  readonly changes: number;
}

/** The kinds whose rows follow the record by a key; the others are put where they were found. */
const columnOf: Readonly<Record<string, string>> = { HOUSEHOLD: 'household_id', PERSON: 'person_id', PROJECT: 'project_id' };

/** Draws the next turn: before reading, to know later who wrote since. */
export async function drawTurn(sql: Sql): Promise<number> {
  const [row] = await sql<{ turn: number }>(`select nextval('verdict_turn') as turn`);
  return row?.turn ?? 0;
}

/** One at a time stores verdicts of a county, so that what stands there is what is counted. */
export async function storeAlone(sql: Sql, area: string): Promise<void> {
  await sql(`select pg_advisory_xact_lock(hashtextextended('xianjie.verdicts ' || left($1, 6), 0))`, [area]);
}

/**
 * Stores what was found of subjects of one kind: rows only where they differ, counts, changes and their events, in the caller's transaction.
 * Who was written about by somebody else since it was read is asked again. @param installed the codes of the checks there are
 */
export async function storeBlock(
  sql: Sql,
  sets: CheckSets,
  installed: ReadonlySet<string>,
  block: PackedBlock,
  finding: Finding,
): Promise<Stored> {
  const fresh = await differing(sql, sets, installed, block, finding);
  if (fresh.length === 0) return { changes: 0 };
  for (const set of new Set(fresh.map((one) => one.merge.target))) await sets.keep(sql, set);
  const { kind } = block.set;
  if (columnOf[kind] === undefined) await follow(sql, kind, fresh);
  const turn = await drawTurn(sql);
  const written = new Set([
    ...(await insert(
      sql,
      kind,
      fresh.filter(({ was }) => was === null),
      finding,
      turn,
    )),
    ...(await update(
      sql,
      kind,
      fresh.filter(({ was }) => was !== null),
      finding,
      turn,
    )),
  ]);
  const doubtful = fresh.filter(({ id }) => !written.has(id));
  if (doubtful.length > 0)
    await sql(`insert into stale_subject (kind, subject_id, area_code) select $1, * from unnest($2::uuid[], $3::text[])`, [
      kind,
      doubtful.map(({ id }) => id),
      doubtful.map(({ area }) => area),
    ]);
  const tally = createTally();
  const kept = fresh.filter(({ id }) => written.has(id));
  for (const one of kept) count(tally, kind, one);
  await tally.write(sql);
  return { changes: await noteChanges(sql, kind, kept, finding) };
}

/** The rows that differ from what stands there, or that nobody has yet. */
async function differing(
  sql: Sql,
  sets: CheckSets,
  installed: ReadonlySet<string>,
  { set, ids, areas, packed, amounts }: PackedBlock,
  { sweepId }: Finding,
): Promise<Fresh[]> {
  const rows = await sql<Stood>(
    `select u.at::int as at, s.area_code, s.set_hash, encode(s.packed, 'hex') as packed, s.amounts::text as amounts
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) with ordinality as u (id, area, packed, amounts, at)
     left join verdict_state s on s.kind = $1 and s.subject_id = u.id
     where s.set_hash is distinct from $6 or s.packed <> decode(u.packed, 'hex') or s.amounts is distinct from u.amounts::bigint[]
        or s.area_code <> u.area or $7`,
    // Between sweeps each row is written: that it was looked at later than a sweep that is still reading must stand there.
    [set.kind, ids, areas, packed, amounts, set.hash, sweepId === null],
  );
  const merges = new Map<string, { readonly merge: Merge; readonly stoodSet: CheckSet | null }>();
  const fresh: Fresh[] = [];
  for (const row of rows) {
    const at = row.at - 1;
    const key = row.area_code === null ? '' : row.set_hash;
    let how = merges.get(key);
    if (how === undefined) {
      const stoodSet = key === '' ? null : await sets.get(sql, key);
      how = { stoodSet, merge: mergeSets(stoodSet, set, installed) };
      merges.set(key, how);
    }
    const was = how.stoodSet === null ? null : { packed: Buffer.from(row.packed, 'hex'), amounts: readAmounts(row.amounts) };
    const found = { packed: Buffer.from(packed[at] ?? '', 'hex'), amounts: readAmounts(amounts[at] ?? null) };
    const { merge } = how;
    const bytes = Buffer.from(merge.target.checks.map((_, i) => pick(merge, i, found.packed, was?.packed) ?? 0));
    const sums = merge.target.checks.map((_, i) => pick(merge, i, found.amounts, was?.amounts) ?? null);
    const one = { id: ids[at] ?? '', area: areas[at] ?? '', ...how, was, bytes, amounts: sums };
    if (sweepId === null || !same(one, row)) fresh.push(one);
  }
  return fresh;
}

/** A sweep of some checks finds rows that hold more of them, and those may stand as they are. */
const same = ({ area, merge, was, bytes, amounts }: Fresh, row: Stood): boolean =>
  row.area_code === area &&
  row.set_hash === merge.target.hash &&
  was?.packed.equals(bytes) === true &&
  row.amounts === writeAmounts(amounts);

function pick<T>({ found, stood }: Merge, i: number, from: ArrayLike<T>, was: ArrayLike<T> | undefined): T | undefined {
  const [a, b] = [found[i] ?? null, stood[i] ?? null];
  return a !== null ? from[a] : b !== null ? was?.[b] : undefined;
}

/** What lies in a table of its own moves without its verdicts: they are put where it was found, and its counts with them. */
const follow = (sql: Sql, kind: string, fresh: readonly Fresh[]): Promise<unknown> =>
  sql(
    `update verdict_state s set area_code = u.area from unnest($2::uuid[], $3::text[]) as u (id, area)
     where s.kind = $1 and s.subject_id = u.id and s.area_code <> u.area`,
    [kind, fresh.map(({ id }) => id), fresh.map(({ area }) => area)],
  );

const columns = (fresh: readonly Fresh[]) => [
  fresh.map(({ id }) => id),
  fresh.map(({ area }) => area),
  fresh.map(({ merge }) => merge.target.hash),
  fresh.map(({ bytes }) => bytes.toString('hex')),
  fresh.map(({ amounts }) => writeAmounts(amounts)),
];
const UNNEST = `unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as u (id, area, set_hash, packed, amounts)`;

async function insert(sql: Sql, kind: string, fresh: readonly Fresh[], { asOf }: Finding, turn: number): Promise<string[]> {
  if (fresh.length === 0) return [];
  const own = columnOf[kind];
  await sql(
    `insert into verdict_state (kind, subject_id, ${own === undefined ? '' : `${own}, `}area_code, set_hash, packed, amounts, as_of, turn)
     select $6, id, ${own === undefined ? '' : 'id, '}area, set_hash, decode(packed, 'hex'), amounts::bigint[], $7::date, $8 from ${UNNEST}`,
    [...columns(fresh), kind, asOf, turn],
  );
  return fresh.map(({ id }) => id);
}

async function update(sql: Sql, kind: string, fresh: readonly Fresh[], { asOf, ticket }: Finding, turn: number): Promise<string[]> {
  if (fresh.length === 0) return [];
  const rows = await sql<{ subject_id: string }>(
    `update verdict_state s set set_hash = u.set_hash, packed = decode(u.packed, 'hex'), amounts = u.amounts::bigint[], as_of = $7::date,
       swept_at = now(), turn = $8
     from ${UNNEST} where s.kind = $6 and s.subject_id = u.id and s.area_code = u.area and s.turn <= $9 returning s.subject_id`,
    [...columns(fresh), kind, asOf, turn, ticket],
  );
  return rows.map((row) => row.subject_id);
}

function count(tally: Tally, kind: string, { area, merge, stoodSet, was, bytes, amounts }: Fresh): void {
  stoodSet?.checks.forEach((check, i) => tally.add({ area, kind, check }, unpack(was?.packed[i] ?? 0), was?.amounts[i] ?? null, -1));
  merge.target.checks.forEach((check, i) => tally.add({ area, kind, check }, unpack(bytes[i] ?? 0), amounts[i] ?? null, 1));
}

interface Change {
  readonly id: string;
  readonly subject: string;
  readonly area: string;
  readonly check: string;
  readonly version: string;
  readonly from: Said;
  readonly to: Said;
  readonly rule: boolean;
}

/** What a check said for the first time is no change. */
function changesOf({ id, area, merge, stoodSet, was, bytes }: Fresh): Change[] {
  if (was === null) return [];
  return merge.target.checks.flatMap((check, i): Change[] => {
    const before = merge.stood[i] ?? null;
    if (before === null) return [];
    const [from, to] = [unpack(was.packed[before] ?? 0), unpack(bytes[i] ?? 0)];
    if (from.outcome === to.outcome && from.fulfilled === to.fulfilled) return [];
    const version = merge.target.versions[i] ?? '';
    return [{ id: randomUUID(), subject: id, area, check, version, from, to, rule: stoodSet?.versions[before] !== version }];
  });
}

async function noteChanges(sql: Sql, kind: string, kept: readonly Fresh[], { sweepId, asOf }: Finding): Promise<number> {
  const all = kept.map(changesOf).filter((changes) => changes.length > 0);
  const changes = all.flat();
  if (changes.length === 0) return 0;
  const own = columnOf[kind];
  await sql(
    `insert into verdict_change (id, kind, subject_id, ${own === undefined ? '' : `${own}, `}area_code, check_code, version,
       from_outcome, from_fulfilled, to_outcome, to_fulfilled, as_of, cause, sweep_id)
     select u.id, $10, subject, ${own === undefined ? '' : 'subject, '}area, check_code, version, a, b, c, d, $11::date, cause, $12
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[], $13::text[])
       as u (id, subject, area, check_code, version, a, b, c, d, cause)`,
    [
      changes.map((c) => c.id),
      changes.map((c) => c.subject),
      changes.map((c) => c.area),
      changes.map((c) => c.check),
      changes.map((c) => c.version),
      changes.map((c) => c.from.outcome),
      changes.map((c) => c.from.fulfilled),
      changes.map((c) => c.to.outcome),
      changes.map((c) => c.to.fulfilled),
      kind,
      asOf,
      sweepId,
      changes.map((c) => (c.rule ? 'RULE' : sweepId === null ? 'FACTS' : 'SWEEP')),
    ],
  );
  await appendEvents(
    { sql },
    all.map((of) => ({
      type: 'verdictChanged',
      area: of[0]?.area ?? '',
      ids: { kind, subject: of[0]?.subject ?? '', changes: of.map(({ id }) => id) },
    })),
  );
  return changes.length;
}
