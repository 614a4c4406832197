import type {
  AnyValue,
  Check,
  Comparison,
  Condition,
  Fact,
  FactTerm,
  LocalizedText,
  Operand,
  Parameter,
  ResolvedParameter,
  Satisfied,
  UnknownKind,
  Value,
} from 'xianjie/schema';
import { all, any, not } from './kleene.js';
import type { Regime } from './regime.js';
import { distanceOf, factValue, labelled, valueOf } from './values.js';
import { factWords, sentence, yearOf } from './words.js';
import { missing, type Answer, type World } from './world.js';

/** Why a condition could not be decided. */
export interface Cause {
  readonly kind: UnknownKind;
  readonly code: string;
  readonly title: LocalizedText;
  readonly suppliers: readonly string[];
  readonly roles: readonly string[];
}

/** A condition with its answer, and what the answer rests on. */
export interface Result {
  readonly satisfied: Satisfied;
  readonly text: LocalizedText;
  readonly children: readonly Result[];
  readonly actual: Value | null;
  readonly threshold: Value | null;
  readonly distance: Value | null;
  readonly answer: Answer | null;
  readonly parameter: ResolvedParameter | null;
  readonly causes: readonly Cause[];
}

/** Everything an evaluation depends on. There is no clock and no database here. */
export interface Setting {
  readonly world: World;
  readonly regime: Regime;
}

const bare = { children: [], actual: null, threshold: null, distance: null, answer: null, parameter: null, causes: [] };

/** Evaluates a condition about one subject; `item` is what the subject is called, where it is one of many. */
export function evaluate(condition: Condition, subjectId: string, setting: Setting, item: LocalizedText | null = null): Result {
  const plain = sentence(condition, setting.regime);
  const text = item === null ? plain : labelled(item, plain);
  switch (condition.op) {
    case 'all':
    case 'any': {
      const children = condition.of.map((one) => evaluate(one, subjectId, setting, item));
      const satisfied = (condition.op === 'all' ? all : any)(children.map((child) => child.satisfied));
      return { ...bare, satisfied, text, children };
    }
    case 'not': {
      const child = evaluate(condition.of, subjectId, setting, item);
      return { ...bare, satisfied: not(child.satisfied), text, children: [child] };
    }
    case 'named': {
      const child = evaluate(condition.of, subjectId, setting, item);
      return { ...bare, satisfied: child.satisfied, text, children: [child] };
    }
    case 'compare':
    case 'oneOf':
      return { ...comparison(condition, subjectId, setting, item), text };
    case 'includes':
      return { ...membership(condition.left, condition.code, subjectId, setting, item), text };
    case 'through': {
      const { ids, failed } = setting.world.linked(subjectId, condition.link);
      const [id] = ids;
      if (id === undefined) return { ...bare, satisfied: 'UNKNOWN', text, causes: [listCause(condition.link, failed)] };
      const child = evaluate(condition.of, id, setting);
      return { ...bare, satisfied: child.satisfied, text, children: [child] };
    }
    case 'exists': {
      const { ids, whole, failed } = setting.world.linked(subjectId, condition.link);
      const children = ids.map((id, i) => evaluate(condition.of, id, setting, condition.link.itemTitle(id, i + 1)));
      const found = any(children.map((child) => child.satisfied));
      const satisfied = found === 'FALSE' && !whole ? 'UNKNOWN' : found;
      return { ...bare, satisfied, text, children, causes: satisfied === 'UNKNOWN' && !whole ? [listCause(condition.link, failed)] : [] };
    }
  }
}

/** A fact against a policy value, a constant or another fact. */
function comparison(
  condition: Condition & { readonly op: 'compare' | 'oneOf' },
  subjectId: string,
  setting: Setting,
  item: LocalizedText | null,
): Omit<Result, 'text'> {
  const { fact } = condition.left;
  const left = read(condition.left, subjectId, setting);
  const right = operand(condition.right, fact, subjectId, setting, item);
  const causes = [...(left.known ? [] : [causeOf(condition.left, left, subjectId, setting, item)]), ...right.causes];
  const known = left.known && right.value !== undefined;
  const test = condition.op === 'oneOf' ? isOneOf : tests[condition.comparison];
  return {
    ...bare,
    satisfied: known ? (test(left.value, right.value) ? 'TRUE' : 'FALSE') : 'UNKNOWN',
    actual: left.known ? factValue(fact, left.value) : null,
    threshold: right.shown,
    distance: known && condition.op === 'compare' && condition.comparison !== 'eq' ? distanceOf(fact.type, left.value, right.value) : null,
    answer: left.known ? { ...left, contradictedBy: [...new Set([...left.contradictedBy, ...right.contradictedBy])] } : left,
    parameter: right.parameter,
    causes,
  };
}

/** Whether a set holds a code; "no" needs the whole set. */
function membership(left: FactTerm, code: string, subjectId: string, setting: Setting, item: LocalizedText | null): Omit<Result, 'text'> {
  const answer = read(left, subjectId, setting);
  if (!answer.known) return { ...bare, satisfied: 'UNKNOWN', answer, causes: [causeOf(left, answer, subjectId, setting, item)] };
  const found = (answer.value as readonly string[]).includes(code);
  const satisfied = found ? 'TRUE' : answer.whole ? 'FALSE' : 'UNKNOWN';
  const causes = satisfied === 'UNKNOWN' ? [causeOf(left, missing(left.fact), subjectId, setting, item)] : [];
  return { ...bare, satisfied, actual: factValue(left.fact, answer.value), answer, causes };
}

function read({ fact, year }: FactTerm, subjectId: string, { world, regime }: Setting): Answer {
  return world.fact(subjectId, fact, year === null ? null : yearOf(year, regime.day));
}

interface RightSide {
  readonly value: AnyValue | undefined;
  readonly shown: Value | null;
  readonly parameter: ResolvedParameter | null;
  readonly contradictedBy: readonly string[];
  readonly causes: readonly Cause[];
}
const noRight: RightSide = { value: undefined, shown: null, parameter: null, contradictedBy: [], causes: [] };

function operand(right: Operand, left: Fact, subjectId: string, setting: Setting, item: LocalizedText | null): RightSide {
  if (right.term === 'constant') {
    const type = Array.isArray(right.value) ? 'CODES' : left.type;
    return { ...noRight, value: right.value, shown: valueOf(type, right.value, left.codes) };
  }
  if (right.term === 'parameter') {
    const inForce = setting.regime.parameter(right.parameter);
    const causes =
      inForce?.value === undefined ? [parameterCause(right.parameter, inForce === null ? 'NOT_IN_FORCE' : 'BLANK_PARAMETER')] : [];
    return { ...noRight, value: inForce?.value, shown: inForce?.shown.value ?? null, parameter: inForce?.shown ?? null, causes };
  }
  const answer = read(right, subjectId, setting);
  if (!answer.known) return { ...noRight, causes: [causeOf(right, answer, subjectId, setting, item)] };
  return { ...noRight, value: answer.value, shown: factValue(right.fact, answer.value), contradictedBy: answer.contradictedBy };
}

const isOneOf = (value: AnyValue, codes: AnyValue): boolean => (codes as readonly string[]).includes(value as string);

const tests: Readonly<Record<Comparison, (a: AnyValue, b: AnyValue) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  eq: (a, b) => (Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((code) => b.includes(code)) : a === b),
};

/** What must be found out, with its year: whoever visits the household must know which one. */
function causeOf(term: FactTerm, answer: Answer, subjectId: string, { regime }: Setting, item: LocalizedText | null): Cause {
  const { fact } = term;
  const title = factWords(term, regime);
  return {
    kind: answer.known ? 'MISSING_FACT' : answer.why,
    code: fact.code,
    title: item === null ? title : labelled(item, title),
    suppliers: fact.source === 'JUDGEMENT' ? [] : (fact.suppliersFor?.(subjectId) ?? fact.suppliers).map((d) => d.code),
    roles: fact.source === 'JUDGEMENT' ? fact.roles : [],
  };
}

export function parameterCause({ code, title }: Pick<Parameter, 'code' | 'title'>, kind: 'NOT_IN_FORCE' | 'BLANK_PARAMETER'): Cause {
  return { kind, code, title, suppliers: [], roles: [] };
}

function listCause(link: { readonly code: string; readonly title: LocalizedText }, failed = false): Cause {
  return { kind: failed ? 'CALCULATION_FAILED' : 'MISSING_FACT', code: link.code, title: link.title, suppliers: [], roles: [] };
}

/** The causes that keep a result unknown: those below a decided node change nothing. */
export function causesOf(result: Result): Cause[] {
  if (result.satisfied !== 'UNKNOWN') return [];
  return [...result.causes, ...result.children.flatMap(causesOf)];
}

/** An exception in a calculation decides nothing: it is told, and never a match. */
export function failure(check: Pick<Check, 'code' | 'title'>): Cause {
  return { kind: 'CALCULATION_FAILED', code: check.code, title: check.title, suppliers: [], roles: [] };
}
