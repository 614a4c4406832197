import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tablePrefix } from '../sources.js';

export interface PlannedMigration {
  /** The file that was written, or undefined: the models are what they were. */
  readonly file: string | undefined;
  readonly lockedCopy: string;
}

/** How the locked copy begins; its checksum is of all that follows this line. */
const SEAL = /^\/\/ The models as of the newest migration, written by "npm run migrate:new": never edit it\. ([0-9a-f]{64})\n/;

const sealed = (models: string): string =>
  `// The models as of the newest migration, written by "npm run migrate:new": never edit it. ${checksum(models)}\n${models}`;
const checksum = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Compares a module's `<id>.prisma` with the copy that was locked with its newest migration, writes the next migration for review, and
 * locks the models as they are now. Needs no database.
 * @param folder the module's folder, in the tree or outside
 * @param options.empty write a migration also where the models did not change: for statements by hand
 * @throws if the files are not as they were left, or say what the platform says itself
 */
export async function planMigration(folder: string, name: string, options: { readonly empty?: boolean } = {}): Promise<PlannedMigration> {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`"${name}" names no migration: small letters, digits and "_", for example "add_school_year"`);
  const id = moduleIn(folder);
  const models = readFileSync(join(folder, `${id}.prisma`), 'utf8');
  const lockedCopy = join(folder, `${id}.locked.prisma`);
  const migrations = join(folder, 'migrations');
  const done = (existsSync(migrations) ? readdirSync(migrations, { withFileTypes: true }) : [])
    .filter((e) => e.isDirectory())
    .map((e) => e.name);

  const before = lockedModels(lockedCopy, done.length > 0);
  const { openEngine } = await import('./engine.js');
  const sql = await (await openEngine())(before, models);
  refuse(`${id}.prisma`, tablePrefix(id), models, sql);
  if (sql === '' && !options.empty) return { file: undefined, lockedCopy };

  const number = Math.max(0, ...done.map((entry) => Number.parseInt(entry, 10) || 0)) + 1;
  const key = `${String(number).padStart(4, '0')}_${name}`;
  const file = join(migrations, key, 'migration.sql');
  mkdirSync(join(migrations, key), { recursive: true });
  writeFileSync(file, `${head(`${id}/${key}`, sql)}\n\n${sql}\n`);
  writeFileSync(lockedCopy, sealed(models));
  return { file, lockedCopy };
}

/** A module's folder holds one datamodel, which bears its id. */
function moduleIn(folder: string): string {
  const found = (existsSync(folder) ? readdirSync(folder) : []).filter((f) => f.endsWith('.prisma') && !f.endsWith('.locked.prisma'));
  if (found.length !== 1)
    throw new Error(
      found.length === 0
        ? `${folder} has no <id>.prisma: write the module's tables as Prisma models, then plan again`
        : `${folder} has several datamodels (${found.join(', ')}): a module has one, named after its id`,
    );
  return found[0]?.slice(0, -'.prisma'.length) ?? '';
}

function lockedModels(path: string, expected: boolean): string {
  if (!existsSync(path)) {
    if (expected) throw new Error(`${path} is missing, though the module has migrations: restore it, it says what they have made`);
    return '';
  }
  const text = readFileSync(path, 'utf8');
  const seal = SEAL.exec(text);
  const models = text.slice(seal?.[0].length ?? 0);
  if (seal?.[1] !== checksum(models)) throw new Error(`${path} was edited by hand: restore it, and change the other .prisma file instead`);
  return models;
}

/** What must not stand in a module's models, because the platform or the reviewer says it. */
function refuse(file: string, prefix: string, models: string, sql: string): void {
  const problems: string[] = [];
  if (/^\s*(datasource|generator)\b/m.test(models))
    problems.push('has a datasource or a generator: leave it out, the planner adds its own');
  if (/CREATE TYPE/.test(sql))
    problems.push('has an enum, which no index serves under row security: use String, and a check in the migration');
  if (/FOREIGN KEY/.test(sql))
    problems.push('has a relation, whose key would ignore areas: keep the id only and declare it in "references"');
  for (const [, table = ''] of sql.matchAll(/CREATE TABLE "([^"]+)"/g))
    if (!table.startsWith(prefix))
      problems.push(`makes the table "${table}": add @@map("${prefix}…"), a module's tables begin with its id`);
  for (const column of [
    'observed_on',
    'recorded_at',
    'batch_id',
    'digest',
    'withdrawn_at',
    'withdrawn_by',
    'version',
    'created_at',
    'updated_at',
  ])
    if (new RegExp(`(^\\s+|ADD COLUMN\\s+)"${column}"\\s+[A-Z]`, 'm').test(sql))
      problems.push(`has the column "${column}": leave it out, the platform adds it to every table of its kind`);
  if (problems.length > 0) throw new Error(`nothing was written:\n${problems.map((p) => `  - ${file} ${p}`).join('\n')}`);
}

function head(key: string, sql: string): string {
  const lines = [
    `${key}: planned, to be reviewed before anybody applies it. Afterwards it is never edited.`,
    'Add by hand: checks (check (state in (…)), check (amount >= 0)), partial indexes, what old rows get.',
    'Not by hand: standard columns, keys to people and households, row security, masked columns, grants. They come from the declaration.',
  ];
  if (/DROP (COLUMN|TABLE)/.test(sql))
    lines.push('CAREFUL: this drops what was recorded. To rename, write "alter table … rename column … to …" instead.');
  if (/ADD COLUMN\s+"\w+" .*NOT NULL(?!.*DEFAULT)/.test(sql))
    lines.push('CAREFUL: a required column without a default fails where rows exist: add it, fill it, then set not null.');
  return lines.map((line) => `-- ${line}`).join('\n');
}
