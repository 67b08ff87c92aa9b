import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SlowestFiles } from './test/support/slowest-files.ts';

const GLOBAL_SETUP = 'test/support/global-setup.ts';
/** Set by test/deep.mjs, which names the files itself. */
const isDeep = process.env.DEEP_SECONDS !== undefined;
/** Where .ci/run wants the results to count them. */
const resultFile = process.env.TEST_RESULT_FILE;
const json: ['json', { outputFile: string }][] = resultFile ? [['json', { outputFile: resultFile }]] : [];

export default defineConfig({
  // Vite would take graphql's other build for our files, and graphql refuses what another copy of it made.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // What clients bring with them has tests of its own.
    exclude: ['**/node_modules/**', ...(isDeep ? [] : ['test/**/*.deep.test.ts'])],
    ...(existsSync(GLOBAL_SETUP) ? { globalSetup: GLOBAL_SETUP } : {}),
    reporters: ['default', new SlowestFiles(), ...json],
    pool: 'forks',
    // One more than there are processors: some files wait for other processes, and none for another file.
    maxWorkers: availableParallelism() + 1,
    // Collectors of several threads would take the processor from the other workers: a tenth more in all.
    execArgv: ['--single-threaded-gc'],
    // Files share their worker's modules and its compiled PostgreSQL: a fresh process for each costs two seconds, as much as most files take.
    isolate: isDeep,
    // Where a machine does other work too, a test that waits for another process may come too late. What passes only then is told.
    retry: process.env.CI ? 1 : 0,
    // Only what hangs takes as long as this, on the slowest machine.
    testTimeout: isDeep ? 7_200_000 : 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
