import { OPEN, type Sql } from '../../database/sql.ts';
import { CITED, published, STANDING_FACTS, sameKey } from './standing-fact.ts';

/**
 * Gives staged figures the citation that they stand with, where they are equal in all else. Next month's file of a year gives the months before
 * once more, from other cells of another file: that is no revision.
 */
export async function keepStandingCitations(tx: Sql, dataset: number): Promise<void> {
  for (const file of STANDING_FACTS) {
    const same = Object.entries(file.cells)
      .filter(([column]) => column !== CITED)
      .map(([, cell]) => `${cell('g')} is not distinct from ${cell('t')}`);
    await tx.query(
      `-- import.keep-${file.table}-citations
update ${file.stage} g set citation_ids = t.citation_ids
from series s join ${file.table} t on t.series_id = s.id and t.to_seq = ${OPEN}${published(file)}
where s.dataset_id = $1::int and ${file.of} and ${sameKey(file)} and g.citation_ids <> t.citation_ids and ${same.join(' and ')}`,
      [dataset],
    );
  }
}
