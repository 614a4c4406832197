import {
  clears,
  mayRead,
  type AnyValue,
  type EligibilityService,
  type Fact,
  type Guard,
  type PrivacyLevel,
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
  /** Fields that a guard asks for and nobody has said. */
  readonly missing: readonly StepField[];
}

/** What guards are weighed with: one operation. */
export interface Scales {
  readonly eligibility: Pick<EligibilityService, 'weigh' | 'resolveParameters'>;
  readonly rights: Rights;
  readonly lifecycles: Lifecycles;
}

export const isThere = (value: unknown): boolean => value != null && (typeof value !== 'string' || value.trim() !== '');

/** Weighs the guards of steps as of a day: one question to the engine, however many. */
export async function weigh(
  { eligibility, rights, lifecycles }: Scales,
  installed: Installed,
  steps: readonly Weighable[],
  asOf: string,
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
      const { failed, missing } = failing(step, answer.conditions);
      const unmet = await Promise.all(failed.map((one) => tell(one, step)));
      // Two guards that refuse alike are one refusal.
      const once = unmet.filter((one, at) => unmet.findIndex(({ code }) => code === one.code) === at);
      return { inForce: answer.adopted.every(Boolean), unmet: once, missing };
    }),
  );

  async function tell({ guard, answer }: Failed, step: Weighable): Promise<UnmetGuard> {
    const seen = answer === null || (answer.seen && readable(guard));
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
    const levels: PrivacyLevel[] = lifecycle.fields.filter((field) => mentions(guard.holds, field)).map(({ level }) => level);
    return levels.every((level) => clears('INTERNAL', level) || mayRead(rights, module, level));
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
}

/** The guards that do not hold, in the order in which they are declared. */
function failing({ transition, values }: Weighable, answers: readonly WeighedCondition[]) {
  const failed: Failed[] = [];
  const missing: StepField[] = [];
  const absent = new Set<string>();
  let next = 0;
  for (const guard of transition.guards) {
    const gone = guard.given.filter(({ name }) => !isThere(values[name]));
    missing.push(...gone.filter((field) => !missing.includes(field)));
    for (const field of gone) absent.add(codeOf(field));
    if (gone.length > 0) failed.push({ guard, answer: null });
    if (guard.holds === null) continue;
    const answer = answers[next++];
    if (answer === undefined || answer.satisfied === 'TRUE') continue;
    // A field that is missing is asked for once; what only rests on it is not held against the step besides.
    const open = answer.unknowns.filter(({ kind, code }) => !(guard.unstated === 'HOLDS' && unstated(kind)) && !absent.has(code));
    if (answer.satisfied === 'UNKNOWN' && answer.unknowns.length > 0 && open.length === 0) continue;
    failed.push({ guard, answer });
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
  if (typeof node !== 'object' || node === null || 'declares' in node) return false;
  return Object.values(node).some((part) => mentions(part, field));
}
