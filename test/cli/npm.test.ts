import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { loadedFolder } from './process.ts';

/** Longer than the server takes to see that its parent is gone. */
const A_WHILE = 1_000;

/** A shell that starts the server and waits for it, as npm has one between itself and what it runs. The shell dies of SIGTERM. */
async function serveInDyingShell(directory: string, env: Record<string, string>) {
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" dist/main.js serve; :`], {
    env: { PATH: process.env.PATH, DATA_DIR: directory, DATASETS: '', PORT: '0', ...env },
  });
  let out = '';
  shell.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  const closed = once(shell.stdout, 'close');
  await expect.poll(() => out).toContain('is ready');
  const [lock = ''] = (await readdir(directory)).filter((name) => name.startsWith('lock.'));
  shell.kill('SIGTERM');
  await once(shell, 'exit');
  return { closed, pid: Number(lock.split('.')[1]), health: /http:\S+\/health/.exec(out)?.[0] ?? '', out: () => out };
}

test('a server that npx has started ends as by SIGTERM when the shell of npx has died of that', async () => {
  await using folder = await loadedFolder();
  const { closed, pid, health, out } = await serveInDyingShell(folder.path, { npm_command: 'exec' });
  const left = after(10_000, 'it goes on', { ref: false });
  const end = await Promise.race([closed.then(() => 'it ended'), left]);
  if (end === 'it goes on') process.kill(pid, 'SIGKILL');
  expect(end).toBe('it ended');
  expect(out()).toContain('Stopping');
  await expect(fetch(health)).rejects.toThrow();
  expect((await readdir(folder.path)).filter((name) => name.startsWith('lock.'))).toEqual([]);
});

test('a server that npm has nothing to do with goes on without the shell that started it', async () => {
  await using folder = await loadedFolder();
  const { closed, pid, health } = await serveInDyingShell(folder.path, {});
  await after(A_WHILE);
  expect((await fetch(health)).status).toBe(200);
  process.kill(pid, 'SIGTERM');
  await closed;
});

test('a server that a script of npm leaves behind in the background goes on', async () => {
  await using folder = await loadedFolder();
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" dist/main.js serve &`], {
    env: { PATH: process.env.PATH, DATA_DIR: folder.path, DATASETS: '', PORT: '0', npm_command: 'run-script' },
  });
  let out = '';
  shell.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  const closed = once(shell.stdout, 'close');
  await expect.poll(() => out).toContain('is ready');
  await after(A_WHILE);
  expect((await fetch(/http:\S+\/health/.exec(out)?.[0] ?? '')).status).toBe(200);
  const [lock = ''] = (await readdir(folder.path)).filter((name) => name.startsWith('lock.'));
  process.kill(Number(lock.split('.')[1]), 'SIGTERM');
  await closed;
});
