import { afterEach, beforeEach, expect, test } from 'vitest';
import { runQuarantine } from '../../../src/cli/quarantine.ts';
import type { Database } from '../../../src/database/database.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, type MappedImport, refusalOf, withMapping } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const MONTHS = '乡镇,2021年1月,2021年2月';
const METRIC = { heading: '乡镇', template: '{metric}({unit})' };

/** A file of the county with the metrics in rows of their own above their figures. */
const belowHeadings = (rows: readonly string[], change: Record<string, unknown> = {}): MappedImport => ({
  set: 'county',
  file: 'months.csv',
  content: [MONTHS, ...rows, ''].join('\n'),
  change: {
    header: { rows: [1] },
    note: undefined,
    metric: METRIC,
    unit: METRIC,
    values: [{ columns: ['$B:$C'], period: { header: 1 } }],
    ...change,
  },
});
const figures = () => citedFigures(database, 'qinghe');

test('a heading says what the rows below it are of, up to the next one', async () => {
  await importMappedFile(
    database,
    belowHeadings(['排查（件）,,', '东关镇,12,13', '西山乡,5,', '经费（万元）,,', '东关镇,1.5,2']),
  );
  expect(await figures()).toEqual([
    'disputes-found 101 2021-01 12 <- 3:2',
    'disputes-found 101 2021-02 13 <- 3:3',
    'disputes-found 102 2021-01 5 <- 4:2',
    'spending 101 2021-01 15000 <- 6:2',
    'spending 101 2021-02 20000 <- 6:3',
  ]);
});

test('headings may name the regions of rows of metrics, and blank cells of headings are no figures', async () => {
  const change = { metric: { column: '乡镇' }, unit: undefined, region: { heading: '乡镇' }, blank: 'MISSING' };
  await importMappedFile(database, belowHeadings(['东关镇,,', '排查,12,13', '西山乡,,', '化解,1,2'], change));
  expect(await figures()).toEqual([
    'disputes-found 101 2021-01 12 <- 3:2',
    'disputes-found 101 2021-02 13 <- 3:3',
    'disputes-settled 102 2021-01 1 <- 5:2',
    'disputes-settled 102 2021-02 2 <- 5:3',
  ]);
});

test('totals are compared below their own heading', async () => {
  const rows = ['排查（件）,,', '东关镇,12,13', '西山乡,5,6', '合计,17,20', '化解（件）,,', '东关镇,1,2', '合计,1,2'];
  const { warnings } = await importMappedFile(database, belowHeadings(rows));
  expect(warnings.map((words) => translate(words, 'en'))).toEqual([
    expect.stringMatching(/months\.csv line 5, column 2021年2月.*20.*19/),
  ]);
});

test('below the heading of a chapter, that of a section before it is over', async () => {
  const content = ['章,节,2021年1月', '东关镇,,', ',排查,', ',第一,1', '西山乡,,', ',第二,2', ''].join('\n');
  const readings = { region: { heading: '章' }, metric: { heading: '节' }, unit: undefined };
  const change = { ...readings, totals: [], values: [{ columns: ['$C'], period: { header: 1 } }] };
  const file = { ...belowHeadings([], change), content };
  expect(await refusalOf(database, file)).toEqual([
    expect.stringMatching(/^months\.csv line 5, column 节: no heading stands above the row/),
  ]);
});

test('what is wrong with a heading is told once, at its cell', async () => {
  expect(await refusalOf(database, belowHeadings(['排察（件）,,', '东关镇,12,13', '西山乡,5,6']))).toEqual([
    expect.stringMatching(/^months\.csv line 2, column 乡镇: .*"排察".* "?排查/),
  ]);
  expect(await refusalOf(database, belowHeadings(['东关镇,12,13', '西山乡,5,6']))).toEqual([
    ...['metric', 'unit'].map(() =>
      expect.stringMatching(/^months\.csv line 2, column 乡镇: no heading stands above the row; expected: /),
    ),
  ]);
  const missing = belowHeadings(['排查（件）,,', '东关镇,1,2'], { metric: { heading: '指标' } });
  expect(await refusalOf(database, missing)).toEqual([expect.stringContaining('there is no column "指标"')]);
});

test('a row that the mapping leaves out is no heading', async () => {
  const rows = { skip: [{ begins: ['续'] }] };
  await importMappedFile(database, belowHeadings(['排查（件）,,', '东关镇,12,', '续表,,', '西山乡,5,'], { rows }));
  expect(await figures()).toEqual(['disputes-found 101 2021-01 12 <- 3:2', 'disputes-found 102 2021-01 5 <- 5:2']);
});

test('figures that wait in quarantine keep their headings', async () => {
  const rows = ['排查（件）,,', '东关镇,12,', '排察（件）,,', '西山乡,5,', '化解（件）,,', '东关镇,1,', '南门镇,2,'];
  const file = belowHeadings(rows, { totals: [] });
  const { kept } = await importMappedFile(database, { ...file, quarantine: true });
  expect([kept, (await figures()).length]).toEqual([2, 2]);
  const lines: string[] = [];
  const print = (text: Parameters<typeof translate>[0]) => lines.push(translate(text, 'en'));
  const codes = { ...METRIC, codes: { 排察: 'disputes-found' } };
  const region = { column: '乡镇', codes: { 南门镇: '103' } };
  await withMapping({ set: 'county', change: { ...file.change, metric: codes, region } }, (mapping) =>
    runQuarantine(
      database,
      { action: 'retry', choice: {}, isConfirmed: false, dryRun: false, mapping },
      { ...silentTerminal(), locale: 'en', print },
    ),
  );
  expect(await figures()).toEqual([
    'disputes-found 101 2021-01 12 <- 3:2',
    'disputes-found 102 2021-01 5 <- 5:2',
    'disputes-settled 101 2021-01 1 <- 7:2',
    'disputes-settled 103 2021-01 2 <- 8:2',
  ]);
});
