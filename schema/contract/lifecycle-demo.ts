import type { DemoRows } from './demo.js';
import type { Lifecycle } from './lifecycle.js';

/** A step of the demo: by its code, of a day. */
export interface DemoStep {
  readonly transition: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** The code of the department that says it. */
  readonly source: string;
  readonly note?: string;
  readonly evidence?: string;
}

/** Whose record it is. */
export interface DemoRecord {
  readonly id: string;
  readonly areaCode: string;
  /** Of a lifecycle about people or households. */
  readonly personId?: string;
  readonly householdId?: string;
}

type Row = DemoRows[string][number];

/**
 * The history of an invented record as rows of `lifecycle_step`, in the order of its steps.
 * @throws Error for a step that does not lead on: the demo tells lives that could be lived
 */
export function demoSteps(lifecycle: Lifecycle, module: string, record: DemoRecord, steps: readonly DemoStep[]): Row[] {
  let state: string | null = null;
  return steps.map((step, i): Row => {
    const taken = lifecycle.transitions.find(({ code, from }) => code === step.transition && from.includes(state));
    if (taken === undefined)
      throw new Error(`the demo takes the step "${step.transition}" of "${lifecycle.code}" from ${state ?? 'nothing'}`);
    const from: string | null = state;
    state = taken.to ?? from;
    return {
      lifecycle: lifecycle.code,
      module,
      level: lifecycle.level,
      record_id: record.id,
      nth: i + 1,
      person_id: record.personId ?? null,
      household_id: record.householdId ?? null,
      area_code: record.areaCode,
      transition: step.transition,
      from_state: from,
      to_state: state,
      observed_on: step.on,
      source: step.source,
      note: step.note ?? null,
      evidence: step.evidence ?? null,
    };
  });
}
