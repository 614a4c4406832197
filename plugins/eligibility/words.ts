import type { Comparison, Condition, FactTerm, LocalizedText, Operand, Parameter, YearTerm } from 'xianjie/schema';
import type { Regime } from './regime.js';
import { labelled, list, titleOf, valueOf } from './values.js';

const comparisons: Readonly<Record<Comparison, LocalizedText>> = {
  lt: { zh: '低于', en: 'is below' },
  lte: { zh: '不高于', en: 'is at most' },
  gt: { zh: '高于', en: 'is above' },
  gte: { zh: '不低于', en: 'is at least' },
  eq: { zh: '等于', en: 'equals' },
};
const is: LocalizedText = { zh: '为', en: 'is' };

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
      const verb = condition.comparison === 'eq' && condition.right.term === 'constant' ? is : comparisons[condition.comparison];
      const left = factWords(condition.left, regime);
      const right = operandWords(condition.right, condition.left, regime);
      return { zh: `${left.zh}${verb.zh}${right.zh}`, en: `${left.en} ${verb.en} ${right.en}` };
    }
    case 'oneOf': {
      const left = factWords(condition.left, regime);
      const right = operandWords(condition.right, condition.left, regime);
      return { zh: `${left.zh}为${right.zh}之一`, en: `${left.en} is one of: ${right.en}` };
    }
    case 'includes':
      return { zh: `享受${condition.title.zh}`, en: `holds ${condition.title.en}` };
    case 'through':
      return labelled(condition.link.title, sentence(condition.of, regime));
    case 'exists': {
      const { title } = condition.link;
      return labelled({ zh: `${title.zh}之一`, en: `at least one of ${title.en}` }, sentence(condition.of, regime));
    }
  }
}

function negated(condition: Condition, regime: Regime | null): LocalizedText {
  if (condition.op === 'named') return { zh: `不属于${condition.title.zh}`, en: `is not ${condition.title.en}` };
  if (condition.op === 'through') return labelled(condition.link.title, negated(condition.of, regime));
  const text = sentence(condition, regime);
  return { zh: `不满足（${text.zh}）`, en: `not (${text.en})` };
}

function joined(conditions: readonly Condition[], regime: Regime | null, zh: string, en: string): LocalizedText {
  const parts = conditions.map((c) => {
    const text = sentence(c, regime);
    const group = (c.op === 'all' || c.op === 'any') && c.of.length > 1;
    return group ? { zh: `（${text.zh}）`, en: `(${text.en})` } : text;
  });
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

function operandWords(operand: Operand, left: FactTerm, regime: Regime | null): LocalizedText {
  if (operand.term === 'parameter') return parameterWords(operand.parameter, regime);
  if (operand.term === 'fact') {
    if (operand.fact !== left.fact || operand.year === null) return factWords(operand, regime);
    const { zh, en } = yearWords(operand.year, regime);
    return { zh, en: `that of ${en}` };
  }
  if (Array.isArray(operand.value)) return list((operand.value as readonly string[]).map((code) => titleOf(left.fact.codes, code)));
  return valueOf(left.fact.type, operand.value, left.fact.codes).text;
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
