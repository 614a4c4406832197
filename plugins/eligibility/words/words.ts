import { kindOf, type Comparison, type Condition, type LocalizedText, type Term } from 'xianjie/schema';
import type { Regime } from '../in-force/regime.js';
import { labelled } from '../figures/values.js';
import { spanWords, unitWords } from './periods.js';
import { termInFullWith, termWordsWith } from './terms.js';

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
    case 'inPeriods': {
      const { how, span, of } = condition;
      const among = spanWords(span, termWords(span.n, regime));
      const unit = unitWords(span.unit);
      const who =
        how === 'every'
          ? { zh: `${among.zh}每${unit.zh}`, en: `in every ${unit.en} of ${among.en}` }
          : { zh: `${among.zh}中至少一${unit.zh}`, en: `in at least one ${unit.en} of ${among.en}` };
      return labelled(who, grouped(of, regime));
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

/** A term by its name. @param beside what stands before it: a constant has its type, and a figure of another year needs no second name */
export function termWords(term: Term, regime: Regime | null, beside: Term | null = null): LocalizedText {
  return termWordsWith(sentence, term, regime, beside);
}

/** A calculation by its name, and how it is made. */
export function termInFull(term: Term, regime: Regime | null): LocalizedText {
  return termInFullWith(sentence, term, regime);
}

export { factWords } from './terms.js';
