import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const GLOBAL_SETUP = 'test/support/global-setup.ts';

export default defineConfig({
  // Vite would take graphql's other build for our files, and graphql refuses what another copy of it made.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    ...(existsSync(GLOBAL_SETUP) ? { globalSetup: GLOBAL_SETUP } : {}),
    pool: 'forks',
    maxWorkers: 2,
    // An embedded database takes a second to open, and more on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
