import type { UserError } from './errors.js';
import type { LocalizedText } from './text.js';
import type { Outcome, ResolvedParameter, SubjectRef, UnknownKind, Value, Verdict } from './verdict.js';

/** What a person may decide: that a rule applies, or that it does not. */
export const decidedOutcomes = ['ELIGIBLE', 'NOT_ELIGIBLE'] as const;
export type DecidedOutcome = (typeof decidedOutcomes)[number];

/** What a person confirms. */
export interface DecisionRequest {
  /** The household or the person, by global id. */
  readonly subject: string;
  /** The check's code. */
  readonly check: string;
  /** Default: the operation's today. Not later. */
  readonly asOf?: string | null;
  readonly outcome: DecidedOutcome;
  /** What the person saw: refused when the verdict is another by now. */
  readonly expectedVerdict?: Outcome | null;
  /** Needed where the decision is not the verdict. */
  readonly reason?: string | null;
  /** The decision that this one follows, by global id: needed where there is one. */
  readonly supersedes?: string | null;
  /** Everything is checked, nothing is recorded. */
  readonly dryRun?: boolean | null;
}

/** A fact that a decision rested on. */
export interface DecisionFact {
  readonly code: string;
  /** A yearly fact with its year, one of several subjects with which of them. */
  readonly title: LocalizedText;
  readonly value: Value | null;
  /** Why it was not known; null: it was. */
  readonly unknown: UnknownKind | null;
  /** The code of the department that had said it. */
  readonly providedBy: string | null;
  readonly observedOn: string | null;
  readonly contradictedBy: readonly string[];
}

/** A recorded decision with what it rested on. */
export interface Decision {
  /** The record's id. */
  readonly id: string;
  readonly subject: SubjectRef;
  readonly check: string;
  readonly asOf: string;
  readonly outcome: DecidedOutcome;
  /** What the rule said, with its explanation as it was then. */
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly facts: readonly DecisionFact[];
  readonly parameters: readonly ResolvedParameter[];
  /** The fingerprint of the rule. */
  readonly version: string;
  /** When the facts were read (UTC). */
  readonly knownAt: string;
  readonly decidedBy: string;
  readonly roles: readonly string[];
  readonly recordedAt: string;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
}

/** Where a replay differs. */
export const replayDifferenceKinds = ['FACT', 'LIST', 'PARAMETER', 'ADOPTION', 'RULE'] as const;
export interface ReplayDifference {
  readonly kind: (typeof replayDifferenceKinds)[number];
  readonly code: string;
  readonly title: LocalizedText;
  readonly was: Value | null;
  readonly is: Value | null;
  /** Codes of departments. */
  readonly wasSaidBy: string | null;
  readonly isSaidBy: string | null;
  readonly wasObservedOn: string | null;
  readonly isObservedOn: string | null;
  readonly text: LocalizedText;
}

/** The rule as it is installed, against the one that was decided by. */
export const ruleStates = ['SAME', 'CHANGED', 'NOT_INSTALLED'] as const;

/** A decision come to again. */
export interface DecisionReplay {
  readonly decision: Decision;
  readonly rule: (typeof ruleStates)[number];
  /** From what was kept; null: the rule is not installed. */
  readonly fromKept: Verdict | null;
  /** The kept facts and policy values give the verdict that was kept. */
  readonly reproduced: boolean;
  /** From today's records, as they were known then; null: the rule is not installed, or the verdict may not be told. */
  readonly fromRecords: Verdict | null;
  readonly differences: readonly ReplayDifference[];
  /** What today's records cannot say of that moment. */
  readonly limits: readonly LocalizedText[];
}

/** Which decisions: all that is given must hold. */
export interface DecisionFilter {
  readonly area?: string | null;
  readonly subjects?: { readonly kind: string; readonly ids: readonly string[] } | null;
  readonly checks?: readonly string[] | null;
  readonly outcomes?: readonly DecidedOutcome[] | null;
  /** Only those that differ from the verdict, or only those that do not. */
  readonly overrides?: boolean | null;
  /** Only those that no later one follows, or only those that one does. */
  readonly current?: boolean | null;
}

/** What became of a request to record one. `verdict`: what the rule says, also of a dry run. */
export interface DecisionResult {
  readonly id: string | null;
  readonly verdict: Verdict | null;
  readonly userErrors: readonly UserError[];
}

/** Decisions within the viewer's areas, of the checks whose verdicts the viewer may see. */
export interface DecisionService {
  /** @throws ApiError FORBIDDEN: no person has signed in, or the verdict may not be seen; UNKNOWN_CODE */
  record(request: DecisionRequest, how: { readonly idempotencyKey?: string | null }): Promise<DecisionResult>;
  /** By record id; null: none that may be seen. */
  byId(id: string): Promise<Decision | null>;
  /**
   * The newest first, and one more than the page holds where there are more; of a page from the end the oldest first.
   * @param page its size; `after` and `before` are record ids @throws ApiError INVALID_CURSOR: no decision that may be seen has it
   */
  list(
    filter: DecisionFilter,
    page: { readonly size: number; readonly backward?: boolean; readonly after?: string | null; readonly before?: string | null },
  ): Promise<readonly Decision[]>;
  count(filter: DecisionFilter): Promise<number>;
  replay(id: string): Promise<DecisionReplay | null>;
}
