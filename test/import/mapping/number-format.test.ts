import { utils, type WorkSheet, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { cpuGrowth } from '../../support/growth.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, printedInference, refusalOf } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

/** One that knows the metrics, for what is only inferred. */
let county: Database;
beforeAll(async () => {
  county = await openMemory();
  await importMappedFile(county, { set: 'county', file: 'county.csv' });
});
afterAll(() => county.close());

/** A number of a cell, and the format that shows it. */
type Shown = readonly [format: string, number: number];
type BookType = 'xlsx' | 'biff8' | 'ods';

function bookBytes(sheet: WorkSheet, bookType: BookType = 'xlsx'): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'S');
  return new Uint8Array(write(book, { type: 'buffer', bookType }) as Buffer);
}

const monthOf = (index: number) => `20${22 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

/** A long table with a number in each row, which is shown in its own format. */
function longSheet(numbers: readonly Shown[]): WorkSheet {
  const rows = numbers.map(([, number], index) => ['东关镇', monthOf(index), number]);
  const sheet = utils.aoa_to_sheet([['乡镇', '时间', '金额'], ...rows]);
  for (const [index, [format]] of numbers.entries()) sheet[`C${index + 2}`].z = format;
  return sheet;
}

const FLAGS = { 万元: 'UNIT', 万: 'UNIT', 亿: 'UNIT', 元: 'UNIT', 件: 'UNIT', '*': 'PROVISIONAL' };
const EXTENSION = { xlsx: 'xlsx', biff8: 'xls', ods: 'ods' } as const;

const longFile = (
  content: Uint8Array,
  change: Readonly<Record<string, unknown>> = {},
  bookType: BookType = 'xlsx',
) => ({
  set: 'county',
  file: `amounts.${EXTENSION[bookType]}`,
  content,
  change: {
    header: { rows: [1] },
    rows: {},
    totals: [],
    note: undefined,
    period: { column: '时间' },
    flags: FLAGS,
    values: [{ columns: ['金额'], metric: { constant: 'spending' } }],
    ...change,
  },
});

/** What is stored of each number, in the order of the rows. */
async function storedNumbers(
  numbers: readonly Shown[],
  change: Readonly<Record<string, unknown>> = {},
  bookType: BookType = 'xlsx',
): Promise<string[]> {
  await importMappedFile(database, longFile(bookBytes(longSheet(numbers), bookType), change, bookType));
  return (await citedFigures(database, 'qinghe')).map((line) => line.replace(/^\S+ \S+ \S+ (.*) <- .*$/, '$1'));
}

const withFormats = <const Rows extends readonly (readonly [string, number, string])[]>(rows: Rows) => ({
  numbers: rows.map(([format, number]) => [format, number] as const),
  stored: rows.map(([, , text]) => text),
});

/** The format of Excel for accounts in yuan. */
const ACCOUNTS = '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ';

describe.each(['xlsx', 'biff8'] as const)('a number is what its cell shows, with all its digits: %s', (bookType) => {
  test('where the format divides', async () => {
    const { numbers, stored } = withFormats([
      ['#,##0,', 1_234_567, '1234.567'],
      ['#,##0.0,,', -1_234_567, '-1.234567'],
      ['0,.0', 12_345, '12.345'],
      ['0!.0,', 12_345, '1.2345'],
      ['0\\.0,', 12_345, '1.2345'],
      ['0"."0,', 12_345, '1.2345'],
      ['0\\.0000', 12_345, '1.2345'],
      ['#,##0.0,;[Red]\\-#,##0.0,', -1_500, '-1.5'],
    ]);
    expect(await storedNumbers(numbers, {}, bookType)).toEqual(stored);
  });

  test('where a unit or a sign stands behind the digits', async () => {
    const { numbers, stored } = withFormats([
      ['0.0"万元"', 1.5, '15000'],
      ['0.0"万元"', 1.23456, '12345.6'],
      ['0.0万元', 1.5, '15000'],
      ['0.00"亿"', 2, '200000000'],
      ['G/通用格式"万元"', 2.5, '25000'],
      ['[Red]#,##0.0\\ "万元"', 1_234.5, '12345000'],
      ['0.0"万元";\\-0.0"万元"', -1.5, '-15000'],
      ['0!.0,"万"', 12_345, '12345'],
      ['0.0,"万"', 12_345, '123450'],
      ['0"*"', 7, '7 {PROVISIONAL}'],
    ]);
    expect(await storedNumbers(numbers, {}, bookType)).toEqual(stored);
  });

  test('by the section that holds for it', async () => {
    const format = '[>=100000000]0.00,,"百万";[>=10000]0!.0,"万";0';
    const { numbers, stored } = withFormats([
      [format, 234_567_890, '234567890'],
      [format, 12_345, '12345'],
      [format, 123, '123'],
      ['0"万";\\-0"元";0', 5, '50000'],
      ['0"万";\\-0"元";0', -5, '-5'],
      ['0"万";\\-0"元";"-"', 0, '0'],
      ['0;0', -5, '5'],
      ['0.0"万";[Red]0.0"万"', -5, '-50000'],
    ]);
    const flags = { ...FLAGS, 百万: 'UNIT' };
    expect(await storedNumbers(numbers, { flags }, bookType)).toEqual(stored);
  });
});

test('a plus that a format shows changes no number', async () => {
  const { numbers, stored } = withFormats([['+0.0;\\-0.0;0.0', 2.5, '2.5']]);
  expect(await storedNumbers(numbers)).toEqual(stored);
});

test('formats that another workbook names are none of an XLS that names none', async () => {
  const sheet = utils.aoa_to_sheet([
    ['乡镇', '日期', '排查'],
    ['东关镇', 44_110, 3],
    ['西山乡', 44_111, 4],
  ]);
  for (const cell of ['B2', 'B3']) sheet[cell].z = 'm/d/yy';
  const days = bookBytes(sheet, 'biff8');
  const parts = unzipSync(
    bookBytes(
      utils.aoa_to_sheet([
        ['乡镇', '2021年排查'],
        ['东关镇', 1],
      ]),
    ),
  );
  const styles = strFromU8(parts['xl/styles.xml'] ?? new Uint8Array());
  const named = styles.replace(/<numFmts[^>]*>/, '<numFmts count="1"><numFmt numFmtId="14" formatCode="0.00"/>');
  expect(named).not.toBe(styles);
  await printedInference(county, 'other.xlsx', zipSync({ ...parts, 'xl/styles.xml': strToU8(named) }), 'qinghe');
  const { lines } = await printedInference(county, 'days.xls', days, 'qinghe');
  expect(lines).toContainEqual(expect.stringContaining(' → disputes-found qinghe:101 2020-10-06 3'));
});

test('formats of ordinary sheets change no number, and ask for nothing', async () => {
  const { numbers, stored } = withFormats([
    ['General', 1.5, '1.5'],
    ['@', 3, '3'],
    ['0.00_ ', 5, '5.00'],
    ['#,##0', 1_234, '1234'],
    ['#\\ ##0', 1_234_567, '1234567'],
    ['0_);[Red]\\(0\\)', -5, '-5'],
    ['#,##0;[Red]#,##0', -6, '-6'],
    ['#,##0;"▲ "#,##0', -7, '-7'],
    ['"▲"0;"▼"0', 8, '8'],
    ['"上升"0;"下降"0', 0, '0'],
    ['"上升"0.0;"下降"0.0', -3.5, '-3.5'],
    [ACCOUNTS, -12.5, '-12.5'],
    [ACCOUNTS, 0, '0'],
    ['_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', -5.5, '-5.50'],
    ['[$¥-804]#,##0.00', 5, '5.00'],
    ['#,##0.00\\ [$€-407]', 5, '5.00'],
    ['"RMB "0.00', 5, '5.00'],
    ['# ?/?', 1.5, '1.5'],
    ['0.00E+00', 12_345, '12345'],
    ['00000', 123, '123'],
    ['0;-0;;@', 0, '0'],
  ]);
  expect(await storedNumbers(numbers)).toEqual(stored);
  const amounts = async (shown: typeof numbers) => {
    const sheet = longSheet(shown);
    sheet.C1.v = '经费';
    return printedInference(county, 'amounts.xlsx', bookBytes(sheet), 'qinghe');
  };
  const isForeign = ([format]: (typeof numbers)[number]) => /"\$"|€/.test(format);
  const { lines, mapping } = await amounts(numbers.filter((cell) => !isForeign(cell)));
  expect(mapping.questions).toBeUndefined();
  expect(lines).toContainEqual(expect.stringContaining(' → spending qinghe:101 2022-01 1.5'));
  const dollars = await amounts(numbers.filter(isForeign));
  expect(dollars.mapping.questions?.map(({ at }) => at)).toEqual(['unit']);
});

describe('what stands beside a number takes the way of a text', () => {
  const inferred = async (title: string, format: string, [first, second]: readonly [number, number]) => {
    const rows = [
      ['乡镇', title],
      ['东关镇', first],
      ['西山乡', second],
    ];
    const sheet = utils.aoa_to_sheet(rows);
    for (const cell of ['B2', 'B3']) sheet[cell].z = format;
    const { lines, mapping } = await printedInference(county, 'one.xlsx', bookBytes(sheet), 'qinghe');
    const figures = lines.filter((line) => line.includes(' → ')).map((line) => line.replace(/^.* → \S+ /, ''));
    const asked = (mapping.questions ?? []).map(({ at, choices }) => [at, choices?.[0]]);
    return { figures, asked };
  };

  test('a unit is asked about once, and no separator is', async () => {
    expect(await inferred('2021年经费', '0.000"万元"', [1.5, 3])).toEqual({
      figures: [],
      asked: [['flags.万元', 'UNIT']],
    });
  });

  test('a star is a flag, and a bound a mark', async () => {
    expect((await inferred('2021年排查', '0"*"', [3, 4])).asked).toEqual([['flags.*', 'PROVISIONAL']]);
    const { asked, figures } = await inferred('2021年排查', '[<5]"<5";0', [3, 40]);
    expect(asked).toEqual([['marks.<5', 'MISSING']]);
    expect(figures).toEqual(['qinghe:102 2021年 40']);
  });

  test('per mille, and a percent sign that multiplies nothing', async () => {
    const mille = await inferred('2021年化解率', '0"‰"', [5, 4]);
    expect(mille).toEqual({ asked: [], figures: ['qinghe:101 2021年 0.5', 'qinghe:102 2021年 0.4'] });
    const percent = await inferred('2021年化解率', '0.0"%"', [12.3, 4]);
    expect(percent).toEqual({ asked: [], figures: ['qinghe:101 2021年 12.3', 'qinghe:102 2021年 4.0'] });
  });

  test('a number that is divided is shown as it is read', async () => {
    const { figures, asked } = await inferred('2021年经费（万元）', '0!.0,', [12_345, 30_000]);
    expect(asked).toEqual([]);
    expect(figures).toEqual(['qinghe:101 2021年 12345', 'qinghe:102 2021年 30000']);
  });

  test('a unit besides that of the column is refused', async () => {
    const content = bookBytes(longSheet([['0.00"元"', 5]]));
    expect(await refusalOf(database, longFile(content, { unit: { constant: '万元' } }))).toEqual([
      expect.stringContaining(`amounts.xlsx S!C2: "元" stands behind the value`),
    ]);
    const unsaid = await refusalOf(database, longFile(content, { flags: undefined }));
    expect(unsaid).toEqual([expect.stringContaining('amounts.xlsx S!C2: "5.00元" is not a number')]);
  });

  test('its digits are plain where texts of the file have a comma before their decimals', async () => {
    const number = { decimal: ',', group: '.' };
    expect(await storedNumbers([['0.000"万元"', 1.234]], { number })).toEqual(['12340']);
  });

  test('what a format shows in place of a number is read, and a number that it hides is not', async () => {
    const numbers: Shown[] = [
      ['[<5]"<5";0', 3],
      ['0;;', -5],
      [';;;', 5],
      ['0', 9],
    ];
    expect(await storedNumbers(numbers, { marks: { '<5': 'SUPPRESSED' } })).toEqual(['null {SUPPRESSED}', '9']);
  });
});

test('periods, codes and numbers with digits in their formats are those that are shown', async () => {
  const sheet = utils.aoa_to_sheet([
    ['乡镇', '时间', '金额'],
    [1, 202_011, 5],
    [1, 2021, 6],
    [101, 2022, 7],
  ]);
  for (const [cell, format] of Object.entries({
    A2: '"10"0',
    A3: '"1"00',
    A4: '0',
    B2: '0"年"00"月"',
    B3: '0"年"',
    C4: '"51"00',
  })) {
    sheet[cell].z = format;
  }
  await importMappedFile(database, longFile(bookBytes(sheet)));
  expect(await citedFigures(database, 'qinghe')).toEqual([
    'spending 101 2020-11 5 <- S!C2',
    'spending 101 2021 6 <- S!C3',
    'spending 101 2022 5107 <- S!C4',
  ]);
});

describe('in ODS', () => {
  const NAMESPACES = ['office', 'table', 'style', 'number', 'text']
    .map(
      (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'number' ? 'datastyle' : name}:1.0"`,
    )
    .join(' ');

  /** A sheet as LibreOffice writes it, with what each cell shows, by styles of cells or of their whole column. */
  function written(
    column: string,
    cells: readonly (readonly [style: string, number: string, shown: string])[],
  ): Uint8Array {
    const text = (words: string) =>
      `<table:table-cell office:value-type="string"><text:p>${words}</text:p></table:table-cell>`;
    const rows = cells.map(([style, number, shown], index) => {
      const own = style === '' ? '' : ` table:style-name="${style}"`;
      const value = `<table:table-cell${own} office:value-type="float" office:value="${number}"><text:p>${shown}</text:p></table:table-cell>`;
      return `<table:table-row>${text('东关镇')}${text(monthOf(index))}${value}</table:table-row>`;
    });
    const header = `<table:table-row>${['乡镇', '时间', '金额'].map(text).join('')}</table:table-row>`;
    const styles = `<number:number-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>万元</number:text></number:number-style>
<number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true" number:display-factor="1000"/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>`;
    const columns = ['Default', 'Default', column].map(
      (name) => `<table:table-column table:default-cell-style-name="${name}"/>`,
    );
    const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} office:version="1.2"><office:automatic-styles>${styles}</office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="S">${columns.join('')}${header}${rows.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`;
    const parts = unzipSync(bookBytes(utils.aoa_to_sheet([['']]), 'ods'));
    return zipSync({ ...parts, 'content.xml': strToU8(content) });
  }

  const stored = async (content: Uint8Array) => {
    await importMappedFile(database, longFile(content, {}, 'ods'));
    return (await citedFigures(database, 'qinghe')).map((line) => line.replace(/^\S+ \S+ \S+ (.*) <- .*$/, '$1'));
  };

  test('a unit of a format is read, whether the program wrote what is shown or only the number', async () => {
    const { numbers, stored: expected } = withFormats([
      ['0.0"万元"', 1.5, '15000'],
      ['#,##0.00', 5, '5.00'],
      ['0"件"', 0, '0'],
    ]);
    expect(await storedNumbers(numbers.slice(0, 1), {}, 'ods')).toEqual(expected.slice(0, 1));
  });

  test('and so is what cells show whose format stands in their own style, or in that of their column', async () => {
    const cells = [
      ['', '1.5', '1.5万元'],
      ['', '1.23456', '1,2万元'],
      ['', '12345', '1.2万'],
      ['ce1', '-2.5', '-2.5万元'],
      ['ce2', '1234567', '1,235'],
      ['ce2', '1234567', '1.235'],
      ['', '1234567', '1,234,567'],
      ['', '1234.5', '¥1,234.50'],
      ['', '-7', '(7)'],
      ['', '0', '-'],
      ['', '12345', '1.23E+04'],
    ] as const;
    expect(await stored(written('ce1', cells))).toEqual([
      '15000',
      '12345.6',
      '12345',
      '-25000',
      '1234.567',
      '1234.567',
      '1234567',
      '1234.50',
      '-7',
      '0',
      '12345',
    ]);
  });

  test('digits that may be divided by one power of ten or another are refused', async () => {
    const content = written('Default', [['', '1234567', '1,235']]);
    expect(await refusalOf(database, longFile(content, { number: {} }, 'ods'))).toEqual([
      expect.stringContaining('"1,235"'),
    ]);
  });
});

test('formats that nobody can read show the number, and are looked through once', async () => {
  const prepare = (count: number): Shown[] => [
    ['0"', 5],
    ['"abc', 6],
    [`${'0;'.repeat(9)}0`, 7],
    ['['.repeat(count), 8],
    [`"${'['.repeat(count)}`, 9],
  ];
  const content = (count: number) => bookBytes(longSheet(prepare(count)));
  const run = (bytes: Uint8Array) => importMappedFile(database, longFile(bytes)).then(() => {});
  // The first import of a process compiles and prepares what the others find.
  await run(content(1));
  expect((await cpuGrowth({ prepare: content, run, full: 200_000 }, 8)).factor).toBeLessThan(8);
  const stored = (await citedFigures(database, 'qinghe')).map((line) => line.split(' ')[3]);
  expect(stored).toEqual(['5', '6', '7', '8', '9']);
});
