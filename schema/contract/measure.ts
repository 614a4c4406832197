/** Which income a figure speaks of (纯收入 / 年人均收入 / 可支配收入). Figures of different concepts are never compared. */
export type IncomeConcept = 'NET' | 'PER_CAPITA_YEARLY' | 'DISPOSABLE';

/** What a fact may hold. MONEY is a whole number of fen; PERCENT 10 means 10 %; DATE is `YYYY-MM-DD`; CODES is a set of codes. */
export type FactType = 'MONEY' | 'NUMBER' | 'PERCENT' | 'BOOLEAN' | 'DATE' | 'CODE' | 'CODES';

/** What a parameter may hold: what a fact may, a range (both ends included), or a table of numbers by code. */
export type ParameterType = FactType | 'RANGE' | 'TABLE';

/** What the rows of a table may hold. */
export type RowType = 'MONEY' | 'NUMBER' | 'PERCENT';

/** What two values must have in common to be compared: the type, the income concept, the codes. */
export interface Measure<
  T extends ParameterType = ParameterType,
  C extends IncomeConcept | null = IncomeConcept | null,
  K extends string = string,
> {
  readonly type: T;
  readonly concept: C;
  readonly codes: K;
}

/** The JavaScript value of each type. */
export type ValueOf<T extends ParameterType, K extends string = string> = T extends 'MONEY' | 'NUMBER' | 'PERCENT'
  ? number
  : T extends 'BOOLEAN'
    ? boolean
    : T extends 'DATE'
      ? string
      : T extends 'CODE'
        ? K
        : T extends 'CODES'
          ? readonly K[]
          : T extends 'RANGE'
            ? { readonly from: number; readonly to: number }
            : Readonly<Partial<Record<K, number>>>;

/** A value of any type, where the type is only known from the fact or parameter beside it. */
export type AnyValue = ValueOf<ParameterType>;

/** A whole number of yuan, or one with up to two decimals, as fen. */
export function yuan(amount: number): number {
  return Math.round(amount * 100);
}

declare const subjectMark: unique symbol;
declare const measureMark: unique symbol;

/**
 * Ties a fact or a condition to its kind of subject. Invariant, so that a household's condition does not compile inside a person's check.
 */
export interface OfSubject<S extends string> {
  readonly [subjectMark]: (subject: S) => S;
}

/** Ties a value to its measure. Invariant, so that only comparable things compare. */
export interface OfMeasure<M> {
  readonly [measureMark]: (measure: M) => M;
}
