import type { Check, Condition, Fact, Link, Operand, Parameter } from 'xianjie/schema';

/** What a tree of conditions reads. */
export interface Reads {
  readonly facts: ReadonlySet<Fact>;
  readonly parameters: ReadonlySet<Parameter>;
  readonly links: ReadonlySet<Link>;
}

/** What must be known of one kind of subject, and of the subjects its links lead to. */
export interface Need {
  readonly facts: Set<Fact>;
  readonly links: Map<Link, Need>;
}

export const noNeed = (): Need => ({ facts: new Set(), links: new Map() });

/** Adds what a condition needs of its subject. */
export function addNeeds(need: Need, condition: Condition): void {
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const one of condition.of) addNeeds(need, one);
      return;
    case 'not':
    case 'named':
      addNeeds(need, condition.of);
      return;
    case 'compare':
    case 'oneOf':
      need.facts.add(condition.left.fact);
      if (condition.right.term === 'fact') need.facts.add(condition.right.fact);
      return;
    case 'includes':
      need.facts.add(condition.left.fact);
      return;
    case 'through':
    case 'exists': {
      const further = need.links.get(condition.link) ?? noNeed();
      need.links.set(condition.link, further);
      addNeeds(further, condition.of);
    }
  }
}

/** Everything a check reads, in `when`, `fulfilled` and `gives`. */
export function readsOf(check: Check): Reads {
  const need = noNeed();
  const parameters = new Set<Parameter>();
  for (const condition of conditionsOf(check)) {
    addNeeds(need, condition);
    addParameters(parameters, condition);
  }
  for (const { amount } of check.gives) if (amount !== null && typeof amount === 'object') parameters.add(amount);
  const facts = new Set<Fact>();
  const links = new Set<Link>();
  flatten(need, facts, links);
  return { facts, parameters, links };
}

export const conditionsOf = (check: Check): Condition[] => [check.when, check.fulfilled].filter((c) => c !== null);

function flatten(need: Need, facts: Set<Fact>, links: Set<Link>): void {
  for (const fact of need.facts) facts.add(fact);
  for (const [link, further] of need.links) {
    links.add(link);
    flatten(further, facts, links);
  }
}

function addParameters(parameters: Set<Parameter>, condition: Condition): void {
  const add = (operand: Operand) => {
    if (operand.term === 'parameter') parameters.add(operand.parameter);
  };
  switch (condition.op) {
    case 'all':
    case 'any':
      for (const one of condition.of) addParameters(parameters, one);
      return;
    case 'compare':
    case 'oneOf':
      add(condition.right);
      return;
    case 'includes':
      return;
    default:
      addParameters(parameters, condition.of);
  }
}
