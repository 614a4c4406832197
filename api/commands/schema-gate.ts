import { buildSchema, findBreakingChanges } from 'graphql';

/** A break that somebody decided on purpose: the change as the gate words it, why, and since when it is announced. */
export interface DeclaredBreak {
  readonly change: string;
  readonly reason: string;
  readonly date: string;
}

/**
 * What stands between the released graph and the one to come: breaks that nobody declared, and declarations that
 * break nothing (any more). Empty: the gate is open.
 */
export function gateProblems(released: string, current: string, declared: readonly DeclaredBreak[]): readonly string[] {
  const breaks = findBreakingChanges(buildSchema(released), buildSchema(current)).map((change) => change.description);
  const known = new Set(declared.map((one) => one.change));
  const undeclared = breaks
    .filter((change) => !known.has(change))
    .map((change) => `breaks the released schema and is not declared in schema/breaking-changes.json: ${change}`);
  const idle = declared
    .filter((one) => !breaks.includes(one.change))
    .map((one) => `is declared in schema/breaking-changes.json and breaks nothing: ${one.change}`);
  const bare = declared
    .filter((one) => !one.reason.trim() || !/^\d{4}-\d{2}-\d{2}$/.test(one.date))
    .map((one) => `is declared without a reason or a date (YYYY-MM-DD): ${one.change}`);
  return [...undeclared, ...idle, ...bare];
}
