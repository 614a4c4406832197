export { askedOperation } from './asked.js';
export type { AskedOperation } from './asked.js';
export { askedBy, recordAudit, recordNow } from './audit.js';
export type { AuditKind, AuditOutcome, AuditRecord } from './audit.js';
export { perform, recordRefusal } from './perform.js';
export type { Deed } from './perform.js';
