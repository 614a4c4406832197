import { writeFileSync } from 'node:fs';
import { rolesFile, rolesPage } from './roles-page.js';

/** `npm run roles:print`: writes docs/roles.md. */
writeFileSync(rolesFile, rolesPage());
console.log('docs/roles.md is up to date');
