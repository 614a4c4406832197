import type { Sql } from 'xianjie/schema';

/** Who did what to whom: ids only, never a value. */
export interface AuditRecord {
  readonly requestId: string;
  readonly clientId: string;
  readonly action: string;
  readonly subjectType?: string;
  readonly subjectIds?: readonly string[];
  readonly areaCode?: string;
  readonly outcome?: 'DONE' | 'REFUSED' | 'DENIED';
}

/** Writes an audit row in the transaction that does the deed, so that neither is without the other. */
export async function recordAudit(tx: { readonly sql: Sql }, record: AuditRecord): Promise<void> {
  await tx.sql(
    `insert into audit_entry (request_id, client_id, action, subject_type, subject_ids, area_code, outcome)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      record.requestId,
      record.clientId,
      record.action,
      record.subjectType ?? null,
      record.subjectIds ?? [],
      record.areaCode ?? null,
      record.outcome ?? 'DONE',
    ],
  );
}
