import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { compareCatalogues, readCatalogue, type CatalogueDifference, type CatalogueEntry } from './catalogue.js';
import { migrate, pendingMigrations } from './migrate.js';
import { createSchema } from './roles.js';
import { tablePrefix, type MigrationSource } from './sources.js';

/**
 * How the database that runs differs from one that is made anew from all migrations and declarations, a sentence each.
 * @param connect a setting-up login, to the database itself or to another one of the same server
 * @throws if something is not applied yet, or the login may not make a database to compare with
 */
export async function findDrift(
  connect: (database?: string) => Promise<pg.Client>,
  sources: readonly MigrationSource[],
): Promise<string[]> {
  const live = await connect();
  const scratch = `xianjie_check_${randomBytes(6).toString('hex')}`;
  try {
    const pending = await pendingMigrations(live, sources);
    if (pending.length > 0) throw new Error(`the database lacks ${pending.join(', ')}: run "npm run migrate" first`);
    const { rows: history } = await live.query<{ owner: string }>(
      `select distinct split_part(split_part(key, '/', 1), '#', 1) as owner from xianjie.schema_migration`,
    );
    const off = history.map((r) => r.owner).filter((owner) => !sources.some((s) => s.owner === owner));
    const now = without(off, sources, await read(live));
    await makeDatabase(live, scratch);
    try {
      return [...compareCatalogues(await freshCatalogue(connect, scratch, sources), now).map(inWords), ...(await roleProblems(live))];
    } finally {
      await live.query(`drop database ${scratch} with (force)`);
    }
  } finally {
    await live.end();
  }
}

async function makeDatabase(live: pg.Client, name: string): Promise<void> {
  try {
    await live.query(`create database ${name}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the check compares with a new database, and the login "${live.user ?? ''}" cannot make one (${reason}): ` +
        `give it the right (alter role ${live.user ?? ''} createdb), or check a copy on a server where it has it`,
      { cause: error },
    );
  }
}

async function freshCatalogue(
  connect: (database?: string) => Promise<pg.Client>,
  database: string,
  sources: readonly MigrationSource[],
): Promise<CatalogueEntry[]> {
  const client = await connect(database);
  try {
    await createSchema(client);
    await migrate(client, sources);
    return await read(client);
  } finally {
    await client.end();
  }
}

async function read(client: pg.Client): Promise<CatalogueEntry[]> {
  await client.query('set search_path = xianjie');
  return readCatalogue(client);
}

/** The tables of modules that are not installed now stand as they were left: there is nothing to compare them with. */
function without(off: readonly string[], sources: readonly MigrationSource[], entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const ids = [...off, ...sources.map((s) => s.owner)].sort((a, b) => b.length - a.length);
  return entries.filter(({ owner }) => !off.includes(ids.find((id) => owner.startsWith(tablePrefix(id))) ?? ''));
}

function inWords({ what, before, after }: CatalogueDifference): string {
  if (after === undefined) return `${what} is missing; it should be: ${before ?? ''}`;
  if (before === undefined) return `${what} should not be there; it is: ${after}`;
  return `${what} should be: ${before}; it is: ${after}`;
}

/** Roles are the whole server's, so a new database says nothing about them. */
async function roleProblems(live: pg.Client): Promise<string[]> {
  const { rows } = await live.query<{ problem: string }>(`
    select 'the role ' || rolname || ' may do more than it should (superuser, bypass of row security, making roles or databases)' as problem
    from pg_roles where rolname like 'xj\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
    union all
    select 'the role ' || pg_get_userbyid(member) || ' is a member of ' || pg_get_userbyid(roleid) || ', which it should not be'
    from pg_auth_members where pg_get_userbyid(member)::text like 'xj\\_%' order by 1`);
  return rows.map((r) => r.problem);
}
