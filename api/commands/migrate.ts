import { Command } from 'commander';
import { migrationSources, openStorage, projectRoot } from '../../plugins/storage/index.js';
import { installed } from '../compose.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';
import { fillDatabase, modulesOf } from '../start.js';

/**
 * `npm run migrate`: makes the roles, applies what is not applied yet, brings reference data up to date. `--dry-run` only says what it
 * would do; `--check` compares the database with the migrations; `--protect` restores the keys, policies and grants of modules' tables.
 */
async function main(): Promise<void> {
  const command = new Command('migrate')
    .description('Bring the database up to date.')
    .option('--dry-run', 'only list what would be applied')
    .option('--check', 'compare the database with one made anew from all migrations; exit code 1 if they differ')
    .option('--protect', 'restore the keys, policies, masks and grants of the modules’ tables');
  const { dryRun, check, protect } = command.parse().opts<{ dryRun?: boolean; check?: boolean; protect?: boolean }>();
  const settings = readSettings(process.env, projectRoot);
  const modules = installed(await modulesOf(settings));
  const sources = migrationSources(modules);
  const storage = await openStorage({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir, cipher: settings.cipher, say });
  try {
    if (dryRun) return sayPending(await storage.pending(sources));
    if (check) return sayDrift(await storage.drift(sources));
    const applied = await storage.migrate(sources, { protectAgain: protect ?? false });
    for (const { key, milliseconds } of applied) say(`applied ${key} in ${milliseconds} ms`);
    if (applied.length === 0) say('nothing to apply');
    await fillDatabase(storage, modules, false, say);
  } finally {
    await storage.close();
  }
}

function sayPending(pending: readonly string[]): void {
  say(pending.length === 0 ? 'nothing to apply' : `would apply:\n${pending.map((key) => `  ${key}`).join('\n')}`);
}

function sayDrift(differences: readonly string[]): void {
  if (differences.length > 0)
    throw new Error(`the database is not as the migrations made it:\n${differences.map((d) => `  - ${d}`).join('\n')}`);
  say('the database is as the migrations made it');
}

run(main);
