import { expect } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { ImportRefused, type Problem } from '../../../src/import/package/problem.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

/** A province with two prefectures, of which one has three counties, the other two. */
const REGIONS = csv(
  'scheme,code,level,parent,name:en',
  'X,p,PROVINCE,,P',
  'X,a,PREFECTURE,p,A',
  'X,a1,COUNTY,a,A1',
  'X,a2,COUNTY,a,A2',
  'X,a3,COUNTY,a,A3',
  'X,b,PREFECTURE,p,B',
  'X,b1,COUNTY,b,B1',
  'X,b2,COUNTY,b,B2',
);

const METRIC =
  'code,name:en,theme,kind,basis,unit,unit_multiplier,decimals,over_time,over_regions,over_breakdowns,dimensions,expression';

export interface Small {
  /** `code,kind,basis,multiplier,decimals,over_time,over_regions,over_breakdowns,dimensions,expression`. */
  readonly metrics: readonly string[];
  /** `metric,region,breakdown,period,value,status,numerator,denominator,note`. */
  readonly observations: readonly string[];
  readonly changes?: readonly string[];
  readonly regions?: string;
  readonly minCount?: number | null;
  readonly version?: string;
}

/** A line with as many cells as its file has columns. */
const padded = (line: string, cells: number): string => line + ','.repeat(cells - line.split(',').length);

/** The files of a package of a few metrics. */
const textOf = ({ metrics, observations, changes = [], regions = REGIONS, minCount = 5, version = '1' }: Small) => ({
  name: 'small',
  version,
  govgraph: { region: 'p', minCount },
  files: {
    themes: csv('code,name:en', 'safety,Safety'),
    units: csv('code,name:en', 'case,Case', 'percent,Per cent'),
    sources: csv('code,title:en', 'report,Report'),
    dimensions: csv('dimension,category,name:en', 'sex,,Sex', 'sex,f,Female', 'sex,m,Male', 'age,,Age', 'age,old,Old', 'age,young,Young'),
    regions,
    metrics: csv(
      METRIC,
      ...metrics.map((line) => {
        const [code = '', kind = '', basis, multiplier, ...more] = line.split(',');
        return [code, code, 'safety', kind, basis, kind === 'COUNT' ? 'case' : 'percent', multiplier, ...more].join(',');
      }),
    ),
    observations: csv('metric,region,breakdown,period,value,status,numerator,denominator,note:en,source,locator,quote', ...observations.map((line) => padded(line, 12))),
    published_changes: csv('metric,region,breakdown,period,change,value', ...changes),
  },
}); // biome-ignore format: a file a line

/** A count that adds up over everything. */
export const count = (code: string, dimensions = '', expression = '', multiplier = 0): string =>
  `${code},COUNT,FLOW,${multiplier},,SUM,SUM,SUM,${dimensions},${expression}`;

/** Publishes it, and answers what is served: the value of each figure by its name, null where it is suppressed. */
export async function served(database: Database, small: Small): Promise<Record<string, string | null>> {
  await importText(database, textOf(small));
  const rows = await database.query<{ key: string; value: string | null }>(
    `-- test.served
select concat_ws(' ', m.code, r.code, nullif(s.breakdown_key, ''), o.period) as key, o.value::text
from observation o join series s on s.id = o.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
where o.to_seq = 2147483647 order by 1`,
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** The names of what is suppressed. */
export const hidden = async (database: Database, small: Small): Promise<string[]> =>
  Object.entries(await served(database, small)).flatMap(([key, value]) => (value === null ? [key] : []));

export async function refused(database: Database, small: Small): Promise<readonly Problem[]> {
  const error = await importText(database, textOf(small)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).problems;
}
