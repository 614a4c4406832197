import type { Comparison, Condition, ConditionOf, Span } from './expression.js';
import type { FactPeriod, FactTerm } from './fact.js';
import { listOf, type Many } from './many.js';
import type { Measure } from './measure.js';
import type { ParameterOf } from './parameter.js';
import { isSpan, type In, type SpanOf } from './period.js';
import type { ToOne } from './subject.js';
import { termFrom, type Comparand, type NonPolicy, type Quantity, type Readable, type ReadableFact } from './term.js';
import type { LocalizedText } from './text.js';

function mark<S extends string>(node: Condition): ConditionOf<S> {
  return node as ConditionOf<S>;
}

const ordered =
  (comparison: Comparison) =>
  <S extends string, M extends Quantity>(left: Readable<S, M>, right: Comparand<NoInfer<S>, NoInfer<M>>): ConditionOf<S> =>
    mark({ op: 'compare', comparison, left: termFrom(left), right: termFrom(right) });

/** Below (不足、低于); of days: before. */
export const lt = ordered('lt');
/** At most (不超过); of days: not after. */
export const lte = ordered('lte');
/** Above (超过); of days: after. */
export const gt = ordered('gt');
/** At least (不低于); of days: not before. */
export const gte = ordered('gte');

/** The same. A code and a boolean compare with themselves; a quantity with a parameter, a term, or a constant that is no policy. */
export function equals<S extends string, M extends Measure>(
  left: Readable<S, M>,
  right: Comparand<NoInfer<S>, NoInfer<M>>,
): ConditionOf<S> {
  return mark({ op: 'compare', comparison: 'eq', left: termFrom(left), right: termFrom(right) });
}

/** One of several codes, listed here or by a set parameter. */
export function oneOf<S extends string, K extends string>(
  left: Readable<S, Measure<'CODE', null, K>>,
  codes: readonly NoInfer<K>[] | ParameterOf<Measure<'CODES', null, NoInfer<K>>>,
): ConditionOf<S> {
  return mark({ op: 'oneOf', left: termFrom(left), right: termFrom(codes) });
}

/** At least one code of a set is one of these, listed here or by a set parameter. "None of them" is only known of a whole set. */
export function anyOf<S extends string, K extends string>(
  left: ReadableFact<S, Measure<'CODES', null, K>>,
  codes: readonly NoInfer<K>[] | ParameterOf<Measure<'CODES', null, NoInfer<K>>>,
): ConditionOf<S> {
  return mark({ op: 'anyOf', left: termFrom(left) as FactTerm, right: termFrom(codes) });
}

/** Between the two ends of a range that the policy sets, both included. */
export function within<S extends string>(
  left: Readable<S, Measure<'NUMBER', null, never>> | Readable<S, Measure<'PERCENT', null, never>>,
  range: ParameterOf<Measure<'RANGE', null, never>>,
): ConditionOf<S> {
  return mark({ op: 'within', left: termFrom(left), right: termFrom(range) });
}

/** Every one of them. */
export function all<S extends string>(...conditions: readonly ConditionOf<S>[]): ConditionOf<S> {
  return mark({ op: 'all', of: conditions });
}

/** At least one of them. */
export function any<S extends string>(...conditions: readonly ConditionOf<S>[]): ConditionOf<S> {
  return mark({ op: 'any', of: conditions });
}

/**
 * So many of them, or more (至少满足几项). Decided as soon as every way that the open ones may turn out decides alike.
 * @param needed a number that the policy sets, or a constant that is none
 */
export function atLeast<S extends string>(
  needed: ParameterOf<Measure<'NUMBER', null, never>> | NonPolicy,
  ...conditions: readonly ConditionOf<S>[]
): ConditionOf<S> {
  return mark({ op: 'atLeast', needed: termFrom(needed), of: conditions });
}

/** The opposite; the opposite of unknown is unknown. */
export function not<S extends string>(condition: ConditionOf<S>): ConditionOf<S> {
  return mark({ op: 'not', of: condition });
}

/**
 * A condition with a name of its own, for conditions that many checks share. The name says what the subject then is: 脱贫户, "an
 * out-of-poverty household".
 */
export function named<S extends string>(title: LocalizedText, condition: ConditionOf<S>): ConditionOf<S> {
  return mark({ op: 'named', title, of: condition });
}

/** What holds of the one subject a link leads to: a person's check reads the person's household. */
export function of<From extends string, To extends string>(link: ToOne<From, To>, condition: ConditionOf<NoInfer<To>>): ConditionOf<From> {
  return mark({ op: 'through', link, of: condition });
}

/**
 * At least one of the subjects that a link leads to, or one of the newest periods (`exists(years(three), …)`). "None" is only known of a
 * complete list.
 */
export function exists<From extends string, To extends string>(
  many: Many<From, To>,
  condition: ConditionOf<NoInfer<To>>,
): ConditionOf<From>;
export function exists<S extends string, P extends FactPeriod>(many: SpanOf<P>, condition: ConditionOf<In<S, P>>): ConditionOf<S>;
export function exists(many: Many<string, string> | Span, condition: Condition): ConditionOf<string> {
  if (isSpan(many)) return mark({ op: 'inPeriods', how: 'exists', span: many, of: condition });
  const { link, where } = listOf(many);
  return mark({ op: 'exists', link, of: where === null ? condition : { op: 'all', of: [where, condition] } });
}

/**
 * Every one of the subjects that a link leads to, or of the newest periods (`every(months(six), …)`). One that does not meet it decides;
 * "all" is only known of a complete list. Of nobody it holds: whether there is anybody is asked with `exists`.
 */
export function every<From extends string, To extends string>(many: Many<From, To>, condition: ConditionOf<NoInfer<To>>): ConditionOf<From>;
export function every<S extends string, P extends FactPeriod>(many: SpanOf<P>, condition: ConditionOf<In<S, P>>): ConditionOf<S>;
export function every(many: Many<string, string> | Span, condition: Condition): ConditionOf<string> {
  if (isSpan(many)) return mark({ op: 'inPeriods', how: 'every', span: many, of: condition });
  return mark({ op: 'every', ...listOf(many), of: condition });
}

/** Whether a set holds a code. Not finding it is only a no when the set is known to be whole. */
export function includes<S extends string>(
  left: ReadableFact<S, Measure<'CODES', null, string>>,
  code: string,
  title: LocalizedText,
): ConditionOf<S> {
  return mark({ op: 'includes', left: termFrom(left) as FactTerm, code, title });
}
