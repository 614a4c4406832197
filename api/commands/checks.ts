import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { run, say } from '../run.js';
import { checkFiles, checksFolder, printedChecks } from './checks-page.js';

/**
 * `npm run checks`: the checks that ship, as text. Without an option their list; one as a page, all of them, or the files of docs/checks/.
 */
async function main(): Promise<void> {
  const command = new Command('checks')
    .description('Print the checks that ship: a list, one as a page, or all pages.')
    .option('--explain <code>', 'one check or named value as a page, by its code')
    .option('--all', 'every check as a page')
    .option('--write', 'write the pages into docs/checks/');
  const { explain, all, write } = command.parse().opts<{ explain?: string; all?: boolean; write?: boolean }>();
  if (write === true) return writePages();
  const { explained, page } = await printedChecks();
  if (explain !== undefined) return say(page(explained.find(explain)));
  for (const one of [...explained.checks, ...explained.values])
    say(all === true ? page(one) : `${one.info.code}\t${one.info.title.zh}\t${one.info.title.en}`);
}

async function writePages(): Promise<void> {
  const files = await checkFiles();
  mkdirSync(checksFolder, { recursive: true });
  // A check that is gone leaves no page.
  for (const name of readdirSync(checksFolder)) if (!files.has(name)) rmSync(join(checksFolder, name));
  for (const [name, text] of files) writeFileSync(join(checksFolder, name), text);
  say(`docs/checks is up to date: ${files.size - 1} pages`);
}

run(main);
