import { csv, type PackageText } from '../../support/package.ts';

/** Provinces: code, and gross domestic product of 2024 and 2023 in 亿元, as the statistical office publishes them after the revision. */
export const PROVINCES: readonly (readonly [code: string, in2024: string, in2023: string])[] = [
  ['110000', '49670.2', '47353.7'],
  ['120000', '17931.3', '17211.8'],
  ['130000', '47448.1', '45660.0'],
  ['140000', '25353.5', '26050.8'],
  ['150000', '26337.0', '25020.5'],
  ['210000', '32540.8', '31389.8'],
  ['220000', '14305.0', '13942.7'],
  ['230000', '16478.1', '16470.7'],
  ['310000', '53759.5', '51404.5'],
  ['320000', '136696.9', '130924.3'],
  ['330000', '90007.0', '85619.6'],
  ['340000', '50646.7', '48227.5'],
  ['350000', '57476.6', '54801.7'],
  ['360000', '34227.9', '32677.1'],
  ['370000', '98406.9', '94206.4'],
  ['410000', '63557.1', '60627.7'],
  ['420000', '59644.3', '56794.3'],
  ['430000', '53084.7', '50667.5'],
  ['440000', '141488.9', '137905.4'],
  ['450000', '28694.1', '27501.7'],
  ['460000', '7972.7', '7590.2'],
  ['500000', '32046.7', '30614.3'],
  ['510000', '64537.9', '61353.4'],
  ['520000', '22645.7', '21513.7'],
  ['530000', '31423.4', '30595.8'],
  ['540000', '2789.1', '2532.9'],
  ['610000', '35437.1', '33976.5'],
  ['620000', '13020.5', '12345.7'],
  ['630000', '3965.5', '3849.2'],
  ['640000', '5520.2', '5368.8'],
  ['650000', '20492.4', '19603.3'],
];

/** What the office publishes of the provinces, a line a figure. */
export const PROVINCIAL = PROVINCES.flatMap(([code, in2024, in2023]) => [
  `gdp,${code},2024,${in2024},`,
  `gdp,${code},2023,${in2023},`,
]);

/** Of the country as it was first published, of three quarters since January, and other figures of Gansu. 2012 has a new classification. */
export const OTHERS = [
  'gdp,100000,2024,1349084,PROVISIONAL',
  'gdp-so-far,100000,2023-01-01/P9M,913027,PROVISIONAL',
  'gdp-so-far,100000,2024-01-01/P9M,949746,PROVISIONAL',
  'employed,620000,2011,199.3,',
  'employed,620000,2012,211.3,BREAK',
  'employed,620000,2013,256.6,',
  'employed,620000,2023,234.1,',
  'employed,620000,2024,239.4,',
  'employed,540000,2024,47.3,',
  'investment-growth,620000,2023,4.9,',
  'investment-growth,620000,2024,-2.9,',
];

export const METRIC_LINES = [
  'gdp,COUNTED IN 亿,AMOUNT,FLOW,CNY,8,1,HIGHER_IS_BETTER,SUM,SUM,,,',
  'gdp-so-far,SINCE JANUARY,AMOUNT,CUMULATIVE,CNY,8,0,HIGHER_IS_BETTER,NONE,SUM,,,',
  'employed,COUNTED IN 万,COUNT,LEVEL,person,4,1,NEUTRAL,LAST,SUM,,,',
  'gdp-per-employed,COMPUTED,RATIO,FLOW,CNY per person,0,0,HIGHER_IS_BETTER,WEIGHTED,WEIGHTED,gdp / employed,,',
  'investment-growth,GROWTH,RATE,FLOW,percent,0,1,NEUTRAL,NONE,NONE,,-100,1000',
];

export interface Publication {
  readonly version?: string;
  readonly observations?: readonly string[];
  readonly metrics?: readonly string[];
  readonly changes?: readonly string[];
}

/** A year of the statistical office: provinces below a country, and what each metric says of its units. */
export function office({
  version = '1',
  observations,
  metrics = METRIC_LINES,
  changes = [],
}: Publication = {}): PackageText {
  return {
    name: 'office',
    version,
    govgraph: { region: '100000' },
    files: {
      themes: csv('code,name:en', 'economy,Economy'),
      units: csv('code,name:en', 'CNY,yuan', 'person,person', 'percent,per cent', 'CNY per person,yuan a person'),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'test,100000,COUNTRY,,Country',
        ...PROVINCES.map(([code]) => `test,${code},PROVINCE,100000,${code}`),
      ),
      metrics: csv(
        'code,name:en,kind,basis,unit,unit_multiplier,decimals,direction,over_time,over_regions,expression,minimum,maximum,theme',
        ...metrics.map((line) => `${line},economy`),
      ),
      observations: csv('metric,region,period,value,status', ...(observations ?? [...PROVINCIAL, ...OTHERS])),
      published_changes: csv('metric,region,period,change,value', ...changes),
    },
  };
}
