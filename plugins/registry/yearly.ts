import type { ObservationTarget, ResolvedRow, Saying, WrittenRow } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { observe } from './observations.js';
import { refusedRow, touchHouseholds, type Tx } from './rows.js';

/** Of which year a row of a household speaks, and what it says of it. */
interface Yearly<Row> {
  readonly target: ObservationTarget;
  readonly values: (row: Row) => Record<string, unknown>;
  /** Whether a row may speak of a year that has not begun. */
  readonly ahead?: (row: Row) => boolean;
}

/** Rows of households that are already found, one observation each: what a year brought, or cost. */
export async function writeYearly<Row extends { readonly year: number }>(
  tx: Tx,
  protect: Protect,
  saying: Saying,
  rows: readonly ResolvedRow<Row>[],
  { target, values, ahead }: Yearly<Row>,
): Promise<WrittenRow[]> {
  const thisYear = Number(saying.observedOn.slice(0, 4));
  const written = new Map<number, WrittenRow>();
  const good = rows.flatMap(({ number, row, household }) => {
    if (row.year > thisYear && ahead?.(row) !== true) written.set(number, refusedRow(number, 'year', 'YEAR_IN_FUTURE'));
    else if (household === undefined) written.set(number, refusedRow(number, 'householdNumber', 'HOUSEHOLD_NOT_FOUND'));
    else return [{ number, said: { subjectId: household.householdId, areaCode: household.areaCode, values: values(row) } }];
    return [];
  });
  const effects = await observe(
    tx,
    protect,
    target,
    saying,
    good.map((g) => g.said),
  );
  const news = new Set<string>();
  good.forEach(({ number, said }, i) => {
    const effect = effects[i] ?? 'UNCHANGED';
    if (effect !== 'UNCHANGED') news.add(said.subjectId);
    written.set(number, { number, effect });
  });
  await touchHouseholds(tx.sql, [...news]);
  return rows.flatMap((r) => written.get(r.number) ?? []);
}
