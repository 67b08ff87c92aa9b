import { OPEN, type Sql } from '../../database/sql.ts';
import { message, type Text } from '../../domain/message/message.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import { THESE } from '../catalogue/kind.ts';
import { SHARED_KINDS, type SharedCodeKind } from '../package/column.ts';
import { listed } from '../package/problem.ts';
import type { ReleaseWriter } from './write.ts';

/** What each open shared row leans on: whoever uses the row uses that as well. */
const DEPENDENCIES = `
  select 'METRIC' as kind, id, 'THEME' as to_kind, theme_id as to_id from metric
  union all select 'METRIC', id, 'UNIT', unit_id from metric
  union all select 'METRIC', id, 'METRIC', numerator_id from metric where numerator_id is not null
  union all select 'METRIC', id, 'METRIC', denominator_id from metric where denominator_id is not null
  union all select 'METRIC', metric_id, 'DIMENSION', dimension_id from metric_dimension
  union all select 'METRIC', m.id, 'SOURCE', c.source_id from metric m join citation c on c.id = any(m.citation_ids)
  union all select 'CATEGORY', id, 'DIMENSION', dimension_id from category
  union all select 'REGION', region_id, 'REGION', parent_id from region_version where parent_id is not null and to_seq = ${OPEN}
  union all select 'REGION', region_id, 'REGION', successor_id from region_successor
  union all select 'ORGANIZATION', id, 'ORGANIZATION', parent_id from organization where parent_id is not null
  union all select 'ORGANIZATION', id, 'REGION', region_id from organization where region_id is not null
  union all select 'ORGANIZATION', organization_id, 'ORGANIZATION', head_id from organization_head
  union all select 'ORGANIZATION', o.id, 'SOURCE', c.source_id from organization o join citation c on c.id = any(o.citation_ids)
  union all select 'SOURCE', id, 'ORGANIZATION', publisher_id from source where publisher_id is not null`;

/** Stands between the metrics whose formulas sum over a dimension, and its categories. */
export const SUM_OVER = 'SUM_OVER';

/** A metric leans on what its formula names, which stands in no column of its own. */
export interface FormulaUse {
  /** METRIC or SUM_OVER. */
  readonly kind: string;
  readonly id: number;
  readonly to_kind: string;
  readonly to_id: number;
}

/**
 * Records what of the shared lists the data set uses, directly or through what it uses. Organisations that only reported count too. One step
 * looks its rows up in an index: a chain of successors has as many steps as regions, and each would go through all that leans on anything.
 */
export async function recordUses(
  { tx, dataset, keepsRest }: ReleaseWriter,
  names: CodeIds,
  formulas: readonly FormulaUse[],
): Promise<void> {
  const used = SHARED_KINDS.flatMap((kind) => names.used(kind).map((id) => ({ kind: kind.toUpperCase(), id })));
  await tx.query(`-- import.create-uses
create temp table stage_use (kind "SharedKind", entity_id int, primary key (kind, entity_id)) on commit drop`);
  await tx.query(
    `-- import.create-leans
create temp table stage_lean on commit drop as ${DEPENDENCIES}
  union all select g.kind, g.id, g.to_kind, g.to_id from jsonb_to_recordset($1::text::jsonb) as g(kind text, id int, to_kind text, to_id int)`,
    [JSON.stringify(formulas)],
  );
  await tx.query('-- import.index-leans\ncreate index on stage_lean (kind, id)');
  await tx.query('-- import.analyze-leans\nanalyze stage_lean');
  await tx.query(
    `-- import.collect-uses
insert into stage_use
with recursive used(kind, id) as (
  select g.kind, g.id from jsonb_to_recordset($1::text::jsonb) as g(kind text, id int)
  union
  select 'ORGANIZATION', r.reported_by_id from task_report r join task t on t.id = r.task_id
  where t.dataset_id = $2::int and r.reported_by_id is not null
  union
  select l.to_kind, l.to_id from used u
  cross join lateral (select to_kind, to_id from stage_lean where kind = u.kind and id = u.id offset 0) l
)
select kind::"SharedKind", id from used where kind <> '${SUM_OVER}'`,
    [JSON.stringify(used), dataset],
  );
  if (!keepsRest) await tx.query(REMOVE_USES, [dataset]);
  await tx.query(
    `-- import.add-uses
insert into shared_use (kind, entity_id, dataset_id) select kind, entity_id, $1::int from stage_use on conflict do nothing`,
    [dataset],
  );
}

const REMOVE_USES = `-- import.remove-uses
delete from shared_use u where u.dataset_id = $1::int
  and not exists (select 1 from stage_use s where s.kind = u.kind and s.entity_id = u.entity_id)`;

/** Closes what the data set owns and nobody uses any more; tells what it dropped and others still use. */
export async function closeUnused(release: ReleaseWriter): Promise<Text[]> {
  const notes: Text[] = [];
  for (const kind of SHARED_KINDS) {
    release.tally.closed += await closeKind(release, kind);
    const kept = await keptForOthers(release.tx, release.dataset, kind);
    if (kept.length === 0) continue;
    notes.push(message('import.note-still-used', { kinds: message(THESE[kind]), codes: listed(kept) }));
  }
  return notes;
}

async function closeKind({ tx, dataset, seq }: ReleaseWriter, kind: SharedCodeKind): Promise<number> {
  const unused = `t.dataset_id = $1::int and t.to_seq = ${OPEN} and not exists (
    select 1 from shared_use u where u.kind = '${kind.toUpperCase()}' and u.entity_id = t.id)`;
  if (kind === 'region') {
    await tx.query(
      `-- import.close-versions-of-unused-regions
update region_version v set to_seq = $2::int from region t where v.region_id = t.id and v.to_seq = ${OPEN} and ${unused}`,
      [dataset, seq],
    );
  }
  const [count] = await tx.query<{ closed: number }>(
    `-- import.close-unused-${kind}
with closed as (update ${kind} t set to_seq = $2::int where ${unused} returning 1) select count(*)::int as closed from closed`,
    [dataset, seq],
  );
  await tx.query(`-- import.forget-names-of-${kind}
delete from shared_name n where n.kind = '${kind.toUpperCase()}'
  and exists (select 1 from ${kind} t where t.id = n.entity_id and t.to_seq <> ${OPEN})`);
  return count?.closed ?? 0;
}

/**
 * Codes that the data set owns, does not use itself, and cannot close. By `not in`, which is hashed: the planner takes three conditions on a table
 * that was just filled for one row, and would go through all uses for each code.
 */
async function keptForOthers(tx: Sql, dataset: number, kind: SharedCodeKind): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    `-- import.kept-${kind}
select t.code from ${kind} t where t.dataset_id = $1::int and t.to_seq = ${OPEN} and t.id not in (
  select u.entity_id from shared_use u where u.kind = '${kind.toUpperCase()}' and u.dataset_id = $1::int
) order by t.code`,
    [dataset],
  );
  return rows.map((row) => row.code);
}
