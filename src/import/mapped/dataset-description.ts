import type { Sql } from '../../database/sql.ts';
import { message } from '../../domain/message/message.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Texts } from '../package/column.ts';
import { type Problems, quoted } from '../package/problem.ts';

/** What datapackage.json says of a data set, its code and title first. */
export interface DatasetDescription {
  readonly code: string;
  readonly title: string;
  readonly licence: string | null;
  readonly language: string;
  readonly timeZone: string;
  readonly titles: Texts;
  readonly region?: string | null;
  readonly publisher?: string | null;
  readonly minCount?: number | null;
  readonly fiscalYearStart?: string | null;
  readonly taskLight?: 'due-date' | 'rating';
}

const STANDING = `-- mapping.dataset
select d.title as titles, d.licence, d.language, d.time_zone as "timeZone",
  (select r.scheme || ':' || r.code from region r where r.id = d.region_id) as region,
  (select o.code from organization o where o.id = d.publisher_id) as publisher,
  d.min_count as "minCount", d.fiscal_year_start as "fiscalYearStart",
  case d.task_light when 'RATING' then 'rating' else 'due-date' end as "taskLight"
from dataset d where d.code = $1::text`;

/**
 * The data set that a mapping is for: as it stands, with what the mapping says of it over that; one that is new has to be described. Null where
 * it cannot be told, with the reason in `problems`.
 */
export async function describeDataset(
  sql: Sql,
  { dataset }: Pick<Mapping, 'dataset'>,
  named: string | undefined,
  mappingFile: string,
  problems: Problems,
): Promise<DatasetDescription | null> {
  const code = named ?? dataset?.code;
  const refuse = (
    column: string,
    text: Parameters<Problems['add']>[0]['message'],
    expected: ReturnType<typeof message>,
  ) => {
    problems.add({ resource: mappingFile, column, message: text, expected });
    return null;
  };
  if (code === undefined)
    return refuse('dataset', message('import.value-missing'), message('mapping.dataset-expected'));
  const [standing] = await sql.query<Omit<DatasetDescription, 'code' | 'title'>>(STANDING, [code]);
  const { code: _, title, titles, ...given } = dataset ?? { code };
  const { language, timeZone } = { ...standing, ...given };
  if (language === undefined || timeZone === undefined || (standing === undefined && title === undefined)) {
    return refuse(
      'dataset',
      message('mapping.new-dataset', { code: quoted(code) }),
      message('mapping.described-expected'),
    );
  }
  const all: Texts = { ...standing?.titles, ...(title === undefined ? {} : { [language]: title }), ...titles };
  const { licence = null, ...described } = { ...standing, ...given };
  const own = Object.fromEntries(
    Object.entries(described).filter(([, value]) => value !== null && value !== undefined),
  );
  return { ...own, code, title: all[language] ?? code, licence, language, timeZone, titles: all };
}

/** The datapackage.json of a package of the data set. */
export function packageDescriptor(
  { code: name, title, licence, ...govgraph }: DatasetDescription,
  version: string,
  resources: readonly object[],
): object {
  return { name, version, title, ...(licence ? { licenses: [{ name: licence }] } : {}), govgraph, resources };
}
