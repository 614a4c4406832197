export { openStorage, coreMigrations } from './storage.js';
export type { Storage, StorageOptions } from './storage.js';
export type { Db, WriteTx } from './db.js';
export type { PrismaTx } from './prisma-tx.js';
export type { Protect, InstallationKeys } from './keys.js';
export type { MigrationSource, AppliedMigration } from './migrate.js';
export type { OwnerClient } from './owner.js';
export { saysLostConnection } from './lost-connection.js';
export { projectRoot } from './project-root.js';
