/**
 * What of an entry counts in the chain: everything. A column that is added later is added at the end under a form of its own number, from a
 * seq on; the forms of what is sealed never change.
 */
export const formColumns = [
  'id',
  'at',
  'request_id',
  'client_id',
  'user_id',
  'purpose',
  'reason',
  'kind',
  'action',
  'outcome',
  'area_code',
  'subject_type',
  'subject_ids',
  'subject_count',
  'fields',
  'path',
  'missing_scope',
  'operation_name',
  'operation_hash',
] as const;

/** A moment as PostgreSQL keeps it, to the microsecond, whatever the session's time zone. */
export const momentSql = (column: string): string => `extract(epoch from ${column})::text`;

/** As text they are told apart to the last bit: a list from one that begins at another place, a missing value from an empty one. */
const written: Partial<Record<(typeof formColumns)[number], string>> = {
  at: momentSql('e.at'),
  subject_ids: 'e.subject_ids::text',
  fields: 'e.fields::text',
};

/** The canonical form of the row `e` of audit_entry, as SQL: a JSON array of its columns. No two entries have one form. */
export const formSql = `json_build_array(1, ${formColumns.map((column) => written[column] ?? `e.${column}`).join(', ')})::text`;

/** Binds a text to the hash before it: HMAC-SHA256 under the installation's key. */
export type Link = (previous: Buffer, text: string) => Buffer;

/** What stands before the first entry. */
export const BEGINNING = Buffer.alloc(32);

/** What is hashed for one place in the chain. Neither the number nor the moment holds a blank, so it can be read in one way only. */
export const placeText = (seq: number, sealedAt: string, form: string): string => `${seq} ${sealedAt} ${form}`;
