import type { DatePrecision, PolicyDocument } from './document.js';
import type { IncomeConcept, Measure, OfMeasure, ParameterType, RowType, ValueOf, AnyValue } from './measure.js';
import type { LocalizedText } from './text.js';

/** What a policy value is for. */
export const parameterUses = ['LINE', 'AMOUNT', 'TARGET', 'COUNT', 'DEADLINE'] as const;
export type ParameterUse = (typeof parameterUses)[number];

/** How the source relates the value to what it measures; `approx` where the source says "about" (左右). */
export type ParameterOperator = 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'range' | 'approx';

/** A value that the source leaves out or masks: declared all the same, never invented. */
export const blank = 'BLANK_IN_SOURCE' as const;
export type Blank = typeof blank;

/** A value that the source gives by naming another policy value, such as "the monitoring line of the year". */
export interface Reference {
  readonly declares: 'reference';
  readonly parameter: Parameter;
  /** Why the one is the other: the words of the source, and how they are read. */
  readonly because: LocalizedText;
}
/** A reference to a value of the same type and codes. The income concept may differ: that is what the reference says. */
export type ReferenceTo<T extends ParameterType, K extends string> = Reference & OfMeasure<Measure<T, null, K>>;

/**
 * The value is that of another parameter, in the area and on the day of the question. Blank or not in force there, it is unknown here, and
 * the other is named.
 */
export function reference<T extends ParameterType, C extends IncomeConcept | null, K extends string>(
  parameter: ParameterOf<Measure<T, C, K>>,
  because: LocalizedText,
): ReferenceTo<T, K> {
  return { declares: 'reference', parameter, because } as unknown as ReferenceTo<T, K>;
}

/** One document's value of a parameter, with its place and the verbatim quote (white space removed). */
export interface ParameterValue<V = AnyValue> {
  /** The document that says it; the value is in force where that document is adopted. */
  readonly document: PolicyDocument;
  /** The value, `blank`, or the parameter whose value it is. Money in fen (`yuan(6000)`). */
  readonly value: V | Blank | Reference;
  /** Section and line in the source, such as `§A L36`. */
  readonly place: string;
  /** The words of the source, white space removed. */
  readonly quote: string;
  readonly operator: ParameterOperator;
  /** `YYYY-MM-DD`, the first day of what is known; in force from here, but never before its document is adopted. */
  readonly validFrom: string;
  readonly precision: DatePrecision;
  /** The document's own wording, where it differs from the parameter's title. */
  readonly title?: LocalizedText;
  /** Of a value that was proposed and approved through the graph: the proposal's id, and when it was approved. Left out: a module declares it. */
  readonly recorded?: { readonly id: string; readonly approvedAt: string };
}

/** A typed policy value: one code, a value per document. */
export interface Parameter {
  readonly declares: 'parameter';
  readonly code: string;
  readonly title: LocalizedText;
  /** What it is called inside a sentence ("below the …"), where the title is too long for one. */
  readonly called?: LocalizedText;
  readonly type: ParameterType;
  /** As the catalogue spells it: `yuan/person/year`, `month`. */
  readonly unit: string;
  readonly use: ParameterUse;
  /** Of an income line: which income it is compared with. */
  readonly concept: IncomeConcept | null;
  /** Titles of the codes of CODE, CODES and TABLE parameters. */
  readonly codes: Readonly<Record<string, LocalizedText>> | null;
  /** Of a TABLE, what its rows hold; money in fen. Default: numbers. */
  readonly holds?: RowType;
  /** One for each document that says something, or several as one document changes over time. */
  readonly values: readonly ParameterValue[];
}
/** A parameter with its measure. */
export type ParameterOf<M extends Measure> = Parameter & OfMeasure<M>;
/** A table by code, with what its rows hold. */
export type TableOf<K extends string, R extends RowType, C extends IncomeConcept | null = null> = ParameterOf<Measure<'TABLE', C, K>> & {
  readonly holds: R;
};

/** A value as a module writes it: without a date of its own it has its document's. */
export type ParameterValueInput<V, R = never> = Omit<ParameterValue, 'value' | 'validFrom' | 'precision'> &
  Partial<Pick<ParameterValue, 'validFrom' | 'precision'>> & { readonly value: V | Blank | R };

/** Declares a parameter. Its type and, for income lines, its concept decide what it may be compared with. */
export function defineParameter<
  const T extends ParameterType,
  const C extends IncomeConcept | null = null,
  const K extends string = never,
  const R extends RowType = 'NUMBER',
>(
  parameter: Omit<Parameter, 'declares' | 'type' | 'concept' | 'codes' | 'holds' | 'values'> & {
    readonly type: T;
    readonly holds?: T extends 'TABLE' ? R : never;
    readonly concept?: C;
    readonly codes?: Readonly<Record<K, LocalizedText>>;
    readonly values: readonly ParameterValueInput<ValueOf<NoInfer<T>, NoInfer<K>>, ReferenceTo<NoInfer<T>, NoInfer<K>>>[];
  },
): ParameterOf<Measure<T, C, K>> & { readonly holds: T extends 'TABLE' ? R : undefined } {
  const { holds, ...plain } = parameter;
  const whole: Parameter = {
    ...plain,
    ...(parameter.type === 'TABLE' && { holds: (holds as RowType | undefined) ?? 'NUMBER' }),
    declares: 'parameter',
    concept: parameter.concept ?? null,
    codes: parameter.codes ?? null,
    values: parameter.values.map(({ validFrom, precision, ...value }) => ({
      ...value,
      validFrom: validFrom ?? value.document.issuedOn,
      precision: precision ?? value.document.precision,
    })),
  };
  return whole as never;
}
