// The long run: every property and fuzz test with a fresh seed, for as long as it is given, and what takes too long for `npm test`.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
/** As vitest.config.ts has it. */
const WORKERS = availableParallelism() + 1;
const USAGE = 'npm run test:deep -- [--minutes 30] [--seed N] [words of file names]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0 && Number.isSafeInteger(seed))) {
  console.error(`Give the minutes as a number above 0 and the seed as a whole number.\n${USAGE}`);
  process.exit(2);
}

const files = readdirSync(`${PROJECT}test`, { recursive: true })
  .map((file) => `test/${file}`)
  .filter((file) => file.endsWith('.test.ts') && isDeep(file))
  .filter((file) => positionals.length === 0 || positionals.some((word) => file.includes(word)));
const count = (word) => files.reduce((sum, file) => sum + (textOf(file).split(word).length - 1), 0);
const [properties, doors] = [count('checkProperty('), count('deepRuns: ')];
// A door has ten shares of the time, see test/support/property.ts.
const seconds = (minutes * 60 * WORKERS) / Math.max(1, properties + 9 * doors);
const summary = `${properties} properties, ${seconds.toFixed(1)} s each, ${doors} doors of them ten times that; the same again: --minutes ${minutes} --seed ${seed}`;
console.log(summary);
const { status } = spawnSync(process.execPath, [`${PROJECT}node_modules/vitest/vitest.mjs`, 'run', ...files], {
  cwd: PROJECT,
  stdio: 'inherit',
  env: { ...process.env, DEEP_SECONDS: String(seconds), DEEP_SEED: String(seed) },
});
console.log(summary);
process.exit(status ?? 1);

function isDeep(file) {
  return file.endsWith('.deep.test.ts') || /checkProperty\(|IS_DEEP/.test(textOf(file));
}

function textOf(file) {
  return readFileSync(`${PROJECT}${file}`, 'utf8');
}
