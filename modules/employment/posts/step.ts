import type { PostRefusal, Step } from './life.js';

/** The step, or why it cannot be taken: every guard that does not hold. */
export type StepTaken<State extends string, Facts> =
  { readonly ok: true; readonly step: Step<State, Facts> } | { readonly ok: false; readonly refusals: readonly PostRefusal[] };

/** Whether a step of a life can be taken now. Pure: everything it looks at is in the facts; an unknown guard blocks. */
export function takeStep<State extends string, Facts>(
  steps: readonly Step<State, Facts>[],
  from: State,
  to: State,
  facts: Facts,
): StepTaken<State, Facts> {
  const step = steps.find((s) => s.to === to && s.from.includes(from));
  if (!step) return { ok: false, refusals: ['POST_STEP_NOT_POSSIBLE'] };
  const refusals = step.guards.flatMap(({ refusal, unknown, holds }) => {
    const answer = holds(facts);
    return answer === 'TRUE' ? [] : [answer === 'UNKNOWN' ? (unknown ?? refusal) : refusal];
  });
  return refusals.length === 0 ? { ok: true, step } : { ok: false, refusals };
}
