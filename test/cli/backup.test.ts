import { existsSync } from 'node:fs';
import { appendFile, cp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { riverCity, writePackage } from '../support/package.ts';
import { type Folder, loadedFolder, run, serve, temporaryFolder } from './process.ts';

const FILES = ['observations.csv?breakdowns=all', 'observations.csv', 'tasks.csv', 'observations.csv?asOf=2100-01-01'];
const EVERYTHING = `{
  datasets { code releases { seq version } }
  metrics(first: 100) { nodes { code observations(first: 100) { nodes { period value status citations { quote } } } } }
  tasks(first: 100) { nodes { code status ownProgress reports(first: 10) { nodes { status } } } }
}`;

/** All that can be read of a server. */
async function readAll(url: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: EVERYTHING }),
  });
  const files = await Promise.all(FILES.map(async (file) => (await fetch(`${url}/files/${file}`)).text()));
  return { graph: await response.json(), files };
}

async function serveWith(folder: Folder, env: Record<string, string> = {}) {
  return serve({ DATA_DIR: folder.path, LOG_LEVEL: 'silent', DATASETS: '', ...env });
}

async function stop(running: Awaited<ReturnType<typeof serve>>) {
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
}

describe('backup and restore', () => {
  test('of a server that goes on serving: the copy has every figure, and what came later is not in it', async () => {
    await using folder = await loadedFolder();
    await using place = await temporaryFolder();
    const target = join(place.path, 'backup');
    const river = await writePackage(riverCity());
    const running = await serveWith(folder, { DATASETS: river });
    const before = await readAll(running.url);
    expect(JSON.stringify(before)).toContain('river-city');

    let isOver = false;
    const asking = (async () => {
      const statuses: number[] = [];
      while (!isOver) {
        statuses.push((await fetch(`${running.url}/graphql?query={datasets{code}}`)).status);
      }
      return statuses;
    })();
    const made = await run(['backup', target], { DATA_DIR: folder.path }).ended;
    isOver = true;
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^Wrote the backup .*backup: [\d,]+ files\. Requests waited [\d,]+ ms for it\.\n$/);
    const statuses = await asking;
    expect(new Set(statuses)).toEqual(new Set([200]));
    await stop(running);
    expect((await run(['report', 'dike-a', '--status', 'COMPLETED'], { DATA_DIR: folder.path }).ended).code).toBe(0);

    const again = join(place.path, 'again');
    const restored = await run(['restore', target], { DATA_DIR: again }).ended;
    expect(restored).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored [\d,]+ files to /) });
    const second = await serveWith({ ...folder, path: again });
    expect(await readAll(second.url)).toEqual(before);
    await stop(second);
  });

  test('is refused among the files of the database, served or not, and by whatever path', async () => {
    await using folder = await loadedFolder();
    await using place = await temporaryFolder();
    const files = join(folder.path, 'pg');
    const target = join(files, 'bak1');
    const refused = {
      code: 1,
      err: expect.stringMatching(/^The backup \S+ would lie among the files of the database in \S+\/pg: name a folder/),
    };
    await symlink(files, join(place.path, 'link'));
    const backUp = (to: string) => run(['backup', to], { DATA_DIR: folder.path }).ended;
    expect(await backUp(target)).toMatchObject(refused);
    expect(await backUp(join(place.path, 'link/bak1'))).toMatchObject(refused);
    const running = await serveWith(folder);
    expect(await backUp(target)).toMatchObject(refused);
    await stop(running);
    expect((await readdir(files)).filter((name) => name.startsWith('bak1'))).toEqual([]);

    // A restore makes room for the files, and would remove the backup.
    expect((await backUp(join(place.path, 'backup'))).code).toBe(0);
    const inside = join(place.path, 'new/pg/backup');
    await cp(join(place.path, 'backup'), inside, { recursive: true });
    expect(await run(['restore', inside], { DATA_DIR: join(place.path, 'new') }).ended).toMatchObject(refused);
    expect(existsSync(join(inside, 'govgraph-backup.json'))).toBe(true);
  });

  test('of a database that nobody serves', async () => {
    await using folder = await loadedFolder();
    await using place = await temporaryFolder();
    const target = join(place.path, 'backup');
    expect((await run(['backup', target], { DATA_DIR: folder.path }).ended).code).toBe(0);
    expect((await readdir(folder.path)).filter((name) => name.startsWith('lock'))).toEqual([]);
    const again = join(place.path, 'again');
    expect((await run(['restore', target], { DATA_DIR: again }).ended).code).toBe(0);
    const { out } = await run(['doctor'], { DATA_DIR: again, PORT: '0' }).ended;
    expect(out).toContain('Published: tianshui-2020.');
  });

  test('refuse what would destroy something, and what is no whole backup, and leave nothing behind', async () => {
    await using folder = await loadedFolder();
    await using place = await temporaryFolder();
    const target = join(place.path, 'backup');
    const env = { DATA_DIR: folder.path };
    const refusal = async (...args: string[]) => {
      const { code, out, err } = await run(args, env).ended;
      expect({ code, out }).toEqual({ code: 1, out: '' });
      return err;
    };
    expect((await run(['backup', target], env).ended).code).toBe(0);
    expect(await refusal('backup', target)).toContain('exists already: name a new folder for the backup.');
    const nowhere = join(place.path, 'nowhere', 'backup');
    expect(await refusal('backup', nowhere)).toContain(
      `The backup ${nowhere} cannot be written: there is no folder ${dirname(nowhere)}. Make it first`,
    );
    expect(await refusal('restore', target)).toContain('There is a database in');

    env.DATA_DIR = join(place.path, 'again');
    expect(await refusal('backup', join(place.path, 'other'))).toContain('There is no database in');
    expect(await refusal('restore', join(place.path, 'nothing'))).toContain('is not a backup');
    const [some = ''] = (await readdir(join(target, 'pg/base'), { recursive: true })).filter((name) =>
      /\/\d+$/.test(name),
    );
    await appendFile(join(target, 'pg/base', some), 'x');
    expect(await refusal('restore', target)).toContain(
      `is damaged: base/${some.replaceAll('\\', '/')} is not what it was.`,
    );
    await rm(join(target, 'pg/base', some));
    expect(await refusal('restore', target)).toContain('is damaged');
    await writeFile(join(target, 'govgraph-backup.json'), '{"format":2}');
    expect(await refusal('restore', target)).toContain('is not a backup');
    expect(await readdir(env.DATA_DIR)).toEqual([]);
    expect(existsSync(`${target}.partial`)).toBe(false);
  });

  test('are for the embedded database alone', async () => {
    for (const name of ['backup', 'restore']) {
      const { code, err } = await run([name, 'x'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }).ended;
      expect([code, err]).toEqual([1, expect.stringContaining('back it up with pg_dump or pgBackRest')]);
    }
  });
});

describe('the socket of the operator', () => {
  test('is open to its owner alone, answers one command of a bounded length, and is gone with the server', async () => {
    await using folder = await loadedFolder();
    const running = await serveWith(folder);
    const path = join(folder.path, 'control.sock');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const say = async (text: string) => {
      const socket = connect(path);
      let answer = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', () => {});
      socket.write(text);
      await new Promise((resolve) => socket.once('close', resolve));
      return answer;
    };
    expect(JSON.parse(await say('{"command":"drop","args":{}}\n'))).toMatchObject({
      kind: 'refused',
      code: 'BAD_INPUT',
    });
    expect(JSON.parse(await say('no json\n'))).toMatchObject({ kind: 'refused', code: 'BAD_INPUT' });
    expect(JSON.parse(await say('{"command":"backup","args":{}}\n'))).toMatchObject({ kind: 'refused' });
    expect(await say('x'.repeat(1_000_000))).toBe('');
    const unwritable = await run(['backup', '/proc/backup'], { DATA_DIR: folder.path }).ended;
    expect([unwritable.code, unwritable.out]).toEqual([1, '']);
    expect(unwritable.err).not.toContain('    at ');
    expect((await fetch(`${running.url}/ready`)).status).toBe(200);
    await stop(running);
    expect(existsSync(path)).toBe(false);
  });

  test('that a killed server left is replaced', async () => {
    await using folder = await loadedFolder();
    const killed = await serveWith(folder);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const target = join(folder.path, 'backup');
    expect((await run(['backup', target], { DATA_DIR: folder.path }).ended).code).toBe(0);
    expect(JSON.parse(await readFile(join(target, 'govgraph-backup.json'), 'utf8')).format).toBe(1);
    const running = await serveWith(folder);
    const second = await run(['backup', `${target}2`], { DATA_DIR: folder.path }).ended;
    expect(second.code).toBe(0);
    await stop(running);
  });
});
