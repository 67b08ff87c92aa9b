import { createHash } from 'node:crypto';
import type { Sql } from '../../database/sql.ts';
import type { DatasetSnapshot, Snapshot } from '../core/snapshot.ts';
import { Parameters } from '../core/statement.ts';

/** A data set whose release is copied, and the name of the copy. */
export interface CopySource {
  readonly dataset: Pick<DatasetSnapshot, 'id' | 'code' | 'seq'>;
  readonly name: string;
}

/** Another form of the files has another number, so that a server that is newer makes its own. */
const FORMAT = 1;

/**
 * Names the copies of what a state shows. A release never changes, so its number would do; after a failover that lost one, another may have the
 * number, and was imported at another moment.
 */
export async function readCopySources(sql: Sql, { datasets }: Snapshot): Promise<CopySource[]> {
  const parameters = new Parameters();
  const ids = parameters.column(datasets, 'int', ({ id }) => id);
  const seqs = parameters.column(datasets, 'int', ({ seq }) => seq);
  const rows = await sql.query<{ id: number; identity: string }>(
    `-- columnar.sources
select r.dataset_id as id, jsonb_build_array(r.content_hash, r.imported_at, p.version, p.at)::text as identity
from unnest(${ids}, ${seqs}) as k(id, seq)
join release r on r.dataset_id = k.id and r.seq = k.seq
join publication p on p.dataset_id = k.id and p.seq = k.seq`,
    parameters.values,
  );
  const identities = new Map(rows.map(({ id, identity }) => [id, identity]));
  return datasets.flatMap((dataset) => {
    const identity = identities.get(dataset.id);
    if (identity === undefined) return [];
    const hash = createHash('sha256').update(`${FORMAT} ${identity}`).digest('hex').slice(0, 16);
    return [{ dataset, name: `copy-${dataset.id}-${dataset.seq}-${hash}` }];
  });
}

/** What follows a series in the order of ids: rows of text as CSV has it, and the greatest numbers among them. */
export interface SourceRows {
  /** The last series that was looked at; null: there is none any more. */
  readonly last: number | null;
  readonly rows: number;
  readonly lines: string | null;
  /** How many decimals there are, and the value that is furthest from zero. */
  readonly scale: number | null;
  readonly greatest: string | null;
}

/** The columns of the lines, with their types in DuckDB. A value is a text until it is known what it takes to hold all of them. */
export const SOURCE_COLUMNS = {
  series_id: 'integer',
  metric_id: 'integer',
  region_id: 'integer',
  metric_code: 'varchar',
  region_code: 'varchar',
  breakdown_key: 'varchar',
  period_end: 'date',
  period: 'varchar',
  from_seq: 'integer',
  frequency: 'varchar',
} as const;

const QUOTED = (column: string) => `'"' || replace(${column}, '"', '""') || '"'`;

/**
 * Reads what a release says of the next series. Rows that a release shows never change, so that one statement after the other may read them.
 * The database joins the rows to one text, which costs this process next to nothing.
 */
export async function readSourceRows(
  sql: Sql,
  { id, seq }: CopySource['dataset'],
  after: number,
  series: number,
): Promise<SourceRows> {
  const [found] = await sql.query<SourceRows>(
    `-- columnar.rows
with next as (
  select s.id, s.metric_id, s.region_id, s.breakdown_key, m.code as metric_code, r.code as region_code
  from (select * from series where dataset_id = $1::int and id > $2::int order by id limit $3::int) s
  join metric m on m.id = s.metric_id join region r on r.id = s.region_id
)
select (select max(id) from next) as last, count(*)::int as rows, max(scale(o.value)) as scale, max(abs(o.value))::text as greatest,
  string_agg(concat_ws(',', s.id, s.metric_id, s.region_id, ${QUOTED('s.metric_code')}, ${QUOTED('s.region_code')}, ${QUOTED('s.breakdown_key')},
    o.period_end, ${QUOTED('o.period')}, o.from_seq, o.frequency, coalesce(o.value::text, '')), E'\\n') as lines
from next s
cross join lateral (
  select * from observation o where o.series_id = s.id and o.from_seq <= $4::int and o.to_seq > $4::int offset 0
) o`,
    [id, after, series, seq],
  );
  return found ?? { last: null, rows: 0, lines: null, scale: null, greatest: null };
}
