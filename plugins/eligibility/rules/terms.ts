import { isRatio, kindOf, type CalculatedTerm, type NamedValue, type ParameterType, type Term, type Value } from 'xianjie/schema';
import type { Bounds, Known } from '../figures/figures.js';
import { periodOf } from '../in-force/periods.js';
import type { Regime } from '../in-force/regime.js';
import { bare, factCause, parameterCause, saidOf, type Evaluate, type Place, type Result } from './result.js';
import { arithmetic, ratio } from './terms/arithmetic.js';
import { age, later } from './terms/dates.js';
import { nothing, type Calculation, type Figure, type Tools } from './terms/figure.js';
import { overPeriods, sumOfPeriods } from './terms/periods.js';
import { named } from './terms/named.js';
import { choose, lookup } from './terms/tables.js';
import { count, sum } from './terms/totals.js';
import { factValue, valueOf } from '../figures/values.js';
import { termInFull } from '../words/words.js';
import type { World } from '../facts/world.js';

/** Evaluates a term about one subject. @param beside the other side of the comparison: it says what type a constant has */
export function figureOf(term: Term, place: Place, evaluate: Evaluate, beside: Term | null = null): Figure {
  const { subjectId, setting } = place;
  switch (term.term) {
    case 'fact': {
      const { fact } = term;
      const answer = setting.world.fact(subjectId, fact, periodOf(term, setting.regime.day, place.period));
      if (!answer.known) return { ...nothing, answer, causes: [factCause(term, answer, place)] };
      return { ...nothing, value: answer.value, shown: factValue(fact, answer.value), answer };
    }
    case 'parameter': {
      const inForce = setting.regime.parameter(term.parameter);
      const parameter = inForce?.shown ?? null;
      if (inForce?.value === undefined)
        return { ...nothing, parameter, causes: [parameterCause(term.parameter, inForce?.unstated ?? null)] };
      return { ...nothing, value: inForce.value, shown: inForce.shown.value, parameter };
    }
    case 'constant': {
      const kind = (beside === null ? null : kindOf(beside)) ?? { type: 'NUMBER' as ParameterType, codes: null };
      const type = Array.isArray(term.value) ? 'CODES' : kind.type;
      return { ...nothing, value: term.value, shown: valueOf(type, term.value, kind.codes) };
    }
    case 'theDay':
      return { ...nothing, value: setting.regime.day, shown: valueOf('DATE', setting.regime.day) };
    case 'named':
      return ofNamed(term, place, evaluate);
    default:
      return calculated(term, place, evaluate);
  }
}

/** What named values come to in a world, under a regime: a value that several checks and conditions share is worked out once. */
const worked = new WeakMap<World, WeakMap<Regime, Map<string, Figure>>>();

function ofNamed(term: NamedValue, { subjectId, setting, item }: Place, evaluate: Evaluate): Figure {
  const { world, regime } = setting;
  const inWorld = worked.get(world) ?? new WeakMap<Regime, Map<string, Figure>>();
  worked.set(world, inWorld);
  const known = inWorld.get(regime) ?? new Map<string, Figure>();
  inWorld.set(regime, known);
  const key = JSON.stringify([term.code, subjectId, item]);
  const figure = known.get(key) ?? calculated(term, { subjectId, setting, item }, evaluate);
  known.set(key, figure);
  return figure;
}

function calculated(term: CalculatedTerm, place: Place, evaluate: Evaluate): Figure {
  const {
    known,
    steps,
    causes = [],
    shown: given,
    citation = null,
  } = calculate(term, {
    place,
    part: (of, at = place, beside = null) => figureOf(of, at, evaluate, beside),
    evaluate: (condition, at = place) => evaluate(condition, at),
  });
  const shown = given ?? (known === null ? null : shownOf(term, known));
  const node: Result = {
    ...bare,
    satisfied: known?.value === undefined ? 'UNKNOWN' : 'TRUE',
    text: saidOf(place.item, termInFull(term, place.setting.regime)),
    actual: shown,
    children: steps.filter((step) => step !== null),
    citation,
    causes,
  };
  return { ...nothing, ...known, shown, steps: node };
}

/** Each kind of calculation has its own place under terms/. */
function calculate(term: CalculatedTerm, tools: Tools): Calculation {
  switch (term.term) {
    case 'later':
      return later(term, tools);
    case 'age':
      return age(term, tools);
    case 'arithmetic':
      return arithmetic(term, tools);
    case 'ratio':
      return ratio(term, tools);
    case 'count':
      return count(term, tools);
    case 'sum':
      return sum(term, tools);
    case 'overPeriods':
      return overPeriods(term, tools);
    case 'sumOfPeriods':
      return sumOfPeriods(term, tools);
    case 'lookup':
      return lookup(term, tools);
    case 'choose':
      return choose(term, tools);
    case 'named':
      return named(term, tools);
  }
}

function shownOf(term: CalculatedTerm, { value, bounds }: Known): Value | null {
  const { type, codes } = kindOf(term) ?? { type: 'NUMBER' as ParameterType, codes: null };
  if (bounds !== null) return boundsShown(bounds, type);
  if (value === undefined) return null;
  if (typeof value !== 'number') return valueOf(type, value, codes);
  if (isRatio(term)) return { ...valueOf('PERCENT', Number(value.toFixed(2))), number: Number(value.toFixed(4)) };
  // A step is shown to a whole fen, a number to four digits; what is reckoned with is not rounded.
  return valueOf(type, Number(value.toFixed(type === 'MONEY' ? 0 : 4)), codes);
}

/** What is known of a number that is not: 至少2. */
export function boundsShown({ from, to }: Bounds, type: ParameterType = 'NUMBER'): Value {
  const plain = { number: null, money: null, date: null, codes: null };
  const text = (value: number) => valueOf(type, Number(value.toFixed(type === 'MONEY' ? 0 : 4))).text;
  if (to === Infinity) return { ...plain, text: { zh: `至少${text(from).zh}`, en: `at least ${text(from).en}` } };
  if (from === -Infinity) return { ...plain, text: { zh: `至多${text(to).zh}`, en: `at most ${text(to).en}` } };
  return { ...plain, text: { zh: `${text(from).zh}至${text(to).zh}`, en: `${text(from).en} to ${text(to).en}` } };
}
