import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { count, hidden, refused, served } from './suppress-package.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const RATE = 'rate,RATE,FLOW,0,1,WEIGHTED,WEIGHTED,WEIGHTED,,';

test('what is marked as suppressed must not be given, nor a part of it', async () => {
  const problems = await refused(database, {
    metrics: [count('cases'), RATE],
    observations: ['cases,a,,2020,50,SUPPRESSED,,', 'rate,a,,2020,,SUPPRESSED,7,100'],
  });
  expect(problems.map(({ row, column, value }) => [row, column, value])).toEqual([
    [2, 'value', '50'],
    [3, 'numerator', '7'],
    [3, 'denominator', '100'],
  ]);
  expect(problems[0]).toMatchObject({
    message: 'the status says that the figure is suppressed, but the cell has a value',
    expected: 'an empty cell, or another status',
  });
});

test('the published change of what is marked as suppressed goes', async () => {
  await served(database, {
    metrics: [count('cases')],
    observations: ['cases,a,,2019,50,,,', 'cases,a,,2020,,SUPPRESSED,,', 'cases,b,,2020,50,,,'],
    changes: ['cases,a,,2020,YOY,20', 'cases,b,,2020,YOY,20'],
  });
  const left = await database.query(`-- test.changes
select r.code from published_change c join series s on s.id = c.series_id join region r on r.id = s.region_id`);
  expect(left).toEqual([{ code: 'b' }]);
});

test('a count in ten thousands is small by what it counts', async () => {
  const observations = ['wan,a,,2020,3,,,', 'wan,b,,2020,0.0004,,,', 'wan,b1,,2020,0.0005,,,'];
  const metrics = [count('wan', '', '', 4), count('twice', '', 'wan × 2', 4)];
  expect(await served(database, { metrics, observations })).toEqual({
    'wan a 2020': '3',
    'wan b 2020': null,
    'wan b1 2020': '0.0005',
    'twice a 2020': '6',
    'twice b1 2020': '0.001',
  });
});

test('a part beside a rate is small by what it counts, too', async () => {
  const metrics = [count('wan', '', '', 4), count('all'), `${RATE}wan / all × 100`];
  const observations = ['rate,a,,2020,30.0,,3,100000', 'rate,b,,2020,30.0,,0.0003,10'];
  expect(await hidden(database, { metrics, observations })).toEqual(['rate b 2020']);
});

test('what is said of a suppressed figure goes with it, the words of its source included', async () => {
  const metrics = [count('cases')];
  const observations = [
    'cases,a,,2020,40,,,,a,report,p. 1,forty',
    'cases,a1,,2020,3,,,,b,report,p. 1,three',
    'cases,a2,,2020,17,,,,in words,report,p. 1,seventeen',
    'cases,a3,,2020,20,,,,c,report,p. 2,twenty',
  ];
  await served(database, { metrics, observations });
  const rows = await database.query(`-- test.said
select r.code, o.note->>'en' as note, c.locator, c.quote
from observation o join series s on s.id = o.series_id join region r on r.id = s.region_id join citation c on c.id = any(o.citation_ids)
order by 1`);
  expect(rows).toEqual([
    { code: 'a', note: null, locator: 'p. 1', quote: null },
    { code: 'a1', note: null, locator: 'p. 1', quote: null },
    { code: 'a2', note: 'in words', locator: 'p. 1', quote: 'seventeen' },
    { code: 'a3', note: 'c', locator: 'p. 2', quote: 'twenty' },
  ]);
});
