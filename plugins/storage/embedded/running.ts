import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { answersFor, otherPlace, type EmbeddedCluster } from './cluster.js';

/** The embedded database that a running server has started on a data folder; undefined: none answers. It is used and left running. */
export async function runningCluster(options: {
  readonly dataDir: string;
  readonly password: string;
}): Promise<EmbeddedCluster | undefined> {
  const dataDir = resolve(options.dataDir);
  for (const place of [dataDir, otherPlace(dataDir)]) {
    const folder = join(place, 'postgres');
    const pidFile = join(folder, 'postmaster.pid');
    if (!existsSync(pidFile)) continue;
    const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3]);
    if (port > 0 && (await answersFor(folder, port, options.password)))
      return { host: '127.0.0.1', port, user: 'xianjie', folder, stop: () => Promise.resolve() };
  }
  return undefined;
}
