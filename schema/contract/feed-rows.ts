import type { RefusalParams } from './errors.js';

/** What passes between a feed's runner and its `write`. */

/** Why one row was refused: the column, a declared code, and what fills the code's text. Never the value itself. */
export interface RowRefusal {
  /** The column's key; the receipt shows the header. */
  readonly column?: string;
  /** A code that the feed's module or the core declares. */
  readonly code: string;
  /** What fills `{name}` in the code's text. */
  readonly params?: RefusalParams;
}

/** A household that the runner found within the sender's scope. */
export interface ResolvedHousehold {
  readonly householdId: string;
  readonly areaCode: string;
}

/** A person that the runner found within the sender's scope, by the resident id. */
export interface ResolvedPerson {
  readonly personId: string;
  readonly householdId: string;
  readonly areaCode: string;
  /**
   * The day on which the person left the household or died. What a list says of somebody who is gone is taken all the same: of earlier
   * months it is right, and a grant after a death is what an audit looks for. Null: belongs to the household.
   */
  readonly leftOn: string | null;
}

/** What `write` learns about its batch. */
export interface BatchContext {
  readonly batchId: string;
  /** The code of the department that speaks. */
  readonly source: string;
  /** The day the data speak of, `YYYY-MM-DD`. */
  readonly observedOn: string;
  readonly areaCode: string;
}

/** What a row did. UNCHANGED: it says what was known; a later day is noted all the same, because facts grow stale. */
export type RowEffect = 'CREATED' | 'CHANGED' | 'UNCHANGED';

/**
 * A row that passed `parse` and, where the feed asks for it, found its household or its person. `number` is the row's number as a spreadsheet
 * shows it (the header is row 1), or its place in the list if it came inline (from 1).
 */
export interface ResolvedRow<Row> {
  readonly number: number;
  readonly row: Row;
  readonly household?: ResolvedHousehold;
  readonly person?: ResolvedPerson;
}

/** What became of a row: `write` answers for every row it was given. */
export type WrittenRow =
  { readonly number: number; readonly effect: RowEffect } | { readonly number: number; readonly refusals: readonly RowRefusal[] };
