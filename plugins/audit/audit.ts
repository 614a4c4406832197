import { commonArea, type Purpose, type Sql, type Viewer } from 'xianjie/schema';
import type { Db } from '../storage/index.js';
import type { AskedOperation } from './asked.js';

/** A write, a look at SENSITIVE data, a refused access, an answer that showed personal data, something the platform did by itself. */
export const auditKinds = ['WRITE', 'REVEAL', 'DENIED', 'BULK_READ', 'SYSTEM'] as const;
export type AuditKind = (typeof auditKinds)[number];

export const auditOutcomes = ['DONE', 'REFUSED', 'DENIED'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Who did what to whom: ids only, never a value. */
export interface AuditRecord {
  readonly requestId: string;
  readonly clientId: string;
  /** The person who signed in; left out: the client by itself. */
  readonly userId?: string | undefined;
  readonly purpose?: Purpose | undefined;
  /** Why somebody asked for personal data, in their own words; cut at 500 characters. */
  readonly reason?: string | undefined;
  readonly operation?: AskedOperation | undefined;
  /** Default: WRITE. */
  readonly kind?: AuditKind | undefined;
  /** The mutation's name, or what else was done. */
  readonly action: string;
  readonly subjectType?: string | undefined;
  /** Ids in the database. The first hundred are kept, and their number. */
  readonly subjectIds?: readonly string[] | undefined;
  /** How many there were, where they are not listed. */
  readonly subjectCount?: number | undefined;
  /** Fields asked for: of a bulk read the root fields, of a reveal the revealed ones. */
  readonly fields?: readonly string[] | undefined;
  /** Where the refused field stands. */
  readonly path?: string | undefined;
  /** The right that was missing. */
  readonly missingScope?: string | undefined;
  /** Whose auditor sees the record; left out: the nation's alone. */
  readonly areaCode?: string | undefined;
  /** Default: DONE. */
  readonly outcome?: AuditOutcome | undefined;
  /** When it happened, as ISO text; default: the transaction's time. */
  readonly at?: string | undefined;
}

const MOST_SUBJECTS = 100;

/** The columns that a record fills, with their types. */
const columns = {
  at: 'timestamptz',
  request_id: 'text',
  client_id: 'text',
  user_id: 'text',
  purpose: 'text',
  reason: 'text',
  kind: 'text',
  action: 'text',
  outcome: 'text',
  area_code: 'text',
  subject_type: 'text',
  subject_ids: 'text[]',
  subject_count: 'int',
  fields: 'text[]',
  path: 'text',
  missing_scope: 'text',
  operation_name: 'text',
  operation_hash: 'text',
} as const;
const names = Object.keys(columns);
const INSERT = `insert into audit_entry (${names.join(', ')})
  select ${names.map((name) => (name === 'at' ? 'coalesce(at, now())' : name)).join(', ')}
  from json_to_recordset($1::json) as given (${Object.entries(columns)
    .map((column) => column.join(' '))
    .join(', ')})`;

const row = (record: AuditRecord): Readonly<Record<keyof typeof columns, unknown>> => {
  const { subjectIds = [], subjectCount = subjectIds.length } = record;
  return {
    at: record.at,
    request_id: record.requestId,
    client_id: record.clientId,
    user_id: record.userId,
    purpose: record.purpose,
    reason: record.reason?.slice(0, 500),
    kind: record.kind ?? 'WRITE',
    action: record.action,
    outcome: record.outcome ?? 'DONE',
    area_code: record.areaCode,
    subject_type: record.subjectType,
    subject_ids: subjectIds.slice(0, MOST_SUBJECTS),
    subject_count: subjectCount > Math.min(subjectIds.length, MOST_SUBJECTS) ? subjectCount : null,
    fields: record.fields ?? [],
    path: record.path?.slice(0, 500),
    missing_scope: record.missingScope,
    operation_name: record.operation?.name,
    operation_hash: record.operation?.hash,
  };
};

/** Writes audit rows in the transaction that does the deed, so that neither is without the other. */
export async function recordAudit(tx: { readonly sql: Sql }, ...records: readonly AuditRecord[]): Promise<void> {
  await tx.sql(INSERT, [JSON.stringify(records.map(row))]);
}

/** Writes an audit row and returns when it is kept: what must not leave before it was noted waits for this. */
export const recordNow = (db: Pick<Db, 'bookkeeping'>, record: AuditRecord): Promise<void> =>
  db.bookkeeping((tx) => recordAudit(tx, record));

/** What a record says of who asks: client, person, purpose, and the nearest area that holds all of theirs. */
export const askedBy = ({ clientId, user, purpose, areas }: Viewer) => ({
  clientId,
  userId: user?.id,
  purpose: purpose ?? undefined,
  areaCode: areas.length > 0 ? commonArea(areas) : undefined,
});
