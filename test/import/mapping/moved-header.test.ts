import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, disputeRows, FIXTURES, importMappedFile, printedImport } from './support.ts';

const COUNTY = { set: 'county', file: 'county.csv' } as const;
const text = await readFile(join(FIXTURES, 'county/county.csv'), 'utf8');

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const refused = async (content: string, change?: Readonly<Record<string, unknown>>) => {
  const [first, ...lines] = await printedImport(database, { ...COUNTY, content, ...(change ? { change } : {}) });
  expect(first).toMatch(/^The file was refused/);
  return lines;
};

describe('a header that is not where the mapping expects it', () => {
  test('a row above it: what stands in its place, and where it stands now', async () => {
    const moved = [
      'county.mapping.json, column header.rows: the header is expected in row 3, where "单位:件" stands now; it stands in row 4 now; expected: [4] in header.rows, or the header where it was',
    ];
    expect(await refused(`清河县委政法委,,,,,,\n${text}`)).toEqual(moved);
    const five = await refused(`${'清河县委政法委,,,,,,\n'.repeat(5)}${text}`);
    expect(five).toEqual([expect.stringMatching(/row 3, where "清河县委政法委" stands now; it stands in row 8 now/)]);
  });

  test('a header of two rows is found again as well', async () => {
    const two = '乡镇,2020年10月,\n,排查,化解\n东关镇,5,4\n';
    const change = {
      ...disputeRows('', []).change,
      header: { rows: [1, 2], fill: true },
      values: [
        {
          columns: ['2020年10月 / 排查', '2020年10月 / 化解'],
          metric: { header: 2 },
          period: { header: 1, fill: true },
        },
      ],
    };
    expect(await refused(`附表,,\n${two}`, change)).toEqual([
      expect.stringContaining('the header is expected in row 1, 2, where "附表" stands now; it stands in row 2, 3 now'),
    ]);
  });

  test('renamed columns are all told, each with the titles of which the mapping says nothing', async () => {
    const renamed = text.replace('经费（万元）,备注', '支出（万元）,说明').replace('乡镇,', '镇,');
    expect(await refused(renamed)).toEqual([
      'county.mapping.json, column region: there is no column "乡镇"; expected: "乡镇" in the header, or its new name in the mapping, which says nothing of "镇" ($A), "支出(万元)" ($F), "说明" ($G); the nearest is "镇"',
      'county.mapping.json, column note: there is no column "备注"; expected: "备注" in the header, or its new name in the mapping, which says nothing of "镇" ($A), "支出(万元)" ($F), "说明" ($G)',
      'county.mapping.json, column values.1.columns: there is no column "经费(万元)"; expected: "经费(万元)" in the header, or its new name in the mapping, which says nothing of "镇" ($A), "支出(万元)" ($F), "说明" ($G); the nearest is "支出(万元)"',
    ]);
  });

  test('a title that stands elsewhere is told with its cell', async () => {
    const elsewhere = text.replace('单位：件,', '单位：件,备注').replace('（万元）,备注', '（万元）,说明');
    expect(await refused(elsewhere)).toEqual([
      expect.stringMatching(/column note: there is no column "备注" in the header; the text stands in 2:2; expected: .*"说明" \(\$G\)$/),
    ]);
  }); // biome-ignore format: statements
});

describe('columns that are named by their letters', () => {
  const HEADER = '乡镇,排查,化解';
  const change = {
    ...disputeRows('', []).change,
    header: { rows: [1], titles: { $B: '排查', $C: '化解' } },
    values: [
      { columns: ['$B'], metric: { constant: 'disputes-found' }, period: { constant: '2018-01' } },
      { columns: ['$C'], metric: { constant: 'disputes-settled' }, period: { constant: '2018-01' } },
    ],
  };

  test('that were swapped are refused: what is expected, what stands there, and where that stands now', async () => {
    expect(await refused('乡镇,化解,排查\n东关镇,4,5\n', change)).toEqual([
      'county.mapping.json, column header.titles.$B: the column $B is expected to be "排查", and "化解" stands there now; expected: "排查" in $B; it stands in $C now',
      'county.mapping.json, column header.titles.$C: the column $C is expected to be "化解", and "排查" stands there now; expected: "化解" in $C; it stands in $B now',
    ]);
    expect(await refused('乡镇,排查,\n东关镇,5,4\n', change)).toEqual([
      expect.stringMatching(/the column \$C is expected to be "化解", and has no title now; expected: .* no column is called so now$/),
    ]);
    expect(await refused('乡镇,排查,化解数\n东关镇,5,4\n', change)).toEqual([
      expect.stringContaining('the column $C is expected to be "化解", and "化解数" stands there now'),
    ]);
  }); // biome-ignore format: statements

  test('are read where they are called so', async () => {
    const read = { ...COUNTY, content: `${HEADER}\n东关镇,5,4\n`, change };
    expect((await printedImport(database, read))[0]).toContain(' 2 observations');
    expect(await citedFigures(database, 'qinghe')).toEqual([
      'disputes-found 101 2018-01 5 <- 2:2',
      'disputes-settled 101 2018-01 4 <- 2:3',
    ]);
  });

  test('are those of the mapping, whichever marks of notes stand behind them this month', async () => {
    const values = change.values.map((group) => ({ ...group, period: { constant: '2017-01' } }));
    const marked = { ...change, header: { rows: [1], titles: { $B: '排查①', $C: '化解' } }, values };
    const options = { set: 'county', file: 'next.csv', content: '乡镇,排查②,化解*\n东关镇,4,5\n', change: marked };
    await importMappedFile(database, options);
    expect((await citedFigures(database, 'qinghe')).filter((line) => line.includes(' 2017-01'))).toEqual([
      expect.stringContaining('disputes-found 101 2017-01 4'),
      expect.stringContaining('disputes-settled 101 2017-01 5'),
    ]);
  });
});
