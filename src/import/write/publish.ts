import { createHash } from 'node:crypto';
import type { ImportMode } from '../../database/generated/prisma/enums.ts';
import { OPEN, type Sql } from '../../database/sql.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { DESCRIPTOR } from '../package/descriptor.ts';
import type { Package } from '../package/package.ts';
import { type Problems, quoted } from '../package/problem.ts';
import type { ReleaseWriter } from './write.ts';

export interface Current {
  readonly seq: number;
  readonly mode: ImportMode;
  readonly content_hash: string;
  readonly observation_count: number;
  readonly published_at: Date;
}

/** The release that readers see now; null before the first. */
export async function currentRelease(tx: Sql, dataset: string): Promise<Current | null> {
  const [row] = await tx.query<Omit<Current, 'published_at'> & { published_at: string }>(
    `-- import.current-release
select r.seq, r.mode::text, r.content_hash, r.observation_count, to_json(r.published_at) #>> '{}' as published_at
from dataset d join release r on r.dataset_id = d.id and r.seq = d.current_seq where d.code = $1::text`,
    [dataset],
  );
  return row === undefined ? null : { ...row, published_at: new Date(row.published_at) };
}

/** A release is not published in the future, nor before the one before it. What turns out to be no new release may repeat the moment of the last. */
export function checkPublishedAt(
  { publishedAt }: Package,
  current: Current | null,
  mayRepeat: boolean,
  problems: Problems,
): void {
  if (publishedAt === null) return;
  const problem = { resource: DESCRIPTOR, column: 'govgraph.publishedAt', value: publishedAt.toISOString() };
  if (publishedAt.getTime() > Date.now()) {
    const expected = message('import.past-expected');
    problems.add({ ...problem, message: message('import.published-in-future'), expected });
    return;
  }
  if (current === null || publishedAt > current.published_at) return;
  if (mayRepeat && publishedAt.getTime() === current.published_at.getTime()) return;
  const before = current.published_at.toISOString();
  const text = message('import.published-before', { seq: String(current.seq) });
  problems.add({ ...problem, message: text, expected: message('import.later-than', { moment: before }) });
}

/** The hash of a release that holds its package without some rows. */
export const hashInPart = (hash: string): string => createHash('sha256').update(`${hash} in part`).digest('hex');

/** Whether these very files were a release of their data set at any time, perhaps without some rows. */
export async function wasPublished(tx: Sql, source: Package): Promise<boolean> {
  const found = await tx.query(
    `-- import.was-published
select 1 from dataset d join release r on r.dataset_id = d.id where d.code = $1::text and r.content_hash = any($2::text[]) limit 1`,
    [source.code, [source.hash, hashInPart(source.hash)]],
  );
  return found.length > 0;
}

/** The data set itself comes before everything that it owns; what it refers to is set by `completeDataset`. */
export async function writeDataset(tx: Sql, source: Package): Promise<{ id: number; changed: boolean }> {
  const values = [
    source.code,
    JSON.stringify(source.title),
    source.language,
    source.timeZone,
    source.licence,
    source.minCount,
    source.fiscalYearStart,
    source.taskLight,
  ];
  const [written] = await tx.query<{ id: number }>(
    `-- import.write-dataset
insert into dataset as d (code, title, language, time_zone, licence, min_count, fiscal_year_start, task_light)
values ($1::text, $2::text::jsonb, $3::text, $4::text, $5::text, $6::int, $7::text, $8::text::"TaskLightRule")
on conflict (code) do update
set title = excluded.title, language = excluded.language, time_zone = excluded.time_zone, licence = excluded.licence,
  min_count = excluded.min_count, fiscal_year_start = excluded.fiscal_year_start, task_light = excluded.task_light
where (d.title, d.language, d.time_zone, d.licence, d.min_count, d.fiscal_year_start, d.task_light)
  is distinct from (excluded.title, excluded.language, excluded.time_zone, excluded.licence, excluded.min_count,
    excluded.fiscal_year_start, excluded.task_light)
returning d.id`,
    values,
  );
  if (written !== undefined) return { id: written.id, changed: true };
  const [same] = await tx.query<{ id: number }>('-- import.dataset-id\nselect id from dataset where code = $1::text', [
    source.code,
  ]);
  if (same === undefined) throw new Error(`data set ${source.code} vanished`);
  return { id: same.id, changed: false };
}

export async function completeDataset(
  { tx, dataset, tally }: ReleaseWriter,
  source: Package,
  names: CodeIds,
): Promise<void> {
  const region = source.region === null ? null : names.id('region', source.region);
  const publisher = source.publisher === null ? null : names.id('organization', source.publisher);
  const changed = await tx.query<{ id: number }>(
    `-- import.complete-dataset
update dataset set region_id = $2::int, publisher_id = $3::int
where id = $1::int and (region_id, publisher_id) is distinct from ($2::int, $3::int) returning id`,
    [dataset, region, publisher],
  );
  tally.updated += changed.length;
}

/**
 * The short lists that readers' statements join to facts. Where the planner knows of one data set and there are two, it takes a plan that is right
 * for one, and nobody counts tables as short as these again.
 */
const READ_WITH_FACTS = ['dataset', 'metric', 'region', 'theme', 'unit'];

/** The last steps: from the commit on, readers see the release. */
export async function publish({ tx, dataset, seq }: ReleaseWriter, source: Package, mode: ImportMode): Promise<void> {
  await tx.query(
    `-- import.release
insert into release (dataset_id, seq, version, mode, state, published_at, content_hash, notes, observation_count)
select $1::int, $2::int, $3::text, $5::text::"ImportMode", 'PUBLISHED', clock_timestamp(), $4::text, $6::text::jsonb, count(*)
from observation o join series s on s.id = o.series_id
where s.dataset_id = $1::int and o.to_seq = ${OPEN} and o.basis = 'PUBLISHED'`,
    [dataset, seq, source.version, source.hash, mode, source.notes && JSON.stringify(source.notes)],
  );
  await tx.query('-- import.current\nupdate dataset set current_seq = $2::int where id = $1::int', [dataset, seq]);
  await tx.query(`-- import.analyze-lists\nanalyze ${READ_WITH_FACTS.join(', ')}`);
  // The row is locked from here to the commit: publications are numbered in the order of their commits.
  const [version] = await tx.query<{ facts: number }>(
    `-- import.raise-facts
update content_version set facts = facts + 1, facts_mark = gen_random_uuid(), mark = gen_random_uuid() returning facts`,
  );
  await tx.query(
    `-- import.publication
with entry as (
  insert into publication (version, dataset_id, seq, at)
  select $1::int, $2::int, $3::int, greatest(clock_timestamp(), (select max(at) from publication)) returning at
)
update release set imported_at = entry.at, published_at = coalesce($4::text::timestamptz, entry.at)
from entry where dataset_id = $2::int and seq = $3::int`,
    [version?.facts, dataset, seq, source.publishedAt?.toISOString() ?? null],
  );
  await tx.query("-- import.notify\nselect pg_notify('content_version', $1::text)", [String(version?.facts)]);
}

/** Who names the version of a release. */
export type VersionOwner = 'PUBLISHER' | 'FILE' | 'DELIVERY';

/** Versions are the publisher's to give; one that stands for two contents is worth a word. Kept rows of one delivery may come in one by one. */
export async function versionNotes(
  { tx, dataset, seq }: ReleaseWriter,
  { version, hash }: Package,
  owner: VersionOwner,
): Promise<Text[]> {
  if (owner === 'DELIVERY') return [];
  const [earlier] = await tx.query<{ seq: number | null }>(
    `-- import.same-version
select min(seq) as seq from release where dataset_id = $1::int and seq < $2::int and version = $3::text and content_hash <> $4::text`,
    [dataset, seq, version, hash],
  );
  if (typeof earlier?.seq !== 'number') return [];
  const words = { seq: String(earlier.seq), version: quoted(version) };
  return [message(owner === 'FILE' ? 'import.note-same-file' : 'import.note-same-version', words)];
}
