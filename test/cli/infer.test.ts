import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadedFolder, run, temporaryFolder } from './process.ts';

/** Runs the command line at a pseudo-terminal; each time that it asks, the next of these is typed. */
async function runAtTerminal(args: readonly string[], env: Record<string, string>, typed: readonly string[]) {
  const command = [process.execPath, 'dist/main.js', ...args].map((part) => `'${part}'`).join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { PATH: process.env.PATH, ...env } });
  const rest = [...typed];
  let out = '';
  let answered = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
    while (out.split('Enter leaves it open: ').length - 1 > answered) {
      answered++;
      child.stdin.write(rest.shift() ?? '\r');
    }
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, out };
}

const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0;

test.skipIf(!hasTerminal)('import --infer asks at a terminal, and nowhere else', async () => {
  await using folder = await loadedFolder();
  await using place = await temporaryFolder();
  const env = { DATA_DIR: folder.path, LANG: 'en' };
  const file = join(place.path, 'sheet.csv');
  await writeFile(file, 'area,2020 visits,2021 visits\nNorth,10,12\nSouth,-,8*\n');
  const args = ['import', file, '--infer', '--dataset', 'visits'];

  const interrupted = await runAtTerminal(args, env, ['MISSING\r', '\u0003']);
  expect(interrupted.code).not.toBe(0);
  expect(existsSync(`${file}.mapping.json`)).toBe(false);

  const answered = await runAtTerminal(args, env, ['MISSING\r', '1\r']);
  expect(answered.out).toContain('No question is open.');
  expect(answered.code).toBe(0);
  const mapping = JSON.parse(await readFile(`${file}.mapping.json`, 'utf8'));
  expect(mapping).toMatchObject({ marks: { '-': 'MISSING' }, flags: { '*': 'PROVISIONAL' } });

  const other = join(place.path, 'other.csv');
  await writeFile(other, await readFile(file));
  const piped = await run(['import', other, '--infer', '--dataset', 'visits'], env).ended;
  expect(piped).toMatchObject({ code: 2, err: '2 questions are open.\n' });
});
