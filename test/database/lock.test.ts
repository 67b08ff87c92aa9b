import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lock } from '../../src/database/lock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('the lock of a directory', () => {
  it('is held once, and free again when released', async () => {
    const release = await lock(directory);
    await expect(lock(directory)).rejects.toMatchObject({ code: 'CONFLICT', details: { pid: process.pid } });
    await release();
    expect(await readdir(directory)).toEqual([]);
    await (await lock(directory))();
  });

  it('of a process that died is taken over, whatever its number is now used for', async () => {
    await writeFile(join(directory, 'lock.999999999.1'), '');
    await writeFile(join(directory, `lock.${process.ppid}.1`), '');
    const release = await lock(directory);
    expect(await readdir(directory)).toHaveLength(1);
    await release();
  });
});
