import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { SheetRow } from '../../../src/connectors/files/formats/sheet.ts';
import { type Workbook, type WorkbookColumn, xlsxBytes } from '../../../src/connectors/files/formats/xlsx.ts';
import { checkProperty } from '../../support/property.ts';
import { anyRow, bytesOf, COLUMNS, sheetOf } from './sheet.ts';

const TITLES = ['observations', 'about'] as const;

async function partsOf(batches: readonly (readonly SheetRow[])[], more: Partial<Workbook> = {}) {
  const total = batches.flat().length;
  const bytes = await bytesOf(
    xlsxBytes({ sheet: sheetOf(batches), total, titles: TITLES, notes: [['source', 'R & D']], locale: 'en', ...more }),
  );
  const files = unzipSync(bytes);
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString()]));
}

const plainText = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The cells of a sheet, as a reader of the format sees them. */
function cellsOf(xml: string | undefined): (string | number | boolean | null)[][] {
  const rows = [...(xml ?? '').matchAll(/<row>(.*?)<\/row>/gs)];
  return rows.map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c([^>]*)>(.*?)<\/c>/gs)].map(([, attributes, content = '']) => {
      if (attributes === undefined) return null;
      if (attributes.includes('inlineStr')) return plainText(/<t[^>]*>(.*)<\/t>/s.exec(content)?.[1] ?? '');
      const value = Number(/<v>(.*)<\/v>/.exec(content)?.[1]);
      return attributes.includes('t="b"') ? value === 1 : value;
    }),
  );
}

const serial = (text: string) => (Date.parse(text) - Date.UTC(1899, 11, 30)) / 86_400_000;
const LONE = /\p{Surrogate}/u;

test('a workbook holds what was written: texts inline, numbers and days as numbers, nothing where nothing is', async () => {
  await checkProperty(
    fc.asyncProperty(fc.array(fc.array(anyRow, { maxLength: 4 }), { maxLength: 3 }), async (batches) => {
      const parts = await partsOf(batches);
      const [head, ...rows] = cellsOf(parts['xl/worksheets/sheet1.xml']);
      expect(head).toEqual(COLUMNS.map(({ name }) => name));
      const expected = batches
        .flat()
        .map(([name, value, count, isTotal, day, moment]) => [
          name ?? null,
          value == null ? null : Number(value),
          count == null ? null : Number(count),
          isTotal == null ? null : isTotal === 'true',
          day == null ? null : serial(day),
          moment == null ? null : serial(moment),
        ]);
      expect(rows).toEqual(expected);
      expect(LONE.test(parts['xl/worksheets/sheet1.xml'] ?? '')).toBe(false);
    }),
    { runs: 100 },
  );
});

test('the second sheet says what the data are', async () => {
  const parts = await partsOf([]);
  expect(cellsOf(parts['xl/worksheets/sheet2.xml'])).toEqual([
    ['Item', 'Content'],
    ['source', 'R & D'],
  ]);
  expect(parts['xl/workbook.xml']).toContain('<sheet name="observations" sheetId="1" r:id="rId1"/><sheet name="about"');
});

const SHEETS = ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'] as const;

test('both sheets have a header that stays, filters, and is repeated where they are printed, across and as wide as a page', async () => {
  const row: SheetRow = ['a', '1', null, null, null, null];
  const parts = await partsOf([[row, row]], { printed: 2 });
  const refs = ['A1:F3', 'A1:B2'];
  for (const [at, sheet] of SHEETS.entries()) {
    const xml = parts[sheet] ?? '';
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(xml).toContain(`<autoFilter ref="${refs[at]}"/>`);
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    // Excel refuses a sheet whose parts come in another order.
    const order = [
      '<sheetPr>',
      '<sheetViews>',
      '<cols>',
      '<sheetData>',
      '<autoFilter',
      '<pageMargins',
      '<pageSetup',
      '<headerFooter>',
    ];
    const places = order.map((part) => xml.indexOf(part === '<pageSetup' ? '<pageSetup ' : part));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  }
  const names = [
    ...(parts['xl/workbook.xml'] ?? '').matchAll(/<definedName name="_xlnm\.(\w+)" localSheetId="(\d)"[^>]*>([^<]*)</g),
  ];
  expect(names.map(([, name, sheet, value]) => [name, sheet, value])).toEqual([
    ['_FilterDatabase', '0', "'observations'!$A$1:$F$3"],
    ['Print_Area', '0', "'observations'!$A$1:$B$3"],
    ['Print_Titles', '0', "'observations'!$1:$1"],
    ['_FilterDatabase', '1', "'about'!$A$1:$B$2"],
    ['Print_Area', '1', "'about'!$A$1:$B$2"],
    ['Print_Titles', '1', "'about'!$1:$1"],
  ]);
});

test('a number is shown with its decimals, with those of its metric at least, or with those of its column', async () => {
  const [, value] = COLUMNS;
  const column = { ...value, name: 'value', type: 'double', description: '' } as const;
  const formatsOf = async (texts: readonly string[], more: Partial<WorkbookColumn>) => {
    const parts = await partsOf([], { sheet: sheetOf([texts.map((text) => [text])], [{ ...column, ...more }]) });
    const formats = [...(parts['xl/styles.xml'] ?? '').matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)];
    const codes = new Map(formats.map(([, id, code]) => [id, code]));
    const cells = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(parts['xl/styles.xml'] ?? '')?.[1] ?? '';
    const styles = [...cells.matchAll(/<xf numFmtId="(\d+)"/g)].map(([, id]) => codes.get(id) ?? 'General');
    const [, , ...rows] = (parts['xl/worksheets/sheet1.xml'] ?? '').split('<row>');
    return rows.map((row) => styles[Number(/<c s="(\d+)"/.exec(row)?.[1] ?? 0)]);
  };
  expect(await formatsOf(['12326', '-0.5', '1.250', '0.12345678901234'], {})).toEqual([
    '#,##0',
    '#,##0.0',
    '#,##0.000',
    'General',
  ]);
  expect(await formatsOf(['3', '3.123'], { leastDecimals: () => 2 })).toEqual(['#,##0.00', '#,##0.000']);
  expect(await formatsOf(['3', '3.123456789'], { shownDecimals: 2 })).toEqual(['#,##0.00', '#,##0.00']);
});

test('columns are as wide as their headers, and Chinese letters count twice', async () => {
  const columns = ['id', 'Year-on-year change in percentage points', '公布的同比变化率'].map(
    (title) => ({ ...COLUMNS[2], title }) as WorkbookColumn,
  );
  const parts = await partsOf([], { sheet: sheetOf([], columns) });
  const widths = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<col [^>]*width="(\d+)"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths).toEqual([10, 22, 19]);
});

test('the header stays in sight, and days and moments have formats of their own', async () => {
  const parts = await partsOf([[[null, null, null, null, '2020-11-30', '2020-11-30T12:00:00.000Z']]]);
  expect(parts['xl/worksheets/sheet1.xml']).toContain(
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
  );
  expect(parts['xl/worksheets/sheet1.xml']).toContain('<c s="2"><v>44165</v></c><c s="3"><v>44165.5</v></c>');
  expect(parts['xl/styles.xml']).toContain('formatCode="yyyy\\-mm\\-dd"');
});

test('a sheet that cannot hold all rows says so in its last row and on the second sheet, and one that just can does not', async () => {
  const row = (at: number): SheetRow => [`row ${at}`, `${at}`, null, null, null, null];
  const batches = [[row(1), row(2)], [row(3), row(4)], [row(5)]];
  const whole = await partsOf(batches, { most: 6 });
  expect(cellsOf(whole['xl/worksheets/sheet1.xml'])).toHaveLength(6);
  expect(JSON.stringify(whole)).not.toContain('INCOMPLETE');

  const cut = await partsOf(batches, { most: 5 });
  const rows = cellsOf(cut['xl/worksheets/sheet1.xml']);
  expect(rows).toHaveLength(5);
  expect(rows.slice(1, 4).map(([name]) => name)).toEqual(['row 1', 'row 2', 'row 3']);
  expect(rows[4]).toEqual([expect.stringMatching(/^INCOMPLETE: this sheet ends after 3 of 5 rows/)]);
  expect(cellsOf(cut['xl/worksheets/sheet2.xml'])[1]).toEqual(['INCOMPLETE', rows[4]?.[0]]);
});

test('a text longer than a cell may be is cut, and says so by its last character', async () => {
  const parts = await partsOf([[['x'.repeat(40_000), null, null, null, null, null]]]);
  const text = cellsOf(parts['xl/worksheets/sheet1.xml'])[1]?.[0] as string;
  expect(text).toHaveLength(32_767);
  expect(text.endsWith('x…')).toBe(true);
});

test('the same rows are the same bytes, and a reader that leaves lets go of the rows', async () => {
  const make = () =>
    bytesOf(
      xlsxBytes({
        sheet: sheetOf([[['a', '1', null, null, null, null]]]),
        total: 1,
        titles: TITLES,
        notes: [],
        locale: 'en',
      }),
    );
  expect((await make()).equals(await make())).toBe(true);

  let left = false;
  const endless = async function* () {
    try {
      for (let at = 0; ; at++)
        yield Array.from({ length: 500 }, () => [`${at} ${Math.random()}`, '1', null, null, null, null] as SheetRow);
    } finally {
      left = true;
    }
  };
  const pieces = xlsxBytes({
    sheet: { columns: COLUMNS, batches: endless() },
    total: 1_000,
    titles: TITLES,
    notes: [],
    locale: 'en',
  });
  for (let at = 0; at < 30; at++) await pieces.next();
  await pieces.return();
  expect(left).toBe(true);
});

test('what fails while rows are read breaks the file off', async () => {
  const failing = async function* (): AsyncGenerator<readonly SheetRow[]> {
    yield [['a', '1', null, null, null, null]];
    throw new Error('the database went away');
  };
  const bytes = xlsxBytes({
    sheet: { columns: COLUMNS, batches: failing() },
    total: 2,
    titles: TITLES,
    notes: [],
    locale: 'en',
  });
  await expect(bytesOf(bytes)).rejects.toThrow('the database went away');
});
