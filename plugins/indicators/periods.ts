import type { IndicatorPeriod, PeriodOfTime } from 'xianjie/schema';

const two = (n: number): string => String(n).padStart(2, '0');
const lastOf = (year: number, month: number): string => `${year}-${two(month)}-${two(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;

const year = (y: number): PeriodOfTime => ({ grain: 'YEAR', code: String(y), first: `${y}-01-01`, last: `${y}-12-31` });
const month = (y: number, m: number): PeriodOfTime => ({
  grain: 'MONTH',
  code: `${y}-${two(m)}`,
  first: `${y}-${two(m)}-01`,
  last: lastOf(y, m),
});
const quarter = (y: number, q: number): PeriodOfTime => ({
  grain: 'QUARTER',
  code: `${y}-Q${q}`,
  first: `${y}-${two(q * 3 - 2)}-01`,
  last: lastOf(y, q * 3),
});
const day = (code: string): PeriodOfTime => ({ grain: 'DAY', code, first: code, last: code });

const SHAPES: readonly [RegExp, (parts: readonly number[], code: string) => PeriodOfTime | null][] = [
  [/^((?:19|20)\d\d)$/, ([y = 0]) => year(y)],
  [/^((?:19|20)\d\d)-Q([1-4])$/, ([y = 0, q = 1]) => quarter(y, q)],
  [/^((?:19|20)\d\d)-(\d\d)$/, ([y = 0, m = 1]) => (m >= 1 && m <= 12 ? month(y, m) : null)],
  [
    /^((?:19|20)\d\d)-(\d\d)-(\d\d)$/,
    ([y = 0, m = 1, d = 1], code) => (m >= 1 && m <= 12 && d >= 1 && code <= lastOf(y, m) ? day(code) : null),
  ],
];

/** A period as it is written: `2025`, `2025-Q2`, `2025-06`, `2025-06-30`. Null: it is none. */
export function periodOf(code: string): PeriodOfTime | null {
  for (const [shape, make] of SHAPES) {
    const found = shape.exec(code);
    if (found) return make(found.slice(1).map(Number), code);
  }
  return null;
}

/** The period of a kind that a day lies in. */
export function periodOn(grain: IndicatorPeriod, on: string): PeriodOfTime {
  const [y = 0, m = 1] = on.split('-').map(Number);
  if (grain === 'YEAR') return year(y);
  if (grain === 'QUARTER') return quarter(y, Math.ceil(m / 3));
  return grain === 'MONTH' ? month(y, m) : day(on);
}

/** The one before it. */
export function before({ grain, first }: PeriodOfTime): PeriodOfTime {
  const [y = 0, m = 1, d = 1] = first.split('-').map(Number);
  return periodOn(grain, new Date(Date.UTC(y, m - 1, d - 1)).toISOString().slice(0, 10));
}
