import type { Condition, ConditionOf } from './expression.js';
import type { Link, ToMany } from './subject.js';

/** Some of those that a link leads to: the members of school age. */
export interface Those<From extends string, To extends string> {
  readonly among: ToMany<From, To>;
  readonly where: ConditionOf<To>;
}

/** Those of a list who meet a condition: for `exists`, `every`, `count` and `sum`. */
export function those<From extends string, To extends string>(
  link: ToMany<From, To>,
  condition: ConditionOf<NoInfer<To>>,
): Those<From, To> {
  return { among: link, where: condition };
}

/** Many subjects: all that a link leads to, or some of them. */
export type Many<From extends string, To extends string> = ToMany<From, To> | Those<From, To>;

/** The list behind them, and who of it is meant; null: everybody. */
export function listOf<From extends string, To extends string>(
  many: Many<From, To>,
): { readonly link: Link; readonly where: Condition | null } {
  return 'among' in many ? { link: many.among, where: many.where } : { link: many, where: null };
}
