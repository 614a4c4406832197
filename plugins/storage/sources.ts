import { join } from 'node:path';
import type { ModuleTable } from 'xianjie/schema';
import { projectRoot } from './project-root.js';

/** Where one owner's migrations lie: folders in alphabetical order, each with a reviewed migration.sql. */
export interface MigrationSource {
  /** `core`, or the id of a module. */
  readonly owner: string;
  readonly folder: string;
  /** A module's tables, protected after its migrations. The core's first migration protects its own. */
  readonly tables?: readonly ModuleTable[];
}

/** The core's own migrations. */
export const coreMigrations: MigrationSource = { owner: 'core', folder: join(projectRoot, 'prisma', 'migrations', 'core') };

/** What every table of a module begins with. */
export const tablePrefix = (moduleId: string): string => `${moduleId.replaceAll('-', '_')}_`;
