import { csv, type PackageText } from '../../support/package.ts';
import { randomOf } from './cube-random.ts';
import { filesOf, type Stated, statementsOf } from './cube-stated.ts';
import type { Version } from './cube-tree.ts';

export interface World {
  readonly versions: readonly Version[];
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  readonly metrics: readonly string[];
  readonly text: PackageText;
  /** Another data set that publishes some of the same metrics. */
  readonly other: PackageText;
  readonly stated: readonly Stated[];
}

export const DIMENSIONS = { age: ['old', 'young'], sex: ['f', 'm', 'x'] } as const;

/** code, kind, basis, decimals, over time, regions, breakdowns, dimensions, numerator, denominator, factor, multiplier. */
const METRICS = [
  'cases,COUNT,FLOW,0,SUM,SUM,SUM,age;sex,,,,',
  'people,COUNT,FLOW,0,SUM,SUM,SUM,sex,,,,',
  'cells,COUNT,LEVEL,0,LAST,SUM,SUM,sex,,,,',
  'staff,COUNT,LEVEL,1,AVERAGE,SUM,SUM,,,,,',
  'spent,AMOUNT,FLOW,,SUM,SUM,SUM,,,,,4',
  'rate,RATE,FLOW,1,WEIGHTED,WEIGHTED,WEIGHTED,sex,cases,people,100,',
  'share,RATE,LEVEL,2,LAST,WEIGHTED,WEIGHTED,sex,,,,',
  'ratio,RATIO,FLOW,,WEIGHTED,WEIGHTED,NONE,,spent,people,,',
  'score,SCORE,LEVEL,2,AVERAGE,AVERAGE,AVERAGE,sex,,,,',
  'mood,INDEX,LEVEL,,AVERAGE,AVERAGE,,,,,,',
  'rank,INDEX,LEVEL,0,NONE,NONE,NONE,sex,,,,',
  'sofar,COUNT,CUMULATIVE,0,NONE,SUM,SUM,,,,,',
] as const;

/** What two data sets publish. */
const SHARED = ['cases', 'cells', 'share', 'score', 'sofar'];

const two = (n: number) => String(n).padStart(2, '0');
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const DAYS_OF_FEBRUARY: Readonly<Record<number, number>> = { 2018: 28, 2019: 28, 2020: 29 };
const YEARS = [2018, 2019, 2020];
/** What may be reported of one year; days are those of February and of week 5. */
const CALENDARS: readonly ((year: number) => readonly string[])[] = [
  (year) => [String(year)],
  (year) => upTo(2).map((n) => `${year}-S${n}`),
  (year) => upTo(4).map((n) => `${year}-Q${n}`),
  (year) => upTo(12).map((n) => `${year}-${two(n)}`),
  (year) => [4, 5, 6].map((n) => `${year}-W${two(n)}`),
  (year) => [
    ...upTo(3).map((n) => `${year}-01-${28 + n}`),
    ...upTo(DAYS_OF_FEBRUARY[year] ?? 28).map((n) => `${year}-02-${two(n)}`),
  ],
  (year) => [`${year}-01-01/P11M`],
  (year) => [`../${year}-11`],
];

/** A tree of two to four levels, some of whose regions begin, end or hang on another one from some day on. */
function treeOf(random: () => number): Version[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const fixed: readonly (readonly [string, string, readonly string[]])[] = [
    ['p', 'PROVINCE', ['']],
    ['c1', 'PREFECTURE', ['p']],
    ['c2', 'PREFECTURE', ['p']],
    ...['d1', 'd2', 'd3', 'd4'].map((code) => [code, 'COUNTY', ['c1', 'c2', 'p']] as const),
    ...['t1', 't2', 't3', 't4', 't5'].map((code) => [code, 'TOWNSHIP', ['d1', 'd2', 'd3', 'c1']] as const),
  ];
  const days = ['2019-01-01', '2019-07-01', '2020-01-30', '2020-05-16', '2020-12-31'];
  const before = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return fixed.flatMap(([code, level, parents]): Version[] => {
    const parent = pick(parents);
    const version = { code, level, parent, from: '', to: '' };
    if (level === 'PROVINCE' || level === 'PREFECTURE' || random() < 0.45) return [version];
    const day = pick(days);
    const chance = random();
    if (chance < 0.2) return [{ ...version, from: day }];
    if (chance < 0.4) return [{ ...version, to: before(day) }];
    const next = { ...version, from: day, parent: pick(parents), level: random() < 0.1 ? 'OTHER' : level };
    return [{ ...version, to: before(random() < 0.15 ? before(day) : day) }, next];
  });
}

const BREAKDOWNS: Readonly<Record<string, readonly string[]>> = {
  '': [''],
  sex: ['', ...DIMENSIONS.sex.map((sex) => `sex=${sex}`)],
  'age;sex': [
    '',
    ...DIMENSIONS.sex.map((sex) => `sex=${sex}`),
    ...DIMENSIONS.age.flatMap((age) => [`age=${age}`, ...DIMENSIONS.sex.map((sex) => `age=${age};sex=${sex}`)]),
  ],
};

function statusOf(random: () => number): { missing: boolean; status: string } {
  const chance = random();
  if (chance < 0.03) return { missing: true, status: 'MISSING' };
  if (chance < 0.06) return { missing: true, status: 'SUPPRESSED' };
  const status = chance < 0.08 ? 'BREAK' : chance < 0.12 ? 'ESTIMATED' : chance < 0.13 ? 'BREAK PROVISIONAL' : '';
  return { missing: false, status };
}

/** One region counts otherwise until 2020, and another one in some months of each year. */
const isDefinedOtherwise = (region: string, year: number, period: string) =>
  (region === 'd2' && year < 2020) || (region === 'c1' && /-0[1-3]$/.test(period));

const COLUMNS = 'metric,region,breakdown,period,value,status,numerator,denominator';

function observationsOf(
  random: () => number,
  codes: readonly string[],
  metrics: readonly string[] = METRICS,
): string[] {
  const lines: string[] = [];
  for (const metric of metrics) {
    const [code = '', , basis, decimals, , , , dimensions = ''] = metric.split(',');
    const isComputed = code === 'rate' || code === 'ratio';
    for (const region of codes) {
      const depth = region.startsWith('t') ? 0.9 : region.startsWith('d') ? 0.7 : 0.25;
      for (const breakdown of BREAKDOWNS[dimensions] ?? []) {
        const level = breakdown === '' ? depth : depth * 0.45;
        if (random() > level * (isComputed ? 0.2 : 1)) continue;
        for (const year of YEARS) {
          for (const [at, calendar] of CALENDARS.entries()) {
            if (
              random() > (at < 4 ? 0.4 : at === 5 ? 0.12 : 0.15) ||
              (at >= 6 && basis !== 'CUMULATIVE' && random() < 0.7)
            )
              continue;
            for (const period of calendar(year)) {
              if (random() < 0.04) continue;
              const { missing, status } = statusOf(random);
              const places = decimals === '' ? 2 : Number(decimals);
              const value = missing ? '' : (random() * 60 - (random() < 0.02 ? 20 : 0)).toFixed(places);
              const parts =
                code === 'share' && !missing && random() < 0.97
                  ? `${Math.floor(random() * 50)},${Math.floor(random() * 60)}`
                  : ',';
              const differs = !missing && isDefinedOtherwise(region, year, period);
              const said = differs ? `${status} DEFINITION_DIFFERS`.trim() : status;
              lines.push(`${code},${region},${breakdown},${period},${value},${said},${parts}`);
            }
          }
        }
      }
    }
  }
  return lines;
}

/** A package of everything that can be rolled up, thin and full of holes; the same for the same seed. */
export function worldOf(seed: number, version = '1'): World {
  const random = randomOf(seed);
  const versions = treeOf(random);
  const codes = [...new Set(versions.map(({ code }) => code))];
  const lines = observationsOf(random, codes);
  const stated = statementsOf(randomOf(seed + 1), 'world', lines);
  const shared = METRICS.filter((metric) => SHARED.includes(metric.slice(0, metric.indexOf(','))));
  const otherLines = observationsOf(randomOf(seed + 2), codes, shared);
  const otherStated = statementsOf(randomOf(seed + 3), 'other', otherLines);
  const files = {
    themes: csv('code,name:en', 'all,All'),
    units: csv('code,name:en', 'piece,piece', 'share,share', 'CNY,yuan', '"CNY per piece",yuan a piece'),
    dimensions: csv(
      'dimension,category,name:en,order',
      ...Object.entries(DIMENSIONS).flatMap(([dimension, categories]) => [
        `${dimension},,${dimension},`,
        ...categories.map((category, at) => `${dimension},${category},${category},${at + 1}`),
      ]),
    ),
    regions: csv(
      'scheme,code,level,parent,name:en,valid_from,valid_to',
      ...versions.map(({ code, level, parent, from, to }) => `test,${code},${level},${parent},${code},${from},${to}`),
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions,over_breakdowns,dimensions,numerator,denominator,factor,unit_multiplier',
      ...METRICS.map((metric) => {
        const [code, kind, basis, decimals, time, regions, breakdowns, ...rest] = metric.split(',');
        const unit =
          kind === 'AMOUNT' ? 'CNY' : code === 'ratio' ? 'CNY per piece' : kind === 'RATE' ? 'share' : 'piece';
        return [code, code, 'all', kind, basis, unit, decimals, 'NEUTRAL', time, regions, breakdowns, ...rest].join(
          ',',
        );
      }),
    ),
    observations: csv(COLUMNS, ...lines),
    ...filesOf(stated),
  };
  return {
    versions,
    dimensions: DIMENSIONS,
    metrics: METRICS.map((metric) => metric.slice(0, metric.indexOf(','))),
    text: { name: 'world', version, govgraph: { region: 'p' }, files },
    other: {
      name: 'other',
      version,
      govgraph: { region: 'p' },
      files: { observations: csv(COLUMNS, ...otherLines), ...filesOf(otherStated) },
    },
    stated: [...stated, ...otherStated],
  };
}
