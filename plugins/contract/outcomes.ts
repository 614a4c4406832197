import { blank, type Check, type Condition, type Outcome, type PolicyCase } from 'xianjie/schema';

/** What a check can answer at all. It can always be undetermined: it may not be in force, or nothing is known. */
export function possibleOutcomes(check: Check): readonly Outcome[] {
  if (check.when === null) return [];
  const { yes, no } = reach(check.when);
  return [...(yes ? ['ELIGIBLE' as const] : []), ...(no ? ['NOT_ELIGIBLE' as const] : []), 'UNDETERMINED'];
}

/** Whether a check is evaluated and can say yes to nobody, in any area: it compares with a value that every document leaves blank. */
export const dormantByBlank = (check: Check): boolean => check.when !== null && !reach(check.when).yes;

/** The outcomes that a check can have and none of its cases gives. */
export function outcomesWithoutCase(check: Check, cases: readonly PolicyCase[]): readonly Outcome[] {
  const given = new Set(cases.filter((one) => one.check.code === check.code).map((one) => one.outcome));
  return possibleOutcomes(check).filter((outcome) => !given.has(outcome));
}

interface Reach {
  readonly yes: boolean;
  readonly no: boolean;
}

/** Whether a condition can come out TRUE or FALSE, whatever the facts: what compares with a value that no document states cannot. */
function reach(condition: Condition): Reach {
  const { op } = condition;
  if (op === 'all') return combine(condition.of.map(reach), 'every', 'some');
  if (op === 'any') return combine(condition.of.map(reach), 'some', 'every');
  if (op === 'not') {
    const inner = reach(condition.of);
    return { yes: inner.no, no: inner.yes };
  }
  if (op === 'named' || op === 'through') return reach(condition.of);
  // Nobody on a complete list: that is a no, whatever is asked of those on it.
  if (op === 'exists') return { yes: reach(condition.of).yes, no: true };
  const known = !readsBlank(condition);
  return { yes: known, no: known };
}

function combine(parts: readonly Reach[], yes: 'every' | 'some', no: 'every' | 'some'): Reach {
  return { yes: parts[yes]((part) => part.yes), no: parts[no]((part) => part.no) };
}

/** Terms that may answer without looking at all of their parts. */
const CHOOSING: ReadonlySet<unknown> = new Set(['choose', 'lookup']);

/** Whether a term needs a parameter that is blank in every document. Walks whatever terms there are. */
function readsBlank(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(readsBlank);
  const { declares, parameter, term, values } = node as {
    readonly declares?: string;
    readonly parameter?: unknown;
    readonly term?: string;
    readonly values?: readonly { readonly value: unknown }[];
  };
  if (declares === 'parameter')
    return values !== undefined && values.length > 0 && values.every(({ value }) => value === blank || readsBlank(value));
  if (declares === 'reference') return readsBlank(parameter);
  if (declares !== undefined || CHOOSING.has(term)) return false;
  return Object.values(node).some(readsBlank);
}
