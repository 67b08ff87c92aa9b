import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { csv, type PackageText } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { csvRows, type Fetch, filesOver } from '../files/support.ts';
import { odataOver, type Tell, valuesOf } from '../odata/support.ts';

/** Metrics in units with and without a multiplier, one of them by sex and age. */
const MONEY: PackageText = {
  name: 'money',
  version: '1',
  files: {
    themes: csv('code,name:en', 'money,Money'),
    sources: csv('code,title:en', 'paper,Paper'),
    regions: csv('scheme,code,level,parent,name:en,valid_from,valid_to', 'test,990000,PREFECTURE,,River City,,'),
    units: csv(
      'code,name:en,name:zh-Hans,name:fr,symbol:en,symbol:zh-Hans',
      'CNY,yuan (renminbi),人民币元,,CNY,元',
      'person,person,人,personne,,人',
      'percent,percent,百分比,,%,%',
      'household,family,家庭,,,',
      'kilogramme,kilogramme,千克,,kg,kg',
    ),
    dimensions: csv(
      'dimension,category,name:en,name:zh-Hans,order',
      'sex,,Sex,性别,',
      'sex,F,Women,女,1',
      'sex,M,Men,男,2',
      'age,,Age,年龄,',
      'age,Y0-14,Under 15,14岁及以下,1',
      'age,Y15+,15 and over,15岁及以上,2',
    ),
    metrics: csv(
      'code,name:en,name:zh-Hans,theme,kind,basis,unit,unit_multiplier,decimals,direction,over_time,over_regions,over_breakdowns,dimensions',
      'income,Income,收入,money,AMOUNT,FLOW,CNY,4,2,NEUTRAL,SUM,SUM,,',
      'residents,Residents,常住人口,money,COUNT,LEVEL,person,3,,NEUTRAL,LAST,SUM,SUM,sex;age',
      'growth,Growth,增长率,money,RATE,FLOW,percent,0,1,NEUTRAL,NONE,NONE,,',
      'families,Families,户数,money,COUNT,LEVEL,household,8,,NEUTRAL,LAST,SUM,,',
      'gold,Gold,黄金,money,AMOUNT,FLOW,kilogramme,-3,,NEUTRAL,SUM,SUM,,',
    ),
    observations: csv(
      'metric,region,breakdown,period,value',
      'income,990000,,2019,1.2000',
      'income,990000,,2020,12345678901234567.80',
      'residents,990000,,2020,3.5',
      'residents,990000,sex=F,2020,1.75',
      'residents,990000,age=Y0-14;sex=F,2020,0.25',
      'growth,990000,,2020,2.5',
      'families,990000,,2020,1.5',
      'gold,990000,,2020,1250',
    ),
  },
};

let database: TestDatabase;
let files: Fetch;
let tell: Tell;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, MONEY);
  files = filesOver(database);
  tell = odataOver(database);
});
afterAll(() => database.close());

type Row = Readonly<Record<string, unknown>>;
const buildKey = ({ metricCode, breakdown, period }: Row): string => `${metricCode} ${breakdown} ${period}`;
const keyed = (rows: readonly Row[], ...names: readonly string[]) =>
  Object.fromEntries(rows.map((row) => [buildKey(row), names.map((name) => row[name])]));

/** The rows of each connector that serves them flat, under the names of columns that all of them have. */
async function readRows(words: string): Promise<Readonly<Record<string, readonly Row[]>>> {
  const parquet = await files(`observations.parquet?${words}`);
  return {
    csv: csvRows((await files(`observations.csv?${words}`)).text),
    parquet: await parquetReadObjects({ file: new Uint8Array(parquet.bytes).buffer }),
    odata: await valuesOf(tell(`Observations?${words}`)),
  };
}

const NAMES = {
  en: {
    'income  2019': ['', 'ten thousand yuan (renminbi)'],
    'income  2020': ['', 'ten thousand yuan (renminbi)'],
    'residents  2020': ['', 'thousand persons'],
    'residents sex=F 2020': ['Women', 'thousand persons'],
    'residents age=Y0-14;sex=F 2020': ['Under 15; Women', 'thousand persons'],
    'growth  2020': ['', 'percent'],
    'families  2020': ['', 'hundred million families'],
    'gold  2020': ['', 'kilogramme × 0.001'],
  },
  'zh-Hans': {
    'income  2019': ['', '万元'],
    'income  2020': ['', '万元'],
    'residents  2020': ['', '千人'],
    'residents sex=F 2020': ['女', '千人'],
    'residents age=Y0-14;sex=F 2020': ['14岁及以下; 女', '千人'],
    'growth  2020': ['', '百分比'],
    'families  2020': ['', '亿家庭'],
    'gold  2020': ['', '千克 × 0.001'],
  },
} as const;

describe.each(['en', 'zh-Hans'] as const)('breakdownName and unitName in %s', (lang) => {
  test('say in CSV, Parquet and OData what the codes stand for', async () => {
    for (const [connector, rows] of Object.entries(await readRows(`lang=${lang}`))) {
      expect(keyed(rows, 'breakdownName', 'unitName'), connector).toEqual(NAMES[lang]);
    }
  });

  test('stand in both views of figures, and the unit in the one of metrics', async () => {
    const read = (text: string) =>
      database.transaction(async (tx) => {
        await tx.query(`select set_config('govgraph.language', $1, true)`, [lang]);
        return tx.query<Row>(text);
      });
    const columns = 'breakdown, period, breakdown_name as "breakdownName", unit_name as "unitName"';
    const wide = await read(`select metric_code as "metricCode", ${columns} from bi.observation`);
    const star = await read(
      `select metric_code as "metricCode", ${columns.replace('unit_name', 'f.unit_name')} from bi.fact_observation f join bi.dim_metric using (metric_id)`,
    );
    for (const rows of [wide, star]) expect(keyed(rows, 'breakdownName', 'unitName')).toEqual(NAMES[lang]);
    const metrics = await read('select metric_code, unit_name from bi.dim_metric');
    const units = await valuesOf(tell(`Metrics?lang=${lang}&$select=code,unitName`));
    const expected = new Map(Object.entries(NAMES[lang]).map(([key, [, unit]]) => [key.split(' ')[0], unit]));
    expect(new Map(metrics.map((row) => [row.metric_code, row.unit_name]))).toEqual(expected);
    expect(new Map(units.map((row: Row) => [row.code, row.unitName]))).toEqual(expected);
  });

  test('are what JSON-stat and the metadata call the units', async () => {
    const { json } = await files(`observations.json?lang=${lang}`);
    const about = (await files(`observations.metadata.json?lang=${lang}`)).json;
    const text = (code: string) =>
      about['schema:variableMeasured'].find((one: Row) => one['schema:propertyID'] === code)['schema:unitText'];
    expect(json.dimension.metric.category.unit.income).toMatchObject({
      label: NAMES[lang]['income  2019'][1],
      multiplier: 4,
    });
    expect(text('residents')).toContain(NAMES[lang]['residents  2020'][1]);
  });
});

test('a language without words for multipliers has the factor', async () => {
  const rows = csvRows((await files('observations.csv?metrics=residents&lang=fr')).text);
  expect(rows[0]?.unitName).toBe('personne × 1000');
});

test('rows can be found and grouped by the names', async () => {
  const women = await valuesOf(tell("Observations?lang=en&$filter=contains(breakdownName,'Women')&$select=breakdown"));
  expect(women.map(({ breakdown }: Row) => breakdown).sort()).toEqual(['age=Y0-14;sex=F', 'sex=F']);
  const units = await valuesOf(
    tell('Observations?lang=zh-Hans&$apply=groupby((unitName),aggregate($count as n))&$orderby=n desc,unitName&$top=2'),
  );
  expect(units).toEqual([
    { unitName: '千人', n: 3 },
    { unitName: '万元', n: 2 },
  ]);
});

test('names are those of the state that is read', async () => {
  const own = await openTestDatabase('empty');
  try {
    await importText(own, MONEY);
    const over = filesOver(own);
    const [release] = await own.query<{ at: Date }>('select max(published_at) as at from release');
    const at = new Date(release?.at ?? 0).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { dimensions = '', units = '' } = MONEY.files;
    await importText(own, {
      ...MONEY,
      version: '2',
      files: {
        ...MONEY.files,
        dimensions: dimensions.replace('Women', 'Ladies'),
        units: units.replace('person,person', 'person,soul'),
      },
    });
    const read = async (more: string) =>
      keyed(
        csvRows((await over(`observations.csv?lang=en&metrics=residents${more}`)).text),
        'breakdownName',
        'unitName',
      );
    expect((await read(''))['residents sex=F 2020']).toEqual(['Ladies', 'thousand souls']);
    expect((await read(`&asOf=${at}`))['residents sex=F 2020']).toEqual(['Women', 'thousand persons']);
  } finally {
    await own.close();
  }
});

describe('scaled=true', () => {
  const SCALED = {
    'income  2019': ['12000', 0],
    'income  2020': ['123456789012345678000', 0],
    'residents  2020': ['3500', 0],
    'residents sex=F 2020': ['1750', 0],
    'residents age=Y0-14;sex=F 2020': ['250', 0],
    'growth  2020': ['2.5', 0],
    'families  2020': ['150000000', 0],
    'gold  2020': ['1.250', 0],
  };

  test('gives every figure in the unit itself, with all its digits', async () => {
    const { csv: exact = [], ...others } = await readRows('scaled=true');
    const rows = exact.map((row) => ({ ...row, unitMultiplier: Number(row.unitMultiplier) }));
    expect(keyed(rows, 'value', 'unitMultiplier')).toEqual(SCALED);
    const doubles = Object.fromEntries(Object.entries(SCALED).map(([key, [value]]) => [key, [Number(value), 0]]));
    for (const other of Object.values(others)) expect(keyed(other, 'value', 'unitMultiplier')).toEqual(doubles);
  });

  test.each([
    ['en', 'yuan (renminbi)', 'family'],
    ['zh-Hans', '人民币元', '家庭'],
  ])('names the unit without a multiplier, in %s', async (lang, yuan, family) => {
    for (const rows of Object.values(await readRows(`scaled=true&lang=${lang}`))) {
      const names = keyed(rows, 'unitName');
      expect([names['income  2019'], names['families  2020']]).toEqual([[yuan], [family]]);
    }
  });

  test('holds in JSON-stat, SDMX and the metadata', async () => {
    const { text, json } = await files('observations.json?scaled=true&lang=en');
    expect(text).toContain('123456789012345678000');
    const unit = json.dimension.metric.category.unit.income;
    expect(unit).toEqual({ label: 'yuan (renminbi)', symbol: 'CNY', decimals: 0, code: 'CNY', multiplier: 0 });
    const sdmx = csvRows((await files('observations.sdmx.csv?scaled=true&metrics=gold')).text);
    expect([sdmx[0]?.OBS_VALUE, sdmx[0]?.UNIT_MULT]).toEqual(['1.250', '0']);
    const { headers } = await files('observations.csv?scaled=true&metrics=gold');
    expect(headers.get('content-disposition')).toContain('observations_gold_scaled.csv');
  });

  test('changes conditions, order, changes and sums of OData alike', async () => {
    const found = await valuesOf(
      tell('Observations?scaled=true&$filter=value gt 1000000&$orderby=value&$select=metricCode,value,yoyPercent'),
    );
    expect(found.map(({ metricCode }: Row) => metricCode)).toEqual(['families', 'income']);
    const sum = "$apply=filter(metricCode eq 'income')/aggregate(value with sum as total)";
    const [[plain], [scaled]] = await Promise.all(
      ['', '&scaled=true'].map((more) => valuesOf(tell(`Observations?${sum}${more}`))),
    );
    expect(scaled.total).toBe(plain.total * 10_000);
    const read = (more: string) =>
      valuesOf(tell(`Observations?$filter=metricCode eq 'income' and period eq '2020'&$select=yoyPercent${more}`));
    expect(await read('&scaled=true')).toEqual(await read(''));
  });

  test('is refused where it is neither true nor false, in files and OData', async () => {
    for (const answer of [await files('observations.csv?scaled=yes'), await tell('Observations?scaled=yes')]) {
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('`scaled` must be true or false');
    }
    expect((await files('observations.csv?scaled=false&metrics=gold')).text).toContain('1250');
  });

  test('belongs to the pages of a list', async () => {
    const first = await tell('Observations?scaled=true&$orderby=value', { headers: { prefer: 'odata.maxpagesize=3' } });
    const next: string = first.json['@odata.nextLink'];
    expect(next).toContain('scaled=true');
    expect((await tell(next)).json.value[0].value).toBe(1_750);
    expect((await tell(next.replace('scaled=true', 'scaled=false'))).status).toBe(400);
  });

  test('stands in the views as a column of its own', async () => {
    const rows = await database.query<Row>(
      `select metric_code as "metricCode", breakdown, period, scaled_value::text as value, 0 as "unitMultiplier", scaled_unit_name from bi.observation`,
    );
    expect(keyed(rows, 'value', 'unitMultiplier')).toEqual(SCALED);
    expect(new Set(rows.map((row) => row.scaled_unit_name))).toContain('yuan (renminbi)');
  });
});
