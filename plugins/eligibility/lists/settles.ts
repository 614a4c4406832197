import type { AnyValue, Condition, Fact, Satisfied, Term } from 'xianjie/schema';
import { evaluate } from '../rules/evaluate.js';
import { periodOf } from '../in-force/periods.js';
import type { Place } from '../rules/result.js';
import { figureOf } from '../rules/terms.js';
import { periodPlaces } from '../rules/terms/periods.js';

/** A fact of one subject, as if it were known. */
export interface Supposed {
  readonly subjectId: string;
  readonly fact: Fact;
  readonly year: number | null;
}

/** The answers that are possible, as bits in Kleene's order: the lower of two is their "and", the higher their "or". */
const FALSE = 1;
const UNKNOWN = 2;
const TRUE = 4;
const ANY = FALSE | UNKNOWN | TRUE;
const bit: Readonly<Record<Satisfied, number>> = { FALSE, UNKNOWN, TRUE };

/**
 * Whether one more known fact decides a condition, whatever its value. Parts of a condition count as independent of each other, so that a
 * yes is always true; what two parts that read the same fact could only say together is not seen.
 */
export function settles(condition: Condition, place: Place, supposed: Supposed): boolean {
  return (answersOf(condition, place, supposed) & UNKNOWN) === 0;
}

function answersOf(condition: Condition, place: Place, supposed: Supposed): number {
  const of = (one: Condition, subjectId = place.subjectId) => answersOf(one, { ...place, subjectId }, supposed);
  switch (condition.op) {
    case 'all':
      return condition.of.map((one) => of(one)).reduce(lower, TRUE);
    case 'any':
      return condition.of.map((one) => of(one)).reduce(higher, FALSE);
    case 'not':
      return opposite(of(condition.of));
    case 'named':
      return of(condition.of);
    case 'through': {
      const [id] = place.setting.world.linked(place.subjectId, condition.link).ids;
      return id === undefined ? UNKNOWN : of(condition.of, id);
    }
    case 'exists': {
      const { ids, whole } = place.setting.world.linked(place.subjectId, condition.link);
      return ids.map((id) => of(condition.of, id)).reduce(higher, whole ? FALSE : UNKNOWN);
    }
    case 'every': {
      const { link, where } = condition;
      const { ids, whole } = place.setting.world.linked(place.subjectId, link);
      const member = (id: string) => (where === null ? of(condition.of, id) : higher(opposite(of(where, id)), of(condition.of, id)));
      return ids.map(member).reduce(lower, whole ? TRUE : UNKNOWN);
    }
    case 'inPeriods': {
      const { places } = periodPlaces(condition.span, place, figureOf(condition.span.n, place, evaluate));
      if (places === null) return ANY;
      const answers = places.map((at) => answersOf(condition.of, at, supposed));
      return condition.how === 'every' ? answers.reduce(lower, TRUE) : answers.reduce(higher, FALSE);
    }
    case 'atLeast':
      return soMany(
        condition.of.map((one) => of(one)),
        figureOf(condition.needed, place, evaluate).value,
      );
    default: {
      // What is decided stays so: no further fact turns it back.
      const { satisfied } = evaluate(condition, place);
      if (satisfied !== 'UNKNOWN') return bit[satisfied];
      return termsOf(condition).every((term) => known(term, place, supposed)) ? FALSE | TRUE : ANY;
    }
  }
}

/** What a comparison compares. */
function termsOf(condition: Exclude<Condition, { readonly of: unknown }>): readonly Term[] {
  return 'right' in condition ? [condition.left, condition.right] : [condition.left];
}

/** So many of these, as far as their answers are sure. */
function soMany(answers: readonly number[], needed: AnyValue | undefined): number {
  if (typeof needed !== 'number') return ANY;
  if (answers.filter((one) => one === TRUE).length >= needed) return TRUE;
  if (answers.filter((one) => one !== FALSE).length < needed) return FALSE;
  return answers.some((one) => (one & UNKNOWN) !== 0) ? ANY : FALSE | TRUE;
}

/** Whether a term is sure to be known, of a set the whole of it. A calculation may fail, or come to a part that is not known. */
function known(term: Term, place: Place, supposed: Supposed): boolean {
  switch (term.term) {
    case 'fact': {
      const { answer } = figureOf(term, place, evaluate);
      return isIt(term, place, supposed) || (answer?.known === true && answer.whole);
    }
    case 'later':
      return known(term.date, place, supposed) && known(term.by, place, supposed);
    case 'ratio': {
      // A whole that is supposed may be zero: then there is no part of it.
      const whole = figureOf(term.whole, place, evaluate).value;
      return whole !== undefined && whole !== 0 && known(term.part, place, supposed);
    }
    case 'arithmetic':
      // Whom it is divided by may be supposed to be nobody.
      if (term.operator === 'perHead') return figureOf(term, place, evaluate).value !== undefined;
      return term.of.every((part) => known(part, place, supposed));
    case 'count': {
      const { ids, whole } = place.setting.world.linked(place.subjectId, term.link);
      const { of } = term;
      return whole && (of === null || ids.every((subjectId) => (answersOf(of, { ...place, subjectId }, supposed) & UNKNOWN) === 0));
    }
    case 'choose':
      return chosen(term, place, supposed);
    default:
      return figureOf(term, place, evaluate).value !== undefined;
  }
}

/** The rows up to the first that is sure to hold: each decided, each value known where it may be the one. */
function chosen(term: Term & { readonly term: 'choose' }, place: Place, supposed: Supposed): boolean {
  for (const { when, value } of term.rows) {
    const answers = answersOf(when, place, supposed);
    if ((answers & UNKNOWN) !== 0) return false;
    if ((answers & TRUE) !== 0 && !known(value, place, supposed)) return false;
    if ((answers & FALSE) === 0) return true;
  }
  return known(term.otherwise, place, supposed);
}

const isIt = (term: Term & { readonly term: 'fact' }, { subjectId, setting, period }: Place, supposed: Supposed): boolean =>
  term.fact === supposed.fact && subjectId === supposed.subjectId && periodOf(term, setting.regime.day, period) === supposed.year;

/** All that an "and" of one of these and one of those comes to. */
const lower = (some: number, others: number): number => combine(some, others, Math.min);
const higher = (some: number, others: number): number => combine(some, others, Math.max);

function combine(some: number, others: number, of: (a: number, b: number) => number): number {
  let all = 0;
  for (const a of [FALSE, UNKNOWN, TRUE])
    for (const b of [FALSE, UNKNOWN, TRUE]) if ((some & a) !== 0 && (others & b) !== 0) all |= of(a, b);
  return all;
}

const opposite = (answers: number): number =>
  (answers & UNKNOWN) | ((answers & TRUE) !== 0 ? FALSE : 0) | ((answers & FALSE) !== 0 ? TRUE : 0);
