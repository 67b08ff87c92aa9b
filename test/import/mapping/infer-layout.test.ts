import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { printedInference } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** What is shown, what is asked and what is written of a file of a publisher whom nobody has heard of. */
async function inferText(rows: readonly string[]) {
  const { lines, mapping } = await printedInference(database, 'file.csv', `${rows.join('\n')}\n`, 'demo');
  const figures = lines.filter((line) => line.includes(' → '));
  return { lines, figures, asked: (mapping.questions ?? []).map(({ at }) => at), mapping };
}

describe('a year and its parts in two places', () => {
  test('months across below a title with the year are no metrics', async () => {
    const { mapping, asked } = await inferText([
      '2021年财政收入增长,,',
      '区县,1月,2月',
      '秦州区,3.1%,2.2%',
      '麦积区,1.1%,2.3%',
    ]);
    expect(mapping.values).toEqual([
      {
        columns: ['$B:$C'],
        period: { join: [{ cell: 'A1', template: '{period:4}{_}' }, { constant: '年' }, { header: 1 }] },
      },
    ]);
    expect(asked).toEqual([]);
  });

  test.each(['Schuljahr 2020', 'Crop year 2020', 'Exercice 2020', 'Wirtschaftsjahr 2020', '2020財政年度'])(
    'months across below the title %s are of no calendar year, and asked about',
    async (title) => {
      const { figures, asked } = await inferText([
        `${title},,`,
        '区县,1月,2月',
        '秦州区,3.1%,2.2%',
        '麦积区,1.1%,2.3%',
      ]);
      expect(figures).toEqual([]);
      expect(asked).toContain('period');
    },
  );

  test.each([
    ['fiscal_year,District,Pupils', '2020,East,12', '2021,East,13'],
    ['FiscalYear,District,Pupils', '2020,East,12', '2021,East,13'],
    ['财务年度,区县,经费', '2020,秦州区,12', '2021,秦州区,13'],
    ['Fiscal year,2019,2020', 'East,12,13', 'West,9,8'],
  ])('plain years below %s are asked about', async (...rows) => {
    const { figures, asked } = await inferText(rows);
    expect(asked).toContain('period.format');
    expect(figures).toEqual([]);
  });

  test('the age at which children enter school is no school year', async () => {
    expect((await inferText(['入学年龄情况', '区县,2020,2021', '秦州区,12,13', '麦积区,9,8'])).asked).not.toContain(
      'period.format',
    );
  });

  test.each([
    ['2021年3月情况', '3月1日', '3月2日'],
    ['Cases 2021', '1 March', '2 March'],
    ['Cases 2021', 'Day 1', 'Day 2'],
    ['2021年情况', '3周', '4周'],
  ])('days and weeks across below %s are asked about: %s, %s', async (title, ...columns) => {
    const { figures, asked } = await inferText([
      `${title},,`,
      `区县,${columns.join(',')}`,
      '秦州区,12,13',
      '麦积区,9,8',
    ]);
    expect(figures).toEqual([]);
    expect(asked).toContain('period');
  });

  test.each([
    '2021年4月2日发布',
    'Table 3. Population by region and by sex. Last updated 2021-04-02',
    'Last updated April 2021',
  ])('a day or a month in which the table was made is asked about: %s', async (title) => {
    const { figures, asked } = await inferText([`"${title}",,`, 'Region,Persons,Households', 'East,12,13', 'West,9,8']);
    expect(figures).toEqual([]);
    expect(asked).toContain('period');
  });

  test.each([
    ['% change from 2019', '% change from 2020'],
    ['GDP at prices of 2010', 'GDP at prices of 2015'],
    ['Households over 1000', 'Households over 5000'],
  ])('a name that goes on with a number is before no period: %s', async (...columns) => {
    const { mapping } = await inferText([`Region,${columns.join(',')}`, 'East,12,13', 'West,9,8']);
    expect(mapping.values?.[0]?.metric).toEqual({ header: 1 });
  });

  test.each([
    ['清河县2021年矛盾纠纷情况表（1-11月）'],
    ['2021年(1–11月)矛盾纠纷'],
    ['Disputes 2021 (H1)'],
    ['2021年11月矛盾纠纷累计情况'],
    ['2021年第11期矛盾纠纷月报'],
    ['2021年矛盾纠纷', '时间：1-11月'],
    ['2021年矛盾纠纷', '上半年'],
    ['Disputes 2021', 'January-November'],
  ])('a title that says a part of its year is asked about: %s', async (...titles) => {
    const { figures, asked } = await inferText([
      ...titles.map((title) => `"${title}",,`),
      '区县,排查,化解',
      '秦州区,12,13',
      '麦积区,9,8',
    ]);
    expect(figures).toEqual([]);
    expect(asked).toContain('period');
  });

  test('sizes of households, and ages, above plain numbers are a header', async () => {
    const sizes = await inferText(['家庭户规模 2020,,,', '地区,1人,2人,3人', '秦州区,10,20,30', '麦积区,4,5,6']);
    expect(sizes.mapping.header?.rows).toEqual([2]);
    const ages = await inferText(['Region,Persons,Persons', 'Region,<18,≥18', 'East,10,20', 'West,9,8']);
    expect(ages.mapping.header?.rows).toEqual([1, 2]);
  });

  test.each([
    ['Budget, fiscal years ending 30 September', ['District,2020,2021', 'East,12,13', 'West,9,8']],
    ['2020—2021学年各校在校生', ['区县,2020年在校生,2021年在校生', '秦州区,12,13', '麦积区,9,8']],
    ['Pupils by school year', ['Year,District,Pupils', '2020,East,12', '2021,East,13']],
  ])('plain years below the title %s are asked about', async (title, rows) => {
    const { figures, asked } = await inferText([`"${title}"`, ...rows]);
    expect(asked).toContain('period.format');
    expect(figures).toEqual([]);
  });

  test('quarters below years, each named once', async () => {
    const { mapping, asked } = await inferText([
      '区县,2021年,,2022年,',
      ',一季度,二季度,一季度,二季度',
      '秦州区,1,2,5,6',
      '麦积区,11,12,15,16',
    ]);
    expect(mapping.values?.[0]?.period).toEqual({
      join: [{ header: 1, template: '{period:4}{_}' }, { constant: '年' }, { header: 2 }],
    });
    expect(asked).not.toContain('period.format');
  });

  test('parts of fiscal years are asked about', async () => {
    const { figures, asked } = await inferText([
      'District,2021/22,,2022/23,',
      ',Q1,Q2,Q1,Q2',
      'East,1,2,5,6',
      'West,11,12,15,16',
    ]);
    expect(figures).toEqual([]);
    expect(asked).toContain('period');
  });

  test('a column of years and one of months', async () => {
    const numbers = await inferText([
      '年份,月份,区县,案件数',
      '2021,1,秦州区,12',
      '2021,2,秦州区,14',
      '2021,2,麦积区,7',
    ]);
    expect(numbers.asked).toEqual([]);
    expect(numbers.figures).toEqual([
      '2:4 "12" → 案件数 秦州区 2021-M01 12',
      '3:4 "14" → 案件数 秦州区 2021-M02 14',
      '4:4 "7" → 案件数 麦积区 2021-M02 7',
    ]);
    const names = await inferText(['Year,Month,District,Cases', '2021,Jan,East,12', '2021,Feb,East,14']);
    expect(names.figures).toEqual(['2:4 "12" → Cases East 2021-M01 12', '3:4 "14" → Cases East 2021-M02 14']);
  });

  test('a month within the name of a metric is none of a whole year', async () => {
    const { figures, asked } = await inferText([
      '2021年矛盾纠纷,,',
      '乡镇,10月排查,11月排查',
      '东关镇,12,40',
      '西山乡,9,33',
    ]);
    expect(figures).toEqual([]);
    expect(asked).toContain('period');
  });
});

test.each([
  ['Crimes from January to March 2020', ['period']],
  ['The first quarter of 2020', ['period']],
  ['2020年1月至11月矛盾纠纷', []],
  ['2020年一至三季度矛盾纠纷', ['period']],
  ['Crimes in November 2020', []],
  ['Stichtag: 31.12.2022', []],
])('a title that says a period: %s', async (title, expected) => {
  const { asked, figures } = await inferText([`${title},,`, 'District,Burglary,Theft', 'East,12,40', 'West,9,33']);
  expect(asked).toEqual(expected);
  if (title.startsWith('Crimes in')) expect(figures[0]).toBe('3:2 "12" → Burglary East 2020-M11 12');
  if (title.startsWith('Stichtag')) expect(figures[0]).toBe('3:2 "12" → Burglary East 2022-12-31 12');
});

describe('signs in numbers', () => {
  test('points before three digits group them, or part decimals', async () => {
    const { figures, asked } = await inferText(['Kreis;2021', 'Nord;12.345', 'West;104.024']);
    expect(figures).toEqual([]);
    expect(asked).toContain('number');
    const clear = await inferText(['Kreis;2021', 'Nord;12.345', 'West;1.104.024']);
    expect(clear.mapping.number).toEqual({ decimal: ',', group: '.' });
    const decimals = await inferText(['Kreis;2021', 'Nord;12.345', 'West;1104024']);
    expect(decimals.asked).not.toContain('number');
    expect(decimals.mapping.number).toBeUndefined();
  });

  test('lakh and crore are groups', async () => {
    const { figures, asked } = await inferText([
      'District,Year,People',
      'Pune,2020,"94,29,408"',
      'Satara,2020,"30,03,741"',
    ]);
    expect(asked).toEqual([]);
    expect(figures).toEqual([
      '2:3 "94,29,408" → People Pune 2020 9429408',
      '3:3 "30,03,741" → People Satara 2020 3003741',
    ]);
  });

  test('flags of letters and bounds are asked about, and their row is no header', async () => {
    const { asked, mapping } = await inferText(['District,2020,2021', 'East,100r,110p', 'West,90,<5']);
    expect(mapping.header?.rows).toEqual([1]);
    expect(asked).toEqual(['metric', 'marks.<5', 'flags.r', 'flags.p']);
  });
});

describe('months and days in forms that have to be declared', () => {
  /** What is asked and decided of periods in a column, or in the header. */
  const askedOf = async (rows: readonly string[]) => {
    const { mapping, figures } = await inferText(rows);
    const question = mapping.questions?.find(({ at }) => at === 'period.format');
    return { choices: question?.choices, period: mapping.period ?? mapping.values?.[0]?.period, figures };
  };
  const inColumn = (...periods: readonly string[]) =>
    askedOf(['District,When,Cases', ...periods.map((period, index) => `East,${period},1${index}`)]);

  test('are asked about where a text may be several', async () => {
    expect(await inColumn('Nov-20', 'Dec-20')).toEqual({ choices: ['%b-%y'], period: { column: 'When' }, figures: [] });
    expect((await inColumn('03/04/2020', '04/04/2020')).choices).toEqual(['%d/%m/%Y', '%m/%d/%Y']);
    const across = await askedOf(['District,Nov-20,Dec-20', 'East,12,13', 'West,5,6']);
    expect(across).toEqual({ choices: ['%b-%y'], period: { header: 1 }, figures: [] });
  });

  test('are read where one of them can be read in one way only', async () => {
    const { choices, period, figures } = await inColumn('03/04/2020', '31/12/2020');
    expect(choices).toBeUndefined();
    expect(period).toEqual({ column: 'When', format: '%d/%m/%Y' });
    expect(figures[0]).toBe('2:3 "10" → Cases East 2020-04-03 10');
    expect((await inColumn('11/2020', '12/2020')).period).toEqual({ column: 'When', format: '%m/%Y' });
  });

  test('and a range of years is no fiscal year with digits behind it', async () => {
    const { mapping, asked } = await inferText(['District,2019-2021,2020-2022', 'East,12,13', 'West,5,6']);
    expect(mapping.values).toEqual([{ columns: ['$B:$C'], metric: { header: 1 } }]);
    expect(asked).toEqual(['period']);
  });
});

test('a table below the first one says nothing of it', async () => {
  const { asked, mapping, lines } = await inferText([
    'District,2020,2021',
    'East,100,110',
    'West,90,95',
    '',
    'Deaths,,',
    'Place,2018,2019',
    'North,50,51',
    'South,n/a,41',
  ]);
  expect(asked).toEqual(['rows.until', 'metric']);
  expect(mapping.rows).toEqual({ until: { in: ['Deaths'] } });
  expect(lines).toContain('region: the column District: 0 of 2 texts are known regions (likely; look at it)');
});

test('values with shorthand in square brackets, and shorthand in place of them', async () => {
  const { mapping, asked } = await inferText(['District,2020,2021', 'East,[c],97 [r]', 'North,..,[x]']);
  expect(mapping.values).toEqual([{ columns: ['$B:$C'], period: { header: 1 } }]);
  expect(asked).toEqual(['metric', 'marks.[c]', 'marks...', 'marks.[x]', 'flags.[r]']);
});

describe('a metric that nothing but the title names', () => {
  const TABLE = ['District,2020,2021', 'East,100.5,110', 'West,90,95'];

  test('is proposed, and its name has no period', async () => {
    const { figures, asked, mapping } = await inferText(['"Population of districts, 2020 to 2021",,', ...TABLE]);
    expect(asked).toEqual([]);
    expect(mapping.metric).toEqual({ constant: 'Population of districts' });
    expect(mapping.definitions).toBe('file.csv.definitions.json');
    expect(figures[0]).toBe('3:2 "100.5" → Population of districts East 2020 100.5');
  });

  test('is one of the choices where metrics or columns are others', async () => {
    const rows = ['Population of districts,,,', 'District,Sex,2020,2021', 'East,m,100,110', 'East,f,90,95'];
    const { mapping } = await inferText(rows);
    expect(mapping.questions?.find(({ at }) => at === 'metric')?.choices).toEqual([
      '{ "column": "Sex" }',
      '{ "constant": "Population of districts" }',
    ]);
  });

  test('is asked for where no title names it', async () => {
    expect((await inferText(['Source: office,,', ...TABLE])).asked).toEqual(['metric']);
    expect((await inferText(['单位：万人,,', ...TABLE])).asked).toContain('metric');
  });
});

describe('other tables and none', () => {
  test('a second table below the first is asked about', async () => {
    const rows = [
      'District,2020,2021',
      'East,100,110',
      'West,90,95',
      ',,',
      'Deaths,,',
      'District,2020,2021',
      'East,50,51',
      'West,40,41',
    ];
    const { mapping } = await inferText(rows);
    expect(mapping.questions?.find(({ at }) => at === 'rows.until')?.choices).toEqual([
      'rows.until',
      'rows.skip',
      'tables',
    ]);
    const other = rows.map((row, index) => (index === 5 ? 'Place,2018,2019' : row));
    expect((await inferText(other)).asked).toContain('rows.until');
  });

  test('a table without a number is asked about', async () => {
    const { asked, mapping } = await inferText([
      'project,department,rating',
      'Crossrail,DfT,Amber',
      'Type 31e,MOD,Red',
    ]);
    expect(asked).toEqual(['tables']);
    expect(mapping.header?.rows).toEqual([1]);
  });

  test('values that begin below many rows without one', async () => {
    const blank = Array.from({ length: 60 }, (_, index) => `200${index % 10},East,`);
    const { mapping } = await inferText(['Year,Region,Value', ...blank, '2019,East,12.5', '2020,East,13.5']);
    expect(mapping.header?.rows).toEqual([1]);
  });

  test('1, 2, 3 in a column of values count no rows', async () => {
    const { figures } = await inferText(['乡镇,2021年排查,2021年化解', '东关镇,12,1', '西山乡,9,2']);
    expect(figures).toContain('2:3 "1" → 化解 东关镇 2021年 1');
  });
});

test('cells that a full-width semicolon parts', async () => {
  const { mapping } = await inferText(['区县；2020年；2021年', '秦 州 区；1024；980', '合 计；1024；980']);
  expect(mapping.file).toEqual({ delimiter: '；' });
  expect(mapping.totals).toEqual([{ column: '区县', in: ['合 计'] }]);
});

test.each([
  ['数据来源：县政法委', { begins: ['数据来源'] }],
  ['截至2022年11月30日24时的数据', { begins: ['截至'] }],
  ['2021年11月30日制表', { ends: ['制表'] }],
  ['"Data as of 30 November 2022, 12:00"', { begins: ['Data as of'] }],
  ['2021年11月30日', { begins: ['2021年11月30日'] }],
  ['In 2021 the boundaries changed', { ends: ['the boundaries changed'] }],
  ['区县政法委2021年11月数据来源：各区县', { begins: ['区县政法委'] }],
])('the footer %s is told by what stands in that of next month as well', async (footer, until) => {
  const { mapping, asked } = await inferText(['区县,2021年排查,2021年化解', '秦州区,1024,980', '麦积区,10,9', footer]);
  expect(mapping.rows?.until).toEqual(until);
  expect(asked).toEqual([]);
});

describe('rows of nothing but marks', () => {
  test('right below the header are rows of the table', async () => {
    const { mapping, asked } = await inferText(['Country,2020,2021', 'Germany,n/a,n/a', 'France,<5,:', 'Italy,12,13']);
    expect(mapping.header?.rows).toEqual([1]);
    expect(asked).toEqual(['metric', 'marks.n/a', 'marks.<5', 'marks.:']);
  });

  test('are a header where they say units, or ages', async () => {
    const units = await inferText(['Country,Growth,Costs', ',%,€', 'Germany,1.5,12', 'France,2.5,13']);
    expect(units.mapping.header?.rows).toEqual([1, 2]);
    const ages = await inferText([
      '"Population by age, 2020"',
      'Country,Under 5,5-9,65+',
      'Germany,3,4,6',
      'France,2,3,5',
    ]);
    expect(ages.mapping.header?.rows).toEqual([2]);
    expect(ages.figures[0]).toBe('3:2 "3" → Under 5 Germany 2020 3');
  });
});

describe('a name before its period', () => {
  test('is a metric where several periods follow it', async () => {
    const { mapping, figures, asked } = await inferText([
      'Country,Population 2020,Population 2021,GDP 2015',
      'Germany,83,84,3',
      'France,67,68,2',
    ]);
    expect(mapping.values?.[0]).toEqual({
      columns: ['$B:$D'],
      metric: { header: 1, template: '{metric} {period}' },
      period: { header: 1, template: '{metric} {period}' },
    });
    expect(figures.map((line) => line.replace(/^.* → /, ''))).toContain('GDP Germany 2015 3');
    expect(asked).toEqual([]);
  });

  test('is a name with the year of its prices where no other header ends in another year', async () => {
    const { mapping, asked } = await inferText(['Country,Population,GDP 2015', 'Germany,83,3', 'France,67,2']);
    expect(mapping.values).toEqual([{ columns: ['$B:$C'], metric: { header: 1 } }]);
    expect(asked).toEqual(['period']);
  });
});

describe('parts of a longer period across', () => {
  test('weeks are read with the year of the title', async () => {
    const { mapping } = await inferText(['2021年周报,,', '区县,第1周,第2周', '秦州区,1,2', '麦积区,3,4']);
    expect(mapping.values?.[0]?.period).toEqual({
      join: [{ cell: 'A1', template: '{period:4}{_}' }, { constant: '年' }, { header: 1 }],
    });
  });

  test.each([
    ['2021年3月情况', '1日', '2日'],
    ['2021年3月情况', '上旬', '中旬'],
    ['Cases 2021', 'W1', 'W2'],
    ['Cases 2021', 'Week 1', 'Week 2'],
  ])('are no metrics of the whole period: %s, %s', async (title, one, two) => {
    const { figures, asked } = await inferText([title, `区县,${one},${two}`, '秦州区,1,2', '麦积区,3,4']);
    expect(figures).toEqual([]);
    expect(asked).toContain('period');
  });
});
