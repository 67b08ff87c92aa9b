// Makes a checkout ready to run: installs, generates and builds what is missing or out of date, and nothing else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const WINDOWS = process.platform === 'win32';

export function setUp() {
  if (!isInstalled()) {
    run('Installing packages', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  keep('src/database/generated/.stamp', ['prisma/schema.prisma', 'node_modules/prisma/package.json'], () => {
    // Generating needs no engine, but Prisma downloads one unless it is told where one is: any executable will do.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
    runTool('Generating the database client', 'prisma/build/index.js', ['generate'], env);
  });
  keep('dist/.stamp', ['src', 'tsconfig.json', 'tsconfig.build.json', 'node_modules/typescript/package.json'], () => {
    rmSync(join(PROJECT, 'dist'), { recursive: true, force: true }); // what a deleted source left would still be imported
    runTool('Building', 'typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  });
}

/** npm writes what it installed when it has installed all of it. Packages for other systems are in the lock file only. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional),
  );
}

function packagesOf(lockFile) {
  const path = join(PROJECT, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Does the work unless the stamp says that it was done for these very contents. */
function keep(stamp, sources, work) {
  const path = join(PROJECT, stamp);
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesUnder)) hash.update(`${file}\0`).update(readFileSync(join(PROJECT, file)));
  const digest = hash.digest('hex');
  if (existsSync(path) && readFileSync(path, 'utf8') === digest) return;
  work();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, digest);
}

function filesUnder(path) {
  if (/\.\w+$/.test(path)) return [path];
  const entries = readdirSync(join(PROJECT, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(PROJECT.length))
    .sort();
}

function runTool(what, script, args, env) {
  run(what, process.execPath, [join(PROJECT, 'node_modules', script), ...args], env);
}

function run(what, command, args, env = {}) {
  const start = Date.now();
  process.stderr.write(`${what} … `);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: PROJECT,
    // Tools start one another by name, which npm's scripts find and a bare `node scripts/setup.mjs` would not.
    env: { ...process.env, PATH: `${join(PROJECT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`, ...env },
    encoding: 'utf8',
    maxBuffer: 1e8,
    shell: WINDOWS && command === 'npm',
  });
  if (status !== 0) {
    process.stderr.write(`failed\n${error?.message ?? `${stdout}${stderr}`}\n`);
    process.exit(1);
  }
  process.stderr.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp();
