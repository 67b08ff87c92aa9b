import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importFolder } from '../../src/cli/import.ts';
import { runQuarantine } from '../../src/cli/quarantine.ts';
import { isQuarantineAction } from '../../src/cli/quarantine-action.ts';
import type { Database } from '../../src/database/database.ts';
import type { Text } from '../../src/domain/message/message.ts';
import { translate } from '../../src/domain/message/translate.ts';
import { reportTask } from '../../src/import/report/report-task.ts';
import { MODES } from '../../src/import/standing/mode.ts';
import { silentTerminal } from '../support/terminal.ts';
import { importFiles, openMemory, openObservations, writePackage } from './fixture.ts';

const PAGE = new URL('../../docs/publishing.md', import.meta.url);

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** The page without the spreadsheet that it begins with, which has a test of its own. */
const readPage = async (): Promise<string> => {
  const page = await readFile(PAGE, 'utf8');
  return page.slice(page.indexOf('\n## A package'));
};

/** Each file of the example: its name on a line, then what is in it. */
const filesIn = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/^`([\w.]+)`\n\n```\w+\n(.*?)^```$/gms)].map(([, name, text]) => [name, text]));

test('the example of the page is a package, and the report after it reports on its task', async () => {
  const page = await readPage();
  const files = filesIn(page);
  const named = (JSON.parse(files['datapackage.json'] ?? '{}').resources ?? []).map(
    ({ path }: { path: string }) => path,
  );
  expect(Object.keys(files).sort()).toEqual(['datapackage.json', ...named].sort());
  expect(await importFiles(database, files)).toMatchObject({
    dataset: 'river-city',
    outcome: 'PUBLISHED',
    counts: { working_groups: 1, programmes: 1, tasks: 2, metrics: 1, observations: 2 },
    notes: [],
  });
  expect(await openObservations(database, 'river-city')).toContain('leaks 990100 2020 7 {PROVISIONAL} 1');

  const [, task = '', dataset = '', status = '', progress = ''] =
    /report -- (\S+) --dataset (\S+) --status (\S+) --progress (\S+)/.exec(page) ?? [];
  const input = { task, dataset, status, progress, rating: null, at: null, by: null, note: { en: 'half way' } };
  expect(await reportTask(database, input)).toMatchObject({ task: 'dike-a', ownProgress: '60' });
  expect(await reportTask(database, { ...input, progress: null })).toMatchObject({ ownProgress: null });
});

/** What the page shows of the terminal: each command, and the lines below it. */
const shownCommands = (page: string): (readonly [command: string, lines: readonly string[]])[] =>
  [...page.matchAll(/^```console\n(.*?)^```$/gms)]
    .flatMap(([, text = '']) => text.split(/^\$ /m).slice(1))
    .map((block) => {
      const [command = '', ...lines] = block.trimEnd().split('\n');
      return [command, lines];
    });

const modeIn = (command: string) => MODES.get(/--mode (\w+)/.exec(command)?.[1] ?? '');

describe('what the page shows of the terminal is what it says', () => {
  let own: Database;
  let page: string;
  let next: string;
  beforeEach(async () => {
    own = await openMemory();
    page = await readPage();
    const files = filesIn(page);
    await importFiles(own, files);
    const [, observations = ''] = /```text\n(metric,.*?)^```$/ms.exec(page) ?? [];
    const resources = [{ name: 'observations', path: 'observations.csv' }];
    const descriptor = { ...JSON.parse(files['datapackage.json'] ?? '{}'), version: '2021.1', resources };
    next = await writePackage({
      'observations.csv': observations,
      'datapackage.json': JSON.stringify(descriptor),
    });
  });
  afterEach(() => own.close());

  const imported = (command: string) => {
    const [dryRun, quarantine] = [command.includes('--dry-run'), command.includes('--quarantine')];
    const options = { mode: modeIn(command) ?? 'REPLACE', dryRun, quarantine } as const;
    return importFolder(own, next, silentTerminal(), options).catch((error: Error) => [error.message]);
  };

  test('of modes and dry runs', async () => {
    const shown = shownCommands(page).filter(([command]) => !command.includes('--quarantine'));
    expect(shown).toHaveLength(4);
    for (const [command, lines] of shown) {
      expect((await imported(command)).join('\n').split('\n')).toEqual(lines);
    }
  });

  test('of the quarantine', async () => {
    const shown = shownCommands(page).filter(([command]) => command.includes('--quarantine'));
    expect(shown).toHaveLength(3);
    for (const [command, lines] of shown) {
      const [, action = '', id] = /--quarantine(?: (list|retry)(?: (\d+))?)?/.exec(command) ?? [];
      const printed: string[] = [];
      if (isQuarantineAction(action)) {
        const choice = id === undefined ? {} : { ids: [Number(id)] };
        const print = (text: Text) => printed.push(translate(text, 'en'));
        const chosen = { action, choice, mode: modeIn(command) ?? 'APPEND', isConfirmed: false } as const;
        await runQuarantine(own, chosen, { ...silentTerminal(), print });
      } else printed.push(...(await imported(command)));
      expect(printed).toEqual(lines);
    }
  });
});
