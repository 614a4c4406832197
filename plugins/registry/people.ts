import { idBeside, type ResolvedHousehold, type ResolvedRow, type RowEffect, type Saying, type WrittenRow } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { observe, personStatus } from './observations.js';
import { isHead, personGroups, type PersonRow } from './person-columns.js';
import { insertRows, refusedRow, updateRows, type Tx } from './rows.js';

interface Existing {
  readonly id: string;
  readonly household_id: string;
  readonly area_code: string;
  readonly is_head: boolean;
  readonly left_on: string | null;
  readonly digest: Buffer | null;
  readonly index: string | null;
}

interface Placed {
  readonly number: number;
  readonly row: PersonRow;
  readonly household: ResolvedHousehold;
  readonly id: string;
  readonly index: string | undefined;
  readonly existing: Existing | undefined;
  readonly moved: boolean;
  readonly leftOn: string | null;
  readonly wasHead: boolean;
  readonly digest: Buffer;
}

async function find(tx: Tx, ids: readonly string[], indexes: readonly string[]): Promise<Existing[]> {
  return tx.sql<Existing>(
    `select id, household_id, area_code, is_head, left_on, digest, encode(resident_id_index, 'hex') as index from person
     where id = any($1::uuid[]) or resident_id_index in (select decode(h, 'hex') from unnest($2::text[]) as h) for update`,
    [ids, indexes],
  );
}

/** What is known of all the people that one write brings. */
export interface PeopleWriting {
  /** The households of the batch that have had their head. */
  readonly headsSaid: Set<string>;
  /** Whether they are invented, as everybody is whom the demo's clients record. */
  readonly invented: boolean;
}

/**
 * Creates, moves and describes people, many at once. A person is found by id or by the blind index of the resident id, never by
 * a clear value. One household has one head: a new head takes over from the former one, two in one batch are refused. Who left
 * stays gone, whatever old list names them again, until they are moved to another household.
 */
export async function writePeople(
  tx: Tx,
  protect: Protect,
  saying: Saying,
  rows: readonly ResolvedRow<PersonRow>[],
  { headsSaid, invented }: PeopleWriting,
): Promise<WrittenRow[]> {
  const written = new Map<number, WrittenRow>();
  const indexOf = (row: PersonRow): string | undefined =>
    row.residentId == null ? undefined : protect.blindIndex('resident-id', row.residentId).toString('hex');
  const indexed = rows.map((r) => ({ ...r, index: indexOf(r.row) }));
  const found = await find(
    tx,
    rows.flatMap((r) => r.row.personId ?? []),
    indexed.flatMap((r) => r.index ?? []),
  );

  const placed: Placed[] = [];
  for (const { number, row, household, index } of indexed) {
    const existing = found.find(byPerson(row, index));
    const moved = existing !== undefined && existing.household_id !== household?.householdId;
    const leftOn = row.leftOn ?? (moved ? null : (existing?.left_on ?? null));
    if (household === undefined) written.set(number, refusedRow(number, 'householdNumber', 'HOUSEHOLD_NOT_FOUND'));
    else if (row.personId != null && existing === undefined) written.set(number, refusedRow(number, 'personId', 'PERSON_NOT_FOUND'));
    else if (row.birthDate != null && row.birthDate > saying.observedOn)
      written.set(number, refusedRow(number, row.residentId == null ? 'birthDate' : 'residentId', 'DATE_AFTER_DATA'));
    else if (row.leftOn != null && row.leftOn > saying.observedOn) written.set(number, refusedRow(number, 'leftOn', 'DATE_AFTER_DATA'));
    else if (leftOn !== null && row.birthDate != null && leftOn < row.birthDate)
      written.set(number, refusedRow(number, 'leftOn', 'LEFT_BEFORE_BIRTH'));
    else if (isHead({ row, leftOn }) && headsSaid.has(household.householdId))
      written.set(number, refusedRow(number, 'relation', 'SECOND_HEAD'));
    else {
      if (isHead({ row, leftOn })) headsSaid.add(household.householdId);
      const id = existing?.id ?? idBeside(household.householdId);
      const digest = protect.digest([...said(row), household.householdId, ...(leftOn === null ? [] : [leftOn])]);
      placed.push({ number, row, household, id, index, existing, moved, leftOn, wasHead: existing?.is_head ?? false, digest });
    }
  }
  const bound = await boundElsewhere(tx, placed);
  const movable = placed.filter((p) => !bound.has(p.id) || !written.set(p.number, refusedRow(p.number, 'residentId', 'PERSON_ELSEWHERE')));

  const created = new Set(
    await create(
      tx,
      protect,
      movable.filter((p) => p.existing === undefined),
      invented,
    ),
  );
  const kept = movable.filter((p) => {
    if (p.existing !== undefined || created.has(p.id)) return true;
    // Known outside the scope: nothing more is said about it than about somebody who must be moved.
    written.set(p.number, refusedRow(p.number, 'residentId', 'PERSON_ELSEWHERE'));
    return false;
  });
  // Only a head that is really written takes over from the former one.
  await stepDown(tx, kept);
  const changed = kept.filter(
    (p) => p.existing !== undefined && (p.moved || p.existing.left_on !== p.leftOn || !p.existing.digest?.equals(p.digest)),
  );
  for (const group of personGroups(protect, changed)) await updateRows(tx.sql, 'person', group.types, group.rows);
  await stepUp(
    tx,
    kept.filter((p) => created.has(p.id) && isHead(p)),
  );
  const news = await observeStatus(tx, protect, saying, kept);
  const changedIds = new Set(changed.map((p) => p.id));
  for (const p of kept) {
    const effect: RowEffect = created.has(p.id) ? 'CREATED' : changedIds.has(p.id) || news.has(p.id) ? 'CHANGED' : 'UNCHANGED';
    written.set(p.number, { number: p.number, effect });
  }
  return rows.flatMap((r) => written.get(r.number) ?? []);
}

function byPerson(row: PersonRow, index: string | undefined): (e: Existing) => boolean {
  return (e) => (row.personId == null ? index !== undefined && e.index === index : e.id === row.personId);
}

/** Everything that the register's own columns say: what makes two rows the same. */
function said(row: PersonRow): unknown[] {
  return [row.name, row.residentId, row.sex, row.birthDate, row.relation, row.isHead, row.ethnicity, row.educationLevel, row.phone];
}

/** People with benefits or guarantees of their old household cannot simply change areas: those records belong to both. */
async function boundElsewhere(tx: Tx, rows: readonly Placed[]): Promise<ReadonlySet<string>> {
  const far = rows.filter((p) => p.moved && p.existing?.area_code !== p.household.areaCode).map((p) => p.id);
  if (far.length === 0) return new Set();
  const bound = await tx.sql<{ id: string }>(
    `select person_id as id from guarantee_status where person_id = any($1::uuid[])
     union select person_id from benefit_grant where person_id = any($1::uuid[])`,
    [far],
  );
  return new Set(bound.map((b) => b.id));
}

/** Makes room for the heads that these rows name. */
async function stepDown(tx: Tx, rows: readonly Placed[]): Promise<void> {
  const heads = rows.filter(isHead);
  if (heads.length === 0) return;
  await tx.sql(
    `update person p set is_head = false, relation = null, digest = null, version = p.version + 1, updated_at = now()
     from unnest($1::uuid[], $2::uuid[]) as x(household_id, head_id)
     where p.household_id = x.household_id and p.is_head and p.left_on is null and p.id <> x.head_id`,
    [heads.map((p) => p.household.householdId), heads.map((p) => p.id)],
  );
}

async function stepUp(tx: Tx, rows: readonly Placed[]): Promise<void> {
  if (rows.length > 0) await tx.sql('update person set is_head = true where id = any($1::uuid[])', [rows.map((p) => p.id)]);
}

/** Heads too are created as members: whether they are written at all is known afterwards, and a household has one head. */
async function create(tx: Tx, protect: Protect, rows: readonly Placed[], invented: boolean): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const group of personGroups(protect, rows)) {
    const members = group.rows.map((row) => ({ ...row, ...('is_head' in row && { is_head: false }), synthetic: invented }));
    const types = { ...group.types, synthetic: 'bool' } as const;
    ids.push(...(await insertRows(tx.sql, 'person', types, members, 'on conflict (resident_id_index) do nothing')));
  }
  return ids;
}

/** Labour, health and disability are observations: whoever says nothing of them appends none. */
async function observeStatus(tx: Tx, protect: Protect, saying: Saying, rows: readonly Placed[]): Promise<ReadonlySet<string>> {
  const speaking = rows.filter(({ row }) =>
    [row.labourCapacity, row.health, row.disabilityCertified, row.disabilitySevere].some((v) => v != null),
  );
  const effects = await observe(
    tx,
    protect,
    personStatus,
    saying,
    speaking.map(({ id, row, household }) => ({
      subjectId: id,
      areaCode: household.areaCode,
      values: {
        labour_capacity: row.labourCapacity ?? null,
        health: row.health ?? null,
        disability_certified: row.disabilityCertified ?? null,
        disability_severe: row.disabilitySevere ?? null,
      },
    })),
  );
  return new Set(speaking.filter((_, i) => effects[i] !== 'UNCHANGED').map((p) => p.id));
}
