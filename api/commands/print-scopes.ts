import { writeFileSync } from 'node:fs';
import { scopesFile, scopesPage } from './scopes-page.js';

/** `npm run scopes:print`: writes docs/scopes.md. */
writeFileSync(scopesFile, await scopesPage());
console.log('docs/scopes.md is up to date');
