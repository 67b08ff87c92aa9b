// What a client wants to have installed, and what of it is missing. Nothing is ever installed from here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/**
 * @typedef {{ program: string, debian: string } | { file: string, debian: string } | { python: string, debian: string }
 *   | { odbc: string, debian: string } | { r: string, debian: string } | { package: string } | { postgresql: true }} Need
 */

const resolve = createRequire(new URL('../package.json', import.meta.url)).resolve;

export const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

const succeeds = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The Python that has these modules: the one on the PATH may know nothing of Debian's packages. */
export const pythonWith = (...names) =>
  ['python3', '/usr/bin/python3'].find((python) => succeeds(python, '-c', `import ${names.join(', ')}`));

/** @param {Need} need @returns {string | null} what is missing, or null */
function missing(need, ground) {
  if (need.program) return onPath(need.program) ? null : `Debian package ${need.debian}`;
  if (need.file) return existsSync(need.file) ? null : `Debian package ${need.debian}`;
  if (need.python) return pythonWith(need.python) ? null : `Debian package ${need.debian}`;
  if (need.odbc) return succeeds('odbcinst', '-q', '-d', '-n', need.odbc) ? null : `Debian package ${need.debian}`;
  if (need.r) return succeeds('Rscript', '-e', `library(${need.r})`) ? null : `Debian package ${need.debian}`;
  if (need.postgresql) return ground.databaseUrl ? null : 'Debian package postgresql-15';
  if (need.package) return hasPackage(need.package) ? null : 'npm ci --prefix test/clients';
  throw new Error(`A client needs what nobody knows how to look for: ${JSON.stringify(need)}`);
}

/** Packages that export nothing by their own name, such as files for browsers, have a folder all the same. */
function hasPackage(name) {
  if (existsSync(new URL(`../node_modules/${name}/package.json`, import.meta.url))) return true;
  try {
    return Boolean(resolve(name));
  } catch {
    return false;
  }
}

/** @param {readonly Need[]} needs @returns {string[]} */
export function missingOf(needs, ground) {
  return [...new Set(needs.map((need) => missing(need, ground)).filter((one) => one !== null))];
}
