import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { SheetRow } from '../../../src/connectors/files/formats/sheet.ts';
import { type Workbook, xlsxBytes } from '../../../src/connectors/files/formats/xlsx.ts';
import { checkProperty } from '../../support/property.ts';
import { anyRow, bytesOf, COLUMNS, sheetOf } from './sheet.ts';

const TITLES = ['observations', 'about'] as const;

async function partsOf(batches: readonly (readonly SheetRow[])[], more: Partial<Workbook> = {}) {
  const total = batches.flat().length;
  const bytes = await bytesOf(
    xlsxBytes({ sheet: sheetOf(batches), total, titles: TITLES, notes: [['source', 'R & D']], ...more }),
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
  expect(cellsOf(parts['xl/worksheets/sheet2.xml'])).toEqual([['source', 'R & D']]);
  expect(parts['xl/workbook.xml']).toContain('<sheet name="observations" sheetId="1" r:id="rId1"/><sheet name="about"');
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
  expect(cellsOf(cut['xl/worksheets/sheet2.xml'])[0]).toEqual(['INCOMPLETE', rows[4]?.[0]]);
});

test('a text longer than a cell may be is cut, and says so by its last character', async () => {
  const parts = await partsOf([[['x'.repeat(40_000), null, null, null, null, null]]]);
  const text = cellsOf(parts['xl/worksheets/sheet1.xml'])[1]?.[0] as string;
  expect(text).toHaveLength(32_767);
  expect(text.endsWith('x…')).toBe(true);
});

test('the same rows are the same bytes, and a reader that leaves lets go of the rows', async () => {
  const make = () =>
    bytesOf(xlsxBytes({ sheet: sheetOf([[['a', '1', null, null, null, null]]]), total: 1, titles: TITLES, notes: [] }));
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
  const bytes = xlsxBytes({ sheet: { columns: COLUMNS, batches: failing() }, total: 2, titles: TITLES, notes: [] });
  await expect(bytesOf(bytes)).rejects.toThrow('the database went away');
});
