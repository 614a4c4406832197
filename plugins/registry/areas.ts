import { areaRange, refuse, type MoveHouseholdInput, type ReplaceAreaInput, type WriteResult, type Written } from 'xianjie/schema';
import { administers, type WriteTx } from '../storage/index.js';

interface Found {
  readonly code: string;
  readonly successor_code: string | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
}

/** Everything is done and then undone: nothing of a dry run stays, not even its key. */
class DryRun extends Error {}

/** A write that may only be tried. @param id what the answer shows, unchanged */
export async function orDry(id: string, write: () => Promise<WriteResult>): Promise<WriteResult> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof DryRun) return { ok: true, id };
    throw error;
  }
}

/**
 * One code takes another's place from a day on. A code is replaced once, by one that is not replaced itself, so that no circle can come about.
 * The records stay where they were written: whoever sees the new code sees them.
 */
export async function replaceArea({ sql }: WriteTx, input: ReplaceAreaInput, today: string): Promise<Written> {
  const { areaCode: code, successor, on } = input;
  await sql(`select pg_advisory_xact_lock(hashtextextended('area history', 0))`);
  // Absent and foreign are refused alike.
  for (const [area, field] of [
    [code, 'areaCode'],
    [successor, 'successor'],
  ] as const)
    if (!(await administers(sql, area))) refuse('AREA_NOT_FOUND', ['input', field]);
  if (code === successor || code.length !== successor.length) refuse('AREA_OF_OTHER_LEVEL', ['input', 'successor']);
  if (on > today) refuse('DATE_IN_FUTURE', ['input', 'on']);
  const rows = await sql<Found>('select code, successor_code, valid_from, valid_to from area where code = any($1)', [[code, successor]]);
  const of = (one: string): Found | undefined => rows.find((row) => row.code === one);
  const [old, heir] = [of(code), of(successor)];
  if (old?.successor_code != null) refuse('AREA_REPLACED', ['input', 'areaCode']);
  if (heir?.successor_code != null) refuse('AREA_REPLACED', ['input', 'successor']);
  if (old?.valid_from != null && old.valid_from >= on) refuse('SAME_PERIOD_ORDER', ['input', 'on']);
  await sql(`update area set successor_code = $2, valid_to = $3::date - 1 where code = $1`, [code, successor, on]);
  // Only a code under which nothing lies yet begins here; another is joined, and nobody sees more by that.
  if (heir?.valid_from == null && (await isNew(sql, successor)))
    await sql('update area set valid_from = $2 where code = $1', [successor, on]);
  if (input.dryRun === true) throw new DryRun();
  return { id: code, subjectType: 'Area', areaCode: code };
}

async function isNew(sql: WriteTx['sql'], code: string): Promise<boolean> {
  const { low, high } = areaRange(code);
  const [found] = await sql<{ used: boolean }>(
    `select exists (select 1 from village where area_code >= $1 and area_code < $2)
         or exists (select 1 from household where area_code >= $1 and area_code < $2) as used`,
    [low, high],
  );
  return found?.used === false;
}

/** Its people and everything observed follow by the composite keys. */
export async function moveHousehold(tx: WriteTx, move: MoveHouseholdInput): Promise<void> {
  const [village] = await tx.sql('select 1 from village where area_code = $1', [move.villageCode]);
  if (village === undefined) refuse('VILLAGE_NOT_FOUND', ['input', 'villageCode']);
  await tx.prisma.household.update({
    where: { id: move.householdId },
    data: { areaCode: move.villageCode, groupName: move.groupName ?? null, version: { increment: 1 }, updatedAt: new Date() },
    select: { id: true },
  });
}
