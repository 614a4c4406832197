import {
  blank,
  type Check,
  type Condition,
  type Fact,
  type Link,
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
}

/** What must be known of one kind of subject, and of the subjects its links lead to. */
export interface Need {
  /** Each with the periods it is read of; null: it has none. */
  readonly facts: Map<Fact, Set<PeriodTerm | Span | null>>;
  readonly links: Map<Link, Need>;
}

export const noNeed = (): Need => ({ facts: new Map(), links: new Map() });

/** Adds what a check needs of its subject, for what it says and what it gives, and to `parameters` the policy values it rests on. */
export function addNeeds(need: Need, check: Check, parameters: Set<Parameter> = new Set()): void {
  for (const condition of [check.when, check.fulfilled]) if (condition !== null) ofCondition(need, parameters, condition);
  if (check.rank !== null) ofTerm(need, parameters, check.rank);
  for (const { amount } of check.gives) if (amount !== null && amount !== blank) ofTerm(need, parameters, amount);
}

/** The policy values that a term rests on, with those that they refer to. */
export function parametersIn(term: Term): ReadonlySet<Parameter> {
  const parameters = new Set<Parameter>();
  ofTerm(noNeed(), parameters, term);
  return parameters;
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

/** The facts of its own subject that record who holds what a check gives. */
export const recordsOf = ({ gives, subject }: Check): Fact[] =>
  gives.flatMap(({ benefit: { recordedIn } }) => (recordedIn?.subject === subject ? [recordedIn] : []));

function ofCondition(need: Need, parameters: Set<Parameter>, condition: Condition, span: Span | null = null): void {
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const one of condition.of) ofCondition(need, parameters, one, span);
      return;
    case 'not':
    case 'named':
      ofCondition(need, parameters, condition.of, span);
      return;
    case 'atLeast':
      ofTerm(need, parameters, condition.needed, span);
      for (const one of condition.of) ofCondition(need, parameters, one, span);
      return;
    case 'compare':
    case 'oneOf':
    case 'anyOf':
    case 'within':
      ofTerm(need, parameters, condition.left, span);
      ofTerm(need, parameters, condition.right, span);
      return;
    case 'includes':
      ofTerm(need, parameters, condition.left, span);
      return;
    case 'through':
    case 'exists':
      ofCondition(beyond(need, condition.link), parameters, condition.of);
      return;
    case 'inPeriods':
      ofTerm(need, parameters, condition.span.n);
      ofCondition(need, parameters, condition.of, condition.span);
      return;
    case 'every': {
      const further = beyond(need, condition.link);
      if (condition.where !== null) ofCondition(further, parameters, condition.where);
      ofCondition(further, parameters, condition.of);
    }
  }
}

function ofTerm(need: Need, parameters: Set<Parameter>, term: Term, span: Span | null = null): void {
  switch (term.term) {
    case 'fact':
      need.facts.set(term.fact, (need.facts.get(term.fact) ?? new Set()).add(term.period === 'EACH' ? span : term.period));
      return;
    case 'parameter':
      addParameter(parameters, term.parameter);
      return;
    case 'constant':
    case 'theDay':
      return;
    case 'later':
      ofTerm(need, parameters, term.date, span);
      ofTerm(need, parameters, term.by, span);
      return;
    case 'ratio':
      ofTerm(need, parameters, term.part, span);
      ofTerm(need, parameters, term.whole, span);
      return;
    case 'age':
      ofTerm(need, parameters, term.date, span);
      return;
    case 'arithmetic':
      for (const part of term.of) ofTerm(need, parameters, part, span);
      return;
    case 'lookup':
      ofTerm(need, parameters, term.by, span);
      addParameter(parameters, term.table);
      return;
    case 'overPeriods':
      ofTerm(need, parameters, term.span.n);
      ofCondition(need, parameters, term.of, term.span);
      return;
    case 'sumOfPeriods':
      ofTerm(need, parameters, term.span.n);
      ofTerm(need, parameters, term.of, term.span);
      return;
    case 'sum': {
      const further = beyond(need, term.link);
      if (term.where !== null) ofCondition(further, parameters, term.where);
      ofTerm(further, parameters, term.of);
      return;
    }
    case 'count': {
      const further = beyond(need, term.link);
      if (term.of !== null) ofCondition(further, parameters, term.of);
      return;
    }
    case 'choose':
      for (const { when, value } of term.rows) {
        ofCondition(need, parameters, when, span);
        ofTerm(need, parameters, value, span);
      }
      ofTerm(need, parameters, term.otherwise, span);
  }
}

function beyond(need: Need, link: Link): Need {
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
  const need = noNeed();
  const parameters = new Set<Parameter>();
  addNeeds(need, check, parameters);
  const facts = new Set<Fact>();
  const links = new Set<Link>();
  flatten(need, facts, links);
  return { facts, parameters, links };
}

function flatten(need: Need, facts: Set<Fact>, links: Set<Link>): void {
  for (const fact of need.facts.keys()) facts.add(fact);
  for (const [link, further] of need.links) {
    links.add(link);
    flatten(further, facts, links);
  }
}
