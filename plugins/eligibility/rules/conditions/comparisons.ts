import { isRatio, kindOf, type AnyValue, type Condition, type FactTerm, type Term, type Value } from 'xianjie/schema';
import { compare, countOf, isWithin, type Bounds } from '../../figures/figures.js';
import { bare, factCause, failure, type Evaluate, type Place, type Result } from '../result.js';
import { boundsShown, figureOf } from '../terms.js';
import { step, type Figure } from '../terms/figure.js';
import { distanceOf, valueOf } from '../../figures/values.js';
import { missing } from '../../facts/world.js';

type Node<Op extends Condition['op']> = Condition & { readonly op: Op };
type Answered = Omit<Result, 'text'>;

/** A fact or something calculated against a policy value, a constant or another such term. */
export function comparison(condition: Node<'compare'>, place: Place, evaluate: Evaluate): Answered {
  const left = figureOf(condition.left, place, evaluate);
  const right = figureOf(condition.right, place, evaluate, condition.left);
  const ofRatios = isRatio(condition.left) || isRatio(condition.right);
  const type = kindOf(condition.left)?.type;
  const measured = left.value !== undefined && right.value !== undefined && type !== undefined && condition.comparison !== 'eq';
  return {
    ...sides([condition.left, condition.right], left, right, place),
    satisfied: compare(condition.comparison, left, right, ofRatios),
    distance: measured ? distanceOf(type, left.value, right.value) : null,
  };
}

/** A code among codes. */
export function oneOf(condition: Node<'oneOf'>, place: Place, evaluate: Evaluate): Answered {
  const [left, right] = [figureOf(condition.left, place, evaluate), figureOf(condition.right, place, evaluate, condition.left)];
  const shown = sides([condition.left, condition.right], left, right, place);
  if (left.value === undefined || right.value === undefined) return { ...shown, satisfied: 'UNKNOWN' };
  return { ...shown, satisfied: (right.value as readonly string[]).includes(left.value as string) ? 'TRUE' : 'FALSE' };
}

/** A set that has one of these codes; "none of them" needs the whole set. */
export function anyOf(condition: Node<'anyOf'>, place: Place, evaluate: Evaluate): Answered {
  const [left, right] = [figureOf(condition.left, place, evaluate), figureOf(condition.right, place, evaluate, condition.left)];
  const shown = sides([condition.left, condition.right], left, right, place);
  if (right.value === undefined) return { ...shown, satisfied: 'UNKNOWN' };
  const codes = right.value as readonly string[];
  return { ...shown, ...held(condition.left, left, place, (has) => codes.some((code) => has.includes(code))) };
}

/** Whether a set holds a code; "no" needs the whole set. */
export function membership({ left, code }: Node<'includes'>, place: Place, evaluate: Evaluate): Answered {
  const figure = figureOf(left, place, evaluate);
  const { answer, shown } = figure;
  return { ...bare, actual: shown, answer, ...held(left, figure, place, (has) => has.includes(code)) };
}

/** What is asked of a set, which may go on: found is found, and not found is only a no of the whole of it. */
function held(
  term: FactTerm,
  { value, answer, causes }: Figure,
  place: Place,
  found: (codes: readonly string[]) => boolean,
): Pick<Result, 'satisfied' | 'causes'> {
  if (value === undefined || answer?.known !== true) return { satisfied: 'UNKNOWN', causes };
  if (found(value as readonly string[])) return { satisfied: 'TRUE', causes: [] };
  return answer.whole ? { satisfied: 'FALSE', causes: [] } : { satisfied: 'UNKNOWN', causes: [factCause(term, missing(term.fact), place)] };
}

/** Between two ends, both included. */
export function within(condition: Node<'within'>, place: Place, evaluate: Evaluate): Answered {
  const left = figureOf(condition.left, place, evaluate);
  const right = figureOf(condition.right, place, evaluate, condition.left);
  const shown = sides([condition.left, condition.right], left, right, place);
  if (right.value === undefined) return { ...shown, satisfied: 'UNKNOWN' };
  const { from, to } = right.value as Bounds;
  return { ...shown, satisfied: isWithin(left, { from, to }), distance: outside(left.value, { from, to }, condition.left) };
}

/** How far it lies outside; null inside. */
function outside(value: AnyValue | undefined, { from, to }: Bounds, term: Term): Value | null {
  if (typeof value !== 'number' || (value >= from && value <= to)) return null;
  return distanceOf(kindOf(term)?.type ?? 'NUMBER', value, value < from ? from : to);
}

/** So many of several conditions, or more: as many as are met against as many as are needed. */
export function soMany({ needed, of }: Node<'atLeast'>, place: Place, evaluate: Evaluate): Answered {
  const children = of.map((one) => evaluate(one, place));
  const threshold = figureOf(needed, place, evaluate);
  const bounds = countOf(
    children.map((child) => child.satisfied),
    true,
  );
  const met = bounds.from === bounds.to ? { value: bounds.from, bounds: null } : { value: undefined, bounds };
  const shown = {
    ...bare,
    children: [...children, ...(threshold.steps === null ? [] : [threshold.steps])],
    actual: met.value === undefined ? boundsShown(bounds) : valueOf('NUMBER', met.value),
    threshold: threshold.shown,
    parameter: threshold.parameter,
  };
  if (threshold.value === undefined) return { ...shown, satisfied: 'UNKNOWN', causes: threshold.causes };
  if (!Number.isSafeInteger(threshold.value)) return { ...shown, satisfied: 'UNKNOWN', causes: [failure(namedBy(needed))] };
  const distance = met.value === undefined ? null : distanceOf('NUMBER', met.value, threshold.value);
  return { ...shown, satisfied: compare('gte', met, threshold), distance };
}

function namedBy(needed: Term): Parameters<typeof failure>[0] {
  return needed.term === 'parameter' ? needed.parameter : { code: 'atLeast', title: { zh: '至少满足的项数', en: 'how many are needed' } };
}

/** What both sides show. */
function sides([leftTerm, rightTerm]: readonly [Term, Term], left: Figure, right: Figure, place: Place): Answered {
  return {
    ...bare,
    satisfied: 'UNKNOWN',
    actual: left.shown,
    threshold: right.shown,
    distance: null,
    answer: left.answer?.known === true ? { ...left.answer, contradictedBy: contradictions(left, right) } : left.answer,
    parameter: right.parameter ?? left.parameter,
    // A calculation has its steps below; a fact or a policy value stands in the comparison itself.
    children: [[leftTerm, left] as const, [rightTerm, right] as const].flatMap(([term, figure]) =>
      figure.steps === null ? [] : (step(term, figure, place) ?? []),
    ),
    causes: [...left.causes, ...right.causes],
  };
}

/** Who differs about either side. */
function contradictions(left: Figure, right: Figure): string[] {
  return [...new Set([left, right].flatMap(({ answer }) => (answer?.known === true ? answer.contradictedBy : [])))];
}
