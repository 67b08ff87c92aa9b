// Makes a checkout ready to run: installs, generates and builds what is missing or out of date, and nothing else.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const EXPLORER = 'src/explorer';
const WINDOWS = process.platform === 'win32';

/** Seconds after which work that goes on says so again. */
const SIGN_OF_LIFE = 5;

/**
 * `development`: with what tests, checks and the bench need besides, which is more than half of it all. `explorer: false`: all but the explorer,
 * for whoever is about to generate what its build needs.
 */
export async function setUp({ development, explorer = true }) {
  if (!isInstalled(development)) {
    const which = development ? '--include=dev' : '--omit=dev';
    await run('Installing packages', 'npm', ['ci', which, '--no-audit', '--no-fund', '--loglevel=error']);
  }
  await keep('src/database/generated/.stamp', ['prisma/schema.prisma', 'node_modules/prisma/package.json'], () => {
    // Generating needs no engine, but Prisma downloads one unless it is told where one is: any executable will do.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
    return runTool('Generating the database client', 'prisma/build/index.js', ['generate'], { env });
  });
  await keep(
    'dist/.stamp',
    ['src', 'tsconfig.json', 'tsconfig.build.json', 'node_modules/typescript/package.json'],
    () => {
      rmSync(join(PROJECT, 'dist'), { recursive: true, force: true }); // what a deleted source left would still be imported
      return runTool('Building', 'typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
    },
  );
  if (explorer) await buildExplorer();
  await keep(
    'build/.stamp',
    ['prisma/migrations', 'scripts/cluster.mjs', 'node_modules/@electric-sql/pglite/package.json'],
    () => run('Preparing the embedded database', process.execPath, [join(PROJECT, 'scripts/cluster.mjs')]),
  );
}

function buildExplorer() {
  return keep(
    'build/explorer/.stamp',
    [
      'src/explorer',
      'tsconfig.json',
      ...['vite', 'react', 'react-dom', 'urql', 'echarts', '@lingui/core', '@tanstack/react-router'].map(
        (name) => `node_modules/${name}/package.json`,
      ),
    ],
    () => runTool('Building the explorer', 'vite/bin/vite.js', ['build', '--config', 'src/explorer/vite.config.ts']),
  );
}

/** npm writes what it installed when it has installed all of it. Packages for other systems are in the lock file only. */
function isInstalled(development) {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional, dev, devOptional }]) =>
      path === '' ||
      (present[path] ? present[path].version === version : optional || (!development && (dev || devOptional))),
  );
}

function packagesOf(lockFile) {
  const path = join(PROJECT, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Does the work unless the stamp says that it was done for these very contents. */
async function keep(stamp, sources, work) {
  const path = join(PROJECT, stamp);
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(join(PROJECT, file)));
  const digest = hash.digest('hex');
  if (existsSync(path) && readFileSync(path, 'utf8') === digest) return;
  await work();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, digest);
}

/** The explorer is built by itself: the server is not built anew for it. */
function filesUnder(path) {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(PROJECT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(tsx?|sql|css|html|json|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(PROJECT.length))
    .filter((file) => path === EXPLORER || !file.startsWith(EXPLORER))
    .sort();
}

const runTool = (what, script, args, options) =>
  run(what, process.execPath, [join(PROJECT, 'node_modules', script), ...args], options);

/**
 * Runs a tool to its end, and answers what it printed. It shows that the tool lives: the seconds count on a terminal, and are told in lines
 * elsewhere.
 */
export async function run(what, command, args, options = {}) {
  const start = Date.now();
  const seconds = (digits) => `${((Date.now() - start) / 1000).toFixed(digits)} s`;
  const isTerminal = process.stderr.isTTY;
  const show = () => process.stderr.write(isTerminal ? `\r${what} … ${seconds(0)} ` : `${what} … ${seconds(0)}\n`);
  process.stderr.write(isTerminal ? `${what} … ` : `${what} …\n`);
  const signs = setInterval(show, isTerminal ? 1_000 : SIGN_OF_LIFE * 1_000);
  const { status, output, errors } = await outcomeOf(command, args, options);
  clearInterval(signs);
  if (status !== 0) {
    process.stderr.write(`\n${what} failed:\n${output}${errors}\n`);
    process.exit(1);
  }
  process.stderr.write(`${isTerminal ? '\r' : ''}${what} … ${seconds(1)}\n`);
  return output;
}

function outcomeOf(command, args, { env = {}, cwd = PROJECT }) {
  const child = spawn(command, args, {
    cwd,
    // Tools start one another by name, which npm's scripts find and a bare `node scripts/setup.mjs` would not.
    env: { ...process.env, PATH: `${join(PROJECT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: WINDOWS && command === 'npm',
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve({ status: 1, output, errors: message }));
    child.on('close', (status) => resolve({ status, output, errors }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp({ development: true, explorer: !process.argv.includes('--without-explorer') });
}
