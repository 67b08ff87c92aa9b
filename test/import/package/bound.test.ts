import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import {
  MAX_BREAKDOWN,
  MAX_CODE,
  MAX_COLUMNS,
  MAX_DEPTH,
  MAX_DESCRIPTOR_BYTES,
  MAX_DESCRIPTOR_DEPTH,
  MAX_DIMENSIONS,
  MAX_LANGUAGES,
  MAX_LOCATOR,
  MAX_NAME,
  MAX_QUOTE_BYTES,
  MAX_RECORD,
  MAX_RESOURCES,
  MAX_TEXT,
  MAX_VERSION,
  MAX_VERSIONS,
  MAX_WEB_ADDRESS,
} from '../../../src/import/package/bound.ts';
import { type Files, importFiles, openMemory, type PackageOptions, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** A database of this test's own, for what an installation keeps. */
async function openOwn(): Promise<Database> {
  const own = await openMemory();
  onTestFinished(() => own.close());
  return own;
}

const adding = (file: keyof typeof SMALL, lines: string): Files => ({ ...SMALL, [file]: SMALL[file] + lines });

/** So many rows, each below the one before it. */
const chain = (count: number, line: (code: string, above: string) => string, top: string): string =>
  Array.from({ length: count }, (_, index) => `${line(`c${index}`, index === 0 ? top : `c${index - 1}`)}\n`).join('');

/** Chinese characters in no order: three bytes each, which no index can make shorter. */
function scattered(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (seed % 20_000));
  }).join('');
}

const CHAINS = [
  {
    file: 'regions.csv',
    column: 'parent',
    line: (code: string, above: string) => `X,${code},OTHER,${above},Deep`,
    top: 'top',
  },
  {
    file: 'tasks.csv',
    column: 'parent',
    line: (code: string, above: string) => `${code},Deep,,,,${above},1,,,,,,,`,
    top: 'root',
  },
  {
    file: 'organizations.csv',
    column: 'parent',
    line: (code: string, above: string) => `${code},ORGAN,Deep,${above},`,
    top: 'office',
  },
  {
    file: 'metrics.csv',
    column: 'numerator',
    line: (code: string, above: string) =>
      `${code},Deep,safety,RATIO,FLOW,case,0,2,NEUTRAL,NONE,NONE,,${above},solved,1`,
    top: 'filed',
  },
] as const;

describe('chains', () => {
  test.each(CHAINS)('of $file are published down to the bound', async ({ file, line, top }) => {
    const files = adding(file, chain(MAX_DEPTH - 1, line, top));
    await expect(importFiles(database, files)).resolves.toMatchObject({ outcome: 'PUBLISHED' });
  });

  test.each(CHAINS)('of $file are refused at the first row beyond it', async ({ file, column, line, top }) => {
    const problems = await problemsOf(database, adding(file, chain(MAX_DEPTH + 20, line, top)));
    const row = SMALL[file].split('\n').length + MAX_DEPTH - 1;
    expect(problems).toEqual([
      expect.objectContaining({
        resource: file,
        row,
        column,
        value: `c${MAX_DEPTH - 2}`,
        message: expect.stringContaining(`more than ${MAX_DEPTH}`),
        expected: expect.stringMatching(`^at most ${MAX_DEPTH} `),
      }),
    ]);
  });

  test('of several data sets are measured together, and the row that pushes another’s down is named', async () => {
    const database = await openOwn();
    const { line, top } = CHAINS[0];
    await importFiles(database, adding('regions.csv', chain(20, line, top)));
    const below = chain(
      11,
      (code, above) => `X,below-${code},OTHER,${above.replace(/^c(?!19)/, 'below-c')},Deep`,
      'c19',
    );
    const other = { ...SMALL, 'regions.csv': `scheme,code,level,parent,name:en\n${below}` };
    const options = { descriptor: { name: 'other' } };
    const tooMany = { ...other, 'regions.csv': `${other['regions.csv']}X,last,OTHER,below-c10,Deep\n` };
    expect(await problemsOf(database, tooMany, options)).toEqual([
      expect.objectContaining({
        resource: 'regions.csv',
        row: 13,
        message: '"X:last" is more than 32 levels deep',
      }),
    ]);
    await importFiles(database, other, options);

    const lifted = SMALL['regions.csv'] + chain(20, line, 'new');
    const moved = { ...SMALL, 'regions.csv': `${lifted}X,new,OTHER,top,New\n` };
    expect(await problemsOf(database, moved)).toEqual([
      expect.objectContaining({
        resource: 'regions.csv',
        row: 23,
        value: 'c18',
        message: 'the rows of another data set below "X:c19" are more than 32 levels deep',
      }),
    ]);
  });

  test('that are cycles are told with a path that ends', async () => {
    const tasks = chain(60, (code, above) => `${code},Round,,,,${above},1,,,,,,,`, 'c59');
    const [problem, ...others] = await problemsOf(database, adding('tasks.csv', tasks));
    expect(problem?.message).toMatch(/^there is a cycle: c0 → c59 → .* → … 41 more … → c1 → c0$/);
    expect(others).toEqual([]);
  });
});

interface Long {
  readonly name: string;
  readonly column: string;
  readonly files: (text: string) => Files;
  readonly most: number;
  readonly options?: PackageOptions;
}

const LONG: readonly Long[] = [
  { name: 'a name', column: 'name:en', most: MAX_NAME, files: (text) => adding('themes.csv', `long,${text},\n`) },
  {
    name: 'a title',
    column: 'title:en',
    most: MAX_NAME,
    files: (text) => adding('sources.csv', `long,${text},office\n`),
  },
  { name: 'a code', column: 'code', most: MAX_CODE, files: (text) => adding('themes.csv', `${text},Long,\n`) },
  {
    name: 'a locator',
    column: 'locator',
    most: MAX_LOCATOR,
    files: (text) => adding('observations.csv', `filed,low,,2021,1,,,,report,${text}\n`),
  },
  {
    name: 'a note',
    column: 'note:en',
    most: MAX_TEXT,
    files: (text) => adding('observations.csv', `filed,low,,2021,1,,,${text},,\n`),
  },
];

describe('a text of', () => {
  test.each(LONG)('$name is published up to its length, and refused beyond it', async ({ column, files, most }) => {
    await expect(importFiles(database, files(scattered(most)))).resolves.toMatchObject({ outcome: 'PUBLISHED' });
    const [problem, ...others] = await problemsOf(database, files(scattered(most + 1)));
    expect(problem).toMatchObject({
      column,
      expected: expect.stringContaining(`at most ${most.toLocaleString('en')} char`),
    });
    expect(others).toEqual([]);
  });

  test('an address is as long as browsers take it', async () => {
    const at = (length: number) => `https://x.org/${'a'.repeat(length - 14)}`;
    const files = (url: string) => ({ ...SMALL, 'sources.csv': `code,title:en,url\nreport,Report,${url}\n` });
    await importFiles(database, files(at(MAX_WEB_ADDRESS)));
    const problem = {
      row: 2,
      column: 'url',
      message: expect.stringMatching(/2,001 characters$/),
      expected: 'at most 2,000 characters',
    };
    expect(await problemsOf(database, files(at(MAX_WEB_ADDRESS + 1)))).toEqual([expect.objectContaining(problem)]);
  });

  test('a quote is as long as the index of passages takes it, whatever it is written in, beside the longest locator', async () => {
    const locator = scattered(MAX_LOCATOR);
    const files = (quote: string) => ({
      ...SMALL,
      'observations.csv': `metric,region,period,value,source,locator,quote\nfiled,low,2021,1,report,${locator},${quote}\n`,
    });
    await importFiles(database, files(scattered(Math.floor(MAX_QUOTE_BYTES / 3))));
    const problem = {
      column: 'quote',
      message: expect.stringMatching(/2,001 bytes/),
      expected: expect.stringMatching(/^at most 2,000 bytes/),
    };
    expect(await problemsOf(database, files(scattered(667)))).toEqual([expect.objectContaining(problem)]);
  });

  test('a breakdown is as long as the index of series takes it', async () => {
    const database = await openOwn();
    const [one, two] = [scattered(190), scattered(189).split('').reverse().join('')];
    const files = (...codes: readonly string[]) => ({
      ...SMALL,
      'dimensions.csv': `dimension,category,name:en\nsex,,Sex\nsex,f,F\nsex,m,M\n${codes.map((code) => `${code},,D\n${code},${code},C\n`).join('')}`,
      'metrics.csv': SMALL['metrics.csv'].replace('SUM,SUM,sex,,,', `SUM,SUM,sex;${codes.join(';')},,,`),
      'observations.csv': `metric,region,breakdown,period,value\nfiled,low,${codes.map((code) => `${code}=${code}`).join(';')},2021,1\n`,
    });
    // 190 + 1 + 190 + 1 + 189 + 1 + 189 = 761 characters of three bytes, near the bound of 800.
    await importFiles(database, files(one, two));
    expect(await problemsOf(await openOwn(), files(one, `${two}${'x'.repeat(11)}`, 'y'.repeat(10)))).toEqual([
      expect.objectContaining({ row: 2, column: 'breakdown', expected: `at most ${MAX_BREAKDOWN} characters` }),
    ]);
  });
});

describe('a file is refused at once for', () => {
  const themes = (text: string): Files => ({ ...SMALL, 'themes.csv': text });

  test('more columns than any has', async () => {
    const header = ['code', ...Array.from({ length: MAX_COLUMNS }, (_, index) => `name:en-x-${index}`)].join(',');
    const problem = {
      resource: 'themes.csv',
      row: 1,
      column: null,
      message: 'the header has 201 columns',
      expected: 'at most 200 columns',
    };
    expect(await problemsOf(database, themes(`${header}\n`))).toEqual([expect.objectContaining(problem)]);
  });

  test.each([
    ['a header of millions of columns', `code${','.repeat(3_000_000)}\n`, 1],
    ['a row of millions of cells', `code,name:en\nsafety,S\na${','.repeat(3_000_000)}\n`, 3],
    ['a quote that is never closed', `code,name:en\nsafety,S\na,"${'x'.repeat(3_000_000)}\n`, 3],
    ['quotes that open and close over many lines', `code,name:en\nsafety,S\na,${'"\n",'.repeat(1_000_000)}\n`, 3],
  ])('%s', async (_, text, row) => {
    const message = `a row is longer than ${MAX_RECORD.toLocaleString('en')} bytes; a quote is probably not closed`;
    expect(await problemsOf(database, themes(text))).toEqual([
      expect.objectContaining({ resource: 'themes.csv', row, message }),
    ]);
  });

  test('more versions than a region has', async () => {
    const rows = Array.from(
      { length: MAX_VERSIONS + 5 },
      (_, i) => `X,low,COUNTY,top,Low,${1800 + i}-01-01,${1800 + i}-12-31\n`,
    );
    const header = 'scheme,code,level,parent,name:en,valid_from,valid_to\nX,top,PROVINCE,,Top,,\n';
    const message = 'there are 105 versions of "X:low"';
    expect(await problemsOf(database, { ...SMALL, 'regions.csv': header + rows.join('') })).toEqual([
      expect.objectContaining({
        row: 103,
        column: 'code',
        value: 'low',
        message,
        expected: 'at most 100 of one region',
      }),
    ]);
  });

  test('more dimensions than a metric has', async () => {
    const many = Array.from({ length: MAX_DIMENSIONS + 1 }, (_, index) => `d${index}`).join(';');
    const files = { ...SMALL, 'metrics.csv': SMALL['metrics.csv'].replace('SUM,SUM,sex,,,', `SUM,SUM,${many},,,`) };
    expect(await problemsOf(database, files)).toContainEqual(
      expect.objectContaining({
        row: 2,
        column: 'dimensions',
        message: 'the list has 21 codes',
        expected: 'at most 20',
      }),
    );
  });
});

describe('a descriptor is refused for', () => {
  const text = (more: string): string =>
    `{"name":"small","version":"1","resources":[],"govgraph":{"language":"en","timeZone":"UTC","region":"top"}${more}}`;
  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const CASES: readonly (readonly [name: string, json: string, problem: Readonly<Record<string, unknown>>])[] = [
    [
      'a NUL in a text',
      text(',"title":"a\\u0000b"'),
      { column: 'title', message: '"a\\u0000b" contains a NUL character, which cannot be stored' },
    ],
    [
      'half of a surrogate pair',
      text(',"title":"a\\ud800b"'),
      {
        column: 'title',
        message: '"a\\ud800b" contains half of a surrogate pair, which cannot be stored',
        expected: 'a text without it',
      },
    ],
    [
      'a NUL in a name that nobody reads',
      text(',"x":{"y":[{"\\u0000":1}]}'),
      { column: 'x.y.0.�', message: expect.stringContaining('a NUL') },
    ],
    [
      'a NUL where a code belongs',
      text('').replace('"top"', '"t\\u0000p"'),
      { column: 'govgraph.region', message: expect.stringContaining('a NUL') },
    ],
    [
      'a nest',
      text(`,"x":${nested(5_000)}`),
      {
        message: 'lists and objects are nested too deep',
        expected: `at most ${MAX_DESCRIPTOR_DEPTH} levels`,
      },
    ],
    [
      'a nest where a text belongs',
      text(`,"title":${nested(100_000)}`),
      { message: 'lists and objects are nested too deep' },
    ],
    [
      'a name that no object can have',
      text(',"__proto__":{"govgraph":1}'),
      { column: '__proto__', message: '__proto__ is a reserved name of JavaScript objects' },
    ],
    [
      'a title in the language __proto__',
      text('').replace('"region"', '"titles":{"__proto__":"x"},"region"'),
      { column: 'govgraph.titles.__proto__', message: '__proto__ is a reserved name of JavaScript objects' },
    ],
    [
      'a number without end',
      text('').replace('"region"', '"minCount":1e400,"region"'),
      {
        column: 'govgraph.minCount',
        value: 'Infinity',
        message: expect.stringMatching(/^Infinity is not a whole number/),
      },
    ],
    [
      'a long title',
      text(`,"title":"${'x'.repeat(MAX_NAME + 1)}"`),
      { column: 'title', expected: 'at most 1,000 characters' },
    ],
    [
      'a long version',
      text(`,"version":"${'1'.repeat(MAX_VERSION + 1)}"`),
      { column: 'version', expected: 'at most 200 characters' },
    ],
    [
      'a long licence',
      text(`,"licenses":[{"name":"${'x'.repeat(1_001)}"}]`),
      { column: 'licenses.0.name', expected: 'at most 1,000 characters' },
    ],
    [
      'a long path',
      text(`,"resources":[{"path":"${'x'.repeat(501)}"}]`),
      { column: 'resources.0.path', expected: 'at most 500 characters' },
    ],
    [
      'many resources',
      text(`,"resources":[${Array.from({ length: MAX_RESOURCES + 1 }, () => '{"path":"themes.csv"}').join()}]`),
      { column: 'resources', message: 'the list has 101 items', expected: 'at most 100' },
    ],
    [
      'titles in many languages',
      text('').replace(
        '"region"',
        `"titles":{${Array.from({ length: MAX_LANGUAGES + 1 }, (_, i) => `"en-x-${i}":"x"`).join()}},"region"`,
      ),
      { column: 'govgraph.titles', message: 'there are texts in 101 languages', expected: 'at most 100' },
    ],
    [
      'its size',
      text(`,"x":"${'x'.repeat(MAX_DESCRIPTOR_BYTES)}"`),
      {
        column: null,
        message: expect.stringMatching(/^the file has 1,000,\d{3} bytes$/),
        expected: 'at most 1,000,000 bytes',
      },
    ],
  ];

  test.each(CASES)('%s', async (_, json, problem) => {
    expect(await problemsOf(database, { ...SMALL, 'datapackage.json': json })).toEqual([
      expect.objectContaining({ resource: 'datapackage.json', ...problem }),
    ]);
  });
});

test('what a problem says of a long cell and a long column has an end', async () => {
  const long = 'x'.repeat(100_000);
  const [problem] = await problemsOf(database, { ...SMALL, 'themes.csv': `code,${long}\nsafety,S\n` });
  expect(problem?.column).toHaveLength(1_001);
  expect(problem?.value).toHaveLength(1_001);
});

test('the page for publishers states every bound', async () => {
  const page = await readFile(new URL('../../../docs/publishing.md', import.meta.url), 'utf8');
  const bounds = await import('../../../src/import/package/bound.ts');
  const numbers = Object.entries(bounds).filter(([name]) => name.startsWith('MAX_'));
  const told = page.slice(page.indexOf('## Bounds'));
  const missing = numbers.filter(([, most]) => !told.includes(most.toLocaleString('en')));
  expect(missing).toEqual([]);
});
