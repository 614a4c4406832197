import type { Favourable, Operator, Term, TermOf } from './expression.js';
import type { IncomeConcept, Measure, RowType } from './measure.js';
import type { ParameterOf, TableOf } from './parameter.js';
import { termFrom, type NonPolicy, type Quantity, type Readable, type ReadableFact } from './term.js';
import type { LocalizedText } from './text.js';

type NumberMeasure = Measure<'NUMBER', null, never>;
type PercentMeasure = Measure<'PERCENT', null, never>;
type MoneyMeasure = Measure<'MONEY', IncomeConcept | null, never>;
/** What can be added: amounts of one income concept, numbers, percentages. */
type Addable = MoneyMeasure | NumberMeasure | PercentMeasure;

/** A part of a calculation: what is known of the subject, a policy value, or a constant that is none. */
type Part<S extends string, M extends Measure> = Readable<S, M> | ParameterOf<M> | NonPolicy;

const mark = <S extends string, M extends Measure>(term: Term): TermOf<S, M> => term as TermOf<S, M>;

function arithmetic<S extends string, M extends Measure>(operator: Operator, of: readonly unknown[], title?: LocalizedText): TermOf<S, M> {
  return mark({ term: 'arithmetic', title: title ?? null, operator, of: of.map(termFrom) });
}

/** All of them together. One that is not known leaves the whole unknown, and the others known. */
export function plus<S extends string, M extends Addable>(
  parts: readonly [Readable<S, M> | ParameterOf<M>, ...Part<S, M>[]],
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('plus', parts, title);
}

/** What is left of the one when the other is taken away. */
export function minus<S extends string, M extends Addable>(
  from: Readable<S, M> | ParameterOf<M>,
  less: Part<S, M>,
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('minus', [from, less], title);
}

/** So many times an amount or a number: 补贴标准 × 月数. */
export function times<S extends string, M extends MoneyMeasure | NumberMeasure>(
  amount: Readable<S, M> | ParameterOf<M>,
  by: Part<S, NumberMeasure>,
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('times', [amount, by], title);
}

/** A percentage of an amount: 10 (%) of 300 yuan are 30 yuan. */
export function share<S extends string, M extends MoneyMeasure | NumberMeasure>(
  percent: Readable<S, PercentMeasure> | ParameterOf<PercentMeasure>,
  amount: Readable<S, M> | ParameterOf<M>,
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('share', [percent, amount], title);
}

/** The smallest of them; of days the earliest. */
export function min<S extends string, M extends Quantity>(
  parts: readonly [Readable<S, M> | ParameterOf<M>, ...Part<S, M>[]],
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('min', parts, title);
}

/** The largest of them; of days the latest. */
export function max<S extends string, M extends Quantity>(
  parts: readonly [Readable<S, M> | ParameterOf<M>, ...Part<S, M>[]],
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('max', parts, title);
}

/** An amount for each of so many people (人均). Unknown where there is nobody. */
export function perHead<S extends string, M extends MoneyMeasure>(
  amount: Readable<S, M> | ParameterOf<M>,
  members: Part<S, NumberMeasure>,
  title?: LocalizedText,
): TermOf<S, M> {
  return arithmetic('perHead', [amount, members], title);
}

/** Age in whole years (周岁) on the day of the question. Before the date itself there is none: the calculation fails. */
export function age<S extends string>(date: Readable<S, Measure<'DATE', null, never>>, title?: LocalizedText): TermOf<S, NumberMeasure> {
  return mark({ term: 'age', title: title ?? null, date: termFrom(date) });
}

/**
 * The row of a table that a code stands for. Of several codes the most favourable row counts, and `favourable` says which that is. A row
 * that the table lacks is unknown, and named.
 */
export function lookup<S extends string, K extends string, R extends RowType, C extends IncomeConcept | null>(row: {
  readonly title?: LocalizedText;
  readonly table: TableOf<K, R, C>;
  /** Of a set the fact itself, which says whether it is known whole; a code may be a class or a named value, too. */
  readonly by: Readable<S, Measure<'CODE', null, K>> | ReadableFact<S, Measure<'CODES', null, K>>;
  readonly favourable: Favourable;
}): TermOf<S, Measure<R, C, never>> {
  return mark({ term: 'lookup', title: row.title ?? null, table: row.table, by: termFrom(row.by), favourable: row.favourable });
}
