import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { countStale, openStorage, projectRoot, reseal, sealedBy, type Storage } from '../../plugins/storage/index.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';

/** Opens the database that the settings name, beside a running server too. */
async function withStorage(fn: (storage: Storage) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDir, cipher } = readSettings(process.env, projectRoot);
  const storage = await openStorage({ databaseUrl, dataDir, cipher, say, beside: true });
  try {
    await fn(storage);
  } finally {
    await storage.close();
  }
}

/** Which keys there are, and how many values each has sealed. */
async function list({ db, keys }: Storage): Promise<void> {
  const counts = await sealedBy(db);
  const active = keys.data.active().version;
  for (const { version, cipher } of keys.data.all())
    say(`key ${version} (${cipher}): ${counts.get(version) ?? 0} values${version === active ? ', seals new ones' : ''}`);
}

/** Adds a key, unless an earlier run that was broken off has, and seals everything anew with it. */
async function rotate({ db, keys }: Storage, dryRun: boolean): Promise<void> {
  const { cipher } = readSettings(process.env, projectRoot);
  const before = keys.data.active();
  const left = await countStale(db, before.version);
  const resumed = left > 0 && before.cipher === cipher;
  if (dryRun) {
    const all = [...(await sealedBy(db)).values()].reduce((sum, n) => sum + n, 0);
    return say(
      resumed
        ? `would go on with key ${before.version}: ${left} values are not sealed with it yet`
        : `would add key ${before.version + 1} (${cipher}) and seal ${all} values anew`,
    );
  }
  const version = resumed ? before.version : keys.addDataKey(cipher);
  keys.data.version(version);
  say(resumed ? `going on with key ${version}` : `key ${version} (${cipher}) added: back up the key file before anything else`);
  const bar = new SingleBar({ format: '{bar} {percentage}% | {value}/{total} values | {eta_formatted} left' }, Presets.shades_classic);
  let started = false;
  const done = await reseal(db, keys, {
    onProgress: (progress) => {
      if (!started) bar.start(progress.total, 0);
      started = true;
      bar.setTotal(progress.total);
      bar.update(progress.done);
    },
  });
  if (started) bar.stop();
  say(`${done} values sealed anew; the older keys stay in the file, for backups`);
}

const program = new Command('keys').description('The keys of the platform.');
const data = program.command('data').description('The keys that sealed values (resident ids, phones) are encrypted with.');
data
  .command('list')
  .description('which keys there are, and how many values each has sealed')
  .action(() => withStorage(list));
data
  .command('rotate')
  .description('add a key and seal everything anew with it; may be broken off and begun again, the server may run')
  .option('--dry-run', 'only say what it would do')
  .action(({ dryRun }: { dryRun?: boolean }) => withStorage((storage) => rotate(storage, dryRun === true)));

run(async () => {
  await program.parseAsync();
});
