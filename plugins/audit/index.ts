export { recordAudit } from './audit.js';
export type { AuditRecord } from './audit.js';
export { perform, recordRefusal } from './perform.js';
export type { Deed } from './perform.js';
