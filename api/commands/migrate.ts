import { coreMigrations, openStorage, projectRoot } from '../../plugins/storage/index.js';
import { installed } from '../compose.js';
import { readSettings } from '../settings.js';
import { fill, modulesOf } from '../start.js';

/** `npm run migrate`: makes the roles, applies what is not applied yet, brings reference data up to date. `--dry-run` only says what it would do. */
async function main(): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const settings = readSettings(process.env, projectRoot);
  const storage = await openStorage({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir, say });
  try {
    if (process.argv.includes('--dry-run')) {
      const pending = await storage.pending([coreMigrations]);
      say(pending.length === 0 ? 'nothing to apply' : `would apply: ${pending.join(', ')}`);
      return;
    }
    const applied = await storage.migrate([coreMigrations]);
    for (const { key, milliseconds } of applied) say(`applied ${key} in ${milliseconds} ms`);
    if (applied.length === 0) say('nothing to apply');
    await fill(storage, installed(await modulesOf(settings)), false, say);
  } finally {
    await storage.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
