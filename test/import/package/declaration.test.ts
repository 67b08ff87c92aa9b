import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { type Files, importFiles, openMemory, openObservations, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
});
afterAll(() => database.close());

type Declared = Readonly<Record<string, unknown>>;

const HEADER = ['metric', 'region', 'period', 'value', 'status', 'note:en'];
const fieldsWith = (declared: Readonly<Record<string, Declared>> = {}) =>
  HEADER.map((name) => ({ name, ...declared[name] }));
const value = (declared: Declared, more: Declared = {}) => ({
  schema: { fields: fieldsWith({ value: declared }), ...more },
});

/** The observations alone, of which the catalogue is there already. */
const observations = (content: string | Uint8Array): Files => ({ 'observations.csv': content });
const rows = (...lines: string[]) => observations(`${HEADER.join(',')}\n${lines.join('\n')}\n`);

let count = 0;
/** A new data set whose one resource is declared so. */
function declaring(declared: Declared, more: Declared = {}) {
  const name = `declared-${++count}`;
  const resources = [{ name: 'observations', path: 'observations.csv', ...declared }];
  return { name, options: { descriptor: { name, resources, ...more } } };
}

/** What is stored of a package with such a resource. */
async function stored(files: Files, declared: Declared): Promise<string[]> {
  const { name, options } = declaring(declared);
  await importFiles(database, files, options);
  return (await openObservations(database, name)).map((text) => text.replace(/ 1$/, ''));
}

/** What is told of a package with such a resource: where, and in which words. */
async function refused(files: Files, declared: Declared, more: Declared = {}): Promise<string[]> {
  const problems = await problemsOf(database, files, declaring(declared, more).options);
  return problems.map(({ resource, row, column, message, expected }) =>
    [resource, row, column]
      .filter((part) => part !== null)
      .join(' ')
      .concat(`: ${message}; ${expected}`),
  );
}

describe('missing values', () => {
  const given = rows(
    'filed,low,2001,9999,,',
    'filed,low,2002,,MISSING,',
    'filed,low,2003,9999,SUPPRESSED,',
    'filed,low,2004,99,,',
  );

  test('of the schema are no figures', async () => {
    expect(await stored(given, { schema: { missingValues: ['', '9999'] } })).toEqual([
      'filed low 2001 null {MISSING}',
      'filed low 2002 null {MISSING}',
      'filed low 2003 null {SUPPRESSED}',
      'filed low 2004 99',
    ]);
  });

  test('of a field go before those of the schema, and may have labels', async () => {
    const declared = value({ missingValues: [{ value: '99', label: 'not asked' }] }, { missingValues: ['', 'x'] });
    expect(await stored(rows('filed,low,2001,99,,x', 'filed,low,2002,9999,,y'), declared)).toEqual([
      'filed low 2001 null {MISSING}',
      'filed low 2002 9999',
    ]);
  });

  test('of the dialect are empty cells', async () => {
    const given = rows('filed,low,2001,\\N,,\\N', 'filed,low,2002,1,\\N,\\N');
    expect(await stored(given, { dialect: { nullSequence: '\\N' } })).toEqual([
      'filed low 2001 null {MISSING}',
      'filed low 2002 1',
    ]);
  });

  test('that are no texts are refused', async () => {
    expect(await refused(rows('filed,low,2001,1,,'), { schema: { missingValues: [9999] } })).toEqual([
      'datapackage.json resources.0.schema.missingValues: 9999 is not a text; a list of texts, such as ["","9999"]',
    ]);
  });
});

describe('numbers', () => {
  test('are read with the declared signs', async () => {
    const declared = value({ type: 'number', decimalChar: ',', groupChar: '.' });
    const given = rows(
      'filed,low,2001,12.326,,',
      'filed,low,2002,"1.234.567,80",,',
      'filed,low,2003,"0,5",,',
      'filed,low,2004,"-1,5E+3",,',
    );
    expect(await stored(given, declared)).toEqual([
      'filed low 2001 12326',
      'filed low 2002 1234567.80',
      'filed low 2003 0.5',
      'filed low 2004 -1500',
    ]);
  });

  test('are refused where they are not written so', async () => {
    const declared = value({ decimalChar: ',', groupChar: '.' });
    const words =
      'is not a number as the schema declares it; digits with "," before the decimals, and "." between groups of three';
    const wrong = ['12.32', '1.2345', '1..234', '12.326.1', '.123'];
    const given = rows(...wrong.map((one, index) => `filed,low,${2001 + index},${one},,`));
    expect(await refused(given, declared)).toEqual(
      wrong.map((one, index) => `observations.csv ${index + 2} value: "${one}" ${words}`),
    );
  });

  test('may stand among other characters where they need not be bare', async () => {
    const declared = value({ type: 'number', bareNumber: false, groupChar: ' ' });
    const given = rows('filed,low,2001,€ 12 326.5,,', 'filed,low,2002,-7.50 %,,');
    expect(await stored(given, declared)).toEqual(['filed low 2001 12326.5', 'filed low 2002 -7.50']);
    const hidden = rows('filed,low,2001,-€5,,', 'filed,low,2002,(5),,', 'filed,low,2003,5 or 6,,');
    expect(await refused(hidden, declared)).toHaveLength(3);
  });

  test('and codes that are declared as numbers stay as they are', async () => {
    const files = { 'themes.csv': 'code,name:en\n007,Agents\n' };
    const schema = {
      fields: [
        { name: 'code', type: 'integer' },
        { name: 'name:en', type: 'string' },
      ],
    };
    const { options } = declaring({ name: 'themes', path: 'themes.csv', schema });
    await importFiles(database, files, options);
    expect(await database.query("-- test.theme\nselect code from theme where name->>'en' = 'Agents'")).toEqual([
      { code: '007' },
    ]);
  });
});

describe('days', () => {
  test('are read in the declared format', async () => {
    const declared = { schema: { fields: fieldsWith({ period: { type: 'date', format: '%d/%m/%Y' } }) } };
    expect(await stored(rows('filed,low,03/11/2020,1,,', 'filed,low,4/1/2021,2,,'), declared)).toEqual([
      'filed low 2020-11-03 1',
      'filed low 2021-01-04 2',
    ]);
    expect(await refused(rows('filed,low,2020-11-03,1,,', 'filed,low,31/02/2020,1,,'), declared)).toEqual([
      'observations.csv 2 period: "2020-11-03" is not a date; a day in the declared format %d/%m/%Y',
      'observations.csv 3 period: "31/02/2020" is not a date; a day in the declared format %d/%m/%Y',
    ]);
  });
});

describe('an encoding', () => {
  const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

  test.each([
    ['windows-1252', [0x80, 0x92, 0xe9], '€’é'],
    ['cp1252', [0x80, 0x92, 0xe9], '€’é'],
    ['latin-1', [0xe9], 'é'],
    ['ISO-8859-15', [0xa4], '€'],
    ['gb18030', [0xb0, 0xb2, 0xc8, 0xab], '安全'],
    ['gbk', [0xb0, 0xb2, 0xc8, 0xab], '安全'],
    ['big5', [0xa6, 0x77], '安'],
    ['Shift_JIS', [0x88, 0xc0], '安'],
    ['utf-8-sig', [0xc3, 0xa9], 'é'],
  ] as const)('%s is read as that', async (encoding, note, text) => {
    const { name, options } = declaring({ encoding });
    await importFiles(
      database,
      observations(bytes('metric,region,period,value,note:en\nfiled,low,2001,1,', [...note], '\n')),
      options,
    );
    const [row] = await database.query<{ note: string }>(
      "-- test.note\nselect o.note->>'en' as note from observation o join series s on s.id = o.series_id join dataset d on d.id = s.dataset_id where d.code = $1::text",
      [name],
    );
    expect(row?.note).toBe(text);
  });

  test('utf-16 is read as that', async () => {
    const given = observations(Buffer.from(`\uFEFF${HEADER.join(',')}\r\nfiled,low,2001,3,,安全\r\n`, 'utf16le'));
    expect(await stored(given, { encoding: 'utf-16' })).toEqual(['filed low 2001 3']);
  });

  test('of the media type counts where there is no other', async () => {
    const given = observations(bytes('metric,region,period,value,note:en\nfiled,low,2001,1,', [0xb0, 0xb2], '\n'));
    expect(await stored(given, { mediatype: 'text/csv; charset=gb2312' })).toEqual(['filed low 2001 1']);
    expect(await refused(given, { mediatype: 'text/csv; charset=gb2312', encoding: 'big5' })).toEqual([
      expect.stringMatching(
        /^datapackage.json resources.0.mediatype: "mediatype": .* is not supported; no charset, or the encoding "big5"$/,
      ),
    ]);
  });

  test('that is not the file’s is refused', async () => {
    const utf8 = rows('filed,low,2001,1,,café');
    expect(await refused(utf8, { encoding: 'windows-1252' })).toEqual([
      'observations.csv 1: the file is UTF-8 text, but the declared encoding is windows-1252; the encoding of the file',
    ]);
    expect(await refused(utf8, { encoding: 'ascii' })).toEqual([
      'observations.csv 2: the file is not text in the declared encoding ascii; the encoding of the file',
    ]);
    const latin = observations(bytes('metric,region,period,value,note:en\nfiled,low,2001,1,caf', [0xe9], '\n'));
    expect(await refused(latin, { encoding: 'shift_jis' })).toEqual([
      expect.stringContaining('observations.csv 2: the file is not text'),
    ]);
    expect(await refused(latin, {})).toEqual([
      expect.stringContaining('"encoding" of the resource in datapackage.json that fits'),
    ]);
    expect(await refused(utf8, { encoding: 'ebcdic' })).toEqual([
      expect.stringContaining(
        'resources.0.encoding: "encoding": "ebcdic" is not supported; an encoding that the Encoding Standard knows',
      ),
    ]);
  });
});

describe('a dialect', () => {
  const given = (text: string) => observations(text.replaceAll('|', ';'));
  const two = ['filed low 2001 1.5', 'filed low 2002 2'];

  test.each([
    ['a delimiter', { delimiter: ';' }, 'metric;region;period;value\nfiled;low;2001;1.5\nfiled;low;2002;2\n'],
    ['a delimiter of the earlier form', { csv: { delimiter: ';' } }, 'metric;region;period;value\nfiled;low;2001;1.5\nfiled;low;2002;2\n'],
    ['a quote', { quoteChar: "'" }, "metric,region,period,value\n'filed',low,2001,1.5\n'filed',low,'2002',2\n"],
    ['no header', { header: false }, 'filed,low,2001,1.5\nfiled,low,2002,2\n'],
    ['a later header', { headerRows: [3] }, 'Figures\n"of, all"\nmetric,region,period,value\nfiled,low,2001,1.5\nfiled,low,2002,2\n'],
    ['rows of comments', { commentRows: [2] }, 'metric,region,period,value\nunits,of,all,cases\nfiled,low,2001,1.5\nfiled,low,2002,2\n'],
    ['lines of comments', { commentChar: '#' }, '# it"s\nmetric,region,period,value\nfiled,low,2001,1.5\n# more, here\nfiled,low,2002,2\n'],
    ['blanks after the delimiter', { skipInitialSpace: true }, 'metric, region, period, value\nfiled, low, 2001, 1.5\nfiled, "low", 2002, 2\n'],
    ['carriage returns', { lineTerminator: '\r' }, 'metric,region,period,value\rfiled,low,2001,1.5\rfiled,low,2002,2\r'],
    ['what is so anyway', { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true, headerRows: [1], headerJoin: ' ', caseSensitiveHeader: false, csvddfVersion: 1.2 }, 'metric,region,period,value\nfiled,low,2001,1.5\nfiled,low,2002,2\n'],
  ])('with %s is followed', async (_, dialect, text) => {
    const schema = { fields: ['metric', 'region', 'period', 'value'].map((name) => ({ name })) };
    expect(await stored(given(text), { dialect, schema })).toEqual(two);
  }); // biome-ignore format: a case a line

  test('in a file of its own is followed, as is a schema', async () => {
    const files = {
      ...observations('metric;region;period;value\nfiled;low;2001;1,5\nfiled;low;2002;2\n'),
      'dialect.json': JSON.stringify({ delimiter: ';' }),
      'meta/schema.json': JSON.stringify({ fields: [{ name: 'value', decimalChar: ',' }], fieldsMatch: 'subset' }),
    };
    const declared = { dialect: 'dialect.json', schema: 'meta/schema.json' };
    expect(await stored(files, declared)).toEqual(two);
    expect(await refused({ ...files, 'dialect.json': '{"delimeter": ";"}' }, declared)).toEqual([
      expect.stringContaining('dialect.json delimeter: "delimeter" is unknown'),
    ]);
    expect(await refused(files, { ...declared, schema: 'https://example.org/schema.json' })).toEqual([
      expect.stringMatching(
        /resources.0.schema: "https.*" is a web address, from which nothing is fetched; an object, or the path/,
      ),
    ]);
    expect(await refused(files, { ...declared, schema: '../schema.json' })).toEqual([
      expect.stringContaining('the path "../schema.json" leaves the folder'),
    ]);
  });

  test('that changes changes the release, also in a file of its own', async () => {
    const { options } = declaring({ schema: 'schema.json' });
    const files = (missing: string) => ({
      ...rows('filed,low,2001,9,,', 'filed,low,2002,8,,'),
      'schema.json': JSON.stringify({ missingValues: [missing] }),
    });
    await importFiles(database, files('7'), options);
    expect(await importFiles(database, files('8'), options)).toMatchObject({ outcome: 'PUBLISHED', seq: 2 });
    expect(await importFiles(database, files('8'), options)).toMatchObject({ outcome: 'UNCHANGED' });
  });

  test('lines are counted past comments and cells of several lines', async () => {
    const text = '#a\n#b\nmetric,region,period,value,note:en\n# c\nfiled,low,2001,1,"a\r\nb"\n#d\nfiled,low,2002,x,\n';
    expect(await refused(observations(text), { dialect: { commentChar: '#' } })).toEqual([
      expect.stringContaining('observations.csv 8 value: "x" is not a number'),
    ]);
  });

  test('that was not declared is one problem', async () => {
    const text = `metric;region;period;value\n${'filed;low;2001;1\n'.repeat(200)}`;
    expect(await refused(observations(text), {})).toEqual([
      'observations.csv 1: the columns of the header are separated by ";", and not by ","; "delimiter": ";" in the "dialect" of the resource',
    ]);
  });

  test('a format or a media type of tabs is followed', async () => {
    const text = 'metric\tregion\tperiod\tvalue\nfiled\tlow\t2001\t1.5\nfiled\tlow\t2002\t2\n';
    expect(await stored(observations(text), { format: 'tsv' })).toEqual(two);
    expect(await stored(observations(text), { mediatype: 'text/tab-separated-values' })).toEqual(two);
  });
});

describe('constraints are checked', () => {
  const cases: readonly [string, Declared, string[], string][] = [
    ['minimum', { minimum: 10 }, ['10', '9.99'], '"9.99" breaks the constraint "minimum" of the schema; 10'],
    ['maximum', { maximum: '10' }, ['1e1', '10.1'], '"10.1" breaks the constraint "maximum" of the schema; 10'],
    ['exclusiveMinimum', { exclusiveMinimum: 0 }, ['0.1', '0.0'], '"0.0" breaks the constraint "exclusiveMinimum" of the schema; 0'],
    ['exclusiveMaximum', { exclusiveMaximum: 1 }, ['0.1', '1'], '"1" breaks the constraint "exclusiveMaximum" of the schema; 1'],
    ['enum', { enum: [1, '2.50'] }, ['2.5', '3'], '"3" breaks the constraint "enum" of the schema; 1, "2.50"'],
    ['pattern', { pattern: '\\d{1,3}' }, ['123', '1234'], '"1234" breaks the constraint "pattern" of the schema; \\d{1,3}'],
    ['required', { required: true }, ['1', ''], 'the cell is empty, but "required" of the schema asks for a value; a value'],
    ['unique', { unique: true }, ['1', '1'], 'the row has the same "value" as line 2, against "unique" of the schema; each key once'],
  ]; // biome-ignore format: a case a line
  test.each(cases)('%s', async (_, constraints, [right = '', wrong = ''], words) => {
    const declared = value({ type: 'number', constraints });
    expect(await stored(rows(`filed,low,2001,${right},,`), declared)).toHaveLength(1);
    expect(
      await refused(rows(`filed,low,2001,${right},,`, `filed,low,2002,${wrong},MISSING,`), declared),
    ).toContainEqual(`observations.csv 3 value: ${words}`);
  });

  test('of texts and of days', async () => {
    const fields = fieldsWith({
      'note:en': { type: 'string', constraints: { minLength: 2, maxLength: 3 } },
      period: { type: 'date', constraints: { minimum: '2020-01-01', maximum: '2020-12-31' } },
      status: { categories: ['PROVISIONAL', { value: 'BREAK' }] },
    });
    const right = rows('filed,low,2020-01-01,1,BREAK,𝒜𝒜', 'filed,low,2020-12-31,1,,abc');
    expect(await stored(right, { schema: { fields } })).toHaveLength(2);
    const wrong = rows('filed,low,2019-12-31,1,FORECAST,a', 'filed,low,2021-01-01,1,,abcd');
    expect((await refused(wrong, { schema: { fields } })).map((text) => text.replace(/:.*constraint/, ''))).toEqual([
      'observations.csv 2 period "minimum" of the schema; 2020-01-01',
      'observations.csv 2 status "categories" of the schema; "PROVISIONAL", "BREAK"',
      'observations.csv 2 note "minLength" of the schema; 2',
      'observations.csv 3 period "maximum" of the schema; 2020-12-31',
      'observations.csv 3 note "maxLength" of the schema; 3',
    ]);
  });

  test('a primary key has values, each once', async () => {
    const schema = { fields: fieldsWith(), primaryKey: ['metric', 'note:en'], uniqueKeys: [['status']] };
    const given = rows('filed,low,2001,1,,a', 'filed,low,2002,1,BREAK,a', 'filed,low,2003,1,BREAK,');
    expect(await refused(given, { schema })).toEqual([
      'observations.csv 3 metric, note:en: the row has the same "metric", "note:en" as line 2, against "primaryKey" of the schema; each key once',
      'observations.csv 4 note:en: the cell is empty, but "primaryKey" of the schema asks for a value; a value',
      'observations.csv 4 status: the row has the same "status" as line 3, against "uniqueKeys" of the schema; each key once',
    ]);
  });

  test('a pattern takes time that grows with the cell only', async () => {
    const declared = { schema: { fields: fieldsWith({ 'note:en': { constraints: { pattern: '(a|a)*(a*)*b' } } }) } };
    const start = performance.now();
    expect(await refused(rows(`filed,low,2001,1,,${'a'.repeat(9_000)}`), declared)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('fields', () => {
  const given = rows('filed,low,2001,1,,');
  const named = (...names: string[]) => names.map((name) => ({ name }));

  test.each([
    ['exact', ['metric', 'region', 'value', 'period', 'status', 'note:en'], 'period: column 3 of the header is "period", but the schema declares the field "value"'],
    ['exact', HEADER.slice(0, 5), 'note:en: the schema declares no field "note:en"'],
    ['equal', [...HEADER, 'source'], 'source: the header has no column "source", which the schema declares'],
    ['subset', ['metric', 'source'], 'source: the header has no column "source", which the schema declares'],
    ['superset', ['metric', 'source'], 'region: the schema declares no field "region"'],
    ['partial', ['source'], 'source: the header has no column "source", which the schema declares'],
  ])('that match %s are compared with the header', async (fieldsMatch, names, words) => {
    expect(await refused(given, { schema: { fields: named(...names), fieldsMatch } })).toEqual([
      `observations.csv 1 ${words}; a header and schema.fields that agree, or another fieldsMatch of the schema`,
    ]);
  }); // biome-ignore format: a case a line

  test('that match otherwise are taken', async () => {
    for (const [fieldsMatch, names] of [
      ['equal', HEADER.toReversed()],
      ['subset', ['metric']],
      ['superset', [...HEADER, 'source']],
      ['partial', ['metric', 'source']],
    ] as const) {
      expect(await stored(given, { schema: { fields: named(...names), fieldsMatch: [fieldsMatch] } })).toHaveLength(1);
    }
  });
});

describe('what cannot be honoured is refused by its name', () => {
  const given = rows('filed,low,2001,1,,');
  test.each([
    [{ compression: 'zip' }, 'compression: "compression": "zip" is not supported; gz, no'],
    [{ format: 'xlsx' }, 'format: "format": "xlsx" is not supported; csv, tsv'],
    [{ mediatype: 'application/json' }, 'mediatype: "mediatype": "application/json" is not supported; text/csv'],
    [{ profile: 'https://example.org/own.json' }, 'profile: "profile": "https://example.org/own.json" is not supported; "data-resource"'],
    [{ $schema: 'https://example.org/own.json' }, '$schema: "$schema": "https://example.org/own.json" is not supported'],
    [{ type: 'document' }, 'type: "type": "document" is not supported; "table"'],
    [{ data: [] }, 'data: "data": [] is not supported; the path of a file'],
    [{ missingValues: ['x'] }, 'missingValues: "missingValues" has no effect here; "missingValues" under "schema"'],
    [{ delimiter: ';' }, 'delimiter: "delimiter" has no effect here; "delimiter" under "dialect"'],
    [{ missingvalues: ['9999'] }, 'missingvalues: "missingvalues" has no effect here; "missingValues" under "schema"'],
    [{ delimeter: ';' }, 'delimeter: "delimeter" has no effect here; "delimiter" under "dialect"'],
    [{ enconding: 'gbk' }, 'enconding: "enconding" is unknown; "encoding"'],
    [{ schema: { fieldsmatch: 'equal' } }, 'schema.fieldsmatch: "fieldsmatch" is unknown; "fieldsMatch"'],
    [{ schema: { fieldsMatch: 'any' } }, 'schema.fieldsMatch: "fieldsMatch": "any" is not supported; "exact", "equal"'],
    [{ schema: { foreignKeys: [{ fields: 'note:en', reference: { resource: 'themes', fields: 'code' } }] } }, 'schema.foreignKeys.0.reference: "reference": {"resource":"themes"'],
    [{ schema: { foreignKeys: [{ fields: 'metric', reference: { resource: 'themes', fields: 'code' } }] } }, 'schema.foreignKeys.0.reference'],
    [{ schema: { uniqueKeys: [['other']] } }, 'schema.uniqueKeys: "uniqueKeys": [["other"]] is not supported; names of fields'],
    [value({ type: 'boolean' }), 'schema.fields.3.type: "type": "boolean" is not supported; one of the types "number", "integer", "string", "any"'],
    [value({ trueValues: ['yes'] }), 'schema.fields.3.trueValues: "trueValues": ["yes"] is not supported'],
    [value({ type: 'string', decimalChar: ',' }), 'schema.fields.3.decimalChar: "decimalChar" belongs to fields of the type "number"'],
    [value({ decimalCharacter: ',' }), 'schema.fields.3.decimalCharacter: "decimalCharacter" is unknown; "decimalChar"'],
    [value({ type: 'number', format: 'currency' }), 'schema.fields.3.format: "format": "currency" is not supported; default'],
    [value({ type: 'number', decimalChar: ',', groupChar: ',' }), 'schema.fields.3.groupChar: "groupChar": "," is not supported; two different'],
    [value({ minimum: 0 }), 'schema.fields.3.minimum: "minimum" has no effect here; "minimum" under "constraints"'],
    [value({ minimun: 0 }), 'schema.fields.3.minimun: "minimun" has no effect here; "minimum" under "constraints"'],
    [value({ constraints: { jsonSchema: {} } }), 'schema.fields.3.constraints.jsonSchema: "jsonSchema": {} is not supported'],
    [value({ constraints: { pattern: '(?=1)1' } }), 'schema.fields.3.constraints.pattern: "pattern": "(?=1)1" is not supported; a regular expression'],
    [value({ constraints: { minimum: 'low' } }), 'schema.fields.3.constraints.minimum: "minimum": "low" is not supported'],
    [value({ constraints: { least: 1 } }), 'schema.fields.3.constraints.least: "least" is unknown; required, unique'],
    [{ schema: { fields: fieldsWith({ period: { type: 'date', format: 'any' } }) } }, 'schema.fields.2.format: "format": "any" is not supported; default, %d.%m.%Y'],
    [{ dialect: { escapeChar: '\\' } }, 'dialect.escapeChar: "escapeChar": "\\\\" is not supported; quotes that are written twice'],
    [{ dialect: { headerRows: [1, 2] } }, 'dialect.headerRows: "headerRows": [1,2] is not supported; one header row'],
    [{ dialect: { header: false } }, 'dialect.header: "header": false is not supported; a schema whose fields name the columns'],
    [{ dialect: { sheetName: 'A' } }, 'dialect.sheetName: "sheetName": "A" is not supported; a CSV file'],
    [{ dialect: { lineTerminator: ';' } }, 'dialect.lineTerminator: "lineTerminator": ";" is not supported; "\\r\\n", "\\n", "\\r"'],
    [{ dialect: { quotechar: "'" } }, 'dialect.quotechar: "quotechar" is unknown; delimiter, lineTerminator, quoteChar'],
    [{ dialect: { header: 'no' } }, 'dialect.header: "no" is not true or false; true or false'],
  ])('%j', async (declared, words) => {
    expect(await refused(given, declared)).toContainEqual(expect.stringContaining(`datapackage.json resources.0.${words}`));
  }); // biome-ignore format: a case a line

  test('in the package as a whole', async () => {
    expect(await refused(given, {}, { profile: 'fiscal-data-package', encoding: 'gbk', dialects: {} })).toEqual([
      'datapackage.json profile: "profile": "fiscal-data-package" is not supported; "data-package", "tabular-data-package"',
      'datapackage.json encoding: "encoding" has no effect here; "encoding" under "resources"',
      'datapackage.json dialects: "dialects" has no effect here; "dialect" under "resources"',
    ]);
  });

  test('and nothing else is: descriptions, and what says how things are anyway', async () => {
    const declared = {
      title: 'Figures',
      description: 'All of them',
      licenses: [],
      profile: 'tabular-data-resource',
      $schema: 'https://datapackage.org/profiles/2.0/dataresource.json',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      type: 'table',
      source_note: 'x',
      schema: {
        $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
        fields: fieldsWith({
          value: { title: 'Value', type: 'number', example: '1', rdfType: 'x', unit: 'cases', format: 'default' },
        }),
        primaryKey: ['metric', 'region', 'period'],
        foreignKeys: [{ fields: ['metric'], reference: { resource: 'metrics', fields: ['code'] } }],
      },
    };
    expect(await stored(given, declared)).toHaveLength(1);
  });
});

describe('the size and the hash of a file', () => {
  const text = `${HEADER.join(',')}\nfiled,low,2001,1,,\n`;
  const digest = (algorithm: string) => createHash(algorithm).update(text).digest('hex');

  test('that are right are taken', async () => {
    const declared = [
      { bytes: text.length, hash: digest('md5') },
      ...['md5', 'sha1', 'sha256', 'sha512'].map((name) => ({ hash: `${name}:${digest(name).toUpperCase()}` })),
    ];
    for (const one of declared) expect(await stored(observations(text), one)).toHaveLength(1);
  });

  test('that are others are refused with both', async () => {
    expect(await refused(observations(text), { bytes: 3, hash: `sha256:${'0'.repeat(64)}` })).toEqual([
      `datapackage.json resources.0.bytes: the file has ${text.length} bytes, but the declared size is 3 bytes; the whole file, or ${text.length} in datapackage.json`,
      `datapackage.json resources.0.hash: the sha256 of the file is ${digest('sha256')}, but the declared one is ${'0'.repeat(64)}; the file that was declared, or sha256:${digest('sha256')} in datapackage.json`,
    ]);
    expect(await refused(observations(text), { hash: digest('sha1') })).toEqual([
      expect.stringContaining('resources.0.hash: "hash":'),
    ]);
    expect(await refused(observations(text), { hash: 'crc32:0' })).toEqual([
      expect.stringContaining('an md5, or sha1:'),
    ]);
    expect(await refused(observations(text), { bytes: '3' })).toEqual([
      expect.stringContaining('resources.0.bytes: "3" is not a whole number'),
    ]);
  });
});
