import { statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PolicyModule } from 'xianjie/schema';

export interface ModulePlaces {
  /** What package.json lists under `policyModules`: folders relative to the package, such as `modules/education`. */
  readonly listed: readonly string[];
  /** The folder that the listed ones are relative to: the package's own, compiled or not. */
  readonly root: string;
  /** The folder that paths given from outside are relative to. */
  readonly cwd: string;
}

/**
 * Loads modules by id (of a listed one) or by path (compiled JavaScript from outside the tree).
 * @param wanted undefined: all that are listed; an empty list: none
 */
export async function loadModules(wanted: readonly string[] | undefined, places: ModulePlaces): Promise<PolicyModule[]> {
  return Promise.all((wanted ?? places.listed.map(idOf)).map((name) => load(name, places)));
}

const idOf = (folder: string): string => folder.split('/').at(-1) ?? folder;

/** What to do about the mistake that everybody makes once. */
const cureOf = (error: unknown): string =>
  error instanceof Error && error.message.includes("Cannot find package 'xianjie'")
    ? '. Install the platform beside the module: npm install <the folder of Xianjie>'
    : '';

async function load(name: string, places: ModulePlaces): Promise<PolicyModule> {
  const outside = name.startsWith('.') || isAbsolute(name);
  const folder = places.listed.find((entry) => idOf(entry) === name);
  if (!outside && folder === undefined) {
    const known = places.listed.map(idOf).join(', ') || 'none';
    throw new Error(
      `XIANJIE_MODULES names "${name}", which is not installed. Installed: ${known}. A module from outside is named by its path (./… or /…)`,
    );
  }
  const file = outside ? resolve(places.cwd, name) : resolve(places.root, folder ?? '', 'index.js');
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`the module "${name}" is a folder: name its file, ${file}/index.js`);
  let loaded: { policyModule?: PolicyModule };
  try {
    loaded = (await import(pathToFileURL(file).href)) as { policyModule?: PolicyModule };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the module "${name}" could not be loaded from ${file}: ${reason}${cureOf(error)}`, { cause: error });
  }
  if (loaded.policyModule === undefined)
    throw new Error(`${file} exports no "policyModule": export const policyModule = definePolicyModule({ … })`);
  return loaded.policyModule;
}
