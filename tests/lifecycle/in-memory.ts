import type { AnyValue, Fact, Lifecycle, Parameter, PolicyModule, Satisfied, Weighing } from 'xianjie/schema';
import { installedLifecycles } from '../../plugins/lifecycle/declared.js';
import { weigh } from '../../plugins/lifecycle/guards.js';
import { sayField } from '../../plugins/lifecycle/said.js';
import { chooseStep } from '../../plugins/lifecycle/words.js';
import { evaluate } from '../../plugins/eligibility/rules/evaluate.js';
import { causesOf, type Setting } from '../../plugins/eligibility/rules/result.js';
import { merge } from '../../plugins/eligibility/rules/unknowns.js';
import { stated } from '../../plugins/eligibility/facts/world.js';

/** A step as it is tried without a database. */
export interface Tried {
  readonly from: string | null;
  readonly to?: string;
  readonly transition?: string;
  readonly on: string;
  /** The fields of the record, by name. */
  readonly known?: Readonly<Record<string, unknown>>;
  readonly said?: Readonly<Record<string, unknown>>;
  /** Policy values in force, by code; another one is blank. */
  readonly policy?: Readonly<Record<string, AnyValue>>;
}

/** What stands against a step, by the names of its refusals; null: there is no such step. */
export async function against(
  module: PolicyModule,
  lifecycle: Lifecycle,
  { from, on, known = {}, said = {}, policy = {}, ...asked }: Tried,
): Promise<readonly string[] | null> {
  const lifecycles = installedLifecycles([module]);
  const [transition] = chooseStep(lifecycle, from, asked);
  if (transition === undefined) return null;
  const { values } = sayField(lifecycle, transition, known, said);
  const eligibility = {
    weigh: ({ asked: all }: { asked: readonly Weighing[] }) => Promise.resolve(all.map(answer)),
    resolveParameters: () => Promise.resolve([]),
  };
  const scales = { eligibility, rights: { domains: 'ALL', levels: new Map(), levelIn: () => 'SENSITIVE' } as never, lifecycles };
  const [weighed] = await weigh(scales, lifecycles.of(lifecycle), [{ transition, id: 'one', areaCode: '150623100201', values }], on);
  return (weighed?.unmet ?? []).map(({ code }) => code.slice(code.indexOf('.') + 1));

  function answer({ conditions, inputs }: Weighing) {
    const setting: Setting = {
      world: { fact: (_id: string, fact: Fact) => stated(fact, inputs.get(fact)), linked: () => ({ ids: [], whole: true }) },
      regime: {
        day: on,
        citationOf: () => null,
        inForce: () => null,
        parameter: (parameter: Parameter) => {
          const shown = { code: parameter.code } as never;
          const value = policy[parameter.code];
          return value === undefined ? { shown, value, unstated: { parameter, why: 'BLANK_PARAMETER' } } : { shown, value, unstated: null };
        },
      },
    };
    return {
      adopted: [],
      conditions: conditions.map((condition) => {
        const { satisfied, text, ...rest } = evaluate(condition, { subjectId: 'one', setting, item: null });
        const causes = satisfied === 'UNKNOWN' ? causesOf({ satisfied, text, ...rest }) : [];
        return {
          satisfied: satisfied as Satisfied,
          text,
          unknowns: merge(causes.map((cause) => ({ cause, part: 'OUTCOME' as const }))),
          seen: true,
        };
      }),
    };
  }
}
