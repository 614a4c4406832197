import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../plugins/storage/index.js';
import { installed } from '../compose.js';
import { readSettings } from '../settings.js';
import { modulesOf } from '../start.js';

/** Where the page of errors stands. */
export const errorsFile = join(projectRoot, 'docs', 'errors.md');

const head = '| Code | 中文 | English |\n|---|---|---|\n';

/** The page of errors: what is written by hand, then the refusals of everything that ships with the package. */
export async function errorsPage(): Promise<string> {
  const [before = ''] = readFileSync(errorsFile, 'utf8').split(head);
  const refusals = installed(await modulesOf(readSettings({}, projectRoot))).flatMap((module) => module.errors ?? []);
  return before + head + refusals.map(({ code, text }) => `| \`${code}\` | ${text.zh} | ${text.en} |\n`).join('');
}
