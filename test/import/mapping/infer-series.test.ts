import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { importMappedFile, inferRows, openCounty } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

/** The figures that the command shows, and the questions that it leaves open. */
async function inferred(...rows: readonly string[]) {
  const { figures, ...others } = await inferRows(database, rows);
  return { ...others, figures: figures.map((line) => line.replace(/ ".*" → /, ' ')) };
}

/** As the Australian Bureau of Statistics has them: what each series is stands above its values. */
const series = (unit: string, ...more: readonly string[]) => [
  ',排查,经费',
  `Unit,${unit}`,
  ...more,
  'Data Type,FLOW,FLOW',
  'Frequency,Month,Month',
  'Collection Month,1,1',
  'Series Start,Jan-2020,Jan-2020',
  'Series End,Mar-2020,Mar-2020',
  'No. Obs,3,3',
  'Series ID,A2060825A,A2060826C',
  'Jan-2020,980,12.5',
  'Feb-2020,1975,13.0',
  'Mar-2020,,13.5',
];

describe('a sheet with a series in each column', () => {
  test('has its name and its unit in the header, and nothing else of what describes it among its values', async () => {
    const { asked, mapping } = await inferred(...series('件,万元'));
    expect(asked).toEqual(['region']);
    expect(mapping).toMatchObject({
      header: { rows: [1, 2] },
      rows: { first: 10 },
      period: { column: '$A' },
      values: [{ columns: ['$B:$C'], metric: { header: 1 }, unit: { header: 2 } }],
    });
    expect(mapping.marks).toBeUndefined();
    expect(mapping.ignore).toBeUndefined();
  });

  test('is imported once its region is said, in the units of its metrics', async () => {
    const { mapping } = await inferred(...series('件,万元'));
    const { questions: _, region: __, ...said } = mapping;
    const answered = { ...said, region: { constant: '东关镇' }, values: mapping.values };
    const other = await openMemory();
    try {
      await importMappedFile(other, { set: 'county', file: 'county.csv' });
      const content = `${series('件,万元').join('\n')}\n`;
      const change = {
        ...answered,
        note: undefined,
        totals: undefined,
        marks: undefined,
        flags: undefined,
        number: undefined,
      };
      const release = await importMappedFile(other, {
        set: 'county',
        file: 'series.csv',
        content,
        change,
        mode: 'APPEND',
      });
      expect(release.seq).toBe(2);
      const rows = await other.query<{ text: string }>(
        `-- test.series
select concat_ws(' ', m.code, o.period, o.value, c.locator) as text from observation o join series s on s.id = o.series_id
join metric m on m.id = s.metric_id join citation c on c.id = o.citation_ids[1] where o.from_seq = 2 order by 1`,
      );
      expect(rows.map(({ text }) => text)).toEqual([
        'disputes-found 2020-01 980 10:2',
        'disputes-found 2020-02 1975 11:2',
        'spending 2020-01 125000 10:3',
        'spending 2020-02 130000 11:3',
        'spending 2020-03 135000 12:3',
      ]);
    } finally {
      await other.close();
    }
  });

  test('has multipliers in the row of its units where these are no units', async () => {
    const { asked, mapping } = await inferred(...series('000,万元'));
    expect(asked).toEqual(['region']);
    expect(mapping.values).toEqual([
      { columns: ['$B'], multiplier: { header: 2 }, metric: { header: 1 } },
      { columns: ['$C'], unit: { header: 2 }, metric: { header: 1 } },
    ]);
  });

  test('asks which row names the metric where another one tells series apart', async () => {
    const { asked, mapping } = await inferred(...series('件,万元', 'Series Type,Original,Trend'));
    expect(mapping.header).toEqual({ rows: [1, 2, 3] });
    expect(asked).toEqual(['values.metric', 'region']);
  });

  test('of years, below a title and notes, as the Office for National Statistics has it', async () => {
    const { asked, mapping } = await inferred(
      '"Title","排查"',
      '"CDID","UKPOP"',
      '"PreUnit",""',
      '"Unit","件"',
      '"Release date","25-06-2021"',
      '"Important notes",',
      '"2017","660"',
      '"2018","1990"',
    );
    expect(asked).toEqual(['region']);
    expect(mapping).toMatchObject({ header: { rows: [1, 4] }, rows: { first: 7 }, period: { column: '$A' } });
  });

  test('in Chinese, with names, frequencies and sources above', async () => {
    const { asked, mapping } = await inferred(
      '指标名称,排查,经费',
      '频率,年,年',
      '单位,件,万元',
      '来源,县政法委,县财政局',
      '2019,1,2.5',
      '2020,3,4.5',
    );
    expect(asked).toEqual(['region']);
    expect(mapping).toMatchObject({ header: { rows: [1, 3] }, rows: { first: 5 } });
  });
});
