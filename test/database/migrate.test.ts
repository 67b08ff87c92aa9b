import { expect, test } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { pgliteEngine } from '../../src/database/pglite.ts';
import { createEmptyPglite } from '../support/pglite.ts';

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

test('a migration leaves no timer behind, for which a process that has done its work would wait', async () => {
  const engine = pgliteEngine(await createEmptyPglite());
  const before = timers();
  await migrate(engine);
  expect(timers()).toBe(before);
  await engine.close();
});
