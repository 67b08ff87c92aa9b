import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFiles, openMemory, openObservations, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

test('numbers with an exponent are kept in all their digits', async () => {
  const given = {
    2001: '1e+05',
    2002: '1.50E-3',
    2003: '-2.5e2',
    2004: '0e0',
    2005: '1.2345e2',
    2006: '00.10e1',
    2007: '1e59',
    2008: '1E-59',
    2009: '123456789012345678901234567890e-10',
    2010: '98.40',
  };
  const rows = Object.entries(given).map(([period, value]) => `solved,low,sex=f,${period},${value},,,,,\n`);
  await importFiles(database, { ...SMALL, 'observations.csv': SMALL['observations.csv'] + rows.join('') });
  const stored = (await openObservations(database)).flatMap((text) => {
    const [metric, , breakdown, period, value] = text.split(' ');
    return metric === 'solved' && breakdown === 'sex=f' ? [`${period} ${value}`] : [];
  });
  expect(stored).toEqual([
    '2001 100000',
    '2002 0.00150',
    '2003 -250',
    '2004 0',
    '2005 123.45',
    '2006 1.0',
    `2007 1${'0'.repeat(59)}`,
    `2008 0.${'0'.repeat(58)}1`,
    '2009 12345678901234567890.1234567890',
    '2010 98.40',
  ]);
});

test('whole numbers and bounded numbers take an exponent too', async () => {
  const tasks = SMALL['tasks.csv'].replace('root,3,', 'root,3.5e1,');
  const dimensions = SMALL['dimensions.csv'].replace('Male,2', 'Male,1e+05');
  await importFiles(database, { ...SMALL, 'tasks.csv': tasks, 'dimensions.csv': dimensions });
  const rows = await database.query<{ number: string }>(
    `-- test.numbers
select weight::text as number from task where code = 'one' union all select position::text from category where code = 'm'`,
  );
  expect(rows.map(({ number }) => number)).toEqual(['35.0000', '100000']);
});
