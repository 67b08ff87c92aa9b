import { utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, printedInference, refusalOf } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const OCTOBER = 44_105;
const NOVEMBER = 44_136;

/** A bureau's monthly report: a title over merged cells, months as dates over two columns each, percentages, a formula, a hidden row. */
function report(change: (sheet: WorkSheet) => void = () => {}, date1904 = false): WorkBook {
  const shift = date1904 ? 1_462 : 0;
  const sheet = utils.aoa_to_sheet([
    ['清河县矛盾纠纷月报'],
    ['单位：件'],
    ['乡镇', OCTOBER - shift, null, NOVEMBER - shift, null],
    [null, '排查', '化解率', '排查', '化解率'],
    ['东关镇', 1024, 0.995, 980, 0.1 + 0.2],
    ['西山乡', 310, 1, 96, null],
    ['旧村', 1, 1, 1, 1],
    ['合计', 1334, null, 1076, null],
    ['注：月报数。'],
  ]);
  sheet['!merges'] = ['A1:E1', 'A3:A4', 'B3:C3', 'D3:E3'].map((range) => utils.decode_range(range));
  sheet['!rows'] = [];
  sheet['!rows'][6] = { hidden: true };
  for (const cell of ['B3', 'D3']) sheet[cell].z = 'yyyy"年"m"月"';
  for (const cell of ['C5', 'C6', 'E5']) sheet[cell].z = '0.0%';
  sheet.B5.z = '#,##0';
  sheet.B8 = { t: 'n', v: 1334, f: 'SUM(B5:B6)' };
  sheet.E6 = { t: 'e', v: 42, w: '#N/A' };
  change(sheet);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '月报 (2020)');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['填报说明']]), '说明');
  book.Workbook = { ...book.Workbook, WBProps: { date1904 } };
  return book;
}

/** What writes XLS and ODS for these tests loses hidden rows, and ODS hidden columns as well. */
const withoutHidden = (sheet: WorkSheet) => {
  for (const column of ['A', 'B', 'C', 'D', 'E']) delete sheet[`${column}7`];
};

const bytes = (book: WorkBook, bookType: 'xlsx' | 'biff8' | 'ods' = 'xlsx'): Uint8Array =>
  new Uint8Array(write(book, { type: 'buffer', bookType, compression: true }) as Buffer);

const BUREAU = { set: 'bureau', file: 'bureau.xlsx' } as const;
const FIGURES = [
  "disputes-found 100 2020-10 1334 <- '月报 (2020)'!B8",
  "disputes-found 100 2020-11 1076 <- '月报 (2020)'!D8",
  "disputes-found 101 2020-10 1024 <- '月报 (2020)'!B5",
  "disputes-found 101 2020-11 980 <- '月报 (2020)'!D5",
  "disputes-found 102 2020-10 310 <- '月报 (2020)'!B6",
  "disputes-found 102 2020-11 96 <- '月报 (2020)'!D6",
  "settlement-rate 101 2020-10 99.5 <- '月报 (2020)'!C5",
  "settlement-rate 101 2020-11 30.0 <- '月报 (2020)'!E5",
  "settlement-rate 102 2020-10 100.0 <- '月报 (2020)'!C6",
  "settlement-rate 102 2020-11 null {MISSING} <- '月报 (2020)'!E6",
];

describe('a workbook comes to figures that cite their cells', () => {
  test('XLSX', async () => {
    expect(await importMappedFile(database, { ...BUREAU, content: bytes(report()) })).toMatchObject({ seq: 1 });
    expect(await citedFigures(database, 'qinghe')).toEqual(FIGURES);
  });

  test('XLSX whose days are counted from 1904', async () => {
    await importMappedFile(database, { ...BUREAU, content: bytes(report(undefined, true)) });
    expect(await citedFigures(database, 'qinghe')).toEqual(FIGURES);
  });

  test('XLS', async () => {
    const content = bytes(report(withoutHidden), 'biff8');
    await importMappedFile(database, { ...BUREAU, file: 'bureau.xls', content });
    expect(await citedFigures(database, 'qinghe')).toEqual(FIGURES);
  });

  test('ODS', async () => {
    const book = report((sheet) => {
      withoutHidden(sheet);
      // The program that writes this file for the test loses formats of months.
      sheet.B3 = { t: 's', v: '2020年10月' };
      sheet.D3 = { t: 's', v: '2020年11月' };
      delete sheet.E6;
    });
    await importMappedFile(database, { ...BUREAU, file: 'bureau.ods', content: bytes(book, 'ods') });
    const plain = (figures: readonly string[]) =>
      figures.map((figure) => figure.replace(/(\.\d*?)0+(?= )/, '$1').replace('. ', ' '));
    expect(plain(await citedFigures(database, 'qinghe'))).toEqual(plain(FIGURES.slice(0, -1)));
  });
});

describe('months in the header are those that their cells hold, however their format shows them', () => {
  const named = (sheet: WorkSheet) => {
    for (const cell of ['B3', 'D3']) sheet[cell].z = 'mmm\\-yy';
  };

  test('in merged cells', async () => {
    await importMappedFile(database, { ...BUREAU, content: bytes(report(named)) });
    expect(await citedFigures(database, 'qinghe')).toEqual(FIGURES);
  });

  test('in cells that the blank ones to their right repeat', async () => {
    const content = bytes(
      report((sheet) => {
        named(sheet);
        sheet['!merges'] = [];
      }),
    );
    const header = { rows: [3, 4], fill: true };
    await importMappedFile(database, { ...BUREAU, content, change: { header } });
    expect(await citedFigures(database, 'qinghe')).toEqual(FIGURES);
  });

  test.each(['yyyy"年"m"月"', 'mmm\\-yy'])('and inference finds them: %s', async (format) => {
    const shown = report((sheet) => {
      for (const cell of ['B3', 'D3']) sheet[cell].z = format;
    });
    const { lines, mapping } = await printedInference(database, 'bureau.xlsx', bytes(shown), 'qinghe');
    expect(lines.filter((line) => line.includes(' 东关镇 '))).toEqual([
      '\'月报 (2020)\'!B5 "1,024" → 排查 东关镇 2020-M10 1024',
      '\'月报 (2020)\'!D5 "980" → 排查 东关镇 2020-M11 980',
      '\'月报 (2020)\'!C5 "99.5%" → 化解率 东关镇 2020-M10 99.5',
      '\'月报 (2020)\'!E5 "30.0%" → 化解率 东关镇 2020-M11 30.0',
    ]);
    expect(mapping.values?.[0]?.period).toEqual({ header: 1 });
  });
});

describe('what is wrong in a workbook is told with its sheet and cell', () => {
  const refused = (change: (sheet: WorkSheet) => void, mapping: Readonly<Record<string, unknown>> = {}) =>
    refusalOf(database, { ...BUREAU, content: bytes(report(change)), change: mapping });

  test('a name that is unknown', async () => {
    expect(
      await refused((sheet) => {
        sheet.A6.v = '西山';
      }),
    ).toEqual([
      `bureau.xlsx '月报 (2020)'!A6: the region "西山" is unknown; expected: a region by its code or one of its names, or the code that is meant in region.codes; the nearest is "西山乡"`,
    ]);
  });

  test('a hidden row that the mapping says nothing of', async () => {
    expect(await refused(() => {}, { rows: { until: { begins: ['注'] } } })).toEqual([
      "bureau.xlsx '月报 (2020)'!A7: the row is hidden; expected: rows.hidden in the mapping, which says what it is",
    ]);
  });

  test('a value in a merged cell', async () => {
    expect(
      await refused((sheet) => {
        sheet['!merges']?.push(utils.decode_range('D5:D6'));
      }),
    ).toEqual([
      "bureau.xlsx '月报 (2020)'!D6: the value belongs to a merged cell and so to several rows or columns; expected: a cell of its own for each value",
    ]);
  });

  test('a number that lost its percent sign, unless it is zero', async () => {
    expect(
      await refused((sheet) => {
        sheet.C6.v = 0.07;
        delete sheet.C6.z;
      }),
    ).toEqual([
      `bureau.xlsx '月报 (2020)'!C6: the number has no percent sign, and '月报 (2020)'!C5 in the same column has one: it may be a hundredth of what is meant; expected: a percent sign, or a percentage format, in the whole column or nowhere in it`,
    ]);
    const zero = report((sheet) => {
      sheet.C6.v = 0;
      delete sheet.C6.z;
    });
    expect(await importMappedFile(database, { ...BUREAU, content: bytes(zero) })).toMatchObject({ seq: 1 });
  });

  test('a row of values that begins as the footnotes do', async () => {
    const withTownship = (sheet: WorkSheet) => {
      utils.sheet_add_aoa(sheet, [['注溪镇', 5, null, 6, null], ['注：月报数。']], { origin: 'A9' });
    };
    expect(await refused(withTownship)).toEqual([
      `bureau.xlsx '月报 (2020)'!B9: "注溪镇" ends the table, as rows.until has it, and its row has values like a row of the table; expected: more of the text in rows.until.begins, or all of it in rows.until.in`,
    ]);
    const rows = { until: { in: ['注溪镇'] }, hidden: 'SKIP' };
    const content = bytes(report(withTownship));
    expect(await importMappedFile(database, { ...BUREAU, content, change: { rows } })).toMatchObject({ seq: 1 });
  });

  test('a figure that contradicts what stands', async () => {
    await importMappedFile(database, { ...BUREAU, content: bytes(report()) });
    expect(
      await refused((sheet) => {
        sheet.D6.v = 97;
      }),
    ).toEqual([expect.stringContaining(`bureau.xlsx '月报 (2020)'!D6: "disputes-found 102 2020-11" stands with "96"`)]);
  });

  test('a sheet that the mapping says nothing of, and one that is not there', async () => {
    expect(await refused(() => {}, { file: { sheets: ['月报 (2020)', '月报 (2021)'] } })).toEqual([
      'bureau.mapping.json, column file.sheets: there is no sheet "月报 (2021)" in bureau.xlsx; expected: 月报 (2020), 说明',
      'bureau.xlsx: the mapping says nothing of the sheet "说明"; expected: its name in file.sheets or file.ignore of the mapping',
    ]);
  });

  test('10,000 columns', async () => {
    expect(
      await refused((sheet) => {
        sheet.NTP5 = { t: 'n', v: 1 };
        sheet['!ref'] = 'A1:NTP9';
      }),
    ).toEqual(['bureau.xlsx: the row has 10,000 columns; expected: at most 2,000 columns']);
  });

  test('what stands beside the table', async () => {
    expect(
      await refused((sheet) => {
        sheet.F5 = { t: 's', v: '长'.repeat(32_000) };
        sheet['!ref'] = 'A1:F9';
      }),
    ).toEqual([expect.stringMatching(/^bureau.xlsx '月报 \(2020\)'!F5: "长{60}…" stands in a column without a title/)]);
  });
});

describe('what is no workbook is refused', () => {
  const refused = (content: Uint8Array) => refusalOf(database, { ...BUREAU, content });
  const DAMAGED = 'bureau.xlsx: the file is damaged, or no workbook; expected: a whole workbook of XLSX, XLS or ODS';

  test('a text, and a workbook that was cut off', async () => {
    expect(await refused(new TextEncoder().encode('a,b\n1,2\n'))).toEqual([DAMAGED]);
    const whole = bytes(report());
    expect(await refused(whole.subarray(0, whole.length / 2))).toEqual([DAMAGED]);
  });

  test('a bomb, whatever it says of its size', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(20_000_000) }, { level: 9 });
    // The size that the directory of the file gives: 1 byte.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at < bomb.length - 4; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true);
    expect(await refused(bomb)).toEqual([expect.stringContaining('bureau.xlsx: the file of')]);
  });
});
