import { Presets, SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { createAuth, type KeyState } from '../../plugins/auth/index.js';
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

const signingKeys = ({ db, keys }: Storage) => createAuth({ db, protect: keys.protect, url: () => '' }).keys;

function sayKey({ kid, createdAt, retiredAt, removedAt }: KeyState): void {
  const state = retiredAt === null ? 'signs' : `retired ${retiredAt}, believed until ${removedAt ?? 'it is removed'}`;
  say(`${kid}  made ${createdAt}  ${state}`);
}

/** Running servers notice within half a minute. */
async function rotateSigning(storage: Storage, atOnce: boolean): Promise<void> {
  const { kid } = await signingKeys(storage).rotate(atOnce);
  say(`tokens are signed with ${kid} from now on`);
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

const signing = program.command('signing').description('The keys that access tokens are signed with.');
signing
  .command('list')
  .description('list them, the newest first')
  .action(() => withStorage(async (storage) => (await signingKeys(storage).list()).forEach(sayKey)));
signing
  .command('rotate')
  .description('sign with a new key from now on; the old one is believed until its last token has expired')
  .option('--at-once', 'believe nothing any more that the old one signed: for a key that was stolen')
  .action(({ atOnce }: { atOnce?: boolean }) => withStorage((storage) => rotateSigning(storage, atOnce === true)));

run(async () => {
  await program.parseAsync();
});
