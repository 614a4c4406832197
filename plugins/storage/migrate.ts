import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { compareCatalogues, readCatalogue } from './catalogue.js';
import { tablePrefix, type MigrationSource } from './sources.js';
import { protectionProblems, shapeProblems, trespasses } from './tables/live.js';
import { protectionSql, shapeSql } from './tables/protection.js';

export interface AppliedMigration {
  /** `<owner>/<name>`, or `<owner>#protection` for what is added from the declarations of its tables. */
  readonly key: string;
  readonly milliseconds: number;
}

interface Step {
  readonly key: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Any 64-bit number, the same for every instance: two runners wait for each other. */
const LOCK = 7_220_318_400_501;

const step = (key: string, sql: string): Step => ({ key, sql, checksum: createHash('sha256').update(sql).digest('hex') });

function stepsOf({ owner, folder }: MigrationSource): Step[] {
  return (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => step(`${owner}/${name}`, readFileSync(join(folder, name, 'migration.sql'), 'utf8')));
}

/** What the declarations of a module's tables add; its checksum says whether the database has it. */
const protectionOf = ({ owner, tables }: MigrationSource): Step | undefined =>
  tables === undefined ? undefined : step(`${owner}#protection`, [...tables.map(shapeSql), protectionSql(owner, tables)].join('\n'));

type History = ReadonlyMap<string, string>;

/** What is to be done for one owner. Whatever changes its tables, they are protected again. */
function due(source: MigrationSource, history: History, again: boolean): { readonly steps: Step[]; readonly protection: Step | undefined } {
  const steps = stepsOf(source).filter((s) => !history.has(s.key));
  const protection = protectionOf(source);
  const current = protection !== undefined && history.get(protection.key) === protection.checksum && steps.length === 0;
  return { steps, protection: current && !again ? undefined : protection };
}

/**
 * Applies what is not applied yet, as xj_owner: the core's migrations each in a transaction of its own; a module's together with the
 * protection of its tables, so that a module is there as a whole or not at all.
 * @param again protect the modules' tables anew, also where nothing is new
 * @throws if an applied migration was edited afterwards, the database knows one that these files lack, or a module's migrations and
 * the declarations of its tables do not agree
 */
export async function migrate(admin: pg.Client, sources: readonly MigrationSource[], again = false): Promise<AppliedMigration[]> {
  await admin.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await admin.query('set role xj_owner');
    await admin.query('set search_path = xianjie');
    await admin.query(`create table if not exists schema_migration (
      key text primary key, checksum text not null, applied_at timestamptz not null default now(), milliseconds int not null)`);
    const history = await readHistory(admin);
    verify(sources, history);
    const applied: AppliedMigration[] = [];
    for (const source of sources) {
      const { steps, protection } = due(source, history, again);
      if (source.tables === undefined) for (const s of steps) applied.push(...(await together(admin, () => run(admin, s))));
      else if (steps.length > 0 || protection !== undefined)
        applied.push(...(await together(admin, () => module(admin, source, steps, protection))));
    }
    return applied;
  } finally {
    await admin.query('reset role');
    await admin.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

/** What is still to be applied, without applying it. */
export async function pendingMigrations(admin: pg.Client, sources: readonly MigrationSource[]): Promise<string[]> {
  const { rows } = await admin.query<{ t: string | null }>(`select to_regclass('xianjie.schema_migration')::text as t`);
  let history: History = new Map();
  if (rows[0]?.t) {
    await admin.query('set role xj_owner');
    history = await readHistory(admin);
    await admin.query('reset role');
  }
  return sources.flatMap((source) => {
    const { steps, protection } = due(source, history, false);
    return [...steps, ...(protection === undefined ? [] : [protection])].map((s) => s.key);
  });
}

async function readHistory(admin: pg.Client): Promise<History> {
  const { rows } = await admin.query<{ key: string; checksum: string }>('select key, checksum from xianjie.schema_migration');
  return new Map(rows.map((r) => [r.key, r.checksum]));
}

function verify(sources: readonly MigrationSource[], history: History): void {
  for (const source of sources) {
    const steps = stepsOf(source);
    for (const { key, checksum } of steps) {
      const applied = history.get(key);
      if (applied !== undefined && applied !== checksum)
        throw new Error(`migration ${key} was changed after it had been applied: restore the file and write a new migration`);
    }
    for (const key of history.keys()) {
      // A module that is switched off keeps its tables and its history.
      if (key.startsWith(`${source.owner}/`) && !steps.some((s) => s.key === key))
        throw new Error(`the database has migration ${key}, which these files lack: run the version that wrote it, or a newer one`);
    }
  }
}

async function together(admin: pg.Client, fn: () => Promise<AppliedMigration[]>): Promise<AppliedMigration[]> {
  await admin.query('begin');
  try {
    await admin.query(`set local lock_timeout = '10s'`);
    const applied = await fn();
    await admin.query('commit');
    return applied;
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
}

async function run(
  admin: pg.Client,
  { key, sql, checksum }: Step,
  carryOut: (sql: string) => Promise<unknown> = (text) => admin.query(text),
): Promise<AppliedMigration[]> {
  const start = performance.now();
  try {
    await carryOut(sql);
  } catch (error) {
    const what = key.includes('#')
      ? `the ${key.split('#')[1] ?? ''} of the tables of module "${key.split('#')[0] ?? ''}"`
      : `migration ${key}`;
    throw new Error(`${what} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const milliseconds = Math.round(performance.now() - start);
  await admin.query(
    `insert into schema_migration (key, checksum, milliseconds) values ($1, $2, $3)
     on conflict (key) do update set checksum = excluded.checksum, milliseconds = excluded.milliseconds, applied_at = now()`,
    [key, checksum, milliseconds],
  );
  return [{ key, milliseconds }];
}

/** A module's migrations and the protection of its tables, in one transaction, with what the two must agree on. */
async function module(
  admin: pg.Client,
  source: MigrationSource,
  steps: readonly Step[],
  protection: Step | undefined,
): Promise<AppliedMigration[]> {
  const before = await readCatalogue(admin);
  const rowsBefore = await changedRows(admin);
  const applied: AppliedMigration[] = [];
  await admin.query(CONFINED);
  for (const s of steps) {
    applied.push(...(await run(admin, s, (text) => admin.query('select carry_out_migration($1)', [text]))));
    // What every table of its kind has, at once: a later migration may build on it.
    for (const table of source.tables ?? []) if (await exists(admin, table.name)) await admin.query(shapeSql(table));
  }
  await admin.query('drop function carry_out_migration(text)');
  const refuse = (problems: readonly string[]): void => {
    if (problems.length > 0)
      throw new Error(`the tables of module "${source.owner}" were not changed:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
  };
  const made = await readCatalogue(admin);
  refuse(trespasses(source, compareCatalogues(before, made)).map((p) => `module "${source.owner}" ${p}`));
  refuse(shapeProblems(source, made));
  const rowsAfter = await changedRows(admin);
  const own = new Set([...FOLLOWS, ...((await othersSteps(admin, source.owner)) ? [] : [STEPS])]);
  const foreign = [...rowsAfter].filter(
    ([table, n]) => !table.startsWith(tablePrefix(source.owner)) && !own.has(table) && n > (rowsBefore.get(table) ?? 0),
  );
  refuse(
    foreign.map(([table]) => `module "${source.owner}" writes rows of "${table}", which is not its own: let a feed or a mutation do it`),
  );
  if (protection !== undefined) applied.push(...(await run(admin, protection)));
  refuse(protectionProblems(source, await readCatalogue(admin)));
  return applied;
}

/**
 * What carries a module's statements out: as the tables' owner and inside this transaction, neither of which they can leave. A function with
 * its owner's rights may not change its role, and what it executes may not commit.
 */
const CONFINED = `create function carry_out_migration(statements text) returns void language plpgsql security definer as $$
  begin execute statements; end $$;
  revoke execute on function carry_out_migration(text) from public;`;

/** Written by triggers, whatever is written: who is to be asked again. */
const FOLLOWS = ['stale_subject'];
/** The history of every module's records: a module may begin that of its own. It is only added to, by whomsoever. */
const STEPS = 'lifecycle_step';

/** Whether this transaction has added to the history of another module's records. */
async function othersSteps(admin: pg.Client, owner: string): Promise<boolean> {
  if (!(await exists(admin, STEPS))) return false;
  const { rows } = await admin.query<{ there: boolean }>(
    `select exists (select from ${STEPS} where xmin = pg_current_xact_id()::xid and module <> $1) as there`,
    [owner],
  );
  return rows[0]?.there === true;
}

/** How many rows of each table this transaction has written; the runner's own history left out. */
async function changedRows(admin: pg.Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await admin.query<{ name: string; n: number }>(
    `select relname as name, (n_tup_ins + n_tup_upd + n_tup_del)::int as n from pg_stat_xact_user_tables
     where schemaname = 'xianjie' and relname <> 'schema_migration'`,
  );
  return new Map(rows.map(({ name, n }) => [name, n]));
}

async function exists(admin: pg.Client, table: string): Promise<boolean> {
  const { rows } = await admin.query<{ t: string | null }>('select to_regclass($1)::text as t', [table]);
  return rows[0]?.t != null;
}
