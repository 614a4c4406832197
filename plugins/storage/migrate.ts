import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** Where one owner's migrations lie: folders in alphabetical order, each with a reviewed migration.sql. */
export interface MigrationSource {
  readonly owner: string;
  readonly folder: string;
}

export interface AppliedMigration {
  readonly key: string;
  readonly milliseconds: number;
}

interface Planned {
  readonly key: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Any 64-bit number, the same for every instance: two runners wait for each other. */
const LOCK = 7_220_318_400_501;

function planned(sources: readonly MigrationSource[]): Planned[] {
  return sources.flatMap(({ owner, folder }) =>
    (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
      .map((name) => {
        const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
        return { key: `${owner}/${name}`, sql, checksum: createHash('sha256').update(sql).digest('hex') };
      }),
  );
}

/**
 * Applies what is not applied yet, each migration in a transaction of its own, as xj_owner.
 * @throws if an applied migration was edited afterwards, or the database knows one that these files lack
 */
export async function migrate(admin: pg.Client, sources: readonly MigrationSource[]): Promise<AppliedMigration[]> {
  await admin.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await admin.query('set role xj_owner');
    await admin.query('set search_path = xianjie');
    await admin.query(`create table if not exists schema_migration (
      key text primary key, checksum text not null, applied_at timestamptz not null default now(), milliseconds int not null)`);
    const { rows } = await admin.query<{ key: string; checksum: string }>('select key, checksum from schema_migration');
    const plan = planned(sources);
    verify(plan, new Map(rows.map((r) => [r.key, r.checksum])), sources);
    const applied: AppliedMigration[] = [];
    for (const step of plan.filter((p) => !rows.some((r) => r.key === p.key))) applied.push(await apply(admin, step));
    return applied;
  } finally {
    await admin.query('reset role');
    await admin.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

/** What is still to be applied, without applying it. */
export async function pendingMigrations(admin: pg.Client, sources: readonly MigrationSource[]): Promise<string[]> {
  const { rows: known } = await admin.query<{ t: string | null }>(`select to_regclass('xianjie.schema_migration')::text as t`);
  if (!known[0]?.t) return planned(sources).map((p) => p.key);
  await admin.query('set role xj_owner');
  const { rows } = await admin.query<{ key: string }>('select key from xianjie.schema_migration');
  await admin.query('reset role');
  return planned(sources)
    .map((p) => p.key)
    .filter((key) => !rows.some((r) => r.key === key));
}

function verify(plan: readonly Planned[], applied: ReadonlyMap<string, string>, sources: readonly MigrationSource[]): void {
  for (const step of plan) {
    const checksum = applied.get(step.key);
    if (checksum !== undefined && checksum !== step.checksum) {
      throw new Error(`migration ${step.key} was changed after it had been applied: restore the file and write a new migration`);
    }
  }
  for (const key of applied.keys()) {
    // A module that is switched off keeps its tables and its history.
    if (sources.some((s) => key.startsWith(`${s.owner}/`)) && !plan.some((p) => p.key === key)) {
      throw new Error(`the database has migration ${key}, which these files lack: run the version that wrote it, or a newer one`);
    }
  }
}

async function apply(admin: pg.Client, step: Planned): Promise<AppliedMigration> {
  const start = performance.now();
  await admin.query('begin');
  try {
    await admin.query(`set local lock_timeout = '10s'`);
    await admin.query(step.sql);
    const milliseconds = Math.round(performance.now() - start);
    await admin.query('insert into schema_migration (key, checksum, milliseconds) values ($1, $2, $3)', [
      step.key,
      step.checksum,
      milliseconds,
    ]);
    await admin.query('commit');
    return { key: step.key, milliseconds };
  } catch (error) {
    await admin.query('rollback');
    throw new Error(`migration ${step.key} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
