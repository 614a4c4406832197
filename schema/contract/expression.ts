import type { PolicyPlace } from './document.js';
import type { Fact, FactPeriod, FactTerm } from './fact.js';
import type { AnyValue, Measure, OfMeasure, OfSubject } from './measure.js';
import type { Parameter } from './parameter.js';
import type { Link, Subject } from './subject.js';
import type { LocalizedText } from './text.js';

/** How a quantity is compared: below, at most, above, at least, equal. */
export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq';

/** What days, months and years are counted in. */
export type DateUnit = 'YEARS' | 'MONTHS' | 'DAYS';

/** What is done with several figures: the smaller, the larger of them, a percentage of an amount, an amount for each of so many. */
export type Operator = 'plus' | 'minus' | 'times' | 'share' | 'min' | 'max' | 'perHead';

/** Which of several rows of a table counts: the highest value or the lowest, whichever is better for whom it is about. */
export type Favourable = 'HIGHEST' | 'LOWEST';

/** A row of a decision table: the value that counts where the condition is the first that holds. */
export interface ChooseRow {
  readonly when: Condition;
  readonly value: Term;
}

/** The newest so many years, months or days: the list that a fact with periods is read over. */
export interface Span {
  readonly declares: 'span';
  readonly unit: FactPeriod;
  /** How many. */
  readonly n: Term;
  /** LAST: those that are over; THIS: up to the one in which the day of the question lies. */
  readonly upTo: 'LAST' | 'THIS';
}
/**
 * A value with a name of its own (assessed income, a settlement layer): declared once, in force where one of its documents is, and written
 * wherever a term may stand. Each use is explained by its steps; asked by itself it answers with them.
 */
export interface NamedValue {
  readonly declares: 'value';
  readonly term: 'named';
  readonly code: string;
  readonly title: LocalizedText;
  /** The kind of subject it speaks of. */
  readonly subject: Subject;
  /** Where the source says how it is made: in one document, or in several that say the same. */
  readonly policies: readonly [PolicyPlace, ...PolicyPlace[]];
  /** What it is made of. */
  readonly is: Term;
  /** A settlement layer: rounded half up to 0.01 yuan at its end. */
  readonly rounded: boolean;
  /** What to know about how it is modelled: an open word of the source, and how it is read here. */
  readonly note: LocalizedText | null;
}

/** What conditions compare, as plain data: a fact, a policy value, a constant, or something calculated from them. */
export type Term =
  | FactTerm
  | { readonly term: 'parameter'; readonly parameter: Parameter }
  | { readonly term: 'constant'; readonly value: AnyValue }
  | { readonly term: 'theDay' }
  | { readonly term: 'later'; readonly title: LocalizedText; readonly date: Term; readonly by: Term; readonly unit: DateUnit }
  | { readonly term: 'ratio'; readonly title: LocalizedText; readonly part: Term; readonly whole: Term }
  | { readonly term: 'age'; readonly title: LocalizedText | null; readonly date: Term }
  | { readonly term: 'arithmetic'; readonly title: LocalizedText | null; readonly operator: Operator; readonly of: readonly Term[] }
  | {
      readonly term: 'lookup';
      readonly title: LocalizedText | null;
      readonly table: Parameter;
      readonly by: Term;
      readonly favourable: Favourable;
    }
  | {
      readonly term: 'sum';
      readonly title: LocalizedText | null;
      readonly link: Link;
      readonly where: Condition | null;
      readonly of: Term;
    }
  | {
      readonly term: 'overPeriods';
      readonly title: LocalizedText | null;
      readonly how: 'count' | 'streak';
      readonly span: Span;
      readonly of: Condition;
    }
  | { readonly term: 'sumOfPeriods'; readonly title: LocalizedText | null; readonly span: Span; readonly of: Term }
  | { readonly term: 'count'; readonly title: LocalizedText | null; readonly link: Link; readonly of: Condition | null }
  | {
      readonly term: 'choose';
      readonly title: LocalizedText;
      /** Of a class: what its codes are called; left out, it is a quantity. */
      readonly codes?: Readonly<Record<string, LocalizedText>>;
      readonly rows: readonly ChooseRow[];
      readonly otherwise: Term;
    }
  | NamedValue;

/** A term that is calculated from others. */
export type CalculatedTerm = Extract<Term, { readonly title: LocalizedText | null }>;

/** A term about one kind of subject, with its measure. */
export type TermOf<S extends string, M extends Measure> = Term & OfSubject<S> & OfMeasure<M>;

/** A condition as plain data: what the engine evaluates, explains and puts into words. */
export type Condition =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly op: 'atLeast'; readonly needed: Term; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'named'; readonly title: LocalizedText; readonly of: Condition }
  | { readonly op: 'compare'; readonly comparison: Comparison; readonly left: Term; readonly right: Term }
  | { readonly op: 'oneOf'; readonly left: Term; readonly right: Term }
  | { readonly op: 'anyOf'; readonly left: FactTerm; readonly right: Term }
  | { readonly op: 'within'; readonly left: Term; readonly right: Term }
  | { readonly op: 'includes'; readonly left: FactTerm; readonly code: string; readonly title: LocalizedText }
  | { readonly op: 'through'; readonly link: Link; readonly of: Condition }
  | { readonly op: 'exists'; readonly link: Link; readonly of: Condition }
  | { readonly op: 'inPeriods'; readonly how: 'every' | 'exists'; readonly span: Span; readonly of: Condition }
  | { readonly op: 'every'; readonly link: Link; readonly where: Condition | null; readonly of: Condition };

/** A condition on one kind of subject. Three-valued: TRUE, FALSE or UNKNOWN (Kleene logic). */
export type ConditionOf<S extends string> = Condition & OfSubject<S>;

/** What a term holds: the type, and for codes what they are called. Null: a constant takes the type of what it stands beside. */
export function kindOf(term: Term): Pick<Fact | Parameter, 'type' | 'codes'> | null {
  switch (term.term) {
    case 'fact':
      return term.fact;
    case 'parameter':
      return term.parameter;
    case 'constant':
      return null;
    case 'theDay':
    case 'later':
      return { type: 'DATE', codes: null };
    case 'ratio':
      return { type: 'PERCENT', codes: null };
    case 'count':
    case 'overPeriods':
    case 'age':
      return { type: 'NUMBER', codes: null };
    case 'lookup':
      return { type: term.table.holds ?? 'NUMBER', codes: null };
    case 'sum':
    case 'sumOfPeriods':
      return kindOf(term.of) ?? { type: 'NUMBER', codes: null };
    case 'arithmetic':
      // A percentage of an amount is an amount; an amount times so many, or for each of so many, too.
      return firstKind(term.operator === 'share' ? term.of.slice(1) : term.of);
    case 'named':
      return kindOf(term.is) ?? { type: 'NUMBER', codes: null };
    case 'choose':
      if (term.codes !== undefined) return { type: 'CODE', codes: term.codes };
      return firstKind([...term.rows.map((row) => row.value), term.otherwise]);
  }
}

/** Whether two of them are equal when they read alike to 0.1 point, and not only when they are the same. */
export function isRatio(term: Term): boolean {
  return term.term === 'named' ? isRatio(term.is) : term.term === 'ratio';
}

function firstKind(terms: readonly Term[]): Pick<Fact | Parameter, 'type' | 'codes'> {
  return terms.map(kindOf).find((kind) => kind !== null) ?? { type: 'NUMBER', codes: null };
}
