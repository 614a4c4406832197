import { blank, type Benefit, type Check, type Gives, type Unknown, type VerdictPart } from 'xianjie/schema';
import { restsOf } from '../catalogue/reads.js';
import type { Regime } from '../in-force/regime.js';
import { parameterCause, plainCause, type Cause } from './result.js';

/** Something unknown, and the part of a verdict that it leaves open. */
export interface Open {
  readonly cause: Cause;
  readonly part: VerdictPart;
}

/** What the source does not state of what is given: the entitlement stands, the amount or the period is unknown. */
export function unstatedOf(check: Check, { benefit, amount, every }: Gives, regime: Regime): Open[] {
  const open: Open[] = [];
  if (amount === blank) open.push({ cause: ownBlank(check, benefit, 'amount'), part: 'AMOUNT' });
  else if (amount !== null) {
    const { parameters, values } = restsOf(amount);
    // A value that refers to another one names that one.
    for (const parameter of parameters) {
      const inForce = regime.parameter(parameter);
      if (inForce?.value === undefined) open.push({ cause: parameterCause(parameter, inForce?.unstated ?? null), part: 'AMOUNT' });
    }
    for (const value of values)
      if (regime.citationOf(value) === null) open.push({ cause: plainCause(value, 'NOT_IN_FORCE'), part: 'AMOUNT' });
  }
  open.push(...unstatedPeriod(check, { benefit, every }));
  return open;
}

/** How often it is paid, where the source does not say it. */
export function unstatedPeriod(check: Check, { benefit, every }: Pick<Gives, 'benefit' | 'every'>): Open[] {
  const open: Open[] = [];
  if (every === blank) open.push({ cause: ownBlank(check, benefit, 'every'), part: 'PERIOD' });
  return open;
}

/** A blank that is no parameter of its own has the check's code. */
export function ownBlank(check: Check, { title }: Benefit, what: string): Cause {
  return plainCause({ code: `${check.code}.${what}`, title }, 'BLANK_PARAMETER');
}

/** One entry for each thing that is unknown, with all the parts it leaves open. */
export function merge(open: readonly Open[]): Unknown[] {
  const merged = new Map<string, { cause: Cause; parts: Set<VerdictPart> }>();
  for (const { cause, part } of open) {
    const key = `${cause.kind}|${cause.code}|${cause.title.en}`;
    const known = merged.get(key) ?? { cause, parts: new Set() };
    known.parts.add(part);
    merged.set(key, known);
  }
  return [...merged.values()].map(({ cause: { kind, code, title, suppliers, roles }, parts }) => ({
    kind,
    code,
    title,
    suppliers,
    roles,
    affects: [...parts],
  }));
}
