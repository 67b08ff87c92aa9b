import type { Sql } from '../../database/sql.ts';
import { IN_PART, partsOf } from './stage-part.ts';

const COLUMNS = 'id, source_id, locator, quote';

/** Writes the passages with these ids that are new, from `firstNew` on; their sources have to be there. */
export async function writeCitations(tx: Sql, firstNew: number, ids: readonly number[]): Promise<void> {
  const added = ids.filter((id) => id >= firstNew);
  if (added.length === 0) return;
  await tx.query(
    `-- import.write-citations
with written as (delete from stage_citation where id = any($1::int[]) returning ${COLUMNS})
insert into citation (${COLUMNS}) select ${COLUMNS} from written`,
    [added],
  );
}

/**
 * Writes the passages that are new and that a fact of these stages cites. A fact that a file only repeats, or that keeps the citation that it
 * stands with, cites none of its own. Nothing looks for passages in the stage after this.
 */
export async function writeFactCitations(tx: Sql, firstNew: number, stages: readonly string[]): Promise<void> {
  const cited = stages.map((stage) => `select unnest(citation_ids) as id from ${stage}`).join(' union all ');
  await tx.query(
    `-- import.leave-citations
delete from stage_citation s where not exists (select 1 from (${cited}) f where f.id = s.id)`,
  );
  for (const part of await partsOf(tx, 'stage_citation')) {
    await tx.query(
      `-- import.write-fact-citations
insert into citation (${COLUMNS})
select ${COLUMNS} from stage_citation g where g.id >= $1::int and ${IN_PART}`,
      [firstNew, ...part],
    );
  }
}
