import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importCommand } from '../../src/cli/import.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { UsageError } from '../../src/cli/usage.ts';
import type { Config } from '../../src/config.ts';
import { csv, riverCity, writePackage } from '../support/package.ts';
import { VISIT_DATASET, VISIT_DEFINITIONS } from '../support/visits.ts';
import { loadedFolder, run, serve, temporaryFolder } from './process.ts';

test('beside a server, rows are kept, listed, tried again and dropped through it', async () => {
  await using folder = await loadedFolder();
  const env = { DATA_DIR: folder.path };
  const { child, ended } = await serve({ ...env, DATASETS: '', LOG_LEVEL: 'silent' });
  const imported = (...args: string[]) => run(['import', ...args], env).ended;
  const river = await writePackage(
    riverCity('1', {
      observations: csv(
        'metric,region,breakdown,period,value,status',
        'gauges,990000,,2019-01,3,',
        'gauges,990300,,2019-01,4,',
        'gauges,990000,,2019-02,x,',
      ),
      published_changes: csv('metric,region,breakdown,period,change,value'),
    }),
  );

  const done = await imported(river, '--quarantine');
  expect(done.code).toBe(0);
  expect(done.out).toContain(
    '  2 rows are kept in quarantine: npm run import -- --quarantine list --dataset river-city\n',
  );
  const { out: list } = await imported('--quarantine', 'list', '--dataset', 'river-city', '--locale', 'zh-Hans');
  expect(list).toMatch(/^1 river-city observations\.csv .*"990300".*\n2 river-city .*"x".*\n隔离保存 2 行。\n$/);

  const noRow = {
    code: 0,
    out: 'No row of "nosuch" is kept in quarantine. These data sets have kept rows: river-city.\n',
  };
  expect(await imported('--quarantine', 'list', '--dataset', 'nosuch')).toMatchObject(noRow);
  expect(await imported('--quarantine', 'retry', '--dataset', 'nosuch')).toMatchObject(noRow);

  expect(await imported('--quarantine', 'retry', '1')).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^river-city observations\.csv: no kept row is correct now, 1 is kept still\.\n1 river-city observations\.csv line \d+, .*"990300": .*\nWhere the mapping has to change, .* --mapping MAPPING .*\n$/,
    ),
  });
  expect(await imported('--quarantine', 'drop', '--yes')).toMatchObject({ code: 0, out: '2 rows were dropped.\n' });

  await using place = await temporaryFolder();
  const at = (name: string) => join(place.path, name);
  const mapping = {
    version: 1,
    dataset: VISIT_DATASET,
    definitions: 'visits.definitions.json',
    header: { rows: [1] },
    region: { column: 'area' },
    metric: { constant: 'visits' },
    period: { column: 'year' },
    values: [{ columns: ['visits'] }],
  };
  await writeFile(at('visits.csv'), csv('area,year,visits', 'North,2019,1', 'North,2019,2', 'South,2019,many'));
  await writeFile(at('visits.definitions.json'), JSON.stringify(VISIT_DEFINITIONS));
  await writeFile(at('visits.mapping.json'), JSON.stringify(mapping));
  expect(await imported(at('visits.csv'), '--mapping', at('visits.mapping.json'))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/: 2 problems\.\nvisits\.csv line 3, .*"2".*\nvisits\.csv line 4, .*"many".*\n$/),
  });

  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
  await rm(river, { recursive: true });
});

test.each(
  [
    ['package', '--quarantine', '--problems', 'there'],
    ['package', '--quarantine', '--infer'],
    ['--quarantine', 'list', '--yes'],
    ['--quarantine', 'frob'],
    ['--quarantine', 'frob', '3'],
    ['--quarantine', 'list', '--mapping', 'there'],
    ['--quarantine', 'retry', '--mode', 'replace'],
    ['--quarantine', 'drop', 'one'],
  ].map((args) => [args.join(' '), args] as const),
)('import %s is refused before anything is opened', async (_, given) => {
  await expect(importCommand(given, {} as Config, openTerminal('en'))).rejects.toThrow(UsageError);
});

test('an action that does not exist is told beside those that do', async () => {
  await expect(importCommand(['--quarantine', 'frob'], {} as Config, openTerminal('en'))).rejects.toThrow(
    '--quarantine takes a package, or one of these actions: list, retry, drop. There is no folder, and no action, "frob".',
  );
});
