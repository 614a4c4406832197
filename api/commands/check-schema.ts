import { existsSync, readFileSync } from 'node:fs';
import { currentGraph, declaredBreaks, printedFile, releasedGraph } from './graph-files.js';
import { gateProblems } from './schema-gate.js';

/** `npm run schema:check`: the committed graph is what the code prints, and it breaks the released one only where that is declared. */
const current = await currentGraph();
const committed = existsSync(printedFile) ? readFileSync(printedFile, 'utf8') : '';
const problems = [
  ...(current === committed ? [] : ['is not what the code prints: run "npm run schema:print" and commit schema/schema.graphql']),
  ...gateProblems(releasedGraph(), current, declaredBreaks()),
];
if (problems.length === 0) console.log('the graph is printed and breaks nothing that is not declared');
else {
  console.error(problems.map((problem) => `the graph ${problem}`).join('\n'));
  process.exitCode = 1;
}
