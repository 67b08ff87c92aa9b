import { csv, type PackageText } from '../../support/package.ts';

/** Figures of the Worldwide Governance Indicators, release of 2019. A year that was not rated has no figure, and a rank of 0 is one. */
const FIGURES: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  'CC.EST': {
    CHN: { 1996: '-0.2711895', 1998: '-0.268112', 2000: '-0.2182887', 2017: '-0.2699364', 2018: '-0.2712442' },
    DNK: { 2002: '2.369858', 2006: '2.469991', 2017: '2.193379', 2018: '2.147795' },
    SOM: { 2017: '-1.716338', 2018: '-1.800085' },
    SSD: { 2010: '-0.8176964', 2011: '-1.395799' },
  },
  'RL.EST': {
    IND: { 2015: '-0.0473227', 2016: '-0.0288772', 2017: '0.0047691', 2018: '0.0262165' },
    MCO: { 2012: '0.9326771', 2013: '0.9354892', 2014: '' },
  },
  'PV.EST': { SOM: { 2008: '-3.28053', 2009: '-3.314937' } },
  'CC.PER.RNK': {
    CHN: { 2017: '46.63462', 2018: '45.67308' },
    DNK: { 1996: '100', 2017: '98.55769', 2018: '98.55769' },
    SOM: { 2011: '0', 2012: '0', 2013: '0.4739336', 2017: '0.4807692', 2018: '0' },
  },
  'CC.NO.SRC': { CHN: { 2018: '13' }, DNK: { 2018: '9' }, SOM: { 2018: '10' } },
};
const ECONOMIES = ['CHN', 'DNK', 'IND', 'MCO', 'SOM', 'SSD'];

const estimate = (code: string, [minimum, maximum]: readonly [string, string]) =>
  `${code},${code},governance,SCORE,LEVEL,deviation,HIGHER_IS_BETTER,NONE,NONE,${minimum},${maximum}`;

/** A package of a few of them: between which values the estimates are said to lie, and how ranks come together over regions. */
export function indicators(bounds: readonly [string, string], rank = 'NONE'): PackageText {
  return {
    name: 'wgi',
    version: `${bounds} ${rank}`,
    govgraph: { region: 'WLD' },
    files: {
      themes: csv('code,name:en', 'governance,Governance'),
      units: csv('code,name:en', 'deviation,standard deviation', 'percent,per cent', 'source,source'),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'iso,WLD,OTHER,,World',
        ...ECONOMIES.map((code) => `iso,${code},COUNTRY,WLD,${code}`),
      ),
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,direction,over_time,over_regions,minimum,maximum',
        ...['CC.EST', 'RL.EST', 'PV.EST'].map((code) => estimate(code, bounds)),
        `CC.PER.RNK,Percentile rank,governance,RATE,LEVEL,percent,HIGHER_IS_BETTER,NONE,${rank},,`,
        'CC.NO.SRC,Number of sources,governance,COUNT,LEVEL,source,NEUTRAL,NONE,NONE,,',
      ),
      observations: csv(
        'metric,region,period,value,status',
        ...Object.entries(FIGURES).flatMap(([metric, regions]) =>
          Object.entries(regions).flatMap(([region, years]) =>
            Object.entries(years).map(
              ([year, value]) => `${metric},${region},${year},${value},${value === '' ? 'MISSING' : ''}`,
            ),
          ),
        ),
      ),
    },
  };
}
