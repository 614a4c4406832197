import { kindOf, type Condition } from 'xianjie/schema';
import { compare } from './figures.js';
import { all, any, not } from './kleene.js';
import { bare, factCause, listCause, saidOf, type Place, type Result } from './result.js';
import { figureOf, step, type Figure } from './terms.js';
import { distanceOf } from './values.js';
import { sentence } from './words.js';
import { missing } from './world.js';

/** Evaluates a condition about one subject. */
export function evaluate(condition: Condition, place: Place): Result {
  const { subjectId, setting, item } = place;
  const text = saidOf(item, sentence(condition, setting.regime));
  switch (condition.op) {
    case 'all':
    case 'any': {
      const children = condition.of.map((one) => evaluate(one, place));
      const satisfied = (condition.op === 'all' ? all : any)(children.map((child) => child.satisfied));
      return { ...bare, satisfied, text, children };
    }
    case 'not': {
      const child = evaluate(condition.of, place);
      return { ...bare, satisfied: not(child.satisfied), text, children: [child] };
    }
    case 'named': {
      const child = evaluate(condition.of, place);
      return { ...bare, satisfied: child.satisfied, text, children: [child] };
    }
    case 'compare':
    case 'oneOf':
      return { ...comparison(condition, place), text };
    case 'includes':
      return { ...membership(condition, place), text };
    case 'through': {
      const { ids, failed } = setting.world.linked(subjectId, condition.link);
      const [id] = ids;
      if (id === undefined) return { ...bare, satisfied: 'UNKNOWN', text, causes: [listCause(condition.link, failed)] };
      const child = evaluate(condition.of, { subjectId: id, setting, item: null });
      return { ...bare, satisfied: child.satisfied, text, children: [child] };
    }
    case 'exists': {
      const { link, of } = condition;
      const { ids, whole, failed } = setting.world.linked(subjectId, link);
      const children = ids.map((id, i) => evaluate(of, { subjectId: id, setting, item: link.itemTitle(id, i + 1) }));
      const found = any(children.map((child) => child.satisfied));
      const satisfied = found === 'FALSE' && !whole ? 'UNKNOWN' : found;
      return { ...bare, satisfied, text, children, causes: satisfied === 'UNKNOWN' && !whole ? [listCause(link, failed)] : [] };
    }
  }
}

/** A fact or something calculated against a policy value, a constant or another such term. */
function comparison(condition: Condition & { readonly op: 'compare' | 'oneOf' }, place: Place): Omit<Result, 'text'> {
  const left = figureOf(condition.left, place, evaluate);
  const right = figureOf(condition.right, place, evaluate, condition.left);
  const ofRatios = condition.left.term === 'ratio' || condition.right.term === 'ratio';
  const satisfied = condition.op === 'oneOf' ? isOneOf(left, right) : compare(condition.comparison, left, right, ofRatios);
  const known = left.value !== undefined && right.value !== undefined;
  const type = kindOf(condition.left)?.type;
  return {
    satisfied,
    actual: left.shown,
    threshold: right.shown,
    distance:
      known && type !== undefined && condition.op === 'compare' && condition.comparison !== 'eq'
        ? distanceOf(type, left.value, right.value)
        : null,
    answer: left.answer?.known === true ? { ...left.answer, contradictedBy: contradictions(left, right) } : left.answer,
    parameter: right.parameter ?? left.parameter,
    // A calculation has its steps below; a fact or a policy value stands in the comparison itself.
    children: [condition.left, condition.right].flatMap((term, i) => {
      const figure = i === 0 ? left : right;
      return figure.steps === null ? [] : (step(term, figure, place) ?? []);
    }),
    causes: [...left.causes, ...right.causes],
  };
}

/** Who differs about either side. */
function contradictions(left: Figure, right: Figure): string[] {
  return [...new Set([left, right].flatMap(({ answer }) => (answer?.known === true ? answer.contradictedBy : [])))];
}

function isOneOf({ value }: Figure, { value: codes }: Figure): Result['satisfied'] {
  if (value === undefined || codes === undefined) return 'UNKNOWN';
  return (codes as readonly string[]).includes(value as string) ? 'TRUE' : 'FALSE';
}

/** Whether a set holds a code; "no" needs the whole set. */
function membership({ left, code }: Condition & { readonly op: 'includes' }, place: Place): Omit<Result, 'text'> {
  const { answer, value, shown, causes } = figureOf(left, place, evaluate);
  if (value === undefined || answer?.known !== true) return { ...bare, satisfied: 'UNKNOWN', answer, causes };
  const found = (value as readonly string[]).includes(code);
  const satisfied = found ? 'TRUE' : answer.whole ? 'FALSE' : 'UNKNOWN';
  return {
    ...bare,
    satisfied,
    actual: shown,
    answer,
    causes: satisfied === 'UNKNOWN' ? [factCause(left, missing(left.fact), place)] : [],
  };
}
