/** What a row may be asked for. Only leakproof comparisons exist here: others would lose the index under row security. */
export type RowCondition =
  | {
      readonly is: 'compare';
      readonly column: string;
      readonly operator: '=' | '<' | '<=' | '>' | '>=';
      readonly value: string | number | boolean;
    }
  | { readonly is: 'anyOf'; readonly column: string; readonly values: readonly (string | number)[] }
  | { readonly is: 'contains'; readonly column: string; readonly value: string }
  | { readonly is: 'inside'; readonly column: string; readonly area: string }
  | { readonly is: 'missing'; readonly column: string; readonly missing: boolean }
  | { readonly is: 'not'; readonly condition: RowCondition }
  | { readonly is: 'any'; readonly conditions: readonly RowCondition[] }
  | {
      readonly is: 'related';
      readonly table: string;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly where: readonly RowCondition[];
    }
  | { readonly is: 'lastWord'; readonly per: readonly string[] }
  | { readonly is: 'lastSaid'; readonly per: readonly string[]; readonly column: string; readonly value: string | number | boolean };

/** Conditions on rows of a table, as values: `where.equals('register_number', number)`. */
export const where = {
  /** The column is this value; a missing one is not. */
  equals: (column: string, value: string | number | boolean): RowCondition => ({ is: 'compare', column, operator: '=', value }),
  /** The column is this value or above it. */
  atLeast: (column: string, value: string | number): RowCondition => ({ is: 'compare', column, operator: '>=', value }),
  /** The column is this value or below it. */
  atMost: (column: string, value: string | number): RowCondition => ({ is: 'compare', column, operator: '<=', value }),
  /** The column is one of these; of none, nothing matches. */
  anyOf: (column: string, values: readonly (string | number)[]): RowCondition => ({ is: 'anyOf', column, values }),
  /** The column is a list of texts and this is one of them. No index serves it: narrow the rows by something else too. */
  contains: (column: string, value: string): RowCondition => ({ is: 'contains', column, value }),
  /** The column's area code lies in or under the area. */
  insideArea: (column: string, area: string): RowCondition => ({ is: 'inside', column, area }),
  /** The column is empty. */
  missing: (column: string): RowCondition => ({ is: 'missing', column, missing: true }),
  /** The column is not empty. */
  present: (column: string): RowCondition => ({ is: 'missing', column, missing: false }),
  /** Everything else, unknown included. */
  not: (condition: RowCondition): RowCondition => ({ is: 'not', condition }),
  /** At least one holds; of none, nothing matches. */
  any: (...conditions: readonly RowCondition[]): RowCondition => ({ is: 'any', conditions }),
  /** A row of another table exists: key pairs and conditions of that table. */
  related: (
    table: string,
    keys: { readonly from: readonly string[]; readonly to: readonly string[] },
    conditions: readonly RowCondition[] = [],
  ): RowCondition => ({ is: 'related', table, from: keys.from, to: keys.to, where: conditions }),
  /**
   * The newest observation of those that agree in these columns, withdrawn ones left out: what a list of observations shows. The columns are
   * never empty, and everybody may read them; the first one leads an index.
   */
  lastWord: (...per: readonly [string, ...string[]]): RowCondition => ({ is: 'lastWord', per }),
  /**
   * The newest of the observations that agree in these columns and say something of the column says this value: one that leaves the column out
   * does not unsay it.
   */
  lastSaid: (column: string, value: string | number | boolean, ...per: readonly [string, ...string[]]): RowCondition => ({
    is: 'lastSaid',
    per,
    column,
    value,
  }),
} as const;

/** One sort key. `nullable` says that the column may be empty: such rows come last, in both directions. */
export interface RowOrder {
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
  readonly nullable: boolean;
}

/** Smallest first. `nullable`: the column may be empty, such rows come last. */
export const ascending = (column: string, nullable = false): RowOrder => ({ column, direction: 'ASC', nullable });
/** Largest first. `nullable`: the column may be empty, such rows come last. */
export const descending = (column: string, nullable = false): RowOrder => ({ column, direction: 'DESC', nullable });

/** A range of a filter: both ends count, both may be left out. */
export interface Between<End> {
  readonly min?: End | null;
  readonly max?: End | null;
}
