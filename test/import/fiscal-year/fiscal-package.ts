import { csv, type PackageText } from '../../support/package.ts';

export interface FiscalPackage {
  readonly version?: string;
  readonly name?: string;
  readonly govgraph?: Readonly<Record<string, unknown>>;
  /** Lines of metrics.csv: code,kind,unit,basis,over_time,fiscal_year_start,expression. */
  readonly metrics?: readonly string[];
  /** Lines of observations.csv: metric,period,value. */
  readonly figures: readonly string[];
  readonly changes?: readonly string[];
  readonly targets?: readonly string[];
}

export const OFFENCES = 'offences,COUNT,case,FLOW,SUM,,';

/** A data set of one country whose years begin on 1 April, unless it says otherwise. */
export function fiscalPackage(given: FiscalPackage): PackageText {
  const { version = '1', name = 'fiscal', govgraph = {}, metrics = [OFFENCES], figures, changes, targets } = given;
  return {
    name,
    version,
    govgraph: { timeZone: 'Europe/London', region: 'GB', fiscalYearStart: '04-01', ...govgraph },
    files: {
      themes: csv('code,name:en', 'safety,Safety'),
      units: csv('code,name:en', 'case,case', 'percent,per cent'),
      regions: csv('scheme,code,level,parent,name:en', 'iso,GB,COUNTRY,,United Kingdom'),
      metrics: csv(
        'code,kind,unit,basis,over_time,fiscal_year_start,expression,name:en,theme',
        ...metrics.map((line) => `${line},${line.split(',')[0]},safety`),
      ),
      observations: csv('metric,period,value,region', ...figures.map((line) => `${line},GB`)),
      ...(changes && {
        published_changes: csv('metric,period,change,value,region', ...changes.map((line) => `${line},GB`)),
      }),
      ...(targets && { targets: csv('metric,period,kind,value,region', ...targets.map((line) => `${line},GB`)) }),
    },
  };
}
