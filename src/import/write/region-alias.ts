import { OPEN } from '../../database/sql.ts';
import type { Given } from './shared-list.ts';
import type { ReleaseWriter } from './write.ts';

/** Makes the data set's aliases stand as given: what differs is closed, and what is new opened. The regions have to be there. */
export async function writeRegionAliases(
  { tx, dataset, seq, tally }: ReleaseWriter,
  { catalogue, names }: Given,
): Promise<void> {
  const rows = catalogue.rows.region_aliases.map(({ scheme, alias, region }) => ({
    scheme,
    alias,
    region_id: names.id('region', names.regionIn(scheme, region)),
  }));
  const same = 't.scheme = g.scheme and t.alias = g.alias and t.region_id = g.region_id';
  const [count] = await tx.query<{ opened: number; closed: number }>(
    `-- import.write-region-aliases
with given as materialized (select * from jsonb_to_recordset($1::text::jsonb) as g(scheme text, alias text, region_id int)),
standing as materialized (select * from region_alias where dataset_id = $2::int and to_seq = ${OPEN}),
closed as (
  update region_alias a set to_seq = $3::int from standing t
  where a.id = t.id and not exists (select 1 from given g where ${same}) returning 1
),
opened as (
  insert into region_alias (dataset_id, scheme, alias, region_id, from_seq)
  select $2::int, g.scheme, g.alias, g.region_id, $3::int from given g where not exists (select 1 from standing t where ${same})
  returning 1
)
select (select count(*)::int from opened) as opened, (select count(*)::int from closed) as closed`,
    [JSON.stringify(rows), dataset, seq],
  );
  tally.opened += count?.opened ?? 0;
  tally.closed += count?.closed ?? 0;
}
