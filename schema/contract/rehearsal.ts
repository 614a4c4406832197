import type { Every, PerWhom } from './benefit.js';
import type { CliffRequest, CliffScan, HelpPeriod } from './cliffs.js';
import type { CheckKind } from './check.js';
import type { WriteResult } from './registry.js';
import type { AnyValue } from './measure.js';
import type { Value } from './verdict.js';

/** Policy values are to be tried out on everybody in an area. */
export interface RehearsalRequest {
  readonly area: string;
  /** Default: today. */
  readonly asOf: string | null;
  /** Each names a policy value, and exactly one field of `value`, as a proposal of the value would. */
  readonly changes: readonly { readonly parameter: string; readonly value: object }[];
}

/** One policy value of a rehearsal, as it is kept. Money in fen. */
export interface RehearsedChange {
  readonly parameter: string;
  /** Null: blank, or another one's. */
  readonly value: AnyValue | null;
  /** The code of the parameter whose value it would be; null: it is a value of its own, or blank. */
  readonly reference: string | null;
}

/** The same as it is shown. */
export interface ShownChange {
  readonly parameter: string;
  readonly value: Value | null;
  readonly reference: string | null;
  /** Whether a module still declares the parameter. */
  readonly installed: boolean;
}

/** What one check says with and without the change, of so many subjects; null: too few to be told. Money in fen. */
export interface RehearsedFigure {
  readonly check: string;
  readonly kind: CheckKind;
  /** For whom an amount counts; null: there is none. */
  readonly per: PerWhom | null;
  readonly every: Every | null;
  readonly eligibleBefore: number | null;
  readonly eligibleAfter: number | null;
  readonly newlyEligible: number | null;
  readonly noLongerEligible: number | null;
  readonly undeterminedBefore: number | null;
  readonly undeterminedAfter: number | null;
  readonly newlyUndetermined: number | null;
  readonly noLongerUndetermined: number | null;
  readonly amountBefore: number | null;
  readonly amountAfter: number | null;
  /** To how many it applies whose amount is not known. */
  readonly amountUnknownBefore: number | null;
  readonly amountUnknownAfter: number | null;
}

/** What help comes to in one of the terms in which it is counted; null: too few to be told. */
export interface RehearsedCost {
  readonly period: HelpPeriod;
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly unknownBefore: number | null;
  readonly unknownAfter: number | null;
}

/** Some of the households, and of the other subjects. */
export interface RehearsedGroup {
  /** An area's code, a tenth from 1, a household's kind; null: everybody, or of whom it is not known. */
  readonly key: string | null;
  /** By what it is told apart; null: the total. */
  readonly dimension: 'area' | 'income' | 'kind' | null;
  /** Who belongs to no household: projects. */
  readonly outside: boolean;
  readonly households: number | null;
  /** They are given something, or more, and lose nothing; nothing of them is unclear. */
  readonly gaining: number | null;
  readonly losing: number | null;
  /** They gain one thing and lose another. */
  readonly both: number | null;
  /** Something that they are given becomes known or unknown, whatever else changes. */
  readonly unclear: number | null;
  /** What they are known to be given comes to more money, or to less, in whatever terms it is counted. */
  readonly moreMoney: number | null;
  readonly lessMoney: number | null;
  readonly costs: readonly RehearsedCost[];
  readonly checks: readonly RehearsedFigure[];
}

/** What a rehearsal found. */
export interface RehearsalResult {
  /** Whether figures are rounded and those of fewer than five left out. */
  readonly suppressed: boolean;
  readonly total: RehearsedGroup;
  readonly byArea: readonly RehearsedGroup[];
  readonly byIncome: readonly RehearsedGroup[];
  readonly byKind: readonly RehearsedGroup[];
  /** Checks that read a changed value and are reckoned of nobody here: what they say belongs to one person. */
  readonly leftOut: readonly string[];
  /** Households that have not authorised the matching of their data, and are not in it; null: too few to be told. */
  readonly unauthorised: number | null;
}

/** Rehearsals of policy, on behalf of the viewer. */
export interface RehearsalService {
  /** Puts it on the list; it is carried out as a job. */
  start(request: RehearsalRequest, options: { readonly idempotencyKey?: string | null }): Promise<WriteResult>;
  /** Ends one that is not over. */
  cancel(id: string, options: { readonly idempotencyKey?: string | null }): Promise<WriteResult>;
  /** What it tries out; null: not for this viewer. */
  changes(id: string): Promise<readonly ShownChange[] | null>;
  /** Help of a household over its income, with policy values as if they were in force. @throws ApiError BAD_USER_INPUT, FORBIDDEN */
  cliffScan(request: Omit<CliffRequest, 'supposed'> & Partial<Pick<RehearsalRequest, 'changes'>>): Promise<CliffScan>;
  /** Null: it is not over, it is outdated, or it is not for this viewer. @param path where in the response it will stand */
  result(id: string, path: readonly string[]): Promise<RehearsalResult | null>;
  /** Whether a household has withdrawn since that may be counted in it: it must be asked again. */
  outdated(id: string): Promise<boolean>;
}
