import type { Fact, FactOf } from './fact.js';
import type { FactType, Measure, ValueOf } from './measure.js';
import { linkToOne, type SubjectOf, type ToOne } from './subject.js';
import type { LocalizedText } from './text.js';

/**
 * Declares an input of a question, that no record holds: what is asked for (a loan's amount and months, a bill). It is read in conditions like
 * a fact, stated by whoever asks, and neither stored nor logged. Listed in the `asks` of its kind of subject.
 */
export function defineInput<const S extends string, const T extends FactType, const K extends string = never>(
  input: Pick<Fact, 'code' | 'title'> & {
    readonly subject: SubjectOf<S>;
    readonly type: T;
    readonly codes?: Readonly<Record<K, LocalizedText>>;
    /** Of a number or an amount (in fen): the least and the greatest that may be stated. */
    readonly range?: T extends 'MONEY' | 'NUMBER' | 'PERCENT' ? NonNullable<Fact['range']> : never;
    /** What leaving it out means. Without it the input is required: left out, it is unknown, and so may the answer be. */
    readonly otherwise?: ValueOf<NoInfer<T>, NoInfer<K>>;
  },
): FactOf<S, Measure<T, null, K>> {
  const range: Fact['range'] = input.range;
  const whole: Fact = {
    declares: 'fact',
    code: input.code,
    title: input.title,
    subject: input.subject,
    type: input.type,
    period: null,
    concept: null,
    codes: input.codes ?? null,
    // Whoever asks has said it.
    level: 'PUBLIC',
    suppliers: [],
    suppliersFor: null,
    source: 'QUESTION',
    roles: [],
    staleAfter: null,
    absent: input.otherwise,
    notNegative: range !== undefined && range.from >= 0,
    ...(range !== undefined && { range }),
    unknownAs: [],
  };
  return whole as unknown as FactOf<S, Measure<T, null, K>>;
}

/**
 * From what is asked for to the stored subject it is about (a loan request to its household), whose records count beside the inputs. For
 * `about` of the kind that `asks`, and for `of(…)` in its checks.
 */
export function linkOfQuestion<From extends string, To extends string>(link: {
  readonly code: string;
  readonly title: LocalizedText;
  readonly from: SubjectOf<From>;
  readonly to: SubjectOf<To>;
}): ToOne<From, To> {
  // What is asked for goes by the id of whom it is about, and is nowhere.
  const load: ToOne<From, To>['load'] = (_sql, ids) => Promise.resolve(ids.map((id) => ({ from: id, to: id })));
  return linkToOne({ ...link, load, itemTitle: () => link.title });
}
