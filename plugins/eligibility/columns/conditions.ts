import { isRatio, kindOf, type Condition, type Satisfied, type Term } from 'xianjie/schema';
import { evaluate } from '../rules/evaluate.js';
import { ALIKE } from '../figures/figures.js';
import type { Regime } from '../in-force/regime.js';
import { numberOf } from './encoding.js';
import { kept, type Frame, type Numbers, type Pass } from './frame.js';
import {
  among,
  compared,
  constant,
  countOf,
  FALSE,
  greatest,
  greatestOfEnds,
  least,
  leastOfEnds,
  ofTheOne,
  opposite,
  TRUE,
  UNKNOWN,
} from './logic.js';
import type { CompiledTerm } from './calculations.js';
import { compileTerm, newestPeriods, yearRead, type Compile } from './terms.js';

const codes: Readonly<Record<Satisfied, number>> = { FALSE, UNKNOWN, TRUE };

/** What is compiled under one regime. */
export interface Compiler {
  /** What checks share is compiled, and evaluated, once. */
  pass(condition: Condition): Pass;
  /** Null: it is evaluated row by row. */
  term(term: Term): CompiledTerm | null;
}

export function compilerOf(regime: Regime): Compiler {
  const compile = compileAt(regime, undefined);
  return { pass: compile.condition, term: (term) => compileTerm(term, compile) };
}

function compileAt(regime: Regime, each: number | undefined): Compile {
  const known = new Map<Condition, Pass>();
  const periods = new Map<number, Compile>();
  const compile: Compile = {
    regime,
    each,
    condition(condition) {
      let pass = known.get(condition);
      if (pass === undefined) known.set(condition, (pass = kept(passOf(condition, compile) ?? rowByRow(condition, compile))));
      return pass;
    },
    at(period) {
      const ofPeriod = periods.get(period) ?? compileAt(regime, period);
      periods.set(period, ofPeriod);
      return ofPeriod;
    },
  };
  return compile;
}

/** What no pass says is asked like a single question, of one row after the other. */
function rowByRow(condition: Condition, { regime, each }: Compile): Pass {
  return (frame) => {
    const setting = { world: frame.world, regime };
    const period = each === undefined ? {} : { period: each };
    return Uint8Array.from({ length: frame.length }, (_, row) => {
      return codes[evaluate(condition, { subjectId: frame.id(row), setting, item: null, ...period }).satisfied];
    });
  };
}

function passOf(condition: Condition, compiling: Compile): Pass | null {
  const { regime, condition: compile } = compiling;
  const term = (of: Term, beside: Term | null = null) => compileTerm(of, compiling, beside);
  switch (condition.op) {
    case 'all':
    case 'any': {
      const parts = condition.of.map(compile);
      const together = condition.op === 'all' ? least : greatest;
      return (frame) =>
        together(
          parts.map((part) => part(frame)),
          frame.length,
        );
    }
    case 'not': {
      const of = compile(condition.of);
      return (frame) => opposite(of(frame));
    }
    case 'named':
      return compile(condition.of);
    case 'atLeast': {
      const needed = term(condition.needed);
      if (needed?.sort !== 'QUANTITY') return null;
      const parts = condition.of.map(compile);
      return (frame) => {
        const met = countOf(
          parts.map((part) => part(frame)),
          frame.length,
        );
        return compared('gte', met, wholeNumbers(needed.numbers(frame)));
      };
    }
    case 'compare': {
      const [left, right] = [term(condition.left), term(condition.right, condition.left)];
      if (left === null || left.sort !== right?.sort || !ordered(condition.comparison, left)) return null;
      const ofRatios = isRatio(condition.left) || isRatio(condition.right);
      return (frame) => compared(condition.comparison, left.numbers(frame), right.numbers(frame), ofRatios ? ALIKE : 0);
    }
    case 'oneOf': {
      const left = term(condition.left);
      const members = memberCodes(condition.right, regime);
      if (left?.sort !== 'CODE' || members === null) return null;
      if (members === 'UNKNOWN') return constant(UNKNOWN);
      const numbers = members.map((code) => numberOf('CODE', code));
      return (frame) => among(left.numbers(frame).from, numbers);
    }
    case 'anyOf': {
      const members = memberCodes(condition.right, regime);
      if (condition.left.fact.type !== 'CODES' || members === null) return null;
      if (members === 'UNKNOWN') return constant(UNKNOWN);
      const year = yearRead(condition.left, compiling);
      return (frame) => frame.holds(condition.left.fact, year, members);
    }
    case 'includes': {
      if (condition.left.fact.type !== 'CODES') return null;
      const year = yearRead(condition.left, compiling);
      return (frame) => frame.holds(condition.left.fact, year, [condition.code]);
    }
    case 'within':
      return within(condition, regime, term(condition.left));
    case 'through': {
      const of = compile(condition.of);
      return (frame) => onEnds(frame, condition.link, of, ofTheOne);
    }
    case 'exists': {
      const of = compile(condition.of);
      return (frame) => onEnds(frame, condition.link, of, greatestOfEnds);
    }
    case 'every': {
      const of = compile(condition.of);
      const where = condition.where === null ? null : compile(condition.where);
      const asked: Pass = where === null ? of : (frame) => greatest([opposite(where(frame)), of(frame)], frame.length);
      return (frame) => onEnds(frame, condition.link, asked, leastOfEnds);
    }
    case 'inPeriods': {
      const periods = newestPeriods(condition.span, compiling);
      if (periods === null || periods === 'NONE') return periods && constant(UNKNOWN);
      const parts = periods.map((one) => one.condition(condition.of));
      const together = condition.how === 'every' ? least : greatest;
      return (frame) =>
        together(
          parts.map((part) => part(frame)),
          frame.length,
        );
    }
  }
}

function onEnds(frame: Frame, link: Parameters<Frame['ends']>[0], of: Pass, together: typeof ofTheOne): Uint8Array {
  const ends = frame.ends(link);
  return together(ends, of(ends.to));
}

/** Codes and yes or no are the same or not; only quantities and days have an order. */
const ordered = (comparison: string, { sort }: CompiledTerm): boolean => comparison === 'eq' || sort === 'QUANTITY' || sort === 'DAY';

/** So many is a whole number, or not known. */
function wholeNumbers({ from, to }: Numbers): Numbers {
  const whole = from.map((number, i) => (number === to[i] && Number.isSafeInteger(number) ? number : NaN));
  return { from: whole, to: whole };
}

/** The codes of a set that is the same for everybody here; null: it is none. */
function memberCodes(term: Term, regime: Regime): readonly string[] | 'UNKNOWN' | null {
  if (term.term !== 'constant' && term.term !== 'parameter') return null;
  const value = term.term === 'constant' ? term.value : regime.parameter(term.parameter)?.value;
  if (value === undefined) return 'UNKNOWN';
  return Array.isArray(value) ? (value as readonly string[]) : null;
}

function within(condition: Condition & { readonly op: 'within' }, regime: Regime, left: CompiledTerm | null): Pass | null {
  const { right } = condition;
  if (right.term !== 'parameter' || left?.sort !== 'QUANTITY' || kindOf(right)?.type !== 'RANGE') return null;
  const range = regime.parameter(right.parameter)?.value as { readonly from: number; readonly to: number } | undefined;
  if (range === undefined) return constant(UNKNOWN);
  return (frame) => {
    const numbers = left.numbers(frame);
    const end = (value: number): Numbers => {
      const same = new Float64Array(frame.length).fill(value);
      return { from: same, to: same };
    };
    return least([compared('gte', numbers, end(range.from)), compared('lte', numbers, end(range.to))], frame.length);
  };
}
