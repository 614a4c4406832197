import type { AnyValue, Comparison, Condition, Fact, Term } from 'xianjie/schema';
import { laterBy, wholeYears } from '../figures/calendar.js';
import { compare, isWithin, wholeFen, type Bounds } from '../figures/figures.js';
import { reckon } from '../figures/arithmetic.js';
import type { Regime } from '../in-force/regime.js';
import { parameterCause, plainCause, type Cause } from './result.js';

/** What a condition could still come to, if everything that can be known were known, and as favourable as it may be. */
export interface Reach {
  readonly yes: boolean;
  readonly no: boolean;
  /** What stands in the way of a TRUE, where it cannot be one; and of a FALSE. */
  readonly whyNotYes: readonly Cause[];
  readonly whyNotNo: readonly Cause[];
}

/** What is in force, and which facts somebody could say. */
export interface Ground {
  readonly regime: Regime;
  readonly loaded: (fact: Fact) => boolean;
}

/**
 * How far a condition reaches in an area on a day: its blank policy values, those not in force and the facts that no installed module
 * provides stay unknown, every other leaf may come out either way.
 */
export function reachOf(condition: Condition, ground: Ground): Reach {
  switch (condition.op) {
    case 'all':
      return everyOf(condition.of.map((one) => reachOf(one, ground)));
    case 'any':
      return opposite(everyOf(condition.of.map((one) => opposite(reachOf(one, ground)))));
    case 'not':
      return opposite(reachOf(condition.of, ground));
    case 'named':
    case 'through':
      return reachOf(condition.of, ground);
    case 'exists': {
      // A complete list with nobody on it is a no, whatever is asked of those on it.
      const of = reachOf(condition.of, ground);
      return { ...of, no: true, whyNotNo: [] };
    }
    case 'inPeriods':
      // There is at least one period.
      return everyOf([reachOf(condition.of, ground), leaf(valuesOf(condition.span.n, ground))]);
    case 'every': {
      // A complete list with nobody on it is a yes; a no needs somebody who is meant and fails.
      const fails = everyOf([
        ...(condition.where === null ? [] : [reachOf(condition.where, ground)]),
        opposite(reachOf(condition.of, ground)),
      ]);
      return { yes: true, no: fails.yes, whyNotYes: [], whyNotNo: fails.whyNotYes };
    }
    case 'atLeast':
      return soMany(condition, ground);
    case 'includes':
      return leaf(valuesOf(condition.left, ground));
    case 'compare':
    case 'oneOf':
    case 'within': {
      const left = valuesOf(condition.left, ground);
      const right = valuesOf(condition.right, ground);
      return compared(left, right, testOf(condition));
    }
    case 'anyOf': {
      const [left, right] = [valuesOf(condition.left, ground), valuesOf(condition.right, ground)];
      const answers = leaf({ any: knowable(left) && knowable(right), only: [], causes: [...left.causes, ...right.causes] });
      // Of no codes at all nothing is one.
      return right.any || right.only.some((codes) => (codes as readonly AnyValue[]).length > 0)
        ? answers
        : { ...answers, yes: false, whyNotYes: right.causes };
    }
  }
}

const opposite = ({ yes, no, whyNotYes, whyNotNo }: Reach): Reach => ({ yes: no, no: yes, whyNotYes: whyNotNo, whyNotNo: whyNotYes });

function everyOf(parts: readonly Reach[]): Reach {
  const yes = parts.every((part) => part.yes);
  const no = parts.some((part) => part.no);
  return {
    yes,
    no,
    whyNotYes: yes ? [] : parts.filter((part) => !part.yes).flatMap((part) => part.whyNotYes),
    whyNotNo: no ? [] : parts.flatMap((part) => part.whyNotNo),
  };
}

/** The values a term can take: any of its type, or only these (none: it cannot be known); and what keeps it from others. */
interface Values {
  readonly any: boolean;
  readonly only: readonly AnyValue[];
  readonly causes: readonly Cause[];
}
const anything: Values = { any: true, only: [], causes: [] };
const just = (value: AnyValue): Values => ({ any: false, only: [value], causes: [] });
const nothing = (...causes: readonly Cause[]): Values => ({ any: false, only: [], causes });
const knowable = ({ any, only }: Values): boolean => any || only.length > 0;

function valuesOf(term: Term, ground: Ground): Values {
  switch (term.term) {
    case 'fact':
      return ground.loaded(term.fact) ? anything : nothing(unloaded(term.fact));
    case 'parameter': {
      const inForce = ground.regime.parameter(term.parameter);
      return inForce?.value === undefined ? nothing(parameterCause(term.parameter, inForce?.unstated ?? null)) : just(inForce.value);
    }
    case 'constant':
      return just(term.value);
    case 'theDay':
      return just(ground.regime.day);
    case 'later': {
      const parts = [valuesOf(term.date, ground), valuesOf(term.by, ground)];
      return calculated(parts, ([date, by]) => laterBy(date as string, by as number, term.unit));
    }
    case 'ratio':
      return calculated([valuesOf(term.part, ground), valuesOf(term.whole, ground)], ([part, whole]) => {
        const percent = ((part as number) * 100) / (whole as number);
        return Number.isFinite(percent) ? percent : null;
      });
    case 'age':
      return calculated([valuesOf(term.date, ground)], ([date]) => wholeYears(date as string, ground.regime.day));
    case 'arithmetic':
      return calculated(
        term.of.map((part) => valuesOf(part, ground)),
        (values) => {
          const known = reckon(term.operator, values.map(exactly));
          return known === null || known === 'FAILED' ? null : (known.value ?? null);
        },
      );
    case 'lookup': {
      const [by, table] = [valuesOf(term.by, ground), valuesOf({ term: 'parameter', parameter: term.table }, ground)];
      if (!knowable(by) || !knowable(table)) return nothing(...by.causes, ...table.causes);
      const rows = table.only.flatMap((one) => Object.values(one as Readonly<Record<string, number>>));
      return { any: table.any, only: rows, causes: [...by.causes, ...table.causes] };
    }
    case 'overPeriods': {
      const [n, of] = [valuesOf(term.span.n, ground), reachOf(term.of, ground)];
      if (!knowable(n)) return nothing(...n.causes);
      return of.yes ? anything : { any: false, only: [0], causes: of.whyNotYes };
    }
    case 'sumOfPeriods': {
      const [n, of] = [valuesOf(term.span.n, ground), valuesOf(term.of, ground)];
      return knowable(n) && knowable(of) ? anything : nothing(...n.causes, ...of.causes);
    }
    case 'sum': {
      const of = valuesOf(term.of, ground);
      const meant = term.where === null ? null : reachOf(term.where, ground);
      // Nobody can be known to count: then only "nothing" can be known, of a complete list.
      if (knowable(of) && meant?.yes !== false) return anything;
      return { any: false, only: [0], causes: [...of.causes, ...(meant?.whyNotYes ?? [])] };
    }
    case 'count': {
      if (term.of === null) return anything;
      const of = reachOf(term.of, ground);
      // Nobody can be known to meet it: then only "none" can be known, of a complete list.
      return of.yes ? anything : { any: false, only: [0], causes: of.whyNotYes };
    }
    case 'named': {
      if (ground.regime.citationOf(term) === null) return nothing(plainCause(term, 'NOT_IN_FORCE'));
      const is = valuesOf(term.is, ground);
      return term.rounded ? { ...is, only: is.only.map((value) => wholeFen(value as number)) } : is;
    }
    case 'choose': {
      const reached: Values[] = [];
      for (const { when, value } of term.rows) {
        const row = reachOf(when, ground);
        reached.push(row.yes ? valuesOf(value, ground) : nothing(...row.whyNotYes));
        if (!row.no) return oneOf([...reached, nothing(...row.whyNotNo)]);
      }
      return oneOf([...reached, valuesOf(term.otherwise, ground)]);
    }
  }
}

function oneOf(values: readonly Values[]): Values {
  return {
    any: values.some(({ any }) => any),
    only: values.flatMap(({ only }) => only),
    causes: values.flatMap(({ causes }) => causes),
  };
}

function calculated(parts: readonly Values[], calculate: (values: readonly AnyValue[]) => AnyValue | null): Values {
  const causes = parts.flatMap((part) => part.causes);
  if (!parts.every(knowable)) return nothing(...causes);
  if (parts.some((part) => part.any)) return { any: true, only: [], causes };
  const all = parts.reduce<readonly (readonly AnyValue[])[]>(
    (before, { only }) => before.flatMap((values) => only.map((value) => [...values, value])),
    [[]],
  );
  return { any: false, only: all.flatMap((values) => calculate(values) ?? []), causes };
}

function leaf(values: Values): Reach {
  const known = knowable(values);
  const why = known ? [] : values.causes;
  return { yes: known, no: known, whyNotYes: why, whyNotNo: why };
}

function compared(left: Values, right: Values, test: (a: AnyValue, b: AnyValue) => boolean): Reach {
  const causes = [...left.causes, ...right.causes];
  const known = knowable(left) && knowable(right);
  const free = known && (left.any || right.any);
  const answers = free ? [true, false] : left.only.flatMap((a) => right.only.map((b) => test(a, b)));
  const [yes, no] = [answers.includes(true), answers.includes(false)];
  return { yes, no, whyNotYes: yes ? [] : causes, whyNotNo: no ? [] : causes };
}

function testOf(condition: Condition & { readonly op: 'compare' | 'oneOf' | 'within' }): (a: AnyValue, b: AnyValue) => boolean {
  if (condition.op === 'oneOf') return among;
  if (condition.op === 'within') return inside;
  return (a, b) => holds(condition.comparison, a, b);
}

/** So many can be met as can be TRUE at once, and so few as cannot be FALSE: leaves count as independent. */
function soMany({ needed, of }: Condition & { readonly op: 'atLeast' }, ground: Ground): Reach {
  const parts = of.map((one) => reachOf(one, ground));
  const numbers = valuesOf(needed, ground);
  const [most, never] = [parts.filter(({ yes }) => yes).length, parts.filter(({ no }) => no).length];
  const yes = numbers.any || numbers.only.some((n) => most >= (n as number));
  const no = numbers.any || numbers.only.some((n) => parts.length - never < (n as number));
  return {
    yes,
    no,
    whyNotYes: yes ? [] : [...numbers.causes, ...parts.filter((part) => !part.yes).flatMap((part) => part.whyNotYes)],
    whyNotNo: no ? [] : [...numbers.causes, ...parts.filter((part) => !part.no).flatMap((part) => part.whyNotNo)],
  };
}

const exactly = (value: AnyValue) => ({ value, bounds: null });
const holds = (comparison: Comparison, a: AnyValue, b: AnyValue): boolean => compare(comparison, exactly(a), exactly(b)) === 'TRUE';
const inside = (n: AnyValue, range: AnyValue): boolean => isWithin(exactly(n), range as Bounds) === 'TRUE';
const among = (code: AnyValue, codes: AnyValue): boolean => (codes as readonly AnyValue[]).includes(code);

function unloaded(fact: Fact): Cause {
  return { ...plainCause(fact, 'MODULE_NOT_INSTALLED'), suppliers: fact.suppliers.map((d) => d.code), roles: fact.roles };
}
