import type { IncomeInput, ResolvedRow, Saying, WrittenRow } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { incomeStatement, observe } from './observations.js';
import { refusedRow, touchHouseholds, type Tx } from './rows.js';

/** A statement's columns. Nothing is computed: an amount that was not said is null. */
function columns(row: IncomeInput): Record<string, unknown> {
  return {
    year: row.year,
    month: row.month ?? null,
    basis: row.basis ?? 'ACTUAL',
    member_count: row.memberCount ?? null,
    wage: row.wage ?? null,
    operating: row.operating ?? null,
    property: row.property ?? null,
    transfer: row.transfer ?? null,
    business_cost: row.businessCost ?? null,
    net_income: row.netIncome ?? null,
    per_capita_net: row.perCapitaNetIncome ?? null,
    per_capita_yearly: row.perCapitaYearlyIncome ?? null,
    per_capita_disposable: row.perCapitaDisposableIncome ?? null,
  };
}

/** Income statements of households that are already found, one a household and period. */
export async function writeIncomes(
  tx: Tx,
  protect: Protect,
  saying: Saying,
  rows: readonly ResolvedRow<IncomeInput>[],
): Promise<WrittenRow[]> {
  const thisYear = Number(saying.observedOn.slice(0, 4));
  const written = new Map<number, WrittenRow>();
  const good = rows.flatMap(({ number, row, household }) => {
    if (row.year > thisYear && row.basis !== 'EXPECTED') written.set(number, refusedRow(number, 'year', 'YEAR_IN_FUTURE'));
    else if (household === undefined) written.set(number, refusedRow(number, 'householdNumber', 'HOUSEHOLD_NOT_FOUND'));
    else return [{ number, said: { subjectId: household.householdId, areaCode: household.areaCode, values: columns(row) } }];
    return [];
  });
  const effects = await observe(
    tx,
    protect,
    incomeStatement,
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
