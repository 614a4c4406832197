import { coreCode, type Feed, type ModuleTx, type ResolvedRow, type RowRefusal } from 'xianjie/schema';

/**
 * Finds the households that rows speak of, one query a chunk, within the batch's area. A number that does not exist and one that
 * exists elsewhere are refused alike.
 */
export async function resolveHouseholds(
  tx: ModuleTx,
  feed: Feed,
  rows: readonly { readonly number: number; readonly row: unknown }[],
  refused: Map<number, readonly RowRefusal[]>,
): Promise<ResolvedRow<unknown>[]> {
  const keyOf = feed.householdOf;
  if (feed.resolves === 'NONE' || keyOf === undefined || rows.length === 0) return [...rows];
  const numbers = [...new Set(rows.map((r) => keyOf(r.row).householdNumber))];
  const found = new Map(
    (
      await tx.sql<{ id: string; area_code: string; register_number: string }>(
        'select id, area_code, register_number from household where register_number = any($1)',
        [numbers],
      )
    ).map((h) => [h.register_number, { householdId: h.id, areaCode: h.area_code }]),
  );
  return rows.flatMap(({ number, row }) => {
    const household = found.get(keyOf(row).householdNumber);
    if (household !== undefined) return [{ number, row, household }];
    refused.set(number, [{ column: 'householdNumber', code: coreCode('HOUSEHOLD_NOT_FOUND') }]);
    return [];
  });
}
