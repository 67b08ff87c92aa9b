// Releases of a small data set in which every figure is the number of the release.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const DATASET = 'cluster-city';
export const METRIC = 'marks';
export const TASK = 'watch';
const YEARS = 4;
/** The figures of each release. */
export const FIGURES = YEARS * 12;

const csv = (...lines) => `${lines.join('\n')}\n`;

/** Writes a release, and answers its folder. */
export function writeRelease(folder, release) {
  const path = join(folder, `release-${release}`);
  mkdirSync(path);
  const months = Array.from(
    { length: FIGURES },
    (_, at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  );
  const files = {
    regions: csv('scheme,code,level,parent,name:en', 'test,990000,PREFECTURE,,Cluster City'),
    organizations: csv('code,kind,name:en,region', 'leaders,LEADING_GROUP,Leaders,990000'),
    units: csv('code,name:en', 'piece,piece'),
    themes: csv('code,name:en', 'safety,Safety'),
    working_groups: csv('code,ordinal,name:en,leading_group', 'watchers,1,Watchers,leaders'),
    programmes: csv(
      'code,kind,name:en,theme,working_group,attribution',
      'watching,MECHANISM,Watching,safety,watchers,STATED',
    ),
    tasks: csv(
      'code,ordinal,title:en,programme,working_group,attribution,region',
      `${TASK},1,Watch,watching,watchers,STATED,990000`,
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions',
      `${METRIC},Marks,safety,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM`,
    ),
    observations: csv('metric,region,period,value', ...months.map((month) => `${METRIC},990000,${month},${release}`)),
  };
  const descriptor = {
    name: DATASET,
    version: String(release),
    title: DATASET,
    govgraph: { language: 'en', timeZone: 'Asia/Shanghai', region: '990000', titles: { en: 'Cluster City' } },
    resources: Object.keys(files).map((name) => ({ name, path: `${name}.csv` })),
  };
  writeFileSync(join(path, 'datapackage.json'), JSON.stringify(descriptor));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, `${name}.csv`), text);
  return path;
}
