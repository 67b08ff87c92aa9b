import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { LongTransaction } from '../../../src/database/sql.ts';
import { nearest } from '../../../src/domain/core/did-you-mean.ts';
import { topologicalSort } from '../../../src/domain/core/topological-sort.ts';
import { importPackage } from '../../../src/import/import.ts';
import { momentIn } from '../../../src/import/package/timestamp.ts';
import { everything, importFiles, openMemory, openObservations, problemsOf, SMALL, writePackage } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

test('nothing is left of an import that fails in its very last step', async () => {
  const before = await everything(database);
  const failing = {
    query: database.query,
    longTransaction: <T>(work: (tx: LongTransaction) => Promise<T>) =>
      database.longTransaction((tx) =>
        work({
          ...tx,
          query: (text, values) =>
            text.startsWith('-- import.notify') ? Promise.reject(new Error('pulled the plug')) : tx.query(text, values),
        }),
      ),
  };
  await expect(importFiles(failing, SMALL)).rejects.toThrow('pulled the plug');
  expect(await everything(database)).toBe(before);
});

test('what is wrong in the rows before a quote that cannot be read is told with it, and its line is that of an editor', async () => {
  const notes = 'filed,low,,2021,x,,,"in\r\ntwo lines",,\n';
  const files = { ...SMALL, 'observations.csv': `${SMALL['observations.csv']}${notes}filed,low,,2022,1"2,,,,,\n` };
  expect(await problemsOf(database, files)).toEqual([
    expect.objectContaining({ resource: 'observations.csv', row: 5, column: 'value', value: 'x' }),
    expect.objectContaining({ resource: 'observations.csv', row: 7, message: expect.stringContaining('quote') }),
  ]);
});

test('a byte order mark, CRLF and line breaks in quotes are read, and lines are counted as an editor counts them', async () => {
  const crlf = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const metrics = SMALL['metrics.csv'].replace('Cases filed', '"Cases\nfiled, ""all"""');
  const files = { ...SMALL, 'themes.csv': crlf(SMALL['themes.csv']), 'metrics.csv': crlf(metrics) };
  const wrong = { ...files, 'metrics.csv': crlf(`${metrics}\nx,X,safety,COUNT,FLOW,case,0,99,,,,,,,\n`) };
  expect(await problemsOf(database, wrong)).toEqual([
    expect.objectContaining({ row: 7, column: 'decimals', value: '99' }),
  ]);
  await importFiles(database, files);
  const [row] = await database.query<{ name: string }>(
    "-- test.name\nselect name->>'en' as name from metric where code = 'filed'",
  );
  expect(row?.name).toBe('Cases\r\nfiled, "all"');
});

test('what is missing is null with its reason, flags are kept, and nothing is computed from it', async () => {
  const rows =
    'filed,low,,2019,,MISSING,,,,\nsolved,low,,2019,5,PROVISIONAL;BREAK,,,,\nfiled,low,,2018,0,,,,,\nsolved,low,,2018,0,,,,,\nfiled,low,,2017,4,,,,,\nsolved,low,,2017,1,PROVISIONAL,,,,\n';
  await importFiles(database, { ...SMALL, 'observations.csv': SMALL['observations.csv'] + rows });
  const open = await openObservations(database);
  expect(open).toContainEqual(expect.stringMatching(/^filed low 2019 null \{MISSING\}/));
  expect(open).toContainEqual(expect.stringMatching(/^solved low 2019 5 \{PROVISIONAL,BREAK\}/));
  expect(open).toContainEqual(expect.stringMatching(/^rate low 2017 25\.00 \{PROVISIONAL\} COMPUTED/));
  expect(open.filter((text) => text.startsWith('rate'))).toHaveLength(2);
});

test('a count below the smallest one is not kept anywhere', async () => {
  const result = await importFiles(database, SMALL, { govgraph: { minCount: 8 } });
  expect(result.outcome).toBe('PUBLISHED');
  const open = await openObservations(database);
  expect(open).toContainEqual(expect.stringMatching(/^filed top sex=f 2020-11 null \{SUPPRESSED\}/));
  expect(open).toContainEqual(expect.stringMatching(/^filed low 2020 30/));
});

test('changes and targets hang on series, which a target makes where there is none', async () => {
  const files = {
    ...SMALL,
    'published_changes.csv':
      'metric,region,breakdown,period,change,value,source,locator\nfiled,low,,2020,YOY,-3.70,report,p. 4\nrate,low,,2020,YOY,1,,\n',
    'targets.csv': 'metric,region,breakdown,period,kind,value\nrate,top,,2020,TARGET,70\n',
  };
  await importFiles(database, files);
  const rows = await database.query(`-- test.figures
select m.code, c.kind::text, c.value::text, array_length(c.citation_ids, 1) as cited from published_change c
join series s on s.id = c.series_id join metric m on m.id = s.metric_id
union all select m.code, t.kind::text, t.value::text, array_length(t.citation_ids, 1) from target t
join series s on s.id = t.series_id join metric m on m.id = s.metric_id`);
  expect(rows).toEqual([
    { code: 'filed', kind: 'YOY', value: '-3.70', cited: 1 },
    { code: 'rate', kind: 'YOY', value: '1', cited: null },
    { code: 'rate', kind: 'TARGET', value: '70', cited: null },
  ]);
});

test('progress is told', async () => {
  const stages = new Set<string>();
  const directory = await writePackage({ ...SMALL, 'themes.csv': SMALL['themes.csv'].replace('Safety', 'Told') });
  await importPackage(database, directory, { onProgress: ({ stage }) => stages.add(stage) });
  await rm(directory, { recursive: true });
  expect([...stages]).toEqual(['reading', 'checking', 'writing', 'publishing']);
});

test('a wall clock’s time is read in the data set’s zone', () => {
  expect(momentIn('2020-06-01', 'Asia/Shanghai').toISOString()).toBe('2020-05-31T16:00:00.000Z');
  expect(momentIn('2020-03-29T03:30', 'Europe/Berlin').toISOString()).toBe('2020-03-29T01:30:00.000Z');
  expect(momentIn('2020-06-01T00:00:00+02:00', 'Asia/Shanghai').toISOString()).toBe('2020-05-31T22:00:00.000Z');
});

test('the nearest name is found, and none where none is near', () => {
  expect(nearest('observatoins', ['organizations', 'observations'])).toBe('observations');
  expect(nearest('xyz', ['observations'])).toBeNull();
});

test('dependencies come first, however long the chain', () => {
  const chain = Array.from({ length: 50_000 }, (_, index) => index);
  const { order, cycles } = topologicalSort(chain, (node) => (node + 1 < chain.length ? [node + 1] : []));
  expect([order[0], order.at(-1), cycles.length]).toEqual([49_999, 0, 0]);
});
