import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../storage/index.js';

/** Something the policy catalogue names, with what it is called; the catalogue gives some in one language only. */
export interface CatalogueItemEntry {
  readonly id: string;
  /** The catalogue's section: 4 workflows, 5.1 to 5.16 rules, 6.1 indicators, 7 systems. */
  readonly section: string;
  readonly zh?: string;
  readonly en?: string;
}

/** What the catalogue names, in its order: docs/coverage.ids.json, taken from it once. */
export function catalogueItems(): readonly CatalogueItemEntry[] {
  return JSON.parse(readFileSync(join(projectRoot, 'docs', 'coverage.ids.json'), 'utf8')) as CatalogueItemEntry[];
}
