import type { Department } from './department.js';
import type { AnyValue, FactType, IncomeConcept, Measure, OfMeasure, OfSubject, ValueOf } from './measure.js';
import type { PrivacyLevel } from './privacy.js';
import type { Sql } from './db.js';
import type { Moment, Subject, SubjectOf } from './subject.js';
import type { LocalizedText } from './text.js';

/** A fact with a period is known once for each year, month or day. */
export const factPeriods = ['YEAR', 'MONTH', 'DAY'] as const;
export type FactPeriod = (typeof factPeriods)[number];

/** Where a fact comes from: a record of a department, a calculation over records, the judgement of a named role, or the question itself. */
export type FactOrigin = 'RECORDED' | 'DERIVED' | 'JUDGEMENT' | 'QUESTION';

/** What can be known of a subject. Only a declaration: a module's `source` loads it. */
export interface Fact {
  readonly declares: 'fact';
  readonly code: string;
  readonly title: LocalizedText;
  readonly subject: Subject;
  readonly type: FactType;
  /** Known once for each of these, and read as `lastYear(fact)`, `thisMonth(fact)`, `each(fact)`; null: as of the day. */
  readonly period: FactPeriod | null;
  /** Which income it is, for an income; only figures of one concept compare. */
  readonly concept: IncomeConcept | null;
  /** The codes of a CODE or CODES fact, with what they are called. */
  readonly codes: Readonly<Record<string, LocalizedText>> | null;
  /** How personal it is. A check is as personal as the most personal fact it reads. */
  readonly level: PrivacyLevel;
  /** Who may say it, in order of authority: of two that differ, the first counts and the contradiction is shown. */
  readonly suppliers: readonly Department[];
  /** The same for one subject, where it depends on which one it is (each guarantee has its own department). */
  readonly suppliersFor: ((subjectId: string) => readonly Department[]) | null;
  /** Where it comes from. */
  readonly source: FactOrigin;
  /** For a judgement: who may answer (roles of the catalogue's appendix). */
  readonly roles: readonly string[];
  /** An observation older than this counts as missing. */
  readonly staleAfter: { readonly months: number } | null;
  /** What not being on a complete list means. Undeclared: absence stays unknown. */
  readonly absent: AnyValue | undefined;
  /** A figure that is never below zero: what is known of a sum over it is then known from below. */
  readonly notNegative: boolean;
  /** Of an input of a question: the least and the greatest that may be stated, both included. */
  readonly range?: { readonly from: number; readonly to: number };
  /** Recorded codes that say "not known". They count as missing, never as a value. */
  readonly unknownAs: readonly string[];
}
/** A fact of one kind of subject, with its measure and period. */
export type FactOf<S extends string, M extends Measure, P extends FactPeriod | null = null> = Fact &
  OfSubject<S> &
  OfMeasure<M> & { readonly period: P };

/** Declares a fact. Its type, income concept and codes reach every condition that reads it. */
export function defineFact<
  const S extends string,
  const T extends FactType,
  const C extends IncomeConcept | null = null,
  const K extends string = never,
  const P extends FactPeriod | null = null,
>(
  fact: Pick<Fact, 'code' | 'title' | 'level' | 'suppliers' | 'source'> & {
    readonly subject: SubjectOf<S>;
    readonly type: T;
    readonly concept?: C;
    readonly codes?: Readonly<Record<K, LocalizedText>>;
    readonly period?: P;
    readonly suppliersFor?: (subjectId: string) => readonly Department[];
    readonly roles?: readonly string[];
    readonly staleAfter?: { readonly months: number };
    readonly absent?: ValueOf<NoInfer<T>, NoInfer<K>>;
    readonly notNegative?: boolean;
    readonly unknownAs?: readonly NoInfer<K>[];
  },
): FactOf<S, Measure<T, C, K>, P> {
  const whole: Fact = {
    declares: 'fact',
    code: fact.code,
    title: fact.title,
    subject: fact.subject,
    type: fact.type,
    period: fact.period ?? null,
    concept: fact.concept ?? null,
    codes: fact.codes ?? null,
    level: fact.level,
    suppliers: fact.suppliers,
    suppliersFor: fact.suppliersFor ?? null,
    source: fact.source,
    roles: fact.roles ?? [],
    staleAfter: fact.staleAfter ?? null,
    absent: fact.absent,
    notNegative: fact.notNegative ?? false,
    unknownAs: fact.unknownAs ?? [],
  };
  return whole as unknown as FactOf<S, Measure<T, C, K>, P>;
}

/** Which period of a fact is meant, counted from the day of the question; EACH: the one of several that a condition is asked of. */
export type PeriodTerm = 'THIS_YEAR' | 'LAST_YEAR' | 'YEAR_BEFORE' | 'THIS_MONTH' | 'LAST_MONTH' | 'THIS_DAY' | 'EACH';

/** A fact as a condition reads it: the fact, and for one with periods which of them. */
export interface FactTerm {
  readonly term: 'fact';
  readonly fact: Fact;
  readonly period: PeriodTerm | null;
}
/** A fact at one of its periods, tied to its subject and measure. */
export type FactTermOf<S extends string, M extends Measure> = FactTerm & OfSubject<S> & OfMeasure<M>;

const at =
  <P extends FactPeriod>(period: PeriodTerm) =>
  <S extends string, M extends Measure>(fact: FactOf<S, M, P>): FactTermOf<S, M> =>
    ({ term: 'fact', fact, period }) as unknown as FactTermOf<S, M>;

/** The yearly fact of the year of `asOf`. */
export const thisYear = at<'YEAR'>('THIS_YEAR');
/** The yearly fact of the year before that of `asOf`: the last one that is over. */
export const lastYear = at<'YEAR'>('LAST_YEAR');
/** The yearly fact of the year before last year. */
export const yearBefore = at<'YEAR'>('YEAR_BEFORE');
/** The monthly fact of the month of `asOf`. */
export const thisMonth = at<'MONTH'>('THIS_MONTH');
/** The monthly fact of the month before that of `asOf`: the last one that is over. */
export const lastMonth = at<'MONTH'>('LAST_MONTH');
/** The daily fact of `asOf` itself. */
export const thatDay = at<'DAY'>('THIS_DAY');

/**
 * One row of a source: a supplier's observation of one subject (and one period). Beside these columns it has one column for each fact of the
 * source; null there means that this observation does not say, and an older row's word stands. MONEY in fen, dates as `YYYY-MM-DD`.
 */
export interface FactRow {
  readonly subject_id: string;
  readonly observed_on: string;
  /** The code of the department that said it. */
  readonly source: string;
  /** Of a fact with periods which one: a year 2024, a month 202407, a day 20240715. */
  readonly period?: number | null;
  readonly [column: string]: unknown;
}

/**
 * How facts are loaded: one query for MANY subjects, as the engine's role, under the operation's scope. It gives, for each subject and
 * supplier, the newest observation with `observed_on <= asOf`, `recorded_at <= knownAt` and not withdrawn by then (older ones may follow,
 * newest first); choosing among suppliers, staleness and contradictions are the engine's work.
 */
export interface FactSource {
  readonly declares: 'source';
  readonly subject: Subject;
  /** The facts by the name of their column in the rows. */
  readonly columns: Readonly<Record<string, Fact>>;
  /**
   * The feeds that bring the complete list behind these facts. A batch of such a feed that declared itself complete (全量) for an area and
   * a day gives each subject in that area, which this supplier has not observed on that day or later, the fact's `absent` value as of that
   * day, if the list could have named it: it was on the register when the list came in, and where it is now. So a feed with complete batches
   * must write an observation for every row it lists, also for an unchanged one. Not for a list of everybody, whose empty cells say nothing:
   * what its completeness means is the query's own matter.
   */
  readonly coveredBy: readonly string[];
  /** One query for many subjects at once. */
  readonly load: (sql: Sql, ids: readonly string[], at: Moment) => Promise<readonly FactRow[]>;
}

/** Declares how facts of one kind of subject are loaded. A fact has exactly one source among the installed modules. */
export function source<S extends string>(declaration: {
  readonly subject: SubjectOf<S>;
  readonly columns: Readonly<Record<string, Fact & OfSubject<NoInfer<S>>>>;
  readonly coveredBy?: readonly string[];
  readonly load: FactSource['load'];
}): FactSource {
  return { declares: 'source', ...declaration, coveredBy: declaration.coveredBy ?? [] };
}
