import { csv, type PackageText } from '../../support/package.ts';

const METRIC =
  'code,name:en,theme,kind,basis,unit,unit_multiplier,decimals,over_time,over_regions,dimensions,numerator,denominator,factor,expression';

/** A row of metrics.csv for what is counted or paid. */
export const counted = (code: string, unit = 'person', dimensions = '', multiplier = 0): string =>
  `${code},${code},all,${unit === 'CNY' ? 'AMOUNT' : 'COUNT'},FLOW,${unit},${multiplier},,SUM,SUM,${dimensions},,,,`;

export interface ComputedOptions {
  readonly unit?: string;
  readonly kind?: string;
  readonly decimals?: string;
  readonly dimensions?: string;
  readonly multiplier?: number;
}

/** A row of metrics.csv for what is computed by an expression: a rate in per cent, unless the test says otherwise. */
export function computed(code: string, expression: string, options: ComputedOptions = {}): string {
  const { unit = 'percent', decimals = '2', dimensions = '', multiplier = 0 } = options;
  const kind = options.kind ?? (unit === 'percent' ? 'RATE' : 'RATIO');
  return `${code},${code},all,${kind},FLOW,${unit},${multiplier},${decimals},NONE,NONE,${dimensions},,,,"${expression}"`;
}

/** A package with these rows of metrics and observations (metric,region,breakdown,period,value and, if need be, status, source, locator). */
export function formulaPackage(
  metrics: readonly string[],
  observations: readonly string[],
  { name = 'formulas', version = '1', govgraph = {} }: Partial<Omit<PackageText, 'files'>> = {},
): PackageText {
  return {
    name,
    version,
    govgraph,
    files: {
      sources: csv('code,title:en', 'book,The book'),
      themes: csv('code,name:en', 'all,All'),
      units: csv(
        'code,name:en',
        ...['person', 'CNY', 'percent', 'case', 'grid', 'CNY per person', 'crowding', 'permille'].map(
          (code) => `${code},${code}`,
        ),
      ),
      dimensions: csv(
        'dimension,category,name:en',
        'sex,,Sex',
        'sex,f,Female',
        'sex,m,Male',
        'visit,,Visit',
        'visit,fixed,Fixed',
        'visit,outreach,Outreach',
        'empty,,Empty',
      ),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'test,990000,PREFECTURE,,City',
        'test,990100,COUNTY,990000,County',
      ),
      metrics: csv(METRIC, ...metrics),
      observations: csv(
        'metric,region,breakdown,period,value,status,source,locator',
        ...observations.map((row) => row + ','.repeat(8 - row.split(',').length)),
      ),
    },
  };
}
