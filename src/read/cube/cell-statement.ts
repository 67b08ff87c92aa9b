import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { beyond, orderBy, Parameters, seenTable } from '../core/statement.ts';
import { columnList, NEWEST } from '../observation/observation.ts';
import { observationConditions, seriesConditions } from '../observation/observation-filter.ts';
import type { CellColumn, CellRow, CubeQuery } from './cell-query.ts';
import { type CubePage, type CubeRead, parsePage, type RawPage, selectPage, selectSort } from './cube-page.ts';

/** Reads a page of what is stored. Each series gives no more than a page, and a page that follows the order of series reads no further than its end. */
export async function readCells(
  sql: Sql,
  state: Snapshot,
  { metrics, filter, latest }: CubeQuery,
  page: CubePage,
  columns: readonly CellColumn[],
): Promise<CubeRead<CellRow>> {
  const parameters = new Parameters();
  const series = `select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where ${[`s.metric_id = any(${parameters.add(metrics, 'int[]')})`, ...seriesConditions(filter, parameters)].join(' and ')}`;
  const conditions = ['o.series_id = s.id', ...observationConditions(filter, parameters, 's')];
  const observations =
    latest === null
      ? `join observation o on ${conditions.join(' and ')}`
      : `cross join lateral (
      select * from observation o where ${conditions.join(' and ')}
      order by ${NEWEST} limit ${parameters.add(latest, 'int')}
    ) o`;
  const from = `from (
    ${series}
  ) s
  ${observations}`;
  const after = page.after ? `where ${beyond(page.keys, page.after, false, parameters)}` : '';
  const rows = `select ${columnList(columns)}${selectSort(page)}
  ${from}
  ${after}
  order by ${orderBy(page.keys, false)} limit ${parameters.add(page.limit, 'int')}`;
  const [found] = await sql.query<RawPage>(
    `-- cube.cells
select ${selectPage(columns, page)}${page.total ? `, (select count(*)::int ${from}) as total` : ''}
from (
  ${rows}
) c`,
    parameters.values,
  );
  return parsePage(found, columns);
}
