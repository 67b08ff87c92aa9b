import { OPEN } from '../../database/sql.ts';
import type { Breakdown } from '../catalogue/breakdown.ts';
import { ESTIMATE_COLUMNS } from '../package/fact-format.ts';
import { writeFactCitations } from './citation-write.ts';
import { IN_PART, metricPartsOf, partsOf } from './stage-part.ts';
import type { ReleaseWriter } from './write.ts';

const STAGED = ['stage_observation', 'stage_published_change', 'stage_target'];

/** Where an observation stands, and what it says: numbers as texts, because 98.4 and 98.40 are not the same publication. */
const OBSERVATION_ROW = (
  t: string,
) => `${t}.basis, ${t}.value::text, ${t}.numerator::text, ${t}.denominator::text, ${t}.flags,
      ${t}.reported_by, ${t}.citation_ids, ${t}.note, ${ESTIMATE_COLUMNS.map((column) => `${t}.${column}::text`).join(', ')}`;
const FIGURE_ROW = (t: string) => `${t}.value::text, ${t}.citation_ids`;

/** A table of rows that hang on series, and where the next release's are staged. */
export interface FactTable {
  readonly table: string;
  readonly stage: string;
  /** Which series `s` a staged row `g` belongs to. */
  readonly of: string;
  /** The column of the stage by which its rows are chosen, which has an index: the metric, or of checks the series. */
  readonly by: 'metric_id' | 'series_id';
  /** Names a fact within its series. */
  readonly key: readonly string[];
  readonly row: (alias: string) => string;
  readonly columns: readonly string[];
}

const sameSeries = 's.metric_id = g.metric_id and s.region_id = g.region_id and s.breakdown_key = g.breakdown_key';

export const FACT_TABLES: readonly FactTable[] = [
  {
    table: 'observation',
    stage: 'stage_observation',
    of: sameSeries,
    by: 'metric_id',
    key: ['period_end', 'period'],
    row: OBSERVATION_ROW,
    columns: [
      'period_start',
      'frequency',
      'basis',
      'value',
      'numerator',
      'denominator',
      'flags',
      'reported_by',
      'citation_ids',
      'note',
      ...ESTIMATE_COLUMNS,
    ],
  },
  ...['published_change', 'target'].map((table) => ({
    table,
    stage: `stage_${table}`,
    of: sameSeries,
    by: 'metric_id' as const,
    key: ['period_end', 'period', 'kind'],
    row: FIGURE_ROW,
    columns: ['value', 'citation_ids'],
  })),
];

/** Makes the staged facts, with the passages that they cite, the state of the release: an equal row is left alone, any other closed, and what is new opened. */
export async function writeFacts(
  release: ReleaseWriter,
  breakdowns: readonly Breakdown[],
  firstNewCitation: number,
): Promise<void> {
  await writeFactCitations(release.tx, firstNewCitation, STAGED);
  await openSeries(release, breakdowns);
  for (const table of FACT_TABLES) {
    const { opened, closed } = await writeFactTable(release, table);
    release.tally.opened += opened;
    release.tally.closed += closed;
  }
  // In a first release every series has a fact.
  if (release.seq > 1) await closeSeries(release);
  // Readers' plans depend on it, and nobody else does it on the embedded engine, or for partitioned tables as a whole.
  const tables = ['series', ...FACT_TABLES.map(({ table }) => table)];
  if (release.tally.opened > 0) await release.tx.query(`-- import.analyze\nanalyze ${tables.join(', ')}`);
}

/** Closes what differs, leaves what stands, and opens what is new. */
export async function writeFactTable(
  release: ReleaseWriter,
  table: FactTable,
): Promise<{ readonly opened: number; readonly closed: number }> {
  const closed = release.seq > 1 ? await closeFacts(release, table) : 0;
  if (release.seq > 1) await leaveUnchanged(release, table);
  return { closed, opened: await openFacts(release, table) };
}

/** Whether a series that was closed gets figures again. It is opened in place: readers see it from then on. */
export async function reopensSeries({ tx, dataset }: ReleaseWriter): Promise<boolean> {
  const staged = STAGED.map((stage) => `select metric_id, region_id, breakdown_key from ${stage}`).join(' union all ');
  const [found] = await tx.query<{ reopens: boolean }>(
    `-- import.reopens-series
select exists (
  select from series s join (${staged}) g on ${sameSeries} where s.dataset_id = $1::int and s.to_seq <> ${OPEN}
) as reopens`,
    [dataset],
  );
  return found?.reopens ?? true;
}

async function openSeries({ tx, dataset, seq }: ReleaseWriter, breakdowns: readonly Breakdown[]): Promise<void> {
  const staged = STAGED.map((stage) => `select metric_id, region_id, breakdown_key from ${stage}`).join(' union ');
  await tx.query(
    `-- import.open-series
insert into series (dataset_id, metric_id, region_id, breakdown_key, from_seq)
select $1::int, metric_id, region_id, breakdown_key, $2::int from (${staged}) s
order by metric_id, region_id, breakdown_key
on conflict (dataset_id, metric_id, region_id, breakdown_key) do update set to_seq = ${OPEN} where series.to_seq <> ${OPEN}`,
    [dataset, seq],
  );
  await tx.query('-- import.analyze-series\nanalyze series');
  const items = breakdowns.flatMap(({ key, items }) =>
    items.map(({ dimension_id, category_id }) => ({ breakdown_key: key, dimension_id, category_id })),
  );
  await tx.query(
    `-- import.series-categories
insert into series_category (series_id, dimension_id, category_id)
select s.id, g.dimension_id, g.category_id
from jsonb_to_recordset($2::text::jsonb) as g(breakdown_key text, dimension_id int, category_id int)
join series s on s.breakdown_key = g.breakdown_key
where s.dataset_id = $1::int and s.from_seq = $3::int
on conflict do nothing`,
    [dataset, JSON.stringify(items), seq],
  );
}

/** Chooses the staged rows `g` of some metrics, the third parameter, of a data set, the first. */
const STAGED_IN = {
  metric_id: 'g.metric_id = any($3::int[])',
  series_id: 'g.series_id in (select id from series where dataset_id = $1::int and metric_id = any($3::int[]))',
};

/** Closes what differs, the metrics in parts: on an embedded database readers wait for each statement. */
async function closeFacts(
  { tx, dataset, seq }: ReleaseWriter,
  { table, stage, of, by, key, row }: FactTable,
): Promise<number> {
  let closed = 0;
  for (const metrics of await metricPartsOf(tx, dataset)) {
    const [count] = await tx.query<{ closed: number }>(
      `-- import.close-${table}s
with closed as (
  update ${table} t set to_seq = $2::int
  from series s
  where s.dataset_id = $1::int and s.metric_id = any($3::int[]) and t.series_id = s.id and t.to_seq = ${OPEN} and not exists (
    select 1 from ${stage} g
    where ${STAGED_IN[by]} and ${of} and ${key.map((name) => `g.${name} = t.${name}`).join(' and ')}
      and (${row('g')}) is not distinct from (${row('t')})
  )
  returning 1
)
select count(*)::int as closed from closed`,
      [dataset, seq, metrics],
    );
    closed += count?.closed ?? 0;
  }
  return closed;
}

/** Takes from the stage what stands already. Its own statement, because one that reads the table it fills would read its own rows too. */
async function leaveUnchanged({ tx, dataset }: ReleaseWriter, { table, stage, of, key }: FactTable): Promise<void> {
  for (const part of await partsOf(tx, stage)) {
    await tx.query(
      `-- import.leave-${table}s
delete from ${stage} g using series s, ${table} t
where s.dataset_id = $1::int and ${of} and t.series_id = s.id and ${IN_PART}
  and ${key.map((name) => `t.${name} = g.${name}`).join(' and ')} and t.to_seq = ${OPEN}`,
      [dataset, ...part],
    );
  }
}

async function openFacts(
  { tx, dataset, seq }: ReleaseWriter,
  { table, stage, of, key, columns }: FactTable,
): Promise<number> {
  const names = [...key, ...columns];
  let opened = 0;
  for (const part of await partsOf(tx, stage)) {
    const [count] = await tx.query<{ opened: number }>(
      `-- import.open-${table}s
with opened as (
  insert into ${table} (series_id, from_seq, ${names.join(', ')})
  select s.id, $4::int, ${names.map((name) => `g.${name}`).join(', ')}
  from ${stage} g join series s on s.dataset_id = $1::int and ${of}
  where ${IN_PART}
  returning 1
)
select count(*)::int as opened from opened`,
      [dataset, ...part, seq],
    );
    opened += count?.opened ?? 0;
  }
  return opened;
}

/** Adds what was opened to what is known of the size of each metric. After the facts are opened, the stage holds what was. */
export async function addSizes({ tx, dataset }: ReleaseWriter): Promise<void> {
  await tx.query(
    `-- import.add-sizes
insert into metric_size as z (metric_id, series, regions, observations)
select m.metric_id, m.series, m.regions, coalesce(g.opened, 0)
from (
  select metric_id, count(*) as series, count(distinct region_id) as regions from series
  where metric_id in (select metric_id from series where dataset_id = $1::int) group by metric_id
) m
left join (select metric_id, count(*) as opened from stage_observation group by metric_id) g on g.metric_id = m.metric_id
on conflict (metric_id) do update set
  series = excluded.series, regions = excluded.regions, observations = z.observations + excluded.observations`,
    [dataset],
  );
}

/** A series without a fact is closed; it is no row of the package, so it counts for nothing by itself. */
async function closeSeries({ tx, dataset, seq }: ReleaseWriter): Promise<void> {
  const empty = FACT_TABLES.map(
    ({ table }) => `not exists (select 1 from ${table} t where t.series_id = s.id and t.to_seq = ${OPEN})`,
  );
  await tx.query(
    `-- import.close-series
update series s set to_seq = $2::int where s.dataset_id = $1::int and s.to_seq = ${OPEN} and ${empty.join(' and ')}`,
    [dataset, seq],
  );
}
