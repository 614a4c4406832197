import {
  clears,
  mayRead,
  type AnyValue,
  type EligibilityService,
  type Fact,
  type Guard,
  type RefusalParams,
  type Rights,
  type StepField,
  type Transition,
  type UnmetGuard,
  type WeighedCondition,
  type Weighing,
} from 'xianjie/schema';
import { rulesIn, type Installed, type Lifecycles } from './declared.js';

/** A step that is asked of a record, with everything that is known of the record and said with the step. */
export interface Weighable {
  readonly transition: Transition;
  /** The subject: whom the record is about, else the record. */
  readonly id: string;
  readonly areaCode: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What stands against a step, and what it still has to be told. */
export interface Weighed {
  /** Whether it is a step at all where the record lies: a variant only where its document is adopted. */
  readonly inForce: boolean;
  readonly unmet: readonly UnmetGuard[];
  /** Fields that a guard asks for and nobody has said; where only is told, also those of which it may not be told whether anybody has. */
  readonly missing: readonly StepField[];
}

/** What guards are weighed with: one operation. */
export interface Scales {
  readonly eligibility: Pick<EligibilityService, 'weigh' | 'resolveParameters'>;
  readonly rights: Rights;
  readonly lifecycles: Lifecycles;
}

export const isThere = (value: unknown): boolean => value != null && (typeof value !== 'string' || value.trim() !== '');

/**
 * What is weighed for. A step is decided by what is so (DECIDE). Told to whoever only asks (TELL), a guard that rests on what the viewer may
 * not read is told as unknown, whatever it is: else its being there or not would tell a person's examination.
 */
export type Use = 'DECIDE' | 'TELL';

/** Weighs the guards of steps as of a day: one question to the engine, however many. */
export async function weigh(
  { eligibility, rights, lifecycles }: Scales,
  installed: Installed,
  steps: readonly Weighable[],
  asOf: string,
  use: Use = 'DECIDE',
): Promise<Weighed[]> {
  const { lifecycle, module } = installed;
  const asked = steps.map(({ transition, id, areaCode, values }): Weighing => {
    const { guards, variant, policy } = transition;
    return {
      subject: { kind: lifecycle.subject.code, id, areaCode: rulesIn(installed, areaCode, values) },
      module,
      conditions: guards.flatMap(({ holds }) => (holds === null ? [] : [holds])),
      places: variant && policy !== null ? [policy] : [],
      inputs: inputsOf(installed, values),
    };
  });
  const needed = asked.some(({ conditions, places }) => conditions.length + places.length > 0);
  const answers = needed ? await eligibility.weigh({ asked, asOf }) : asked.map(() => ({ conditions: [], adopted: [] }));
  return Promise.all(
    steps.map(async (step, i): Promise<Weighed> => {
      const answer = answers[i] ?? { conditions: [], adopted: [] };
      const { failed, missing } = failing(step, answer.conditions, use === 'TELL' ? untold : null, lifecycle.fields);
      const unmet = await Promise.all(failed.map((one) => tell(one, step)));
      // Two guards that refuse alike are one refusal.
      const once = unmet.filter((one, at) => unmet.findIndex(({ code }) => code === one.code) === at);
      return { inForce: answer.adopted.every(Boolean), unmet: once, missing };
    }),
  );

  async function tell({ guard, answer, hidden }: Failed, step: Weighable): Promise<UnmetGuard> {
    const seen = !hidden && (answer === null || (answer.seen && readable(guard)));
    const params = await paramsOf(guard, rulesIn(installed, step.areaCode, step.values));
    return {
      code: guard.refusal,
      message: lifecycles.message(guard.refusal, params),
      satisfied: seen ? (answer?.satisfied ?? 'FALSE') : 'UNKNOWN',
      unknowns: seen ? (answer?.unknowns ?? []) : [],
      policy: guard.policy ?? step.transition.policy,
    };
  }

  /** Whether the viewer may read every field that a guard looks at: else "no" and "not known" are told alike. */
  function readable(guard: Guard): boolean {
    return lifecycle.fields.filter((field) => mentions(guard.holds, field)).every(mayBeRead);
  }

  function mayBeRead({ level }: StepField): boolean {
    return clears('INTERNAL', level) || mayRead(rights, module, level);
  }

  /** Whether what the record has of a field would be told to a viewer who may not read it. One that begins anew, or is only said, tells nothing. */
  function untold(field: StepField, { anew }: Transition): boolean {
    const kept = field.column === null || installed.known.some(({ name }) => name === field.name);
    return kept && !anew.includes(field) && !mayBeRead(field);
  }

  async function paramsOf({ says }: Guard, area: string): Promise<RefusalParams> {
    const codes = Object.values(says).map(({ code }) => code);
    if (codes.length === 0) return {};
    const found = await eligibility.resolveParameters({ area, asOf, codes });
    return Object.fromEntries(
      Object.entries(says).map(([name, { code }]) => {
        const value = found.find((one) => one.code === code)?.value;
        return [name, value?.number ?? value?.text.zh ?? '—'];
      }),
    );
  }
}

interface Failed {
  readonly guard: Guard;
  readonly answer: WeighedCondition | null;
  /** Whether it fails is not told: it is listed whatever it is. */
  readonly hidden: boolean;
}

type Untold = (field: StepField, transition: Transition) => boolean;

/** The guards that do not hold, in the order in which they are declared; those that rest on what is not told, whatever they are. */
function failing(
  { transition, values }: Weighable,
  answers: readonly WeighedCondition[],
  untold: Untold | null,
  fields: readonly StepField[],
) {
  const failed: Failed[] = [];
  const missing: StepField[] = [];
  const absent = new Set<string>();
  const isHidden = (field: StepField): boolean => untold?.(field, transition) === true;
  const rests = ({ holds }: Guard, seen: boolean): boolean =>
    untold !== null && (!seen || fields.some((field) => isHidden(field) && mentions(holds, field)));
  let next = 0;
  for (const guard of transition.guards) {
    const answer = guard.holds === null ? null : (answers[next++] ?? null);
    const hidden = guard.given.filter(isHidden);
    const gone = guard.given.filter((field) => !hidden.includes(field) && !isThere(values[field.name]));
    missing.push(...[...hidden, ...gone].filter((field) => !missing.includes(field)));
    for (const field of gone) absent.add(codeOf(field));
    if (hidden.length > 0 || (answer !== null && rests(guard, answer.seen))) {
      failed.push({ guard, answer, hidden: true });
      continue;
    }
    if (gone.length > 0) failed.push({ guard, answer: null, hidden: false });
    if (answer === null || answer.satisfied === 'TRUE') continue;
    // A field that is missing is asked for once; what only rests on it is not held against the step besides.
    const open = answer.unknowns.filter(({ kind, code }) => !(guard.unstated === 'HOLDS' && unstated(kind)) && !absent.has(code));
    if (answer.satisfied === 'UNKNOWN' && answer.unknowns.length > 0 && open.length === 0) continue;
    failed.push({ guard, answer, hidden: false });
  }
  return { failed, missing };
}

const unstated = (kind: string): boolean => kind === 'BLANK_PARAMETER' || kind === 'NOT_IN_FORCE';

/** How guards name a field, and what is unknown of it. */
export const codeOf = (field: StepField): string => (field.declares === 'fact' ? (field as unknown as Fact).code : field.name);

function inputsOf({ lifecycle }: Installed, values: Readonly<Record<string, unknown>>): ReadonlyMap<Fact, AnyValue> {
  return new Map(
    lifecycle.fields.flatMap((field): [Fact, AnyValue][] =>
      field.declares === 'text' || values[field.name] == null ? [] : [[field as unknown as Fact, values[field.name] as AnyValue]],
    ),
  );
}

/** Whether a condition names a field, however deep. */
function mentions(node: unknown, field: StepField): boolean {
  if (node === field) return true;
  if (typeof node !== 'object' || node === null) return false;
  if ('declares' in node) return node.declares === 'value' && 'is' in node && mentions(node.is, field);
  return Object.values(node).some((part) => mentions(part, field));
}
