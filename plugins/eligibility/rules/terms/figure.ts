import type { AnyValue, CalculatedTerm, Citation, Condition, LocalizedText, ResolvedParameter, Term, Value } from 'xianjie/schema';
import type { Bounds, Known } from '../../figures/figures.js';
import { bare, failure, saidOf, type Cause, type Place, type Result } from '../result.js';
import { termWords } from '../../words/words.js';
import type { Answer } from '../../facts/world.js';

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
export const nothing: Figure = { value: undefined, bounds: null, shown: null, answer: null, parameter: null, causes: [], steps: null };

/** What a calculation is made of: a value or bounds with its steps, or what keeps it unknown. */
export interface Calculation {
  readonly known: Known | null;
  readonly steps: readonly (Result | null)[];
  readonly causes?: readonly Cause[];
  readonly shown?: Value;
  /** Of a named value: where the source says how it is made. */
  readonly citation?: Citation;
}

/** What a calculation asks for: its parts, and the conditions it depends on, about the same subject or another one. */
export interface Tools {
  readonly place: Place;
  part(of: Term, at?: Place, beside?: Term | null): Figure;
  evaluate(condition: Condition, at?: Place): Result;
}

export const exactly = (value: AnyValue): Known => ({ value, bounds: null });
/** Bounds that meet are a value. */
export const between = ({ from, to }: Bounds): Known => (from === to ? exactly(from) : { value: undefined, bounds: { from, to } });

/** A step of a calculation as a node of the explanation: constants and the day of the question need none. */
export function step(term: Term, figure: Figure, { setting, item }: Place): Result | null {
  if (figure.steps !== null) return figure.steps;
  if (term.term !== 'fact' && term.term !== 'parameter') return null;
  const { shown, answer, parameter, causes, value } = figure;
  const words = termWords(term, setting.regime);
  const text: LocalizedText = term.term === 'fact' ? saidOf(item, words) : words;
  return { ...bare, satisfied: value === undefined ? 'UNKNOWN' : 'TRUE', text, actual: shown, answer, parameter, causes };
}

/** A calculation that has no answer: it is told, and never a match. */
export function failed(term: CalculatedTerm, steps: readonly (Result | null)[]): Calculation {
  return { known: null, steps, causes: [failure({ code: codeOf(term), title: termWords(term, null) })] };
}

/** What a failed calculation is told under: a fact or policy value that it reads. */
function codeOf(term: Term): string {
  switch (term.term) {
    case 'fact':
      return term.fact.code;
    case 'parameter':
      return term.parameter.code;
    case 'later':
    case 'age':
      return codeOf(term.date);
    case 'ratio':
      return codeOf(term.whole);
    case 'arithmetic':
      return codeOf(term.operator === 'perHead' ? (term.of[1] ?? term) : (term.of[0] ?? term));
    case 'lookup':
      return term.table.code;
    case 'count':
    case 'sum':
      return term.link.code;
    case 'sumOfPeriods':
      return codeOf(term.of);
    case 'choose':
      return codeOf(term.otherwise);
    case 'named':
      return term.code;
    default:
      return term.term;
  }
}
