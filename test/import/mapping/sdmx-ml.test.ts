import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
const open = async () => {
  database = await openMemory();
};
const close = () => database.close();

const CUBE = { set: 'cube', file: 'cube.xml', by: 'sdmx-csv.mapping.json' } as const;

/** Messages of this test's own. */
const message = (kind: string, structure: string, ...lines: readonly string[]) =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<mes:${kind} xmlns:mes="urn:m" xmlns:ss="urn:s" xmlns:gen="urn:g" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
    `<mes:Header><mes:Structure structureID="S" ${structure}/></mes:Header>`,
    ...lines,
    `</mes:${kind}>`,
  ].join('\n');

const BY_SERIES = message(
  'StructureSpecificData',
  'dimensionAtObservation="TIME_PERIOD"',
  '<mes:DataSet ss:structureRef="S" ss:action="Replace" FREQ="A">',
  '<Series REF_AREA="E" SEX="_T">',
  '<Obs TIME_PERIOD="2019" OBS_VALUE="100.50" OBS_STATUS="A"/><Obs TIME_PERIOD="2020" OBS_VALUE="110" OBS_STATUS="P"/>',
  '</Series>',
  '<Series REF_AREA="W" SEX="M"><Obs TIME_PERIOD="2020" OBS_VALUE="NaN" OBS_STATUS="Q"/></Series>',
  '</mes:DataSet>',
);
const FLAT = message(
  'StructureSpecificData',
  'dimensionAtObservation="AllDimensions"',
  '<mes:DataSet xsi:type="S"><Obs FREQ="A" REF_AREA="E" SEX="_T" TIME_PERIOD="2019" OBS_VALUE="100.50">',
  '<Comp id="OBS_STATUS"><Value>P</Value><Value>E</Value></Comp></Obs>',
  '</mes:DataSet>',
);
const GENERIC = message(
  'GenericData',
  'dimensionAtObservation="TIME_PERIOD"',
  '<mes:DataSet structureRef="S" action="Information">',
  '<gen:Group type="Sibling"><gen:GroupKey><gen:Value id="REF_AREA" value="W"/></gen:GroupKey>',
  '<gen:Attributes><gen:Value id="TITLE" value="West"/></gen:Attributes></gen:Group>',
  '<gen:Series><gen:SeriesKey><gen:Value id="FREQ" value="A"/><gen:Value id="REF_AREA" value="E"/><gen:Value id="SEX" value="_T"/></gen:SeriesKey>',
  '<gen:Obs><gen:ObsDimension value="2019"/><gen:ObsValue value="100.50"/>',
  '<gen:Attributes><gen:Value id="OBS_STATUS" value="P"/></gen:Attributes></gen:Obs></gen:Series>',
  '</mes:DataSet>',
);

const read = (content: string, change = {}) => importMappedFile(database, { ...CUBE, content, change });

describe('a data message of SDMX-ML comes to figures that cite their line and observation', () => {
  beforeEach(open);
  afterEach(close);

  test('of a structure of its own, by series', async () => {
    await read(BY_SERIES);
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100.50 <- 6:Obs[1]',
      'residents E 2020 110 {PROVISIONAL} <- 6:Obs[2]',
      'residents W sex=m 2020 null {SUPPRESSED} <- 8:Obs[3]',
    ]);
  });

  test('3.0, flat, with several statuses of one value', async () => {
    await read(FLAT);
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100.50 {PROVISIONAL,ESTIMATED} <- 4:Obs[1]',
    ]);
  });

  test('generic, with an attribute of a group', async () => {
    await read(GENERIC, { note: 'TITLE' });
    expect(await citedFigures(database, 'shire')).toEqual(['residents E 2019 100.50 {PROVISIONAL} <- 8:Obs[1]']);
    const west = GENERIC.replace('id="REF_AREA" value="E"', 'id="REF_AREA" value="W"');
    await read(west, { note: 'TITLE', language: 'zh-Hans' });
    expect(await citedFigures(database, 'shire')).toContain('residents W 2019 100.50 {PROVISIONAL} West <- 8:Obs[1]');
  });

  test('of a structure of its own, whose groups are told by what their series say too', async () => {
    const groups =
      '<Group xsi:type="ns:Area" REF_AREA="W" TITLE="West"/><Group xsi:type="ns:Sex" SEX="_T" REF_AREA="E" TITLE="All of the East"/>';
    await read(BY_SERIES.replace('<Series', `${groups}\n<Series`), { note: 'TITLE', language: 'zh-Hans' });
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100.50 All of the East <- 7:Obs[1]',
      'residents E 2020 110 {PROVISIONAL} All of the East <- 7:Obs[2]',
      'residents W sex=m 2020 null {SUPPRESSED} West <- 9:Obs[3]',
    ]);
  });

  test('an attribute of a group is a column that has to be named', async () => {
    expect(await refusalOf(database, { ...CUBE, content: GENERIC })).toEqual([
      expect.stringContaining('the mapping says nothing of the column "TITLE"'),
    ]);
  });
});

describe('what is wrong is told with its line', () => {
  // What is refused writes nothing.
  beforeAll(open);
  afterAll(close);

  const refused = (content: string) => refusalOf(database, { ...CUBE, content });

  test('a DOCTYPE, and so every entity', async () => {
    const bomb = BY_SERIES.replace('\n', '\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n');
    expect(await refused(bomb)).toEqual([
      'cube.xml line 2: the file has a DOCTYPE, which may define entities; expected: XML without a DOCTYPE, as SDMX messages are',
    ]);
    expect((await refused(BY_SERIES.replace('"100.50"', '"&a;"')))[0]).toContain('cube.xml line 6: the text is no XML');
  });

  test('a message that is cut off, another one, and one that nests without end', async () => {
    expect((await refused(BY_SERIES.slice(0, 500)))[0]).toContain('the text is no XML from here on');
    expect((await refused('<CompactData/>'))[0]).toContain('"CompactData" is no data message of SDMX-ML 2.1 or 3.0');
    const deep = BY_SERIES.replace('<Series', `${'<a>'.repeat(10_000)}<Series`);
    expect(await refused(deep)).toEqual([
      'cube.xml line 5: lists and objects are nested too deep; expected: at most 64 levels',
    ]);
  });

  test('a small file that would be a large table', async () => {
    const attributes = Array.from({ length: 1_999 }, (_, at) => `A${at}="x"`).join(' ');
    const large = BY_SERIES.replace('SEX="_T">', `SEX="_T" ${attributes}>${'<Obs/>'.repeat(60_000)}`);
    expect((await refused(large))[0]).toContain('expected: at most 2,000 columns');
    const [first] = await refused(large.replaceAll(/A1\d{3}="x"/g, '').replaceAll('<Obs/>', '<Obs/><Obs/>'));
    expect(first).toContain(
      'cube.xml: the table has 120,003 rows of 1,006 columns; expected: at most 100,000,000 cells',
    );
  });

  test('a region that nobody knows', async () => {
    expect((await refused(BY_SERIES.replace('"W"', '"N"')))[0]).toContain('cube.xml 8:Obs[3] REF_AREA: the region "N"');
  });
});
