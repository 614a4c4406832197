import type { ExpenditureItem, ObservationTarget, ResolvedRow, Saying, WrittenRow } from 'xianjie/schema';
import type { Protect } from '../storage/index.js';
import type { Tx } from './rows.js';
import { writeYearly } from './yearly.js';

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
export const writeExpenditures = (tx: Tx, protect: Protect, saying: Saying, rows: readonly ResolvedRow<Row>[]): Promise<WrittenRow[]> =>
  writeYearly(tx, protect, saying, rows, { target: expenditure, values: (row) => columns(protect, row) });
