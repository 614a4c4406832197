import type { PagingGiven } from '../builder/list-page.js';
import type { BenefitForm } from './benefit.js';
import type { Page } from './reader.js';
import type { LocalizedText } from './text.js';
import type { Relation } from './relation.js';
import type { Citation, Outcome, ResolvedParameter, Satisfied, SubjectRef, Unknown, Verdict } from './verdict.js';

/**
 * What is found of the benefits of somebody: both are held where one may be; more money than the cap; a later one without the earlier one;
 * one benefit twice; only one of several may be given; the source does not state it; not decided.
 */
export const stackingKinds = ['CONFLICT', 'OVER_CAP', 'OUT_OF_ORDER', 'DUPLICATE', 'CHOICE', 'NOT_STATED', 'UNDETERMINED'] as const;
export type StackingKind = (typeof stackingKinds)[number];

/** A benefit that a relation names; of one whose module is not installed the code is all that is known. */
export interface RelatedBenefit {
  readonly code: string;
  /** Null: no installed module declares it. */
  readonly title: LocalizedText | null;
  readonly form: BenefitForm | null;
}

/** One benefit of one holder, as far as a finding rests on it. */
export interface StackedBenefit {
  readonly holder: SubjectRef;
  readonly benefit: RelatedBenefit;
  /** By the records. */
  readonly held: Satisfied;
  /** What the rules in force that give it say; null: none does, or none that the viewer is told of. */
  readonly outcome: Outcome | null;
  /** Fen that count, where a cap is in question; null: not known. */
  readonly amount: number | null;
  /** Where the amount comes from: what was recorded as given, or what the rule gives. */
  readonly amountFrom: 'RECORD' | 'RULE' | null;
  /** Codes of the departments that recorded it, where a double record is in question. */
  readonly recordedBy: readonly string[];
}

/** What is found of somebody's benefits together. */
export interface StackingFinding {
  readonly kind: StackingKind;
  /** The person, or the household with its members. */
  readonly subject: SubjectRef;
  readonly askedFor: SubjectRef;
  /** Null: no relation, one benefit that is held twice. */
  readonly relation: Relation | null;
  readonly text: LocalizedText;
  readonly benefits: readonly StackedBenefit[];
  /** Where the relation stands; of a benefit held twice, the rule that gives it, null where none does. */
  readonly citation: Citation | null;
  /** The policy value that the cap is; null: no cap is in question, or it is not in force here. */
  readonly cap: ResolvedParameter | null;
  /** Fen, over the cap's time: what was counted, and by how much that is too much. Null: no cap was exceeded. */
  readonly sum: number | null;
  readonly excess: number | null;
  /**
   * The first and the last day of the time that was counted, or for which one department recorded the same twice; null: neither is in question,
   * or the cap is over all time (`from`).
   */
  readonly from: string | null;
  readonly to: string | null;
  readonly unknowns: readonly Unknown[];
  /** The explained verdicts that it rests on. */
  readonly verdicts: readonly Verdict[];
}

/** A declared relation, with what is known of its benefits. */
export interface RelationInfo {
  readonly relation: Relation;
  readonly module: string;
  readonly benefits: readonly RelatedBenefit[];
  /** Whether every one of its benefits is declared by an installed module. */
  readonly complete: boolean;
}

export interface StackingRequest {
  readonly subjects: readonly SubjectRef[];
  /** Default: all. */
  readonly kinds?: readonly StackingKind[] | null;
  readonly relations?: readonly string[] | null;
  readonly asOf?: string | null;
  readonly path?: readonly string[];
}

/** Of everybody in some areas. */
export interface StackingListRequest extends Omit<StackingRequest, 'subjects'> {
  readonly areas: readonly string[];
  readonly page?: PagingGiven;
}

/** A page of what is found, household after household. It may hold fewer than were asked for, or none, while more follow. */
export interface StackingPage {
  readonly edges: readonly { readonly cursor: string; readonly node: StackingFinding }[];
  /** Where it stands: behind the last household that was looked at. */
  readonly pageInfo: Page['pageInfo'];
  readonly asOf: string;
  /** How many households were looked at for this page. */
  readonly examined: number;
  /** Households of the areas that have not authorised the matching of their data: nothing is found of them or their members. */
  readonly unauthorised: number;
}

/** What is found of benefits together, on behalf of the viewer. */
export interface StackingService {
  /** Of each subject, and of a household’s members. @throws ApiError UNKNOWN_CODE for a relation nobody declares; FORBIDDEN where it is named and its records may not be read */
  findings(request: StackingRequest): Promise<readonly StackingFinding[]>;
  /** Of all households of some areas and their members, a page at a time. Refuses as `findings` does; INVALID_CURSOR, PAGE_TOO_LARGE. */
  list(request: StackingListRequest): Promise<StackingPage>;
  /** The declared relations, by code. */
  relations(filter?: { readonly benefit?: string | null }): readonly RelationInfo[];
}
