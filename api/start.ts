import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { PolicyModule } from 'xianjie/schema';
import { loadModules } from '../plugins/contract/index.js';
import { migrationSources, openStorage, projectRoot, type Storage } from '../plugins/storage/index.js';
import { isReal, loadDemo, RealRegister } from '../prisma/demo/load.js';
import { assertColumns } from './check-columns.js';
import { clock } from './clock.js';
import { compose, installed, type ComposeOptions, type Composition } from './compose.js';
import { loadDemoClients, loadDemoPeople } from './demo-clients.js';
import { demoModules, departmentRows, syncReferenceData } from './reference-data.js';
import type { Settings } from './settings.js';

/** The modules that the settings name; undefined there means all that package.json lists. */
export function modulesOf(settings: Settings): Promise<PolicyModule[]> {
  const { policyModules = [] } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { policyModules?: string[] };
  // Beside api/: the sources in development, dist/ when compiled.
  return loadModules(settings.modules, {
    listed: policyModules,
    root: resolve(fileURLToPath(new URL('..', import.meta.url))),
    cwd: process.cwd(),
  });
}

/** Departments and areas, and in demo mode the demo town. */
export async function fillDatabase(
  storage: Storage,
  modules: readonly PolicyModule[],
  demo: boolean,
  say: (line: string) => void,
): Promise<void> {
  const owner = await storage.owner();
  try {
    await syncReferenceData(owner, modules);
    if (!demo) return;
    const { rows } = await owner.query<{ occupied: boolean }>('select exists (select 1 from household) as occupied');
    const loaded = await loadDemo({
      client: owner,
      scale: 'town',
      protect: storage.keys.protect,
      departments: departmentRows(modules),
      modules: demoModules(modules),
      // A module that was installed since adds its part to the families that are there.
      families: rows[0]?.occupied !== true,
    });
    if (loaded.households > 0) say(`demo town loaded: ${loaded.households} households, ${loaded.people} people, all of them invented`);
    else if (loaded.loaded) say(`demo data added for ${loaded.modules.join(', ')}`);
    // Only beside invented families: their secret is known.
    await loadDemoClients(owner, modules);
    await loadDemoPeople(owner, modules);
  } catch (error) {
    if (!(error instanceof RealRegister)) throw error;
    say('the register holds households already: the demo town is not added (XIANJIE_DEMO=off silences this line)');
  } finally {
    await owner.end();
  }
}

/** The demo's clients get in where everybody is invented and nowhere else: everybody knows their secret. */
export async function isInvented(storage: Storage, say: (line: string) => void): Promise<boolean> {
  const owner = await storage.owner();
  try {
    if (!(await isReal(owner))) return true;
    say('the register holds real people: the demo is off, and its clients are not let in (XIANJIE_DEMO=off silences this line)');
    return false;
  } finally {
    await owner.end();
  }
}

/** What a start is told beside its settings. */
export interface StartOptions extends Pick<ComposeOptions, 'url' | 'unregistered'> {
  /** The modules beside the core; default: those that the settings name. */
  readonly modules?: readonly PolicyModule[];
}

/** Opens the database, brings it up to date, and puts the parts together. */
export async function start(
  settings: Settings,
  log: Logger,
  say: (line: string) => void,
  { modules: given, ...beside }: StartOptions = {},
): Promise<Composition & { readonly storage: Storage; readonly demo: boolean }> {
  const modules = installed(given ?? (await modulesOf(settings)));
  const sources = migrationSources(modules);
  const storage = await openStorage({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir, cipher: settings.cipher, say });
  try {
    if (storage.embedded) await storage.migrate(sources);
    else {
      const pending = await storage.pending(sources);
      if (pending.length > 0) throw new Error(`the database lacks ${pending.join(', ')}: run "npm run migrate" first`);
    }
    await storage.verify(sources);
    const demo = settings.demo && (await isInvented(storage, say));
    const { dataDir, issuers, leaseSeconds } = settings;
    const composed = compose(storage, modules, { dataDir, today: clock(settings.today), log, issuers, leaseSeconds, demo, ...beside });
    assertColumns(composed.schema, await storage.columns());
    await fillDatabase(storage, modules, demo, say);
    await composed.auth.open();
    return { storage, demo, ...composed };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
