import pg from 'pg';
import type { InstallationKeys } from './keys.js';

/** The roles of the platform: none owns anything, none bypasses row security. xj_owner (who cannot log in) owns the tables. */
export const loginRoles = [
  'xj_read',
  'xj_clear',
  'xj_engine',
  'xj_reveal',
  'xj_write',
  'xj_system',
  'xj_audit',
  'xj_access',
  'xj_jobs',
] as const;
export type LoginRole = (typeof loginRoles)[number];

/**
 * Makes the roles and the schema, or repairs their passwords. Needs a login that may create roles.
 * Roles belong to a whole server: one installation a server.
 */
export async function ensureRoles(admin: pg.Client, keys: InstallationKeys): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await makeRoles(admin, keys);
    } catch (error) {
      // Roles are the whole server's, and a lock is one database's: two installations of one server may meet here.
      if (attempt === 10 || !String(error).includes('tuple concurrently updated')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}

async function makeRoles(admin: pg.Client, keys: InstallationKeys): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'xj\\_%'`);
  const present = new Set(rows.map((r) => r.rolname));
  try {
    if (!present.has('xj_owner')) await admin.query('create role xj_owner nologin nosuperuser nocreatedb nocreaterole');
    for (const role of loginRoles) {
      const verb = present.has(role) ? 'alter' : 'create';
      const password = pg.escapeLiteral(keys.rolePassword(role));
      await admin.query(`${verb} role ${role} login nocreatedb nocreaterole password ${password}`);
      await admin.query(`alter role ${role} set statement_timeout = '${role === 'xj_system' || role === 'xj_write' ? '15min' : '30s'}'`);
      await admin.query(`alter role ${role} set idle_in_transaction_session_timeout = '${role === 'xj_write' ? '15min' : '2min'}'`);
    }
    await admin.query('grant xj_owner to current_user');
    await createSchema(admin);
    await admin.query('grant xj_jobs to current_user');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the database login must be able to create roles and a schema (${reason}): use a login with CREATEROLE that owns the database`,
      { cause: error },
    );
  }
}

/** The one schema of the platform, owned by the tables' owner. */
export async function createSchema(admin: pg.Client): Promise<void> {
  await admin.query('create schema if not exists xianjie authorization xj_owner');
}
