import type { Sql } from '../../database/sql.ts';
import type { ColumnarReading, FoundObservation } from '../columnar/columnar.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { beyond, orderBy, Parameters, seenTable, visibleIn } from '../core/statement.ts';
import { columnList, NEWEST } from '../observation/observation.ts';
import { observationConditions, seriesConditions } from '../observation/observation-filter.ts';
import { type CellColumn, type CellRow, type CubeQuery, SERIES_ORDER } from './cell-query.ts';
import { type CubePage, type CubeRead, parsePage, type RawPage, selectPage, selectSort } from './cube-page.ts';

/**
 * Reads a page of what is stored. With `columnar` a copy of what is published counts, and finds the rows of a page that is in another order than
 * the series are, as far as it can; the rows themselves are always read here.
 */
export async function readCells(
  sql: Sql,
  state: Snapshot,
  query: CubeQuery,
  page: CubePage,
  columns: readonly CellColumn[],
  columnar: ColumnarReading | null = null,
): Promise<CubeRead<CellRow>> {
  if (!columnar || query.latest !== null) return readSelectedCells(sql, state, query, page, columns);
  const total = page.total ? await columnar.count(state, query) : null;
  const rest = total === null ? page : { ...page, total: false };
  const keys = page.keys[0]?.name === SERIES_ORDER ? null : await columnar.find(state, query, page);
  const found = keys && (await readFoundCells(sql, state, keys, rest, columns));
  // What is found is there, unless the database is no longer the one that was copied.
  const isWhole = found !== null && found.length === keys?.length && (total !== null || !page.total);
  const read = isWhole ? found : await readSelectedCells(sql, state, query, rest, columns);
  return total === null ? read : { ...read, total };
}

/** Each series gives no more than a page, and a page that follows the order of series reads no further than its end. */
async function readSelectedCells(
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

/** Reads the rows of a page that were found by their primary keys, and puts them into the order of the page. */
async function readFoundCells(
  sql: Sql,
  state: Snapshot,
  keys: readonly FoundObservation[],
  page: CubePage,
  columns: readonly CellColumn[],
): Promise<CubeRead<CellRow>> {
  const parameters = new Parameters();
  const places = [
    parameters.column(keys, 'int', ({ seriesId }) => seriesId),
    parameters.column(keys, 'date', ({ periodEnd }) => periodEnd),
    parameters.column(keys, 'text', ({ period }) => period),
    parameters.column(keys, 'int', ({ fromSeq }) => fromSeq),
  ];
  const [found] = await sql.query<RawPage>(
    `-- cube.found-cells
select ${selectPage(columns, page)}
from (
  select ${columnList(columns)}${selectSort(page)}
  from unnest(${places.join(', ')}) as k(series_id, period_end, period, from_seq)
  join observation o on o.series_id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq = k.from_seq
  join (
    select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
  ) s on s.id = k.series_id
  where ${visibleIn('o', 's')}
  order by ${orderBy(page.keys, false)}
) c`,
    parameters.values,
  );
  return parsePage(found, columns);
}
