import type { Fact, FactPeriod, LocalizedText, PeriodTerm, Span } from 'xianjie/schema';

/** 2024年度, 2024年7月, 2024-07-15. */
export function periodWords(unit: FactPeriod, period: number): LocalizedText {
  const text = String(period);
  if (unit === 'YEAR') return { zh: `${text}年度`, en: text };
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)];
  if (unit === 'MONTH') return { zh: `${year}年${Number(month)}月`, en: `${year}-${month}` };
  return { zh: `${year}-${month}-${day}`, en: `${year}-${month}-${day}` };
}

/** A fact's name with the period it is of. */
export function ofPeriod({ title, period: unit }: Pick<Fact, 'title' | 'period'>, period: number | null): LocalizedText {
  if (period === null || unit === null) return title;
  const { zh, en } = periodWords(unit, period);
  return { zh: `${zh}${title.zh}`, en: `${title.en} of ${en}` };
}

/** A period by its place before the day of the question, while that day is not known. */
export const relativePeriods: Readonly<Record<Exclude<PeriodTerm, 'EACH'>, LocalizedText & { readonly unit: FactPeriod }>> = {
  THIS_YEAR: { zh: '本年度', en: 'this year', unit: 'YEAR' },
  LAST_YEAR: { zh: '上年度', en: 'last year', unit: 'YEAR' },
  YEAR_BEFORE: { zh: '再上一年度', en: 'the year before last', unit: 'YEAR' },
  THIS_MONTH: { zh: '本月', en: 'this month', unit: 'MONTH' },
  LAST_MONTH: { zh: '上月', en: 'last month', unit: 'MONTH' },
  THIS_DAY: { zh: '当日', en: 'that day', unit: 'DAY' },
};

const units: Readonly<
  Record<FactPeriod, { readonly zh: string; readonly one: string; readonly many: string; readonly this: LocalizedText }>
> = {
  YEAR: { zh: '个年度', one: 'year', many: 'years', this: { zh: '含本年度', en: 'with this one' } },
  MONTH: { zh: '个月', one: 'month', many: 'months', this: { zh: '含本月', en: 'with this one' } },
  DAY: { zh: '天', one: 'day', many: 'days', this: { zh: '含当日', en: 'with this one' } },
};

/** 最近6个月. @param n how many, in words */
export function spanWords({ unit, upTo, n: term }: Span, n: LocalizedText): LocalizedText {
  const { zh, many, this: withThis } = units[unit];
  const of = upTo === 'THIS' ? { zh: `（${withThis.zh}）`, en: ` (${withThis.en})` } : { zh: '', en: '' };
  if (term.term === 'constant') return { zh: `最近${n.zh}${zh}${of.zh}`, en: `the last ${n.en} ${many}${of.en}` };
  return { zh: `最近若干${zh}（${n.zh}）${of.zh}`, en: `the last ${many}, ${n.en},${of.en}`.replace(/,$/, '') };
}

/** 月, month: one of them. */
export const unitWords = (unit: FactPeriod): LocalizedText => ({ zh: { YEAR: '年度', MONTH: '月', DAY: '日' }[unit], en: units[unit].one });
