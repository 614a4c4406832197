import type { Sql } from './db.js';
import type { OfSubject } from './measure.js';
import type { LocalizedText } from './text.js';

/** Where the records of a kind of subject lie. The table has `id` and `area_code`. */
export interface StoredSubject {
  readonly table: string;
  /** Which of them belong to it on the day $1 of the question (SQL); left out: all of them. */
  readonly current?: string;
}

/** That a record belongs to its kind on the day $1 of the question. The statement has that day as its first parameter, whatever the kind. */
export const currentOn = ({ current = 'true' }: StoredSubject): string => `($1::date is not null and (${current}))`;

/** A kind of thing that checks and facts speak of. */
export interface Subject {
  readonly declares: 'subject';
  readonly code: string;
  readonly title: LocalizedText;
  /** The graph's node type, where the subject can be asked for; left out for parts of another subject (a guarantee of a household). */
  readonly nodeType?: string;
  /** Where its records lie, for questions about everybody in an area; left out for parts of another subject and for what is only asked about. */
  readonly stored?: StoredSubject;
  /**
   * Inputs of a question that no record holds: `(): readonly Fact[] => [amount, months]`, for facts come later. A kind that only `asks` and is
   * not `stored` is never swept; it is asked with its inputs (`evaluateEligibility`, and `askEligibility` of whom it is `about`).
   */
  readonly asks?: () => readonly { readonly declares: 'fact'; readonly code: string; readonly subject: Subject }[];
  /** Of what is asked for, the link to the stored subject that it is about: `() => ofHousehold` (`linkOfQuestion`). */
  readonly about?: () => Link;
  /** Links whose ends' verdicts are shown with its own (a household's members): `(): readonly Link[] => [membersOf]`, for links come later. */
  readonly verdictsOf?: () => readonly Link[];
}
/** A kind of subject with its code as a type. */
export type SubjectOf<S extends string> = Subject & OfSubject<S> & { readonly code: S };

/** Declares a kind of subject. */
export function defineSubject<const S extends string>(subject: Omit<Subject, 'declares' | 'code'> & { readonly code: S }): SubjectOf<S> {
  return { declares: 'subject', ...subject } as unknown as SubjectOf<S>;
}

/** The moment a question is about: the business day, and what was known when (an ISO timestamp; null: everything known now). */
export interface Moment {
  readonly asOf: string;
  readonly knownAt: string | null;
}

/** One step of a link: the subject it starts from and the one it leads to. */
export interface LinkRow {
  readonly from: string;
  readonly to: string;
}

/** A way from one subject to another: to one (a person's household) or to many (a household's members). */
export interface Link {
  readonly declares: 'link';
  readonly code: string;
  readonly title: LocalizedText;
  readonly from: Subject;
  readonly to: Subject;
  readonly many: boolean;
  /**
   * Whether the list that `load` gives is known to have everybody on it. ALWAYS: by construction (the six guarantees).
   * Otherwise the feeds whose complete batch (全量) for the subject's area says so; without one, "none of them" stays unknown.
   */
  readonly complete: 'ALWAYS' | { readonly coveredBy: readonly string[] };
  /** One query for many subjects at once. */
  readonly load: (sql: Sql, ids: readonly string[], at: Moment) => Promise<readonly LinkRow[]>;
  /** The items that a hypothetical question may speak of, by name; left out: any name. */
  readonly items?: readonly string[];
  /** How one item is called in an explanation. Never a person's name. */
  readonly itemTitle: (id: string, position: number) => LocalizedText;
}
declare const linkEnds: unique symbol;
interface LinkEnds<From extends string, To extends string> {
  readonly [linkEnds]: (ends: [From, To]) => [From, To];
}
/** A link that leads to one subject. */
export type ToOne<From extends string, To extends string> = Link & LinkEnds<From, To> & { readonly many: false };
/** A link that leads to many subjects. */
export type ToMany<From extends string, To extends string> = Link & LinkEnds<From, To> & { readonly many: true };

type LinkInput<From extends string, To extends string> = Omit<Link, 'declares' | 'many' | 'from' | 'to' | 'complete'> & {
  readonly from: SubjectOf<From>;
  readonly to: SubjectOf<To>;
};

/** Declares a link to one. */
export function linkToOne<From extends string, To extends string>(link: LinkInput<From, To>): ToOne<From, To> {
  return { declares: 'link', many: false, complete: 'ALWAYS', ...link } as unknown as ToOne<From, To>;
}

/** Declares a link to many; `complete` says when the list counts as whole. */
export function linkToMany<From extends string, To extends string>(
  link: LinkInput<From, To> & { readonly complete: Link['complete'] },
): ToMany<From, To> {
  return { declares: 'link', many: true, ...link } as unknown as ToMany<From, To>;
}
