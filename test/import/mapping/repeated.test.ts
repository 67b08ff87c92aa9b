import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, disputeRows, importMappedFile, printedImport, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const sheetOf = (...rows: readonly string[]) => disputeRows('rows.csv', rows);

test('a figure that two cells give alike is stored once, cites the first, and both cells are told', async () => {
  const rows = ['东关镇,2019-01,5', '西山乡,2019-01,6', '东关镇,2019年1月,5', '西山乡,2019-01,6', '东关镇,2019-01,5'];
  const lines = await printedImport(database, sheetOf(...rows));
  expect(lines[0]).toContain(' 2 observations');
  expect(lines.slice(1)).toEqual(
    [
      ['4', '2', '101', 5],
      ['5', '3', '102', 6],
      ['6', '2', '101', 5],
    ].map(
      ([line, first, region, value]) =>
        `  rows.csv line ${line}, column 排查 gives the same as rows.csv line ${first}, column 排查: "disputes-found ${region} 2019-01 ${value}". It is stored once, and cites the first.`,
    ),
  );
  expect(await citedFigures(database, 'qinghe')).toEqual([
    'disputes-found 101 2019-01 5 <- 2:3',
    'disputes-found 102 2019-01 6 <- 3:3',
  ]);
});

/** Citations that no figure has, by their places. */
const unused = async (): Promise<string[]> => {
  const rows = await database.query<{ locator: string }>(
    `-- test.unused
select c.locator from citation c where not exists (select 1 from observation o where c.id = any(o.citation_ids)) order by c.id`,
  );
  return rows.map(({ locator }) => locator);
};

test('neither a figure that is left out nor one that stands leaves a citation behind', async () => {
  const rows = ['东关镇,2014-01,5', '东关镇,2014-01,5', '西山乡,2014-01,6'];
  await printedImport(database, disputeRows('rows.csv', rows));
  expect(await unused()).toEqual([]);
  await printedImport(database, disputeRows('rows.csv', [...rows, '南河镇,2014-01,7']));
  expect(await unused()).toEqual([]);
  expect((await citedFigures(database, 'qinghe')).filter((text) => text.includes(' 2014-'))).toEqual([
    'disputes-found 101 2014-01 5 <- 2:3',
    'disputes-found 102 2014-01 6 <- 4:3',
    'disputes-found 103 2014-01 7 <- 5:3',
  ]);
});

test('many of them are counted', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => `东关镇,2018-${String(1 + (index % 12)).padStart(2, '0')},7`);
  const lines = await printedImport(database, sheetOf(...rows));
  expect(lines[0]).toContain(' 12 observations');
  expect(lines).toHaveLength(12);
  expect(lines.at(-1)).toBe('  18 more values are given twice alike, and stored once.');
});

test.each([
  ['东关镇,2017-01,8', '东关镇,2017-01,9', '"9"', '"8"'],
  ['东关镇,2017-01,98.4', '东关镇,2017-01,98.40', '"98.40"', '"98.4"'],
  ['东关镇,2017-01,8', '东关镇,2017-01,8*', '"8 PROVISIONAL"', '"8"', '"8*": '],
])('%s and %s are refused with both values', async (first, second, text, said, cell = '') => {
  expect(await printedImport(database, sheetOf('西山乡,2017-01,1', first, second))).toEqual([
    'The file was refused: 1 problem.',
    `rows.csv line 4, column 排查: ${cell}the value is ${text}, and rows.csv line 3, column 排查 gives ${said} for the same series and period; expected: each series and period once`,
  ]);
});

test('of counts that are kept back nobody is told whether they are equal', async () => {
  const { change, ...sheet } = sheetOf('东关镇,2017-02,2', '东关镇,2017-02,2');
  const dataset = { code: 'small', title: '小', language: 'zh-Hans', timeZone: 'Asia/Shanghai', minCount: 5 };
  expect(await printedImport(database, { ...sheet, change: { ...change, dataset } })).toEqual([
    'The file was refused: 1 problem.',
    expect.stringContaining('the value is of the same series and period as that of rows.csv line 2'),
  ]);
});

test('with --quarantine, equal values go on and different ones wait', async () => {
  const rows = ['东关镇,2016-01,5', '东关镇,2016-01,5', '东关镇,2016-02,5', '东关镇,2016-02,6'];
  const lines = await printedImport(database, { ...sheetOf(...rows), quarantine: true });
  expect(lines[0]).toContain(' 1 observations');
  expect(lines.join('\n')).toContain('2 rows are kept in quarantine');
  expect((await citedFigures(database, 'qinghe')).filter((text) => text.includes(' 2016-'))).toEqual([
    'disputes-found 101 2016-01 5 <- 2:3',
  ]);
});

test('--infer asks nothing of a figure that two cells give alike, and shows it once', async () => {
  const infer = async (last: string): Promise<string> => {
    const content = `乡镇,时间,排查\n东关镇,2020-01,5\n西山乡,2020-01,6\n${last}\n`;
    return (await printedInference(database, 'rows.csv', content, 'qinghe')).lines.join('\n');
  };
  const alike = await infer('东关镇,2020-01,5');
  expect(alike).not.toContain('? ');
  expect(alike.match(/→ .*101 2020-01 5$/gm)).toHaveLength(1);
  expect(await infer('东关镇,2020-01,9')).toContain('? values: The cells');
});

test('a file whose mapping reads one figure more than before is published, and one that says nothing more is not', async () => {
  const own = await openMemory();
  try {
    await importMappedFile(own, { set: 'county', file: 'county.csv' });
    const given = disputeRows('again.csv', ['东关镇,2022-01,5', '东关镇,2022-02,6']);
    const skip = { skip: [{ column: '时间', in: ['2022-02'] }] };
    const first = await importMappedFile(own, { ...given, change: { ...given.change, rows: skip } });
    expect(first).toMatchObject({ outcome: 'PUBLISHED', changes: { opened: 2 } });
    // The file is known as a source by now: the figure is all that is opened.
    const more = await importMappedFile(own, given);
    expect(more).toMatchObject({ outcome: 'PUBLISHED', changes: { opened: 1 } });
    expect(await importMappedFile(own, given)).toMatchObject({ outcome: 'UNCHANGED', seq: more.seq });
  } finally {
    await own.close();
  }
});
