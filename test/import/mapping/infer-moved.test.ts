import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { citedFigures, importMappedFile, inferRows, openCounty, printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

test('a number that its own comma parts has moved what follows: no figure is shown, and the question says so', async () => {
  const rows = ['2020年11月,,', '乡镇,排查,化解', '东关镇,1,024,975', '西山乡,310,300'];
  const { figures, mapping } = await inferRows(database, rows);
  expect(figures).toEqual([]);
  expect(mapping.values).toEqual([expect.objectContaining({ columns: ['$B:$C'] })]);
  expect(mapping.questions).toEqual([
    expect.objectContaining({ at: 'ignore', question: expect.stringContaining('"975"? First check whether a comma') }),
  ]);
});

test('a column without a title that numbers the rows from 0 on is left out', async () => {
  const rows = [',乡镇,year,排查', '0,东关镇,2019,11', '1,东关镇,2020,12', '2,西山乡,2019,13'];
  const { figures, asked, mapping } = await inferRows(database, rows);
  expect(asked).toEqual([]);
  expect(mapping.ignore).toEqual(['$A']);
  expect(figures).toEqual([
    '2:4 "11" → disputes-found qinghe:101 2019 11',
    '3:4 "12" → disputes-found qinghe:101 2020 12',
    '4:4 "13" → disputes-found qinghe:102 2019 13',
  ]);
});

test('regions across are read from the header, and a total among them is asked about', async () => {
  const rows = ['2020年11月,,,,', '指标,东关镇,西山乡,南河镇,合计', '排查,1024,310,96,1430', '化解,975,300,90,1365'];
  const { figures, asked, mapping } = await inferRows(database, rows);
  expect(asked).toEqual(['region.codes.合计']);
  expect(mapping).toMatchObject({ region: { header: 1 }, metric: { column: '指标' } });
  expect(figures).toEqual([
    '3:2 "1024" → disputes-found qinghe:101 2020年11月 1024',
    '3:3 "310" → disputes-found qinghe:102 2020年11月 310',
    '3:4 "96" → disputes-found qinghe:103 2020年11月 96',
    '4:2 "975" → disputes-settled qinghe:101 2020年11月 975',
    '4:3 "300" → disputes-settled qinghe:102 2020年11月 300',
    '4:4 "90" → disputes-settled qinghe:103 2020年11月 90',
  ]);
});

test('signs in place of most values below a period are asked about, and the column stays one of values', async () => {
  const rows = ['乡镇,2019年排查,2020年排查', '东关镇,3,–5', '西山乡,4,6'];
  const { lines, mapping } = await printedInference(database, 'file.csv', `${rows.join('\n')}\n`, 'qinghe');
  expect(mapping.questions?.map(({ at }) => at)).toEqual(['marks.–5']);
  expect(lines.join('\n')).toContain('3:3 "6" → disputes-found qinghe:102 2020年 6');
});

test.each(['period', 'region'] as const)(
  'blank cells below a %s are asked about: they say what stands above, or are left out',
  async (at) => {
    const rows = ['年份,乡镇,排查', '2019年,东关镇,1', ',西山乡,2', '2020年,东关镇,3', ',西山乡,4'];
    const turned = ['乡镇,年份,排查', '东关镇,2019年,1', ',2020年,2', '西山乡,2019年,3', ',2020年,4'];
    const { asked, mapping } = await inferRows(database, at === 'period' ? rows : turned);
    expect(asked).toEqual([`${at}.fill`]);
    const { questions: _, ...rest } = mapping;
    const filled = { ...rest, [at]: { ...rest[at], fill: true } };
    const content = (at === 'period' ? rows : turned).join('\n');
    const change = { note: undefined, totals: [], rows: {}, number: undefined, marks: {}, flags: {}, ...filled };
    const file = { set: 'county', file: 'stub.csv', content, change, mode: 'REVISE' } as const;
    await importMappedFile(database, file);
    const figures = (await citedFigures(database, 'qinghe')).filter((figure) =>
      /found 10[12] (?:2019|2020) /.test(figure),
    );
    expect(figures.map((figure) => figure.replace(/ <-.*/, ''))).toEqual([
      'disputes-found 101 2019 1',
      `disputes-found 101 2020 ${at === 'period' ? 3 : 2}`,
      `disputes-found 102 2019 ${at === 'period' ? 2 : 3}`,
      'disputes-found 102 2020 4',
    ]);
  },
);

test('a blank period beside a total needs no answer', async () => {
  const rows = ['年份,乡镇,排查', '2019年,东关镇,1', '2019年,西山乡,2', ',合计,3'];
  expect((await inferRows(database, rows)).asked).toEqual([]);
});

test.each(['1月,2月', '1,2'])('months in a column have the one year of the title: %s', async (months) => {
  const [one, other] = months.split(',');
  const rows = ['清河县2020年排查,,', '乡镇,月份,排查', `东关镇,${one},11`, `东关镇,${other},12`];
  const { figures, asked } = await inferRows(database, rows);
  expect(asked).toEqual([]);
  expect(figures.map((figure) => figure.replace(/.* → /, ''))).toEqual([
    expect.stringMatching(/^disputes-found qinghe:101 2020\D+0?1\D* 11$/),
    expect.stringMatching(/^disputes-found qinghe:101 2020\D+0?2\D* 12$/),
  ]);
});

test('a file that is called .txt may have commas', async () => {
  const rows = ['2020年11月,,', '乡镇,排查,化解', '东关镇,1024,975', '西山乡,310,300'];
  const { lines, mapping } = await printedInference(database, 'file.txt', rows.join('\n'), 'qinghe');
  expect(mapping.file).toEqual({ delimiter: ',' });
  expect(lines).toContain('3:2 "1024" → disputes-found qinghe:101 2020年11月 1024');
});

test('a NUL in a text file is called one', async () => {
  const rows = ['乡镇,排查', '东关镇,1\u0000'];
  await expect(printedInference(database, 'file.csv', rows.join('\n'), 'qinghe')).rejects.toThrow(/line 2: .*NUL/);
});

test.each([
  ['Crimes, fiscal year 2020', 'period'],
  ['2020财年刑事案件', 'period'],
  ['Crimes 2020/21', 'metric'],
])('the year of a fiscal year is not joined with months: %s', async (title, question) => {
  const { asked } = await inferRows(database, [`"${title}",,`, '乡镇,月份,排查', '东关镇,1,11', '东关镇,2,12']);
  expect(asked).toContain(question);
});
