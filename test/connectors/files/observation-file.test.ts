import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';
import { csvRows, type Fetch, FORMATS, figuresIn, filesOver, type Told, topologicalSort, xlsxRows } from './support.ts';

let database: TestDatabase;
let files: Fetch;
beforeAll(async () => {
  database = await openWithRiverCity();
  files = filesOver(database);
});
afterAll(() => database.close());

/** What is stored, by a statement of the test's own. */
async function stored(condition: string): Promise<Told[]> {
  const rows = await database.query<Told & { value: string | null }>(`-- test.stored
select d.code as dataset, m.code as metric, r.code as region, s.breakdown_key as breakdown, o.period, o.value::text as value,
  coalesce(nullif(array_to_string(o.flags, ' '), ''), 'NORMAL') as flags
from observation o join series s on s.id = o.series_id join dataset d on d.id = s.dataset_id
join metric m on m.id = s.metric_id join region r on r.id = s.region_id
where o.to_seq = 2147483647 and ${condition}`);
  return topologicalSort(rows.map((row) => ({ ...row, value: row.value === null ? null : Number(row.value) })));
}

/** Selections as an address has them, as SQL has them, and as the graph's cube has them. */
const SELECTIONS = [
  ['', 'true', null],
  ['datasets=river-city', "d.code = 'river-city'", null],
  ['metrics=leaks,gauges', "m.code in ('leaks', 'gauges')", 'metrics: ["leaks", "gauges"]'],
  ['metrics=leaks&metrics=gauges&regions=990000', "m.code in ('leaks', 'gauges') and r.code = '990000'", 'metrics: ["leaks", "gauges"], regions: { codes: ["990000"] }'],
  ['metrics=leaks&regions=test:990000', "m.code = 'leaks' and r.code = '990000'", 'metrics: ["leaks"], regions: { codes: ["test:990000"] }'],
  ['metrics=leaks&childrenOf=990000', "m.code = 'leaks' and r.code in ('990100', '990200')", 'metrics: ["leaks"], regions: { childrenOf: "990000" }'],
  ['metrics=leaks&descendantsOf=990000&level=COUNTY', "m.code = 'leaks' and r.code in ('990100', '990200')", 'metrics: ["leaks"], regions: { descendantsOf: "990000", level: COUNTY }'],
  ['metrics=leaks,checks&from=2020-03&to=2020-05', "m.code in ('leaks', 'checks') and o.period_end between '2020-03-01' and '2020-05-31'", 'metrics: ["leaks", "checks"], from: "2020-03", to: "2020-05"'],
  ['metrics=leaks&frequency=ANNUAL', "m.code = 'leaks' and o.frequency = 'ANNUAL'", 'metrics: ["leaks"], frequency: [ANNUAL]'],
  ['metrics=leaks&breakdowns=bank', "m.code = 'leaks' and s.breakdown_key in ('bank=left', 'bank=right')", 'metrics: ["leaks"], breakdowns: [{ dimension: "bank" }]'],
  ['metrics=leaks&breakdowns=bank:right,TOTAL', "m.code = 'leaks' and s.breakdown_key in ('', 'bank=right')", 'metrics: ["leaks"], breakdowns: [{ dimension: "bank", categories: ["right", "TOTAL"] }]'],
  ['metrics=leaks&breakdowns=bank&breakdowns=season:wet', "m.code = 'leaks' and s.breakdown_key = 'bank=right;season=wet'", 'metrics: ["leaks"], breakdowns: [{ dimension: "bank" }, { dimension: "season", categories: ["wet"] }]'],
  ['metrics=checks&latest=2', "m.code = 'checks' and o.period in ('2020-11', '2020-12')", 'metrics: ["checks"], latest: 2'],
  ['metrics=checks&latest=3&to=2020-06', "m.code = 'checks' and o.period in ('2020-04', '2020-05', '2020-06')", 'metrics: ["checks"], latest: 3, to: "2020-06"'],
  ['datasets=river-city&basis=COMPUTED', "d.code = 'river-city' and o.basis = 'COMPUTED'", null],
  ['metrics=gauges&to=2010', 'false', 'metrics: ["gauges"], to: "2010"'],
] as const; // biome-ignore format: a table

describe.each(SELECTIONS)('observations of ?%s', (words, condition, cube) => {
  test.each(FORMATS)('%s holds what is stored', async (format) => {
    const file = await files(`observations.${format}?${words}`);
    expect(file.status).toBe(200);
    expect(await figuresIn(file, format)).toEqual(await stored(condition));
  });

  test.runIf(cube)('is what the cube answers', async () => {
    const query = `{ cube(input: { ${cube}, first: 10000 }) { rows { dataset { code } metricCode regionCode period value statusFlags breakdown { dimension { code } category { code } } } } }`;
    // biome-ignore lint/suspicious/noExplicitAny: rows as the graph gives them
    const rows: any[] = (await dataOf(graphOver(database)(query))).cube.rows;
    const told = rows.map(
      (row): Told => ({
        dataset: row.dataset.code,
        metric: row.metricCode,
        region: row.regionCode,
        breakdown: row.breakdown.map((one: { dimension: { code: string }; category: { code: string } }) => `${one.dimension.code}=${one.category.code}`).join(';'), // biome-ignore format: one part
        period: row.period,
        value: row.value === null ? null : Number(row.value),
        flags: row.statusFlags.join(' '),
      }),
    );
    expect(await figuresIn(await files(`observations.csv?${words}`), 'csv')).toEqual(topologicalSort(told));
  });
});

test('decimals stand as they were published, in CSV, JSON-stat and SDMX', async () => {
  await importText(database, {
    ...riverCity(),
    name: 'exact-city',
    files: {
      ...riverCity().files,
      metrics: csv('code,name:en,theme,kind,basis,unit,direction,over_time,over_regions,over_breakdowns', 'depth,Depth,water,AMOUNT,LEVEL,piece,NEUTRAL,LAST,NONE,'),
      observations: csv('metric,region,breakdown,period,value', 'depth,990000,,2020,123456789012345678901234567890.10', 'depth,990000,,2019,-0.500'),
      programmes: csv('code,kind,name:en,theme'),
      tasks: csv('code,title:en'),
      task_reports: csv('task,reported_at,status'),
      working_groups: csv('code,ordinal,leading_group'),
      published_changes: csv('metric,region,breakdown,period,change,value'),
    },
  }); // biome-ignore format: a package
  const exact = ['123456789012345678901234567890.10', '-0.500'];
  for (const format of ['csv', 'json', 'sdmx.csv', 'sdmx.json']) {
    const { text } = await files(`observations.${format}?datasets=exact-city`);
    for (const decimal of exact) expect(text, format).toContain(decimal);
  }
});

test('rows come by metric, region and breakdown, and then by period', async () => {
  const rows = csvRows((await files('observations.csv?datasets=river-city')).text);
  const key = (row: Record<string, string>) =>
    [row.metricCode, row.regionCode, row.breakdown, row.periodEnd, row.period].join('\0');
  expect(rows.map(key)).toEqual(rows.map(key).toSorted());
});

test('names are in the language that is asked for, by a word or by the header, and in its other spellings', async () => {
  const nameIn = async (words: string, headers: Record<string, string> = {}) => {
    const file = await files(`observations.csv?metrics=leaks&latest=1&regions=990000${words}`, { headers });
    expect(file.headers.get('vary')).toContain('accept-language');
    return [csvRows(file.text)[0]?.metricName, csvRows(file.text)[0]?.regionName, file.headers.get('content-language')];
  };
  expect(await nameIn('&lang=zh-Hans')).toEqual(['渗漏', '河市', 'zh-Hans']);
  expect(await nameIn('&lang=zh-CN')).toEqual(['渗漏', '河市', 'zh-Hans']);
  expect(await nameIn('', { 'accept-language': 'zh-CN,en;q=0.5' })).toEqual(['渗漏', '河市', 'zh-Hans']);
  expect(await nameIn('&lang=en', { 'accept-language': 'zh' })).toEqual(['Leaks', 'River City', 'en']);
  expect((await nameIn('&lang=fr')).slice(0, 2)).toEqual(['Leaks', 'River City']);
});

test('a workbook says on its second sheet what was selected, in what units, from where and under which licence', async () => {
  const { bytes } = await files('observations.xlsx?metrics=disputes-resolved&lang=en');
  const notes = new Map(xlsxRows(bytes, 2).map(([name, text]) => [name, text]));
  expect(notes.get('selection: metrics')).toBe('disputes-resolved');
  expect(notes.get('data set: tianshui-2020')).toMatch(/licence CC0-1.0 · release 1.0.0/);
  expect(notes.get('source: tianshui-2020-report')).toContain('sha256 ');
  expect(notes.get('metric: disputes-resolved')).toMatch(/· case/);
  expect(notes.get('column: Value')).toMatch(/^value · .*unitMultiplier/);
});

test('the metadata beside a file name its columns, units, definitions, source, licence and release', async () => {
  const { json, headers } = await files('observations.metadata.json?metrics=disputes-resolved&lang=zh-Hans');
  expect(headers.get('content-type')).toBe('application/csvm+json');
  expect(json['@context']).toEqual(['http://www.w3.org/ns/csvw', { '@language': 'zh-Hans' }]);
  expect(json.url).toBe('observations.csv?metrics=disputes-resolved&lang=zh-Hans');
  const file = await files(json.url);
  expect(json.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(
    Object.keys(csvRows(file.text)[0] ?? {}),
  );
  expect(json.tableSchema.columns.find(({ name }: { name: string }) => name === 'value').datatype).toBe('decimal');
  expect(json.tableSchema.primaryKey).toBe('id');
  expect(json['dc:license']).toBe('CC0-1.0');
  expect(json['dc:source'][0]).toMatchObject({ 'dc:identifier': 'tianshui-2020-report' });
  expect(json['dc:isPartOf'][0]).toMatchObject({ 'dc:identifier': 'tianshui-2020', 'schema:version': '1.0.0' });
  expect(json['schema:variableMeasured']).toEqual([
    expect.objectContaining({
      'schema:propertyID': 'disputes-resolved',
      'schema:unitCode': 'case',
      'schema:unitText': '件',
    }),
  ]);
  expect(json['schema:variableMeasured'][0]['schema:description']).toContain('矛盾纠纷');
});

test('with asOf everything is called as it was then', async () => {
  const own = await openWithRiverCity();
  try {
    const over = filesOver(own);
    const [release] = await own.query<{ at: Date }>(
      'select max(published_at) as at from release r join dataset d on d.id = r.dataset_id and d.code = $1',
      ['river-city'],
    );
    const at = new Date(release?.at ?? 0).toISOString();
    const words = 'datasets=river-city&metrics=leaks&breakdowns=bank';
    const read = async (more: string) => ({
      figures: (await over(`observations.json?${words}${more}`)).json,
      about: (await over(`observations.metadata.json?${words}${more}`)).json,
      codes: (await over(`observations.sdmx.json?${words}${more}`)).json.data.structures,
    });
    const told = (all: Awaited<ReturnType<typeof read>>) =>
      // When it was last published, and what was asked, differ.
      JSON.stringify(all, (key, value) =>
        ['updated', 'selection', 'url', '@id', 'dc:modified', 'prepared'].includes(key) ? null : value,
      );
    const before = await read('');
    const { files } = riverCity();
    await importText(own, {
      ...riverCity('2', {
        dimensions: (files.dimensions ?? '').replace('Left bank', 'Port side').replace(/^bank,,[^,]*/m, 'bank,,Side'),
        units: (files.units ?? '').replace(/^piece,[^,]+/m, 'piece,Thing'),
        sources: (files.sources ?? '').replaceAll('Report', 'Paper'),
      }),
      govgraph: { titles: { en: 'River Town' } },
    });
    expect(told(await read(''))).toMatch(/River Town.*Port side/);
    expect(told(await read(`&asOf=${at}`))).toBe(told(before));
  } finally {
    await own.close();
  }
});

test('asOf reads what was published then', async () => {
  const before = await files('observations.csv?metrics=gauges&datasets=river-city');
  const [{ at } = { at: '' }] = await database.query<{ at: string }>("-- test.now\nselect to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') as at"); // biome-ignore format: one call
  await new Promise((resolve) => setTimeout(resolve, 20));
  const { observations = '' } = riverCity().files;
  await importText(database, riverCity('2', { observations: observations.replace('gauges,990000,,2020,0,', 'gauges,990000,,2020,7,') })); // biome-ignore format: one call
  const after = csvRows((await files('observations.csv?metrics=gauges&datasets=river-city')).text);
  expect(after.map(({ value }) => value)).toEqual(['', '7']);
  const then = csvRows((await files(`observations.csv?metrics=gauges&datasets=river-city&asOf=${at}`)).text);
  expect(then).toEqual(csvRows(before.text));
});

test('a code that stands in two schemes is two regions in JSON-stat and SDMX', async () => {
  const { regions = '', observations = '' } = riverCity().files;
  await importText(database, riverCity('3', {
    regions: `${regions}other,990100,COUNTY,,Other Place,别处,,,\n`,
    observations: observations
      .replaceAll(',990100,', ',test:990100,')
      .concat('gauges,test:990100,,2020,1,,,,,,,\ngauges,other:990100,,2020,2,,,,,,,\n'),
    organizations: (riverCity().files.organizations ?? '').replaceAll(',990100,', ',test:990100,'),
    programmes: (riverCity().files.programmes ?? '').replaceAll(',990100,', ',test:990100,'),
    tasks: (riverCity().files.tasks ?? '').replaceAll(',990100,', ',test:990100,'),
  })); // biome-ignore format: a package
  for (const format of ['json', 'sdmx.csv', 'sdmx.json'] as const) {
    const told = await figuresIn(await files(`observations.${format}?metrics=gauges&regions=990100`), format);
    expect(told.map(({ region, value }) => [region, value])).toEqual([['other:990100', 2], ['test:990100', 1]]); // biome-ignore format: a table
  }
});
