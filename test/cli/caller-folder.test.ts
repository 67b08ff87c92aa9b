import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './process.ts';

test('npm run takes paths from the folder in which it is called, and those of variables from the project', async () => {
  await using folder = await temporaryFolder();
  const project = process.cwd();
  await writeFile(join(folder.path, 'sheet.csv'), 'area,2020 visits,2021 visits\nNorth,10,12\nSouth,7,8\n');
  const child = spawn('npm', ['--prefix', project, 'run', '--silent', 'import', '--', 'sheet.csv', '--infer'], {
    cwd: folder.path,
    env: { PATH: process.env.PATH, HOME: folder.path, DATA_DIR: relative(project, join(folder.path, 'data')) },
    stdio: 'ignore',
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(2);
  expect(existsSync(join(folder.path, 'sheet.csv.mapping.json'))).toBe(true);
  expect(existsSync(join(folder.path, 'data'))).toBe(true);
}); // biome-ignore format: a title
