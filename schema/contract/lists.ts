import type { BenefitForm, Every, PerWhom } from './benefit.js';
import type { EvaluateRequest } from './eligibility.js';
import type { PagingGiven } from '../builder/list-page.js';
import type { Page } from './reader.js';
import type { LocalizedText } from './text.js';
import type { Outcome, Satisfied, SubjectRef, UnknownKind, Verdict } from './verdict.js';

/** A fact, a judgement or a list that somebody could say of a subject and nobody has, or not lately. */
export interface MissingFact {
  /** MISSING_FACT, STALE_FACT or JUDGEMENT_NEEDED; MODULE_NOT_INSTALLED where somebody could say it all the same. */
  readonly kind: UnknownKind;
  /** The code of the fact, or of the list. */
  readonly code: string;
  /** What is missing, a yearly fact with its year. */
  readonly title: LocalizedText;
  /** Of whom: the asked subject, or one that its links lead to. */
  readonly of: SubjectRef;
  /** Of a yearly fact. */
  readonly year: number | null;
  /** The day of the last word on it, where that is too old. */
  readonly staleSince: string | null;
  /** Codes of the departments that can supply it, in order of authority. */
  readonly suppliers: readonly string[];
  /** Roles that may judge it. */
  readonly roles: readonly string[];
  /** Codes of the checks whose outcome would be decided if this one thing were known, whatever its value. */
  readonly settles: readonly string[];
  /** Codes of the checks that it leaves open, in their outcome or in whether they are fulfilled. */
  readonly takesPart: readonly string[];
  /** How many verdicts it would settle: one check about several members is several verdicts. */
  readonly settled: number;
  /** How many it leaves open. */
  readonly leavesOpen: number;
}

/** What is missing of one asked subject and of those it was asked with, what settles most first. */
export interface Visit {
  readonly subject: SubjectRef;
  readonly facts: readonly MissingFact[];
  /** How many verdicts one fact alone would settle, each verdict counted once. */
  readonly settles: number;
  /** How many verdicts they leave open. */
  readonly open: number;
}

/** One fact over all households of a village. */
export interface MissingFactSummary {
  readonly code: string;
  /** What it is called, without the year and without the part of a subject. */
  readonly title: LocalizedText;
  readonly kinds: readonly UnknownKind[];
  readonly households: number;
  /** How many verdicts it would settle. */
  readonly settles: number;
  readonly suppliers: readonly string[];
  readonly roles: readonly string[];
}

export interface VisitList {
  readonly asOf: string;
  /** Who lacks something, whose facts settle most first. */
  readonly visits: readonly Visit[];
  readonly facts: readonly MissingFactSummary[];
}

/** Concerned and not fulfilled (应享未享), held and not concerned (应退未退), not decided. */
export const gapKinds = ['NOT_FULFILLED', 'SURPLUS', 'UNDETERMINED'] as const;
export type GapKind = (typeof gapKinds)[number];

/** What a subject should have and has not, has and should not have, or what is open between the two. */
export interface Gap {
  readonly kind: GapKind;
  readonly subject: SubjectRef;
  readonly askedFor: SubjectRef;
  /** What it lacks or holds; null: a duty, which gives nothing. */
  readonly benefit: { readonly code: string; readonly title: LocalizedText; readonly form: BenefitForm } | null;
  /** Fen that it lacks; of a surplus what was recorded as given for the periods that run on the day. Null: not known, or no money. */
  readonly amount: number | null;
  readonly per: PerWhom | null;
  readonly every: Every | null;
  /** The one check that says so; of a surplus every check in force that gives the benefit. */
  readonly verdicts: readonly Verdict[];
}

/** Whether everybody in an area was asked: all on one day, some of its villages not or on another day, nobody. */
export const sweptStates = ['SWEPT', 'PARTLY', 'NEVER'] as const;
export type SweptState = (typeof sweptStates)[number];

/** The last sweep of an area. */
export interface SweptTime {
  readonly state: SweptState;
  /** The day of the verdicts, of several the earliest; null: never swept. */
  readonly asOf: string | null;
  /** When it ran (ISO timestamp), of several the earliest. */
  readonly sweptAt: string | null;
}

/** What the last sweep says of one check in an area, in subjects. */
export interface CheckGaps {
  readonly check: string;
  readonly concerned: number;
  readonly notConcerned: number;
  readonly undetermined: number;
  /** Of the concerned ones. */
  readonly fulfilled: number;
  readonly notFulfilled: number;
  readonly fulfilmentUnknown: number;
  /** Fen that those lack who are concerned and have it not, as far as known; null: the check gives no money. */
  readonly amount: number | null;
  /** Of how many of them the amount is not known. */
  readonly amountUnknown: number;
  readonly per: PerWhom | null;
  readonly every: Every | null;
}

/** Who holds a benefit that no check in force gives them. */
export interface BenefitSurplus {
  readonly benefit: NonNullable<Gap['benefit']>;
  /** Every check that gives it, as far as installed. */
  readonly checks: readonly string[];
  readonly holders: number;
  /** Fen that were recorded as given to them, for the periods that run on the day of the sweep; null: a status, which is no money. */
  readonly amount: number | null;
  /** Of how many of them no amount was recorded. */
  readonly amountUnknown: number;
}

export interface AreaGaps extends SweptTime {
  readonly area: string;
  readonly checks: readonly CheckGaps[];
  readonly surplus: readonly BenefitSurplus[];
  /** Households that have not authorised the matching of their data: they and their members are counted nowhere. */
  readonly unauthorised: number;
}

/** Checks in question: by code, of modules, or of the viewer's domains. */
export interface ChecksAsked {
  readonly checks?: readonly string[] | null;
  readonly modules?: readonly string[] | null;
  readonly asOf?: string | null;
  /** Where in the response the answer will stand, for the account of what is withheld. */
  readonly path?: readonly string[];
}

/** What a sweep may have said of a subject; null: there is nothing to fulfil. */
export interface SaidOfSubject {
  readonly outcome: Outcome;
  readonly fulfilled: Satisfied | null;
}

/** Which verdicts of the last sweep. */
export interface VerdictsAsked extends ChecksAsked {
  readonly areas: readonly string[];
  /** The kind of subject. */
  readonly kind?: string | null;
  readonly outcomes?: readonly Outcome[] | null;
  readonly fulfilled?: readonly Satisfied[] | null;
  /** Those of whom one of these was said. */
  readonly said?: readonly SaidOfSubject[] | null;
  readonly gaps?: readonly GapKind[] | null;
  readonly byRank?: boolean;
  readonly page?: PagingGiven;
}

/** A verdict on a list, explained as of now; what the sweep said of it beside it. */
export interface ListedVerdict {
  readonly cursor: string;
  readonly node: Verdict;
  readonly sweptOutcome: Outcome;
  readonly sweptFulfilled: Satisfied;
}

export interface VerdictPage extends SweptTime {
  readonly edges: readonly ListedVerdict[];
  readonly pageInfo: Page['pageInfo'];
  /** Households that have not authorised the matching of their data: they and their members stand on no such list. */
  readonly unauthorised: number;
}

/** What an official does with the verdicts of many, bound to one operation like the engine itself. Refuses as the engine does. */
export interface EligibilityLists {
  /** What is missing of each asked subject, in their order; also of whom `through` leads to. */
  missingFacts(request: EvaluateRequest): Promise<readonly Visit[]>;
  /** The same of all households of a village, with a summary. */
  visitList(request: Omit<EvaluateRequest, 'subjects' | 'through'> & { readonly village: string }): Promise<VisitList>;
  /** What is lacking, held too much, or open, of the asked subjects and of whom `through` leads to. */
  gaps(request: EvaluateRequest): Promise<readonly Gap[]>;
  /** Counts and sums over an area, from its last sweep. BAD_USER_INPUT where it was swept as of another day. */
  areaGaps(request: ChecksAsked & { readonly area: string }): Promise<AreaGaps>;
  /** Whom rules concern, and who lacks what, from the last sweep. BAD_USER_INPUT where it was swept as of another day; INVALID_CURSOR. */
  verdicts(request: VerdictsAsked): Promise<VerdictPage>;
  /** How many there are on all pages; `asOf` is the day that the page gave. */
  countVerdicts(request: VerdictsAsked): Promise<number>;
}
