import type { Sql } from '../store/sql.ts';

/** A temporary table in which facts wait until the whole package is known to be right. Gone at the end of the transaction. */
export interface Stage {
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

export const OBSERVATIONS: Stage = {
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
  },
};

const figures = (table: string, kind: string): Stage => ({
  table,
  columns: { ...COMMON, kind, value: 'numeric' },
});
export const CHANGES = figures('stage_published_change', '"ChangeKind"');
export const TARGETS = figures('stage_target', '"TargetKind"');

export async function createStage(tx: Sql, { table, columns }: Stage): Promise<void> {
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await tx.query(`-- import.create-${table}\ncreate temp table ${table} (${list.join(', ')}) on commit drop`);
}

/** A row in the order of the stage's columns, as the texts that PostgreSQL reads. */
export type StageRow = readonly (string | null)[];

/** One array for each column: a statement has the same few parameters, however many rows it brings. */
export async function fillStage(tx: Sql, { table, columns }: Stage, rows: readonly StageRow[]): Promise<void> {
  if (rows.length === 0) return;
  const types = Object.values(columns).map((type) => type.replace(/ collate .*/, ''));
  const values = types.map((_, index) => rows.map((row) => row[index] ?? null));
  await tx.query(
    `-- import.fill-${table}
insert into ${table} select ${types.map((type, index) => `c${index}::${type}`).join(', ')}
from unnest(${types.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as g(${types.map((_, index) => `c${index}`).join(', ')})`,
    values,
  );
}

/** An array as PostgreSQL reads it; of ids and enum values, which need no quotes. */
export const arrayText = (items: readonly (string | number)[]): string => `{${items.join(',')}}`;
