import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
const open = async () => {
  database = await openMemory();
};
const close = () => database.close();

const CUBE = { set: 'cube', file: 'cube.px', by: 'px.mapping.json' } as const;
const read = (content: string | Uint8Array) => importMappedFile(database, { ...CUBE, content });

/** Made for this test, with what PX files have: two languages, codes, texts over several lines, notes and signs. */
const HEAD = `CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="en";
LANGUAGES="en","sv";
DECIMALS=1;
TITLE="Residents by area, "
"sex and year";
UNITS="persons";
STUB="area","sex";
STUB[sv]="omrade","kon";
HEADING="year";
VALUES("area")="East side","West side";
VALUES[sv]("omrade")="Oster","Vaster";
CODES("area")="E","W";
VALUES("sex")="Total","Women";
CODES("sex")="T","f";
VALUES("year")="2019","2020";
TIMEVAL("year")=TLIST(A1,"2019"-"2020");
LAST-UPDATED=20201201 09:30;
DATASYMBOL2="not for publication";
CELLNOTE("East side","*","2020")="Flood;"
" counted late";
`;
const DATA = `DATA=
100.0 110
51.50 ".."
1000 "-"
12 13;
`;
const FIGURES = [
  'residents E 2019 100.0 <- 24:1',
  'residents E 2020 110 <- 24:2',
  'residents E sex=f 2019 51.50 <- 25:1',
  'residents E sex=f 2020 null {SUPPRESSED} <- 25:2',
  'residents W 2019 1000 <- 26:1',
  'residents W sex=f 2019 12 <- 27:1',
  'residents W sex=f 2020 13 <- 27:2',
];
const figures = async () => (await citedFigures(database, 'shire')).sort();

describe('a PX file comes to figures that cite their line, and which value of it they are', () => {
  beforeEach(open);
  afterEach(close);

  test('with the figures in their order', async () => {
    await read(HEAD + DATA);
    expect(await figures()).toEqual(FIGURES);
    const notes = await database.query<{ note: string }>(
      "-- test.notes\nselect distinct note ->> 'en' as note from observation where note is not null",
    );
    expect(notes).toEqual([{ note: 'Flood; counted late' }]);
  });

  test('with commas between the figures, and all on one line', async () => {
    await read(`${HEAD}DATA=100.0,110,51.50,"..",1000,-,12,13;`);
    const places = [1, 2, 3, 4, 5, 7, 8].map((place) => `23:${place}`);
    expect(await figures()).toEqual(FIGURES.map((figure, at) => figure.replace(/\d+:\d$/, places[at] ?? '')));
  });

  test('with rows that name their keys, in any order', async () => {
    const keys = 'KEYS("area")=VALUES;\nKEYS("sex")=CODES;\n';
    await read(`${HEAD}${keys}DATA=\n"West side","f",12 13\n"East side","T",100.0 110;`);
    expect(await figures()).toEqual([
      'residents E 2019 100.0 <- 27:3',
      'residents E 2020 110 <- 27:4',
      'residents W sex=f 2019 12 <- 26:3',
      'residents W sex=f 2020 13 <- 26:4',
    ]);
  });

  test('in the encoding that it names, or the one of Windows', async () => {
    const western = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const named = HEAD.replace('East side","*', 'Öst","*').replace('"East side"', '"Öst"') + DATA;
    await read(western(named));
    expect(await figures()).toEqual(FIGURES);
    await read(western(named.replace('CHARSET="ANSI";', 'CHARSET="ANSI"; CODEPAGE="iso-8859-15";')));
    expect(await figures()).toEqual(FIGURES);
  });
});

describe('what is wrong is told with its line', () => {
  // What is refused writes nothing.
  beforeAll(open);
  afterAll(close);

  const refused = (content: string) => refusalOf(database, { ...CUBE, content });
  const changed = (from: string, to: string) => refused((HEAD + DATA).replace(from, to));

  test.each([
    ['a figure too few', '12 13;', '12;', 'cube.px, column DATA: there are 7 entries; expected: 8 entries, as the dimensions say'],
    ['no end', '13;', '13', 'cube.px line 28: the file ends before the semicolon; expected: KEYWORD="text"; with a semicolon at the end, and DATA= as the last'],
    ['more behind the end', '12 13;', '12 13; 14', 'cube.px line 27: something stands behind the end of DATA; expected: KEYWORD="text"; with a semicolon at the end, and DATA= as the last'],
    ['no quote at the end', '12 13;', '12 "13;', 'cube.px line 27: a quote is opened and never closed; expected: KEYWORD="text"; with a semicolon at the end, and DATA= as the last'],
    ['a variable without values', 'VALUES("year")', 'VALUES("month")', 'cube.px, column VALUES("year"): the value is missing; expected: the values of every variable of STUB and HEADING'],
    ['codes that are not as many', 'CODES("sex")="T","f"', 'CODES("sex")="T"', 'cube.px, column CODES("sex"): there is 1 entry; expected: 2 entries, as the dimensions say'],
    ['a code of two values', 'CODES("sex")="T","f"', 'CODES("sex")="T","T"', 'cube.px, column CODES("sex"): the list contains "T" twice; expected: each code once'],
    ['a figure that is none', '1000 ', '1x00 ', 'cube.px 26:1: "1x00" is not a number; expected: a number as number says; other texts are declared in marks or flags'],
    ['a code that nobody knows', 'CODES("area")="E","W"', 'CODES("area")="E","N"', 'cube.px 26:1 area: the region "N" is unknown; expected: a region by its code or one of its names, or the code that is meant in region.codes'],
    ['an encoding that nobody knows', 'CHARSET="ANSI"', 'CODEPAGE="runes"', expect.stringContaining('"runes" is no encoding that is known here')],
  ])('%s', async (_, from, to, words) => {
    expect((await changed(from, to))[0]).toEqual(words);
  }); // biome-ignore format: a table

  test('keys that are none, twice, or without their figures', async () => {
    const keyed = (rows: string) => refused(`${HEAD}KEYS("area")=CODES;\nKEYS("sex")=CODES;\nDATA=\n${rows}`);
    expect(await keyed('"N","f",1 2;')).toEqual([
      'cube.px line 26: "N" is no value of "area"; expected: a value or code of the variable in quotes, as KEYS says',
    ]);
    expect(await keyed('"E","f",1 2 "E","f",1 2;')).toEqual([
      'cube.px line 26: the row stands twice; expected: each name once',
    ]);
    expect(await keyed('"E","f",1;')).toEqual([
      'cube.px line 26: the file ends within a row; expected: 2 entries, as the dimensions say',
    ]);
  });
});
