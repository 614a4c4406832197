import { kindOf, type NamedValue, type Term } from 'xianjie/schema';
import { periodOf } from '../in-force/periods.js';
import type { Regime } from '../in-force/regime.js';
import { age, arithmetic, choose, exactly, fixed, later, lookup, ratio, settled, sum, type CompiledTerm } from './calculations.js';
import { sortOf } from './encoding.js';
import { kept, type Pass } from './frame.js';
import { countOfEnds } from './logic.js';

/** How a condition inside a term is compiled. */
export type CompileCondition = (condition: NonNullable<Extract<Term, { readonly term: 'count' }>['of']>) => Pass;

/** The year of a yearly fact, counted from the day of the question. */
export const yearRead = (term: Extract<Term, { readonly term: 'fact' }>, regime: Regime): number | null =>
  periodOf(term, regime.day, undefined);

/** What named values are compiled to: each once for all conditions that are compiled together. */
const known = new WeakMap<CompileCondition, Map<NamedValue, CompiledTerm | null>>();

/** A named value is not known where none of its documents is in force. */
function named(value: NamedValue, regime: Regime, condition: CompileCondition): CompiledTerm | null {
  const values = known.get(condition) ?? new Map<NamedValue, CompiledTerm | null>();
  known.set(condition, values);
  const compiled = values.get(value);
  if (compiled !== undefined) return compiled;
  const of = compileTerm(value.is, regime, condition);
  const inForce = regime.citationOf(value) !== null;
  const made = of === null || inForce ? of : fixed(of.sort, undefined);
  const whole = made === null || !value.rounded ? made : settled(made);
  values.set(value, whole);
  return whole;
}

/** @param beside the other side of the comparison: it says what sort a constant is of */
export function compileTerm(term: Term, regime: Regime, condition: CompileCondition, beside: Term | null = null): CompiledTerm | null {
  const part = (of: Term, other: Term | null = null) => compileTerm(of, regime, condition, other);
  switch (term.term) {
    case 'fact': {
      const sort = sortOf(term.fact.type);
      if (sort === null) return null;
      const year = yearRead(term, regime);
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
    case 'overPeriods':
    case 'sumOfPeriods':
      // Row by row.
      return null;
    case 'sum': {
      const [of, where] = [part(term.of), term.where === null ? null : condition(term.where)];
      return of?.sort === 'QUANTITY' ? sum(term, of, where) : null;
    }
    case 'named':
      return named(term, regime, condition);
    case 'lookup':
      return kindOf(term.by)?.type === 'CODE' ? lookup(part(term.by), regime.parameter(term.table)?.value) : null;
  }
}
