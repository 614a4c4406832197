import { migrationSources, openStorage, projectRoot } from '../../plugins/storage/index.js';
import { installed } from '../compose.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';
import { fill, modulesOf } from '../start.js';

/** `npm run migrate`: makes the roles, applies what is not applied yet, brings reference data up to date. `--dry-run` only says what it would do. */
async function main(): Promise<void> {
  const settings = readSettings(process.env, projectRoot);
  const modules = installed(await modulesOf(settings));
  const sources = migrationSources(modules);
  const storage = await openStorage({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir, say });
  try {
    if (process.argv.includes('--dry-run')) {
      const pending = await storage.pending(sources);
      say(pending.length === 0 ? 'nothing to apply' : `would apply: ${pending.join(', ')}`);
      return;
    }
    const applied = await storage.migrate(sources, { protectAgain: process.argv.includes('--protect') });
    for (const { key, milliseconds } of applied) say(`applied ${key} in ${milliseconds} ms`);
    if (applied.length === 0) say('nothing to apply');
    await fill(storage, modules, false, say);
  } finally {
    await storage.close();
  }
}

run(main);
