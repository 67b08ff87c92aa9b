import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { citedFigures, importMappedFile, inferShown, openCounty, refusalOf } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

const inferred = (...rows: readonly string[]) => inferShown(database, rows);
const TITLE = '清河县2021年';
const ROWS = ['乡镇,经费', '东关镇,85', '西山乡,91'];

describe('a currency beside numbers', () => {
  test('is that of a metric of money, or of a new one, and the numbers are read', async () => {
    const { asked, figures, mapping } = await inferred(TITLE, '乡镇,经费', '东关镇,"¥85,000"', '西山乡,"-¥91,000.5"');
    expect(asked).toEqual([]);
    expect(figures).toEqual(['spending qinghe:101 2021年 85000', 'spending qinghe:102 2021年 -91000.5']);
    expect(mapping.number).toEqual({ group: ',', currency: '¥' });
    const euros = await inferred(TITLE, '乡镇,拨款', '东关镇,85 €', '西山乡,91 €');
    expect(euros.figures).toEqual(['拨款 qinghe:101 2021年 85', '拨款 qinghe:102 2021年 91']);
  });

  test('in which no metric of the table is, is asked about', async () => {
    const { asked, figures } = await inferred(TITLE, '乡镇,经费', '东关镇,"$85,000"', '西山乡,"$91,000.5"');
    expect(asked).toEqual(['unit']);
    expect(figures).toEqual([]);
  });

  test('is asked about where there are several', async () => {
    const { asked } = await inferred(TITLE, '乡镇,拨款', '东关镇,$85', '西山乡,€91');
    expect(asked).toEqual(['number.currency']);
  });
});

describe('a currency above a table', () => {
  test.each(['货币：美元', '币种：USD', 'Currency: USD', 'in US dollars', 'US$', '清河县经费 (EUR)'])(
    'in which no metric of money is, is asked about: %s',
    async (line) => {
      expect((await inferred(TITLE, line, ...ROWS)).asked).toEqual(['unit']);
      expect((await inferred(TITLE, line, '乡镇,指标,数值', '东关镇,经费,85')).asked).toEqual(['unit']);
    },
  );

  test.each(['币种：人民币', 'Currency: CNY'])('in which they are says nothing: %s', async (line) => {
    expect((await inferred(TITLE, line, ...ROWS)).figures[0]).toBe('spending qinghe:101 2021年 85');
    expect((await inferred(TITLE, line, '乡镇,排查', '东关镇,85')).asked).toEqual([]);
  });

  test('goes before no unit that multiplies', async () => {
    const { figures } = await inferred(TITLE, '币种：人民币,单位：万元', ...ROWS);
    expect(figures[0]).toBe('spending qinghe:101 2021年 850000');
  });
});

test('a unit that nobody has defined is that of no metric that is known', async () => {
  expect((await inferred(TITLE, '单位：株', '乡镇,排查', '东关镇,85')).asked).toEqual(['unit']);
  expect((await inferred(TITLE, '单位：株', '乡镇,松树', '东关镇,85')).asked).toEqual([]);
  expect((await inferred(TITLE, '单位：司法局', '乡镇,排查', '东关镇,85')).asked).toEqual([]);
});

const MONEY = {
  set: 'county',
  file: 'money.csv',
  change: {
    header: { rows: [1] },
    rows: {},
    totals: [],
    note: undefined,
    number: { group: ',', parentheses: 'NEGATIVE', currency: '¥' },
    values: [{ columns: ['经费'], metric: { constant: 'spending' }, period: { constant: '2019' } }],
  },
};

test('an import reads the currency that the mapping names, and no other', async () => {
  const content = '乡镇,经费\n东关镇,"¥1,024.50"\n西山乡,(¥3)\n南河镇,7 ¥\n';
  await importMappedFile(database, { ...MONEY, content });
  const figures = (await citedFigures(database, 'qinghe')).filter((line) => line.includes(' 2019 '));
  expect(figures).toEqual([
    expect.stringContaining('spending 101 2019 1024.5'),
    expect.stringContaining('spending 102 2019 -3'),
    expect.stringContaining('spending 103 2019 7'),
  ]);
  expect(await refusalOf(database, { ...MONEY, content: '乡镇,经费\n东关镇,$5\n' })).toEqual([
    expect.stringContaining('"$5"'),
  ]);
});
