import type { FactOf, FactTerm, TermOf } from './fact.js';
import type { AnyValue, IncomeConcept, Measure, OfSubject } from './measure.js';
import type { Parameter, ParameterOf } from './parameter.js';
import type { Link, ToMany, ToOne } from './subject.js';
import type { LocalizedText } from './text.js';

/** How a quantity is compared: below, at most, above, at least, equal. */
export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';

/** What a fact is compared with: a policy value, another fact of the same subject, or a constant that is no policy. */
export type Operand =
  FactTerm | { readonly term: 'parameter'; readonly parameter: Parameter } | { readonly term: 'constant'; readonly value: AnyValue };

/** A condition as plain data: what the engine evaluates, explains and puts into words. */
export type Condition =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'named'; readonly title: LocalizedText; readonly of: Condition }
  | { readonly op: 'compare'; readonly comparison: Comparison; readonly left: FactTerm; readonly right: Operand }
  | { readonly op: 'oneOf'; readonly left: FactTerm; readonly right: Operand }
  | { readonly op: 'includes'; readonly left: FactTerm; readonly code: string; readonly title: LocalizedText }
  | { readonly op: 'through'; readonly link: Link; readonly of: Condition }
  | { readonly op: 'exists'; readonly link: Link; readonly of: Condition };

/** A condition on one kind of subject. Three-valued: TRUE, FALSE or UNKNOWN (Kleene logic). */
export type ConditionOf<S extends string> = Condition & OfSubject<S>;

/** A fact without a period, or a yearly fact of a year (`lastYear(f)`). */
export type Readable<S extends string, M extends Measure> = FactOf<S, M, null> | TermOf<S, M>;

type Quantity<C extends IncomeConcept | null> =
  Measure<'MONEY', C, never> | Measure<'NUMBER', C, never> | Measure<'PERCENT', C, never> | Measure<'DATE', C, never>;

/** A number in a condition that no policy sets, with the reason why it is none. */
export interface NonPolicy {
  readonly term: 'constant';
  readonly value: number;
  readonly because: string;
}
/** A constant that is no policy value: zero, one. A policy value is a parameter. */
export function nonPolicy(value: number, because: string): NonPolicy {
  return { term: 'constant', value, because };
}

type ConstantOf<M extends Measure> =
  M extends Measure<'CODE', infer _C, infer K> ? K : M extends Measure<'BOOLEAN', infer _C, infer _K> ? boolean : NonPolicy;

type Comparand<S extends string, M extends Measure> = ParameterOf<M> | Readable<S, M> | ConstantOf<M>;

function mark<S extends string>(node: Condition): ConditionOf<S> {
  return node as ConditionOf<S>;
}

function termOf(readable: object): FactTerm {
  return 'term' in readable ? (readable as FactTerm) : { term: 'fact', fact: readable as FactTerm['fact'], year: null };
}

function operandOf(operand: unknown): Operand {
  if (typeof operand === 'string' || typeof operand === 'boolean' || Array.isArray(operand))
    return { term: 'constant', value: operand as AnyValue };
  const value = operand as { readonly declares?: string; readonly term?: string };
  if (value.declares === 'parameter') return { term: 'parameter', parameter: operand as Parameter };
  if (value.term === 'constant') return { term: 'constant', value: (operand as NonPolicy).value };
  return termOf(operand as object);
}

const ordered =
  (comparison: Comparison) =>
  <S extends string, M extends Quantity<IncomeConcept | null>>(
    left: Readable<S, M>,
    right: Comparand<NoInfer<S>, NoInfer<M>>,
  ): ConditionOf<S> =>
    mark({ op: 'compare', comparison, left: termOf(left), right: operandOf(right) });

/** Below (不足、低于). */
export const lt = ordered('lt');
/** At most (不超过). */
export const lte = ordered('lte');
/** Above (超过). */
export const gt = ordered('gt');
/** At least (不低于). */
export const gte = ordered('gte');

/** The same. A code and a boolean compare with themselves; a quantity with a parameter, a fact, or a constant that is no policy. */
export function equals<S extends string, M extends Measure>(
  left: Readable<S, M>,
  right: Comparand<NoInfer<S>, NoInfer<M>>,
): ConditionOf<S> {
  return mark({ op: 'compare', comparison: 'eq', left: termOf(left), right: operandOf(right) });
}

/** One of several codes, listed here or by a set parameter. */
export function oneOf<S extends string, K extends string>(
  left: Readable<S, Measure<'CODE', null, K>>,
  codes: readonly NoInfer<K>[] | ParameterOf<Measure<'CODES', null, NoInfer<K>>>,
): ConditionOf<S> {
  return mark({ op: 'oneOf', left: termOf(left), right: operandOf(codes) });
}

/** Every one of them. */
export function all<S extends string>(...conditions: readonly ConditionOf<S>[]): ConditionOf<S> {
  return mark({ op: 'all', of: conditions });
}

/** At least one of them. */
export function any<S extends string>(...conditions: readonly ConditionOf<S>[]): ConditionOf<S> {
  return mark({ op: 'any', of: conditions });
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

/** At least one of the subjects that a link leads to. "None" is only known of a complete list. */
export function exists<From extends string, To extends string>(
  link: ToMany<From, To>,
  condition: ConditionOf<NoInfer<To>>,
): ConditionOf<From> {
  return mark({ op: 'exists', link, of: condition });
}

/** Whether a set holds a code. Not finding it is only a no when the set is known to be whole. */
export function includes<S extends string>(
  left: Readable<S, Measure<'CODES', null, string>>,
  code: string,
  title: LocalizedText,
): ConditionOf<S> {
  return mark({ op: 'includes', left: termOf(left), code, title });
}
