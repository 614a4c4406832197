import { includes } from './condition.js';
import type { ConditionOf, Term, TermOf } from './expression.js';
import type { Fact, FactOf } from './fact.js';
import type { Measure, OfSubject } from './measure.js';
import { blank, type Blank, type ParameterOf } from './parameter.js';
import { termFrom } from './term.js';
import type { LocalizedText } from './text.js';

/** In which form a benefit comes: money paid, an insurance premium paid for somebody, a fee waived, a service, a wage, a loan, a status. */
export const benefitForms = ['CASH', 'PREMIUM', 'EXEMPTION', 'SERVICE', 'WAGE', 'LOAN', 'STATUS'] as const;
export type BenefitForm = (typeof benefitForms)[number];

/** For whom an amount is counted. */
export const perWhoms = ['PERSON', 'HOUSEHOLD', 'ORGANISATION'] as const;
export type PerWhom = (typeof perWhoms)[number];
/** How often it is paid. */
export const everies = ['ONCE', 'DAY', 'MONTH', 'YEAR'] as const;
export type Every = (typeof everies)[number];

/** What checks give and grants record: declared once, named by every check that gives it. */
export interface Benefit {
  readonly declares: 'benefit';
  readonly code: string;
  readonly title: LocalizedText;
  readonly form: BenefitForm;
  /** The set fact that records who holds it, for `received`; left out for a status that another fact tells. */
  readonly recordedIn: Fact | null;
}
/** A benefit that one kind of subject holds. */
export type BenefitOf<S extends string> = Benefit & OfSubject<S>;

/** Declares a benefit, with the fact (of codes) that records its receipt. */
export function defineBenefit<S extends string>(
  benefit: Pick<Benefit, 'code' | 'title' | 'form'> & { readonly recordedIn: FactOf<S, Measure<'CODES', null, string>> },
): BenefitOf<S> {
  return { declares: 'benefit', ...benefit } as unknown as BenefitOf<S>;
}

/** Declares a status: something one is, not something one is paid. */
export function defineStatus(status: Pick<Benefit, 'code' | 'title'>): Benefit {
  return { declares: 'benefit', form: 'STATUS', recordedIn: null, ...status };
}

/** The subject holds this benefit (on the day of the question). */
export function received<S extends string>(benefit: BenefitOf<S>): ConditionOf<S> {
  const fact = benefit.recordedIn as FactOf<S, Measure<'CODES', null, string>>;
  return includes(fact, benefit.code, benefit.title);
}

/** What a check gives: the benefit, and for cash the amount. A blank leaves the entitlement and makes the amount unknown. */
export interface Gives {
  /** What is given. */
  readonly benefit: Benefit;
  /** In fen: a policy value, or calculated from what is known; blank where the source leaves it out; null: there is no amount (a status). */
  readonly amount: Term | Blank | null;
  /** For whom the amount counts; null: there is no amount. */
  readonly per: PerWhom | null;
  /** How often it is paid, blank where the source does not say; null: it is not paid. */
  readonly every: Every | Blank | null;
}
declare const givenTo: unique symbol;
/** What a check about this kind of subject may give: a policy value suits any, an amount that is calculated the subject that it reads. */
export type GivesTo<S extends string> = Gives & { readonly [givenTo]: (subject: S) => void };

type Amount = Measure<'MONEY', null, never>;

/**
 * Gives money: a policy value, an amount that is calculated (`times(rate, months)`), or blank in the source; so is the period. What is
 * calculated is rounded half up to 0.01 yuan, once, at the end.
 */
export function cash(
  benefit: Benefit,
  amount: ParameterOf<Amount> | Blank,
  terms: { readonly per: PerWhom; readonly every: Every | Blank },
): GivesTo<string>;
export function cash<S extends string>(
  benefit: Benefit,
  amount: TermOf<S, Amount>,
  terms: { readonly per: PerWhom; readonly every: Every | Blank },
): GivesTo<S>;
export function cash(
  benefit: Benefit,
  amount: ParameterOf<Amount> | TermOf<string, Amount> | Blank,
  terms: { readonly per: PerWhom; readonly every: Every | Blank },
): GivesTo<string> {
  const gives: Gives = { benefit, amount: amount === blank ? blank : termFrom(amount), ...terms };
  return gives as GivesTo<string>;
}

/** Gives a status. */
export function status(benefit: Benefit): GivesTo<string> {
  const gives: Gives = { benefit, amount: null, per: null, every: null };
  return gives as GivesTo<string>;
}
