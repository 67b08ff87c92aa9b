import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { Text } from '../../src/domain/message/message.ts';
import { translate } from '../../src/domain/message/translate.ts';
import { importPackage } from '../../src/import/import.ts';
import type { ImportOptions } from '../../src/import/import-options.ts';
import { ImportRefused, type Problem } from '../../src/import/package/problem.ts';
import { openTestDatabase } from '../support/database.ts';

export const BUNDLED = fileURLToPath(new URL('../../data/tianshui-2020/', import.meta.url));

/** What an import tells, as an English reader sees it. */
export const inEnglish = (texts: readonly Text[]): string[] => texts.map((text) => translate(text, 'en'));

/** A migrated database without anything in it. */
export const openMemory = (): Promise<Database> => openTestDatabase('empty');

export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** A small package that is right: two regions, three metrics of which one is computed, a plan of three tasks. */
export const SMALL = {
  'sources.csv': 'code,title:en,publisher\nreport,The report,office\n',
  'themes.csv': 'code,name:en,name:zh-Hans\nsafety,Safety,安全\n',
  'units.csv': 'code,name:en\ncase,Case\npercent,Per cent\n',
  'dimensions.csv': 'dimension,category,name:en,order\nsex,,Sex,\nsex,f,Female,1\nsex,m,Male,2\n',
  'regions.csv': 'scheme,code,level,parent,name:en\nX,top,PROVINCE,,Top\nX,low,COUNTY,top,Low\n',
  'organizations.csv':
    'code,kind,name:en,parent,region\noffice,GOVERNMENT,Office,,top\nunit,DEPARTMENT,Unit,office,low\n',
  'working_groups.csv': 'code,ordinal,name:en,leading_group,source,locator\ng1,1,,office,report,p. 1\n',
  'programmes.csv':
    'code,kind,name:en,theme,working_group,pilot_regions,metrics\nprog,PILOT,Programme,safety,g1,low;top,rate;filed\n',
  'tasks.csv':
    'code,title:en,programme,working_group,region,parent,weight,start_date,due_date,lead,cooperate,supervise,metrics,status\n' +
    'root,Root,prog,g1,top,,,2020-01-01,2020-12-31,office,,,,\n' +
    'one,One,prog,g1,low,root,3,,,unit,office,,filed,\n' +
    'two,Two,prog,g1,low,root,1,,,unit,,office,,\n',
  'metrics.csv':
    'code,name:en,theme,kind,basis,unit,unit_multiplier,decimals,direction,over_time,over_regions,dimensions,numerator,denominator,factor\n' +
    'filed,Cases filed,safety,COUNT,FLOW,case,0,0,LOWER_IS_BETTER,SUM,SUM,sex,,,\n' +
    'solved,Cases solved,safety,COUNT,FLOW,case,0,0,HIGHER_IS_BETTER,SUM,SUM,sex,,,\n' +
    'rate,Clearance rate,safety,RATE,FLOW,percent,0,2,HIGHER_IS_BETTER,WEIGHTED,WEIGHTED,sex,solved,filed,100\n',
  'observations.csv':
    'metric,region,breakdown,period,value,status,reported_by,note:en,source,locator\n' +
    'filed,low,,2020,30,,unit,,report,p. 2\n' +
    'solved,low,,2020,20,,unit,,report,p. 3\n' +
    'filed,top,sex=f,2020-11,7,,,,report,p. 2\n',
} as const satisfies Files;

const DESCRIPTOR = {
  name: 'small',
  version: '1',
  title: 'Small',
  govgraph: { language: 'en', timeZone: 'Asia/Shanghai', region: 'top' },
};

export interface PackageOptions {
  /** Replaces what datapackage.json says under these names. */
  readonly descriptor?: Readonly<Record<string, unknown>>;
  /** Replaces what it says under govgraph. */
  readonly govgraph?: Readonly<Record<string, unknown>>;
}

/** Writes a package into a new folder. A file that is null is named and not there. */
export async function writePackage(
  files: Files,
  { descriptor = {}, govgraph = {} }: PackageOptions = {},
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'govgraph-'));
  const resources = Object.keys(files)
    .filter((path) => path.endsWith('.csv'))
    .map((path) => ({ name: path.replace(/^.*\//, '').replace('.csv', ''), path }));
  const json = { ...DESCRIPTOR, resources, ...descriptor, govgraph: { ...DESCRIPTOR.govgraph, ...govgraph } };
  for (const [path, content] of Object.entries({ 'datapackage.json': JSON.stringify(json), ...files })) {
    if (content === null) continue;
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
}

export async function importFiles(
  database: Pick<Database, 'query' | 'longTransaction'>,
  files: Files,
  options: PackageOptions & ImportOptions = {},
) {
  const directory = await writePackage(files, options);
  try {
    return await importPackage(database, directory, { closing: 'confirmed', ...options });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What a refused package was refused for. */
export async function problemsOf(
  database: Database,
  files: Files,
  options: PackageOptions & ImportOptions = {},
): Promise<readonly Problem[]> {
  const error = await importFiles(database, files, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).problems;
}

/** Every row of every table that an import may write, as one text. */
export async function everything(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    "-- test.tables\nselect tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1",
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.query<{ text: string | null }>(
      `-- test.rows\nselect string_agg(t::text, E'\\n' order by t::text) as text from ${name} t`,
    );
    parts.push(`${name}\n${row?.text ?? ''}`);
  }
  return parts.join('\n\n');
}

/** Observations that are open now, as texts that are easily compared. */
export async function openObservations(database: Database, dataset = 'small'): Promise<string[]> {
  const rows = await database.query<{ text: string }>(
    `-- test.observations
select concat_ws(' ', m.code, r.code, nullif(s.breakdown_key, ''), o.period, coalesce(o.value::text, 'null'), o.flags::text,
  nullif(o.basis::text, 'PUBLISHED'), o.from_seq) as text
from observation o join series s on s.id = o.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
join dataset d on d.id = s.dataset_id
where d.code = $1::text and o.to_seq = 2147483647 order by 1`,
    [dataset],
  );
  return rows.map((row) => row.text);
}
