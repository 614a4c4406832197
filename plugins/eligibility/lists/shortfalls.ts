import {
  blank,
  type Benefit,
  type Check,
  type Every,
  type Gap,
  type Outcome,
  type PerWhom,
  type Satisfied,
  type Verdict,
} from 'xianjie/schema';
import { evaluate } from '../rules/evaluate.js';
import { any } from '../figures/kleene.js';
import type { Setting } from '../rules/result.js';

/** A check's word on a subject, and who holds what it gives. */
export interface Answered {
  readonly check: Check;
  readonly verdict: Verdict;
  /** Of each benefit that it gives and a fact of the subject records: whether the subject holds it, by the benefit's code. */
  readonly held: ReadonlyMap<string, Satisfied>;
  /** How many checks in force here give each of its benefits, dormant ones and those that the viewer is not told of among them. */
  readonly givers: ReadonlyMap<string, number>;
}

/** Whether a subject holds what a check gives, by the records. */
export function heldOf(check: Check, subjectId: string, setting: Setting): Map<string, Satisfied> {
  const held = new Map<string, Satisfied>();
  for (const { benefit } of check.gives) {
    const { recordedIn: fact, code, title } = benefit;
    if (fact === null || fact.subject !== check.subject) continue;
    const left = { term: 'fact', fact, period: null } as const;
    held.set(code, evaluate({ op: 'includes', left, code, title }, { subjectId, setting, item: null }).satisfied);
  }
  return held;
}

/** Whether it is done: by the rule's own condition, or else by the records of what it gives; null: there is nothing to be done. */
export function doneOf({ fulfilled }: Check, said: Satisfied, held: ReadonlyMap<string, Satisfied>): Satisfied | null {
  if (fulfilled !== null) return said;
  return held.size === 0 ? null : any([...held.values()]);
}

/** Concerned and not fulfilled, or open; null: no gap. @param done null: there is nothing to be done */
export function gapKindOf(outcome: Outcome, done: Satisfied | null): 'NOT_FULFILLED' | 'UNDETERMINED' | null {
  if (done === null || outcome === 'NOT_ELIGIBLE') return null;
  if (outcome === 'UNDETERMINED') return 'UNDETERMINED';
  return done === 'TRUE' ? null : done === 'FALSE' ? 'NOT_FULFILLED' : 'UNDETERMINED';
}

/** The gaps of one subject. What is not in force here says nothing. */
export function gapsOf(answers: readonly Answered[]): Gap[] {
  const inForce = answers.filter(({ verdict }) => verdict.citation !== null);
  return [...inForce.flatMap(lacking), ...surplus(inForce)];
}

function lacking({ check, verdict, held }: Answered): Gap[] {
  const kind = gapKindOf(verdict.outcome, doneOf(check, verdict.fulfilled, held));
  if (kind === null) return [];
  const gives = check.gives[0];
  const money = paidOf(check);
  return [
    {
      kind,
      subject: verdict.subject,
      askedFor: verdict.askedFor,
      benefit: gives === undefined ? null : shown(gives.benefit),
      amount: kind === 'NOT_FULFILLED' ? (verdict.benefits.find(({ amount }) => amount !== null)?.amount?.money ?? null) : null,
      per: money?.per ?? null,
      every: money?.every ?? null,
      verdicts: [verdict],
    },
  ];
}

/** The money that a check gives: for whom, how often. */
export function paidOf({ gives }: Check): { readonly per: PerWhom | null; readonly every: Every | null } | null {
  const paid = gives.find(({ amount }) => amount !== null);
  return paid === undefined ? null : { per: paid.per, every: paid.every === blank ? null : paid.every };
}

/**
 * A benefit is held, and every check in force that gives it says no. One that is open, that no answer is known of, or that is dormant for a
 * blank of the source, may be the ground on which it is held.
 */
function surplus(answers: readonly Answered[]): Gap[] {
  const benefits = new Map<string, { readonly benefit: Benefit; readonly givers: Answered[] }>();
  for (const one of answers)
    for (const { benefit } of one.check.gives) {
      const known = benefits.get(benefit.code) ?? { benefit, givers: [] };
      benefits.set(benefit.code, known);
      known.givers.push(one);
    }
  return [...benefits.values()].flatMap(({ benefit, givers }): Gap[] => {
    const holds = any(
      givers.map(({ held, verdict }) => held.get(benefit.code) ?? (benefit.recordedIn === null ? verdict.fulfilled : 'UNKNOWN')),
    );
    const [first] = givers;
    const all = first?.givers.get(benefit.code) === givers.length;
    const refused = all && givers.every(({ verdict }) => verdict.outcome === 'NOT_ELIGIBLE');
    if (holds !== 'TRUE' || !refused || first === undefined) return [];
    const { subject, askedFor } = first.verdict;
    return [
      {
        kind: 'SURPLUS',
        subject,
        askedFor,
        benefit: shown(benefit),
        amount: null,
        per: null,
        every: null,
        verdicts: givers.map(({ verdict }) => verdict),
      },
    ];
  });
}

const shown = ({ code, title, form }: Benefit) => ({ code, title, form });
