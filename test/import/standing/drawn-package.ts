import fc from 'fast-check';
import type { Database } from '../../../src/database/database.ts';
import { type Files, SMALL } from '../fixture.ts';

/** What is published of a data set, by name: figures with their basis, changes, targets, and rows of the plan and the catalogue. */
export async function published(database: Database, dataset: string): Promise<Map<string, Map<string, string>>> {
  const rows = await database.query<{ file: string; key: string; text: string }>(
    `-- test.published
with s as (
  select s.id, concat_ws(' ', m.code, r.code, s.breakdown_key) as series from series s
  join metric m on m.id = s.metric_id join region r on r.id = s.region_id join dataset d on d.id = s.dataset_id where d.code = $1::text
)
select case o.basis when 'COMPUTED' then 'computed' else 'observations' end as file, concat_ws(' ', series, o.period) as key,
  concat_ws('|', o.value::text, o.numerator::text, o.flags::text, o.note::text) as text
from s join observation o on o.series_id = s.id where o.to_seq = 2147483647
union all select 'targets', concat_ws(' ', series, t.period, t.kind), t.value::text
from s join target t on t.series_id = s.id where t.to_seq = 2147483647
union all select 'published_changes', concat_ws(' ', series, t.period, t.kind), t.value::text
from s join published_change t on t.series_id = s.id where t.to_seq = 2147483647
union all select 'tasks', t.code, concat_ws('|', t.title::text, t.weight::text, t.parent_id, t.rolled_up_progress::text, t.status::text)
from task t join dataset d on d.id = t.dataset_id where d.code = $1::text and t.to_seq = 2147483647
union all select 'themes', t.code, t.name::text from theme t join dataset d on d.id = t.dataset_id
where d.code = $1::text and t.to_seq = 2147483647`,
    [dataset],
  );
  const files = new Map<string, Map<string, string>>();
  for (const { file, key, text } of rows) files.set(file, (files.get(file) ?? new Map()).set(key, text));
  return files;
}

export interface Drawn {
  readonly figures: readonly (readonly [metric: string, sex: string, year: number, value: number])[];
  readonly targets: readonly (readonly [year: number, value: number])[];
  readonly tasks: readonly (readonly [place: number, weight: number])[];
  readonly label: number;
  readonly minCount: number | null;
}

/** Mostly nothing: what two packages have in common is then mostly the same. */
const change = fc.integer({ min: 0, max: 25 }).map((drawn) => (drawn < 25 ? 0 : 1));
export const drawn: fc.Arbitrary<Drawn> = fc.record({
  figures: fc.uniqueArray(
    fc.tuple(fc.constantFrom('filed', 'solved'), fc.constantFrom('', 'sex=f', 'sex=m'), fc.integer({ min: 2018, max: 2021 }), change),
    { maxLength: 14, selector: (figure) => figure.slice(0, 3).join() },
  ),
  targets: fc.uniqueArray(fc.tuple(fc.integer({ min: 2019, max: 2021 }), change), { maxLength: 3, selector: ([year]) => year }),
  tasks: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), change), { maxLength: 5, selector: ([place]) => place }),
  label: change,
  minCount: fc.constantFrom(null, null, 5),
}); // biome-ignore format: a column a line

/** A figure by its key, some of them small. */
const figure = (metric: string, sex: string, year: number) =>
  ((year * 7 + sex.length * 3 + sex.charCodeAt(4)) % 11 || 0) + (metric === 'filed' ? 3 : 1);

export const filesOf = ({ figures, targets, tasks, label }: Drawn): Files => ({
  ...SMALL,
  'themes.csv': label === 0 ? SMALL['themes.csv'] : SMALL['themes.csv'].replace('Safety', `Safety ${label}`),
  'tasks.csv': `code,title:en,region,weight\n${tasks.map(([place, weight]) => `t${place},T${place},low,${weight + 1}\n`).join('')}`,
  'targets.csv': `metric,region,period,kind,value\n${targets.map(([year, value]) => `filed,low,${year},TARGET,${value + 1}\n`).join('')}`,
  'observations.csv': `metric,region,breakdown,period,value\n${figures.map(([metric, sex, year, value]) => `${metric},low,${sex},${year},${figure(metric, sex, year) + value}\n`).join('')}`,
}); // biome-ignore format: a file a line

/** Rows of shared lists belong to the data set that brings them first: each case has its own. */
export const ownCodes = (files: Files, name: string | number): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      String(text).replace(/\b(safety|filed|solved|rate)\b(?!,clearance)/g, `$1-${name}`),
    ]),
  );
