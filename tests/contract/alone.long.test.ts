import { describe, expect, test } from 'vitest';
import { coreModule, type PolicyModule } from 'xianjie/schema';
import { openPlatform } from 'xianjie/testing';
import { shipped } from '../../api/commands/shipped.js';

/** Each set starts on a database of its own, with its own tables: no module needs another to be there. */
const modules = (await shipped()).map(({ module }) => module).filter(({ id }) => id !== coreModule.id);
const sets: readonly (readonly PolicyModule[])[] = [[], ...modules.map((module) => [module]), modules, [...modules].reverse()];

describe('the platform starts with', () => {
  test.each(sets.map((set) => [set.map(({ id }) => id).join(', ') || 'no module', set] as const))(
    '%s',
    { timeout: 180_000 },
    async (_ids, set) => {
      const platform = await openPlatform({ modules: set });
      try {
        const { installedModules } = (await platform.ask('{ installedModules { id } }')) as { installedModules: { id: string }[] };
        expect(installedModules.map(({ id }) => id).sort()).toEqual([coreModule.id, ...set.map(({ id }) => id)].sort());
        expect(await platform.ask('{ eligibilityChecks { code } feeds { code } policyParameters(area: "15") { code } }')).toBeTruthy();
      } finally {
        await platform.close();
      }
    },
  );
});
