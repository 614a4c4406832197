import { writeFileSync } from 'node:fs';
import { errorsFile, errorsPage } from './errors-page.js';

/** `npm run errors:print`: writes the refusals into docs/errors.md, below their heading. */
writeFileSync(errorsFile, await errorsPage());
console.log('docs/errors.md is up to date');
