import {
  blank,
  type Check,
  type Condition,
  type Fact,
  type Link,
  type NamedValue,
  type Parameter,
  type PeriodTerm,
  type Span,
  type Term,
} from 'xianjie/schema';

/** What a check reads. */
export interface Reads {
  readonly facts: ReadonlySet<Fact>;
  /** With those that they refer to. */
  readonly parameters: ReadonlySet<Parameter>;
  readonly links: ReadonlySet<Link>;
  /** With those that they are made of. */
  readonly values: ReadonlySet<NamedValue>;
}

/** What must be known of one kind of subject, and of the subjects its links lead to. */
export interface Need {
  /** Each with the periods it is read of; null: it has none. */
  readonly facts: Map<Fact, Set<PeriodTerm | Span | null>>;
  readonly links: Map<Link, Need>;
}

export const noNeed = (): Need => ({ facts: new Map(), links: new Map() });

/** What is declared apart from a check and decides with it. */
interface Rests {
  readonly parameters: Set<Parameter>;
  readonly values: Set<NamedValue>;
}
const nothingYet = (): Rests => ({ parameters: new Set(), values: new Set() });

/** Adds what a check needs of its subject, for what it says and what it gives, and to `on` the policy values and named values it rests on. */
export function addNeeds(need: Need, check: Check, on: Rests = nothingYet()): void {
  for (const condition of [check.when, check.fulfilled]) if (condition !== null) ofCondition(need, on, condition);
  if (check.rank !== null) ofTerm(need, on, check.rank);
  for (const { amount } of check.gives) if (amount !== null && amount !== blank) ofTerm(need, on, amount);
}

/** The policy values that a term rests on, with those that they refer to, and the named values. */
export function restsOf(term: Term): Pick<Reads, 'parameters' | 'values'> {
  const on = nothingYet();
  ofTerm(noNeed(), on, term);
  return on;
}

/** What a term needs of the subject it speaks of. */
export function needOf(term: Term): Need {
  const need = noNeed();
  ofTerm(need, nothingYet(), term);
  return need;
}

/** What a condition needs of the subject it speaks of. */
export function needOfCondition(condition: Condition): Need {
  const need = noNeed();
  ofCondition(need, nothingYet(), condition);
  return need;
}

/** What a set of checks needs of each kind of subject. @param onRecord with what records who holds what they give */
export function needsOf(checks: Iterable<Check>, onRecord = false): Map<string, Need> {
  const needs = new Map<string, Need>();
  for (const check of new Set(checks)) {
    const need = needs.get(check.subject.code) ?? noNeed();
    needs.set(check.subject.code, need);
    addNeeds(need, check);
    for (const fact of onRecord ? recordsOf(check) : []) need.facts.set(fact, (need.facts.get(fact) ?? new Set()).add(null));
  }
  return needs;
}

/** What questions about several kinds of subject need together, by kind. */
export function needsTogether(needs: Iterable<readonly [kind: string, need: Need]>): Map<string, Need> {
  const all = new Map<string, Need>();
  const seen = new Set<Need>();
  for (const [kind, need] of needs) {
    if (seen.has(need)) continue;
    seen.add(need);
    const whole = all.get(kind) ?? noNeed();
    all.set(kind, whole);
    addTo(whole, need);
  }
  return all;
}

/** Adds one need to another that nobody else holds. */
export function addTo(whole: Need, { facts, links }: Need): void {
  for (const [fact, periods] of facts) whole.facts.set(fact, new Set([...(whole.facts.get(fact) ?? []), ...periods]));
  for (const [link, further] of links) addTo(beyond(whole, link), further);
}

/** The facts of its own subject that record who holds what a check gives. */
export const recordsOf = ({ gives, subject }: Check): Fact[] =>
  gives.flatMap(({ benefit: { recordedIn } }) => (recordedIn?.subject === subject ? [recordedIn] : []));

function ofCondition(need: Need, on: Rests, condition: Condition, span: Span | null = null): void {
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const one of condition.of) ofCondition(need, on, one, span);
      return;
    case 'not':
    case 'named':
      ofCondition(need, on, condition.of, span);
      return;
    case 'atLeast':
      ofTerm(need, on, condition.needed, span);
      for (const one of condition.of) ofCondition(need, on, one, span);
      return;
    case 'compare':
    case 'oneOf':
    case 'anyOf':
    case 'within':
      ofTerm(need, on, condition.left, span);
      ofTerm(need, on, condition.right, span);
      return;
    case 'includes':
      ofTerm(need, on, condition.left, span);
      return;
    case 'through':
    case 'exists':
      ofCondition(beyond(need, condition.link), on, condition.of);
      return;
    case 'inPeriods':
      ofTerm(need, on, condition.span.n);
      ofCondition(need, on, condition.of, condition.span);
      return;
    case 'every': {
      const further = beyond(need, condition.link);
      if (condition.where !== null) ofCondition(further, on, condition.where);
      ofCondition(further, on, condition.of);
    }
  }
}

function ofTerm(need: Need, on: Rests, term: Term, span: Span | null = null): void {
  switch (term.term) {
    case 'fact':
      need.facts.set(term.fact, (need.facts.get(term.fact) ?? new Set()).add(term.period === 'EACH' ? span : term.period));
      return;
    case 'parameter':
      addParameter(on.parameters, term.parameter);
      return;
    case 'constant':
    case 'theDay':
      return;
    case 'later':
      ofTerm(need, on, term.date, span);
      ofTerm(need, on, term.by, span);
      return;
    case 'ratio':
      ofTerm(need, on, term.part, span);
      ofTerm(need, on, term.whole, span);
      return;
    case 'age':
      ofTerm(need, on, term.date, span);
      return;
    case 'arithmetic':
      for (const part of term.of) ofTerm(need, on, part, span);
      return;
    case 'lookup':
      ofTerm(need, on, term.by, span);
      addParameter(on.parameters, term.table);
      return;
    case 'overPeriods':
      ofTerm(need, on, term.span.n);
      ofCondition(need, on, term.of, term.span);
      return;
    case 'sumOfPeriods':
      ofTerm(need, on, term.span.n);
      ofTerm(need, on, term.of, term.span);
      return;
    case 'sum': {
      const further = beyond(need, term.link);
      if (term.where !== null) ofCondition(further, on, term.where);
      ofTerm(further, on, term.of);
      return;
    }
    case 'count': {
      const further = beyond(need, term.link);
      if (term.of !== null) ofCondition(further, on, term.of);
      return;
    }
    case 'named':
      on.values.add(term);
      // It speaks of its subject as of the day, whatever period it is written in.
      ofTerm(need, on, term.is);
      return;
    case 'choose':
      for (const { when, value } of term.rows) {
        ofCondition(need, on, when, span);
        ofTerm(need, on, value, span);
      }
      ofTerm(need, on, term.otherwise, span);
  }
}

/** What is needed of whom a link leads to. */
export function beyond(need: Need, link: Link): Need {
  const further = need.links.get(link) ?? noNeed();
  need.links.set(link, further);
  return further;
}

/** A parameter, and those its values refer to. */
function addParameter(parameters: Set<Parameter>, parameter: Parameter): void {
  if (parameters.has(parameter)) return;
  parameters.add(parameter);
  for (const other of referredBy(parameter)) addParameter(parameters, other);
}

/** The parameters that a parameter's values refer to. */
export function referredBy(parameter: Parameter): Parameter[] {
  return parameter.values.flatMap(({ value }) => (isReference(value) ? [value.parameter] : []));
}

type Value = Parameter['values'][number]['value'];
export type ReferenceValue = Extract<Value, { readonly declares: 'reference' }>;

/** Whether a value is given by naming another parameter. */
export function isReference(value: Value): value is ReferenceValue {
  return typeof value === 'object' && (value as { readonly declares?: unknown }).declares === 'reference';
}

/** Everything a check reads, in `when`, `fulfilled`, `rank` and `gives`. */
export function readsOf(check: Check): Reads {
  const [need, on] = [noNeed(), nothingYet()];
  addNeeds(need, check, on);
  return { ...reached(need), ...on };
}

/** Everything a named value reads. Itself is none of `values`. */
export function readsOfValue({ is }: NamedValue): Reads {
  return { ...reached(needOf(is)), ...restsOf(is) };
}

/** The facts that a need names, its own and those beyond its links, and the links. */
export function reached(need: Need): Pick<Reads, 'facts' | 'links'> {
  const facts = new Set<Fact>();
  const links = new Set<Link>();
  flatten(need, facts, links);
  return { facts, links };
}

function flatten(need: Need, facts: Set<Fact>, links: Set<Link>): void {
  for (const fact of need.facts.keys()) facts.add(fact);
  for (const [link, further] of need.links) {
    links.add(link);
    flatten(further, facts, links);
  }
}
