import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printGraph } from 'xianjie/schema';
import { projectRoot } from '../../plugins/storage/index.js';
import { composeSchema, installed } from '../compose.js';
import { readSettings } from '../settings.js';
import { modulesOf } from '../start.js';
import type { DeclaredBreak } from './schema-gate.js';

const at = (name: string): string => join(projectRoot, 'schema', name);

/** The committed surface of the graph, and what integrators were promised (docs/decisions/0009-the-schema-gate.md). */
export const printedFile = at('schema.graphql');
const releasedFile = at('released.graphql');
const breaksFile = at('breaking-changes.json');

/** The graph of everything that ships with the package, whatever this machine's settings say. */
export async function currentGraph(): Promise<string> {
  return printGraph(composeSchema(installed(await modulesOf(readSettings({}, projectRoot)))));
}

export const releasedGraph = (): string => readFileSync(releasedFile, 'utf8');
export const declaredBreaks = (): readonly DeclaredBreak[] => JSON.parse(readFileSync(breaksFile, 'utf8')) as DeclaredBreak[];
