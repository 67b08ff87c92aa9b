import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { cpuGrowth } from '../../support/growth.ts';
import { citedFigures, importMappedFile, inferRows, openCounty, printedInference, refusalOf } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

test.each(['△', '▲', '▼'])('%s before numbers is asked about once, and no mark is made of it', async (sign) => {
  const rows = ['乡镇,2021年化解率', `东关镇,${sign}1.5`, `西山乡,${sign} 2.25`, '南河镇,3.5'];
  const { mapping, figures } = await inferRows(database, rows);
  expect(mapping.questions).toMatchObject([{ at: 'number.minus', choices: [sign] }]);
  expect(mapping).toMatchObject({ number: { minus: sign } });
  expect(mapping).not.toHaveProperty('marks');
  expect(figures).toEqual(['4:2 "3.5" → settlement-rate qinghe:103 2021年 3.5']);
});

const triangles = (number: object) => ({
  set: 'county',
  file: 'triangle.csv',
  content: '乡镇,2021年经费\n东关镇,"△1,500"\n西山乡,△2.5\n',
  change: {
    header: { rows: [1] },
    rows: {},
    totals: [],
    note: undefined,
    number,
    values: [
      { columns: ['$B'], metric: { header: 1, template: '{period}{metric}' }, period: { header: 1, template: '{period}{metric}' } },
    ],
  },
}); // biome-ignore format: one group

test('a triangle is a minus where the mapping says so, and refused where it does not', async () => {
  await importMappedFile(database, triangles({ group: ',', minus: '△' }));
  const figures = await citedFigures(database, 'qinghe');
  expect(figures).toContain('spending 101 2021 -1500 <- 2:2');
  expect(figures).toContain('spending 102 2021 -2.5 <- 3:2');
  expect(await refusalOf(database, triangles({ group: ',' }))).toEqual([
    expect.stringContaining('"△1,500" has a triangle before it'),
    expect.stringContaining('"△2.5" has a triangle before it'),
  ]);
});

test('what falls below zero shows in the definition that is proposed', async () => {
  const content =
    '乡镇,2021年同比增长（%）,2021年净流入（人）,2021年人口\n东关镇,-3.2,"(1,200)",10\n西山乡,4.1,30,20\n';
  const { lines, definitions } = await printedInference(database, 'growth.csv', content, 'qinghe');
  const metrics = definitions.metrics as Record<string, unknown>[];
  expect(metrics.map(({ minimum, ...metric }) => [metric['name:zh-Hans'], minimum])).toEqual([
    ['同比增长', -100],
    ['净流入', null],
    ['人口', undefined],
  ]);
  expect(lines).toContain(
    'definitions: "同比增长" falls below zero, as in "-3.2": say in `minimum` how far it may, or 0 is taken for the least (likely; look at it)',
  );
});

test('a minus behind a number is asked about, and is no flag', async () => {
  const rows = ['乡镇,2021年化解率', '东关镇,1.5-', '西山乡,2.25 -', '南河镇,3.5'];
  const { mapping, figures } = await inferRows(database, rows);
  expect(mapping.questions).toMatchObject([{ at: 'number.minusBehind', choices: ['NEGATIVE'] }]);
  expect(mapping).not.toHaveProperty('flags');
  expect(figures).toEqual(['4:2 "3.5" → settlement-rate qinghe:103 2021年 3.5']);
});

test('a minus behind a number is one where the mapping says so, and refused where it does not', async () => {
  const behind = (number: object) => {
    const given = triangles(number);
    return { ...given, content: '乡镇,2021年经费\n东关镇,"1,700-"\n西山乡,2.7 −\n' };
  };
  expect(await refusalOf(database, behind({ group: ',' }))).toEqual([
    expect.stringContaining(
      '"1,700-" has a minus behind it; expected: number.minusBehind in the mapping, which says what it is',
    ),
    expect.stringContaining('"2.7 −" has a minus behind it'),
  ]);
  await importMappedFile(database, { ...behind({ group: ',', minusBehind: 'NEGATIVE' }), mode: 'REVISE' });
  const figures = await citedFigures(database, 'qinghe');
  expect(figures).toContain('spending 101 2021 -1700 <- 2:2');
  expect(figures).toContain('spending 102 2021 -2.7 <- 3:2');
});

test('a long text that begins as a number is looked through once', async () => {
  const prepare = (length: number) => [
    '乡镇,2021年化解率',
    `东关镇,"1,000${'.1'.repeat(length)}"`,
    '西山乡,2.25',
    '南河镇,3.5',
  ];
  await inferRows(database, prepare(1));
  const run = async (rows: string[]) => expect((await inferRows(database, rows)).mapping.values).toHaveLength(1);
  expect((await cpuGrowth({ prepare, run, full: 25_000 }, 8)).factor).toBeLessThan(8);
});

test.each(['未报', '三十', '约30'])(
  'a row of a region right below the header is no row of the header: %s',
  async (text) => {
    const { mapping, figures } = await inferRows(database, [
      '乡镇,2021年排查',
      `东关镇,${text}`,
      '西山乡,12',
      '南河镇,15',
    ]);
    expect(mapping.header?.rows).toEqual([1]);
    expect(mapping.questions).toMatchObject([{ at: `marks.${text}` }]);
    expect(figures).toEqual([
      '3:2 "12" → disputes-found qinghe:102 2021年 12',
      '4:2 "15" → disputes-found qinghe:103 2021年 15',
    ]);
  },
);
