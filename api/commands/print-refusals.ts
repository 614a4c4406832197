import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coreErrors } from 'xianjie/schema';
import { projectRoot } from '../../plugins/storage/index.js';

/** `npm run errors:print`: writes the core's refusals into docs/errors.md, below their heading. */
const file = join(projectRoot, 'docs', 'errors.md');
const table = '| Code | 中文 | English |\n|---|---|---|\n';
const [before] = readFileSync(file, 'utf8').split(table);
const rows = coreErrors.map(({ code, text }) => `| \`${code}\` | ${text.zh} | ${text.en} |\n`);
writeFileSync(file, `${before ?? ''}${table}${rows.join('')}`);
console.log('docs/errors.md is up to date');
