import { OPEN, type Sql } from '../../database/sql.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { ESTIMATE_COLUMNS, type FactFile } from '../package/fact-format.ts';
import type { CatalogueFile } from '../package/format.ts';
import type { Package } from '../package/package.ts';
import { FIRST_STANDING_LINE, figureText, type Problems } from '../package/problem.ts';
import { CHANGES, OBSERVATION_STAGING, type StagingTable, TARGETS } from '../stage/stage.ts';
import { FACT_TABLES, type FactTable } from '../write/fact-write.ts';
import { refuseDifference } from './difference.ts';

interface StandingFacts extends FactTable {
  readonly file: FactFile;
  readonly staging: StagingTable;
  /** What of a row its file says in which column: SQL over a row's alias. */
  readonly cells: Readonly<Record<string, (row: string) => string>>;
}

const textOf = (column: string) => (row: string) => `to_jsonb(${row}.${column}::text)`;
const CITATION = (
  row: string,
): string => `(select to_jsonb(array_agg(array[c.source_id::text, c.locator, c.quote] order by c.id))
      from (select id, source_id, locator, quote from stage_citation union select id, source_id, locator, quote from citation) c
      where c.id = any(${row}.citation_ids))`;
export const CITED = 'source, locator, quote';
const REPORTER = 'reported_by';

const OBSERVATION_CELLS: StandingFacts['cells'] = {
  value: textOf('value'),
  status: (row) => `to_jsonb(array_to_string(${row}.flags, ' '))`,
  numerator: textOf('numerator'),
  denominator: textOf('denominator'),
  [REPORTER]: textOf('reported_by'),
  note: (row) => `${row}.note`,
  ...Object.fromEntries(ESTIMATE_COLUMNS.map((column) => [column, textOf(column)])),
  [CITED]: CITATION,
};
const FIGURE_CELLS: StandingFacts['cells'] = { value: textOf('value'), [CITED]: CITATION };

const [OBSERVATIONS, ...FIGURES] = FACT_TABLES;
export const STANDING_FACTS = [
  ...(OBSERVATIONS ? [{ ...OBSERVATIONS, staging: OBSERVATION_STAGING, file: 'observations', cells: OBSERVATION_CELLS } as const] : []),
  ...FIGURES.map((table) =>
    table.table === 'target'
      ? ({ ...table, staging: TARGETS, file: 'targets', cells: FIGURE_CELLS } as const)
      : ({ ...table, staging: CHANGES, file: 'published_changes', cells: FIGURE_CELLS } as const),
  ),
] satisfies readonly StandingFacts[]; // biome-ignore format: a file a line

export const sameKey = ({ key }: FactTable): string => key.map((name) => `g.${name} = t.${name}`).join(' and ');
export const published = ({ table }: FactTable): string =>
  table === 'observation' ? " and t.basis = 'PUBLISHED'" : '';
/** A figure that stands suppressed, and that the package gives. Whether it is suppressed again is known once suppression was applied. */
const isGivenAgain = "t.value is null and 'SUPPRESSED' = any(t.flags)";

/** A package whose facts are compared with those that stand. */
export interface JudgedFacts {
  readonly source: Package;
  readonly names: CodeIds;
  readonly problems: Problems;
  /** Another citation is none of the differences that matter. */
  readonly keepsCitations?: boolean;
  readonly saying?: FileSaying | null;
}

/** What a file can say. What it cannot say stays as it stands: of a figure where it says the same of it, of a row of another table in any case. */
export interface FileSaying {
  /** The code of the file itself as a source. */
  readonly source: string;
  /** The columns of observations that the file fills. */
  readonly columns: ReadonlySet<string>;
  /**
   * How far its digits are those of the publication. A workbook has 15 of each number and not the zeros at its end, a double as many as tell it
   * from its neighbours; what was shifted to the unit of its metric has as many as the shift left.
   */
  readonly digits: 'PUBLISHED' | 'SHIFTED' | 'ROUNDED' | 'DOUBLE';
  /** Of the other tables that it makes, the columns that it fills: of texts with their language, as in `title:en`. */
  readonly tables: ReadonlyMap<CatalogueFile, ReadonlySet<string>>;
}

/**
 * Refuses facts that stand and that the package gives otherwise. Those that stand suppressed are compared by themselves, once suppression was
 * applied: what hides them again changes nothing.
 */
export async function refuseDifferingFacts(
  tx: Sql,
  { source, names, problems, keepsCitations = false, saying = null }: JudgedFacts,
  dataset: number,
  which: 'plain' | 'suppressed',
): Promise<void> {
  // What is cited is looked up for each fact that differs.
  await tx.query('-- import.index-citations\ncreate index if not exists stage_citation_id on stage_citation (id)');
  await tx.query('-- import.analyze-citations\nanalyze stage_citation');
  for (const file of STANDING_FACTS) {
    const isObservation = file.table === 'observation';
    if (!isObservation && which === 'suppressed') continue;
    const cells = Object.entries(file.cells).map(([column, of]) => {
      const compared = column === CITED ? (row: string) => `${row}.citation_ids` : of;
      return `'${column}', case when ${compared('t')} is distinct from ${compared('g')} then jsonb_build_array(${of('t')}, ${of('g')}) end`;
    });
    const chosen = isObservation ? ` and ${which === 'plain' ? 'not ' : ''}coalesce(${isGivenAgain}, false)` : '';
    const text = `select g.line, g.metric_id, g.region_id, g.breakdown_key, g.period, jsonb_strip_nulls(jsonb_build_object(${cells.join(', ')})) as cells
from ${file.stage} g join series s on s.dataset_id = $1::int and ${file.of}
join ${file.table} t on t.series_id = s.id and t.to_seq = ${OPEN}${published(file)} and ${sameKey(file)}
where g.line < ${FIRST_STANDING_LINE} and (${file.row('g')}) is distinct from (${file.row('t')})${chosen}
order by g.line`; // biome-ignore format: SQL
    const resource = source.resources.get(file.file)?.path ?? file.file;
    for await (const rows of fetchBatches<Differing>(tx, 'import', `differing_${file.table}s`, text, [dataset])) {
      for (const { line, metric_id, region_id, breakdown_key, period, cells } of rows) {
        const place = [names.codeOf('metric', metric_id), names.codeOf('region', region_id)];
        const name = figureText(...place, breakdown_key, period);
        for (const [column, [before, after]] of Object.entries(cells)) {
          if (keepsCitations && column === CITED) continue;
          if (isObservation && saying !== null && column !== CITED && !saying.columns.has(column)) continue;
          const [was, is] = [cellText(column, before, names), cellText(column, after, names)];
          refuseDifference(problems, { resource, row: line, column, name, before: was, after: is });
        }
      }
    }
  }
}

interface Differing {
  readonly line: number;
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly cells: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

function cellText(column: string, value: unknown, names: CodeIds): string {
  if (value === null || value === undefined) return '';
  if (column === REPORTER) return names.codeOf('organization', Number(value));
  if (column !== CITED) return typeof value === 'string' ? value : JSON.stringify(value);
  return (value as readonly (readonly [string, string, string | null])[])
    .map(([source, locator, quote]) => [names.codeOf('source', Number(source)), locator, ...(quote ? [quote] : [])])
    .map((parts) => parts.join(', '))
    .join('; ');
}

/** Puts what stands beside what the package gives, so that the stage holds the full state of the release, as that of a whole package does. */
export async function stageStandingFacts(tx: Sql, dataset: number): Promise<void> {
  await tx.query('-- import.analyze-stages\nanalyze stage_observation, stage_published_change, stage_target');
  for (const file of STANDING_FACTS) {
    const columns = Object.keys(file.staging.columns).filter((column) => column !== 'line');
    const inSeries = new Set(['metric_id', 'region_id', 'breakdown_key']);
    const selected = columns.map((column) => `${inSeries.has(column) ? 's' : 't'}.${column}`);
    await tx.query(
      `-- import.stage-standing-${file.table}s
insert into ${file.stage} (line, ${columns.join(', ')})
select (${FIRST_STANDING_LINE} + row_number() over (order by s.id, ${file.key.map((name) => `t.${name}`).join(', ')}))::int, ${selected.join(', ')}
from series s join ${file.table} t on t.series_id = s.id and t.to_seq = ${OPEN}${published(file)}
where s.dataset_id = $1::int and not exists (select 1 from ${file.stage} g where ${file.of} and ${sameKey(file)})`,
      [dataset],
    );
  }
  // A figure that is suppressed is cited without its quote, and what is cited is looked up among what is staged.
  await tx.query(
    `-- import.stage-standing-citations
insert into stage_citation (id, source_id, locator, quote)
select c.id, c.source_id, c.locator, c.quote from citation c
where c.id in (select i from stage_observation o cross join unnest(o.citation_ids) i)
  and not exists (select 1 from stage_citation s where s.id = c.id)`,
  );
}

/**
 * Keeps results of formulas that stand suppressed and were not computed, because what they follow from is suppressed with them. A package that is
 * whole has the figures that were suppressed in it; here nothing has them any more.
 */
export async function stageSuppressedResults(tx: Sql, dataset: number, metrics: readonly number[]): Promise<void> {
  const columns = Object.keys(OBSERVATION_STAGING.columns).filter((column) => column !== 'line');
  const inSeries = new Set(['metric_id', 'region_id', 'breakdown_key']);
  const selected = columns.map((column) => `${inSeries.has(column) ? 's' : 't'}.${column}`);
  await tx.query(
    `-- import.stage-suppressed-results
insert into stage_observation (${columns.join(', ')})
select ${selected.join(', ')}
from series s join observation t on t.series_id = s.id and t.to_seq = ${OPEN}
where s.dataset_id = $1::int and s.metric_id = any($2::int[]) and t.basis = 'COMPUTED' and t.value is null and 'SUPPRESSED' = any(t.flags)
  and not exists (
    select 1 from stage_observation g where g.metric_id = s.metric_id and g.region_id = s.region_id
      and g.breakdown_key = s.breakdown_key and g.period_end = t.period_end and g.period = t.period)`,
    [dataset, metrics],
  );
}
