import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { Command } from 'commander';
import { planMigration, projectRoot } from '../../plugins/storage/index.js';
import { run, say } from '../run.js';

/** `npm run migrate:new -- <module> <name>`: writes a module's next migration from what changed in its models. Needs no database. */
async function main(): Promise<void> {
  const command = new Command('migrate:new')
    .description('Write the next migration of a module, for review, from what changed in its <id>.prisma.')
    .argument('<module>', 'the id of a module of this tree, or the path of a module’s folder (./… or /…)')
    .argument('<name>', 'what it does, for example add_school_year')
    .option('--empty', 'write it also where the models did not change, for statements by hand');
  command.parse();
  const [module = '', name = ''] = command.args;
  const { empty = false } = command.opts<{ empty?: boolean }>();
  const { file, lockedCopy } = await planMigration(folderOf(module), name, { empty });
  if (file === undefined)
    say('nothing to do: the models are as the newest migration left them (--empty writes one for statements by hand)');
  else
    say(
      `wrote ${file}\nlocked ${lockedCopy}\nReview the SQL, add checks by hand, declare every new column with its privacy level, then commit them together.`,
    );
}

function folderOf(module: string): string {
  // npm runs this in the package's folder; a path is meant from where it was called.
  if (module.startsWith('.') || isAbsolute(module)) return resolve(process.env['INIT_CWD'] ?? process.cwd(), module);
  if (module === 'core')
    throw new Error('the core’s migrations are written by hand, beside prisma/*.prisma; tests/storage/migrations.test.ts compares the two');
  const { policyModules = [] } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { policyModules?: string[] };
  const folder = policyModules.find((entry) => entry.split('/').at(-1) === module);
  if (folder === undefined)
    throw new Error(`no module "${module}" is listed in package.json (policyModules): add it there, or give its folder (./… or /…)`);
  return join(projectRoot, folder);
}

run(main);
