import type { NamedValue, TermOf } from './expression.js';
import type { PolicyPlace } from './document.js';
import type { IncomeConcept, Measure } from './measure.js';
import type { SubjectOf } from './subject.js';
import { termFrom, type Readable } from './term.js';

/** A named value about one kind of subject, with its measure: it stands wherever a term may. */
export type NamedValueOf<S extends string, M extends Measure> = NamedValue & TermOf<S, M>;

type Rounded<M extends Measure> = M extends Measure<'MONEY', IncomeConcept | null, never> ? boolean : false;

/**
 * Declares a named value. Listed in the module's `values`, it is shown, asked and explained by itself, and written in conditions, amounts and
 * other named values like a fact. Where none of its documents is in force it is not known.
 */
export function defineValue<const S extends string, M extends Measure>(
  value: Pick<NamedValue, 'code' | 'title'> & {
    readonly subject: SubjectOf<S>;
    /** Where the source says how it is made. */
    readonly policy: PolicyPlace | NamedValue['policies'];
    readonly is: Readable<NoInfer<S>, M>;
    /** Of an amount: whether it is a settlement layer, rounded half up to 0.01 yuan at its end. Default: only what is given is rounded. */
    readonly rounded?: Rounded<NoInfer<M>>;
    readonly note?: NamedValue['note'];
  },
): NamedValueOf<S, M> {
  const whole: NamedValue = {
    declares: 'value',
    term: 'named',
    code: value.code,
    title: value.title,
    subject: value.subject,
    policies: 'document' in value.policy ? [value.policy] : value.policy,
    is: termFrom(value.is),
    rounded: value.rounded ?? false,
    note: value.note ?? null,
  };
  return whole as NamedValueOf<S, M>;
}
