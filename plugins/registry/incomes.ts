import type { IncomeInput, ResolvedRow, Saying, WrittenRow } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import { incomeStatement } from './observations.js';
import type { Tx } from './rows.js';
import { writeYearly } from './yearly.js';

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

/** Income statements of households that are already found, one a household and period; what is expected may lie ahead. */
export const writeIncomes = (tx: Tx, protect: Protect, saying: Saying, rows: readonly ResolvedRow<IncomeInput>[]): Promise<WrittenRow[]> =>
  writeYearly(tx, protect, saying, rows, { target: incomeStatement, values: columns, ahead: (row) => row.basis === 'EXPECTED' });
