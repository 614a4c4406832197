import {
  kindOf,
  type Comparison,
  type Condition,
  type DateUnit,
  type FactTerm,
  type LocalizedText,
  type Parameter,
  type ParameterType,
  type Term,
  type YearTerm,
} from 'xianjie/schema';
import type { Regime } from './regime.js';
import { labelled, list, titleOf, valueOf } from './values.js';

const comparisons: Readonly<Record<Comparison, LocalizedText>> = {
  lt: { zh: '低于', en: 'is below' },
  lte: { zh: '不高于', en: 'is at most' },
  gt: { zh: '高于', en: 'is above' },
  gte: { zh: '不低于', en: 'is at least' },
  eq: { zh: '等于', en: 'equals' },
};
const ofDays: Readonly<Record<Comparison, LocalizedText>> = {
  lt: { zh: '早于', en: 'is before' },
  lte: { zh: '不晚于', en: 'is not after' },
  gt: { zh: '晚于', en: 'is after' },
  gte: { zh: '不早于', en: 'is not before' },
  eq: { zh: '为', en: 'is' },
};
const is: LocalizedText = { zh: '为', en: 'is' };

const units: Readonly<Record<DateUnit, LocalizedText>> = {
  YEARS: { zh: '年', en: ' years' },
  MONTHS: { zh: '个月', en: ' months' },
  DAYS: { zh: '天', en: ' days' },
};

const years: Readonly<Record<YearTerm, LocalizedText & { readonly back: number }>> = {
  THIS_YEAR: { zh: '本年度', en: 'this year', back: 0 },
  LAST_YEAR: { zh: '上年度', en: 'last year', back: 1 },
  YEAR_BEFORE: { zh: '再上一年度', en: 'the year before last', back: 2 },
};

/** The calendar year that a term means on a day. */
export function yearOf(term: YearTerm, day: string): number {
  return Number(day.slice(0, 4)) - years[term].back;
}

/** Said for every household of a list: kept for each condition as long as the regime it was said under. */
const said = new WeakMap<object, Map<Condition, LocalizedText>>();
const nowhere = {};

/** A condition as a sentence, in both languages. Under a regime the years are named, and the policy values that are in force. */
export function sentence(condition: Condition, regime: Regime | null = null): LocalizedText {
  const known = said.get(regime ?? nowhere) ?? new Map<Condition, LocalizedText>();
  said.set(regime ?? nowhere, known);
  const text = known.get(condition) ?? put(condition, regime);
  known.set(condition, text);
  return text;
}

function put(condition: Condition, regime: Regime | null): LocalizedText {
  switch (condition.op) {
    case 'all':
      return joined(condition.of, regime, '且', 'and');
    case 'any':
      return joined(condition.of, regime, '或', 'or');
    case 'not':
      return negated(condition.of, regime);
    case 'named':
      return { zh: `属于${condition.title.zh}`, en: `is ${condition.title.en}` };
    case 'compare': {
      const { left: a, right: b, comparison } = condition;
      const verbs = kindOf(a)?.type === 'DATE' ? ofDays : comparisons;
      const verb = comparison === 'eq' && b.term === 'constant' ? is : verbs[comparison];
      const left = termWords(a, regime);
      const right = termWords(b, regime, a);
      return { zh: `${left.zh}${verb.zh}${right.zh}`, en: `${left.en} ${verb.en} ${right.en}` };
    }
    case 'oneOf': {
      const left = termWords(condition.left, regime);
      const right = termWords(condition.right, regime, condition.left);
      return { zh: `${left.zh}为${right.zh}之一`, en: `${left.en} is one of: ${right.en}` };
    }
    case 'anyOf': {
      const left = termWords(condition.left, regime);
      const right = termWords(condition.right, regime, condition.left);
      return { zh: `${left.zh}含有${right.zh}中的任一项`, en: `${left.en} include any of: ${right.en}` };
    }
    case 'within': {
      const left = termWords(condition.left, regime);
      const right = termWords(condition.right, regime, condition.left);
      return { zh: `${left.zh}在${right.zh}之内`, en: `${left.en} is within ${right.en}` };
    }
    case 'atLeast': {
      const needed = termWords(condition.needed, regime);
      const parts = condition.of.map((one) => grouped(one, regime));
      return {
        zh: `以下至少满足${needed.zh}项：${parts.map((p) => p.zh).join('；')}`,
        en: `at least ${needed.en} of these: ${parts.map((p) => p.en).join('; ')}`,
      };
    }
    case 'includes':
      return { zh: `享受${condition.title.zh}`, en: `holds ${condition.title.en}` };
    case 'through':
      return labelled(condition.link.title, grouped(condition.of, regime));
    case 'exists': {
      const { title } = condition.link;
      return labelled({ zh: `${title.zh}之一`, en: `at least one of ${title.en}` }, grouped(condition.of, regime));
    }
    case 'every': {
      const { zh, en } = condition.link.title;
      const which = condition.where === null ? null : sentence(condition.where, regime);
      const who =
        which === null
          ? { zh: `每一${zh}`, en: `every one of ${en}` }
          : { zh: `${zh}中凡${which.zh}者`, en: `every one of ${en} of whom ${which.en}` };
      return labelled(who, grouped(condition.of, regime));
    }
  }
}

function negated(condition: Condition, regime: Regime | null): LocalizedText {
  if (condition.op === 'named') return { zh: `不属于${condition.title.zh}`, en: `is not ${condition.title.en}` };
  if (condition.op === 'through') return labelled(condition.link.title, negated(condition.of, regime));
  const text = sentence(condition, regime);
  return { zh: `不满足（${text.zh}）`, en: `not (${text.en})` };
}

/** A sentence that stands inside another: of several conditions it says where it ends. */
function grouped(condition: Condition, regime: Regime | null): LocalizedText {
  const text = sentence(condition, regime);
  const group = (condition.op === 'atLeast' || condition.op === 'all' || condition.op === 'any') && condition.of.length > 1;
  return group ? { zh: `（${text.zh}）`, en: `(${text.en})` } : text;
}

function joined(conditions: readonly Condition[], regime: Regime | null, zh: string, en: string): LocalizedText {
  const parts = conditions.map((c) => grouped(c, regime));
  return { zh: parts.map((p) => p.zh).join(`，${zh}`), en: parts.map((p) => p.en).join(` ${en} `) };
}

/** A fact with its year: 2024年度家庭人均纯收入. */
export function factWords({ fact, year }: FactTerm, regime: Regime | null): LocalizedText {
  if (year === null) return fact.title;
  const { zh, en } = yearWords(year, regime);
  return { zh: `${zh}${fact.title.zh}`, en: `${fact.title.en} of ${en}` };
}

function yearWords(year: YearTerm, regime: Regime | null): LocalizedText {
  if (regime === null) return years[year];
  const named = yearOf(year, regime.day);
  return { zh: `${named}年度`, en: String(named) };
}

/** A term by its name. @param beside what stands before it: a constant has its type, and a figure of another year needs no second name */
export function termWords(term: Term, regime: Regime | null, beside: Term | null = null): LocalizedText {
  switch (term.term) {
    case 'fact': {
      if (beside?.term !== 'fact' || beside.fact !== term.fact || term.year === null) return factWords(term, regime);
      // The same figure of another year: its name is said once.
      const { zh, en } = yearWords(term.year, regime);
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
    case 'count':
      return term.title ?? countWords(term, regime);
    default:
      return term.title;
  }
}

function countWords({ link, of }: Term & { readonly term: 'count' }, regime: Regime | null): LocalizedText {
  const { zh, en } = link.title;
  if (of === null) return { zh: `${zh}数`, en: `the number of ${en}` };
  const which = sentence(of, regime);
  return { zh: `${zh}（${which.zh}）数`, en: `the number of ${en} (${which.en})` };
}

/** A calculation by its name, and how it is made. */
export function termInFull(term: Term, regime: Regime | null): LocalizedText {
  const name = termWords(term, regime);
  const made = how(term, regime);
  return made === null ? name : { zh: `${name.zh}（${made.zh}）`, en: `${name.en} (${made.en})` };
}

function how(term: Term, regime: Regime | null): LocalizedText | null {
  const words = (of: Term, beside: Term | null = null) => termWords(of, regime, beside);
  switch (term.term) {
    case 'later': {
      const [date, by] = [words(term.date), words(term.by)];
      const unit = term.by.term === 'constant' ? units[term.unit] : { zh: '', en: '' };
      return { zh: `${date.zh}加${by.zh}${unit.zh}`, en: `${date.en} plus ${by.en}${unit.en}` };
    }
    case 'ratio': {
      const [part, whole] = [words(term.part), words(term.whole, term.part)];
      return { zh: `${part.zh}占${whole.zh}的比例`, en: `${part.en} as a share of ${whole.en}` };
    }
    case 'count':
      return term.title === null ? null : countWords(term, regime);
    case 'choose': {
      const rows = term.rows.map((row) => labelled(sentence(row.when, regime), words(row.value, term)));
      const all = [...rows, labelled({ zh: '其余', en: 'otherwise' }, words(term.otherwise, term))];
      return { zh: all.map((row) => row.zh).join('；'), en: all.map((row) => row.en).join('; ') };
    }
    default:
      return null;
  }
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
