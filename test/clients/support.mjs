import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A module that may be missing; then it is said how to get it. */
export async function moduleOf(name) {
  try {
    return await import(require.resolve(name));
  } catch {
    console.log(`missing: ${name} (npm install in test/clients)`);
    return null;
  }
}

/** Whether a program is there; if not, it is said in which Debian package it comes. */
export function hasProgram(program, debianPackage) {
  const found = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (!found.error) return true;
  console.log(`missing: ${program} (Debian package ${debianPackage})`);
  return false;
}

/** The address of a running server: the first argument. */
export function serverUrl() {
  const [, , url] = process.argv;
  if (!url) throw new Error('Give the address of a running server: http://127.0.0.1:4000');
  return url.replace(/\/$/, '');
}

/** Fails where two things that must be equal are not. */
export function same(what, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  if (a !== b) throw new Error(`${what}: ${a}, and not ${b}`);
  console.log(`ok: ${what}: ${a.slice(0, 100)}`);
}
