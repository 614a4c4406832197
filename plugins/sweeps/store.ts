import { randomUUID } from 'node:crypto';
import type { Sql } from 'xianjie/schema';
import { asUuids } from '../eligibility/index.js';
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
  /** Amounts as PostgreSQL writes an array; null: none is known. */
  readonly was: { readonly packed: Buffer; readonly amounts: string | null } | null;
  readonly bytes: Buffer;
  readonly amounts: string | null;
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
  const written = new Set<string>();
  for (const set of new Set(fresh.map((one) => one.merge.target))) {
    const mine = fresh.filter(({ merge }) => merge.target === set);
    const [firsts, others] = [mine.filter(({ was }) => was === null), mine.filter(({ was }) => was !== null)];
    for (const id of await insert(sql, set, firsts, finding, turn)) written.add(id);
    for (const id of await update(sql, set, others, finding, turn)) written.add(id);
  }
  const doubtful = fresh.filter(({ id }) => !written.has(id));
  if (doubtful.length > 0)
    await sql(`insert into stale_subject (kind, subject_id, area_code) select $1, * from unnest($2::uuid[], $3::text[])`, [
      kind,
      doubtful.map(({ id }) => id),
      doubtful.map(({ area }) => area),
    ]);
  const tally = createTally();
  const kept = fresh.filter(({ id }) => written.has(id));
  for (const one of kept) count(tally, one);
  await tally.write(sql);
  return { changes: await noteChanges(sql, kind, kept, finding) };
}

/** Rows as the parameters of a statement: the ids, the place of each area among the areas, the amounts, the areas, the bytes, and how many a row has. */
function rowsOf(set: CheckSet, rows: Pick<PackedBlock, 'ids' | 'areas' | 'bytes' | 'amounts'>): readonly unknown[] {
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
const ROWS = `unnest($1::uuid[], $2::int[], $3::text[]) with ordinality as u (id, place, amounts, at)`;
const AREA = `($4::text[])[u.place]`;
const PACKED = `substring($5::bytea from (u.at::int - 1) * $6::int + 1 for $6::int)`;

/** The rows that differ from what stands there, or that nobody has yet. */
async function differing(
  sql: Sql,
  sets: CheckSets,
  installed: ReadonlySet<string>,
  block: PackedBlock,
  { sweepId }: Finding,
): Promise<Fresh[]> {
  const { set, ids, areas, amounts } = block;
  const rows = await sql<Stood>(
    `select u.at::int as at, s.area_code, s.set_hash, encode(s.packed, 'hex') as packed, s.amounts::text as amounts
     from ${ROWS} left join verdict_state s on s.kind = $7 and s.subject_id = u.id
     where s.set_hash is distinct from $8 or s.packed <> ${PACKED} or s.amounts is distinct from u.amounts::bigint[]
        or s.area_code <> ${AREA} or $9`,
    // Between sweeps each row is written: that it was looked at later than a sweep that is still reading must stand there.
    [...rowsOf(set, block), set.kind, set.hash, sweepId === null],
  );
  const merges = new Map<string, { readonly merge: Merge; readonly stoodSet: CheckSet | null }>();
  const width = set.checks.length;
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
    const [id, area] = [ids[at] ?? '', areas[at] ?? ''];
    const found = { packed: block.bytes.subarray(at * width, (at + 1) * width), amounts: amounts[at] ?? null };
    const was = how.stoodSet === null ? null : { packed: Buffer.from(row.packed, 'hex'), amounts: row.amounts };
    const one = {
      id,
      area,
      ...how,
      was,
      ...(was === null ? { bytes: found.packed, amounts: found.amounts } : merged(how.merge, found, was)),
    };
    if (sweepId === null || !same(one, row)) fresh.push(one);
  }
  return fresh;
}

/** A sweep of some checks finds rows that hold more of them, and those may stand as they are. */
const same = ({ area, merge, was, bytes, amounts }: Fresh, row: Stood): boolean =>
  row.area_code === area && row.set_hash === merge.target.hash && was?.packed.equals(bytes) === true && row.amounts === amounts;

type Packed = NonNullable<Fresh['was']>;

/** What was found, and of the checks that were not asked what stood there. */
function merged(merge: Merge, found: Packed, was: Packed): Pick<Fresh, 'bytes' | 'amounts'> {
  const [nowGiven, thenGiven] = [readAmounts(found.amounts), readAmounts(was.amounts)];
  return {
    bytes: Buffer.from(merge.target.checks.map((_, i) => pick(merge, i, found.packed, was.packed) ?? 0)),
    amounts: writeAmounts(merge.target.checks.map((_, i) => pick(merge, i, nowGiven, thenGiven) ?? null)),
  };
}

function pick<T>({ found, stood }: Merge, i: number, from: ArrayLike<T>, was: ArrayLike<T>): T | undefined {
  const [a, b] = [found[i] ?? null, stood[i] ?? null];
  return a !== null ? from[a] : b !== null ? was[b] : undefined;
}

/** What lies in a table of its own moves without its verdicts: they are put where it was found, and its counts with them. */
const follow = (sql: Sql, kind: string, fresh: readonly Fresh[]): Promise<unknown> =>
  sql(
    `update verdict_state s set area_code = u.area from unnest($2::uuid[], $3::text[]) as u (id, area)
     where s.kind = $1 and s.subject_id = u.id and s.area_code <> u.area`,
    [kind, fresh.map(({ id }) => id), fresh.map(({ area }) => area)],
  );

const parametersOf = (set: CheckSet, fresh: readonly Fresh[], { asOf }: Finding, turn: number): unknown[] => [
  ...rowsOf(set, {
    ids: fresh.map(({ id }) => id),
    areas: fresh.map(({ area }) => area),
    bytes: Buffer.concat(fresh.map(({ bytes }) => bytes)),
    amounts: fresh.map(({ amounts }) => amounts),
  }),
  ...[set.kind, set.hash, asOf, turn],
];

async function insert(sql: Sql, set: CheckSet, fresh: readonly Fresh[], finding: Finding, turn: number): Promise<string[]> {
  if (fresh.length === 0) return [];
  const own = columnOf[set.kind];
  await sql(
    `insert into verdict_state (kind, subject_id, ${own === undefined ? '' : `${own}, `}area_code, set_hash, packed, amounts, as_of, turn)
     select $7, u.id, ${own === undefined ? '' : 'u.id, '}${AREA}, $8, ${PACKED}, u.amounts::bigint[], $9::date, $10::bigint from ${ROWS}`,
    parametersOf(set, fresh, finding, turn),
  );
  return fresh.map(({ id }) => id);
}

async function update(sql: Sql, set: CheckSet, fresh: readonly Fresh[], finding: Finding, turn: number): Promise<string[]> {
  if (fresh.length === 0) return [];
  const rows = await sql<{ subject_id: string }>(
    `update verdict_state s set set_hash = $8, packed = ${PACKED}, amounts = u.amounts::bigint[], as_of = $9::date, swept_at = now(), turn = $10::bigint
     from ${ROWS} where s.kind = $7 and s.subject_id = u.id and s.area_code = ${AREA} and s.turn <= $11 returning s.subject_id`,
    [...parametersOf(set, fresh, finding, turn), finding.ticket],
  );
  return rows.map((row) => row.subject_id);
}

function count(tally: Tally, { area, merge, stoodSet, was, bytes, amounts }: Fresh): void {
  if (stoodSet !== null && was !== null) tally.add(stoodSet, area, was.packed, numbersOf(was.amounts), -1);
  tally.add(merge.target, area, bytes, numbersOf(amounts), 1);
}

const numbersOf = (amounts: string | null): (number | null)[] | null => (amounts === null ? null : readAmounts(amounts));

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
