import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import {
  citedFigures,
  disputeRows,
  importMappedFile,
  inferRows,
  openCounty,
  printedInference,
  refusalOf,
} from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openCounty();
});
afterAll(() => database.close());

/** The figures that the command shows, and the questions that it leaves open. */
async function inferred(...rows: readonly string[]) {
  const { figures, ...others } = await inferRows(database, rows);
  return { ...others, figures: figures.map((line) => line.replace(/^.* → /, '')) };
}

describe('a unit above a table', () => {
  test.each([
    ['单位：万元', '乡镇,2021年经费'],
    ['清河县经费（单位：万元）', '乡镇,2021年经费'],
    ['清河县经费（万元）', '乡镇,2021年经费'],
  ])('multiplies the values of a metric that is in it: %s', async (title, header) => {
    const { figures, asked } = await inferred('清河县', title, header, '东关镇,12.5', '西山乡,3');
    expect(asked).toEqual([]);
    expect(figures).toEqual(['spending qinghe:101 2021年 125000', 'spending qinghe:102 2021年 30000']);
  });

  test('in the corner of the table, or in a cell at its right', async () => {
    const corner = await inferred('单位：万元,2020年经费,2021年经费', '东关镇,12.5,13', '西山乡,3,4');
    expect(corner).toMatchObject({ asked: [], figures: expect.arrayContaining(['spending qinghe:101 2021年 130000']) });
    const right = await inferred('清河县,单位：万元', '乡镇,2021年经费', '东关镇,12.5', '西山乡,3');
    expect(right).toMatchObject({ asked: [], figures: expect.arrayContaining(['spending qinghe:101 2021年 125000']) });
  });

  test('in two cells, its label and the unit', async () => {
    const rows = ['表,001', '単位：,万元', '乡镇,2021年排查率,2021年经费,备考', '东关镇,,12.5,'];
    expect((await inferred(...rows)).figures).toEqual(['spending qinghe:101 2021年 125000']);
  });

  test('is asked about for metrics in other units, for it may be of them or not', async () => {
    const { figures, asked, mapping } = await inferred(
      '清河县',
      '单位：万元',
      '乡镇,2021年经费,2021年排查',
      '东关镇,12.5,3',
    );
    expect(asked).toEqual(['unit']);
    expect(figures).toEqual([]);
    expect(mapping.values?.map(({ unit }) => unit)).toEqual([{ cell: 'A2', template: '单位:{unit}' }, undefined]);
  });

  test('is asked about where it stands below the table, or in words that are not read', async () => {
    const rows = ['乡镇,2021年经费', '东关镇,12.5', '西山乡,3'];
    expect((await inferred(...rows, '注：单位为万元')).asked).toEqual(['unit']);
    const titles = [
      ...[
        'Spending (in thousands)',
        'Spending in 1000 EUR',
        'Spending (₹ in lakh)',
        'Spending in Rs. crore',
        'Spending, US$ Million',
      ],
      ...['Spending in USD m', 'Spending, £bn', 'Spending – millions of euros'],
    ];
    for (const title of titles) {
      expect((await inferred('清河县', `"${title}"`, ...rows)).asked, title).toEqual(['unit']);
    }
    for (const title of ['Spending of 100 towns', 'Spending: a table of m']) {
      expect((await inferred('清河县', `"${title}"`, ...rows)).asked, title).toEqual([]);
    }
    for (const title of ['Spending per million people', 'Spending, per million'])
      expect((await inferred('清河县', `"${title}"`, ...rows)).asked, title).toEqual(['values.0.metric']);
    const cases = ['乡镇,2021年受理', '东关镇,12.5', '西山乡,3'];
    expect((await inferred('清河县', '"Unit: million yuan, cases"', ...cases)).asked).toEqual(['values.0.unit']);
  });

  test('is not that of a percentage, of a header with a unit of its own, or of who reports', async () => {
    const own = await inferred('清河县', '单位：万元', '乡镇,2021年化解率,2021年经费（元）', '东关镇,99.5,125000');
    expect(own.asked).toEqual([]);
    expect(own.figures).toEqual(['settlement-rate qinghe:101 2021年 99.5', 'spending qinghe:101 2021年 125000']);
    const reporter = await inferred('填报单位：清河县万元街道', '乡镇,2021年经费', '东关镇,12.5');
    expect(reporter).toMatchObject({ asked: [], figures: ['spending qinghe:101 2021年 12.5'] });
  });

  test('is one of several, and asked about unless a header gives each that multiplies', async () => {
    const said = await inferred('清河县', '单位：件、万元', '乡镇,2021年排查,2021年经费（万元）', '东关镇,3,12.5');
    expect(said.asked).toEqual([]);
    expect(said.figures).toEqual(['disputes-found qinghe:101 2021年 3', 'spending qinghe:101 2021年 125000']);
    const unsaid = await inferred('清河县', '单位：件、万元', '乡镇,2021年排查,2021年受理', '东关镇,3,12.5');
    expect(unsaid.asked).toEqual(['values.1.unit']);
    const fits = await inferred('清河县', '单位：件、万元', '乡镇,2021年排查,2021年经费', '东关镇,3,12.5');
    expect(fits).toEqual(expect.objectContaining({ asked: [], figures: said.figures }));
    const both = await inferred('清河县', '单位：元、万元', '乡镇,2021年经费', '东关镇,3');
    expect(both).toMatchObject({ asked: ['values.0.unit'], figures: [] });
  });

  test('may stand behind a name and its period', async () => {
    const { figures, asked } = await inferred('乡镇,经费 2020 (万元),经费 2021 (元)', '东关镇,12.5,3', '西山乡,3,4');
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual(['spending qinghe:101 2020 125000', 'spending qinghe:101 2021 3']);
  });

  test('in a row of the header is that of its column', async () => {
    const { figures, asked } = await inferred('乡镇,2021年经费,2021年排查', ',万元,件', '东关镇,12.5,3', '西山乡,3,4');
    expect(asked).toEqual([]);
    expect(figures.slice(0, 2)).toEqual(['spending qinghe:101 2021年 125000', 'disputes-found qinghe:101 2021年 3']);
  });
});

test.each(['SPENDING US$ MILLION', 'SPENDING, USD MILLION', 'Spending in € bn'])(
  'a title that multiplies money is asked about: %s',
  async (title) => {
    const found = await inferred(`"${title}"`, '乡镇,2021年经费', '东关镇,12.5', '西山乡,3');
    expect(found).toMatchObject({ asked: ['unit'], figures: [] });
  },
);

test.each([
  [['（金额：万元）'], []],
  [['清河县经费表（以万元计）'], []],
  [[], ['注：经费单位：万元']],
  [[], ['说明：1.经费以万元为单位']],
])('a unit in words of Chinese is asked about: %s %s', async (above, below) => {
  const found = await inferred('2021年', ...above, '乡镇,经费', '东关镇,12.5', '西山乡,3', ...below);
  expect(found).toMatchObject({ asked: ['unit'], figures: [] });
});

test('a count below a title in per cent is asked about', async () => {
  const { asked, figures } = await inferred('2021年排查完成情况（%）', '乡镇,排查', '东关镇,12.1', '西山乡,-8');
  expect(asked).toEqual(['unit']);
  expect(figures).toEqual([]);
});

test.each(['STEM graduates', 'BANK LENDING', 'Road length, miles', 'WORK PERMITS'])(
  'a title that only looks as if it multiplied is none: %s',
  async (title) => {
    expect((await inferred(`"${title}"`, '乡镇,2021年经费', '东关镇,12.5', '西山乡,3')).asked).not.toContain('unit');
  },
);

describe('what stands behind numbers', () => {
  const HEADER = '乡镇,2021年经费,2021年排查';
  const choices = ({ mapping }: Awaited<ReturnType<typeof inferred>>, at: string) =>
    mapping.questions?.find((question) => question.at === at)?.choices;

  test('may be a unit, or what multiplies: then that is the first choice', async () => {
    const found = await inferred(HEADER, '东关镇,1.5万,3件', '西山乡,"9,800",4');
    expect(found.asked).toEqual(['flags.万', 'flags.件']);
    expect(choices(found, 'flags.万')).toEqual(expect.arrayContaining(['UNIT', 'PROVISIONAL']));
    expect(choices(found, 'flags.万')?.[0]).toBe('UNIT');
    expect(choices(found, 'flags.件')?.[0]).toBe('UNIT');
    expect(found.mapping.flags).toEqual({ 万: 'UNIT', 件: 'UNIT' });
    // Figures without a unit of their own hang on no question.
    expect(found.figures).toEqual(['spending qinghe:102 2021年 9800', 'disputes-found qinghe:102 2021年 4']);
  });

  test('is a unit and a sign where both stand there, so that no answer loses the unit', async () => {
    const found = await inferred(HEADER, '东关镇,1.5万*,3件※', '西山乡,"9,800",4');
    expect(found.asked).toEqual(['flags.万', 'flags.*', 'flags.件', 'flags.※']);
    expect(found.mapping.flags).toEqual({ 万: 'UNIT', '*': 'PROVISIONAL', 件: 'UNIT', '※': 'PROVISIONAL' });
  });

  test('is a sign where no unit is called so', async () => {
    const found = await inferred(HEADER, '东关镇,12.5,3*', '西山乡,3,4p');
    expect(choices(found, 'flags.*')).not.toContain('UNIT');
    expect(choices(found, 'flags.p')?.at(-1)).toBe('UNIT');
  });

  const long = (rows: readonly string[], change = {}) => {
    const base = disputeRows('units.csv', rows);
    return { ...base, change: { ...base.change, flags: { 万: 'UNIT', 件: 'UNIT', '*': 'PROVISIONAL' }, ...change } };
  };

  test('is read as the unit of its own value', async () => {
    const own = await openMemory();
    try {
      await importMappedFile(own, { set: 'county', file: 'county.csv' });
      const rows = [
        '东关镇,2022-01,1.5万',
        '东关镇,2022-02,3件',
        '东关镇,2022-03,"2,048"',
        '东关镇,2022-04,1.25万件*',
        '东关镇,2022-05,(1.5万)',
      ];
      await importMappedFile(own, long(rows, { number: { group: ',', parentheses: 'NEGATIVE' } }));
      const found = (await citedFigures(own, 'qinghe')).filter((line) => line.includes('2022'));
      expect(found.map((line) => line.replace(/^\S+ \S+ /, ''))).toMatchInlineSnapshot(`
        [
          "2022-01 15000 <- 2:3",
          "2022-02 3 <- 3:3",
          "2022-03 2048 <- 4:3",
          "2022-04 12500 {PROVISIONAL} <- 5:3",
          "2022-05 -15000 <- 6:3",
        ]
      `);
    } finally {
      await own.close();
    }
  });

  test('is none that the column is not in', async () => {
    const other = await refusalOf(database, long(['东关镇,2022-06,1.5万'], { unit: { constant: '吨' } }));
    expect(other).toEqual([expect.stringContaining('the file says "吨", and disputes-found is in case')]);
    const both = await refusalOf(database, long(['东关镇,2022-06,3%件']));
    expect(both).toEqual([expect.stringContaining('"%件"')]);
  });

  test('is none of a number in another column, and does not shift it', async () => {
    const rows = ['乡镇,时间,排查,上限', '东关镇,2022-07,1.5万,16000', '东关镇,2022-08,9800,1.4万'];
    const { change, ...base } = long([]);
    const given = { ...base, content: rows.join('\n'), change: { ...change, fields: { upper_bound: '上限' } } };
    expect(await refusalOf(database, given)).toEqual([
      expect.stringContaining(
        'line 3, column 上限: "万" stands behind the number, and only values have units behind them',
      ),
    ]);
    const own = await openMemory();
    try {
      await importMappedFile(own, { set: 'county', file: 'county.csv' });
      await importMappedFile(own, { ...given, content: rows.slice(0, 2).join('\n') });
      const found = await own.query("select value::text, upper_bound::text from observation where period = '2022-07'");
      expect(found).toEqual([{ value: '15000', upper_bound: '16000' }]);
    } finally {
      await own.close();
    }
  });

  test('stands behind every number of a metric in a multiple, or behind none', async () => {
    const metric = { code: 'people', 'name:zh-Hans': '人口', theme: 'safety', kind: 'COUNT', basis: 'LEVEL', unit: 'case', unit_multiplier: 4, decimals: 2 }; // biome-ignore format: one line
    const { change, ...base } = long(['东关镇,2022-01,1.2万', '东关镇,2022-02,8500']);
    const values = [{ columns: ['排查'], metric: { constant: 'people' }, period: { column: '时间' } }];
    const folder = { ...base, change: { ...change, values, definitions: 'people.definitions.json' } };
    const refused = await refusalOf(database, {
      ...folder,
      beside: { 'people.definitions.json': { metrics: [metric] } },
    });
    expect(refused).toEqual([expect.stringContaining('line 3, column 排查: the number has no unit behind it')]);
  });

  test('is refused where it is another unit, or where the file multiplies besides', async () => {
    const other = await refusalOf(database, long(['东关镇,2022-01,3吨'], { flags: { 吨: 'UNIT' } }));
    expect(other).toMatchInlineSnapshot(`
      [
        "units.csv line 2, column 排查: the file says "吨", and disputes-found is in case; expected: case in any multiple, or a metric in the other unit",
      ]
    `);
    const twice = await refusalOf(database, long(['东关镇,2022-01,1.5万'], { multiplier: { constant: '千' } }));
    expect(twice).toMatchInlineSnapshot(`
      [
        "units.csv line 2, column 排查: "万" stands behind the value, and the unit or the multiplier of its column multiplies it as well; expected: a value that is multiplied once",
      ]
    `);
    const unit = await refusalOf(database, long(['东关镇,2022-01,1.5万'], { unit: { constant: '千件' } }));
    expect(unit).toMatchInlineSnapshot(`
      [
        "units.csv line 2, column 排查: "万" stands behind the value, and the unit or the multiplier of its column multiplies it as well; expected: a value that is multiplied once",
      ]
    `);
  });
});

test('which of two rows of a header names the metric is asked, and none is passed over', async () => {
  const { figures, asked, mapping } = await inferred(
    '2021年情况',
    '乡镇,目标,实际',
    ',经费,排查',
    '东关镇,12.5,3',
    '西山乡,3,4',
  );
  expect(asked).toContain('values.metric');
  expect(figures).toEqual([]);
  expect(mapping.questions?.find(({ at }) => at === 'values.metric')?.choices).toEqual([
    '{"header":1}',
    '{"header":2}',
    '{"join":[{"header":1},{"constant":" / "},{"header":2}]}',
  ]);
});

test('codes of which only some have letters are no values', async () => {
  const rows = ['代码,乡镇,2021年经费', '01,东关镇,12.5', '2A,西山乡,3', '974,南河镇,4'];
  const { figures } = await inferred(...rows);
  expect(figures).toHaveLength(3);
});

test('a row of the header that multiplies is asked about, whichever row names the metric', async () => {
  const { figures, asked, mapping } = await inferred(
    '乡镇,2020年,2021年',
    ',经费,经费',
    ',Mill. EUR,Mill. EUR',
    '东关镇,12.5,3',
  );
  expect(asked).toEqual(['values.metric', 'unit.codes.eur']);
  expect(figures).toEqual([]);
  expect(mapping.questions?.at(-1)?.choices).toEqual(expect.arrayContaining(['CNY', 'case', 'percent']));
  expect(mapping.values?.map(({ unit }) => unit)).toEqual([{ header: 3 }]);
});

test('a multiple of a unit that is known is that of its column', async () => {
  const { figures, asked } = await inferred('乡镇,2021年', ',经费', ',Mill. yuan', '东关镇,12.5', '西山乡,3');
  expect(asked).toEqual([]);
  expect(figures).toEqual(['spending qinghe:101 2021年 12500000', 'spending qinghe:102 2021年 3000000']);
});

test('names of metrics in a column have their units behind them', async () => {
  const { figures, asked } = await inferred('指标,2022年,2021年', '排查（件）,2186,1975', '经费（万元）,12.5,3');
  expect(asked).toEqual(['region']);
  expect(figures).toEqual([]);
  const both = await inferred('乡镇,指标,2022年,2021年', '东关镇,排查（件）,2186,1975', '东关镇,经费（万元）,12.5,3');
  expect(both.asked).toEqual([]);
  expect(both.figures).toEqual([
    'disputes-found qinghe:101 2022年 2186',
    'disputes-found qinghe:101 2021年 1975',
    'spending qinghe:101 2022年 125000',
    'spending qinghe:101 2021年 30000',
  ]);
});

describe('a multiple without a unit', () => {
  const ROWS = ['东关镇,12.5,1', '西山乡,3,2'];

  test.each(['经费(thousand)', '经费（000s）', "经费('000)", '经费(in thousands)'])(
    'in a header is one of the unit that the metric has: %s',
    async (title) => {
      const { figures, asked } = await inferred(`乡镇,2021年${title},2021年排查`, ...ROWS);
      expect(asked).toEqual([]);
      expect(figures.slice(0, 2)).toEqual(['spending qinghe:101 2021年 12500', 'disputes-found qinghe:101 2021年 1']);
    },
  );

  test('becomes the multiplier of a metric that is proposed', async () => {
    const { lines, definitions } = await printedInference(
      database,
      'visits.csv',
      '乡镇,Visits (thousand),\n,2020年,2021年\n东关镇,12.5,3\n西山乡,3,4\n',
      'qinghe',
    );
    expect(lines).toContain('3:2 "12.5" → Visits qinghe:101 2020年 12.5');
    expect(definitions).toMatchObject({ metrics: [{ 'name:zh-Hans': 'Visits', unit: null, unit_multiplier: 3 }] });
    expect(definitions).not.toHaveProperty('units');
  });

  test('multiplies as a mapping declares it, and is refused of per cent', async () => {
    const template = '{metric}({unit})';
    const rows = (title: string) => ({
      set: 'county',
      file: 'thousand.csv',
      content: `乡镇,${title}\n东关镇,12.5\n`,
      change: {
        header: { rows: [1] },
        rows: {},
        totals: [],
        note: undefined,
        period: { constant: '2022' },
        values: [{ columns: ['$B'], metric: { header: 1, template }, unit: { header: 1, template } }],
      },
    });
    await importMappedFile(database, rows('经费(thousand)'));
    expect(await citedFigures(database, 'qinghe')).toContain('spending 101 2022 12500 <- 2:2');
    expect(await refusalOf(database, rows('化解率(thousand)'))).toEqual([
      expect.stringContaining('the file says "thousand", and settlement-rate is in percent'),
    ]);
  });
});

describe('a line of several units', () => {
  const LINE = '单位：吨、万元、元/吨';

  test.each([LINE, '单位：吨、元、元/吨'])('is asked about column by column, and declared as it stands: %s', async (line) => {
    const { asked, figures, mapping } = await inferred('清河县', line, '乡镇,2021年收购量,2021年金额,2021年均价', '东关镇,3,12.5,4');
    expect(asked).toEqual(['values.0.unit', 'values.1.unit', 'values.2.unit']);
    expect(figures).toEqual([]);
    expect(mapping.questions?.[1]?.choices).toEqual(line.slice(3).split('、').map((unit) => `{ "constant": "${unit}" }`));
    expect(mapping.cells).toEqual({ A2: line.replace('：', ':') });
  });

  test('is refused where it says something else in the next file, whether the headers say the units or not', async () => {
    const { asked, mapping } = await inferred('清河县', '单位：件、万元', '乡镇,2021年排查,2021年经费（万元）', '东关镇,3,12.5');
    expect(asked).toEqual([]);
    const content = ['清河县', '单位：千件、万元', '乡镇,2021年排查,2021年经费（万元）', '东关镇,3,12.5', ''].join('\n');
    const next = { set: 'county', file: 'next.csv', content, change: { rows: {}, totals: [], note: undefined, ...mapping } };
    expect(await refusalOf(database, next)).toEqual([
      'county.mapping.json, column cells.A2: A2 is expected to say "单位:件、万元", and says "单位:千件、万元" now; expected: what the mapping expects in cells.A2, or the new text there once its units are those of the columns',
    ]);
    const same = { ...next, content: content.replace('千件', '件') };
    expect(await importMappedFile(database, same)).toMatchObject({ outcome: 'PUBLISHED' });
  });
}); // biome-ignore format: rows

describe('a multiplier in the name of a metric that nobody has defined', () => {
  const rowsOf = (header: string) => [`乡镇,年份,${header}`, '东关镇,2021,12.5', '西山乡,2021,3'];
  const questionOf = async (...rows: readonly string[]) =>
    (await inferred(...rows)).mapping.questions?.find(({ at }) => at.endsWith('unit'));

  test.each([
    ['"GDP, US$ bn"', ['bn']],
    ['GDP US$ bn', ['bn']],
    ['GDP (US$ bn)', ['bn']],
    ['Population thousands', ['thousands']],
    ['"Population, thousands of persons"', ['thousands']],
    ['Thousand persons employed', ['Thousand']],
    ['"Outlays, million yuan"', ['million yuan', 'million']],
    ['Debt hundreds of millions', ['hundreds of millions']],
    ['产值万元', ['万元']],
    ['产值亿元', ['亿元']],
  ])('is asked about, and no figure is shown: %s', async (header, units) => {
    const { figures } = await inferred(...rowsOf(header));
    expect(figures).toEqual([]);
    const question = await questionOf(...rowsOf(header));
    expect(question).toMatchObject({
      at: 'values.0.unit',
      choices: units.map((unit) => `{ "constant": ${JSON.stringify(unit)} }`),
    });
  });

  test.each([
    'Deaths per thousand',
    '"Deaths per 100,000"',
    'Top 1000 firms',
    '每万人警力',
    '发电量千瓦时',
    'Milled rice',
  ])('is none in %s', async (header) => {
    expect(await questionOf(...rowsOf(header))).toBeUndefined();
  });

  test('is asked about in a title that names the metric', async () => {
    const question = await questionOf(
      '指标：Population thousands,,',
      '乡镇,2020年,2021年',
      '东关镇,12.5,13',
      '西山乡,3,4',
    );
    expect(question).toMatchObject({ at: 'unit', choices: ['{ "constant": "thousands" }'] });
  });

  test('comes to the figure that is meant, once it is answered', async () => {
    const header = 'GDP, US$ bn';
    await importMappedFile(database, {
      set: 'county',
      file: 'bn.csv',
      mode: 'REVISE',
      content: rowsOf(`"${header}"`).join('\n'),
      change: {
        header: { rows: [1] },
        rows: {},
        totals: [],
        note: undefined,
        period: { column: '年份' },
        values: [{ columns: ['$C'], metric: { header: 1, codes: { [header]: 'spending' } }, unit: { constant: 'bn' } }],
      },
    });
    expect(await citedFigures(database, 'qinghe')).toContain('spending 101 2021 12500000000 <- 2:3');
  });
});
