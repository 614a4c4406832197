import type { ExpenditureItem, ObservationTarget, ResolvedRow, Saying, WrittenRow } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { observe } from './observations.js';
import { refusedRow, touchHouseholds, type Tx } from './rows.js';

const expenditure: ObservationTarget = {
  table: 'expenditure',
  subject: 'household_id',
  key: ['year', 'month', 'kind_key'],
  columns: { year: 'int', month: 'int', kind: 'text', kind_key: 'text', amount: 'bigint', health_amount: 'bigint', rigid: 'boolean' },
  uncompared: ['kind_key'],
};

/** Health data, whose amounts lie in a column of their own. */
const ofHealth: ReadonlySet<string> = new Set(['MEDICAL', 'DISABILITY']);

type Row = ExpenditureItem & { readonly year: number; readonly month?: number | null };

function columns(protect: Protect, row: Row): Record<string, unknown> {
  const health = ofHealth.has(row.kind);
  return {
    year: row.year,
    month: row.month ?? null,
    kind: row.kind,
    kind_key: protect.digest(['expenditure', row.kind]).toString('hex'),
    amount: health ? null : row.amount,
    health_amount: health ? row.amount : null,
    rigid: row.rigid ?? null,
  };
}

/** Spending of households that are already found, one row a household, period and kind. */
export async function writeExpenditures(
  tx: Tx,
  protect: Protect,
  saying: Saying,
  rows: readonly ResolvedRow<Row>[],
): Promise<WrittenRow[]> {
  const thisYear = Number(saying.observedOn.slice(0, 4));
  const written = new Map<number, WrittenRow>();
  const good = rows.flatMap(({ number, row, household }) => {
    if (row.year > thisYear) written.set(number, refusedRow(number, 'year', 'YEAR_IN_FUTURE'));
    else if (household === undefined) written.set(number, refusedRow(number, 'householdNumber', 'HOUSEHOLD_NOT_FOUND'));
    else return [{ number, said: { subjectId: household.householdId, areaCode: household.areaCode, values: columns(protect, row) } }];
    return [];
  });
  const effects = await observe(
    tx,
    protect,
    expenditure,
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
