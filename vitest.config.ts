import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const globalSetup = at('./tests/support/global-setup.ts');

export default defineConfig(({ mode }) => ({
  resolve: {
    // Tests run the sources, not the compiled copy: the package's own name means the source entry point.
    alias: [
      { find: /^xianjie\/schema$/, replacement: at('./schema/index.ts') },
      { find: /^xianjie\/testing$/, replacement: at('./api/testing/index.ts') },
      // One copy of graphql: left alone, the sources would get its .mjs build and packages its CommonJS one.
      { find: /^graphql$/, replacement: at('./node_modules/graphql/index.js') },
    ],
  },
  test: {
    // What takes minutes runs by itself: npm run test:long.
    include: [mode === 'long' ? 'tests/**/*.long.test.ts' : 'tests/**/!(*.long).test.ts'],
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ['default'],
    env: { XIANJIE_TODAY: '2025-06-30', LOG_LEVEL: 'silent' },
  },
}));
