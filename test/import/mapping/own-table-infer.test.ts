import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import { showInference } from '../../../src/cli/infer.ts';
import { OpenQuestions } from '../../../src/cli/open-question.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import type { Mapping } from '../../../src/import/mapping/schema.ts';
import { reportTask, type TaskReportInput } from '../../../src/import/report/report-task.ts';
import { type Fetch, filesOver } from '../../connectors/files/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { silentTerminal } from '../../support/terminal.ts';

let database: TestDatabase;
let files: Fetch;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  folder = await mkdtemp(join(tmpdir(), 'govgraph-own-table-'));
  const plan = riverCity('1', {
    ratings: csv('code,name:en,light,order', 'good,Good,GREEN,1', 'bad,Bad,RED,2'),
    tasks: csv(
      'code,ordinal,title:en,title:zh-Hans,programme,working_group,attribution,status,region,parent,level,weight,start_date,due_date,lead,cooperate,supervise,metrics,source,locator,quote',
      'dike,1,Raise the dike,加高堤坝,dikes,banks,STATED,,990000,,PREFECTURE,,2020-01-01,2020-12-31,river-works,river-police,,leaks,river-report,page 3,the dike is raised',
      'dike-a,2,=Part A,甲段,dikes,banks,STATED,,990100,dike,COUNTY,2.75,2020-01-01,2020-06-30,river-works;river-police,river-committee,,,,,',
      `dike-b,3,"'=Part ""B"", the second",,dikes,banks,STATED,IN_PROGRESS,990200,dike,COUNTY,1,2020-01-01,2020-12-31,river-works,,river-works,,river-report,page 4,`,
      '巡查（一）,4,,巡查河岸,watch,floods,INFERRED,COMPLETED,990200,,,,,,river-police,,,,,,',
      '-gauge,,,,,,,CANCELLED,990100,巡查（一）,,,,2020-03-31,,,,,,,',
      'alarm,,Test the alarm,,,,,PLANNED,,,,,,,,,,,,,',
    ),
    task_reports: csv(
      'task,reported_at,status,progress,rating,note:en,note:zh-Hans,reported_by,source,locator',
      'dike-a,2020-03-01T08:00:00+08:00,IN_PROGRESS,40,bad,begun,已开工,river-works,river-report,page 7',
      'dike-a,2020-06-01T00:30:00+08:00,IN_PROGRESS,80.5,good,-nearly there,,river-works,,',
      'dike-b,2020-06-01,COMPLETED,100,,,已完成,,,',
    ),
  });
  await importText(database, plan);
  const report: TaskReportInput = { dataset: 'river-city', task: 'dike', status: 'ACCEPTED', progress: null, rating: null, at: '2020-07-01T09:00:00.789Z', by: null, note: { en: 'Seen, "at last"' } }; // biome-ignore format: one line
  await reportTask(database, report);
  files = filesOver(database);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;
/** What the command line says of a file with `--infer`, and the mapping that it writes. */
async function infer(name: string, content: string | Uint8Array) {
  count += 1;
  const file = join(folder, `${count}-${name}`);
  await writeFile(file, content);
  const lines: string[] = [];
  const print = (text: Text) => lines.push(translate(text, 'en').replaceAll(`${folder}/${count}-`, ''));
  const asked = await showInference(database, file, undefined, { locale: 'en', print }).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof OpenQuestions) return 1;
      throw error;
    },
  );
  const mapping = JSON.parse(await readFile(`${file}.mapping.json`, 'utf8')) as Mapping;
  return { file, lines, asked, mapping };
}

/** What the command line says of an import that is only tried. */
async function read(file: string, mode: 'APPEND' | 'REVISE' = 'APPEND'): Promise<string[]> {
  const { lines } = await importMapped(database, file, silentTerminal(), {
    mapping: `${file}.mapping.json`,
    mode,
    dryRun: true,
  });
  return lines.map((line) => line.trim());
}

const refusalOf = (file: string, mode?: 'REVISE'): Promise<string> =>
  read(file, mode).then(
    (lines) => `nothing was refused: ${lines.join('\n')}`,
    (error: unknown) => String(error),
  );

const LANGUAGES = ['en', 'zh-Hans'];
const FORMATS = ['csv', 'xlsx', 'json', 'parquet'];
const addressesOf = (name: string): string[] =>
  FORMATS.flatMap((format) => LANGUAGES.map((lang) => `${name}.${format}?dataset=river-city&lang=${lang}`));
const nameOf = (address: string) => address.replace(/\?.*/, '');

test.each([...addressesOf('tasks'), ...addressesOf('task-reports')])(
  '%s without a row is refused as such',
  async (address) => {
    const { bytes } = await files(`${address}&text=nowhere`);
    await expect(infer(nameOf(address), bytes)).rejects.toThrow(/the file holds no rows; expected: a file with rows/);
  },
);

describe.each([
  ...addressesOf('tasks').map((address) => [address, 'tasks: 0 new, 0 revised, 6 unchanged, 0 closed'] as const),
  ...addressesOf('task-reports').map(
    (address) => [address, 'task_reports: 0 new, 0 revised, 4 unchanged, 0 closed'] as const,
  ),
])('what this platform exports as %s', (address, unchanged) => {
  test('is known for what it is, and comes in without a question and without a change', async () => {
    const { bytes, status } = await files(address);
    expect(status).toBe(200);
    const { file, lines, asked, mapping } = await infer(nameOf(address), bytes);
    expect(lines.filter((line) => line.startsWith('? '))).toEqual([]);
    expect(asked).toBe(0);
    expect(mapping.dataset).toEqual({ code: 'river-city' });
    expect(mapping.definitions).toBeUndefined();
    const [outcome, ...changes] = await read(file);
    expect(changes).toContain(unchanged);
    expect(outcome).toMatch(/: unchanged, /);
  });

  test('changes nothing where it revises', async () => {
    const { bytes } = await files(address);
    const { file } = await infer(nameOf(address), bytes);
    const lines = await read(file, 'REVISE');
    expect(lines).toContain(unchanged);
    expect(lines.filter((line) => / [1-9]\d* (?:revised|closed)/.test(line))).toEqual([]);
  });
});

const TASKS = 'tasks.csv?dataset=river-city&lang=en';

/** The mapping and the file of exported tasks in which something was written over. */
async function changed(from: string, to: string, address = TASKS) {
  const { text } = await files(address);
  expect(text).toContain(from);
  return infer(nameOf(address), text.replace(from, to));
}

describe('a row that was changed in an exported file', () => {
  test.each([
    ['a title', 'Raise the dike', 'Raise the whole dike', 'title', 'Raise the dike', 'Raise the whole dike'],
    ['a title behind an apostrophe', "'=Part A", "'=Part AA", 'title', '=Part A', '=Part AA'],
    ['a due date', '2020-03-31', '2020-04-30', 'due_date', '2020-03-31', '2020-04-30'],
    ['a status that no report gave', 'PLANNED', 'CANCELLED', 'stated_status', 'PLANNED', 'CANCELLED'],
    [
      'who leads',
      'river-works river-police',
      'river-police river-works',
      'responsibilities',
      'river-works;river-police',
      'river-police;river-works',
    ],
  ])('%s is the one revision, and is refused in append with both', async (_, from, to, column, before, after) => {
    const { file, asked } = await changed(from, to);
    expect(asked).toBe(0);
    const refusal = await refusalOf(file);
    expect(refusal).toContain('1 problem.');
    expect(refusal).toContain(`stands with "${before}", and the file says "${after}"`);
    const lines = await read(file, 'REVISE');
    expect(lines).toContain('tasks: 0 new, 1 revised, 5 unchanged, 0 closed');
    const told = lines.flatMap((line) => /^! tasks [^,]+, (\w+):/.exec(line)?.[1] ?? []);
    // Where it is cited from now is told as well, and so is the status that follows.
    expect(told.filter((name) => name !== 'citation_ids' && name !== 'status')).toEqual([column]);
    expect(lines.filter((line) => / [1-9]\d* (?:revised|closed)/.test(line))).toHaveLength(1);
  });

  test('a weight changes the progress of the parent with it', async () => {
    const { file } = await changed('2.75', '3');
    expect(await refusalOf(file)).toContain('"dike-a" stands with "2.75", and the file says "3"');
    const lines = await read(file, 'REVISE');
    expect(lines).toContain('tasks: 0 new, 2 revised, 4 unchanged, 0 closed');
    expect(lines.filter((line) => /^! tasks dike,/.test(line))).toEqual([
      expect.stringMatching(/^! tasks dike, rolled_up_progress: /),
    ]);
  });

  test('a title in another language leaves the others as they are', async () => {
    const { file, mapping } = await changed('加高堤坝', '加高整段堤坝', 'tasks.csv?dataset=river-city&lang=zh-Hans');
    expect(mapping.language).toBe('zh-Hans');
    const lines = await read(file, 'REVISE');
    expect(lines).toContain('tasks: 0 new, 1 revised, 5 unchanged, 0 closed');
    expect(lines).toContain(
      '! tasks dike, title: {"en": "Raise the dike", "zh-Hans": "加高堤坝"} → {"en": "Raise the dike", "zh-Hans": "加高整段堤坝"}',
    );
  });

  test('a status that follows from a report is refused in either mode, with what changes it', async () => {
    const { file } = await changed('ACCEPTED', 'COMPLETED');
    for (const mode of [undefined, 'REVISE'] as const) {
      const refusal = await refusalOf(file, mode);
      expect(refusal).toContain('1 problem.');
      expect(refusal).toContain('"dike" is "ACCEPTED" by its latest report, and the file says "COMPLETED"');
      expect(refusal).toContain('npm run report');
    }
  });

  test('a task more is the one that is new', async () => {
    const { text } = await files(TASKS);
    const [head = '', row = ''] = text
      .split('\r\n')
      .filter((line) => line.includes('Raise the dike') || line.includes('titledInSource'));
    const more = `${head}\r\n${row.replace('dike', 'wall').replace('Raise the dike', 'Raise a wall')}\r\n`;
    const { file } = await infer('tasks.csv', more);
    expect(await read(file)).toContain('tasks: 1 new, 0 revised, 6 unchanged, 0 closed');
  });

  test('a report more is new, and one with another progress is the one revision', async () => {
    const address = 'task-reports.csv?dataset=river-city&lang=en';
    const { text } = await files(address);
    const later = await infer(nameOf(address), text.replace('2020-05-31T16:30:00.000Z', '2020-05-31T17:30:00.000Z'));
    expect(await read(later.file)).toContain('task_reports: 1 new, 0 revised, 3 unchanged, 0 closed');
    const { file } = await changed('80.5', '90', address);
    expect(await refusalOf(file)).toContain('stands with "80.5", and the file says "90"');
    expect(await read(file, 'REVISE')).toContain('task_reports: 0 new, 1 revised, 3 unchanged, 0 closed');
  });
});

describe('what is none of the exported tables', () => {
  test('a file with a column that no export has', async () => {
    const { text } = await files(TASKS);
    const [head = '', ...rows] = text.trimEnd().split('\r\n');
    const { lines, asked } = await infer(
      'tasks.csv',
      [`${head},colour`, ...rows.map((row) => `${row},red`), ''].join('\r\n'),
    );
    expect(asked).toBe(1);
    expect(lines.join('\n')).not.toContain('that this platform exports');
  });

  test.each([
    [
      'tasks.metadata.json?dataset=river-city',
      'the file describes a table and holds no rows; expected: the table itself: "tasks.csv?dataset=river-city"',
    ],
    [
      'observations.metadata.json',
      'the file describes a table and holds no rows; expected: the table itself: "observations.csv"',
    ],
  ])('%s, which is refused with what is to be taken instead', async (address, words) => {
    const { bytes } = await files(address);
    const error = await infer(nameOf(address), bytes).catch((reason: unknown) => reason);
    expect(String(error)).toContain(words);
  });

  test('borders of regions, under either ending', async () => {
    const content = JSON.stringify({ type: 'FeatureCollection', features: [] });
    for (const name of ['regions.geojson', 'regions.json']) {
      const error = await infer(name, content).catch((reason: unknown) => reason);
      expect(String(error)).toContain('the file holds borders of regions');
      expect(String(error)).toContain('REGIONS_GEOJSON');
    }
  });
});

test('words that were changed and may be in several languages are asked about', async () => {
  const { text } = await files('tasks.csv?dataset=river-city&lang=en');
  const [head = '', row = ''] = text
    .split('\r\n')
    .filter((line) => line.includes('Raise the dike') || line.includes('titledInSource'));
  const { lines, asked } = await infer('tasks.csv', `${head}\r\n${row.replace('Raise the dike', 'A dike')}\r\n`);
  expect(asked).toBe(1);
  expect(lines.filter((line) => line.startsWith('? '))).toEqual([
    '? language: In which language are the titles or notes of the file? [en | zh-Hans]',
  ]);
});
