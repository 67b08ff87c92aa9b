import type { CodeKind, Texts } from '../package/column.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import { type Compared, differingTexts, refuseDifference, shownText } from './difference.ts';

/** What datapackage.json says of the data set itself is a row of the catalogue as well. */
export async function refuseDifferingDataset(
  { tx, source, names, problems }: Compared,
  dataset: number,
): Promise<void> {
  const [stands] = await tx.query<{ row: Readonly<Record<string, unknown>> & { readonly title: Texts } }>(
    `-- import.standing-dataset
select to_jsonb(d) || jsonb_build_object(
  'region', (select r.scheme || ':' || r.code from region r where r.id = d.region_id),
  'publisher', (select o.code from organization o where o.id = d.publisher_id)) as row
from dataset d where d.id = $1::int`,
    [dataset],
  );
  if (stands === undefined) return;
  const { row } = stands;
  const id = (kind: CodeKind, code: unknown) => (typeof code === 'string' ? names.find(kind, code) : null);
  const plain = (column: string, before: unknown, after: unknown, same = shownText(before) === shownText(after)) =>
    same ? [] : [{ column, before: shownText(before), after: shownText(after) }];
  const light = (rule: unknown) => String(rule).toLowerCase().replace('_', '-');
  const cells = [
    ...differingTexts('title', row.title, source.title),
    ...plain('licenses', row.licence, source.licence),
    ...plain('govgraph.language', row.language, source.language),
    ...plain('govgraph.timeZone', row.time_zone, source.timeZone),
    ...plain('govgraph.minCount', row.min_count, source.minCount),
    ...plain('govgraph.fiscalYearStart', row.fiscal_year_start, source.fiscalYearStart),
    ...plain('govgraph.taskLight', light(row.task_light), light(source.taskLight)),
    ...plain('govgraph.region', row.region, source.region, id('region', row.region) === id('region', source.region)),
    ...plain('govgraph.publisher', row.publisher, source.publisher),
  ];
  for (const cell of cells) refuseDifference(problems, { resource: DESCRIPTOR, row: null, name: source.code, ...cell });
}
