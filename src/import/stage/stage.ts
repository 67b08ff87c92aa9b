import type { Sql } from '../../database/sql.ts';

/** A temporary table in which facts wait until the whole package is known to be right. Gone at the end of the transaction. */
export interface StagingTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** What every fact begins with. */
const COMMON = {
  line: 'int',
  metric_id: 'int',
  region_id: 'int',
  breakdown_key: 'text collate "C"',
  period: 'text collate "C"',
  period_end: 'date',
  citation_ids: 'int[]',
};

export const OBSERVATION_STAGING: StagingTable = {
  table: 'stage_observation',
  columns: {
    ...COMMON,
    period_start: 'date',
    frequency: '"Frequency"',
    basis: '"ObservationBasis"',
    value: 'numeric',
    numerator: 'numeric',
    denominator: 'numeric',
    flags: '"ObservationStatus"[]',
    reported_by: 'int',
    note: 'jsonb',
    standard_error: 'numeric',
    lower_bound: 'numeric',
    upper_bound: 'numeric',
    rank: 'numeric',
    rank_lower_bound: 'numeric',
    rank_upper_bound: 'numeric',
    source_count: 'int',
  },
};

const figures = (table: string, kind: string): StagingTable => ({
  table,
  columns: { ...COMMON, kind, value: 'numeric' },
});
export const CHANGES = figures('stage_published_change', '"ChangeKind"');
export const TARGETS = figures('stage_target', '"TargetKind"');

export async function createStage(tx: Sql, { table, columns }: StagingTable): Promise<void> {
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await tx.query(`-- import.create-${table}\ncreate temp table ${table} (${list.join(', ')}) on commit drop`);
}

/** Makes the staged figures of a metric quick to find, and answers of which metrics there are observations. */
export async function indexStage(tx: Sql): Promise<ReadonlySet<number>> {
  for (const { table } of [OBSERVATION_STAGING, CHANGES, TARGETS]) {
    await tx.query(`-- import.index-${table}\ncreate index on ${table} (metric_id)`);
  }
  await tx.query(
    '-- import.analyze-stage\nanalyze stage_observation (metric_id, region_id, breakdown_key, period, period_end)',
  );
  const rows = await tx.query<{ id: number }>(
    '-- import.staged-metrics\nselect distinct metric_id as id from stage_observation',
  );
  return new Set(rows.map(({ id }) => id));
}

/** A row in the order of the stage's columns, as the texts that PostgreSQL reads. */
export type StageRow = readonly (string | null)[];

/** Values of these types never need quotes in an array. */
const PLAIN = /^(int|date|numeric|"\w+")$/;

/**
 * One array for each column that varies, one value for each that does not: a statement has the same few parameters, however many rows
 * it brings, and a column that nobody fills costs nothing.
 */
export async function fillStage(tx: Sql, { table, columns }: StagingTable, rows: readonly StageRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const values: unknown[] = [];
  const varying: string[] = [];
  const selected = Object.values(columns).map((declared, index) => {
    const type = declared.replace(/ collate .*/, '');
    const constant = first[index] ?? null;
    // The first column numbers the lines: by it the rows are counted.
    if (index > 0 && rows.every((row) => (row[index] ?? null) === constant)) {
      values.push(constant);
      return `$${values.length}::text::${type}`;
    }
    const column = rows.map((row) => row[index] ?? null);
    const plain = PLAIN.test(type);
    values.push(plain ? `{${column.map((value) => value ?? 'NULL').join(',')}}` : column);
    varying.push(`$${values.length}::${plain ? type : 'text'}[]`);
    return plain || type === 'text' ? `g.c${varying.length}` : `g.c${varying.length}::${type}`;
  });
  await tx.query(
    `-- import.fill-${table}
insert into ${table} select ${selected.join(', ')}
from unnest(${varying.join(', ')}) as g(${varying.map((_, index) => `c${index + 1}`).join(', ')})`,
    values,
  );
}

/** An array as PostgreSQL reads it; of ids and enum values, which need no quotes. */
export const arrayText = (items: readonly (string | number)[]): string => `{${items.join(',')}}`;
