import { utils, write } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runQuarantine } from '../../src/cli/quarantine.ts';
import type { Database } from '../../src/database/database.ts';
import { translate } from '../../src/domain/message/translate.ts';
import { ImportRefused } from '../../src/import/package/problem.ts';
import { silentTerminal } from '../support/terminal.ts';
import { everything, importFiles, inEnglish, openMemory, openObservations, problemsOf, SMALL } from './fixture.ts';
import { citedFigures, importMappedFile, withMapping } from './mapping/support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const HEADER = 'metric,region,breakdown,period,value,status,reported_by,note:en,source,locator';
const observations = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`;
const GOOD = ['filed,low,,2020,30,,unit,,report,p. 2', 'solved,low,,2020,20,,unit,,report,p. 3'];
const WRONG = [
  'filed,new,,2020,5,,,,report,p. 4',
  'filed,low,,2021,x,,,"two\nlines",report,p. 5',
  'filed,low,,2022,1',
  'solved,low,,2023,1,,,,report,p. 6',
  'solved,low,,2023,2,,,,report,p. 7',
];
const MIXED = { ...SMALL, 'observations.csv': observations(...GOOD, ...WRONG) };

/** What `import --quarantine …` prints. */
async function run(
  action: 'list' | 'retry' | 'drop',
  {
    ids,
    ...options
  }: { ids?: number[]; mode?: 'APPEND' | 'REVISE'; dryRun?: boolean; isConfirmed?: boolean; mapping?: string } = {},
): Promise<string[]> {
  const lines: string[] = [];
  const print = (text: Parameters<typeof translate>[0]) => lines.push(translate(text, 'en'));
  const chosen = { action, choice: { ids }, isConfirmed: false, ...options };
  await runQuarantine(database, chosen, { ...silentTerminal(), locale: 'en', print });
  return lines;
}

describe('a package', () => {
  test('goes on without the rows that are wrong, which are kept with what is wrong in them', async () => {
    expect(await problemsOf(database, MIXED)).not.toEqual([]);
    const result = await importFiles(database, MIXED, { quarantine: true });
    expect(result).toMatchObject({ outcome: 'PUBLISHED', seq: 1, kept: 5 });
    expect(inEnglish(result.notes)).toContain(
      '5 rows are kept in quarantine: npm run import -- --quarantine list --dataset small',
    );
    expect(await openObservations(database)).toEqual([
      'filed low 2020 30 1',
      'rate low 2020 66.67 COMPUTED 1',
      'solved low 2020 20 1',
    ]);
    const listed = await run('list');
    expect(listed).toEqual([
      expect.stringMatching(/^1 small observations\.csv line 4, column region "new": .*; expected: /),
      expect.stringMatching(/^2 small observations\.csv line 5, column value "x": /),
      expect.stringMatching(/^3 small observations\.csv line 7: the row has 5 cells; expected: 10 cells/),
      expect.stringMatching(/^4 small observations\.csv line 8, .* as line 9; expected: each series and period once$/),
      expect.stringMatching(/^5 small observations\.csv line 9, .* as line 8; expected: each series and period once$/),
      '5 rows are kept in quarantine.',
    ]);
  });

  test('is refused for what is wrong besides, with the rows that were left out before', async () => {
    const text = observations(...GOOD, 'filed,low,,2021,x,,,,report,p. 5', 'rate,low,,2021,120,,,,report,p. 6');
    const files = { ...SMALL, 'observations.csv': text };
    const found = [
      { row: 4, column: 'value', value: 'x' },
      { row: 5, column: 'value', value: '120' },
    ];
    const checked = { govgraph: { checks: 'refuse' } };
    expect(await problemsOf(database, files, { ...checked, quarantine: true })).toMatchObject(found);
    // A value beyond its bounds is one whatever the other rows come to.
    expect(await problemsOf(database, files, checked)).toMatchObject(found);
  });

  test('tells in a dry run what the import would do, and keeps nothing', async () => {
    const before = await everything(database);
    const tried = await importFiles(database, MIXED, { quarantine: true, dryRun: true });
    expect(await everything(database)).toBe(before);
    const notes = inEnglish(tried.notes);
    const told = notes.slice(notes.indexOf('5 rows would be kept in quarantine.') + 1);
    expect(told).toEqual([
      expect.stringMatching(/^observations\.csv line 4, column region: .*"new"/),
      expect.stringMatching(/^observations\.csv line 5, column value: "x" /),
      expect.stringMatching(/^observations\.csv line 7: the row has 5 cells/),
      expect.stringMatching(/^observations\.csv line 8, .* as line 9/),
      expect.stringMatching(/^observations\.csv line 9, .* as line 8/),
    ]);
    const done = await importFiles(database, MIXED, { quarantine: true });
    for (const key of ['kept', 'seq', 'counts', 'changes'] as const) expect(done[key]).toEqual(tried[key]);
  });

  test('is not taken for the whole one, and replaces what was kept of it', async () => {
    await importFiles(database, MIXED, { quarantine: true });
    expect(await problemsOf(database, MIXED, { mode: 'APPEND' })).not.toEqual([]);
    const again = await importFiles(database, MIXED, { quarantine: true, mode: 'APPEND' });
    expect(again).toMatchObject({ outcome: 'UNCHANGED', seq: 1, kept: 5 });
    expect((await run('list')).at(-1)).toBe('5 rows are kept in quarantine.');
    expect(await importFiles(database, MIXED, { onlyNew: true })).toMatchObject({ outcome: 'UNCHANGED' });
  });

  test('keeps a change together with the observation that it belongs to', async () => {
    const files = {
      ...MIXED,
      'published_changes.csv':
        'metric,region,breakdown,period,change,value\nfiled,low,,2020,YOY,1.5\nsolved,low,,2023,YOY,2\n',
    };
    expect(await importFiles(database, files, { quarantine: true })).toMatchObject({ kept: 6 });
    expect(await run('list')).toContainEqual(expect.stringMatching(/^\d+ small published_changes\.csv line 3, /));
    expect((await run('drop', { ids: [5] })).at(-1)).toBe('1 row was dropped.');
    const lines = await run('retry');
    expect(lines[0]).toBe('small observations.csv: 2 kept rows are correct now, 3 are kept still.');
    expect(await openObservations(database)).toContain('solved low 2023 1 2');
  });

  test('does not replace a state while rows are kept: they may stand for any of its figures', async () => {
    await importFiles(database, SMALL);
    const before = await everything(database);
    const error = await importFiles(database, MIXED, { quarantine: true }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportRefused);
    expect(translate((error as ImportRefused).text, 'en')).toMatch(
      /^The package was refused: 5 problems\..*\nNothing was written\. 5 rows would be kept in quarantine, .* --mode append or --mode revise\.$/s,
    );
    expect(await everything(database)).toBe(before);
    expect(await importFiles(database, MIXED, { quarantine: true, mode: 'REVISE' })).toMatchObject({ kept: 5 });
    expect(await openObservations(database)).toContain('filed top sex=f 2020-11 7 1');
  });

  test('keeps rows that an addition says otherwise than what stands, until they are meant', async () => {
    await importFiles(database, SMALL);
    const revised = { ...SMALL, 'observations.csv': observations('filed,low,,2020,31,,unit,,report,p. 2', 'filed,low,,2019,9,,unit,,,') };
    expect(await importFiles(database, revised, { quarantine: true, mode: 'APPEND' })).toMatchObject({ kept: 1, seq: 2 });
    expect(await openObservations(database)).toEqual(expect.arrayContaining(['filed low 2019 9 2', 'filed low 2020 30 1']));
    expect((await run('retry'))[0]).toBe('small observations.csv: no kept row is correct now, 1 is kept still.');
    expect((await run('retry', { mode: 'REVISE' }))[0]).toBe('small observations.csv: 1 kept row is correct now, none is kept still.');
    expect(await openObservations(database)).toContain('filed low 2020 31 3');
    expect(await run('list')).toEqual(['No row is kept in quarantine.']);
  }); // biome-ignore format: statements

  test('is refused whole where something else is wrong', async () => {
    const before = await everything(database);
    const header = { ...MIXED, 'observations.csv': MIXED['observations.csv'].replace('value', 'valu') };
    const metrics = { ...MIXED, 'metrics.csv': SMALL['metrics.csv'].replace(',safety,COUNT', ',safty,COUNT') };
    const quotes = { ...MIXED, 'observations.csv': observations(...GOOD, 'filed,low,,2022,"1') };
    const missing = { ...MIXED, 'observations.csv': null };
    for (const files of [header, metrics, quotes, missing]) {
      await expect(importFiles(database, files, { quarantine: true })).rejects.toThrow(ImportRefused);
    }
    expect(await everything(database)).toBe(before);
  });

  test('is refused whole where more rows are wrong than a quarantine keeps', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `filed,low,,${1000 + index},x,,,,,`);
    const files = { ...SMALL, 'observations.csv': observations(...GOOD, ...many) };
    await expect(importFiles(database, files, { quarantine: true })).rejects.toThrow(
      /A quarantine keeps at most 10,000 rows of one delivery/,
    );
    expect(await run('list')).toEqual(['No row is kept in quarantine.']);
  });
});

describe('retry and drop', () => {
  test('a dry run says which rows would come in, and why the others stay', async () => {
    await importFiles(database, MIXED, { quarantine: true });
    await importFiles(database, { 'regions.csv': REGION }, { mode: 'APPEND', descriptor: { version: '2' } });
    const before = await everything(database);
    const told = await run('retry', { dryRun: true });
    expect(told.slice(0, 3)).toEqual([
      'small observations.csv: 1 kept row is correct now, 4 are kept still.',
      'These kept rows would be published: 1.',
      expect.stringMatching(/^small 1 \(quarantine\): dry run, nothing was written; it would be release 3/),
    ]);
    const reasons = told.slice(-5, -1);
    expect(reasons).toEqual([
      expect.stringMatching(/^2 small observations\.csv line 5, column value "x": /),
      expect.stringMatching(/^3 small observations\.csv line 7: the row has 5 cells/),
      expect.stringMatching(/^4 small observations\.csv line 8, .* as line 9/),
      expect.stringMatching(/^5 small observations\.csv line 9, .* as line 8/),
    ]);
    expect(await everything(database)).toBe(before);
    // What it said is what comes of it.
    expect((await run('retry')).filter((line) => /^\d/.test(line))).toEqual(reasons);
  });

  const REGION = 'scheme,code,level,parent,name:en\nX,top,PROVINCE,,Top\nX,low,COUNTY,top,Low\nX,new,COUNTY,top,New\n';

  test('rows come in once what they lack is there, and go out of the quarantine', async () => {
    const declared = { schema: { fields: HEADER.split(',').map((name) => ({ name, ...(name === 'value' ? { type: 'number', decimalChar: ',' } : {}) })) }, dialect: { delimiter: ';' } };
    const resources = Object.keys(SMALL).map((path) => ({ name: path.replace('.csv', ''), path, ...(path === 'observations.csv' ? declared : {}) }));
    const text = observations(...GOOD, 'filed,new,,2020,5d5,,,,report,p. 4').replaceAll(',', ';').replace('5d5', '5,5');
    await importFiles(database, { ...SMALL, 'observations.csv': text }, { quarantine: true, descriptor: { resources } });
    expect((await run('retry'))[0]).toBe('small observations.csv: no kept row is correct now, 1 is kept still.');
    await importFiles(database, { 'regions.csv': REGION }, { mode: 'APPEND', descriptor: { version: '2' } });
    const before = await everything(database);
    expect((await run('retry', { dryRun: true }))[0]).toBe('small observations.csv: 1 kept row is correct now, none is kept still.');
    expect(await everything(database)).toBe(before);
    expect((await run('retry')).slice(0, 2)).toEqual([
      'small observations.csv: 1 kept row is correct now, none is kept still.',
      expect.stringMatching(/^small 1 \(quarantine\): published as release 3 \(1 rows opened, 0 closed, 0 updated\)/),
    ]);
    expect(await openObservations(database)).toContain('filed new 2020 5.5 3');
    expect(await run('retry')).toEqual(['No row is kept in quarantine.']);
  }); // biome-ignore format: statements

  test('rows are dropped by their numbers, and all of them when that is confirmed', async () => {
    await importFiles(database, MIXED, { quarantine: true });
    expect(await run('drop', { ids: [1, 3] })).toEqual(['2 rows were dropped.']);
    await expect(run('drop', { ids: [2, 3] })).rejects.toThrow(/No row is kept under 3/);
    await expect(run('drop')).rejects.toThrow(/This drops all 3 kept rows/);
    expect(await run('drop', { isConfirmed: true })).toEqual(['3 rows were dropped.']);
    expect(await run('list')).toEqual(['No row is kept in quarantine.']);
  });
});

describe('a file with a mapping', () => {
  const COUNTY = { set: 'county', file: 'county.csv', quarantine: true } as const;
  const NORTH = {
    'regions.csv': 'scheme,code,level,parent,name:zh-Hans\nqinghe,104,TOWNSHIP,qinghe:100,北山乡\n',
  };
  const MORE = { descriptor: { name: 'more' }, govgraph: { region: 'qinghe:100' } };
  const text = [
    '清河县2020年11月矛盾纠纷排查化解情况,,,,,,',
    '单位：件,,,,,,',
    '乡镇,2020年10月排查,2020年11月排查,2020年11月化解,2020年11月化解率,经费（万元）,备注',
    '东关镇,"1,024",980,9x5,99.5%,12.5,',
    '北山乡,310,820,—,…,（0.3）,资料未报',
    '南 河 镇,120,96*,９６,100.0%,3,',
    '合计,"1,454",1896,1071,,15.2,',
  ].join('\n');

  test('keeps the cells that cannot be read, and those of a row whose region nobody knows', async () => {
    const result = await importMappedFile(database, { ...COUNTY, content: text });
    expect(result).toMatchObject({ outcome: 'PUBLISHED', kept: 5 });
    expect(await citedFigures(database, 'qinghe')).toEqual([
      'disputes-found 101 2020-10 1024 <- 4:2',
      'disputes-found 101 2020-11 980 <- 4:3',
      'disputes-found 103 2020-10 120 <- 6:2',
      'disputes-found 103 2020-11 96 {PROVISIONAL} <- 6:3',
      'disputes-settled 103 2020-11 96 <- 6:4',
      'settlement-rate 101 2020-11 99.5 <- 4:5',
      'settlement-rate 103 2020-11 100.0 <- 6:5',
      'spending 101 2020-11 125000 <- 4:6',
      'spending 103 2020-11 30000 <- 6:6',
    ]);
    const listed = await run('list');
    expect(listed[0]).toMatch(/^1 qinghe 4:4 county\.csv line 4, column 2020年11月化解 "9x5": /);
    expect(listed.slice(1, -1).map((line) => /^\d+ qinghe \S+ \S+ line \d+/.exec(line)?.[0])).toEqual([
      '2 qinghe 5:2 county.csv line 5',
      '3 qinghe 5:3 county.csv line 5',
      '4 qinghe 5:4 county.csv line 5',
      '5 qinghe 5:6 county.csv line 5',
    ]);

    await importFiles(database, NORTH, MORE);
    expect((await run('retry')).slice(0, 2)).toEqual([
      'qinghe county.csv: 4 kept rows are correct now, 1 is kept still.',
      expect.stringMatching(/^qinghe county\.csv \S+ \(quarantine\): published as release 2 \(4 rows opened, 0 closed/),
    ]);
    expect((await citedFigures(database, 'qinghe')).filter((figure) => figure.includes(' 104 '))).toEqual([
      'disputes-found 104 2020-10 310 资料未报 <- 5:2',
      'disputes-found 104 2020-11 820 资料未报 <- 5:3',
      'disputes-settled 104 2020-11 null {MISSING} 资料未报 <- 5:4',
      'spending 104 2020-11 -3000 资料未报 <- 5:6',
    ]);
    expect(await run('list')).toEqual([listed[0], '1 row is kept in quarantine.']);
  }); // biome-ignore format: statements

  test('is read again by a corrected mapping', async () => {
    await importMappedFile(database, { ...COUNTY, content: text });
    const retry = (change: Readonly<Record<string, unknown>>): Promise<string[]> =>
      withMapping({ set: 'county', change }, (mapping) => run('retry', { ids: [1], mapping }));
    const marks = { '—': 'MISSING', '…': 'SKIP', '9x5': 'SUPPRESSED' };
    const other = { code: 'other', title: '清河县', language: 'zh-Hans', region: 'qinghe:100' };
    await expect(retry({ marks, dataset: other })).rejects.toThrow(/for the data set "other", and the kept rows are of "qinghe"/);
    await expect(retry({ marks, header: { rows: [3, 4] } })).rejects.toThrow(/reads row 4 as a part of the head, and of the file only 3/);
    await expect(retry({ marks: { '—': 'NOTHING' } })).rejects.toThrow(/NOTHING/);
    expect(await retry({})).toEqual(['qinghe county.csv: no kept row is correct now, 1 is kept still.', expect.stringMatching(/^1 qinghe 4:4 .*"9x5"/)]);
    expect((await retry({ marks }))[0]).toBe('qinghe county.csv: 1 kept row is correct now, none is kept still.');
    expect(await citedFigures(database, 'qinghe')).toContain('disputes-settled 101 2020-11 null {SUPPRESSED} <- 4:4');
    expect((await run('list')).at(-1)).toBe('4 rows are kept in quarantine.');
  }); // biome-ignore format: statements

  test('keeps with a row what a blank cell of it takes from the rows above', async () => {
    const two = text.replace('\n南 河 镇', '\n,,,7,,,\n南 河 镇');
    const fill = { region: { column: '乡镇', fill: true }, totals: [], rows: { until: { in: ['合计'] } } };
    await importMappedFile(database, { ...COUNTY, content: two, change: fill });
    const [, id = ''] = /^(\d+) qinghe 6:4 /m.exec((await run('list')).join('\n')) ?? [];
    await importFiles(database, NORTH, MORE);
    expect((await run('retry', { ids: [Number(id)] }))[0]).toMatch(/1 kept row is correct now, none is kept still/);
    expect(await citedFigures(database, 'qinghe')).toContain('disputes-settled 104 2020-11 7 <- 6:4');
  });

  test('reads cells of a workbook again with the types and merged headers that they had', async () => {
    const sheet = utils.aoa_to_sheet([
      ['乡镇', 44_105, null],
      [null, '排查', '化解率'],
      ['东关镇', 980, 0.995],
      ['北山乡', 96, 0.5],
    ]);
    sheet['!merges'] = ['A1:A2', 'B1:C1'].map((range) => utils.decode_range(range));
    sheet['!cols'] = [{}, {}, {}, { hidden: true }];
    sheet.B1.z = 'yyyy"年"m"月"';
    for (const cell of ['C3', 'C4']) sheet[cell].z = '0.0%';
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '月报');
    const content = new Uint8Array(write(book, { type: 'buffer' }) as Buffer);
    const change = {
      header: { rows: [1, 2], fill: true },
      values: [{ columns: ['$B:$C'], period: { header: 1, fill: true }, metric: { header: 2 } }],
      note: undefined,
      number: undefined,
    };
    const found = { set: 'county', file: 'month.xlsx', content, change, quarantine: true };
    expect(await importMappedFile(database, found)).toMatchObject({ kept: 2 });
    await importFiles(database, NORTH, MORE);
    expect((await run('retry'))[0]).toBe('qinghe month.xlsx: 2 kept rows are correct now, none is kept still.');
    expect(await citedFigures(database, 'qinghe')).toEqual([
      'disputes-found 101 2020-10 980 <- 月报!B3',
      'disputes-found 104 2020-10 96 <- 月报!B4',
      'settlement-rate 101 2020-10 99.5 <- 月报!C3',
      'settlement-rate 104 2020-10 50.0 <- 月报!C4',
    ]);
  });

  test('reads values of a cube again, which cite their numbers', async () => {
    const cube = {
      version: '2.0', class: 'dataset', id: ['area', 'sex', 'year'], size: [2, 1, 2], role: { geo: ['area'], time: ['year'] },
      dimension: {
        area: { category: { index: ['E', 'N'] } }, sex: { category: { index: ['T'] } }, year: { category: { index: ['2019', '2020'] } },
      },
      value: [100, 110, 7, 8], status: { '3': 'p' },
    }; // biome-ignore format: a cube
    const from = { set: 'cube', file: 'cube.json', by: 'json-stat.mapping.json', content: JSON.stringify(cube) };
    expect(await importMappedFile(database, { ...from, quarantine: true })).toMatchObject({ kept: 2 });
    expect((await run('list'))[0]).toMatch(/^1 shire value\[2\] cube\.json value\[2\] area "N": /);
    const regions = { 'regions.csv': 'scheme,code,level,parent,name:en\nshire,N,COUNTY,,North\n' };
    await importFiles(database, regions, { ...MORE, govgraph: { region: 'shire:E' } });
    expect((await run('retry'))[0]).toBe('shire cube.json: 2 kept rows are correct now, none is kept still.');
    const figures = await citedFigures(database, 'shire');
    expect(figures).toEqual(expect.arrayContaining(['residents N 2019 7 <- value[2]', 'residents N 2020 8 {PROVISIONAL} <- value[3]']));
  }); // biome-ignore format: statements

  test('what the import found wrong is read again from its cell by a corrected mapping', async () => {
    await importMappedFile(database, { ...COUNTY, quarantine: false });
    const fill = { region: { column: '乡镇', fill: true }, totals: [], rows: { until: { in: ['合计'] } } };
    const changed = text.replace('北山乡,310,820,—', ',310,820,9').replace('9x5', '974');
    const result = await importMappedFile(database, { ...COUNTY, file: 'next.csv', content: changed, change: fill });
    // Both rows are of one region, so no figure of them goes on.
    expect(result).toMatchObject({ kept: 8 });
    const listed = (await run('list')).flatMap((line) => /^\d+ qinghe (\d\S+)/.exec(line)?.[1] ?? []);
    expect([...new Set(listed)]).toEqual(['4:2', '4:3', '4:4', '4:6', '5:2', '5:3', '5:4', '5:6']);
    const codes = { 东关镇: '101' };
    const retry = (change: Readonly<Record<string, unknown>>): Promise<string[]> =>
      withMapping({ set: 'county', change: { ...fill, ...change } }, (mapping) => run('retry', { mapping, mode: 'REVISE' }));
    const status = { marks: { '—': 'MISSING', '…': 'SKIP', '974': 'SUPPRESSED' }, region: { ...fill.region, codes } };
    const lines = await retry({ ...status, rows: { ...fill.rows, skip: [{ column: '2020年11月排查', in: ['820'] }] } });
    expect(lines.slice(0, 2)).toEqual([
      'qinghe next.csv: 4 kept rows are correct now, none is kept still.',
      '4 kept rows are left out by the mapping, and kept no more: 4 cells by rows.skip.',
    ]);
    expect(await citedFigures(database, 'qinghe')).toContain('disputes-settled 101 2020-11 null {SUPPRESSED} <- 4:4');
    expect(await run('list')).toEqual(['No row is kept in quarantine.']);
  }); // biome-ignore format: statements

  test.each([
    ['a mark', { marks: { '—': 'MISSING', '…': 'SKIP', '9x5': 'SKIP' } }, '1 cell by marks.9x5'],
    ['rows', { rows: { skip: [{ column: '乡镇', in: ['东关镇'] }] } }, '1 cell by rows.skip'],
    ['a footer', { rows: { until: { in: ['东关镇'] } } }, '1 cell by rows.until'],
    ['a total', { totals: [{ column: '乡镇', in: ['东关镇'] }] }, '1 cell by totals'],
    ['a column', { ignore: ['2020年11月化解'], values: [{ columns: ['2020年11月排查'], metric: { constant: 'disputes-found' }, period: { constant: '2020-11' } }] }, '1 cell by ignore'],
  ] as const)('what a corrected mapping leaves out is kept no more: %s', async (_, change, rules) => {
    await importMappedFile(database, { ...COUNTY, content: text });
    const retry = (dryRun: boolean) =>
      withMapping({ set: 'county', change }, (mapping) => run('retry', { ids: [1], mapping, dryRun }));
    const told = [
      'qinghe county.csv: no kept row is correct now, none is kept still.',
      `1 kept row is left out by the mapping, and kept no more: ${rules}.`,
    ];
    expect(await retry(true)).toEqual(told);
    expect((await run('list')).at(-1)).toBe('5 rows are kept in quarantine.');
    expect(await retry(false)).toEqual(told);
    expect((await run('list')).at(-1)).toBe('4 rows are kept in quarantine.');
  }); // biome-ignore format: a rule a line

  test('of a file that makes several tables, each is read again for its own', async () => {
    const content = '任务,责任单位,2023年,2024年,2025年目标（万人次）,2024年评价\n法律援助,,1.2,1.3,x,\n普法宣传,,3,y,4,\n';
    const set = { set: 'targets', file: 'targets.csv', content };
    const shared = { region: { constant: '100' }, metric: { column: '任务' }, unit: { constant: '万人次' } };
    const tables = (marks: object) => [
      { makes: 'targets', ...shared, marks, values: [{ columns: ['$E'], period: { constant: '2025' } }], fields: { kind: { constant: 'TARGET' } } },
      { ...shared, marks, values: [{ columns: ['$D'], period: { constant: '2024' } }] },
{ ...shared, metric: { constant: 'mediation' }, values: [{ columns: ['$D'], period: { constant: '2023' } }], rows: { only: [{ column: '任务', in: ['普法宣传'] }] } },
    ];
    const change = (marks: object) => ({ header: { rows: [1] }, tables: tables(marks), ignore: ['责任单位', '2023年', '2024年评价'] });
    expect(await importMappedFile(database, { ...set, change: change({}), quarantine: true })).toMatchObject({ kept: 3 });
    // What is wrong in one table says nothing of another that reads the same cell.
    expect((await run('list')).map((line) => /^\d+ qinghe-plan (\S+)/.exec(line)?.[1])).toEqual(['2:5', '3:4', '3:4', undefined]);
    const retried = (marks: object) => withMapping({ set: 'targets', change: change(marks) }, (mapping) => run('retry', { mapping }));
    expect((await retried({ y: 'SUPPRESSED' }))[0]).toBe('qinghe-plan targets.csv: 1 kept row is correct now, 2 are kept still.');
    expect(await citedFigures(database, 'qinghe-plan')).toContain('outreach 100 2024 null {SUPPRESSED} <- 3:4');
    expect((await retried({ x: 'SKIP' })).slice(0, 2)).toEqual([
      'qinghe-plan targets.csv: no kept row is correct now, 1 is kept still.',
      '1 kept row is left out by the mapping, and kept no more: 1 cell by marks.x.',
    ]);
  }); // biome-ignore format: tables

  test('keeps what the import finds wrong in a figure, at its cell', async () => {
    await importMappedFile(database, { ...COUNTY, quarantine: false });
    const changed = text.replace('9x5', '974').replace('北山乡', '西山乡');
    const result = await importMappedFile(database, { ...COUNTY, file: 'next.csv', content: changed });
    expect(result).toMatchObject({ kept: 1 });
    const listed = await run('list');
    expect(listed[0]).toMatch(/^1 qinghe 4:4 next\.csv line 4, column 2020年11月化解 "974": .* stands with "975"/);
    expect((await run('retry', { mode: 'REVISE' }))[0]).toBe(
      'qinghe next.csv: 1 kept row is correct now, none is kept still.',
    );
    expect(await citedFigures(database, 'qinghe')).toContain('disputes-settled 101 2020-11 974 <- 4:4');
  });

  test('is refused whole where its header, or every figure of it, cannot be read', async () => {
    const noMonth = text.replace('2020年11月化解,', '2020年13月化解,');
    await expect(importMappedFile(database, { ...COUNTY, content: noMonth })).rejects.toThrow(ImportRefused);
    const none = text.replaceAll(/^(东关镇|北山乡|南 河 镇)/gm, '无名乡');
    const error = await importMappedFile(database, { ...COUNTY, content: none }).catch((reason: unknown) => reason);
    expect((error as ImportRefused).problems.map(({ row }) => row)).toEqual([4, 4, 5, 6]);
    expect(await run('list')).toEqual(['No row is kept in quarantine.']);
  });
});
