import { kindOf, type Condition, type FactTerm, type NamedValue, type Span, type Term } from 'xianjie/schema';
import { periodOf, periodsOf } from '../in-force/periods.js';
import type { Regime } from '../in-force/regime.js';
import { age, arithmetic, choose, exactly, fixed, later, lookup, ratio, settled, sum, type CompiledTerm } from './calculations.js';
import { overPeriods, sumOfPeriods } from './periods.js';
import { sortOf } from './encoding.js';
import { kept, type Pass } from './frame.js';
import { countOfEnds } from './logic.js';

/** How parts of a condition are compiled: under which regime, and of which period where several are looked at. */
export interface Compile {
  readonly regime: Regime;
  /** The one of several periods that is looked at; undefined: none is. */
  readonly each: number | undefined;
  /** What checks share is compiled once. */
  condition(condition: Condition): Pass;
  /** The same of one period. */
  at(period: number): Compile;
}

/** The period that a fact is read of. */
export const yearRead = (term: FactTerm, { regime, each }: Compile): number | null => periodOf(term, regime.day, each);

/** What named values are compiled to: each once for all conditions that are compiled together. */
const known = new WeakMap<Compile, Map<NamedValue, CompiledTerm | null>>();

/** A named value is not known where none of its documents is in force. */
function named(value: NamedValue, compile: Compile): CompiledTerm | null {
  const values = known.get(compile) ?? new Map<NamedValue, CompiledTerm | null>();
  known.set(compile, values);
  const compiled = values.get(value);
  if (compiled !== undefined) return compiled;
  const of = compileTerm(value.is, compile);
  const inForce = compile.regime.citationOf(value) !== null;
  const made = of === null || inForce ? of : fixed(of.sort, undefined);
  const whole = made === null || !value.rounded ? made : settled(made);
  values.set(value, whole);
  return whole;
}

/**
 * Each of the newest periods, as what is compiled of it. NONE: it is not known how many they are; null: how many is said of each subject.
 */
export function newestPeriods(span: Span, compile: Compile): readonly Compile[] | 'NONE' | null {
  const { n } = span;
  if (n.term !== 'constant' && n.term !== 'parameter') return null;
  const many = n.term === 'constant' ? n.value : compile.regime.parameter(n.parameter)?.value;
  return periodsOf(span, many, compile.regime.day)?.map((period) => compile.at(period)) ?? 'NONE';
}

/** @param beside the other side of the comparison: it says what sort a constant is of */
export function compileTerm(term: Term, compile: Compile, beside: Term | null = null): CompiledTerm | null {
  const { regime, condition } = compile;
  const part = (of: Term, other: Term | null = null) => compileTerm(of, compile, other);
  switch (term.term) {
    case 'fact': {
      const sort = sortOf(term.fact.type);
      if (sort === null) return null;
      const year = yearRead(term, compile);
      return { sort, numbers: (frame) => exactly(frame.numbers(term.fact, year)) };
    }
    case 'parameter': {
      const sort = sortOf(term.parameter.type);
      return sort === null ? null : fixed(sort, regime.parameter(term.parameter)?.value);
    }
    case 'constant': {
      const sort = sortOf((beside === null ? null : kindOf(beside))?.type ?? 'NUMBER');
      return sort === null ? null : fixed(sort, term.value);
    }
    case 'theDay':
      return fixed('DAY', regime.day);
    case 'later':
      return later(term, part(term.date), part(term.by));
    case 'ratio':
      return ratio(part(term.part), part(term.whole, term.part));
    case 'count': {
      const of = term.of === null ? null : condition(term.of);
      return {
        sort: 'QUANTITY',
        numbers: kept((frame) => {
          const ends = frame.ends(term.link);
          return countOfEnds(ends, of === null ? null : of(ends.to));
        }),
      };
    }
    case 'choose':
      return choose(
        term.rows.map((row) => ({ when: condition(row.when), value: part(row.value, term) })),
        part(term.otherwise, term),
      );
    case 'age':
      return age(part(term.date), regime.day);
    case 'arithmetic':
      return arithmetic(
        term.operator,
        term.of.map((one) => part(one, term)),
      );
    case 'overPeriods': {
      const periods = newestPeriods(term.span, compile);
      if (periods === null || periods === 'NONE') return periods && fixed('QUANTITY', undefined);
      const passes = periods.map((one) => one.condition(term.of));
      return overPeriods(term.how, passes);
    }
    case 'sumOfPeriods': {
      const periods = newestPeriods(term.span, compile);
      if (periods === null || periods === 'NONE') return periods && fixed('QUANTITY', undefined);
      const parts = periods.map((one) => compileTerm(term.of, one)).filter((one) => one?.sort === 'QUANTITY');
      return parts.length < periods.length ? null : sumOfPeriods(term, parts as CompiledTerm[]);
    }
    case 'sum': {
      const [of, where] = [part(term.of), term.where === null ? null : condition(term.where)];
      return of?.sort === 'QUANTITY' ? sum(term, of, where) : null;
    }
    case 'named':
      return named(term, compile);
    case 'lookup':
      return kindOf(term.by)?.type === 'CODE' ? lookup(part(term.by), regime.parameter(term.table)?.value) : null;
  }
}
