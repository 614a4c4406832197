/** What a write wrote: the record's id (a database id, never a natural key), its type and where it belongs, for the audit. */
export interface Written {
  readonly id: string;
  readonly subjectType: string;
  readonly subjectIds?: readonly string[];
  readonly areaCode: string;
}
