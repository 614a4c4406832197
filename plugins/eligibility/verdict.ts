import {
  blank,
  type BenefitResult,
  type Check,
  type Citation,
  type ConditionResult,
  type Gives,
  type Outcome,
  type ResolvedParameter,
  type Satisfied,
  type SubjectRef,
  type Unknown,
  type Verdict,
  type VerdictPart,
} from 'xianjie/schema';
import { causesOf, evaluate, failure, parameterCause, type Cause, type Result, type Setting } from './evaluate.js';

const outcomes: Readonly<Record<Satisfied, Outcome>> = { TRUE: 'ELIGIBLE', FALSE: 'NOT_ELIGIBLE', UNKNOWN: 'UNDETERMINED' };

/** Whom a verdict is about, and on whose behalf it was asked. */
export interface About {
  readonly subject: SubjectRef;
  readonly askedFor: SubjectRef;
}

/** One check about one subject. */
export function verdictOf(check: Check, about: About, setting: Setting): Verdict {
  const citation = setting.regime.citationOf(check);
  if (citation === null)
    return undecided(check, about, setting.regime.day, parameterCause({ code: check.code, title: check.title }, 'NOT_IN_FORCE'), null);
  try {
    return decided(check, about, setting, citation);
  } catch {
    return undecided(check, about, setting.regime.day, failure(check), citation);
  }
}

function decided(check: Check, about: About, setting: Setting, citation: Citation): Verdict {
  const id = about.subject.id;
  const when = check.when === null ? null : evaluate(check.when, id, setting);
  const fulfilled = check.fulfilled === null ? null : evaluate(check.fulfilled, id, setting);
  const outcome = outcomes[when?.satisfied ?? 'UNKNOWN'];
  const given = outcome === 'ELIGIBLE' ? check.gives.map((gives) => give(check, gives, setting)) : [];
  const conditions = [...flatten(when, 'OUTCOME', 'when', citation), ...flatten(fulfilled, 'FULFILLED', 'fulfilled', citation)];
  return {
    check: check.code,
    ...about,
    asOf: setting.regime.day,
    outcome,
    fulfilled: fulfilled?.satisfied ?? 'UNKNOWN',
    benefits: given.map((g) => g.benefit),
    conditions,
    parameters: distinct([...parametersOf(when), ...parametersOf(fulfilled), ...given.flatMap((g) => g.parameters)]),
    unknowns: merge([
      ...(when === null ? [] : causesOf(when).map((cause) => ({ cause, part: 'OUTCOME' as const }))),
      ...(fulfilled === null ? [] : causesOf(fulfilled).map((cause) => ({ cause, part: 'FULFILLED' as const }))),
      ...given.flatMap((g) => g.unknowns),
    ]),
    citation,
  };
}

function undecided(check: Check, about: About, asOf: string, cause: Cause, citation: Citation | null): Verdict {
  return {
    check: check.code,
    ...about,
    asOf,
    outcome: 'UNDETERMINED',
    fulfilled: 'UNKNOWN',
    benefits: [],
    conditions: [],
    parameters: [],
    unknowns: [{ ...cause, affects: ['OUTCOME', 'FULFILLED'] }],
    citation,
  };
}

interface Open {
  readonly cause: Cause;
  readonly part: VerdictPart;
}

/** What is given, with what is not stated of it: the entitlement stands, the amount or the period is unknown. */
function give(
  check: Check,
  { benefit, amount, per, every }: Gives,
  { regime }: Setting,
): { benefit: BenefitResult; parameters: readonly ResolvedParameter[]; unknowns: readonly Open[] } {
  const inForce = amount === null || amount === blank ? null : regime.parameter(amount);
  const shown: BenefitResult = {
    code: benefit.code,
    title: benefit.title,
    form: benefit.form,
    amount: inForce?.shown.value ?? null,
    per,
    every: every === blank ? null : every,
  };
  const unknowns: Open[] = [];
  const own = (what: string) => ({ code: `${check.code}.${what}`, title: benefit.title });
  if (amount === blank) unknowns.push({ cause: parameterCause(own('amount'), 'BLANK_PARAMETER'), part: 'AMOUNT' });
  else if (amount !== null && inForce?.value === undefined) {
    unknowns.push({ cause: parameterCause(amount, inForce === null ? 'NOT_IN_FORCE' : 'BLANK_PARAMETER'), part: 'AMOUNT' });
  }
  if (every === blank) unknowns.push({ cause: parameterCause(own('every'), 'BLANK_PARAMETER'), part: 'PERIOD' });
  return { benefit: shown, parameters: inForce === null ? [] : [inForce.shown], unknowns };
}

/** The tree as a list, depth first; leaves carry the citation of their policy value, or else of the rule. */
function flatten(
  result: Result | null,
  part: ConditionResult['part'],
  id: string,
  rule: Citation,
  parent: string | null = null,
): ConditionResult[] {
  if (result === null) return [];
  const { satisfied, text, actual, threshold, distance, answer, parameter, children } = result;
  const own: ConditionResult = {
    id,
    parent,
    part,
    text,
    satisfied,
    actual,
    threshold,
    distance,
    citation: parameter?.citation ?? (children.length === 0 ? rule : null),
    providedBy: answer?.providedBy ?? null,
    observedOn: answer?.observedOn ?? null,
    contradictedBy: answer?.known === true ? answer.contradictedBy : [],
  };
  return [own, ...children.flatMap((child, i) => flatten(child, part, `${id}.${i}`, rule, id))];
}

function parametersOf(result: Result | null): ResolvedParameter[] {
  if (result === null) return [];
  return [...(result.parameter === null ? [] : [result.parameter]), ...result.children.flatMap(parametersOf)];
}

function distinct(parameters: readonly ResolvedParameter[]): ResolvedParameter[] {
  return [...new Map(parameters.map((p) => [p.code, p])).values()];
}

/** One entry for each thing that is unknown, with all the parts it leaves open. */
function merge(open: readonly Open[]): Unknown[] {
  const merged = new Map<string, { cause: Cause; parts: Set<VerdictPart> }>();
  for (const { cause, part } of open) {
    const key = `${cause.kind}|${cause.code}|${cause.title.en}`;
    const known = merged.get(key) ?? { cause, parts: new Set() };
    known.parts.add(part);
    merged.set(key, known);
  }
  return [...merged.values()].map(({ cause, parts }) => ({ ...cause, affects: [...parts] }));
}
