import {
  type Check,
  type Citation,
  type ConditionResult,
  type Outcome,
  type ResolvedParameter,
  type Satisfied,
  type Unknown,
  type Verdict,
} from 'xianjie/schema';
import type { About } from '../facts/links.js';
import { evaluate } from '../rules/evaluate.js';
import { causesOf, failure, plainCause, type Cause, type Place, type Result, type Setting } from '../rules/result.js';
import { figureOf } from '../rules/terms.js';
import { step } from '../rules/terms/figure.js';
import { give } from '../rules/gives.js';
import { merge } from '../rules/unknowns.js';

const outcomes: Readonly<Record<Satisfied, Outcome>> = { TRUE: 'ELIGIBLE', FALSE: 'NOT_ELIGIBLE', UNKNOWN: 'UNDETERMINED' };

/** One check about one subject. */
export function verdictOf(check: Check, about: About, setting: Setting): Verdict {
  const citation = setting.regime.citationOf(check);
  if (citation === null) return dated(undecided(check, about, setting.regime.day, plainCause(check, 'NOT_IN_FORCE'), null), setting);
  try {
    return dated(decided(check, about, setting, citation), setting);
  } catch (error) {
    setting.onFailure?.({ facts: [], check: check.code, error });
    return undecided(check, about, setting.regime.day, failure(check), citation);
  }
}

/** What is not in force on the day says since when it is: a question about too early a day is answered by the right one. */
export function dated<Said extends { readonly unknowns: readonly Unknown[] }>(verdict: Said, { regime }: Setting): Said {
  if (verdict.unknowns.every(({ kind }) => kind !== 'NOT_IN_FORCE')) return verdict;
  const unknowns = verdict.unknowns.map((one) => (one.kind === 'NOT_IN_FORCE' ? { ...one, since: regime.since?.(one.code) ?? null } : one));
  return { ...verdict, unknowns };
}

function decided(check: Check, about: About, setting: Setting, citation: Citation): Verdict {
  const place: Place = { subjectId: about.subject.id, setting, item: null };
  const when = check.when === null ? null : evaluate(check.when, place);
  const fulfilled = check.fulfilled === null ? null : evaluate(check.fulfilled, place);
  const outcome = outcomes[when?.satisfied ?? 'UNKNOWN'];
  const rank = outcome === 'NOT_ELIGIBLE' ? noRank : rankOf(check, place);
  const given = outcome === 'ELIGIBLE' ? check.gives.map((gives) => give(check, gives, place)) : [];
  const conditions = [
    ...flatten(when, 'OUTCOME', 'when', citation),
    ...flatten(fulfilled, 'FULFILLED', 'fulfilled', citation),
    ...flatten(rank.steps, 'RANK', 'rank', citation),
    ...given.flatMap(({ steps }, i) => flatten(steps, 'AMOUNT', given.length === 1 ? 'amount' : `amount${i + 1}`, citation)),
  ];
  return {
    check: check.code,
    ...about,
    asOf: setting.regime.day,
    outcome,
    fulfilled: fulfilled?.satisfied ?? 'UNKNOWN',
    rank: rank.rank,
    benefits: given.map((g) => g.benefit),
    conditions,
    parameters: distinct([
      ...parametersOf(when),
      ...parametersOf(fulfilled),
      ...parametersOf(rank.steps),
      ...given.flatMap((g) => [...(g.parameter === null ? [] : [g.parameter]), ...parametersOf(g.steps)]),
    ]),
    unknowns: merge([
      ...(when === null ? [] : causesOf(when).map((cause) => ({ cause, part: 'OUTCOME' as const }))),
      ...(fulfilled === null ? [] : causesOf(fulfilled).map((cause) => ({ cause, part: 'FULFILLED' as const }))),
      ...rank.causes.map((cause) => ({ cause, part: 'RANK' as const })),
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
    rank: null,
    benefits: [],
    conditions: [],
    parameters: [],
    unknowns: [{ ...cause, affects: ['OUTCOME', 'FULFILLED'] }],
    citation,
  };
}

/** Where a subject stands in the order of a check's list, without the explanation; null: nowhere, or it is not known. */
export function rankAlone(check: Check, { subject }: About, setting: Setting): number | null {
  if (check.when === null || setting.regime.citationOf(check) === null) return null;
  const place: Place = { subjectId: subject.id, setting, item: null };
  try {
    return evaluate(check.when, place).satisfied === 'FALSE' ? null : rankOf(check, place).rank;
  } catch {
    // Whoever stands on the page is explained, and says that it failed.
    return null;
  }
}

interface Rank {
  readonly rank: number | null;
  readonly steps: Result | null;
  readonly causes: readonly Cause[];
}
const noRank: Rank = { rank: null, steps: null, causes: [] };

/** Where it stands in the order of a list. What is no whole number is no place in an order. */
function rankOf(check: Check, place: Place): Rank {
  if (check.rank === null) return noRank;
  const figure = figureOf(check.rank, place, evaluate);
  const steps = step(check.rank, figure, place);
  if (figure.value === undefined) return { rank: null, steps, causes: steps === null ? figure.causes : causesOf(steps) };
  return Number.isSafeInteger(figure.value)
    ? { rank: figure.value as number, steps, causes: [] }
    : { rank: null, steps, causes: [failure(check)] };
}

/** The tree as a list, depth first; leaves carry the citation of their policy value, or else of the rule. */
export function flatten(
  result: Result | null,
  part: ConditionResult['part'],
  id: string,
  rule: Citation,
  parent: string | null = null,
): ConditionResult[] {
  if (result === null) return [];
  const { satisfied, text, actual, threshold, distance, answer, parameter, children } = result;
  const cited = result.citation ?? parameter?.citation;
  const own: ConditionResult = {
    id,
    parent,
    part,
    text,
    satisfied,
    actual,
    threshold,
    distance,
    citation: cited ?? (children.length === 0 ? rule : null),
    providedBy: answer?.providedBy ?? null,
    observedOn: answer?.observedOn ?? null,
    contradictedBy: answer?.known === true ? answer.contradictedBy : [],
  };
  return [own, ...children.flatMap((child, i) => flatten(child, part, `${id}.${i}`, rule, id))];
}

/** The policy values that a result rests on. */
export function parametersOf(result: Result | null): ResolvedParameter[] {
  if (result === null) return [];
  return [...(result.parameter === null ? [] : [result.parameter]), ...result.children.flatMap(parametersOf)];
}

/** Each once. */
export function distinct(parameters: readonly ResolvedParameter[]): ResolvedParameter[] {
  return [...new Map(parameters.map((p) => [p.code, p])).values()];
}
