import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coreModule } from 'xianjie/schema';
import { loadCases, type ModuleWithCases } from '../../plugins/contract/index.js';
import { projectRoot } from '../../plugins/storage/index.js';
import { installed } from '../compose.js';
import { readSettings } from '../settings.js';
import { modulesOf } from '../start.js';

/** Beside api/: the sources in development, dist/ when compiled. */
const here = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Everything that ships with the package, whatever this machine's settings say, with the cases that stand beside the checks. */
export async function shipped(): Promise<readonly ModuleWithCases[]> {
  const { policyModules = [] } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { policyModules?: string[] };
  const folderOf = (id: string): string =>
    id === coreModule.id ? 'schema/core' : (policyModules.find((folder) => folder.split('/').at(-1) === id) ?? `modules/${id}`);
  const modules = installed(await modulesOf(readSettings({}, projectRoot)));
  return Promise.all(modules.map(async (module) => ({ module, cases: await loadCases(join(here, folderOf(module.id))) })));
}
