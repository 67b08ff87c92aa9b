import { utils, write } from '@e965/xlsx';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { cpuGrowth } from '../../support/growth.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const NAMESPACES = ['office', 'table', 'style', 'number', 'text']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'number' ? 'datastyle' : name}:1.0"`)
  .join(' ');
const DATA_STYLES = `<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text></number:date-style>
<number:date-style style:name="N2"><number:day/><number:text>.</number:text><number:month/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<number:percentage-style style:name="N3"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>`;
const style = (name: string, data: string) =>
  `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="${data}"/>`;

/** A sheet whose columns say how their cells are shown, as LibreOffice writes those that are formatted as a whole. */
function workbook(columns: readonly string[], row = ''): Uint8Array {
  const cell = (kind: string, text: string, attributes = '') =>
    `<table:table-cell office:value-type="${kind}" ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const months = [
    ['东关镇', '2021-01-01', '2021年1月', '0.91', '91.0%'],
    ['西山乡', '2021-02-01', '2021年2月', '0.925', '92.5%'],
  ].map(
    ([name = '', date = '', month = '', value = '', shown = '']) =>
      `<table:table-row${row}>${cell('string', name)}${cell('date', month, `office:date-value="${date}"`)}${cell('percentage', shown, `office:value="${value}"`)}</table:table-row>`,
  );
  const header = `<table:table-row>${['乡镇', '月份', '化解率'].map((title) => cell('string', title)).join('')}</table:table-row>`;
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} office:version="1.2"><office:automatic-styles>${DATA_STYLES}
<style:style style:name="Month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="Day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="Rate" style:family="table-cell" style:data-style-name="N3"/>
${style('ce1', 'Month')}${style('ce2', 'Rate')}${style('ce3', 'Day')}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="S">
${columns.map((name) => `<table:table-column table:default-cell-style-name="${name}"/>`).join('')}
${header}${months.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`;
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['']]), 'S');
  const parts = unzipSync(new Uint8Array(write(book, { type: 'buffer', bookType: 'ods' }) as Buffer));
  return zipSync({ ...parts, 'content.xml': strToU8(content) });
}

async function storedFigures(content: Uint8Array): Promise<string[]> {
  const values = [{ columns: ['化解率'], metric: { constant: 'settlement-rate' } }];
  const change = { header: { rows: [1] }, rows: {}, totals: [], note: undefined, period: { column: '月份' }, values };
  await importMappedFile(database, { set: 'county', file: 'rates.ods', content, change });
  return citedFigures(database, 'qinghe');
}

const MONTHS = ['settlement-rate 101 2021-01 91.0 <- S!C2', 'settlement-rate 102 2021-02 92.5 <- S!C3'];
const DAYS = ['settlement-rate 101 2021-01-01 91.0 <- S!C2', 'settlement-rate 102 2021-02-01 92.5 <- S!C3'];

test('percentages and months of ODS whose columns are formatted as a whole', async () => {
  expect(await storedFigures(workbook(['Default', 'ce1', 'ce2']))).toEqual(MONTHS);
});

test('what a row says of its cells goes before what their column says', async () => {
  const row = ' table:default-cell-style-name="ce3"';
  expect(await storedFigures(workbook(['Default', 'ce1', 'ce2'], row))).toEqual(DAYS);
});

test('a date of which nothing says how it is shown is what it shows', async () => {
  expect(await storedFigures(workbook(['Default', 'Default', 'Default']))).toEqual(MONTHS);
});

test('styles that are never closed are looked through once', async () => {
  const sheet = unzipSync(workbook(['Default', 'ce1', 'ce2']));
  const prepare = (count: number) =>
    zipSync({ ...sheet, 'styles.xml': strToU8('<number:date-style style:name="N9">'.repeat(count)) });
  // The first import of a process compiles and prepares what the others find.
  await storedFigures(prepare(1));
  const run = async (content: Uint8Array) => expect(await storedFigures(content)).toEqual(MONTHS);
  expect((await cpuGrowth({ prepare, run, full: 50_000 }, 8)).factor).toBeLessThan(8);
});
