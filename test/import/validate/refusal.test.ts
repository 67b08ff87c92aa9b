import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { everything, type Files, importFiles, openMemory, type PackageOptions, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
let before: string;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
  before = await everything(database);
});
afterAll(() => database.close());

/** The small package with one text replaced in one file; the text has to be there. */
function broken(file: keyof typeof SMALL, from: string, to: string): Files {
  if (!SMALL[file].includes(from)) throw new Error(`${file} has no ${from}`);
  return { ...SMALL, [file]: SMALL[file].replace(from, to) };
}
const adding = (file: keyof typeof SMALL, line: string): Files => ({ ...SMALL, [file]: `${SMALL[file]}${line}\n` });
const observation = (line: string) => adding('observations.csv', line);

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly options?: PackageOptions;
  readonly problem: Readonly<Record<string, unknown>>;
}

const at = (
  resource: string,
  row: number | null,
  column: string | null,
  value: string | null,
  message: RegExp,
  expected: RegExp,
) => ({
  resource,
  row,
  column,
  value,
  message: expect.stringMatching(message),
  expected: expect.stringMatching(expected),
});

const CASES: readonly Case[] = [
  {
    name: 'a category that is called as the total is in files',
    files: adding('dimensions.csv', 'sex,_T,Both,3'),
    problem: at('dimensions.csv', 5, 'category', '_T', /"_T" means the total/, /without this breakdown/),
  },
  {
    name: 'a dimension that is called as the total is in addresses',
    files: adding('dimensions.csv', 'TOTAL,,Total,'),
    problem: at('dimensions.csv', 5, 'dimension', 'TOTAL', /"TOTAL" means the total/, /another code/),
  },
  {
    name: 'an unknown metric in an observation',
    files: observation('filled,low,,2021,1,,,,,'),
    problem: at('observations.csv', 5, 'metric', 'filled', /metric "filled" is unknown/, /nearest is "filed"/),
  },
  {
    name: 'an unknown region',
    files: observation('filed,lov,,2021,1,,,,,'),
    problem: at('observations.csv', 5, 'region', 'lov', /unknown/, /nearest is "low"/),
  },
  {
    name: 'an unknown reporter',
    files: observation('filed,low,,2021,1,,ofice,,,'),
    problem: at('observations.csv', 5, 'reported_by', 'ofice', /unknown/, /"office"/),
  },
  {
    name: 'an unknown source',
    files: observation('filed,low,,2021,1,,,,rapport,p. 1'),
    problem: at('observations.csv', 5, 'source', 'rapport', /unknown/, /"report"/),
  },
  {
    name: 'an unknown unit',
    files: broken('metrics.csv', 'FLOW,case,0,0,LOWER', 'FLOW,cases,0,0,LOWER'),
    problem: at('metrics.csv', 2, 'unit', 'cases', /unit "cases" is unknown/, /"case"/),
  },
  {
    name: 'an unknown theme in a programme',
    files: broken('programmes.csv', ',safety,', ',savety,'),
    problem: at('programmes.csv', 2, 'theme', 'savety', /unknown/, /"safety"/),
  },
  {
    name: 'an unknown code in a list',
    files: broken('programmes.csv', 'rate;filed', 'rate;field'),
    problem: at('programmes.csv', 2, 'metrics', 'field', /unknown/, /"filed"/),
  },
  {
    name: 'the region of the data set unknown',
    files: SMALL,
    options: { govgraph: { region: 'tap' } },
    problem: at('datapackage.json', null, 'govgraph.region', 'tap', /unknown/, /"top"/),
  },
  {
    name: 'a duplicate key in the catalogue',
    files: adding('themes.csv', 'safety,Again,'),
    problem: at('themes.csv', 3, 'code', 'safety', /same code as line 2/, /once/),
  },
  {
    name: 'a duplicate observation, whatever its period is called',
    files: observation('filed,top,sex=f,2020-M11,8,,,,,'),
    problem: at(
      'observations.csv',
      5,
      'metric, region, breakdown, period',
      'filed top sex=f 2020-11',
      /line 4/,
      /once/,
    ),
  },
  ...['12,5', '1e61', '1e999999', '1e-61', 'e5', '1e', 'NaN', '1 000', ' 5', '0x1F'].map((value) => ({
    name: `the number ${value}`,
    files: observation(`filed,low,,2021,"${value}",,,,,`),
    problem: at('observations.csv', 5, 'value', value, /is not a number/, /no thousands separators/),
  })),
  {
    name: 'a bad period',
    files: observation('filed,low,,2021-13,1,,,,,'),
    problem: at('observations.csv', 5, 'period', '2021-13', /is not a period/, /2020-Q3/),
  },
  {
    name: 'a missing column',
    files: broken('observations.csv', 'period', 'note:fr'),
    problem: at('observations.csv', 1, 'period', null, /column is missing/, /period/),
  },
  {
    name: 'an unknown column',
    files: broken('tasks.csv', 'due_date', 'due_dat'),
    problem: at('tasks.csv', 1, 'due_dat', 'due_dat', /unknown/, /nearest is "due_date"/),
  },
  {
    name: 'a missing value',
    files: broken('metrics.csv', 'filed,Cases filed,safety', 'filed,Cases filed,'),
    problem: at('metrics.csv', 2, 'theme', null, /missing/, /value/),
  },
  {
    name: 'a bad language tag',
    files: broken('themes.csv', 'name:zh-Hans', 'name:zh_Hans'),
    problem: at('themes.csv', 1, 'name:zh_Hans', 'name:zh_Hans', /not a language tag/, /BCP 47/),
  },
  {
    name: 'a cycle of tasks',
    files: broken('tasks.csv', 'root,Root,prog,g1,top,,', 'root,Root,prog,g1,top,two,'),
    problem: at('tasks.csv', 2, 'parent', 'two', /root → two → root/, /tree/),
  },
  {
    name: 'a cycle of organisations',
    files: broken('organizations.csv', 'Office,,top', 'Office,unit,top'),
    problem: at('organizations.csv', 2, 'parent', 'unit', /office → unit → office/, /tree/),
  },
  {
    name: 'a cycle of regions',
    files: broken('regions.csv', 'PROVINCE,,Top', 'PROVINCE,low,Top'),
    problem: at('regions.csv', 2, 'parent', 'low', /X:top → X:low → X:top/, /tree/),
  },
  {
    name: 'a formula over an unknown metric',
    files: broken('metrics.csv', 'sex,solved,filed,100', 'sex,solvd,filed,100'),
    problem: at('metrics.csv', 4, 'numerator', 'solvd', /metric "solvd" is unknown/, /"solved"/),
  },
  {
    name: 'formulas in a cycle',
    files: broken('metrics.csv', 'SUM,SUM,sex,,,\nrate', 'SUM,SUM,sex,rate,filed,\nrate'),
    problem: at('metrics.csv', 3, 'numerator', 'rate', /solved → rate → solved/, /itself/),
  },
  {
    name: 'a formula without a denominator',
    files: broken('metrics.csv', 'sex,solved,filed,100', 'sex,solved,,100'),
    problem: at('metrics.csv', 4, 'denominator', null, /no denominator/, /both/),
  },
  {
    name: 'a file in GB18030',
    files: {
      ...SMALL,
      'themes.csv': Buffer.concat([
        Buffer.from('code,name:zh\nsafety,'),
        Buffer.from([0xb0, 0xb2, 0xc8, 0xab]),
        Buffer.from('\n'),
      ]),
    },
    problem: at('themes.csv', 2, null, null, /looks like GB18030/, /UTF-8/),
  },
  {
    name: 'a file in UTF-16',
    files: { ...SMALL, 'themes.csv': Buffer.from(`\uFEFF${SMALL['themes.csv']}`, 'utf16le') },
    problem: at('themes.csv', 1, null, null, /looks like UTF-16/, /UTF-8/),
  },
  {
    name: 'a NUL byte',
    files: adding('themes.csv', 'other,Ot\0her,'),
    problem: at('themes.csv', 3, null, null, /NUL byte/, /UTF-8/),
  },
  {
    name: 'a file that is not there',
    files: { ...SMALL, 'targets.csv': null },
    problem: at('targets.csv', null, null, 'targets.csv', /does not exist/, /file/),
  },
  {
    name: 'a path that leaves the folder',
    files: SMALL,
    options: { descriptor: { resources: [{ name: 'themes', path: '../themes.csv' }] } },
    problem: at('datapackage.json', null, 'path', '../themes.csv', /leaves the folder/, /inside/),
  },
  {
    name: 'a resource that no format knows',
    files: SMALL,
    options: { descriptor: { resources: [{ name: 'themse', path: 'themse.csv' }] } },
    problem: at('datapackage.json', null, 'resources.0', 'themse', /unknown/, /"themes"/),
  },
  {
    name: 'a published metric with another unit',
    files: broken('metrics.csv', 'FLOW,case,0,0,LOWER', 'LEVEL,percent,0,0,LOWER'),
    problem: at(
      'metrics.csv',
      2,
      'basis, unit',
      'LEVEL, percent',
      /published.*never change/,
      /basis FLOW, unit case.*different code/,
    ),
  },
  {
    name: 'a missing value without a reason',
    files: observation('filed,low,,2021,,PROVISIONAL,,,,'),
    problem: at('observations.csv', 5, 'value', null, /no status says why/, /MISSING, SUPPRESSED/),
  },
  {
    name: 'a dimension that the metric does not have',
    files: {
      ...observation('filed,low,age=old,2021,1,,,,,'),
      'dimensions.csv': `${SMALL['dimensions.csv']}age,,Age,\nage,old,Old,\n`,
    },
    problem: at('observations.csv', 5, 'breakdown', 'age=old', /no dimension "age"/, /sex/),
  },
  {
    name: 'an unknown category',
    files: observation('filed,low,sex=x,2021,1,,,,,'),
    problem: at('observations.csv', 5, 'breakdown', 'sex=x', /category "x" of the dimension "sex" is unknown/, /f, m/),
  },
  {
    name: 'an unknown enum value',
    files: broken('programmes.csv', 'PILOT', 'PILOTS'),
    problem: at('programmes.csv', 2, 'kind', 'PILOTS', /not one of/, /CAMPAIGN, PILOT, MECHANISM, SYSTEM/),
  },
  {
    name: 'an unknown status flag',
    files: observation('filed,low,,2021,1,BROKEN,,,,'),
    problem: at('observations.csv', 5, 'status', 'BROKEN', /not one of/, /NORMAL, BREAK/),
  },
  {
    name: 'a day that does not exist',
    files: broken('tasks.csv', '2020-12-31', '2020-02-30'),
    problem: at('tasks.csv', 2, 'due_date', '2020-02-30', /not a date/, /YYYY-MM-DD/),
  },
  {
    name: 'a task that is due before it starts',
    files: broken('tasks.csv', '2020-12-31', '2019-12-31'),
    problem: at('tasks.csv', 2, 'due_date', '2019-12-31', /before it starts/, /2020-01-01 or later/),
  },
  {
    name: 'a weight of nothing',
    files: broken('tasks.csv', 'root,3,', 'root,0,'),
    problem: at('tasks.csv', 3, 'weight', '0', /out of range/, /above 0/),
  },
  {
    name: 'too many decimals',
    files: broken('metrics.csv', 'percent,0,2', 'percent,0,13'),
    problem: at('metrics.csv', 4, 'decimals', '13', /whole number from 0 to 12/, /0 to 12/),
  },
  {
    name: 'a progress above 100',
    files: { ...SMALL, 'task_reports.csv': 'task,reported_at,status,progress\none,2020-05-01,IN_PROGRESS,101\n' },
    problem: at('task_reports.csv', 2, 'progress', '101', /out of range/, /from 0 to 100/),
  },
  {
    name: 'a report from the future',
    files: { ...SMALL, 'task_reports.csv': 'task,reported_at,status\none,9000-01-01,PLANNED\n' },
    problem: at('task_reports.csv', 2, 'reported_at', '9000-01-01', /future/, /passed/),
  },
  ...['0001-01-01', '0001-01-01T00:00:00+08:00', '0050-01-01'].map((time) => ({
    name: `a report of ${time}`,
    files: { ...SMALL, 'task_reports.csv': `task,reported_at,status\none,${time},PLANNED\n` },
    problem: at('task_reports.csv', 2, 'reported_at', time, /is too early/, /from 0100-01-01 on/),
  })),
  {
    name: 'a bad time zone',
    files: SMALL,
    options: { govgraph: { timeZone: 'Asia/Tianshui' } },
    problem: at('datapackage.json', null, 'govgraph.timeZone', '"Asia/Tianshui"', /not a time zone/, /IANA/),
  },
  {
    name: 'a bad language of the data set',
    files: SMALL,
    options: { govgraph: { language: 'no such' } },
    problem: at('datapackage.json', null, 'govgraph.language', '"no such"', /not a language tag/, /BCP 47/),
  },
  {
    name: 'an unknown key under govgraph',
    files: SMALL,
    options: { govgraph: { timezone: 'UTC' } },
    problem: at('datapackage.json', null, 'govgraph.timezone', 'timezone', /unknown/, /timeZone/),
  },
  {
    name: 'JSON that is none',
    files: { ...SMALL, 'datapackage.json': '{' },
    problem: at('datapackage.json', null, null, null, /not JSON/, /data package/),
  },
  {
    name: 'a ragged row',
    files: adding('themes.csv', 'other,Other'),
    problem: at('themes.csv', 3, null, null, /2 cells/, /3 cells/),
  },
  {
    name: 'a quote that is not closed',
    files: adding('themes.csv', 'other,"Other,'),
    problem: at('themes.csv', 3, null, null, /quote/, /doubled/),
  },
  {
    name: 'an empty file',
    files: { ...SMALL, 'targets.csv': '' },
    problem: at('targets.csv', 1, null, null, /empty/, /header: metric,region/),
  },
  {
    name: 'a source without a place in it',
    files: observation('filed,low,,2021,1,,,,report,'),
    problem: at('observations.csv', 5, 'locator', null, /without a locator/, /place/),
  },
  {
    name: 'versions of a region that overlap',
    files: {
      ...SMALL,
      'regions.csv':
        'scheme,code,level,parent,name:en,valid_from,valid_to\nX,top,PROVINCE,,Top,,\n' +
        'X,low,COUNTY,top,Low,2015-01-01,\nX,low,COUNTY,top,Lower,,2015-01-01\n',
    },
    problem: at(
      'regions.csv',
      3,
      'valid_from',
      '2015-01-01',
      /"X:low".*line 4.*ends on 2015-01-01/,
      /a day after 2015-01-01, or in line 4, a valid_to before .*/,
    ),
  },
  {
    name: 'a version of a region that begins while another has no end',
    files: {
      ...SMALL,
      'regions.csv':
        'scheme,code,level,parent,name:en,valid_from,valid_to\nX,top,PROVINCE,,Top,,\n' +
        'X,low,COUNTY,top,Low,2010-01-01,\nX,low,COUNTY,top,Lower,2015-01-01,2016-01-01\n',
    },
    problem: at(
      'regions.csv',
      4,
      'valid_from',
      '2015-01-01',
      /line 3.*no end/,
      /^in line 3, a valid_to before 2015-01-01$/,
    ),
  },
  {
    name: 'a change without its observation',
    files: {
      ...SMALL,
      'published_changes.csv':
        'metric,region,breakdown,period,change,value\nfiled,low,,2020,YOY,1\nrate,low,,2020,YOY,1\nfiled,top,sex=f,2020-12,YOY,1\n',
    },
    problem: at(
      'published_changes.csv',
      4,
      'metric, region, breakdown, period',
      'filed top sex=f 2020-12',
      /no observation/,
      /observations.*same metric, region, breakdown and period/,
    ),
  },
  {
    name: 'a change of a computed metric without the inputs',
    files: {
      ...SMALL,
      'published_changes.csv': 'metric,region,breakdown,period,change,value\nrate,top,,2020,YOY,1\n',
    },
    problem: at(
      'published_changes.csv',
      2,
      'metric, region, breakdown, period',
      'rate top 2020',
      /no observation/,
      /same/,
    ),
  },
  ...['javascript:alert(1)', 'ftp://x.org/', 'www.x.org', 'http:x', 'https://'].map((url) => ({
    name: `the URL ${url}`,
    files: { ...SMALL, 'sources.csv': `code,title:en,publisher,url\nreport,The report,office,${url}\n` },
    problem: at('sources.csv', 2, 'url', url, /is not a web address/, /http:\/\/ or https:\/\//),
  })),
  ...['Small', 'sm all', 'städtisch', 'a/b'].map((name) => ({
    name: `the data set’s name ${name}`,
    files: SMALL,
    options: { descriptor: { name } },
    problem: at('datapackage.json', null, 'name', JSON.stringify(name), /is not a name/, /lower-case letters, digits/),
  })),
  {
    name: 'a list where an object belongs',
    files: SMALL,
    options: { descriptor: { licenses: [[]] } },
    problem: at('datapackage.json', null, 'licenses.0', '[]', /^\[\] is not an object$/, /^an object$/),
  },
  {
    name: 'a number where a text belongs',
    files: SMALL,
    options: { descriptor: { version: 1 } },
    problem: at('datapackage.json', null, 'version', '1', /^1 is not a text$/, /^a text in quotes$/),
  },
  {
    name: 'an empty version',
    files: SMALL,
    options: { descriptor: { version: '' } },
    problem: at('datapackage.json', null, 'version', '""', /^the value is empty$/, /^a text in quotes$/),
  },
  {
    name: 'a version that is not there',
    files: SMALL,
    options: { descriptor: { version: undefined } },
    problem: at('datapackage.json', null, 'version', null, /^the value is missing$/, /^a text in quotes$/),
  },
  ...[0, 1.5, '5', 1e12].map((minCount) => ({
    name: `the smallest count ${JSON.stringify(minCount)}`,
    files: SMALL,
    options: { govgraph: { minCount } },
    problem: at(
      'datapackage.json',
      null,
      'govgraph.minCount',
      JSON.stringify(minCount),
      new RegExp(`^${JSON.stringify(minCount)} is not a whole number`),
      /^a whole number from 1 to 999,999,999$/,
    ),
  })),
  {
    name: 'a title in no language',
    files: SMALL,
    options: { govgraph: { titles: { 'no such': 'Small' } } },
    problem: at('datapackage.json', null, 'govgraph.titles.no such', null, /not a language tag/, /BCP 47/),
  },
  {
    name: 'two groups in one place',
    files: adding('working_groups.csv', 'g2,1,,office,report,p. 1'),
    problem: at('working_groups.csv', 3, 'ordinal', '1', /same ordinal as "g1" in line 2/, /each ordinal once/),
  },
  {
    name: 'an attribution to no group',
    files: {
      ...SMALL,
      'programmes.csv': 'code,kind,name:en,theme,attribution\nprog,PILOT,Programme,safety,INFERRED\n',
    },
    problem: at('programmes.csv', 2, 'attribution', 'INFERRED', /without a working group/, /working_group/),
  },
  {
    name: 'an organisation that heads itself',
    files: {
      ...SMALL,
      'organizations.csv': 'code,kind,name:en,heads\noffice,GOVERNMENT,Office,unit;office\nunit,DEPARTMENT,Unit,\n',
    },
    problem: at('organizations.csv', 2, 'heads', 'office', /its own head/, /other organi[sz]ations/),
  },
  {
    name: 'a denominator without a numerator',
    files: broken('metrics.csv', 'sex,solved,filed,100', 'sex,,filed,100'),
    problem: at('metrics.csv', 4, 'numerator', null, /no numerator/, /both/),
  },
  {
    name: 'a factor without a formula',
    files: broken('metrics.csv', 'sex,solved,filed,100', 'sex,,,100'),
    problem: at('metrics.csv', 4, 'factor', '100', /without a formula/, /numerator/),
  },
];

describe('a package is refused for', () => {
  test.each(CASES)('$name', async ({ files, options, problem }) => {
    const problems = await problemsOf(database, files, options);
    expect(problems).toContainEqual(problem);
    expect(problems).toHaveLength(1);
  });

  test('and nothing of all that was written', async () => {
    expect(await everything(database)).toBe(before);
  });
});

test('every problem is told at once, catalogue and facts', async () => {
  const files = {
    ...broken('programmes.csv', 'PILOT', 'PILOTS'),
    'observations.csv': `${SMALL['observations.csv']}filed,low,,2021,x,,,,,\nnone,low,,never,1,,,,,\n`,
    'targets.csv': null,
  };
  const problems = await problemsOf(database, files);
  expect(problems.map(({ resource, row, column }) => [resource, row, column])).toEqual([
    ['targets.csv', null, null],
    ['programmes.csv', 2, 'kind'],
    ['observations.csv', 5, 'value'],
    ['observations.csv', 6, 'period'],
    ['observations.csv', 6, 'metric'],
  ]);
});

test('every problem of a row is told at once, also where some of its cells cannot be read', async () => {
  const files = {
    ...SMALL,
    'working_groups.csv': `${SMALL['working_groups.csv']}g2,1,${'n'.repeat(1_001)},ofice,report,\n`,
    'tasks.csv': `${SMALL['tasks.csv']}bad,Bad,prog,,lov,root,0,2020-12-31,2020-01-01,unit;nobody,,,field,DONE\n`,
    'metrics.csv': `${SMALL['metrics.csv']}bad,Bad,savety,COUNT,FLOW,cases,0,99,,,,,filed,,1\n`,
    'regions.csv': `scheme,code,level,parent,name:en,valid_from,valid_to\nX,top,PROVINCE,,Top,,\nX,low,COUNTY,top,Low,,\nX,bad,TOWN,tap,Bad,2021-01-01,2020-01-01\n`,
    'observations.csv': `${SMALL['observations.csv']}filled,lov,sex=x,2021-13,,BREAK,ofice,,rapport,\nfiled,low,,2021,x,LOST,ofice,,,p. 1\n`,
  };
  const problems = await problemsOf(database, files);
  const places = new Map<string, (string | null)[]>();
  for (const { resource, row, column } of problems) {
    const place = `${resource} ${row}`;
    places.set(place, [...(places.get(place) ?? []), column]);
  }
  expect(Object.fromEntries([...places].map(([place, columns]) => [place, columns.sort()]))).toEqual({
    'working_groups.csv 3': ['leading_group', 'locator', 'name:en', 'ordinal'],
    'tasks.csv 5': ['due_date', 'lead', 'metrics', 'region', 'status', 'weight'],
    'metrics.csv 5': ['decimals', 'denominator', 'theme', 'unit'],
    'regions.csv 4': ['level', 'parent', 'valid_to'],
    'observations.csv 5': ['breakdown', 'locator', 'metric', 'period', 'region', 'reported_by', 'source', 'value'],
    'observations.csv 6': ['reported_by', 'source', 'status', 'value'],
  });
});

test('nothing is said of cells that follow from one that cannot be read', async () => {
  const files = {
    ...SMALL,
    'tasks.csv': `${SMALL['tasks.csv']}bad,Bad,prog,g 1;,,,,2020-12-31,2020-13-01,,,,,\n`,
    'observations.csv': `${SMALL['observations.csv']}filed,low,,2021,x,,,,;,p. 1\nfiled,low,,2022,,LOST,,,,\n`,
  };
  expect((await problemsOf(database, files)).map(({ resource, row, column }) => [resource, row, column])).toEqual([
    ['tasks.csv', 5, 'working_group'],
    ['tasks.csv', 5, 'due_date'],
    ['observations.csv', 5, 'value'],
    ['observations.csv', 5, 'source'],
    ['observations.csv', 6, 'status'],
  ]);
});

test('what is wrong with the catalogue is told before a million observations are read', async () => {
  const rows = Array.from(
    { length: 120_000 },
    (_, index) => `filed,low,,${String(index + 1).padStart(4, '0')},x,,,,,\n`,
  );
  const files = {
    ...broken('metrics.csv', 'FLOW,case,0,0,LOWER', 'FLOW,cases,0,0,LOWER'),
    'observations.csv': SMALL['observations.csv'] + rows.join(''),
    'published_changes.csv': 'metric,region,breakdown,period,change,value\nfiled,low,,2021,YOY,1\n',
  };
  let read = 0;
  const onProgress = ({ resource, rows = 0 }: { resource?: string; rows?: number }) => {
    if (resource === 'observations') read = rows;
  };
  const error = await importFiles(database, files, { onProgress }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefused);
  const { message, problems } = error as ImportRefused;
  expect(problems[0]).toMatchObject({ resource: 'metrics.csv', row: 2, column: 'unit' });
  // Of the facts, the first rows are checked all the same.
  expect(problems[1]).toMatchObject({ resource: 'observations.csv', row: 5, column: 'value' });
  expect(read).toBe(20_000);
  expect(message.split('\n').at(-1)).toBe(
    'Only the first 20,000 rows of observations.csv were read, because there are other problems: it may have more.',
  );
});

test('changes without observation are told with everything else, but for what cannot be known yet', async () => {
  const changes =
    'metric,region,breakdown,period,change,value\nfiled,top,,2020,YOY,1\nrate,top,,2020,YOY,1\nfiled,low,,2021,YOY,1\n';
  const wrongTheme = { ...broken('programmes.csv', 'PILOT', 'PILOTS'), 'published_changes.csv': changes };
  const places = async (files: Files) =>
    (await problemsOf(database, files)).map(({ resource, row }) => [resource, row]);
  expect(await places(wrongTheme)).toEqual([
    ['programmes.csv', 2],
    ['published_changes.csv', 2],
    ['published_changes.csv', 4],
  ]);
  // The observation that could not be read may be the one.
  expect(await places({ ...observation('filed,low,,2021,x,,,,,'), 'published_changes.csv': changes })).toEqual([
    ['observations.csv', 5],
  ]);
});

test('problems beyond the limit are counted', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `filed,low,,${1900 + index},x,,,,,\n`).join('');
  const files = { ...SMALL, 'observations.csv': SMALL['observations.csv'] + lines };
  const error = await importFiles(database, files, { problemLimit: 4 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefused);
  expect(error).toMatchObject({ code: 'BAD_INPUT', more: 26 });
  expect((error as ImportRefused).problems).toHaveLength(4);
  expect((error as ImportRefused).message.split('\n').slice(0, 2)).toEqual([
    'The package was refused: 30 problems.',
    expect.stringMatching(/^observations\.csv line 5, column value: "x" is not a number; expected: digits/),
  ]);
});
