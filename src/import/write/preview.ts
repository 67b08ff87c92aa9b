import { OPEN } from '../../database/sql.ts';
import type { CatalogueFile } from '../package/format.ts';
import { figureText } from '../package/problem.ts';
import { readCatalogueChanges } from './catalogue-change.ts';
import { FACT_TABLES } from './fact-write.ts';
import type { FileChanges, Revision } from './file-change.ts';
import type { ReleaseWriter } from './write.ts';

/** What an import would do, found out by doing it. */
export interface Preview {
  readonly files: readonly FileChanges[];
  /** The first of what is revised. */
  readonly revisions: readonly Revision[];
}

/** Figures that a release says otherwise than the one before. */
export interface Revised {
  readonly count: number;
  /** The first of them. */
  readonly revisions: readonly Revision[];
}

export const MAX_REVISIONS = 10;

const FILES: Readonly<Record<string, string>> = {
  observation: 'observations',
  published_change: 'published_changes',
  target: 'targets',
};

/** Reads what a release that is written and not published has changed. */
export async function readPreview(release: ReleaseWriter, reports: FileChanges): Promise<Preview> {
  const catalogue = await readCatalogueChanges(release, MAX_REVISIONS);
  const facts: FileChanges[] = [];
  const revisions: Revision[] = [];
  for (const { table } of FACT_TABLES) {
    facts.push(...(await countFacts(release, table)));
    revisions.push(...(await readRevisedFacts(release, table)));
  }
  const files = [...catalogue.files, await countAliases(release), reports, ...facts];
  return {
    files: files.filter(hasRows),
    revisions: [...revisions, ...catalogue.revisions].slice(0, MAX_REVISIONS),
  };
}

const hasRows = ({ opened, revised, unchanged, closed }: FileChanges): boolean =>
  opened + revised + unchanged + closed > 0;

/** The preview of a release that changes nothing: what it says of the file itself is not kept either. */
export const withoutOwnSource = ({ files }: Preview): Preview => ({
  files: files.map((changes) => ({ ...changes, opened: 0 })).filter(hasRows),
  revisions: [],
});

/**
 * Whether a release that is written and not published says nothing that does not stand. Of a package that was read from a file, that the file is known as
 * a source is nothing by itself, where no figure and no row cites it. `ownSource` is its code.
 */
export async function changesNothing(
  { tx, tally: { opened, closed, updated } }: ReleaseWriter,
  ownSource: string | null,
): Promise<boolean> {
  if (opened + closed + updated === 0) return true;
  if (ownSource === null || opened !== 1 || closed + updated > 0) return false;
  const found = await tx.query(
    `-- import.opened-source
select 1 from source t where t.code = $1::text and t.to_seq = ${OPEN} and not exists (
  select 1 from before_release b where b.kind = 'SOURCE' and b.id = t.id and (b.row ->> 'to_seq')::int = ${OPEN}
)`,
    [ownSource],
  );
  return found.length > 0;
}

/** Reads which figures a release that is written and not published has revised, those of files first. */
export async function readRevised({ tx, dataset, seq }: ReleaseWriter): Promise<Revised> {
  let count = 0;
  const revisions: Revision[] = [];
  for (const { table } of FACT_TABLES) {
    const kind = table === 'observation' ? '' : ' and n.kind = o.kind';
    const rows = await tx.query<RevisedRow & { count: number }>(
      `-- import.revised-${table}s
with o as materialized (select t.* from series s join ${table} t on t.series_id = s.id where s.dataset_id = $1::int and t.to_seq = $2::int)
select ${revisedColumns(table)}, (count(*) over ())::int as count
from o join ${table} n on n.series_id = o.series_id and n.period_end = o.period_end and n.period = o.period and n.to_seq = ${OPEN}${kind}
join series s on s.id = n.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
order by computed, ${REVISED_ORDER} limit ${MAX_REVISIONS}`,
      [dataset, seq],
    );
    count += rows[0]?.count ?? 0;
    revisions.push(...rows.map((row) => toRevision(table, row)));
  }
  return { count, revisions: revisions.slice(0, MAX_REVISIONS) };
}

/** What the release opened `n`, closed `o`, and left alone, of one series, period and kind each. */
const changedFacts = (table: string): string => {
  const kind = table === 'observation' ? '' : ' and o.kind = n.kind';
  return `(select t.* from series s join ${table} t on t.series_id = s.id where s.dataset_id = $1::int and t.to_seq = ${OPEN}) n
full join (select t.* from series s join ${table} t on t.series_id = s.id where s.dataset_id = $1::int and t.to_seq = $2::int) o
  on o.series_id = n.series_id and o.period_end = n.period_end and o.period = n.period${kind}`;
};

const isComputed = (table: string): string =>
  table === 'observation' ? "coalesce(n.basis, o.basis) = 'COMPUTED'" : 'false';

async function countFacts({ tx, dataset, seq }: ReleaseWriter, table: string): Promise<FileChanges[]> {
  const rows = await tx.query<Omit<FileChanges, 'file'> & { computed: boolean }>(
    `-- import.preview-${table}s
select ${isComputed(table)} as computed,
  (count(*) filter (where o.series_id is null and n.from_seq = $2::int))::int as opened,
  (count(*) filter (where o.series_id is not null and n.series_id is not null))::int as revised,
  (count(*) filter (where n.from_seq < $2::int))::int as unchanged,
  (count(*) filter (where n.series_id is null))::int as closed
from ${changedFacts(table)} group by 1 order by 1`,
    [dataset, seq],
  );
  return rows.map(({ computed, ...counts }) => ({ file: computed ? COMPUTED : (FILES[table] ?? table), ...counts }));
}

/** What is computed has no file. */
export const COMPUTED = 'computed';

async function readRevisedFacts({ tx, dataset, seq }: ReleaseWriter, table: string): Promise<Revision[]> {
  const rows = await tx.query<RevisedRow>(
    `-- import.preview-revised-${table}s
select ${revisedColumns(table)}
from ${changedFacts(table)} join series s on s.id = n.series_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
where o.series_id is not null order by ${REVISED_ORDER} limit ${MAX_REVISIONS}`,
    [dataset, seq],
  );
  return rows.map((row) => toRevision(table, row));
}

type RevisedRow = Omit<Revision, 'file' | 'name'> & Place;

/** What `o` said of a figure, and what `n` says of it. */
function revisedColumns(table: string): string {
  const text = (row: string) =>
    table === 'observation'
      ? `concat_ws(' ', ${row}.value::text, nullif(array_to_string(${row}.flags, ' '), ''))`
      : `${row}.value::text`;
  return `${isComputed(table)} as computed, m.code as metric, r.code as region, s.breakdown_key as breakdown, n.period, 'value' as column, ${text('o')} as before, ${text('n')} as after`;
}

const REVISED_ORDER = 'm.code, r.code, s.breakdown_key, n.period_end, n.period';

const toRevision = (
  table: string,
  { computed, metric, region, breakdown, period, column, before, after }: RevisedRow,
): Revision => ({
  file: computed ? COMPUTED : (FILES[table] ?? table),
  name: figureText(metric, region, breakdown, period),
  column,
  before,
  after,
});

interface Place {
  readonly computed: boolean;
  readonly metric: string;
  readonly region: string;
  readonly breakdown: string;
  readonly period: string;
}

const ALIASES: CatalogueFile = 'region_aliases';

async function countAliases({ tx, dataset, seq }: ReleaseWriter): Promise<FileChanges> {
  const [counts] = await tx.query<Pick<FileChanges, 'opened' | 'unchanged' | 'closed'>>(
    `-- import.preview-aliases
select (count(*) filter (where from_seq = $2::int))::int as opened,
  (count(*) filter (where from_seq < $2::int and to_seq = ${OPEN}))::int as unchanged,
  (count(*) filter (where to_seq = $2::int))::int as closed
from region_alias where dataset_id = $1::int`,
    [dataset, seq],
  );
  return { file: ALIASES, opened: 0, unchanged: 0, closed: 0, ...counts, revised: 0 };
}
