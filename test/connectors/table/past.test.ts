import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createApplication } from '../../../src/server/application.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { csv, type PackageText } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { manyFigures } from '../same/city.ts';

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

let database: TestDatabase;
let fetch: (path: string, init?: RequestInit) => Promise<Response>;

interface Page {
  readonly rows: readonly Row[];
  readonly next: string | undefined;
}

async function readPage(address: string): Promise<Page> {
  const response = await fetch(address, { headers: { prefer: 'odata.maxpagesize=700', 'accept-language': 'en' } });
  expect(response.status).toBe(200);
  const answer = await response.json();
  return { rows: answer.value, next: answer['@odata.nextLink']?.replace(/^https?:\/\/[^/]+/, '') };
}

async function readOn({ rows, next }: Page): Promise<Row[]> {
  const all = [...rows];
  for (let address = next; address !== undefined; ) {
    const page = await readPage(address);
    all.push(...page.rows);
    address = page.next;
  }
  return all;
}

const told = (rows: readonly Row[]) =>
  [...new Set(rows.map((row) => `${row.metricCode} is ${row.metricName}, ${row.regionCode} is ${row.regionName}, a ${row.regionLevel}`))].sort(); // biome-ignore format: one line

const FILE = '/files/observations.csv?lang=en';
const rowsOf = (text: string): Row[] => parse(text, { bom: true, columns: true });
const OPTIONS = [
  '$orderby=metricName',
  '$orderby=metric/name desc',
  '$orderby=regionName desc',
  "$filter=regionLevel eq 'COUNTY'",
];
const buildAddress = (options: string) =>
  `/odata/v4/Observations?$select=id,metricCode,metricName,regionCode,regionName,regionLevel&${options}`;

describe('while names and levels change, what was begun goes on as it began', () => {
  const begun = new Map<string, { readonly before: readonly Row[]; readonly page: Page }>();
  let fileBefore: readonly Row[];
  let fileDuring: readonly Row[];
  beforeAll(async () => {
    database = await openTestDatabase('empty');
    await importText(database, city('1'));
    const application = createApplication({ config: loadConfig({}), database, log: pino({ level: 'silent' }) });
    fetch = (path, init) => application.fetch(new Request(`http://test${path}`, init));

    for (const options of OPTIONS) {
      const page = await readPage(buildAddress(options));
      begun.set(options, { before: await readOn(page), page });
    }
    fileBefore = rowsOf(await (await fetch(FILE)).text());
    const reader = ((await fetch(FILE)).body as ReadableStream<Uint8Array>).getReader();
    const pieces = [(await reader.read()).value];
    await importText(database, city('2'));
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(piece.value);
    fileDuring = rowsOf(Buffer.concat(pieces.flatMap((piece) => piece ?? [])).toString());
  });
  afterAll(() => database.close());

  test.each(OPTIONS)('pages with %s', async (options) => {
    const { before, page } = begun.get(options) ?? { before: [], page: { rows: [], next: undefined } };
    expect(before.length).toBeGreaterThan(700);
    expect(await readOn(page)).toEqual(before);
    const after = await readOn(await readPage(buildAddress(options)));
    expect(told(after)).not.toEqual(told(before));
  });

  test('a file', async () => {
    expect(fileBefore.length).toBeGreaterThan(1_500);
    expect(fileDuring).toEqual(fileBefore);
    expect(told(rowsOf(await (await fetch(FILE)).text()))).not.toEqual(told(fileBefore));
  });
});
