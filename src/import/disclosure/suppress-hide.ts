import type { Sql } from '../../database/sql.ts';
import { ESTIMATE_COLUMNS } from '../package/fact-format.ts';

const BATCH = 5_000;

/** Takes the values of these lines of a metric away, and what is said of them. Answers how many there were. */
export async function hide(tx: Sql, id: number, lines: readonly number[]): Promise<number> {
  let count = 0;
  for (let begin = 0; begin < lines.length; begin += BATCH) {
    const batch = lines.slice(begin, begin + BATCH);
    await tx.query(UNQUOTE, [id, batch]);
    const changed = await tx.query(HIDE, [id, batch]);
    count += changed.length;
  }
  return count;
}

/** Makes passages quick to find by what they are cited as, and by their places. */
export async function indexCitations(tx: Sql): Promise<void> {
  await tx.query('-- suppress.index-citations\ncreate index if not exists stage_citation_id on stage_citation (id)');
  await tx.query('-- suppress.index-places\ncreate index on stage_citation (source_id, locator)');
  await tx.query('-- suppress.analyze-citations\nanalyze stage_citation');
}

/** The words of a source say the figure: a suppressed figure is cited by its place alone, which has to be there as a citation. */
const UNQUOTE = `-- suppress.unquote
insert into stage_citation (id, source_id, locator, quote)
select coalesce(c.id, nextval(pg_get_serial_sequence('citation', 'id')))::int, q.source_id, q.locator, null
from (
  select distinct s.source_id, s.locator
  from stage_observation o cross join unnest(o.citation_ids) i join stage_citation s on s.id = i
  where o.metric_id = $1::int and o.line = any($2::int[]) and s.quote is not null
    and not exists (select 1 from stage_citation p where p.source_id = s.source_id and p.locator = s.locator and p.quote is null)
) q
left join citation c on c.source_id = q.source_id and c.locator = q.locator and c.quote is null`;

const HIDE = `-- suppress.hide
update stage_observation o
set value = null, numerator = null, denominator = null, note = null,
  ${ESTIMATE_COLUMNS.map((column) => `${column} = null`).join(', ')},
  flags = array_append(array_remove(coalesce(flags, '{}'), 'SUPPRESSED'), 'SUPPRESSED'),
  citation_ids = array(
    select distinct p.id from unnest(o.citation_ids) i
    join stage_citation s on s.id = i
    join stage_citation p on p.source_id = s.source_id and p.locator = s.locator and p.quote is null
    order by 1
  )
where metric_id = $1::int and line = any($2::int[]) and (value is not null or numerator is not null or denominator is not null)
returning line`;
