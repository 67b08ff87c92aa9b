import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csv, longCity, riverCity, writePackage } from '../support/package.ts';
import { type Folder, loadedFolder, query, run, serve, temporaryFolder } from './process.ts';

const RELEASES = '{ datasets { code releases(first: 5) { nodes { version } } } }';

const startServer = (folder: Folder) => serve({ DATA_DIR: folder.path, DATASETS: '', LOG_LEVEL: 'silent' });

async function stop({ child, ended }: Awaited<ReturnType<typeof serve>>) {
  child.kill('SIGTERM');
  return (await ended).code;
}

/** What was told besides how far it is, which a busy machine is told of an import of seconds. */
const withoutProgress = (err: string) => err.replace(/^(?:reading|checking|writing|publishing)\b.*\n/gm, '');

describe('beside a server that has the embedded database open', () => {
  test('import and report write through it, and its next answer is the new one', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path };
    const running = await startServer(folder);
    const before = await query(running.url, RELEASES);
    expect(JSON.stringify(before)).not.toContain('river-city');

    const river = await writePackage(riverCity());
    const tried = await run(['import', river, '--dry-run'], env).ended;
    expect([tried.code, withoutProgress(tried.err)]).toEqual([0, '']);
    expect(tried.out).toMatch(/^river-city 1: dry run, nothing was written; it would be release 1 /);
    expect(await query(running.url, RELEASES)).toEqual(before);

    const imported = await run(['import', river], env).ended;
    expect([imported.code, withoutProgress(imported.err)]).toEqual([0, '']);
    expect(imported.out).toMatch(/^river-city 1: published as release 1 /);
    expect(JSON.stringify(await query(running.url, RELEASES))).toContain('river-city');
    expect((await run(['import', river], env).ended).out).toContain(
      'unchanged, because all of it is published already; readers see release 1',
    );

    const reported = await run(['report', 'dike-a', '--status', 'COMPLETED', '--dataset', 'river-city'], env).ended;
    expect(reported).toEqual({ code: 0, err: '', out: 'Reported: dike-a of river-city is COMPLETED, 100 per cent.\n' });
    const { data } = await query(running.url, '{ task(code: "dike-a", dataset: "river-city") { status } }');
    expect(data).toEqual({ task: { status: 'COMPLETED' } });

    expect(await stop(running)).toBe(0);
    expect((await run(['import', river], env).ended).out).toContain(
      'unchanged, because all of it is published already; readers see release 1',
    );
    await rm(river, { recursive: true });
  });

  test('what is wrong is told as without a server, in the language of the terminal', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path };
    const wrong = await writePackage(riverCity('1', { themes: csv('code,name:en', 'safety,Safety', 'safety,Again') }));
    const commands = [
      ['import', wrong],
      ['import', wrong, '--locale', 'zh-Hans'],
      ['import', join(folder.path, 'nothing')],
      ['import', wrong, '--mode', 'all'],
      ['report', 'no-such-task', '--status', 'COMPLETED'],
      ['report', 'no-such-task', '--status', 'DONE', '--locale', 'zh-Hans'],
    ];
    const runAll = async () => {
      const ends = [];
      for (const args of commands) {
        const { code, out, err } = await run(args, env).ended;
        // Lines that tell how far it is come where it takes long.
        ends.push({ code, out, err: err.replace(/^(reading|checking|读取|检查).*\n/gm, '') });
      }
      return ends;
    };
    const alone = await runAll();
    const running = await startServer(folder);
    expect(await runAll()).toEqual(alone);
    expect(alone.map(({ code }) => code)).toEqual([1, 1, 1, 2, 1, 1]);
    expect(alone[0]?.err).toContain('themes.csv line 3');
    await stop(running);
    await rm(wrong, { recursive: true });
  });

  test('an import that is given up or killed leaves nothing, and keeps nobody waiting', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path };
    const long = await writePackage(longCity('1'));
    const running = await startServer(folder);
    const before = await query(running.url, RELEASES);
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const importing = run(['import', long], env);
      await expect.poll(() => importing.err()).toContain('observations');
      importing.child.kill(signal);
      await importing.ended;
      expect(importing.child.signalCode).toBe(signal);
      if (signal === 'SIGINT') expect(importing.err()).toContain('Interrupted: the import is given up. Nothing');
      expect(await query(running.url, RELEASES)).toEqual(before);
      const report = await run(['report', 'pilot-programme', '--status', 'DONE'], env).ended;
      expect(report.err).toContain('DONE');
    }
    const short = await writePackage(riverCity());
    expect((await run(['import', short], env).ended).out).toMatch(/^river-city 1: published as release 1 /);
    await stop(running);
    for (const path of [long, short]) await rm(path, { recursive: true });
  });

  test('an import whose server ends says so, and nothing of it stays', async () => {
    await using folder = await loadedFolder();
    const env = { DATA_DIR: folder.path };
    const long = await writePackage(longCity('1'));
    const running = await startServer(folder);
    const importing = run(['import', long], env);
    await expect.poll(() => importing.err()).toContain('observations');
    expect(await stop(running)).toBe(0);
    const { code, out, err } = await importing.ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('The server ended before the command was done. Nothing came of it.\n');
    const again = await startServer(folder);
    expect(JSON.stringify(await query(again.url, RELEASES))).not.toContain('river-city');
    await stop(again);
    await rm(long, { recursive: true });
  });

  test('a directory that another import holds, or a socket of nobody, is met as before', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'control.sock'), '');
    const river = await writePackage(riverCity());
    expect((await run(['import', river], { DATA_DIR: folder.path }).ended).code).toBe(0);
    await rm(river, { recursive: true });
  });
});
