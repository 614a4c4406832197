import { randomUUID } from 'node:crypto';
import type { Sql } from 'xianjie/schema';
import { appendEvents } from '../outbox/index.js';
import { mergeSets, type CheckSet, type CheckSets, type Merge } from './check-sets.js';
import { readAmounts, unpack, writeAmounts, type PackedBlock, type Said } from './packed.js';
import { AREA, doubt, followsRecord, insert, PACKED, recordsOf, ROWS, rowsOf, update, type Finding } from './rows.js';
import { unlike } from './standing.js';
import { createTally, type Tally } from './tally.js';

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
  /** Where what stands of them lies; null: nothing does. */
  readonly stood: string | null;
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

const COUNTY_DIGITS = 6;

/** Draws the next turn: before reading, to know later who wrote since. */
export async function drawTurn(sql: Sql): Promise<number> {
  const [row] = await sql<{ turn: number }>(`select nextval('verdict_turn') as turn`);
  return row?.turn ?? 0;
}

/** One at a time stores verdicts of a county, so that what stands there is what is counted. @param areas always in one order */
export async function storeAlone(sql: Sql, areas: readonly string[]): Promise<void> {
  const counties = [...new Set(areas.map((area) => area.slice(0, COUNTY_DIGITS)))].sort();
  for (const county of counties) await sql('select hold_verdicts($1)', [county]);
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
  if (finding.sweepId === null || !followsRecord(block.set.kind)) return storeRows(sql, sets, installed, block, finding);
  const { first, other } = await unlike(sql, block);
  await storeFirst(sql, sets, first, finding);
  return storeRows(sql, sets, installed, other, finding);
}

/** Of these subjects nothing stands: whatever was found of them is written, and nothing has changed. */
async function storeFirst(sql: Sql, sets: CheckSets, block: PackedBlock, finding: Finding): Promise<void> {
  const { set, ids, areas, bytes, amounts } = block;
  if (ids.length === 0) return;
  await sets.keep(sql, set);
  const lost = await insert(sql, block, finding, await drawTurn(sql));
  const gone = ids.flatMap((id, row) => (lost.has(id) ? [row] : []));
  await doubt(
    sql,
    set.kind,
    gone.map((row) => ids[row] ?? ''),
    gone.map((row) => areas[row] ?? ''),
  );
  const tally = createTally();
  const width = set.checks.length;
  for (const [row, id] of ids.entries())
    if (!lost.has(id)) tally.add(set, areas[row] ?? '', bytes.subarray(row * width, (row + 1) * width), numbersOf(amounts[row] ?? null), 1);
  await tally.write(sql);
}

/** Row by row: what stands there is looked at, and may hold more checks than were asked. */
async function storeRows(sql: Sql, sets: CheckSets, installed: ReadonlySet<string>, block: PackedBlock, finding: Finding): Promise<Stored> {
  const fresh = block.ids.length === 0 ? [] : await differing(sql, sets, installed, block, finding);
  if (fresh.length === 0) return { changes: 0 };
  for (const set of new Set(fresh.map((one) => one.merge.target))) await sets.keep(sql, set);
  const { kind } = block.set;
  await follow(sql, kind, fresh);
  const turn = await drawTurn(sql);
  const lost = new Set<string>();
  for (const set of new Set(fresh.map((one) => one.merge.target))) {
    const mine = fresh.filter(({ merge }) => merge.target === set);
    const [firsts, others] = [mine.filter(({ was }) => was === null), mine.filter(({ was }) => was !== null)];
    for (const id of await insert(sql, blockOf(set, firsts), finding, turn)) lost.add(id);
    for (const id of await update(sql, blockOf(set, others), finding, turn)) lost.add(id);
  }
  const doubtful = fresh.filter(({ id }) => lost.has(id));
  await doubt(
    sql,
    kind,
    doubtful.map(({ id }) => id),
    doubtful.map(({ area }) => area),
  );
  const tally = createTally();
  const kept = fresh.filter(({ id }) => !lost.has(id));
  for (const one of kept) count(tally, one);
  await tally.write(sql);
  return { changes: await noteChanges(sql, kind, kept, finding) };
}

const blockOf = (set: CheckSet, fresh: readonly Fresh[]): PackedBlock => ({
  set,
  ids: fresh.map(({ id }) => id),
  areas: fresh.map(({ area }) => area),
  bytes: Buffer.concat(fresh.map(({ bytes }) => bytes)),
  amounts: fresh.map(({ amounts }) => amounts),
});

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
    [...rowsOf(block), set.kind, set.hash, sweepId === null],
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
      stood: row.area_code,
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

/**
 * What lies in a table of its own moves without its verdicts: they are put where it was found, and its counts with them. Verdicts that follow
 * their record should never lie elsewhere; where they do, they are put back, unless the record has moved on since.
 */
async function follow(sql: Sql, kind: string, fresh: readonly Fresh[]): Promise<void> {
  const astray = fresh.filter(({ area, stood }) => stood !== null && stood !== area);
  if (astray.length === 0) return;
  const table = recordsOf[kind];
  const lies = table === undefined ? '' : ` and exists (select from ${table} r where r.id = u.id and r.area_code = u.area)`;
  await sql(
    `update verdict_state s set area_code = u.area from unnest($2::uuid[], $3::text[]) as u (id, area)
     where s.kind = $1 and s.subject_id = u.id and s.area_code <> u.area${lies}`,
    [kind, astray.map(({ id }) => id), astray.map(({ area }) => area)],
  );
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
  await sql(
    `insert into verdict_change (id, kind, subject_id, area_code, check_code, version,
       from_outcome, from_fulfilled, to_outcome, to_fulfilled, as_of, cause, sweep_id)
     select u.id, $10, subject, area, check_code, version, a, b, c, d, $11::date, cause, $12
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
