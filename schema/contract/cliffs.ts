import type { Every } from './benefit.js';
import type { ParameterValue } from './parameter.js';
import type { Citation, Outcome, SubjectRef } from './verdict.js';

/** In which terms help is counted: by the year (a monthly amount twelve times), once, by the day, or as often as no source says. */
export const helpPeriods = ['YEAR', 'ONCE', 'DAY', 'NOT_STATED'] as const;
export type HelpPeriod = (typeof helpPeriods)[number];

/** In which terms an amount counts that is given so often (null: no source says), and how many times it is in them. */
export const helpTerm = (every: Every | null): { readonly period: HelpPeriod; readonly times: number } =>
  every === 'MONTH' ? { period: 'YEAR', times: 12 } : { period: every ?? 'NOT_STATED', times: 1 };

/** Which yearly per-capita income is looked through. */
export const scannedIncomes = ['NET', 'PER_CAPITA_YEARLY', 'DISPOSABLE'] as const;
export type ScannedIncome = (typeof scannedIncomes)[number];

/** One household's help is looked through over its income. Money in fen. */
export interface CliffRequest {
  readonly household: SubjectRef;
  readonly asOf?: string | null;
  readonly income: ScannedIncome;
  readonly from: number;
  readonly to: number;
  /** At so many fen it is looked at in any case; turns between two looks are searched for. */
  readonly step: number;
  /** Policy values as if they were in force for the household, by the parameter's code. */
  readonly supposed?: ReadonlyMap<string, ParameterValue['value']>;
  /** Where in the response it will stand, list positions as `*`. */
  readonly path?: readonly string[];
}

/** What is known to be given, in one of the terms in which help is counted. */
export interface HelpSum {
  readonly period: HelpPeriod;
  readonly amount: number;
  /** How many things are given besides whose amount is not known. */
  readonly unknown: number;
}

/** Help at one income per head. */
export interface CliffPoint {
  readonly income: number;
  readonly help: readonly HelpSum[];
}

/** What one check gives on both sides of a fen, or of a yuan. */
export interface CliffCheck {
  readonly check: string;
  readonly subject: SubjectRef;
  readonly citation: Citation | null;
  readonly outcomeBefore: Outcome;
  readonly outcomeAfter: Outcome;
  /** Null: nothing, or not known. */
  readonly amountBefore: number | null;
  readonly amountAfter: number | null;
}

/** The first income per head at which something is answered otherwise than one fen below. */
export interface CliffTurn {
  readonly income: number;
  readonly checks: readonly CliffCheck[];
}

/** Where one more yuan per head costs the household more than it earns by it. */
export interface Cliff {
  /** The income per head before; with one more yuan it is `incomeAfter`. */
  readonly income: number;
  readonly incomeAfter: number;
  /** It is so from there to here; the same where it is at one line. */
  readonly until: number;
  readonly period: HelpPeriod;
  readonly helpBefore: number;
  readonly helpAfter: number;
  readonly loss: number;
  /** What one more yuan per head earns the household. */
  readonly earned: number;
  readonly checks: readonly CliffCheck[];
}

/** Help of a household over its income per head. */
export interface CliffScan {
  readonly income: ScannedIncome;
  /** The year of the income that checks read; null: none reads it. */
  readonly year: number | null;
  /** What is so; null: not known. */
  readonly actual: number | null;
  readonly members: number;
  readonly points: readonly CliffPoint[];
  readonly turns: readonly CliffTurn[];
  readonly cliffs: readonly Cliff[];
  /** The limit of evaluations was reached: there may be others. */
  readonly cutOff: boolean;
  /** Verdicts that are not the viewer's to know, and are not in it. */
  readonly withheld: number;
}
