import type { Comparison, Condition, FactTerm, LocalizedText, Operand, YearTerm } from 'xianjie/schema';
import { labelled, list, titleOf, valueOf } from './values.js';

const comparisons: Readonly<Record<Comparison, LocalizedText>> = {
  lt: { zh: '低于', en: 'is below' },
  lte: { zh: '不高于', en: 'is at most' },
  gt: { zh: '高于', en: 'is above' },
  gte: { zh: '不低于', en: 'is at least' },
  eq: { zh: '为', en: 'is' },
};

const years: Readonly<Record<YearTerm, LocalizedText & { readonly back: number }>> = {
  THIS_YEAR: { zh: '本年度', en: 'of this year', back: 0 },
  LAST_YEAR: { zh: '上年度', en: 'of last year', back: 1 },
  YEAR_BEFORE: { zh: '前年度', en: 'of the year before last', back: 2 },
};

/** The calendar year that a term means on a day. */
export function yearOf(term: YearTerm, day: string): number {
  return Number(day.slice(0, 4)) - years[term].back;
}

/** Said for every household of a list: kept for each condition, and for the last day it was asked for. */
const said = new WeakMap<Condition, { readonly day: string | null; readonly text: LocalizedText }>();

/** A condition as a sentence, in both languages. With a day, the years are named. */
export function sentence(condition: Condition, day: string | null = null): LocalizedText {
  const known = said.get(condition);
  if (known?.day === day) return known.text;
  const text = put(condition, day);
  said.set(condition, { day, text });
  return text;
}

function put(condition: Condition, day: string | null): LocalizedText {
  switch (condition.op) {
    case 'all':
      return joined(condition.of, day, '且', 'and');
    case 'any':
      return joined(condition.of, day, '或', 'or');
    case 'not': {
      const inner = sentence(condition.of, day);
      return { zh: `不满足（${inner.zh}）`, en: `not (${inner.en})` };
    }
    case 'named':
      return condition.title;
    case 'compare': {
      const verb = comparisons[condition.comparison];
      const left = factWords(condition.left, day);
      const right = operandWords(condition.right, condition.left, day);
      return { zh: `${left.zh}${verb.zh}${right.zh}`, en: `${left.en} ${verb.en} ${right.en}` };
    }
    case 'oneOf': {
      const left = factWords(condition.left, day);
      const right = operandWords(condition.right, condition.left, day);
      return { zh: `${left.zh}为${right.zh}之一`, en: `${left.en} is one of: ${right.en}` };
    }
    case 'includes':
      return { zh: `享受${condition.title.zh}`, en: `holds ${condition.title.en}` };
    case 'through':
      return labelled(condition.link.title, sentence(condition.of, day));
    case 'exists':
      return labelled(
        { zh: `${condition.link.title.zh}中至少一项`, en: `at least one of ${condition.link.title.en}` },
        sentence(condition.of, day),
      );
  }
}

function joined(conditions: readonly Condition[], day: string | null, zh: string, en: string): LocalizedText {
  const parts = conditions.map((c) => {
    const text = sentence(c, day);
    const group = (c.op === 'all' || c.op === 'any') && c.of.length > 1;
    return group ? { zh: `（${text.zh}）`, en: `(${text.en})` } : text;
  });
  return { zh: parts.map((p) => p.zh).join(`，${zh}`), en: parts.map((p) => p.en).join(` ${en} `) };
}

/** A fact with its year: 上年度(2024年)家庭人均纯收入. */
function factWords({ fact, year }: FactTerm, day: string | null): LocalizedText {
  if (year === null) return fact.title;
  const named = day === null ? null : yearOf(year, day);
  return {
    zh: `${years[year].zh}${named === null ? '' : `（${named}年）`}${fact.title.zh}`,
    en: `${fact.title.en} ${years[year].en}${named === null ? '' : ` (${named})`}`,
  };
}

function operandWords(operand: Operand, left: FactTerm, day: string | null): LocalizedText {
  if (operand.term === 'fact') return factWords(operand, day);
  if (operand.term === 'parameter') return { zh: `“${operand.parameter.title.zh}”`, en: `the ${operand.parameter.title.en}` };
  if (Array.isArray(operand.value)) return list((operand.value as readonly string[]).map((code) => titleOf(left.fact.codes, code)));
  return valueOf(left.fact.type, operand.value, left.fact.codes).text;
}
