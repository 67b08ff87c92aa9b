// LibreOffice opens the CSV from its address and the workbook from disk, without a screen, and writes down what it then holds in its cells.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { one } from './harness/figure.mjs';
import { readCsv } from './harness/read-csv.mjs';

export const name = 'libreoffice';
export const over = 'files';
export const needs = [{ program: 'soffice', debian: 'libreoffice-calc-nogui' }];

const execute = promisify(execFile);
/** Comma, quote, UTF-8, first line 1; at the end: cells as they are shown, and only the first sheet. */
const UTF8 = '44,34,76,1';
const OUT = `csv:Text - txt - csv (StarCalc):${UTF8},,0,false,true,false,false,false,1`;

export async function run({ url, expect, check, folder, signal }) {
  const office = async (into, ...args) => {
    mkdirSync(join(folder, into));
    const flags = ['--headless', '--norestore', `-env:UserInstallation=file://${folder}/profile`];
    await execute('soffice', [...flags, '--convert-to', OUT, '--outdir', join(folder, into), ...args], { signal });
    const [file] = readdirSync(join(folder, into));
    if (!file) throw new Error(`LibreOffice wrote nothing from ${args.at(-1)}.`);
    return readCsv(readFileSync(join(folder, into, file), 'utf8'));
  };
  const words = 'datasets=lake-province&lang=zh-Hans';
  const book = join(folder, 'observations.xlsx');
  writeFileSync(book, Buffer.from(await (await get(`${url}/files/observations.xlsx?${words}`)).arrayBuffer()));
  const found = {
    CSV: await office('csv', `--infilter=CSV:${UTF8}`, `${url}/files/observations.csv?${words}`),
    XLSX: (await office('xlsx', book)).map(technical),
  };

  const all = await one(
    expect,
    'count(*) as n, sum(value) as total, count(value) as known',
    "dataset = 'lake-province'",
  );
  const leap = await one(expect, 'sum(value) as total', "dataset = 'lake-province' and period_end = date '2020-02-29'");
  const [names] = await expect(`select name ->> 'zh-Hans' as name from metric where code = 'visits'`);
  for (const [format, rows] of Object.entries(found)) {
    const values = rows.map(({ value }) => value);
    check(`${format}: rows`, rows.length, all.n);
    check(`${format}: cells with a value`, values.filter((value) => value !== '').length, all.known);
    check(
      `${format}: sum`,
      values.reduce((sum, value) => sum + Number(value), 0),
      all.total,
    );
    const days = rows.filter(({ periodEnd }) => periodEnd === '2020-02-29');
    check(
      `${format}: sum of 29 February`,
      days.reduce((sum, { value }) => sum + Number(value), 0),
      leap.total,
    );
    const visits = rows.find(({ metricCode }) => metricCode === 'visits');
    check(`${format}: a Chinese name`, visits?.metricName, names.name);
  }
  const english = await office(
    'english',
    `--infilter=CSV:${UTF8}`,
    `${url}/files/observations.csv?metrics=complaints&lang=en`,
  );
  const region = english.find(({ regionCode }) => regionCode === '880101');
  check('a name with an apostrophe and a comma', region?.regionName, "O'Brien, Upper Lake");
  const quoted = english.find(({ regionCode }) => regionCode === '880102');
  check('a name with quotation marks', quoted?.regionName, 'Lake "Small" District');
}

/** What a row of a workbook in Chinese is called in CSV; numbers are shown with commas in it. */
const technical = (row) => ({
  metricCode: row.指标代码,
  metricName: row.指标,
  periodEnd: row.截止日,
  value: row.数值.replaceAll(',', ''),
});

async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer;
}
