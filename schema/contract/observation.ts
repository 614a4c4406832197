/** What a module's write hands to `ModuleTx.observe`: what somebody said of many subjects, appended and never overwritten. */

/** A table of observations (kind OBSERVATION): whose they are, and which columns of the module's own they hold. */
export interface ObservationTarget {
  readonly table: string;
  /** The column of the subject's id: `person_id`, `household_id`, `project_id`, or that of a record of the module's own. */
  readonly subject: string;
  /** The columns that are written, with their SQL types. */
  readonly columns: Readonly<Record<string, string>>;
  /** Those of them that tell observations of one subject apart (a year, a term); PUBLIC or INTERNAL, or named in the table's `decidesBy`. */
  readonly key?: readonly string[];
  /** Columns that do not count when two observations are compared. */
  readonly uncompared?: readonly string[];
}

/** Who says it, of which day, and in which batch. A feed's batch is one. */
export interface Saying {
  /** The code of the department that speaks. */
  readonly source: string;
  /** The day the data speak of, `YYYY-MM-DD`. */
  readonly observedOn: string;
  readonly batchId?: string | null;
}

/** What is said of one subject. A column that is left out is empty. */
export interface Observation {
  readonly subjectId: string;
  readonly areaCode: string;
  readonly values: Readonly<Record<string, unknown>>;
}
