import { writeFileSync } from 'node:fs';
import { coverageFile, coveragePage } from './coverage-page.js';

/** `npm run coverage:print`: writes docs/coverage.md. */
writeFileSync(coverageFile, await coveragePage());
console.log('docs/coverage.md is up to date');
