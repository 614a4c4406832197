import type { Condition, ConditionOf, Span, Term, TermOf } from './expression.js';
import type { FactPeriod } from './fact.js';
import { listOf, type Many } from './many.js';
import type { IncomeConcept, Measure } from './measure.js';
import { isSpan, type In, type SpanOf } from './period.js';
import { termFrom, type Readable } from './term.js';
import type { LocalizedText } from './text.js';

type NumberMeasure = Measure<'NUMBER', null, never>;
type Addable = Measure<'MONEY', IncomeConcept | null, never> | NumberMeasure | Measure<'PERCENT', null, never>;

const mark = <S extends string, M extends Measure>(term: Term): TermOf<S, M> => term as TermOf<S, M>;

/**
 * How many a link leads to, or how many of them, or of the newest periods, meet a condition. With an incomplete list or unknown members it is
 * a number from what is known upwards: "at least two" is decided as soon as two are known, "fewer than two" only when no third can turn up.
 */
export function count<From extends string, To extends string>(
  many: Many<From, To>,
  condition?: ConditionOf<NoInfer<To>> | null,
  title?: LocalizedText,
): TermOf<From, NumberMeasure>;
export function count<S extends string, P extends FactPeriod>(
  many: SpanOf<P>,
  condition: ConditionOf<In<S, P>>,
  title?: LocalizedText,
): TermOf<S, NumberMeasure>;
export function count(
  many: Many<string, string> | Span,
  condition?: Condition | null,
  title: LocalizedText | null = null,
): TermOf<string, NumberMeasure> {
  if (isSpan(many)) return mark({ term: 'overPeriods', title, how: 'count', span: many, of: condition ?? { op: 'all', of: [] } });
  const { link, where } = listOf(many);
  const of: readonly Condition[] = [where, condition ?? null].filter((one) => one !== null);
  return mark({ term: 'count', title, link, of: of.length === 2 ? { op: 'all', of } : (of[0] ?? null) });
}

/**
 * What all of a list, or the newest periods, have together. While the list may go on, or somebody's part is not known, it is known from
 * below, of figures that are never below zero (`notNegative`); of others it is then unknown.
 */
export function sum<From extends string, To extends string, M extends Addable>(
  many: Many<From, To>,
  part: Readable<NoInfer<To>, M>,
  title?: LocalizedText,
): TermOf<From, M>;
export function sum<S extends string, P extends FactPeriod, M extends Addable>(
  many: SpanOf<P>,
  part: TermOf<In<S, P>, M>,
  title?: LocalizedText,
): TermOf<S, M>;
export function sum(many: Many<string, string> | Span, part: object, title: LocalizedText | null = null): TermOf<string, Addable> {
  const of = termFrom(part);
  if (isSpan(many)) return mark({ term: 'sumOfPeriods', title, span: many, of });
  return mark({ term: 'sum', title, ...listOf(many), of });
}
