import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { count, hidden, served } from './suppress-package.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const changes = async () => {
  const rows = await database.query<{ key: string }>(`-- test.changes
select concat_ws(' ', m.code, r.code, c.period) as key from published_change c
join series s on s.id = c.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id order by 1`);
  return rows.map(({ key }) => key);
};

test('an operand of a result that is suppressed goes with it, and what that one follows from', async () => {
  const observations = [
    ...['x,a,,2020,80,', 'x,a1,,2020,10,', 'x,a2,,2020,40,', 'x,a3,,2020,30,'],
    ...['y,a,,2020,38,', 'y,a1,,2020,7,', 'y,a2,,2020,20,', 'y,a3,,2020,11,'],
    ...['part,b,,2020,7,', 'other,b,,2020,9,', 'both,b,,2020,,SUPPRESSED'],
    ...['part,b1,,2020,70,', 'other,b1,,2020,90,'],
  ];
  const metrics = ['x', 'y', 'part', 'other'].map((code) => count(code));
  const formulas = [count('dif', '', 'x - y'), count('both', '', 'part + other'), count('twice', '', 'dif × 2')];
  const found = await served(database, { metrics: [...metrics, ...formulas], observations });
  const gone = Object.entries(found).flatMap(([name, value]) => (value === null ? [name] : []));
  expect(gone).toEqual([
    'both b 2020',
    'dif a 2020',
    'dif a1 2020',
    'part b 2020',
    'twice a 2020',
    'y a 2020',
    'y a1 2020',
  ]);
  expect([found['both b1 2020'], found['dif a2 2020'], found['twice a3 2020']]).toEqual(['160', '20', '38']);
});

test('a result goes with what it follows from through another that is not computed', async () => {
  const metrics = [count('one'), count('two'), count('rest'), count('sub', '', 'one + two'), count('all', '', 'sub + rest')];
  const observations = ['one,a,,2020,3,', 'two,a,,2020,30,', 'rest,a,,2020,40,', 'all,a,,2020,73,'];
  expect(await hidden(database, { metrics, observations })).toEqual(['all a 2020', 'one a 2020']);
}); // biome-ignore format: short

test('a change against what was not computed for something suppressed', async () => {
  const metrics = [count('num'), count('den'), 'rate,RATE,FLOW,0,2,NONE,NONE,NONE,,num / den × 100', count('s1'), count('s2'), count('sum', '', 's1 + s2')];
  const observations = [
    ...['num,a,,2019,,SUPPRESSED', 'den,a,,2019,100,', 'num,a,,2020,50,', 'den,a,,2020,100,', 'num,b,,2020,50,', 'den,b,,2020,100,'],
    ...['s1,a,,2020,3,', 's2,a,,2020,97,', 's1,a,,2021,30,', 's2,a,,2021,97,', 'sum,a,,2021,127,', 'sum,b,,2021,127,'],
  ];
  const given = ['rate,a,,2020,YOY,-10', 'rate,b,,2020,YOY,-10', 'sum,a,,2021,YOY,27', 'sum,b,,2021,YOY,27'];
  await served(database, { metrics, observations, changes: given });
  expect(await changes()).toEqual(['rate b 2020', 'sum b 2021']);
}); // biome-ignore format: a package

test('a change of a figure that is not computed for something suppressed is left out, not refused', async () => {
  const metrics = [count('num'), count('den'), 'rate,RATE,FLOW,0,2,NONE,NONE,NONE,,num / den × 100'];
  const observations = ['num,a,,2020,3,', 'den,a,,2020,100,'];
  expect(await hidden(database, { metrics, observations, changes: ['rate,a,,2020,YOY,-10'] })).toEqual(['num a 2020']);
  expect(await changes()).toEqual([]);
});

test('a change that implies a base too small to publish', async () => {
  const metrics = [count('cases'), count('wan', '', '', 4), 'score,INDEX,LEVEL,0,,NONE,NONE,NONE,,'];
  const observations = ['a', 'b', 'a1'].map((region) => `cases,${region},,2020,12,`);
  const others = ['cases,a1,,2019,5,', 'wan,a,,2020,10,', 'score,a,,2020,10,'];
  // 12 at 140.3 per cent more is 4.99 before, where 5 are given; 12 at 500 per cent more is 2, which nobody gives.
  const given = ['cases,a,,2020,YOY,500', 'cases,b,,2020,YOY,20', 'cases,a1,,2020,YOY,140.3', 'wan,a,,2020,YOY,400', 'score,a,,2020,YOY,400'];
  await served(database, { metrics, observations: [...observations, ...others], changes: given });
  expect(await changes()).toEqual(['cases a1 2020', 'cases b 2020', 'score a 2020', 'wan a 2020']);
}); // biome-ignore format: a package
