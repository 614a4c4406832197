import {
  kindOf,
  type CalculatedTerm,
  type Condition,
  type DateUnit,
  type FactTerm,
  type Favourable,
  type LocalizedText,
  type Parameter,
  type ParameterType,
  type PeriodTerm,
  type Term,
} from 'xianjie/schema';
import { periodOf } from '../in-force/periods.js';
import type { Regime } from '../in-force/regime.js';
import { labelled, list, titleOf, valueOf } from '../figures/values.js';
import { periodWords, relativePeriods, spanWords, unitWords } from './periods.js';

/** How a condition inside a term is said. */
export type Say = (condition: Condition, regime: Regime | null) => LocalizedText;

const units: Readonly<Record<DateUnit, LocalizedText>> = {
  YEARS: { zh: '年', en: ' years' },
  MONTHS: { zh: '个月', en: ' months' },
  DAYS: { zh: '天', en: ' days' },
};

/** A fact with its period: 2024年度家庭人均纯收入. Of each of several periods the item says which. */
export function factWords({ fact, period }: FactTerm, regime: Regime | null): LocalizedText {
  if (fact.source === 'QUESTION') return { zh: `${fact.title.zh}（提问时填写）`, en: `${fact.title.en} (stated in the question)` };
  if (period === null || period === 'EACH') return fact.title;
  const { zh, en } = whichPeriod(period, regime);
  return { zh: `${zh}${fact.title.zh}`, en: `${fact.title.en} of ${en}` };
}

function whichPeriod(period: Exclude<PeriodTerm, 'EACH'>, regime: Regime | null): LocalizedText {
  const relative = relativePeriods[period];
  return regime === null ? relative : periodWords(relative.unit, periodOf({ period }, regime.day, undefined) ?? 0);
}

/** A term by its name. @param beside what stands before it: a constant has its type, and a figure of another year needs no second name */
export function termWordsWith(say: Say, term: Term, regime: Regime | null, beside: Term | null = null): LocalizedText {
  switch (term.term) {
    case 'fact': {
      if (beside?.term !== 'fact' || beside.fact !== term.fact || term.period === null || term.period === 'EACH')
        return factWords(term, regime);
      // The same figure of another period: its name is said once.
      const { zh, en } = whichPeriod(term.period, regime);
      return { zh, en: `that of ${en}` };
    }
    case 'parameter':
      return parameterWords(term.parameter, regime);
    case 'constant': {
      const { type, codes } = (beside === null ? null : kindOf(beside)) ?? { type: 'NUMBER' as ParameterType, codes: null };
      if (Array.isArray(term.value)) return list((term.value as readonly string[]).map((code) => titleOf(codes, code)));
      return valueOf(type, term.value, codes).text;
    }
    case 'theDay':
      return regime === null
        ? { zh: '基准日', en: 'the day asked about' }
        : { zh: `基准日（${regime.day}）`, en: `the day asked about (${regime.day})` };
    default:
      return term.title ?? how(say, term, regime);
  }
}

/** A calculation by its name, and how it is made. */
export function termInFullWith(say: Say, term: Term, regime: Regime | null): LocalizedText {
  const name = termWordsWith(say, term, regime);
  if (!('title' in term) || term.title === null) return name;
  const made = how(say, term, regime);
  return { zh: `${name.zh}（${made.zh}）`, en: `${name.en} (${made.en})` };
}

/** How a calculation is made, without its name; null: it is none. */
export function termMadeWith(say: Say, term: Term, regime: Regime | null): LocalizedText | null {
  return 'title' in term ? how(say, term, regime) : null;
}

/** How a calculation is made. */
function how(say: Say, term: CalculatedTerm, regime: Regime | null): LocalizedText {
  const words = (of: Term, beside: Term | null = null) => termWordsWith(say, of, regime, beside);
  switch (term.term) {
    case 'later': {
      const [date, by] = [words(term.date), words(term.by)];
      const unit = term.by.term === 'constant' ? units[term.unit] : { zh: '', en: '' };
      return { zh: `${date.zh}加${by.zh}${unit.zh}`, en: `${date.en} plus ${by.en}${unit.en}` };
    }
    case 'age': {
      const date = words(term.date);
      return { zh: `按${date.zh}计的周岁`, en: `whole years since ${date.en}` };
    }
    case 'ratio': {
      const [part, whole] = [words(term.part), words(term.whole, term.part)];
      return { zh: `${part.zh}占${whole.zh}的比例`, en: `${part.en} as a share of ${whole.en}` };
    }
    case 'arithmetic':
      return arithmetic(
        term,
        term.of.map((part) => bracketed(part, words(part, term))),
      );
    case 'lookup': {
      const [table, by, best] = [words({ term: 'parameter', parameter: term.table }), words(term.by), favourables[term.favourable]];
      if (kindOf(term.by)?.type === 'CODE') return { zh: `${table.zh}中${by.zh}对应的一行`, en: `the row of ${table.en} for ${by.en}` };
      return { zh: `${table.zh}中${by.zh}对应各行的${best.zh}`, en: `the ${best.en} row of ${table.en} for ${by.en}` };
    }
    case 'sum': {
      const [part, among] = [words(term.of), term.link.title];
      const which = term.where === null ? null : say(term.where, regime);
      return {
        zh: `${among.zh}${which === null ? '' : `（${which.zh}）`}的${part.zh}合计`,
        en: `${part.en} of ${among.en}${which === null ? '' : ` (${which.en})`} in all`,
      };
    }
    case 'overPeriods': {
      const [among, which, unit] = [spanWords(term.span, words(term.span.n)), say(term.of, regime), unitWords(term.span.unit)];
      if (term.how === 'count') return { zh: `${among.zh}中${which.zh}的${unit.zh}数`, en: `in how many of ${among.en} ${which.en}` };
      return { zh: `${among.zh}中最近连续${which.zh}的${unit.zh}数`, en: `for how many of ${among.en} on end up to now ${which.en}` };
    }
    case 'sumOfPeriods': {
      const [among, part] = [spanWords(term.span, words(term.span.n)), words(term.of)];
      return { zh: `${among.zh}${part.zh}合计`, en: `${part.en} of ${among.en} in all` };
    }
    case 'count': {
      const { zh, en } = term.link.title;
      if (term.of === null) return { zh: `${zh}数`, en: `the number of ${en}` };
      const which = say(term.of, regime);
      return { zh: `${zh}（${which.zh}）数`, en: `the number of ${en} (${which.en})` };
    }
    case 'named':
      return 'title' in term.is ? how(say, term.is, regime) : words(term.is);
    case 'choose': {
      const rows = term.rows.map((row) => labelled(say(row.when, regime), words(row.value, term)));
      const all = [...rows, labelled({ zh: '其余', en: 'otherwise' }, words(term.otherwise, term))];
      return { zh: all.map((row) => row.zh).join('；'), en: all.map((row) => row.en).join('; ') };
    }
  }
}

const favourables: Readonly<Record<Favourable, LocalizedText>> = {
  HIGHEST: { zh: '最高值', en: 'highest' },
  LOWEST: { zh: '最低值', en: 'lowest' },
};

function arithmetic({ operator }: Term & { readonly term: 'arithmetic' }, parts: readonly LocalizedText[]): LocalizedText {
  const [a = noPart, b = noPart] = parts;
  const all = (zh: string, en: string) => ({ zh: parts.map((p) => p.zh).join(zh), en: parts.map((p) => p.en).join(en) });
  switch (operator) {
    case 'plus':
      return all('加', ' plus ');
    case 'minus':
      return all('减', ' minus ');
    case 'times':
      return all('乘以', ' times ');
    case 'share':
      return { zh: `${b.zh}的${a.zh}`, en: `${a.en} of ${b.en}` };
    case 'min':
      return { zh: `${all('、', ', ').zh}中的最小者`, en: `the least of ${all('、', ', ').en}` };
    case 'max':
      return { zh: `${all('、', ', ').zh}中的最大者`, en: `the greatest of ${all('、', ', ').en}` };
    case 'perHead':
      return { zh: `${a.zh}除以${b.zh}`, en: `${a.en} for each of ${b.en}` };
  }
}
const noPart: LocalizedText = { zh: '', en: '' };

/** A calculation without a name, inside another. */
function bracketed(term: Term, { zh, en }: LocalizedText): LocalizedText {
  const nameless = (term.term === 'arithmetic' || term.term === 'lookup' || term.term === 'sum') && term.title === null;
  return nameless ? { zh: `（${zh}）`, en: `(${en})` } : { zh, en };
}

/** A policy value by its name, and under a regime with what it is: 监测收入标准（6000元）. */
function parameterWords(parameter: Parameter, regime: Regime | null): LocalizedText {
  const { zh, en } = parameter.called ?? parameter.title;
  if (regime === null) return { zh, en: `the ${en}` };
  const value = regime.parameter(parameter);
  const text =
    value === null ? { zh: '未施行', en: 'not in force' } : (value.shown.value?.text ?? { zh: '文件未载明', en: 'left out by the source' });
  return { zh: `${zh}（${text.zh}）`, en: `the ${en} (${text.en})` };
}
