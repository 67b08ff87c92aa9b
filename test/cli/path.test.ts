import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadedFolder, run, temporaryFolder } from './process.ts';

/** A folder with a file, a link that leads nowhere, and one that leads to itself. */
async function awkwardFolder() {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'file'), '');
  await symlink('gone', join(folder.path, 'dangling'));
  await symlink('loop', join(folder.path, 'loop'));
  return folder;
}

describe('a DATA_DIR that cannot be used is told in words', () => {
  const tell = async (command: readonly string[], directory: string, LANG = 'C') => {
    const { code, out, err } = await run(command, { DATA_DIR: directory, PORT: '0', DATASETS: '', LANG }).ended;
    expect(code).toBe(1);
    return out + err;
  };

  test('by serve', async () => {
    await using folder = await awkwardFolder();
    const at = (name: string) => join(folder.path, name);
    expect(await tell(['serve'], at('file'))).toBe(
      `The directory ${at('file')} cannot be used: ${at('file')} is a file, not a folder. Choose another directory with DATA_DIR.\n`,
    );
    expect(await tell(['serve'], at('file/data'))).toContain(`cannot be used: ${at('file')} is a file, not a folder.`);
    expect(await tell(['serve'], at('dangling/data'))).toContain(
      `cannot be used: ${at('dangling')} is a symbolic link to ${at('gone')}, which is not there.`,
    );
    expect(await tell(['serve'], at('dangling'), 'zh_CN.UTF-8')).toContain(
      `${at('dangling')} 是指向 ${at('gone')} 的符号链接，而后者不存在。`,
    );
  });

  test('by import, which looks for a server there first', async () => {
    await using folder = await awkwardFolder();
    const args = ['import', 'data/tianshui-2020'];
    expect(await tell(args, join(folder.path, 'file'))).toContain('file is a file, not a folder.');
    expect(await tell(args, join(folder.path, 'loop'))).toContain(
      'loop can be neither made nor used: its symbolic links lead in a circle.',
    );
  });

  test('by doctor', async () => {
    await using folder = await awkwardFolder();
    expect(await tell(['doctor'], join(folder.path, 'dangling'))).toContain('dangling is a symbolic link to');
    expect(await tell(['doctor'], join(folder.path, 'loop'))).toContain('its symbolic links lead in a circle');
  });
});

describe('a target that cannot be written is told in words', () => {
  test('of a backup', async () => {
    await using data = await loadedFolder();
    await using folder = await awkwardFolder();
    const backUp = (name: string, LANG = 'C') =>
      run(['backup', join(folder.path, name)], { DATA_DIR: data.path, LANG }).ended;
    expect((await backUp('file/backup')).err).toMatch(
      /cannot be written: a part of this path is a file, not a folder\. It/,
    );
    expect((await backUp('none/backup', 'zh_CN.UTF-8')).err).toContain('没有文件夹');
    expect((await backUp('dangling')).err).toBe(
      `${join(folder.path, 'dangling')} exists already: name a new folder for the backup.\n`,
    );
  });

  test('and so is a backup whose list of files cannot be read', async () => {
    await using folder = await awkwardFolder();
    await symlink('govgraph-backup.json', join(folder.path, 'govgraph-backup.json'));
    const { code, err } = await run(['restore', folder.path], { DATA_DIR: join(folder.path, 'data') }).ended;
    expect([code, err]).toEqual([
      1,
      `${join(folder.path, 'govgraph-backup.json')}: its symbolic links lead in a circle.\n`,
    ]);
  });

  test('of the problems of an import', async () => {
    await using folder = await awkwardFolder();
    await mkdir(join(folder.path, 'package'));
    await writeFile(join(folder.path, 'package/datapackage.json'), '{}');
    const target = join(folder.path, 'file/problems');
    const { code, err } = await run(['import', join(folder.path, 'package'), '--problems', target], {
      DATA_DIR: join(folder.path, 'data'),
    }).ended;
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/file: something of this name is there already\.\nThe package was refused: \d+ problem/),
    ]);
  });
});
