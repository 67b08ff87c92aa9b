import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { query, run, serve } from '../cli/process.ts';
import { asPostgres, createPostgres, hasPostgres } from '../server/postgres-server.ts';
import { riverCity, writePackage } from '../support/package.ts';
import { needs, openWorkplace } from './program.ts';

const PGBACKREST = '/usr/bin/pgbackrest';
const QUESTION = `{
  dataset(code: "river-city") { releases { nodes { version importedAt } } }
  metric(code: "gauges") { latest { value } }
}`;

interface Stand {
  readonly dataset: {
    readonly releases: { readonly nodes: readonly { readonly version: string; readonly importedAt: string }[] };
  };
  readonly metric: { readonly latest: { readonly value: string } };
}

test.skipIf(!hasPostgres || !existsSync(PGBACKREST))(
  `pgBackRest brings a database back to a named release, while it was served${needs(PGBACKREST)}`,
  async () => {
    await using workplace = await openWorkplace();
    const config = `${workplace.path}/pgbackrest.conf`;
    const command = (name: string, ...args: string[]) =>
      asPostgres(PGBACKREST, `--config=${config}`, '--stanza=main', ...args, name);
    const archive = `${PGBACKREST} --config=${config} --stanza=main archive-push %p`;
    const server = await createPostgres({ archive_mode: 'on', archive_command: archive });
    const folders = ['repository', 'lock', 'spool'].map((name) => `${workplace.path}/${name}`);
    for (const folder of folders) await mkdir(folder);
    // The server runs as another user than the test, where that is root.
    for (const folder of [workplace.path, ...folders]) await chmod(folder, 0o777);
    const [repository, lock, spool] = folders;
    const lines = [
      ...['[global]', `repo1-path=${repository}`, 'repo1-retention-full=2', 'log-level-file=off', 'start-fast=y'],
      ...[`lock-path=${lock}`, `spool-path=${spool}`],
      ...['[main]', `pg1-path=${server.data}`, `pg1-port=${server.port}`, `pg1-socket-path=${server.directory}`],
    ];
    await writeFile(config, `${lines.join('\n')}\n`);

    const env = { DATABASE_URL: server.url, DATASETS: '', LOG_LEVEL: 'silent' };
    const publish = async (version: string, value: string) => {
      const observations = (riverCity().files.observations ?? '').replace(
        'gauges,990000,,2020,0,',
        `gauges,990000,,2020,${value},`,
      );
      const { code, err } = await run(['import', await writePackage(riverCity(version, { observations }))], env).ended;
      expect([code, err]).toEqual([0, '']);
    };
    const look = async (): Promise<Stand> => {
      const { url, child, ended } = await serve(env);
      const { data } = await query(url, QUESTION);
      child.kill('SIGTERM');
      await ended;
      return data as unknown as Stand;
    };
    try {
      await command('stanza-create');
      await publish('v1', '1');
      const serving = await serve(env);
      await command('backup');
      await publish('v2', '2');
      await publish('v3', '3');
      serving.child.kill('SIGTERM');
      await serving.ended;
      const last = await look();
      expect(last.metric.latest.value).toBe('3');
      const next = last.dataset.releases.nodes.find(({ version }) => version === 'v3')?.importedAt ?? '';
      const moment = next.replace('T', ' ').replace('Z', '+00');

      await server.stopGently();
      await command('restore', '--delta', '--type=time', `--target=${moment}`, '--target-action=promote');
      await server.start();
      const restored = await look();
      expect(restored.metric.latest.value).toBe('2');
      expect(restored.dataset.releases.nodes.map(({ version }) => version).sort()).toEqual(['v1', 'v2']);
      // And it goes on from there.
      await publish('v3', '4');
      expect((await look()).metric.latest.value).toBe('4');
    } finally {
      await server.remove();
    }
  },
);
