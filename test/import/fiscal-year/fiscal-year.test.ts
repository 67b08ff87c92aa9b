import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { translate } from '../../../src/domain/message/translate.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import type { PackageText } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { type FiscalPackage, fiscalPackage, OFFENCES } from './fiscal-package.ts';

let database: TestDatabase;
let ask: Ask;
beforeEach(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
});
afterEach(() => database.close());

const PERIODS = `{ metric(code: "offences") {
  fiscalYearStart dataset { fiscalYearStart }
  observations(first: 50, orderBy: [PERIOD_ASC]) { nodes { period periodStart periodEnd frequency value } }
} }`;

async function storedPeriods(given: FiscalPackage): Promise<readonly string[]> {
  await importText(database, fiscalPackage(given));
  const { metric } = await dataOf(ask(PERIODS));
  return metric.observations.nodes.map(({ period, frequency }: Record<string, string>) => `${period} ${frequency}`);
}

async function refusedImport(text: PackageText): Promise<ImportRefused> {
  const error = await importText(database, text).catch((reason: unknown) => reason);
  if (!(error instanceof ImportRefused)) throw error ?? new Error('nothing was refused');
  return error;
}

const refusalOf = async (text: PackageText): Promise<readonly string[]> =>
  (await refusedImport(text)).problems.map(({ resource, row, column, value, message, expected }) =>
    [resource, row, column, value, message, expected].join(' | '),
  );

/** Declares the format, or the type, of the periods in observations.csv. */
const declared = (given: FiscalPackage, field: object): PackageText => ({
  ...fiscalPackage(given),
  declared: { observations: { schema: { fieldsMatch: 'subset', fields: [{ name: 'period', ...field }] } } },
});

describe('a metric with a fiscal calendar', () => {
  test('reads every name of the year that begins on 1 April 2014', async () => {
    const names = [
      ...['2014/15', '2014-15', '2014–15', '2014/2015', '2014-2015', 'FY2014/15', 'FY 2014-15', '2014/15财年'],
      ...['2014—2015财年', '2014-04-01/P12M', '2014-04-01/P1Y', '2014-04-01/2015-03-31', '2014-04/2015-03'],
      '2014年4月1日至2015年3月31日',
    ];
    const metrics = names.map((_, place) => `m${place + 10},COUNT,case,FLOW,SUM,,`);
    await importText(
      database,
      fiscalPackage({ metrics, figures: names.map((name, place) => `m${place + 10},${name},5`) }),
    );
    const { metrics: found } = await dataOf(
      ask('{ metrics(first: 50) { nodes { latest { period periodStart periodEnd frequency } } } }'),
    );
    const latest = {
      period: '2014-04-01/P1Y',
      periodStart: '2014-04-01',
      periodEnd: '2015-03-31',
      frequency: 'ANNUAL',
    };
    expect(found.nodes).toEqual(names.map(() => ({ latest })));
  });

  test('reads every other period as it is', async () => {
    const periods = ['2014-05-01/P12M', '2015-05-01/P1Y', '2014-04-01/P9M', '2014-04', '2014-Q2', '1999/00', '2014-11'];
    expect(await storedPeriods({ figures: periods.map((period) => `offences,${period},5`) })).toEqual(
      expect.arrayContaining([
        ...['1999-04-01/P1Y ANNUAL', '2014-04 MONTHLY', '2014-Q2 QUARTERLY', '2014-11 MONTHLY'],
        '2014-04-01/P9M SPAN',
        ...['2014-05-01/P12M SPAN', '2015-05-01/P12M SPAN'],
      ]),
    );
  });

  test('takes the day of the metric before that of the data set, and 01-01 as the calendar', async () => {
    const metrics = [
      'offences,COUNT,case,FLOW,SUM,07-01,',
      'thefts,COUNT,case,FLOW,SUM,01-01,',
      'frauds,COUNT,case,FLOW,SUM,,',
    ];
    const figures = ['offences,2014/15,5', 'thefts,2014,5', 'thefts,2011-12,5', 'frauds,2014/15,5'];
    await importText(database, fiscalPackage({ metrics, figures }));
    const { metrics: found } = await dataOf(
      ask(`{ metrics(first: 9) { nodes {
        code fiscalYearStart dataset { fiscalYearStart } observations(first: 5, orderBy: [PERIOD_ASC]) { nodes { period } }
      } } }`),
    );
    const dataset = { fiscalYearStart: '04-01' };
    const nodes = (...periods: string[]) => ({ nodes: periods.map((period) => ({ period })) });
    expect(found.nodes).toEqual([
      { code: 'frauds', fiscalYearStart: '04-01', dataset, observations: nodes('2014-04-01/P1Y') },
      { code: 'offences', fiscalYearStart: '07-01', dataset, observations: nodes('2014-07-01/P1Y') },
      { code: 'thefts', fiscalYearStart: null, dataset, observations: nodes('2011-12', '2014') },
    ]);
  });

  test('refuses what may be a month or a year, the start or the end of a year, and calendar years', async () => {
    const figures = ['offences,2011-12,5', 'offences,FY2015,5', 'offences,2014,5', 'offences,2014-16,5'];
    expect(await refusalOf(fiscalPackage({ figures }))).toEqual([
      'observations.csv | 2 | period | 2011-12 | "2011-12" may be a month or a fiscal year | 2011-M12 for the month, or 2011/12 for the year; or, for the whole column, the format "%Y-%m" or "fiscal-year" of its field in the schema of the resource',
      'observations.csv | 3 | period | FY2015 | "FY2015" names one year, in which the fiscal year may begin or end | 2014/15 or 2015/16; or, for the whole column, the format "fiscal-year-start" or "fiscal-year-end" of its field in the schema of the resource',
      'observations.csv | 4 | period | 2014 | "2014" is a calendar year, and the years of the metric "offences" begin on 04-01 | 2013/14 or 2014/15; a metric of calendar years has the fiscal_year_start 01-01',
      'observations.csv | 5 | period | 2014-16 | "2014-16" is not a period | 2020, 2020-S1, 2020-Q3, 2020-11, 2020-W05, 2020-11-03, 2020-01-01/P11M, or ../2020-11 where the start is not known',
    ]);
  });

  test('refuses a day on which not every year can begin', async () => {
    const metrics = ['offences,COUNT,case,FLOW,SUM,02-29,'];
    const figures = ['offences,2014-11,5'];
    expect(await refusalOf(fiscalPackage({ govgraph: { fiscalYearStart: '4-1' }, figures }))).toEqual([
      'datapackage.json |  | govgraph.fiscalYearStart | "4-1" | "4-1" is not a day on which every year can begin | the month and the day, such as 04-01 or 07-01, up to the 28th',
    ]);
    expect(await refusalOf(fiscalPackage({ metrics, figures }))).toEqual([
      'metrics.csv | 2 | fiscal_year_start | 02-29 | "02-29" is not a day on which every year can begin | the month and the day, such as 04-01 or 07-01, up to the 28th',
    ]);
  });
});

describe('a metric without one', () => {
  test('takes twelve months as a span, and 2011-12 as December', async () => {
    const figures = ['2014-04-01/P1Y', '2013-04-01/P12M', '2011-12', '2014/2015', '2010'];
    expect(
      await storedPeriods({
        govgraph: { fiscalYearStart: null },
        figures: figures.map((period) => `offences,${period},5`),
      }),
    ).toEqual([
      ...['2010 ANNUAL', '2011-12 MONTHLY', '2013-04-01/P12M SPAN', '2014-04-01/P12M SPAN', '2014-01-01/P24M SPAN'],
    ]);
  });

  test('refuses the name of a fiscal year, and says where its day is declared', async () => {
    const text = fiscalPackage({ govgraph: { fiscalYearStart: null }, figures: ['offences,2014/15,5'] });
    expect(await refusalOf(text)).toEqual([
      'observations.csv | 2 | period | 2014/15 | "2014/15" is a fiscal year, and nothing says when the years of the metric "offences" begin | the day in fiscalYearStart of the data set (in datapackage.json, or in dataset of a mapping) or in fiscal_year_start of the metric, such as 04-01; or the days, such as 2014-04-01/2015-03-31',
    ]);
    expect(translate((await refusedImport(text)).text, 'zh-Hans')).toContain(
      '"2014/15" 是财年，但没有说明指标 "offences" 的年度从哪一天开始',
    );
  });
});

describe('the format of the periods of a file', () => {
  const figures = ['offences,2011-12,5', 'offences,2012-06,5'];
  test.each([
    [{ format: '%Y-%m' }, ['2011-12 MONTHLY', '2012-06 MONTHLY']],
    [{ type: 'yearmonth' }, ['2011-12 MONTHLY', '2012-06 MONTHLY']],
    [{ type: 'string', format: 'fiscal-year' }, ['2011-04-01/P1Y ANNUAL', '2012-06 MONTHLY']],
  ])('%j says whether 2011-12 is a month', async (field, expected) => {
    await importText(database, declared({ figures }, field));
    const { metric } = await dataOf(ask(PERIODS));
    expect(
      metric.observations.nodes.map(({ period, frequency }: Record<string, string>) => `${period} ${frequency}`).sort(),
    ).toEqual(expected);
  });

  test.each([
    ['fiscal-year-start', '2015-04-01/P1Y'],
    ['fiscal-year-end', '2014-04-01/P1Y'],
  ])('%s says which year FY2015 is', async (format, expected) => {
    await importText(database, declared({ figures: ['offences,FY2015,5'] }, { format }));
    const { metric } = await dataOf(ask(PERIODS));
    expect(metric.observations.nodes).toMatchObject([{ period: expected, frequency: 'ANNUAL' }]);
  });

  test('is refused where nothing comes of it', async () => {
    expect(await refusalOf(declared({ figures }, { format: 'financial-year' }))).toEqual([
      'datapackage.json |  | resources.4.schema.fields.0.format | "financial-year" | "format": "financial-year" is not supported | default, %Y-%m, fiscal-year, fiscal-year-start, fiscal-year-end',
    ]);
  });
});

describe('the calendar of a published metric', () => {
  const spans = { govgraph: { fiscalYearStart: null }, figures: ['offences,2014-04-01/P12M,5'] };

  test('may be declared as long as no annual figure was published, and twelve months then are years', async () => {
    expect(await storedPeriods(spans)).toEqual(['2014-04-01/P12M SPAN']);
    const before = new Date().toISOString();
    expect(await storedPeriods({ version: '2', figures: ['offences,2014/15,5'] })).toEqual(['2014-04-01/P1Y ANNUAL']);
    const { metric } = await dataOf(
      ask(`{ metric(code: "offences") { observations(first: 5, asOf: "${before}") { nodes { period frequency } } } }`),
    );
    expect(metric.observations.nodes).toEqual([{ period: '2014-04-01/P12M', frequency: 'SPAN' }]);
  });

  test('is fixed by an annual figure or target', async () => {
    await storedPeriods({ figures: ['offences,2014/15,5'] });
    const july = { version: '2', govgraph: { fiscalYearStart: '07-01' }, figures: ['offences,2014-11,5'] };
    expect(await refusalOf(fiscalPackage(july))).toEqual([
      'metrics.csv | 2 | fiscal_year_start | 07-01 | annual figures of the metric "offences" are published, and its years can begin on no other day | the fiscal_year_start 04-01; other years are another code',
    ]);
    await database.query("delete from observation where frequency = 'ANNUAL'");
    expect(await storedPeriods(july)).toEqual(['2014-11 MONTHLY']);
    await importText(database, fiscalPackage({ ...july, version: '3', targets: ['offences,2014/15,TARGET,5'] }));
    expect(await refusalOf(fiscalPackage({ version: '4', figures: ['offences,2014-11,5'] }))).toHaveLength(1);
  });

  test('belongs to the data set that owns it', async () => {
    await storedPeriods({ figures: ['offences,2014/15,5'] });
    const other = { name: 'other', figures: ['offences,2015/16,6'] };
    expect(await refusalOf(fiscalPackage({ ...other, govgraph: { fiscalYearStart: null } }))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('belongs to the data set "fiscal", which defines it with another fiscal_year_start'),
      ]),
    );
    const used = fiscalPackage({ ...other, govgraph: { fiscalYearStart: null } });
    const { metrics: _, ...files } = used.files;
    await importText(database, { ...used, files });
    const { observations } = await dataOf(
      ask(
        '{ observations(first: 5, where: { metrics: ["offences"], datasets: ["other"] }) { nodes { period frequency } } }',
      ),
    );
    expect(observations.nodes).toEqual([{ period: '2015-04-01/P1Y', frequency: 'ANNUAL' }]);
  });
});

describe('a computed metric', () => {
  const metrics = (own: string) => [
    'solved,COUNT,case,FLOW,SUM,,',
    OFFENCES,
    `rate,RATE,percent,FLOW,WEIGHTED,${own},solved / offences × 100`,
  ];
  const figures = ['offences,2014/15,50', 'solved,2014/15,20', 'offences,2015/16,50', 'solved,2015/16,25'];

  test('has the years of its operands', async () => {
    await importText(database, fiscalPackage({ metrics: metrics(''), figures }));
    const { metric } = await dataOf(
      ask(`{ metric(code: "rate") { observations(first: 5, where: { frequency: [ANNUAL] }, orderBy: [PERIOD_ASC]) { nodes {
        period periodLabel value basis change(kind: PREVIOUS_PERIOD) { points }
      } } } }`),
    );
    expect(metric.observations.nodes).toMatchObject([
      { period: '2014-04-01/P1Y', periodLabel: '2014/15', value: '40', basis: 'COMPUTED', change: { points: null } },
      { period: '2015-04-01/P1Y', periodLabel: '2015/16', value: '50', basis: 'COMPUTED', change: { points: '10' } },
    ]);
  });

  test('is refused with other years than all its operands', async () => {
    expect(await refusalOf(fiscalPackage({ metrics: metrics('07-01'), figures }))).toEqual([
      'metrics.csv | 4 | fiscal_year_start | 07-01 | the metric "rate" is computed from figures whose years begin on 04-01 | 04-01',
    ]);
  });
});
