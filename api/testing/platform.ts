import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { coreModule, type PolicyModule } from 'xianjie/schema';
import { tellAll } from '../http/errors.js';
import { readSettings } from '../settings.js';
import { start } from '../start.js';
import { openDoor, type Door } from './door.js';
import { kitViewer } from './kit-viewer.js';

/** How a platform for tests is opened. */
export interface PlatformOptions {
  /** The modules beside the core. */
  readonly modules: readonly PolicyModule[];
  /** With the demo town; default: an empty register. */
  readonly demo?: boolean;
  /** The business date; default: 2025-06-30, the demo's day. */
  readonly today?: string;
  /** Gets what goes wrong inside, as lines of JSON, with the whole message: all data are invented. Default: written to stderr. */
  readonly log?: (line: string) => void;
}

/** A whole platform of its own, until it is closed. */
export interface Platform extends Door {
  /** Stops it and removes everything it wrote. */
  close(): Promise<void>;
}

/**
 * Starts the core with modules on a PostgreSQL of its own: real migrations, the module's own tables among them, in a folder under
 * the system's temporary one.
 */
export async function openPlatform({ modules, demo = false, today = '2025-06-30', log: hear }: PlatformOptions): Promise<Platform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xianjie-kit-'));
  // The account that PostgreSQL runs under must be able to enter it; else its files would lie elsewhere and stay.
  chmodSync(dataDir, 0o755);
  const log = pino({ level: 'warn', base: null }, { write: (line) => (hear ?? ((one) => process.stderr.write(one)))(line) });
  tellAll(log);
  const settings = { ...readSettings({}, dataDir), port: 0, dataDir, modules: [], demo, today, logLevel: 'warn' };
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const started = await start(settings, log, () => undefined, { modules, unregistered: kitViewer([coreModule, ...modules]) });
    return {
      ...openDoor(started, log),
      close: async () => {
        await started.parts.audit.stop();
        await started.storage.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
