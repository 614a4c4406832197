/**
 * Something the policy catalogue names: a rule of its section 5 by its id (`education.rainDew`), a system of section 7 (`system:20`), an
 * indicator of section 6 (`ind.aidCoverage`), a workflow of section 4 (`W9`). The ids stand in docs/coverage.ids.json.
 */
export type CatalogueItem = string;

/** Where a module serves an item of the catalogue. docs/coverage.md is made of this, and a test holds it to be true. */
export interface Covered {
  readonly item: CatalogueItem;
  /** Each something that is there: `Query.x`, `Mutation.x`, `Type.field`, `check:<code>`, `feed:<code>`, `parameter:<code>`, `indicator:<code>`. */
  readonly by: readonly string[];
  /** What of it is served, where that is less than all. */
  readonly note?: string;
}

/** LATER: it will be. NEVER: it will not, and `why` says why it should not. */
export const notModelledStates = ['LATER', 'NEVER'] as const;
export type NotModelledState = (typeof notModelledStates)[number];

/** An item of the catalogue that the module leaves out. */
export interface NotModelled {
  readonly rule: CatalogueItem;
  readonly state: NotModelledState;
  readonly why: string;
}
