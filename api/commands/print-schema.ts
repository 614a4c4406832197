import { writeFileSync } from 'node:fs';
import { currentGraph, printedFile } from './graph-files.js';

/** `npm run schema:print`: writes the graph, sorted, to schema/schema.graphql. */
writeFileSync(printedFile, await currentGraph());
console.log('schema/schema.graphql is up to date');
