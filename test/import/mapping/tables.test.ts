import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

/** Each task with its parent, dates, lead and latest rating, and the cell that it cites. */
async function citedTasks(): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `-- test.cited-tasks
select concat_ws(' ', t.code, '<', p.code, t.start_date, t.due_date,
  (select string_agg(o.code, '+' order by r.position) from task_responsibility r join organization o on o.id = r.organization_id where r.task_id = t.id),
  g.code, '<-', c.locator) as text
from task t left join task p on p.id = t.parent_id left join rating g on g.id = t.rating_id left join citation c on c.id = t.citation_ids[1]
where t.to_seq = 2147483647 order by t.code`,
  );
  return rows.map(({ text }) => text);
}

async function citedReports(): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `-- test.cited-reports
select concat_ws(' ', t.code, (r.reported_at at time zone 'UTC')::date, g.code, '<-', c.locator) as text
from task_report r join task t on t.id = r.task_id left join rating g on g.id = r.rating_id left join citation c on c.id = r.citation_ids[1]
order by r.reported_at, t.code`,
  );
  return rows.map(({ text }) => text);
}

describe('projects with ratings, dates and departments, a file a year', () => {
  test('become tasks with dated reports; the next year revises them', async () => {
    await importMappedFile(database, { set: 'gmpp', file: '2018.csv', by: '2018.mapping.json' });
    const first = await citedTasks();
    expect(first).toHaveLength(9);
    expect(first).toContain('Crossrail Programme < 2008-07-22 2019-12-31 dft amber <- 6:1');
    expect(first).toContain('Type 31e < 2016-04-01 mod <- 10:1');
    expect(await citedReports()).toContain('New Style of Information Technology (Base) 2017-09-29 amber-red <- 9:3');
    const content = 'year;project_number;project_name;department;colour_rating;start_date;end_date;total_baseline\n';
    const known = (await refusalOf(database, { set: 'gmpp', file: '2021.csv', by: '2021.mapping.json' })).join('\n');
    expect(known).toContain('column department: the organisation "DWP" is unknown');
    const next = `${content}2021;;Crossrail Programme;DFT;Amber/red;2008-07-22;2023-05-14;£873.40\n`;
    const year = { set: 'gmpp', file: '2021.csv', by: '2021.mapping.json', content: Buffer.from(next, 'latin1') };
    expect((await refusalOf(database, year)).join('\n')).toContain(
      '2021.csv line 2, column end_date: "Crossrail Programme" stands with "2019-12-31", and the package says "2023-05-14"',
    );
    await importMappedFile(database, { ...year, mode: 'REVISE' });
    const second = await citedTasks();
    expect(second).toHaveLength(9);
    expect(second).toContain('Crossrail Programme < 2008-07-22 2023-05-14 dft amber-red <- 2:3');
    expect(second).toContain('Type 31e < 2016-04-01 mod <- 10:1');
  });

  test('what says the same again keeps the citation that it has', async () => {
    await importMappedFile(database, { set: 'gmpp', file: '2018.csv', by: '2018.mapping.json' });
    const before = await citedTasks();
    const header = 'project_name,department,colour_rating,start_date,end_date,yearly_budget,year\n';
    const content = `${header}Trident,MOD,Red,01.01.12,31.12.50,,2018\nCrossrail Programme,DfT,Amber,22.07.08,31.12.19,,2018\n`;
    const again = { set: 'gmpp', file: 'again.csv', by: '2018.mapping.json', content };
    await importMappedFile(database, again);
    expect(await citedTasks()).toEqual([...before, 'Trident < 2012-01-01 2050-12-31 mod red <- 2:1'].sort());
    const revised = { ...again, content: content.replace('Red', 'Amber'), mode: 'REVISE' as const };
    await importMappedFile(database, revised);
    expect(await citedTasks()).toEqual([...before, 'Trident < 2012-01-01 2050-12-31 mod amber <- 2:1'].sort());
  });
});

describe('a semicolon, which parts lists of codes', () => {
  const plan = (name: string, change: object = {}) => ({
    set: 'plan',
    file: 'plan.csv',
    content: `project,office\n"${name}","Contracting; Purchasing and Finance"\nTrident,mod; cpf\n`,
    by: 'plan.mapping.json',
    change: {
      tables: [
        { makes: 'tasks', fields: { code: { column: 'project', ...change }, 'title:en': 'project', lead: 'office' } },
      ],
    },
  });

  test('stands in the name of one organisation as well as between two', async () => {
    await importMappedFile(database, plan('Crossrail'));
    expect(await citedTasks()).toEqual(['Crossrail < cpf <- 2:1', 'Trident < mod+cpf <- 3:1']);
  });

  test('is none of a code, which codes of the mapping give another', async () => {
    const name = 'Contracting; Purchasing';
    expect(await refusalOf(database, plan(name))).toEqual([
      `plan.csv line 2, column project: "${name}" is not a code; expected: at most 200 characters on one line, no semicolon, no blank at either end`,
    ]);
    await importMappedFile(database, plan(name, { codes: { [name]: 'contracting' } }));
    expect(await citedTasks()).toEqual(['Trident < mod+cpf <- 3:1', 'contracting < cpf <- 2:1']);
  });
});

describe('region lists', () => {
  test('whose level and parent follow from the digits of the code, and figures of three levels in one file', async () => {
    await importMappedFile(database, { set: 'city', file: 'divisions.csv', by: 'divisions.mapping.json' });
    const regions = await database.query<{ text: string }>(
      `-- test.regions
select concat_ws(' ', r.code, v.level, p.code, v.name ->> 'zh-Hans') as text from region r join region_version v on v.region_id = r.id
left join region p on p.id = v.parent_id where v.to_seq = 2147483647 order by r.code`,
    );
    const texts = regions.map(({ text }) => text);
    expect(texts.filter((text) => text.includes(' 620500 '))).toEqual([
      '620502 COUNTY 620500 秦州区',
      '620503 COUNTY 620500 麦积区',
      '620521 COUNTY 620500 清水县',
      '620522 COUNTY 620500 秦安县',
      '620523 COUNTY 620500 甘谷县',
      '620524 COUNTY 620500 武山县',
      '620525 COUNTY 620500 张家川回族自治县',
    ]);
    expect(texts).toContain('620000 PROVINCE CN 甘肃省');
    expect(texts).toContain('620500 PREFECTURE 620000 天水市');
    expect(texts).toContain('469001 COUNTY 460000 五指山市');
    await importMappedFile(database, { set: 'city', file: 'city.csv' });
    const figures = await citedFigures(database, 'cn-city');
    expect(figures).toContain('confirmed CN 2020-02-15 68584 <- 2:8');
    expect(figures).toContain('confirmed 620000 2020-02-15 90 <- 3:8');
    expect(figures).toContain('cured 620500 2020-02-15 9 <- 9:10');
    const cities = figures.filter((figure) => /^confirmed 62\d\d00 /.test(figure) && !figure.includes(' 620000 '));
    expect(cities.reduce((sum, figure) => sum + Number(figure.split(' ')[3]), 0)).toBe(90);
  });

  test('a parent that nobody knows is told at its cell', async () => {
    const options = { set: 'city', file: 'divisions.csv', by: 'divisions.mapping.json' };
    const content = 'code,name\n620000,甘肃省\n620502,秦州区\n';
    expect((await refusalOf(database, { ...options, content })).join('\n')).toMatch(
      /^divisions.csv line 3, column code: "620502", read as "620500": the region "GB\/T 2260:620500" is unknown.*620000/,
    );
  });
});

describe('plan trees', () => {
  test('goals, targets and indicators in the columns of one row become tasks with parents, each once', async () => {
    await importMappedFile(database, { set: 'sdg-tree', file: 'tree.csv' });
    expect(await citedTasks()).toEqual([
      '16 < <- 2:1',
      '16.1 < 16 <- 2:4',
      '16.1.1 < 16.1 <- 2:7',
      '16.1.2 < 16.1 <- 3:7',
      '16.1.3 < 16.1 <- 4:7',
      '16.1.4 < 16.1 <- 5:7',
      '16.5 < 16 <- 6:4',
      '16.5.1 < 16.5 <- 6:7',
      '16.5.2 < 16.5 <- 7:7',
      '16.a < 16 <- 8:4',
      '16.a.1 < 16.a <- 8:7',
    ]);
    const [row] = await database.query(`-- test.title\nselect title ->> 'zh-Hans' as zh from task where code = '16.5'`);
    expect(row).toEqual({ zh: '大幅减少一切形式的腐败和贿赂行为' });
  });

  test('two rows that say different things of one task are refused, each with its place', async () => {
    const content =
      'Goal,Goal title,目标,Target,Target title,具体目标,Indicator,Indicator title,指标\n' +
      '16,Peace,和平,16.1,Violence,暴力,16.1.1,Homicide,凶杀\n16,War,和平,16.1,Violence,暴力,16.1.2,Conflict,冲突\n';
    expect(await refusalOf(database, { set: 'sdg-tree', file: 'tree.csv', content })).toEqual([
      'tree.csv line 3, column Goal: "16": the row has the same code as that of tree.csv line 2, column Goal, and says something else; expected: rows that say the same, or one row',
    ]);
  });
});

describe('targets', () => {
  test('beside figures, tasks and ratings of one sheet', async () => {
    await importMappedFile(database, { set: 'targets', file: 'targets.csv' });
    const targets = await database.query<{ text: string }>(
      `-- test.targets
select concat_ws(' ', m.code, r.code, t.period, t.kind, t.value, '<-', c.locator) as text
from target t join series s on s.id = t.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
join citation c on c.id = t.citation_ids[1] order by m.code`,
    );
    expect(targets.map(({ text }) => text)).toEqual([
      'aid 100 2025 TARGET 1.5 <- 3:5',
      'mediation 100 2025 TARGET 1.1 <- 5:5',
      'outreach 100 2025 TARGET 4 <- 4:5',
    ]);
    const figures = await citedFigures(database, 'qinghe-plan');
    expect(figures).toHaveLength(6);
    expect(figures).toContain('mediation 100 2024 null {MISSING} <- 5:4');
    expect(await citedTasks()).toEqual([
      '人民调解 < 信访局 <- 5:1',
      '普法宣传 < 司法局 a <- 4:1',
      '法律援助 < 司法局+mz b <- 3:1',
    ]);
    expect(await citedReports()).toEqual(['普法宣传 2024-12-30 a <- 4:6', '法律援助 2024-12-30 b <- 3:6']);
  });

  test('what a table has no place for is told at its place in the mapping', async () => {
    const table = {
      makes: 'tasks',
      status: { column: '任务', codes: {} },
      fields: { cod: '任务', 'title:zh-Hans': '任务', due_date: { colum: '任务' } },
    };
    const refused = (change: object) =>
      refusalOf(database, { set: 'targets', file: 'targets.csv', change: { ...change } });
    expect(await refused({ tables: [table] })).toEqual([
      expect.stringMatching(
        /column tables.0.fields.due_date.colum: "colum" is unknown; expected: .*the nearest is "column"/,
      ),
    ]);
    const { due_date: _, ...fields } = table.fields;
    expect(await refused({ tables: [{ ...table, fields }] })).toEqual([
      'targets.mapping.json, column tables.0.status: tasks has no status of figures; expected: the column of the table in fields',
      expect.stringMatching(
        /column tables.0.fields.cod: tasks has no column "cod" that a field can fill; expected: .*the nearest is "code"/,
      ),
      'targets.mapping.json, column tables.0.fields.code: the column is missing; expected: what it is read from: every row of tasks has it',
    ]);
  });
});

test('two tables on one sheet, each with its header and its rows', async () => {
  const content = [
    '乡镇,2020年10月,2020年11月',
    '东关镇,1,2',
    '西山乡,3,4',
    '',
    '化解情况',
    '单位,十月,十一月,说明',
    '东关镇,5,6,甲',
    '西山乡,7,8,乙',
    '注：月报数。',
    '',
  ].join('\n');
  const values = [{ columns: ['$B:$C'] }];
  const months = { 十月: '2020-10', 十一月: '2020-11' };
  const below = {
    header: { rows: [6] },
    rows: { until: { begins: ['注'] } },
    region: { column: '单位' },
    metric: { constant: 'disputes-settled' },
    period: { header: 1, codes: months },
    values,
    note: '说明',
  };
  const above = {
    rows: { until: { in: ['化解情况'] } },
    region: { column: '乡镇' },
    metric: { constant: 'disputes-found' },
    period: { header: 1 },
    values,
  };
  const shared = { rows: undefined, totals: undefined, region: undefined, values: undefined, note: undefined };
  const change = { ...shared, header: { rows: [1] }, tables: [above, below] };
  await importMappedFile(database, { set: 'county', file: 'two.csv', content, change });
  expect(await citedFigures(database, 'qinghe')).toEqual([
    'disputes-found 101 2020-10 1 <- 2:2',
    'disputes-found 101 2020-11 2 <- 2:3',
    'disputes-found 102 2020-10 3 <- 3:2',
    'disputes-found 102 2020-11 4 <- 3:3',
    'disputes-settled 101 2020-10 5 甲 <- 7:2',
    'disputes-settled 101 2020-11 6 甲 <- 7:3',
    'disputes-settled 102 2020-10 7 乙 <- 8:2',
    'disputes-settled 102 2020-11 8 乙 <- 8:3',
  ]);
});

describe('indicators of the Sustainable Development Goals', () => {
  test('the whole of a series: fiscal years, blanks that stand for the total, a reason in place of a value, and a row whose year is corrected', async () => {
    await importMappedFile(database, { set: 'sdg', file: 'homicide.csv' });
    const figures = await citedFigures(database, 'sdg');
    expect(figures).toHaveLength(363);
    expect(figures.filter((figure) => figure.includes(' null {SUPPRESSED} '))).toHaveLength(5);
    const headline = figures.filter((figure) => !figure.includes('='));
    expect(headline.map((figure) => figure.split(' ')[2])).toEqual(
      Array.from({ length: 11 }, (_, index) => `${2011 + index}-04-01/P1Y`),
    );
    expect(headline).toContain('16.1.1 GBR 2011-04-01/P1Y 0.9346459917039042 <- 34:7');
    expect(headline).toContain('16.1.1 GBR 2019-04-01/P1Y 1.1389667266937462 <- 298:7');
    expect(headline).toContain('16.1.1 GBR 2020-04-01/P1Y 0.9477605757186687 <- 331:7');
    expect(headline).toContain('16.1.1 GBR 2021-04-01/P1Y 1.1654441001770202 <- 364:7');
    expect(figures).toContain('16.1.1 GBR age=1-to-4;sex=f 2021-04-01/P1Y null {SUPPRESSED} <- 336:7');
  });

  test('a year that may be a month is refused unless the mapping says what it is', async () => {
    const change = { period: { column: 'Year' }, tables: undefined };
    const problems = await refusalOf(database, { set: 'sdg', file: 'homicide.csv', change });
    expect(problems[0]).toBe(
      'homicide.csv line 2, column Year: "2011/12" may be the month 2011-12, or the fiscal year 2011/12; expected: period.format "%Y/%m" in the mapping where it is 2011-12, or "fiscal-year" where it is 2011/12',
    );
  });

  test('a year that the file has twice is refused at both cells', async () => {
    const [problem, ...more] = await refusalOf(database, {
      set: 'sdg',
      file: 'homicide.csv',
      change: { tables: undefined },
    });
    expect(problem).toMatch(
      /^homicide.csv line 67, column Value: the value is "0\.95.*, and homicide.csv line 34, column Value gives "0\.93/,
    );
    expect(more).toEqual([]);
  });
});
