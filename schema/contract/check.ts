import type { Gives, GivesTo } from './benefit.js';
import type { PolicyPlace } from './document.js';
import type { Condition, ConditionOf, Term, TermOf } from './expression.js';
import type { Measure, OfSubject } from './measure.js';
import type { Subject, SubjectOf } from './subject.js';
import type { LocalizedText } from './text.js';

/** What kind of rule a check is: it gives a benefit, says what one is, or says what an office must do. */
export const checkKinds = ['BENEFIT', 'STATUS', 'DUTY'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** How binding the source is: must, in principle (原则上), strive (力争), encouraged (鼓励). Below MUST nothing blocks. */
export const checkForces = ['MUST', 'PRINCIPLE', 'STRIVE', 'ENCOURAGED'] as const;
export type CheckForce = (typeof checkForces)[number];

/** An eligibility check: a value, not a function. `when` alone decides the outcome; `when` and not `fulfilled` is a gap. */
export interface Check {
  readonly declares: 'check';
  /** The catalogue's rule id. */
  readonly code: string;
  readonly title: LocalizedText;
  readonly kind: CheckKind;
  readonly force: CheckForce;
  /** The kind of subject it speaks of. */
  readonly subject: Subject;
  /** Where the rule stands: in one document, or in several that say the same. It is in force where any of them is adopted. */
  readonly policies: readonly [PolicyPlace, ...PolicyPlace[]];
  /** Whom it concerns. Left out: the rule is shown with its citation and evaluated for nobody. */
  readonly when: Condition | null;
  /** How we know that it is done. */
  readonly fulfilled: Condition | null;
  /** Orders a list of those it applies to, the lowest first; it changes no outcome. */
  readonly rank: Term | null;
  /** What it gives to whom it applies; a duty gives nothing. */
  readonly gives: readonly Gives[];
  /** The rule ids it covers, where it is more than its own code. */
  readonly rules: readonly string[];
  /** What replaces what: of the checks of one family, the one adopted nearest and last is in force. Default: the code. */
  readonly family: string;
  /** What to know about how it is modelled: an open word of the source, and how it is read here. */
  readonly note: LocalizedText | null;
}
/** A check about one kind of subject. */
export type CheckOf<S extends string> = Check & OfSubject<S>;

/** Declares a check. A condition on another kind of subject, an unknown parameter or a missing citation does not compile. */
export function defineCheck<const S extends string>(
  check: Pick<Check, 'code' | 'title' | 'kind' | 'force'> & {
    readonly subject: SubjectOf<S>;
    readonly policy: PolicyPlace | Check['policies'];
    readonly when?: ConditionOf<NoInfer<S>>;
    readonly fulfilled?: ConditionOf<NoInfer<S>>;
    readonly rank?: TermOf<NoInfer<S>, Measure<'NUMBER', null, never>>;
    readonly gives?: GivesTo<NoInfer<S>> | readonly GivesTo<NoInfer<S>>[];
    readonly rules?: readonly string[];
    readonly family?: string;
    readonly note?: LocalizedText;
  },
): CheckOf<S> {
  const gives = check.gives ?? [];
  const whole: Check = {
    declares: 'check',
    code: check.code,
    title: check.title,
    kind: check.kind,
    force: check.force,
    subject: check.subject,
    policies: 'document' in check.policy ? [check.policy] : check.policy,
    when: check.when ?? null,
    fulfilled: check.fulfilled ?? null,
    rank: check.rank ?? null,
    gives: 'benefit' in gives ? [gives] : gives,
    rules: check.rules ?? [check.code],
    family: check.family ?? check.code,
    note: check.note ?? null,
  };
  return whole as unknown as CheckOf<S>;
}
