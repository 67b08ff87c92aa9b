import { csv, type PackageText } from './package.ts';

const HEADER =
  'metric,region,period,value,standard_error,lower_bound,upper_bound,rank,rank_lower_bound,rank_upper_bound,source_count';

/** Denmark's control of corruption in 2019, as it was published in 2020 and stands since. */
export const DENMARK =
  'corruption,DNK,2019,2.1073682308197,0.155861303210258,1.85097640,2.36376010,97.5961532592773,94.711540222168,100,9';

/** Nauru's political stability in 2018, as two vintages have it. */
export const NAURU_BEFORE = 'stability,NRU,2018,0.5126343,0.3514837,,,66.66666,46.66667,91.42857,2';
export const NAURU_AFTER = 'stability,NRU,2018,0.856951713562012,0.332190036773682,,,77.3584899902344,,,2';

/** Countries of the world and how they are governed, with estimates: a small part of a real data set. */
export const governance = (
  version: string,
  observations: readonly string[],
  { files = {}, ...more }: Partial<PackageText> = {},
): PackageText => ({
  name: 'governance',
  version,
  ...more,
  govgraph: { region: undefined, ...more.govgraph },
  files: {
    themes: csv('code,name:en', 'governance,Governance'),
    units: csv('code,name:en', 'point,point', 'case,case'),
    regions: csv(
      'scheme,code,level,name:en',
      'ISO 3166-1,AND,COUNTRY,Andorra',
      'ISO 3166-1,COD,COUNTRY,Democratic Republic of the Congo',
      'ISO 3166-1,DNK,COUNTRY,Denmark',
      'ISO 3166-1,NRU,COUNTRY,Nauru',
      'ISO 3166-1,PSE,COUNTRY,Palestine',
      'ISO 3166-1,ROU,COUNTRY,Romania',
      'ISO 3166-1,TLS,COUNTRY,Timor-Leste',
      'ISO 3166-1,XKX,COUNTRY,Kosovo',
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,unit_multiplier,direction,confidence',
      'corruption,Control of corruption,governance,SCORE,LEVEL,point,0,HIGHER_IS_BETTER,90',
      'stability,Political stability,governance,SCORE,LEVEL,point,0,HIGHER_IS_BETTER,',
      'cases,Cases,governance,COUNT,FLOW,case,3,LOWER_IS_BETTER,95.5',
    ),
    observations: csv(HEADER, ...observations),
    ...files,
  },
});
