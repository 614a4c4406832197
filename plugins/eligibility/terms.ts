import {
  kindOf,
  type CalculatedTerm,
  type LocalizedText,
  type ParameterType,
  type ResolvedParameter,
  type Term,
  type Value,
} from 'xianjie/schema';
import { laterBy } from './calendar.js';
import { countOf, type Bounds, type Known } from './figures.js';
import {
  bare,
  factCause,
  failure,
  listCause,
  parameterCause,
  saidOf,
  type Cause,
  type Evaluate,
  type Place,
  type Result,
} from './result.js';
import { factValue, valueOf } from './values.js';
import { termInFull, termWords, yearOf } from './words.js';
import type { Answer } from './world.js';

/** What a term comes to, and what that rests on. */
export interface Figure extends Known {
  readonly shown: Value | null;
  /** Of a fact: who said it. */
  readonly answer: Answer | null;
  /** Of a policy value. */
  readonly parameter: ResolvedParameter | null;
  /** Of a fact or a policy value that is not known. What keeps a calculation unknown stands in its steps. */
  readonly causes: readonly Cause[];
  /** The steps of a calculation. */
  readonly steps: Result | null;
}
const nothing: Figure = { value: undefined, bounds: null, shown: null, answer: null, parameter: null, causes: [], steps: null };

/** Evaluates a term about one subject. @param beside the other side of the comparison: it says what type a constant has */
export function figureOf(term: Term, place: Place, evaluate: Evaluate, beside: Term | null = null): Figure {
  const { subjectId, setting } = place;
  switch (term.term) {
    case 'fact': {
      const { fact, year } = term;
      const answer = setting.world.fact(subjectId, fact, year === null ? null : yearOf(year, setting.regime.day));
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
    default:
      return calculated(term, place, evaluate);
  }
}

/** A value or bounds with its steps, or what keeps it unknown. */
interface Calculation {
  readonly known: Known | null;
  readonly steps: readonly (Result | null)[];
  readonly causes?: readonly Cause[];
  readonly shown?: Value;
}

function calculated(term: CalculatedTerm, place: Place, evaluate: Evaluate): Figure {
  const { known, steps, causes = [], shown: given } = calculate(term, place, evaluate);
  const shown = given ?? (known === null ? null : shownOf(term, known));
  const node: Result = {
    ...bare,
    satisfied: known?.value === undefined ? 'UNKNOWN' : 'TRUE',
    text: saidOf(place.item, termInFull(term, place.setting.regime)),
    actual: shown,
    children: steps.filter((step) => step !== null),
    causes,
  };
  return { ...nothing, ...known, shown, steps: node };
}

function calculate(term: CalculatedTerm, place: Place, evaluate: Evaluate): Calculation {
  const part = (of: Term, beside: Term | null = null) => figureOf(of, place, evaluate, beside);
  switch (term.term) {
    case 'later': {
      const date = part(term.date);
      const by = part(term.by);
      const steps = [step(term.date, date, place), step(term.by, by, place)];
      if (date.value === undefined || by.value === undefined) return { known: null, steps };
      const day = laterBy(date.value as string, by.value as number, term.unit);
      return day === null ? failed(term, steps) : { known: { value: day, bounds: null }, steps };
    }
    case 'ratio': {
      const some = part(term.part);
      const whole = part(term.whole, term.part);
      const steps = [step(term.part, some, place), step(term.whole, whole, place)];
      if (some.value === undefined || whole.value === undefined) return { known: null, steps };
      // First times, then divided: 10 % of 1,000 is exactly 10.
      const percent = ((some.value as number) * 100) / (whole.value as number);
      return Number.isFinite(percent) ? { known: { value: percent, bounds: null }, steps } : failed(term, steps);
    }
    case 'count': {
      const { ids, whole, failed: unread } = place.setting.world.linked(place.subjectId, term.link);
      const { of, link } = term;
      const members =
        of === null ? [] : ids.map((id, i) => evaluate(of, { subjectId: id, setting: place.setting, item: link.itemTitle(id, i + 1) }));
      const bounds = countOf(of === null ? ids.map(() => 'TRUE') : members.map((m) => m.satisfied), whole);
      const known: Known = bounds.from === bounds.to ? { value: bounds.from, bounds: null } : { value: undefined, bounds };
      return { known, steps: members, causes: whole ? [] : [listCause(link, unread)] };
    }
    case 'choose': {
      const steps: Result[] = [];
      for (const { when, value } of term.rows) {
        const row = evaluate(when, place);
        steps.push(row);
        if (row.satisfied === 'UNKNOWN') return { known: null, steps };
        if (row.satisfied === 'TRUE') return chosen(value, steps);
      }
      return chosen(term.otherwise, steps);
    }
  }

  function chosen(value: Term, rows: readonly Result[]): Calculation {
    const figure = part(value, term);
    const known = figure.value === undefined && figure.bounds === null ? null : { value: figure.value, bounds: figure.bounds };
    return { known, steps: [...rows, step(value, figure, place)], ...(figure.shown && { shown: figure.shown }) };
  }
}

function failed(term: CalculatedTerm, steps: readonly (Result | null)[]): Calculation {
  return { known: null, steps, causes: [failure({ code: codeOf(term), title: termWords(term, null) })] };
}

/** What a failed calculation is told under: the first fact or policy value that it reads. */
function codeOf(term: Term): string {
  switch (term.term) {
    case 'fact':
      return term.fact.code;
    case 'parameter':
      return term.parameter.code;
    case 'later':
      return codeOf(term.date);
    case 'ratio':
      return codeOf(term.whole);
    case 'count':
      return term.link.code;
    case 'choose':
      return codeOf(term.otherwise);
    default:
      return term.term;
  }
}

/** A step of a calculation as a node of the explanation: constants and the day of the question need none. */
export function step(term: Term, figure: Figure, { setting, item }: Place): Result | null {
  if (figure.steps !== null) return figure.steps;
  if (term.term !== 'fact' && term.term !== 'parameter') return null;
  const { shown, answer, parameter, causes, value } = figure;
  const words = termWords(term, setting.regime);
  const text: LocalizedText = term.term === 'fact' ? saidOf(item, words) : words;
  return { ...bare, satisfied: value === undefined ? 'UNKNOWN' : 'TRUE', text, actual: shown, answer, parameter, causes };
}

function shownOf(term: CalculatedTerm, { value, bounds }: Known): Value | null {
  if (bounds !== null) return boundsShown(bounds);
  if (value === undefined) return null;
  const { type, codes } = kindOf(term) ?? { type: 'NUMBER' as ParameterType, codes: null };
  if (term.term !== 'ratio') return valueOf(type, value, codes);
  const percent = value as number;
  return { ...valueOf('PERCENT', Number(percent.toFixed(2))), number: Number(percent.toFixed(4)) };
}

/** What is known of a number that is not: 至少2. */
export function boundsShown({ from, to }: Bounds): Value {
  const plain = { number: null, money: null, date: null, codes: null };
  if (to === Infinity) return { ...plain, text: { zh: `至少${from}`, en: `at least ${from}` } };
  return { ...plain, text: { zh: `${from}至${to}`, en: `${from} to ${to}` } };
}
