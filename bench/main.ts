/**
 * What docs/bench.md explains, figure by figure.
 *
 *   npm run bench                      some four minutes; the county is generated once and kept in data/bench
 *   npm run bench -- --only reader     one part; the parts are named below
 *   npm run bench -- --json            the figures as one JSON object at the end
 *   npm run bench -- --rounds 5 --seconds 2
 *   npm run bench -- --only sweep --counties 29   a million households; they are kept in data/bench-sweep
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../plugins/storage/index.js';
import { measureBoot } from './boot.js';
import { measureEngine } from './engine.js';
import { measureExplained } from './explained.js';
import { Figures } from './figures.js';
import { measureIndicators } from './indicators.js';
import { installPeers } from './peers.js';
import { measureReader } from './reader.js';
import { loadCounty, startDatabase, type Database } from './servers.js';
import { measureSweep } from './sweep.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '1.5' },
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    counties: { type: 'string', default: '3' },
    data: { type: 'string', default: join(projectRoot, 'data', 'bench') },
  },
});

const rounds = Number(options.rounds);
const milliseconds = Number(options.seconds) * 1000;
const figures = new Figures(options.json);

/** The parts that ask the county. */
const parts: Readonly<Record<string, (database: Database) => Promise<void>>> = {
  reader: (database) => measureReader(figures, database, { rounds, milliseconds }),
  explained: (database) => measureExplained(figures, database, rounds),
  indicators: (database) => measureIndicators(figures, database, rounds),
};

async function onDatabase(folder: string, measure: (database: Database) => Promise<void>): Promise<void> {
  const database = await startDatabase(folder, (line) => figures.note(line));
  try {
    await loadCounty(database, (line) => figures.note(line));
    await measure(database);
  } finally {
    await database.stop();
  }
}

async function main(): Promise<void> {
  const { only } = options;
  // It starts an empty database of its own.
  if (only === 'boot') await measureBoot(figures, rounds);
  // It needs no database.
  else if (only === 'engine') await measureEngine(figures, rounds, await installPeers((line) => figures.note(line)));
  // Its counties are no part of what the others ask.
  else if (only === 'sweep')
    await onDatabase(`${options.data}-sweep`, (database) => measureSweep(figures, database, Number(options.counties)));
  else if (only !== undefined && !(only in parts))
    throw new Error(`the bench has the parts ${[...Object.keys(parts), 'boot', 'engine', 'sweep'].join(', ')}`);
  else
    await onDatabase(options.data, async (database) => {
      for (const [name, part] of Object.entries(parts)) if (only === undefined || only === name) await part(database);
    });
  figures.end();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
