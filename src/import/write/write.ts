import { OPEN, type Sql } from '../../database/sql.ts';
import { foldText } from '../../domain/core/text.ts';

/** The release in the making. */
export interface ReleaseWriter {
  readonly tx: Sql;
  readonly dataset: number;
  readonly seq: number;
  readonly tally: Tally;
  /** Whether what the package leaves out of the shared lists stays in use: it is an addition to what stands. */
  readonly keepsRest: boolean;
}

/** How many rows the release opens, closes and updates in place; all zero: there is nothing to release. */
export interface Tally {
  opened: number;
  closed: number;
  updated: number;
}

/** A table with from_seq and to_seq: its columns with their types, `id` and `dataset_id` aside. */
export interface Versioned {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that a new row needs and that something else keeps up to date afterwards. */
  readonly initial?: Readonly<Record<string, string>>;
}

type WriteRow = Readonly<Record<string, unknown>> & { readonly id: number };

const BATCH = 5_000;

/** Makes the rows stand as given: new ones open, closed ones open again, others change only where they differ. */
export async function upsert(
  release: ReleaseWriter,
  { table, columns, initial = {} }: Versioned,
  rows: readonly WriteRow[],
): Promise<void> {
  const kept = Object.keys(columns);
  const all = { ...columns, ...initial };
  const names = Object.keys(all);
  const types = Object.entries(all).map(([name, type]) => `${name} ${type}`);
  const list = (prefix: string, chosen: readonly string[]) => chosen.map((name) => `${prefix}.${name}`).join(', ');
  const text = `-- import.upsert-${table}
with given as materialized (select * from jsonb_to_recordset($1::text::jsonb) as g(id int, ${types.join(', ')})),
reopened as (select count(*)::int as count from ${table} t join given g using (id) where t.to_seq <> ${OPEN}),
changed as (
  update ${table} t set ${kept.map((name) => `${name} = g.${name}`).join(', ')}, dataset_id = $2::int, to_seq = ${OPEN},
    from_seq = case when t.dataset_id = $2::int then t.from_seq else $3::int end
  from given g
  where t.id = g.id and (${list('t', kept)}, t.dataset_id, t.to_seq) is distinct from (${list('g', kept)}, $2::int, ${OPEN})
  returning 1
),
opened as (
  insert into ${table} (id, dataset_id, from_seq, ${names.join(', ')})
  select g.id, $2::int, $3::int, ${list('g', names)} from given g where not exists (select 1 from ${table} t where t.id = g.id)
  returning 1
)
select (select count(*)::int from changed) as changed, (select count(*)::int from opened) as opened, (select count from reopened) as reopened`;
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = JSON.stringify(rows.slice(start, start + BATCH));
    const [count] = await release.tx.query<{ changed: number; opened: number; reopened: number }>(text, [
      batch,
      release.dataset,
      release.seq,
    ]);
    release.tally.opened += (count?.opened ?? 0) + (count?.reopened ?? 0);
    release.tally.updated += (count?.changed ?? 0) - (count?.reopened ?? 0);
  }
}

/** Closes the data set's open rows of a table but for those given. */
export async function closeOthers(release: ReleaseWriter, table: string, ids: readonly number[]): Promise<void> {
  const [count] = await release.tx.query<{ closed: number }>(
    `-- import.close-${table}
with closed as (
  update ${table} set to_seq = $2::int
  where dataset_id = $1::int and to_seq = ${OPEN} and not exists (select 1 from unnest($3::int[]) as g(id) where g.id = ${table}.id)
  returning 1
)
select count(*)::int as closed from closed`,
    [release.dataset, release.seq, ids],
  );
  release.tally.closed += count?.closed ?? 0;
}

/** A table of links: the column of the owner, and of what it is linked to, in order. */
export interface Links {
  readonly table: string;
  readonly owner: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** Makes the links of these owners stand as given; what already stands so is left alone. */
export async function replaceLinks(
  { tx, tally }: ReleaseWriter,
  { table, owner, columns }: Links,
  owners: readonly number[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (owners.length === 0) return;
  const names = [owner, ...Object.keys(columns)];
  const types = [`${owner} int`, ...Object.entries(columns).map(([name, type]) => `${name} ${type}`)];
  const given = `jsonb_to_recordset($1::text::jsonb) as g(${types.join(', ')})`;
  const json = JSON.stringify(rows);
  const same = names.map((name) => `g.${name} = l.${name}`).join(' and ');
  // Two statements: within one, a link that only moves would collide with itself.
  const [gone] = await tx.query<{ count: number }>(
    `-- import.remove-${table}
with given as materialized (select * from ${given}),
gone as (
  delete from ${table} l where l.${owner} = any($2::int[]) and not exists (select 1 from given g where ${same}) returning 1
)
select count(*)::int as count from gone`,
    [json, owners],
  );
  const [come] = await tx.query<{ count: number }>(
    `-- import.add-${table}
with come as (
  insert into ${table} (${names.join(', ')}) select ${names.map((name) => `g.${name}`).join(', ')} from ${given}
  on conflict do nothing returning 1
)
select count(*)::int as count from come`,
    [json],
  );
  tally.updated += (gone?.count ?? 0) + (come?.count ?? 0);
}

/** Codes, names and titles as they are searched: folded, as what is looked for will be. */
export const buildSearchText = (code: string, names: Readonly<Record<string, string>> | null): string =>
  foldText([code, ...Object.values(names ?? {})].join(' '));

/** The name by which lists are sorted: in the language of the data set that owns the row, else in the first by its tag. */
export function sortName(names: Readonly<Record<string, string>> | null, language: string, code: string): string {
  const [first = ''] = Object.keys(names ?? {}).sort();
  return names?.[language] ?? names?.[first] ?? code;
}
