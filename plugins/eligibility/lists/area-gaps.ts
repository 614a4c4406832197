import type { AreaGaps, BenefitSurplus, CheckGaps, ChecksAsked } from 'xianjie/schema';
import type { InstalledCheck } from '../catalogue/catalogue.js';
import { NO, OPEN, YES } from '../columns/swept.js';
import type { Asking } from './asking.js';
import { paidOf } from './shortfalls.js';
import { counted, countUnauthorised, rangesOf, unauthorised } from './authorised.js';
import { benefitsOf, groundlessIn, holdersOf, holderValues, wantedOf, wantedValues } from './groundless.js';
import { heldAmounts } from './held-amounts.js';
import { hasGaps, sweptTime, tellable } from './swept-area.js';

/** So many subjects of whom a check says the same. */
interface Cell {
  readonly check_code: string;
  readonly outcome: number;
  readonly fulfilled: number;
  readonly held: number;
  readonly n: number;
  readonly amount: number;
  readonly amount_unknown: number;
}

const cellsSql = `with unauthorised as materialized (${unauthorised}), counted as (${counted})
  select check_code, outcome, fulfilled, held, sum(n)::int as n, sum(amount)::bigint as amount, sum(amount_unknown)::int as amount_unknown
  from counted where $1::text is null group by check_code, outcome, fulfilled, held having sum(n) <> 0`;

/** Counts and sums over an area. */
export async function areaGapsOf(asking: Asking, { area, asOf, ...asked }: ChecksAsked & { readonly area: string }): Promise<AreaGaps> {
  const { sql, catalogue } = asking;
  const checks = tellable(asking, asked, ({ onRecord }) => onRecord).filter((one) => hasGaps(one, catalogue));
  const time = await sweptTime(sql, [area], asOf);
  if (time.asOf === null) return { area, ...time, checks: [], surplus: [], unauthorised: 0 };
  const values = [null, time.asOf, null, ...rangesOf([area])];
  const cells = await sql<Cell>(cellsSql, [...values, checks.map(({ check }) => check.code)]);
  return {
    area,
    ...time,
    checks: checks.flatMap((one) => checkGaps(one, cells)),
    surplus: await surplusOf(asking, area, time.asOf, checks),
    unauthorised: await countUnauthorised(sql, [area], time.asOf),
  };
}

/** A check of which nothing was found here (it is not in force, or dormant) has no row. */
function checkGaps({ check }: InstalledCheck, all: readonly Cell[]): CheckGaps[] {
  const cells = all.filter((cell) => cell.check_code === check.code);
  if (cells.length === 0) return [];
  const done = ({ fulfilled, held }: Cell): number => (check.fulfilled === null ? held : fulfilled);
  const sum = (of: (cell: Cell) => number, where: (cell: Cell) => boolean): number =>
    cells.filter(where).reduce((total, cell) => total + of(cell), 0);
  const n = ({ n: many }: Cell): number => many;
  const concerned = ({ outcome }: Cell): boolean => outcome === YES;
  const lacking = (cell: Cell): boolean => concerned(cell) && done(cell) === NO;
  const paid = paidOf(check);
  return [
    {
      check: check.code,
      concerned: sum(n, concerned),
      notConcerned: sum(n, ({ outcome }) => outcome === NO),
      undetermined: sum(n, ({ outcome }) => outcome === OPEN),
      fulfilled: sum(n, (cell) => concerned(cell) && done(cell) === YES),
      notFulfilled: sum(n, lacking),
      fulfilmentUnknown: sum(n, (cell) => concerned(cell) && ![YES, NO].includes(done(cell))),
      amount: paid === null ? null : sum(({ amount }) => amount, lacking),
      amountUnknown: paid === null ? 0 : sum((cell) => cell.amount_unknown, lacking),
      per: paid?.per ?? null,
      every: paid?.every ?? null,
    },
  ];
}

const moneySql = `with unauthorised as materialized (${unauthorised}), ${holdersOf(6)}, ${wantedOf(11)}, ${heldAmounts}
  select w.benefit, coalesce(sum(a.amount), 0)::bigint as amount, count(*) filter (where a.amount is null)::int as unknown
  from wanted w left join amounts a using (kind, subject_id, benefit) where $1::text is null group by w.benefit`;

/** Who holds what without ground, and the money as it was recorded; an amount that nobody recorded is in no sum. */
async function surplusOf(asking: Asking, area: string, asOf: string, checks: readonly InstalledCheck[]): Promise<BenefitSurplus[]> {
  const benefits = benefitsOf(asking, checks);
  const found = await groundlessIn(asking, { areas: [area], asOf, benefits });
  const rows =
    found.length === 0
      ? []
      : await asking.sql<{ benefit: string; amount: string | number; unknown: number }>(moneySql, [
          ...[null, asOf, null, ...rangesOf([area])],
          ...holderValues(benefits),
          ...wantedValues(found),
        ]);
  const money = new Map(rows.map((row) => [row.benefit, row]));
  return benefits
    .map(({ benefit: { code, title, form }, givers, recorded }): BenefitSurplus => ({
      benefit: { code, title, form },
      checks: givers.map(({ check }) => check.code),
      holders: found.reduce((sum, one) => (one.benefit === code ? sum + one.holders : sum), 0),
      amount: recorded ? Number(money.get(code)?.amount ?? 0) : null,
      amountUnknown: recorded ? (money.get(code)?.unknown ?? 0) : 0,
    }))
    .sort((a, b) => b.holders - a.holders || (a.benefit.code < b.benefit.code ? -1 : 1));
}
