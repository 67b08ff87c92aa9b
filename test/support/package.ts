import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PackageText {
  readonly name: string;
  readonly version: string;
  /** The `govgraph` part of datapackage.json, over what every test package has. */
  readonly govgraph?: Readonly<Record<string, unknown>>;
  /** CSV by resource name: metrics, observations, … */
  readonly files: Readonly<Record<string, string>>;
  /** What resources declare besides, by name: a schema, a dialect. */
  readonly declared?: Readonly<Record<string, object>>;
}

/** Writes a package to a folder of its own and answers its path. */
export async function writePackage({ name, version, govgraph, files, declared }: PackageText): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-package-'));
  const descriptor = {
    name,
    version,
    title: name,
    govgraph: { language: 'en', timeZone: 'Asia/Shanghai', region: '990000', titles: { en: name }, ...govgraph },
    resources: Object.keys(files).map((resource) => ({
      name: resource,
      path: `${resource}.csv`,
      ...declared?.[resource],
    })),
  };
  await writeFile(join(folder, 'datapackage.json'), JSON.stringify(descriptor));
  for (const [resource, text] of Object.entries(files)) await writeFile(join(folder, `${resource}.csv`), text);
  return folder;
}

/** Lines of a CSV file. */
export const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

const MONTHS = Array.from(
  { length: 24 },
  (_, index) => `${2019 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
);

/**
 * A small city: two groups, a tree of tasks with reports, two districts, metrics over 24 months, a breakdown with and without total.
 * `changes` replaces whole files.
 */
export function riverCity(version = '1', changes: Readonly<Record<string, string>> = {}): PackageText {
  return {
    name: 'river-city',
    version,
    files: {
      sources: csv('code,title:en,sha256', `river-report,Report of River City,${'ab'.repeat(32)}`),
      organizations: csv(
        'code,kind,name:en,name:zh-Hans,parent,region,heads',
        'river-committee,PARTY_COMMITTEE,River committee,河委,,990000,',
        'river-police,ORGAN,River police,河警,river-committee,990000,',
        'river-works,DEPARTMENT,River works,河工,river-committee,990100,',
        'river-leaders,LEADING_GROUP,River leaders,河领导,,990000,river-committee;river-police',
      ),
      themes: csv('code,name:en,name:zh-Hans', 'safety,Safety,安全', 'water,Water,水'),
      units: csv('code,name:en,symbol:en', 'piece,piece,pcs', 'share,share,%'),
      dimensions: csv(
        'dimension,category,name:en,order',
        'bank,,Bank,',
        'bank,left,Left bank,1',
        'bank,right,Right bank,2',
        'season,,Season,',
        'season,dry,Dry season,1',
        'season,wet,Wet season,2',
      ),
      regions: csv(
        'scheme,code,level,parent,name:en,name:zh-Hans,valid_from,valid_to,successors',
        'test,990000,PREFECTURE,,River City,河市,,,',
        'test,990100,COUNTY,990000,Upper District,上区,2010-01-01,,',
        'test,990200,COUNTY,990000,Lower Land,下县,,2014-12-31,',
        'test,990200,COUNTY,990000,Lower District,下区,2015-01-01,,',
      ),
      working_groups: csv(
        'code,ordinal,name:en,leading_group',
        'banks,1,Banks,river-leaders',
        'floods,2,,river-leaders',
      ),
      programmes: csv(
        'code,kind,name:en,theme,working_group,attribution,pilot_regions,metrics',
        'dikes,CAMPAIGN,Dikes,water,banks,STATED,990100,leaks;leak-rate',
        'watch,MECHANISM,Watch,safety,floods,INFERRED,,',
      ),
      tasks: csv(
        'code,ordinal,title:en,programme,working_group,attribution,status,region,parent,level,weight,start_date,due_date,lead,cooperate,supervise,metrics',
        'dike,1,Raise the dike,dikes,banks,STATED,,990000,,PREFECTURE,,2020-01-01,2020-12-31,river-works,river-police,,leaks',
        'dike-a,2,Raise part A,dikes,banks,STATED,,990100,dike,COUNTY,3,2020-01-01,2020-06-30,river-works;river-police,,,',
        'dike-b,3,Raise part B,dikes,banks,STATED,IN_PROGRESS,990200,dike,COUNTY,1,2020-01-01,2020-12-31,river-works,,river-works,',
        'patrol,4,Patrol the banks,watch,floods,INFERRED,COMPLETED,990200,,,,,,river-police,,,',
        'gauge,,Set up gauges,watch,floods,INFERRED,CANCELLED,990100,,,,,2020-03-31,,,,',
      ),
      task_reports: csv(
        'task,reported_at,status,progress,note:en,reported_by',
        'dike-a,2020-03-01T08:00:00+08:00,IN_PROGRESS,40,begun,river-works',
        'dike-a,2020-06-01T08:00:00+08:00,IN_PROGRESS,80,nearly there,river-works',
        'dike-b,2020-06-01T08:00:00+08:00,IN_PROGRESS,20,,river-works',
      ),
      metrics: csv(
        'code,name:en,name:zh-Hans,theme,working_group,attribution,kind,basis,unit,decimals,direction,over_time,over_regions,over_breakdowns,dimensions,numerator,denominator,factor',
        'leaks,Leaks,渗漏,water,banks,STATED,COUNT,FLOW,piece,0,LOWER_IS_BETTER,SUM,SUM,SUM,bank;season,,,',
        'checks,Checks,检查,water,banks,STATED,COUNT,FLOW,piece,0,HIGHER_IS_BETTER,SUM,SUM,,,,,',
        'leak-rate,Leak rate,渗漏率,water,banks,STATED,RATE,FLOW,share,2,LOWER_IS_BETTER,WEIGHTED,WEIGHTED,,,leaks,checks,100',
        'gauges,Gauges,水尺,safety,,,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,,,,,',
      ),
      observations: csv(
        'metric,region,breakdown,period,value,status,numerator,denominator,reported_by,note:en,source,locator',
        ...MONTHS.map(
          (month, index) => `leaks,990000,,${month},${index + 1},,,,river-works,,river-report,page ${index + 1}`,
        ),
        ...MONTHS.map((month, index) => `checks,990000,,${month},${100 + index},,,,,,,`),
        ...['990100', '990200'].flatMap((region) =>
          MONTHS.map((month, index) => `leaks,${region},,${month},${index},,,,,,,`),
        ),
        'leaks,990000,bank=left,2020,120,,,,,,,',
        'leaks,990000,bank=right,2020,90,PROVISIONAL,,,,,,',
        'leaks,990000,bank=right;season=wet,2020,60,,,,,,,',
        'leaks,990000,,2020,222,ESTIMATED PROVISIONAL,,,,counted twice,,',
        'gauges,990000,,2019,,MISSING,,,,,,',
        'gauges,990000,,2020,0,,,,,,,',
      ),
      published_changes: csv('metric,region,breakdown,period,change,value', 'leaks,990000,,2020-12,YOY,100'),
      ...changes,
    },
  };
}

/** The same city with figures of so many days that whoever imports it is told, every other second, how far reading them is. */
export const longCity = (version: string, days = 200_000): PackageText =>
  riverCity(version, {
    observations: csv(
      'metric,region,breakdown,period,value,status',
      // More lines than one call takes arguments.
      Array.from({ length: days }, (_, index) => {
        const day = new Date(Date.UTC(1850, 0, 1 + index)).toISOString().slice(0, 10);
        return `gauges,990000,,${day},${index},`;
      }).join('\n'),
    ),
    published_changes: csv('metric,region,breakdown,period,change,value'),
  });
