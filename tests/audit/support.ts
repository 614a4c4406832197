import { pino } from 'pino';
import {
  createSealer,
  recordAudit,
  verifyAudit,
  type AuditRecord,
  type ChainHead,
  type Sealer,
  type Verification,
} from '../../plugins/audit/index.js';
import type { OwnerClient, Storage } from '../../plugins/storage/index.js';

const log = pino({ level: 'silent' });

export const sealerOf = ({ db, keys }: Storage): Sealer => createSealer({ db, link: keys.chain, log });

export const verify = ({ db, keys }: Storage, noted?: ChainHead): Promise<Verification> => verifyAudit(db, keys.chain, noted);

/** Records that differ from each other, as many as asked, some with every column filled. */
export const records = (count: number, requestId = 'r'): AuditRecord[] =>
  Array.from({ length: count }, (_, i) => ({
    requestId: `${requestId}-${i}`,
    clientId: `client-${i % 7}`,
    action: i % 2 === 0 ? 'recordIncome' : 'household',
    kind: i % 2 === 0 ? 'WRITE' : 'BULK_READ',
    subjectType: 'Household',
    subjectIds: Array.from({ length: i % 4 }, (_, k) => `subject-${i}-${k}`),
    areaCode: '150623100201',
    ...(i % 3 === 0 && {
      userId: `user-${i}`,
      purpose: 'MONITORING' as const,
      reason: '入户核查',
      subjectCount: 500,
      fields: ['households', 'household'],
      path: 'household.number',
      missingScope: 'core:read:personal',
      operation: { name: 'Operation', hash: 'ab'.repeat(32) },
    }),
  }));

export const note = (storage: Storage, noted: readonly AuditRecord[]): Promise<void> =>
  storage.db.system((tx) => recordAudit(tx, ...noted));

/** Somebody who rules the database server: the triggers and keys of the trail are out of the way while `deed` runs. */
export async function attack(storage: Storage, deed: (sql: OwnerClient) => Promise<unknown>): Promise<void> {
  const client = await storage.owner();
  try {
    await client.query('reset role');
    for (const table of ['audit_entry', 'audit_chain', 'audit_unsealed']) await client.query(`alter table ${table} disable trigger all`);
    await deed(client);
    for (const table of ['audit_entry', 'audit_chain', 'audit_unsealed']) await client.query(`alter table ${table} enable trigger all`);
  } finally {
    await client.end();
  }
}
