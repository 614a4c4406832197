import type { ConditionOf, DateUnit, Term, TermOf } from './expression.js';
import type { FactOf, FactTerm, FactTermOf } from './fact.js';
import type { AnyValue, IncomeConcept, Measure } from './measure.js';
import type { Parameter, ParameterOf } from './parameter.js';
import type { LocalizedText } from './text.js';

type NumberMeasure = Measure<'NUMBER', null, never>;
type PercentMeasure = Measure<'PERCENT', null, never>;
type DateMeasure = Measure<'DATE', null, never>;

/** What has an order: more or less, before or after. */
export type Quantity<C extends IncomeConcept | null = IncomeConcept | null> =
  Measure<'MONEY', C, never> | Measure<'NUMBER', C, never> | Measure<'PERCENT', C, never> | Measure<'DATE', C, never>;

/** A fact without a period, or one of its periods (`lastYear(f)`). */
export type ReadableFact<S extends string, M extends Measure> = FactOf<S, M, null> | FactTermOf<S, M>;

/** What a condition may speak of: a fact, or a term calculated from facts and policy values. */
export type Readable<S extends string, M extends Measure> = FactOf<S, M, null> | TermOf<S, M>;

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

/** The day of the question. */
export interface TheDay {
  readonly term: 'theDay';
}
/** The day that the question is about: what dates are compared with. There is no other clock. */
export const theDay: TheDay = { term: 'theDay' };

type ConstantOf<M extends Measure> =
  M extends Measure<'CODE', infer _C, infer K>
    ? K
    : M extends Measure<'BOOLEAN', infer _C, infer _K>
      ? boolean
      : M extends Measure<'DATE', infer _C, infer _K>
        ? TheDay
        : NonPolicy;

/** What a term is compared with: a policy value, another term about the same subject, or a constant that is no policy. */
export type Comparand<S extends string, M extends Measure> = ParameterOf<M> | Readable<S, M> | ConstantOf<M>;

/** Whatever may be written in a condition, as plain data. */
export function termFrom(written: unknown): Term {
  if (typeof written === 'string' || typeof written === 'boolean' || Array.isArray(written))
    return { term: 'constant', value: written as AnyValue };
  const value = written as { readonly declares?: string; readonly term?: string };
  if (value.declares === 'parameter') return { term: 'parameter', parameter: written as Parameter };
  if (value.declares === 'fact') return { term: 'fact', fact: written as FactTerm['fact'], period: null };
  return written as Term;
}

const mark = <S extends string, M extends Measure>(term: Term): TermOf<S, M> => term as TermOf<S, M>;

/**
 * The day some years, months or days after a date: 脱贫后两年. A day that its month does not have is the month's last (29 February and one
 * year: 28 February). `by` is a whole number, below zero for an earlier day.
 */
export function later<S extends string>(term: {
  readonly title: LocalizedText;
  readonly date: Readable<S, DateMeasure>;
  readonly by: Readable<NoInfer<S>, NumberMeasure> | ParameterOf<NumberMeasure> | NonPolicy;
  readonly unit: DateUnit;
}): TermOf<S, DateMeasure> {
  return mark({ term: 'later', title: term.title, date: termFrom(term.date), by: termFrom(term.by), unit: term.unit });
}

/**
 * What part of the whole, in percent: 10 means 10 %. Unknown where the whole is zero. Ordered comparisons are exact; two ratios are equal
 * when they differ by less than 0.05 points, so that what reads alike to 0.1 point is equal.
 */
export function ratio<S extends string, M extends Measure<'MONEY', IncomeConcept | null, never> | NumberMeasure>(term: {
  readonly title: LocalizedText;
  readonly part: Readable<S, M>;
  readonly whole: Readable<NoInfer<S>, NoInfer<M>> | ParameterOf<NoInfer<M>>;
}): TermOf<S, PercentMeasure> {
  return mark({ term: 'ratio', title: term.title, part: termFrom(term.part), whole: termFrom(term.whole) });
}

type ValueOfRow<S extends string, M extends Measure> = ParameterOf<M> | Readable<S, M> | NonPolicy;

/**
 * A decision table: the value of the first row whose condition holds, or else `otherwise`. A row that cannot be decided, before one that
 * holds, leaves the value unknown.
 */
export function choose<S extends string, M extends Quantity = NumberMeasure>(table: {
  readonly title: LocalizedText;
  readonly rows: readonly (readonly [when: ConditionOf<S>, value: ValueOfRow<NoInfer<S>, M>])[];
  readonly otherwise: ValueOfRow<NoInfer<S>, NoInfer<M>>;
}): TermOf<S, M> {
  return mark({
    term: 'choose',
    title: table.title,
    rows: table.rows.map(([when, value]) => ({ when, value: termFrom(value) })),
    otherwise: termFrom(table.otherwise),
  });
}

/**
 * A decision table whose answer is a class (规模等级、档次): the code of the first row whose condition holds, or else `otherwise`. It is compared,
 * and looked up in tables, like the code of a fact; open as in `choose`.
 */
export function classify<S extends string, const K extends string>(table: {
  readonly title: LocalizedText;
  /** What the classes are called. */
  readonly codes: Readonly<Record<K, LocalizedText>>;
  readonly rows: readonly (readonly [when: ConditionOf<S>, code: NoInfer<K>])[];
  readonly otherwise: NoInfer<K>;
}): TermOf<S, Measure<'CODE', null, K>> {
  return mark({
    term: 'choose',
    title: table.title,
    codes: table.codes,
    rows: table.rows.map(([when, code]) => ({ when, value: termFrom(code) })),
    otherwise: termFrom(table.otherwise),
  });
}

/** An order of precedence: 1 for whom the first condition holds, 2 for the second …; who meets none comes last. For `rank` of a check. */
export function ranked<S extends string>(...conditions: readonly ConditionOf<S>[]): TermOf<S, NumberMeasure> {
  const place = (n: number): NonPolicy => nonPolicy(n, 'a place in an order, not a value of the policy');
  return choose<S>({
    title: { zh: '优先次序', en: 'order of precedence' },
    rows: conditions.map((when, i) => [when, place(i + 1)] as const),
    otherwise: place(conditions.length + 1),
  });
}
