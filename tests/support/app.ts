import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PolicyModule } from 'xianjie/schema';
import { compose, installed, type Composition } from '../../api/compose.js';
import { fillDatabase } from '../../api/start.js';
import { openDoor, type Door } from '../../api/testing/door.js';
import { kitViewer } from '../../api/testing/kit-viewer.js';
import { migrationSources, type Storage } from '../../plugins/storage/index.js';
import { templateDatabase, testDatabase } from './database.js';

export const TODAY = '2025-06-30';

export type { Answer } from '../../api/testing/door.js';

export interface TestApp extends Composition, Door {
  readonly storage: Storage;
  /** Log lines written so far, as JSON texts. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

/** Modules that fillDatabase a database alike share one template. */
function fingerprint(modules: readonly PolicyModule[]): string {
  const parts = modules.map(({ id, storage, departments, demo }) => [id, storage, departments, Object.values(demo ?? {}).map(String)]);
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** A filled database to copy from, shared by all test files with the same modules. */
export function filledTemplate(modules: readonly PolicyModule[], demo: boolean): Promise<string> {
  return templateDatabase(`xianjie_${demo ? 'demo' : 'reference'}_${fingerprint(modules)}`, async (storage) => {
    await storage.migrate(migrationSources(modules));
    await fillDatabase(storage, modules, demo, () => undefined);
  });
}

/**
 * A whole platform on a database of its own: empty but for the reference data, or with the demo town.
 * @param options.template a database to copy instead
 */
export async function testApp(
  options: {
    readonly demo?: boolean;
    readonly modules?: readonly PolicyModule[];
    readonly url?: () => string;
    readonly template?: string;
  } = {},
): Promise<TestApp> {
  const modules = installed(options.modules ?? []);
  const storage = await testDatabase(options.template ?? (await filledTemplate(modules, options.demo ?? false)));
  const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-app-'));
  const logged: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line) => void logged.push(line) });
  const composition = compose(storage, modules, {
    dataDir,
    today: () => TODAY,
    log,
    demo: options.demo ?? false,
    unregistered: kitViewer(modules),
    ...(options.url && { url: options.url }),
  });
  return {
    ...composition,
    storage,
    logged,
    ...openDoor(composition, log),
    close: async () => {
      await composition.parts.audit.stop();
      await storage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
