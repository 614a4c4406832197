import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../plugins/storage/index.js';
import type { Figures } from './figures.js';
import { median } from './load.js';
import { startDatabase, startServer, type Database } from './servers.js';

/** What one more module costs at start: seconds from the process to its first answer, with none, one and two of the shipped modules. */
export async function measureBoot(figures: Figures, runs: number): Promise<void> {
  const { policyModules = [] } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { policyModules?: string[] };
  const ids = policyModules.map((folder) => folder.split('/').at(-1) ?? folder);
  const sets = [0, 1, 2].filter((count) => count <= ids.length).map((count) => ids.slice(0, count));
  const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-boot-'));
  // The account that PostgreSQL runs under must be able to enter it.
  chmodSync(dataDir, 0o755);
  let database: Database | undefined;
  try {
    database = await startDatabase(dataDir, (line) => figures.note(line));
    const seconds = sets.map((): number[] => []);
    // The first start of all reads the programs from the disk: it is not counted. Then one of each in turn, so that a disturbance meets all.
    for (let run = -1; run < runs; run++) {
      for (const [i, modules] of sets.entries()) {
        const server = await startServer('xianjie', database, { modules });
        if (run >= 0) seconds[i]?.push(server.startedIn);
        await server.stop();
      }
    }
    const medians = seconds.map(median);
    for (const [i, modules] of sets.entries()) {
      figures.note(`${i} modules: ${modules.join(', ') || 'the core alone'}`);
      figures.add(`boot.modules${i}`, medians[i] ?? NaN, 's');
    }
    if (sets.length > 1) figures.add('boot.oneMore', ((medians.at(-1) ?? NaN) - (medians[0] ?? NaN)) / (sets.length - 1), 's');
  } finally {
    await database?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
