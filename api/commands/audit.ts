import { Command, InvalidArgumentError } from 'commander';
import { verifyAudit, type ChainHead } from '../../plugins/audit/index.js';
import { openStorage, projectRoot } from '../../plugins/storage/index.js';
import { run, say } from '../run.js';
import { readSettings } from '../settings.js';

/**
 * `npm run audit -- verify`: follows the chain of the audit trail and says whether every entry is as it was sealed. Exit code 1 and the
 * first broken place when it is not. `--head seq:hash` compares with a head noted elsewhere: only so a cut end is found.
 */
async function main(): Promise<void> {
  const command = new Command('audit').description('The audit trail.');
  command
    .command('verify')
    .description('Say whether every entry is as it was sealed.')
    .option('--head <seq:hash>', 'a head that was noted elsewhere, as this command or the log told it', headOf)
    .action(({ head }: { head?: ChainHead }) => verify(head));
  await command.parseAsync();
}

function headOf(text: string): ChainHead {
  const [, seq, hash] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (seq === undefined || hash === undefined) throw new InvalidArgumentError('give a number, a colon and 64 hexadecimal digits.');
  return { seq: Number(seq), hash: hash.toLowerCase() };
}

async function verify(noted: ChainHead | undefined): Promise<void> {
  const { databaseUrl, dataDir } = readSettings(process.env, projectRoot);
  const storage = await openStorage({ databaseUrl, dataDir, say });
  try {
    const start = performance.now();
    const { sealed, head, unsealed, broken } = await verifyAudit(storage.db, storage.keys.chain, noted);
    say(`${sealed} entries are as they were sealed (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    if (head !== null) say(`head: ${head.seq}:${head.hash}`);
    const since = unsealed.oldest === null ? '' : `, the oldest since ${unsealed.oldest}`;
    say(`not sealed yet: ${unsealed.count}${since}`);
    if (broken !== null) throw new Error(`BROKEN${broken.seq === null ? '' : ` at ${broken.seq}`}: ${broken.why}`);
  } finally {
    await storage.close();
  }
}

run(main);
