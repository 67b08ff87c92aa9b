import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createApplication } from '../../../src/server.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { csv, type PackageText } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { manyFigures } from '../same/city.ts';

let database: TestDatabase;
let fetch: (path: string, init?: RequestInit) => Promise<Response>;
beforeEach(async () => {
  database = await openTestDatabase('empty');
  await importText(database, city('1'));
  const application = createApplication({ config: loadConfig({}), database, log: pino({ level: 'silent' }) });
  fetch = (path, init) => application.fetch(new Request(`http://test${path}`, init));
});
afterEach(() => database.close());

/** The second version turns the order of all names round, and makes a township of a county. */
function city(version: '1' | '2'): PackageText {
  const { files, ...rest } = manyFigures();
  const renamed = (name: string) =>
    version === '1' ? name : `${{ Leaks: 'A', Checks: 'B', Gauges: 'C' }[name] ?? name} now`;
  return {
    ...rest,
    version,
    files: {
      ...files,
      metrics: (files.metrics ?? '').replace(/,(Leaks|Checks|Gauges),/g, (_, name: string) => `,${renamed(name)},`),
      regions: csv(
        'scheme,code,level,parent,name:en,valid_from,valid_to',
        'test,990000,PREFECTURE,,River City,,',
        `test,990100,${version === '1' ? 'COUNTY' : 'TOWNSHIP'},990000,${version === '1' ? 'Upper' : 'Zenith'} District,2010-01-01,`,
        'test,990200,COUNTY,990000,Lower District,2015-01-01,',
      ),
    },
  };
}

interface Row {
  readonly id: string;
  readonly metricCode: string;
  readonly metricName: string;
  readonly regionCode: string;
  readonly regionName: string;
  readonly regionLevel: string;
}

async function pages(options: string, between: () => Promise<unknown>): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | undefined =
    `/odata/v4/Observations?$select=id,metricCode,metricName,regionCode,regionName,regionLevel&${options}`;
  for (let page = 0; next; page++) {
    const response = await fetch(next, { headers: { prefer: 'odata.maxpagesize=700', 'accept-language': 'en' } });
    expect(response.status).toBe(200);
    const answer = await response.json();
    rows.push(...answer.value);
    if (page === 0) await between();
    next = answer['@odata.nextLink']?.replace(/^https?:\/\/[^/]+/, '');
  }
  return rows;
}

const told = (rows: readonly Row[]) =>
  [...new Set(rows.map((row) => `${row.metricCode} is ${row.metricName}, ${row.regionCode} is ${row.regionName}, a ${row.regionLevel}`))].sort(); // biome-ignore format: one line

describe('while names and levels change, what was begun goes on as it began', () => {
  test.each([
    '$orderby=metricName',
    '$orderby=metric/name desc',
    '$orderby=regionName desc',
    "$filter=regionLevel eq 'COUNTY'",
  ])('pages with %s', async (options) => {
    const before = await pages(options, async () => {});
    expect(before.length).toBeGreaterThan(700);
    const during = await pages(options, () => importText(database, city('2')));
    expect(during).toEqual(before);
    const after = await pages(options, async () => {});
    expect(told(after)).not.toEqual(told(before));
  });

  test('a file', async () => {
    const path = '/files/observations.csv?lang=en';
    const rowsOf = (text: string): Row[] => parse(text, { bom: true, columns: true });
    const before = rowsOf(await (await fetch(path)).text());
    const reader = ((await fetch(path)).body as ReadableStream<Uint8Array>).getReader();
    const pieces = [(await reader.read()).value];
    await importText(database, city('2'));
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(piece.value);
    const during = rowsOf(Buffer.concat(pieces.flatMap((piece) => piece ?? [])).toString());
    expect(before.length).toBeGreaterThan(1_500);
    expect(during).toEqual(before);
    expect(told(rowsOf(await (await fetch(path)).text()))).not.toEqual(told(before));
  });
});
